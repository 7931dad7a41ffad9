"""Which library walks which rule's path: one table for the tests and for docs/parity.md."""

from tests.helpers.comparison import STEPS, Comparison, Reference, compare, judge
from tests.helpers.references_pytorch_optimizer import PYTORCH_OPTIMIZER
from tests.helpers.references_second_order import SECOND_ORDER, WORKED_OUT, Walk
from tests.helpers.references_torch import TORCH

__all__ = [
    "BY_HAND",
    "PYTORCH_OPTIMIZER",
    "REFERENCES",
    "SECOND_ORDER",
    "STEPS",
    "TORCH",
    "WORKED_OUT",
    "Comparison",
    "Reference",
    "Walk",
    "compare",
    "judge",
]

REFERENCES: dict[str, Reference | Walk] = TORCH | PYTORCH_OPTIMIZER | SECOND_ORDER

#: Rules whose form no library here shares: three steps written out from the paper, in test_rules_by_hand.py.
BY_HAND: tuple[str, ...] = ("sophia", "prodigy", "lamb", "polyak", "sam", "normalized")
