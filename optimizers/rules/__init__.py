"""The rules that are around no other rule, one per file; a rule's key is the name of its file.

A rule is added by its file and one line here. The order of the lines is the order in which pages list the rules.
"""

from optimizers.base import Optimizer

# isort: off
from optimizers.rules.sgd import SGD
from optimizers.rules.momentum import Momentum
from optimizers.rules.nesterov import Nesterov
from optimizers.rules.adagrad import Adagrad
from optimizers.rules.adadelta import Adadelta
from optimizers.rules.rmsprop import RMSprop
from optimizers.rules.adam import Adam
from optimizers.rules.adamw import AdamW
from optimizers.rules.adamax import Adamax
from optimizers.rules.nadam import NAdam
from optimizers.rules.radam import RAdam
from optimizers.rules.rprop import Rprop
from optimizers.rules.asgd import ASGD
from optimizers.rules.adafactor import Adafactor
from optimizers.rules.lbfgs import LBFGS
from optimizers.rules.muon import Muon
from optimizers.rules.lion import Lion
from optimizers.rules.adabelief import AdaBelief
from optimizers.rules.yogi import Yogi
from optimizers.rules.adan import Adan
from optimizers.rules.sophia import Sophia
from optimizers.rules.prodigy import Prodigy
from optimizers.rules.schedule_free_sgd import ScheduleFreeSGD
from optimizers.rules.schedule_free_adamw import ScheduleFreeAdamW
from optimizers.rules.ademamix import AdEMAMix
from optimizers.rules.adopt import ADOPT
from optimizers.rules.lamb import LAMB
from optimizers.rules.novograd import NovoGrad
from optimizers.rules.madgrad import MADGRAD
from optimizers.rules.qhm import QHM
from optimizers.rules.qhadam import QHAdam
from optimizers.rules.sign_sgd import SignSGD
from optimizers.rules.signum import Signum
from optimizers.rules.polyak import Polyak
from optimizers.rules.sam import SAM
from optimizers.rules.normalized import Normalized
from optimizers.rules.line_search import LineSearch
from optimizers.rules.newton import Newton
from optimizers.rules.bfgs import BFGS
from optimizers.rules.conjugate_gradient import ConjugateGradient
from optimizers.rules.trust_region import TrustRegion
from optimizers.rules.nelder_mead import NelderMead
# isort: on


def _key(rule: type[Optimizer]) -> str:
    return rule.__module__.rpartition(".")[2]


def _is_rule(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Optimizer) and thing is not Optimizer


RULES: dict[str, type[Optimizer]] = {_key(rule): rule for rule in [*globals().values()] if _is_rule(rule)}
