"""How closely every rule follows its reference: `python -m benchmarks.parity` measures and writes docs/parity.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from optimizers import OPTIMIZERS
from tests.helpers.parity import CHAOTIC, ROUNDING, STARTS, TOLERANCE, double_precision
from tests.helpers.references import BY_HAND, REFERENCES, STEPS, WORKED_OUT, Comparison, compare

TABLE = Path(__file__).parent.parent / "docs" / "parity.md"


@dataclass(frozen=True)
class Row:
    """A rule beside its reference, over all cases and surfaces."""

    rule: str
    reference: str
    cases: int
    comparisons: tuple[Comparison, ...]

    @property
    def error(self) -> float:
        return max(c.error for c in self.comparisons)

    def __str__(self) -> str:
        rows = f"{sum(c.rows for c in self.comparisons)} of {sum(c.walked for c in self.comparisons)}"
        error = f"{self.error:.0e}" if self.error else "0"
        return f"| {OPTIMIZERS[self.rule].title} | {self.reference} | {self.cases} | {error} | {rows} |"


def measured() -> Iterable[Row]:
    """One row for every rule that a library walks too, in the order of `OPTIMIZERS`."""
    with double_precision():
        for key in OPTIMIZERS:
            if reference := REFERENCES.get(key):
                walks = [(settings, surface) for settings in reference.cases for surface in STARTS]
                comparisons = tuple(compare(key, reference, *walk) for walk in walks)
                yield Row(key, reference.name, len(reference.cases), comparisons)


def page(rows: Iterable[Row]) -> str:
    """docs/parity.md."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("torch", "pytorch-optimizer", "scipy", "numpy"))
    by_hand, worked_out = (", ".join(OPTIMIZERS[key].title for key in keys) for keys in (BY_HAND, WORKED_OUT))
    lines = [
        "# Parity",
        "",
        f"Made by `python -m benchmarks.parity` with {packages}; do not edit.",
        "",
        f"Every case is a path of {STEPS} steps in float64 on each of {', '.join(STARTS)}.",
        "The error is the largest difference of the two paths, relative to the size of the path so far. Rows count as",
        "long as rounding alone cannot explain a difference: until a run whose start and gradients are wrong by",
        f"{ROUNDING:g} is off by {CHAOTIC * ROUNDING:g}. The tests ask for {TOLERANCE:g}.",
        "",
        "| rule | reference | cases | largest error | rows compared |",
        "|---|---|---|---|---|",
        *map(str, rows),
        "",
        "Compared with three steps of the paper, written out in `tests/unit/test_rules_by_hand.py`:",
        f"{by_hand}; in `tests/unit/test_rules_second_order.py`: {worked_out}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    text = page(measured())
    TABLE.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
