"""How closely every rule follows its reference: `python -m benchmarks.by_hand.parity` measures it.

It writes `ui/reference/parity.json`, which the Reference page reads, and the same numbers for people as docs/parity.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from optimizers import OPTIMIZERS
from tests.helpers.parity import CHAOTIC, SEEN, STARTS, TOLERANCE, double_precision
from tests.helpers.references import BY_HAND, REFERENCES, STEPS, WORKED_OUT, compare
from tests.helpers.references_authors import AUTHORS
from tests.helpers.rounding import TIMES

ROOT = Path(__file__).parents[2]
NUMBERS, PAGE = ROOT / "ui" / "reference" / "parity.json", ROOT / "docs" / "parity.md"
PACKAGES = ("torch", "pytorch-optimizer", "scipy", "numpy")


def measured() -> Iterator[tuple[str, dict[str, Any]]]:
    """(rule, its row) for every rule that a library walks too, in the order of `OPTIMIZERS`."""
    with double_precision():
        for key in OPTIMIZERS:
            if reference := REFERENCES.get(key):
                walks = [(settings, surface) for settings in reference.cases for surface in STARTS]
                comparisons = [compare(key, reference, *walk) for walk in walks]
                yield (
                    key,
                    {
                        "reference": reference.name,
                        "cases": len(reference.cases),
                        "error": float(f"{max(c.error for c in comparisons):.0e}"),
                        "rows": sum(c.rows for c in comparisons),
                        "walked": sum(c.walked for c in comparisons),
                    },
                )


def table() -> dict[str, Any]:
    """How rules are compared, what was measured, which test works the steps of the others out, and what the authors'
    own code does."""
    return {
        "packages": {name: version(name) for name in PACKAGES},
        "steps": STEPS,
        "surfaces": list(STARTS),
        "measured": dict(measured()),
        "worked_out": {
            "tests/unit/optimizers/test_rules_by_hand.py": list(BY_HAND),
            "tests/parity/test_second_order.py": list(WORKED_OUT),
        },
        "authors": {key: AUTHORS[key] for key in OPTIMIZERS if key in AUTHORS},
    }


def page(known: dict[str, Any]) -> str:
    """docs/parity.md of the table."""
    packages = ", ".join(f"{name} {number}" for name, number in known["packages"].items())
    lines = [
        "# Parity",
        "",
        f"Made by `python -m benchmarks.by_hand.parity` with {packages}; do not edit.",
        "",
        f"Every case is a path of {known['steps']} steps in float64 on each of {', '.join(known['surfaces'])}.",
        "The error is the largest difference of the two paths, relative to the size of the path so far. Rows count as",
        "long as rounding alone cannot explain a difference: until one of 8 runs in which every operation rounds at",
        f"random by one last bit is off by {CHAOTIC:g}. The tests ask for {TOLERANCE:g}, and after that, until one of",
        f"the 8 is off by {SEEN:g}, for {TIMES} times what they are off.",
        "",
        "The last column is what the code does that the authors of the paper published. The same path means that it",
        "was run in double precision for 100 steps on three surfaces, and was ours to rounding. The forms that are",
        "named are held to its recursion in `tests/unit/optimizers/test_authors_forms.py`.",
        "",
        "| rule | reference | cases | largest error | rows compared | authors' code |",
        "|---|---|---|---|---|---|",
        *(_line(key, known) for key in OPTIMIZERS),
    ]
    return "\n".join(lines) + "\n"


def _line(key: str, known: dict[str, Any]) -> str:
    cells = [OPTIMIZERS[key].title, *_compared(key, known), known["authors"].get(key, "")]
    return f"| {' | '.join(cells)} |"


def _compared(key: str, known: dict[str, Any]) -> list[str]:
    """Reference, cases, largest error, rows."""
    if row := known["measured"].get(key):
        error = f"{row['error']:.0e}" if row["error"] else "0"
        return [row["reference"], str(row["cases"]), error, f"{row['rows']} of {row['walked']}"]
    test = next(test for test, keys in known["worked_out"].items() if key in keys)
    return [f"steps of the paper, worked out in `{test}`", "", "", ""]


def main() -> None:
    known = table()
    NUMBERS.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = page(known)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
