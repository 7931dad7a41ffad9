"""What a page walks by itself, and how near to `simulate`.

`python -m benchmarks.by_hand.live_table` writes docs/live.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from parameters import Described
from player.live import live
from simulation import Experiment
from simulation.live.course import course
from simulation.live.reasons import NotLiveError
from simulation.running.asked import Asked
from simulation.running.plan import lr_name
from simulation.running.stop import Stop
from surfaces import SURFACES, Surface
from surfaces.heightmaps.heightmap import MAX_SIDE
from tests.helpers import live_cases as cases
from tests.helpers.live import Node

_LARGEST = MAX_SIDE**2
PAGE = Path(__file__).parents[2] / "docs" / "live.md"


def main() -> None:
    with Node() as node:
        text = "\n".join(page(node)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def page(node: Node) -> Iterator[str]:
    """docs/live.md, line by line."""
    yield from (
        "# Live",
        "",
        "Made by `python -m benchmarks.by_hand.live_table`; do not edit.",
        "",
        "A page can walk these by itself, so that a path bends while its start or a number is dragged. What it cannot",
        "walk comes from the server as ever. `simulate` is the truth: the page's own scripts are held to it by",
        f"`tests/parity/test_live.py`, all of {cases.STEPS} steps and all that a path holds. The error is the largest",
        "difference, relative to the size of the path so far; rows count as long as rounding alone cannot explain a",
        f"difference of {cases.TOLERANCE:g}.",
        "",
        f"## Rules, with every option, on {', '.join(cases.TEN)}",
    )
    yield from _table("rule", OPTIMIZERS, _why_no_rule, lambda key: cases.rules([key]), node)
    yield from ("", "## Schedules of the step size", "", f"Around {_several()}.")
    yield from _table("schedule", SCHEDULES, _why_no_schedule, lambda key: cases.schedules([key]), node, _base)
    yield from ("", "## Transforms of the gradient, down and up", "", f"Around {_several()}. What is drawn is sent.")
    yield from _table("transform", TRANSFORMS, _why_no_transform, lambda key: cases.transforms([key]), node)
    yield from ("", "## Stop rules", "", "| ends | in the page |", "|---|---|", *_stops())
    yield from ("", "## Surfaces", "", "| surface | in the page | its parameters move there |", "|---|---|---|")
    yield from _grounds()
    yield from (
        "",
        f"Of a heightmap its spline travels with the picture, once, in double precision: of {_LARGEST} heights,",
        f"the most that there may be, {_LARGEST * 8 // 1000} kB. `tests/parity/test_live_heightmaps.py` holds it.",
    )


def stated() -> list[str]:
    """How every row of the tables begins: what it is of, and whether a page walks it."""
    rules = [f"| {thing.title} | {_why_no_rule(key) or 'yes'} |" for key, thing in OPTIMIZERS.items()]
    schedules = [f"| {thing.title} | {_why_no_schedule(key) or _base(key)} |" for key, thing in SCHEDULES.items()]
    transforms = [f"| {thing.title} | {_why_no_transform(key) or 'yes'} |" for key, thing in TRANSFORMS.items()]
    return [*rules, *schedules, *transforms, *_stops(), *_grounds()]


def _stops() -> Iterator[str]:
    for name, known in Stop.hyperparameters().items():
        yield f"| {known.doc} | {_why_no_stop(name) or 'yes'} |"


def _grounds() -> Iterator[str]:
    for name, surface in _surfaces():
        why = live(surface, [_asked()], [set()]).runs[0].get("resting", "")
        yield f"| {name} | {why or 'yes'} | {', '.join(surface.parameters) if not why else ''} |"


def _several() -> str:
    return ", ".join(OPTIMIZERS[key].title for key in cases.SEVERAL)


def _table(
    what: str,
    things: Mapping[str, type[Described]],
    why_not: Callable[[str], str],
    walks: Callable[[str], Iterable[cases.Case]],
    node: Node,
    more: Callable[[str], str] | None = None,
) -> Iterator[str]:
    yield from ("", f"| {what} | in the page | cases | largest error | rows compared |", "|---|---|---|---|---|")
    for key, thing in things.items():
        if why := why_not(key):
            yield f"| {thing.title} | {why} | | | |"
            continue
        compared = [cases.compare(node, case) for case in walks(key)]
        error = max(one.error for one in compared)
        rows = f"{sum(one.rows for one in compared)} of {sum(one.walked for one in compared)}"
        said = more(key) if more else "yes"
        yield f"| {thing.title} | {said} | {len(compared)} | {f'{error:.0e}' if error else '0'} | {rows} |"


def _asked(rule: str = "sgd", **more: Any) -> Asked:
    return Asked(OPTIMIZERS[rule](), (1.0, 1.0), cases.STEPS, **more)


def _why(asked: Asked, examples: int = 0) -> str:
    try:
        course(asked, 2, examples)
    except NotLiveError as why:
        return str(why)
    return ""


def _why_no_rule(key: str) -> str:
    return _why(_asked(key))


def _why_no_schedule(key: str) -> str:
    return _why(_asked(schedules={"lr": SCHEDULES[key]()}))


def _why_no_transform(key: str) -> str:
    return _why(_asked(transforms=(TRANSFORMS[key](),)), examples=150)


def _why_no_stop(name: str) -> str:
    return _why(_asked(stop=Stop.from_values({name: 1})))


def _base(key: str) -> str:
    """How a schedule gets there, and whether its base value may be moved."""
    asked = _asked(schedules={"lr": SCHEDULES[key]()})
    name = str(lr_name(asked.rule))
    how = "worked out step by step" if SCHEDULES[key]().follows_loss else "its values are sent"
    return f"yes: {how}{'; its base stays' if name in course(asked, 2).fixed else ''}"


def _surfaces() -> Iterator[tuple[str, Surface]]:
    for surface in SURFACES.values():
        yield surface.name, surface
    yield "a formula of one's own", Surface.from_formula("a*x^2 + y^2", parameters={"a": 1.0})
    yield "a heightmap", Experiment.from_data({"surface": "heightmap", "runs": [{"rule": "sgd"}]}).ground.surface
    yield "a function in Python", Surface.from_function(lambda x, y: x * x + y * y)


if __name__ == "__main__":
    main()
