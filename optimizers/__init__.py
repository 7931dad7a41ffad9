"""Update rules in NumPy, one per file, each readable as the algorithm of its paper."""

from optimizers.adabelief import AdaBelief
from optimizers.adadelta import Adadelta
from optimizers.adafactor import Adafactor
from optimizers.adagrad import Adagrad
from optimizers.adam import Adam
from optimizers.adamax import Adamax
from optimizers.adamw import AdamW
from optimizers.adan import Adan
from optimizers.ademamix import AdEMAMix
from optimizers.adopt import ADOPT
from optimizers.asgd import ASGD
from optimizers.averaged import Averaged
from optimizers.base import Hyper, Objective, Optimizer, hyper, power
from optimizers.bfgs import BFGS
from optimizers.conjugate_gradient import ConjugateGradient
from optimizers.gradients import TRANSFORMS, Transform
from optimizers.lamb import LAMB
from optimizers.lbfgs import LBFGS
from optimizers.line_search import LineSearch
from optimizers.lion import Lion
from optimizers.lookahead import Lookahead
from optimizers.madgrad import MADGRAD
from optimizers.momentum import Momentum
from optimizers.muon import Muon
from optimizers.nadam import NAdam
from optimizers.nelder_mead import NelderMead
from optimizers.nesterov import Nesterov
from optimizers.newton import Newton
from optimizers.normalized import Normalized
from optimizers.novograd import NovoGrad
from optimizers.polyak import Polyak
from optimizers.prodigy import Prodigy
from optimizers.qhadam import QHAdam
from optimizers.qhm import QHM
from optimizers.radam import RAdam
from optimizers.rmsprop import RMSprop
from optimizers.rprop import Rprop
from optimizers.sam import SAM
from optimizers.schedule import Schedule
from optimizers.schedule_free_adamw import ScheduleFreeAdamW
from optimizers.schedule_free_sgd import ScheduleFreeSGD
from optimizers.schedules import SCHEDULES
from optimizers.sgd import SGD
from optimizers.sign_sgd import SignSGD
from optimizers.signum import Signum
from optimizers.sophia import Sophia
from optimizers.trust_region import TrustRegion
from optimizers.yogi import Yogi

OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": Adagrad,
    "adadelta": Adadelta,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
    "adamax": Adamax,
    "nadam": NAdam,
    "radam": RAdam,
    "rprop": Rprop,
    "asgd": ASGD,
    "adafactor": Adafactor,
    "lbfgs": LBFGS,
    "muon": Muon,
    "lion": Lion,
    "adabelief": AdaBelief,
    "yogi": Yogi,
    "adan": Adan,
    "sophia": Sophia,
    "prodigy": Prodigy,
    "schedule_free_sgd": ScheduleFreeSGD,
    "schedule_free_adamw": ScheduleFreeAdamW,
    "ademamix": AdEMAMix,
    "adopt": ADOPT,
    "lamb": LAMB,
    "novograd": NovoGrad,
    "madgrad": MADGRAD,
    "qhm": QHM,
    "qhadam": QHAdam,
    "sign_sgd": SignSGD,
    "signum": Signum,
    "polyak": Polyak,
    "sam": SAM,
    "lookahead": Lookahead,
    "averaged": Averaged,
    "normalized": Normalized,
    "line_search": LineSearch,
    "newton": Newton,
    "bfgs": BFGS,
    "conjugate_gradient": ConjugateGradient,
    "trust_region": TrustRegion,
    "nelder_mead": NelderMead,
}

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "TRANSFORMS",
    "Hyper",
    "Objective",
    "Optimizer",
    "Schedule",
    "Transform",
    "hyper",
    "power",
]
