"""What an experiment costs, known before it runs: steps × lanes × what a step asks for.

The price is in seconds of one quiet core of a processor of 2023, and the same on every machine: a link that opens here
opens everywhere. It is an estimate, from counts; `tests/unit/simulation/test_price.py` holds the counts to the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from formulas import Formula
from formulas.tree import Call, walk
from optimizers import OPTIMIZERS, Optimizer
from optimizers.toolbox.line_searches import MOST_TRIALS
from optimizers.typed.text_to_rule import Written
from optimizers.wrappers.inner import inner_rule
from optimizers.wrappers.sharpness_aware import SharpnessAware
from parameters.numbers import whole
from simulation.experiments.specs import RunSpec
from surfaces import Surface

MOST = 60.0  # seconds
MOST_ROWS = 600_000  # of all paths together: twelve of 50,000 steps. A row is some 15 to 40 numbers, 8 bytes each
_STEP, _TRANSFORM, _QUESTION = 40.0, 10.0, 15.0  # microseconds beside the surface's own arithmetic
_QUESTIONS = ("gradient", "value", "hessian")  # as the lines of a typed rule ask them
_WOLFE, _ZOOM = 25, 2  # trials of a search for the strong Wolfe conditions; in the worst case it brackets and narrows


class Asked(NamedTuple):
    """What one step of one lane asks of the surface.

    usual   how often, on a smooth surface
    most    how often where every search goes on to its end, as in noise
    own     microseconds of the rule's own arithmetic that grow with its settings
    alone   whether every lane takes its steps by itself
    """

    usual: float = 1
    most: float = 1
    own: float = 0
    alone: bool = False


def _line_search(rule: Any) -> Asked:
    return (
        Asked(12, 2 * MOST_TRIALS + 2, alone=True) if rule.search == "exact" else Asked(4, MOST_TRIALS + 1, alone=True)
    )


def _lbfgs(rule: Any) -> Asked:
    """The two loops over what is remembered are most of it."""
    own = rule.max_iter * (30 + 6.0 * rule.history_size)
    most = rule.max_eval or rule.max_iter * 5 // 4
    searches = rule.line_search_fn == "strong_wolfe"
    return Asked(min(most, 2 * rule.max_iter), (_ZOOM if searches else 1) * most + 1, own, alone=True)


#: Rule → what a step of it asks for; every other rule asks once.
_ASKED: Mapping[str, Callable[[Any], Asked]] = {
    "line_search": _line_search,
    "lbfgs": _lbfgs,
    "bfgs": lambda _: Asked(3, _ZOOM * _WOLFE + 2, 40, alone=True),
    "conjugate_gradient": lambda _: Asked(4, _ZOOM * _WOLFE + 2, 40, alone=True),
    "trust_region": lambda _: Asked(3, 3, 40, alone=True),
    "nelder_mead": lambda _: Asked(3, 6, 30, alone=True),
    "newton": lambda _: Asked(2, 2, 40),
    "sophia": lambda _: Asked(2, 2),
    "sam": lambda _: Asked(2, 2),
}
_KEYS = {cls: key for key, cls in OPTIMIZERS.items()}


class Priced(Protocol):
    """What the price of an experiment depends on."""

    steps: int
    fan: int
    seeds: int
    runs: tuple[RunSpec, ...]

    def landscape(self) -> Surface: ...


def price(experiment: Priced) -> float:
    """Seconds that the experiment takes, about."""
    return sum(price_of(spec, experiment) for spec in experiment.runs)


def price_of(spec: RunSpec, experiment: Priced) -> float:
    """Seconds of one run, with all its starts and seeds."""
    surface, asked = experiment.landscape(), asked_by(spec.build())
    noisy = bool(spec.transforms)  # clipping, too, is no derivative of anything, and a search in it finds no end
    questions, looks = asked.most if noisy else asked.usual, 2 if noisy else 1
    alone, together = (experiment.fan, 1) if asked.alone else (1, experiment.fan)
    answer = _QUESTION + _answer(surface, together)
    step = alone * (asked.own + _STEP + questions * answer) + looks * _answer(surface, experiment.fan)
    return 1e-6 * seeds_of(experiment, spec) * experiment.steps * (step + _TRANSFORM * len(spec.transforms))


def why_too_much(experiment: Priced) -> str:
    """One sentence if the experiment takes longer than a server should work for one page, or more memory; else
    nothing."""
    if (rows := experiment.steps * lanes_of(experiment)) > MOST_ROWS:
        return (
            f"This would be {whole(rows)} steps of all paths together, each of which is kept; an experiment may have "
            f"{whole(MOST_ROWS)}: fewer steps, starts, seeds or runs would fit"
        )
    if (seconds := price(experiment)) <= MOST:
        return ""
    took = f"{whole(round(seconds / 60))} minutes" if seconds >= 120 else f"{seconds:.0f} seconds"
    dearest = max(experiment.runs, key=lambda spec: price_of(spec, experiment))
    return (
        f"This would take about {took} of work, most of it for {dearest.described.title}; an experiment may take "
        f"{MOST:.0f} seconds: fewer steps, starts, seeds or runs would fit"
    )


def seeds_of(experiment: Priced, spec: RunSpec) -> int:
    """How many seeds a run is walked with: one where nothing is random."""
    return experiment.seeds if is_random(spec) else 1


def is_random(spec: RunSpec) -> bool:
    """Whether anything in a run is random, so that its seed counts."""
    return any(transform.build().noisy for transform in spec.transforms)


def lanes_of(experiment: Priced) -> int:
    """How many paths the experiment has, with all starts and seeds."""
    return sum(experiment.fan * seeds_of(experiment, spec) for spec in experiment.runs)


def asked_by(rule: Optimizer) -> Asked:
    """What a step of the rule asks for; a rule around another asks what that asks."""
    if (inner := inner_rule(rule)) is not None:
        asked = asked_by(inner)
        beside = isinstance(rule, SharpnessAware)  # it asks where to climb, before the rule inside asks from there
        return asked._replace(usual=asked.usual + beside, most=asked.most + beside, own=asked.own + _STEP)
    if isinstance(rule, Written):
        nodes = [node for line in rule.lines for node in walk(line.expression)]
        questions = sum(isinstance(node, Call) and node.function in _QUESTIONS for node in nodes)
        return Asked(questions, questions, 2.0 * len(nodes))
    return _ASKED.get(_KEYS.get(type(rule), ""), lambda _: Asked())(rule)


def _answer(surface: Surface, lanes: int) -> float:
    """Microseconds for f and its gradient at so many points at once."""
    if surface.examples:
        return 10 + 0.2 * surface.examples * lanes
    if not isinstance(surface.function, Formula):
        return 30 + lanes
    nodes = sum(1 for _ in walk(surface.function.tree))
    return 2 + (0.05 * nodes if lanes == 1 else (0.4 + 0.02 * lanes) * nodes)
