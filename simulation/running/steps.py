"""One step of a run as instructions, written down by the rule's own code: `init` and `step` are run once on traced
arrays, inside the objective that puts transforms, decay and sign between f and a rule.

What a step begins with are inputs, by name:

t               the step, from 1
x.0, x.1        the iterate, and of all other arrays in the same way:
value.0, gradient.0, …    f and its exact gradient there
m.0, inner.m.0, …         states
lr, inner.beta1, …        settings of the rule, with what a schedule makes of them in the step
transform.0.c, …          settings of the transforms
transform.0.noise.0, …    what the first transform draws in the step
plateau.lr.0, …           states of a schedule that follows the loss
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np

from formulas.emit import Operand
from formulas.machine import Block, assembled
from formulas.number_source import number_source
from formulas.traced import NumberNeededError, Traced, Tracer, UntraceableError, cells_of, together
from optimizers import Optimizer, Schedule, Transform
from optimizers.reading.given import name_of
from optimizers.reading.options import Decided, decided
from optimizers.toolbox.point_by_point import walks_by_points
from optimizers.transforms import MiniBatch
from optimizers.wrappers.inner import inner_rule
from parameters import Described
from simulation.running.landscape import Landscape, Negated, Remembered
from simulation.running.objective import CountedObjective
from simulation.running.plan import lr_name

PLATEAU = "plateau."  # begins the states of schedules that follow the loss
RUN = "run."  # begins what a step leaves behind that is no state: no state has such a name


@dataclass(frozen=True)
class Written:
    """The blocks of a run that is written down. Names of arrays stand for all their elements.

    inputs  of both blocks, in order
    begin   point and settings → the states, and those of schedules
    step    all inputs → "x", the states, "run.seen", "run.asked", "run.evaluations" of this step, "lr" and other
            settings that follow the loss, and "transform.0.noise" of a mini-batch, which is its gradient
    fixed   settings whose values are in the instructions: with others these are wrong
    sources
            the step as source for single numbers (`formulas.number_source`), quick and careful, which gives x, the
            states, and then "run.asked", "run.seen" and "run.evaluations"; None where it would not have NumPy's bits
    """

    inputs: tuple[str, ...]
    begin: Block
    step: Block
    states: tuple[str, ...]
    fixed: frozenset[str]
    sources: tuple[str, str] | None


@dataclass(frozen=True)
class Outline:
    """A run by what its instructions hang on.

    followed  setting → schedule, of those that follow the loss
    """

    rule: Optimizer
    transforms: tuple[Transform, ...] = ()
    followed: Mapping[str, Schedule] | None = None
    climbs: bool = False
    dimensions: int = 2


def written(outline: Outline, fixed: frozenset[str] = frozenset()) -> Written:
    """The run as instructions, found once for all whose numbers alone are others; those that are `fixed` are not.

    UntraceableError if the rule chooses its way by the numbers that it finds.
    """
    followed = tuple((name, decided(s), tuple(s.values().items())) for name, s in (outline.followed or {}).items())
    transforms = tuple(map(decided, outline.transforms))
    while True:
        values = tuple((name, _value(outline, name)) for name in sorted(fixed))
        try:
            return _written(decided(outline.rule), transforms, followed, outline.climbs, outline.dimensions, values)
        except NumberNeededError as error:
            if error.names <= fixed:
                raise UntraceableError(str(error)) from None
            fixed |= error.names


def _value(outline: Outline, name: str) -> Any:
    if not name.startswith("transform."):
        return outline.rule.values()[name]
    _, place, setting = name.split(".", 2)
    return outline.transforms[int(place)].values()[setting]


@lru_cache(maxsize=256)
def _written(
    rule: Decided,
    transforms: tuple[Decided, ...],
    followed: tuple[tuple[str, Decided, tuple], ...],
    climbs: bool,
    dimensions: int,
    fixed: tuple[tuple[str, Any], ...],
) -> Written:
    schedules = {name: one.thing.with_values(**dict(values)) for name, one, values in followed}
    with np.errstate(all="ignore"):
        return _Clerk(rule.thing, [one.thing for one in transforms], schedules, climbs, dimensions, dict(fixed)).write()


class _Clerk:
    """Runs the code of one run on traced arrays."""

    def __init__(
        self,
        rule: Optimizer,
        transforms: Sequence[Transform],
        followed: Mapping[str, Schedule],
        climbs: bool,
        dimensions: int,
        fixed: Mapping[str, Any],
    ) -> None:
        numbers = list(numbers_of(rule))
        names = [name_of(i, name) for i, one in enumerate(transforms) for name in numbers_of(one)]
        self.tracer = Tracer([*numbers, *names])
        self.fixed = fixed
        self.rule = self.symbolic(rule, "")
        self.transforms = [self.symbolic(one, name_of(i, "")) for i, one in enumerate(transforms)]
        self.followed, self.climbs, self.shape = followed, climbs, (dimensions,)
        self.batched = any(isinstance(one, MiniBatch) for one in transforms)
        self.lr = lr_name(rule)
        self.inputs = ["t", *numbers, *names]
        self.x = self.array("x", self.shape)
        self.value, self.gradient = self.array("value", ()), self.array("gradient", self.shape)
        self.noise = [
            self.array(name_of(i, "noise"), self.shape) if one.noisy and not isinstance(one, MiniBatch) else None
            for i, one in enumerate(transforms)
        ]
        self.states: dict[str, tuple[int, ...]] = {}

    def array(self, name: str, shape: tuple[int, ...]) -> Traced:
        array = self.tracer.array(name, shape)
        self.inputs += array.cells.ravel().tolist()
        return array

    def symbolic(self, thing: Any, prefix: str) -> Any:
        """A rule or a transform whose numbers are inputs."""
        names = [name for name in numbers_of(thing) if prefix + name not in self.fixed]
        known = {name: self.fixed[prefix + name] for name in numbers_of(thing) if prefix + name in self.fixed}
        return thing.with_values(**known, **{name: self.tracer.number(prefix + name) for name in names})

    def write(self) -> Written:
        if any(walks_by_points(type(rule)) for rule in (self.rule, inner_rule(self.rule) or self.rule)):
            raise UntraceableError("a rule that takes its own course at every point")
        start = self.rule.init(self.x)
        plans = {name: schedule.init(_part(self.rule, name)) for name, schedule in self.followed.items()}
        begin = _leaves(start, "") | {
            k: v for n, plan in plans.items() for k, v in _leaves(plan, f"{PLATEAU}{n}.").items()
        }
        state = self.again(start, "")
        plans = {name: self.again(plan, f"{PLATEAU}{name}.") for name, plan in plans.items()}
        results = self.step(state, plans)
        inputs = tuple(self.inputs)
        live = self.tracer.emitter.live

        def block(arrays: Mapping[str, Any]) -> Block:
            operands = {name: cells_of(array).ravel().tolist() for name, array in arrays.items()}
            return assembled(_needed(live, operands), inputs, operands)

        sources = self.sources(results, tuple(begin)) if self.tracer.exact else None
        return Written(inputs, block(begin), block(results), tuple(begin), frozenset(self.fixed), sources)

    def sources(self, results: Mapping[str, Any], states: Sequence[str]) -> tuple[str, str]:
        def flat(*names: str) -> list[Operand]:
            return [operand for name in names for operand in cells_of(results[name]).ravel().tolist()]

        parts = [flat("x"), flat(*states), flat(f"{RUN}asked", f"{RUN}seen", f"{RUN}evaluations")]
        live = self.tracer.emitter.live([operand for part in parts for operand in part])
        quick, careful = (number_source(live, self.inputs, parts, careful) for careful in (False, True))
        return quick, careful

    def again(self, state: Any, prefix: str) -> Any:
        """A state of the same form whose arrays are inputs."""
        if state is None:
            return None
        if not hasattr(state, "_fields"):
            return self.array(prefix.removesuffix("."), cells_of(state).shape)
        parts = zip(state._fields, state, strict=True)
        return type(state)(*(self.again(part, f"{prefix}{name}.") for name, part in parts))

    def step(self, state: Any, plans: Mapping[str, Any]) -> dict[str, Any]:
        """What a step leaves behind, by name."""
        t = self.tracer.number("t")
        f = _Objective(self)
        value = -self.value if self.climbs else self.value
        rule, found = self.rule, dict[str, Any]()
        for name, schedule in self.followed.items():
            current, plan = schedule.next(plans[name], t - 1.0, value)  # type: ignore[arg-type]
            rule = rule.with_values(**{name: current})
            found |= _leaves(plan, f"{PLATEAU}{name}.")
            found["lr" if name == self.lr else name] = current
        f.decay(rule.coupled_weight_decay)
        f.begin(t)  # type: ignore[arg-type]
        x, state = rule.step(cast(np.ndarray, self.x), state, cast(int, t), f)
        asked, seen, count, _ = f.account()
        found |= {"x": x, **_leaves(state, "")}
        found |= {f"{RUN}asked": asked, f"{RUN}seen": seen, f"{RUN}evaluations": count}
        return found | ({name_of(0, "noise"): f.drawn()[0]} if self.batched else {})


def _needed(live: Callable, operands: Mapping[str, Sequence[Operand]]) -> Any:
    return live([operand for some in operands.values() for operand in some])


def _part(rule: Any, name: str) -> Any:
    for part in name.split("."):
        rule = getattr(rule, part)
    return rule


def numbers_of(thing: Described) -> dict[str, Any]:
    """The settings that are numbers, those of a rule inside among them, by name."""
    values = thing.values()
    known = thing.settings(values)
    return {name: values[name] for name, one in known.items() if one.kind in ("number", "integer")}


def _leaves(state: Any, prefix: str) -> dict[str, Any]:
    """Name → array of a state and of the states inside it. UntraceableError if a rule remembers anything else."""
    found: dict[str, Any] = {}
    for name, part in zip(state._fields, state, strict=True):
        if hasattr(part, "_fields"):
            found |= _leaves(part, f"{prefix}{name}.")
        elif isinstance(part, tuple):
            raise UntraceableError("a rule with a memory of its own")
        elif part is not None:
            found[f"{prefix}{name}"] = part
    return found


class _Objective(CountedObjective):
    """The objective of a run whose answers are not known yet."""

    def __init__(self, clerk: _Clerk) -> None:
        ground = _Ground(clerk, batched=False)
        super().__init__(self._turned(ground, clerk), clerk.transforms, 0.0, None, clerk.shape)
        self._clerk = clerk
        if clerk.batched:
            self._batches = iter(())  # whose function is asked is said in `begin`

    @staticmethod
    def _turned(ground: Landscape, clerk: _Clerk) -> Landscape:
        return Negated(ground) if clerk.climbs else ground

    def decay(self, weight_decay: Any) -> None:
        self._decays = cast(Any, isinstance(weight_decay, Traced) or weight_decay != 0)
        self._weight_decay = weight_decay

    def begin(self, t: int) -> None:
        self._t = t
        self._source = Remembered(self._turned(_Ground(self._clerk, batched=self._clerk.batched), self._clerk))
        self._asked = self._seen = self._plain = self._nothing
        self._take(cast(Any, self._clerk.noise))


class _Ground:
    """A landscape of which only the answers at the iterate are there, and others are asked for."""

    def __init__(self, clerk: _Clerk, *, batched: bool) -> None:
        self.clerk, self.batched = clerk, batched
        self.examples = 1 if clerk.batched else 0

    def batch(self, rows: Any) -> _Ground:
        return self

    def evaluate(self, p: Any) -> Any:
        if p is self.clerk.x and not self.batched:
            return self.clerk.value, self.clerk.gradient
        value, *gradient = self.clerk.tracer.asked("first", p, 1 + len(p.cells))
        return value, together(self.clerk.tracer, gradient)

    def hessian(self, p: Any) -> Any:
        n = len(p.cells)
        upper = iter(self.clerk.tracer.asked("second", p, n * (n + 1) // 2))
        rows = [[next(upper) if j >= i else None for j in range(n)] for i in range(n)]
        return together(self.clerk.tracer, [[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)])
