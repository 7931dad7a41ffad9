"""Rules that are around another rule, one per file. Any of `optimizers.rules` can be inside."""

from optimizers.base import Optimizer
from optimizers.wrappers.averaged import Averaged
from optimizers.wrappers.lookahead import Lookahead
from optimizers.wrappers.sharpness_aware import SharpnessAware

WRAPPERS: dict[str, type[Optimizer]] = {
    "lookahead": Lookahead,
    "averaged": Averaged,
    "sharpness_aware": SharpnessAware,
}
