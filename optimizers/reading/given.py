"""What a rule is given for a gradient, as formulas: read off the code of the transforms that the run puts before it.

`Transform.apply` is the one place where a change of the gradient is written down; formulas of a run follow from it as
those of a rule follow from its `step`. A mini-batch takes another function's gradient, and a climb takes that of −f.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from formulas.tree import Call, Name, Node, Number, Operation, walk
from optimizers.base import Optimizer
from optimizers.reading.algorithm import Line, Reader, algorithm, statements
from optimizers.reading.options import Decided, decided, decides, once_per_options
from optimizers.transforms import MiniBatch, Transform

OF_TRANSFORMS = "transform."  # begins all names that belong to the run and not to the rule
UNCHANGED = f"{OF_TRANSFORMS}g"  # a gradient on its way, where a transform reads it more than once; primed if several
ASKED = "asked"  # the point of the last gradient
_BATCHED = {"gradient": "batch_gradient", "value": "batch_value", "hessian": "batch_hessian"}
_ITSELF = Name("g")


@dataclass(frozen=True)
class Given:
    """What lies between f and a rule: the transforms in order, and whether it is given −f; and which of its
    hyperparameters follow a schedule, so that they have a value a step. Equal ones give equal formulas.

    `moved` says that a rule around this one asks elsewhere, at "asked"; it matters where a transform reads the point.
    """

    transforms: tuple[Decided, ...] = ()
    scheduled: frozenset[str] = frozenset()
    climbs: bool = False
    moved: bool = False

    @property
    def batched(self) -> bool:
        return any(isinstance(one.thing, MiniBatch) for one in self.transforms)

    def inside(self, outer: Optimizer, *, climbs: bool) -> Given:
        """The same for the rule inside another one."""
        own = (name.removeprefix("inner.") for name in self.scheduled if name.startswith("inner."))
        moved = outer.moves_questions and bool(self.transforms)
        return replace(self, scheduled=frozenset(own), climbs=climbs, moved=moved)


def given(transforms: Sequence[Transform] = (), scheduled: Iterable[str] = (), maximize: bool = False) -> Given:
    """What lies between f and the rule of a run."""
    return Given(tuple(map(decided, transforms)), frozenset(scheduled), maximize)


def name_of(place: int, setting: str) -> str:
    """What a setting of the transform at this place is called in lines; its random numbers are its "noise"."""
    return f"{OF_TRANSFORMS}{place}.{setting}"


@once_per_options
def lines_of_run(rule: Optimizer, between: Given) -> tuple[Line, ...]:
    """The lines of a rule (`algorithm`) with what it is given for f and its derivatives in the place of these.

    What it is given for a gradient is a call "given" of two arguments: how it comes about, and the rule's own question.
    """
    reader = _Between(between)
    return tuple(line for own in algorithm(rule) for line in reader.line(own))


def between_lines(own: Line, between: Given) -> Iterator[Line]:
    """A line of a rule in the same way, and before it those that it needs."""
    return _Between(between).line(own)


def plain(node: Node) -> Node:
    """A tree as it is printed: a gradient that is given is how it comes about."""
    if isinstance(node, Call) and node.function == "given":
        return plain(node.args[0])
    return replace(node, args=tuple(map(plain, node.args))) if isinstance(node, Operation | Call) else node


class _Between:
    def __init__(self, between: Given) -> None:
        self.between = between
        self.before: list[Line] = []
        self.named = 0

    def line(self, own: Line) -> Iterator[Line]:
        """The line, and before it those that it needs."""
        expression, before = self.tree(own.expression), self.before
        self.before = []
        yield from before
        yield Line(own.target, expression)

    def tree(self, node: Node) -> Node:
        if not isinstance(node, Operation | Call):
            return node
        new = replace(node, args=tuple(map(self.tree, node.args)))
        if isinstance(new, Operation) or new.function not in _BATCHED:
            return self.outside(new)
        name = _BATCHED[new.function] if self.between.batched else new.function
        point = (Name(ASKED),) if self.between.moved else new.args
        asked: Node = self.turned(Call(name, point))
        if new.function != "gradient" or not self.between.transforms:
            return asked
        return Call("given", (self.changed(asked, point[0]), node))

    def turned(self, node: Node) -> Node:
        return Operation("neg", (node,)) if self.between.climbs else node

    def outside(self, node: Operation | Call) -> Node:
        """A minus stands before the diagonal of a matrix, and two of them before nothing."""
        (inner, *others) = node.args or (None,)
        if others or not isinstance(inner, Operation) or inner.op != "neg":
            return node
        if isinstance(node, Call) and node.function == "diagonal":
            return Operation("neg", (Call("diagonal", inner.args),))
        return inner.args[0] if isinstance(node, Operation) and node.op == "neg" else node

    def changed(self, g: Node, x: Node) -> Node:
        for place, transform in enumerate(self.between.transforms):
            change = _read(transform, place, x)
            uses = sum(node == _ITSELF for node in walk(change))
            if uses > 1 and not _is_short(g):
                self.before.append(Line(UNCHANGED + "'" * self.named, g))
                self.named += 1
                g = Name(self.before[-1].target)
            g = _replaced(change, g)
        return g


def _is_short(node: Node) -> bool:
    inner = node.args[0] if isinstance(node, Operation) and node.op == "neg" else node
    return isinstance(inner, Name) or (isinstance(inner, Call) and inner.function in ("gradient", "batch_gradient"))


def _replaced(node: Node, g: Node) -> Node:
    if node == _ITSELF:
        return g
    return replace(node, args=tuple(_replaced(a, g) for a in node.args)) if isinstance(node, Operation | Call) else node


def _read(transform: Decided, place: int, x: Node) -> Node:
    """What `apply` returns, of "g" and x."""
    cls: type[Transform] = type(transform.thing)
    *body, last = statements(cls, "apply")
    reader = _ChangeReader(transform.thing, place, x)
    reader.read(body)
    assert isinstance(last, ast.Return)
    assert last.value is not None
    return reader.expression(last.value)


class _ChangeReader(Reader):
    """Walks an `apply`. Names of its own are read as what they are set to, once each."""

    def __init__(self, transform: Transform, place: int, x: Node) -> None:
        super().__init__(transform, exact=False)
        self.place = place
        self.known = {"g": _ITSELF, "x": x, "t": Name("t"), "noise": Name(name_of(place, "noise"))}

    def line(self, target: str, expression: Node) -> None:
        self.known[target] = expression

    def attribute(self, owner: str, name: str) -> Node:
        known = self.rule.hyperparameters().get(name)
        if name in self.off or not decides(known) or known is None or known.kind == "number":
            own = super().attribute(owner, name)
            return Name(name_of(self.place, name)) if isinstance(own, Name) else own
        value = float(getattr(self.rule, name))
        return Number(value, "inf" if math.isinf(value) else f"{value:g}")

    def call(self, node: ast.Call) -> Node:
        """A norm without its number is the Euclidean one."""
        read = super().call(node)
        euclidean = isinstance(read, Call) and read.function == "norm" and read.args[1:] == (Number(2.0),)
        return Call("norm", read.args[:1]) if euclidean and isinstance(read, Call) else read


def symbols(between: Given, taken: Iterable[str], time: str) -> dict[str, str]:
    """LaTeX of the names that belong to the run; a symbol that the rule has already gets a prime."""
    used, found = set(taken), {}
    for place, one in enumerate(between.transforms):
        known = {n: h.symbol for n, h in one.thing.hyperparameters().items() if h.symbol}
        known |= {"noise": r"\xi"} if one.thing.noisy and not isinstance(one.thing, MiniBatch) else {}
        for setting, text in known.items():
            while text in used:
                text += "'"
            used.add(text)
            found[name_of(place, setting)] = text + (time if setting == "noise" else "")
    batch = rf"_{{\mathcal{{B}}{time}}}"
    return found | {
        ASKED: f"y{time}",
        "batch_gradient": rf"\nabla f{batch}",
        "batch_value": f"f{batch}",
        "batch_hessian": rf"\nabla^{{2}} f{batch}",
    }
