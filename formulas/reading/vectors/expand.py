"""A tree with points in it → the tree of the number it is, coordinate by coordinate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from formulas.reading.known.builders import call, log_of_sum, number, op
from formulas.reading.vectors.marks import COORDINATES, COUNT, POINT
from formulas.reading.vectors.norms import norm
from formulas.tree import Call, Name, Node, Number, Operation

_MOST = 400  # parts, while it grows


class NoNumberError(Exception):
    """A text of points that is no number; `column` is where it is noticed."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message, self.column = message, column


@dataclass(frozen=True)
class Row:
    """Numbers, or the rows of a matrix; `across` says that it was transposed on purpose, as x' is in x'*x."""

    items: tuple[Value, ...]
    across: bool = False

    @property
    def is_matrix(self) -> bool:
        return isinstance(self.items[0], Row)


Value = Node | Row
#: What a series makes of two of its parts.
_JOINED: Mapping[str, Callable[[Node, Node], Node]] = {
    "sum": lambda a, b: op("+", a, b),
    "prod": lambda a, b: op("*", a, b),
    "max": lambda a, b: call("max", a, b),
    "min": lambda a, b: call("min", a, b),
}


def expanded(tree: Node, columns: Mapping[str, int]) -> Node:
    """The number that `tree` is. NoNumberError if it is none; `columns` says where names and functions stand."""
    found = _Expansion(columns).value(tree)
    if isinstance(found, Row):
        if len(found.items) == 1 and isinstance(found.items[0], Node):
            return found.items[0]
        raise NoNumberError("This is a vector and no number: write its sum, as in sum(x^2).", 0)
    return found


class _Expansion:
    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns, self.counted, self.parts = columns, dict[str, int](), 0

    def fail(self, message: str, node: Node) -> NoNumberError:
        name = node.id if isinstance(node, Name) else node.function if isinstance(node, Call) else ""
        return NoNumberError(message, self.columns.get(name, 0))

    def value(self, node: Node) -> Value:
        self.parts += 1
        if self.parts > _MOST:
            raise NoNumberError("The formula has too many parts: write a shorter one.", 0)
        match node:
            case Name(id=name):
                return self.name(node, name)
            case Operation(op="neg", args=(arg,)):
                return _each(lambda u: op("neg", u), self.value(arg))
            case Operation(op=sign, args=(left, right)):
                return self.operation(node, sign, left, right)
            case Call(function=function, args=args):
                if function.startswith("count "):
                    return self.series(node, function, args[0])
                return self.called(node, function, [self.value(arg) for arg in args])
        return node

    def name(self, node: Node, name: str) -> Value:
        if name in self.counted:
            return number(self.counted[name])
        if not name.startswith(POINT):
            return node
        axes: tuple[Value, ...] = (Name("x"), Name("y"))
        if name == POINT:
            return Row(axes)
        if name == COUNT:
            return number(COORDINATES)
        if ":" in name[1:]:
            first, last = (int(part) if part else None for part in name[1:].split(":"))
            if not (kept := axes[slice(first, last)]):
                raise self.fail("No coordinate is left between these indexes: a surface has two.", node)
            return Row(kept)
        letter, step = name[1], int(name[2:] or 0)
        if letter not in self.counted:
            raise self.fail(f"Nothing counts {letter}: write x and y, or a sum over {letter}.", node)
        place = self.counted[letter] + step - self.counted[f"{letter} begins"]
        if not 0 <= place < COORDINATES:
            raise self.fail(f"The sum goes to coordinate {place + 1}: a surface has two, x and y.", node)
        return axes[place]

    def series(self, node: Node, spelled: str, body: Node) -> Value:
        """A sum, product, maximum or minimum of what stands behind it, over the numbers that its letter counts."""
        _, sign, letter, first, last, begins = spelled.split(" ")
        before = dict(self.counted)
        parts = []
        for count in range(int(first), int(last) + 1):
            self.counted |= {letter: count, f"{letter} begins": int(begins)}
            parts.append(self.value(body))
        self.counted = before
        if not parts or any(isinstance(part, Row) for part in parts):
            raise self.fail(f"The sum over {letter} adds no numbers: write it out.", node)
        return reduce(_JOINED[sign], parts)  # type: ignore[arg-type]

    def operation(self, node: Operation, sign: str, left: Node, right: Node) -> Value:
        if sign == "^" and right == number(2) and isinstance(left, Call) and left.function == "norm":
            inner = self.value(left.args[0])
            if len(left.args) == 1 and isinstance(inner, Row):
                return self.squares(left, inner)
        a, b = self.value(left), self.value(right)
        if sign == "*" and isinstance(a, Row) and a.across and isinstance(b, Name) and b.id[0].isupper():
            raise self.unknown(b)
        if sign == "*" and isinstance(a, Row) and isinstance(b, Row) and (a.across or (a.is_matrix and b.across)):
            return self.product(node, a, b)
        return self.both(node, lambda u, v: op(sign, u, v), a, b)  # type: ignore[arg-type]

    def both(self, node: Node, act: Callable[[Node, Node], Node], a: Value, b: Value) -> Value:
        """An operation, number by number."""
        if isinstance(a, Row) and isinstance(b, Row):
            if len(a.items) != len(b.items) and 1 not in (len(a.items), len(b.items)):
                raise self.fail(f"Vectors of {len(a.items)} and {len(b.items)} numbers do not fit each other.", node)
            longest = max(len(a.items), len(b.items))
            pairs = zip(*(r.items * (longest if len(r.items) == 1 else 1) for r in (a, b)), strict=True)
            return Row(tuple(self.both(node, act, u, v) for u, v in pairs), a.across or b.across)
        if isinstance(a, Row):
            return Row(tuple(self.both(node, act, u, b) for u in a.items), a.across)
        if isinstance(b, Row):
            return Row(tuple(self.both(node, act, a, v) for v in b.items), b.across)
        return act(a, b)

    def called(self, node: Call, function: str, args: Sequence[Value]) -> Value:
        act = getattr(self, f"of_{function}", None)
        if act is not None:
            return act(node, *args)
        if not any(isinstance(arg, Row) for arg in args):
            return call(function, *args)  # type: ignore[arg-type]
        if len(args) == 1:
            return _each(lambda u: call(function, u), args[0])
        if len(args) == 2:
            return self.both(node, lambda u, v: call(function, u, v), *args)
        longest = max(len(arg.items) for arg in args if isinstance(arg, Row))
        each = [
            [arg.items[i % len(arg.items)] if isinstance(arg, Row) else arg for arg in args] for i in range(longest)
        ]
        return Row(tuple(self.called(node, function, some) for some in each))

    # Functions of points.

    def numbers(self, node: Call, args: Sequence[Value]) -> list[Node]:
        """The numbers to add up, of one vector or of several arguments."""
        if not isinstance(args[0], Row):
            raise self.fail(
                f"What {node.function} is taken of is one number here: write it without {node.function}.", node
            )
        if len(args) == 2 and args[1] in (number(0), number(1), op("neg", number(1))):
            args = args[:1]  # the axis
        if len(args) > 1:
            raise self.fail(f"The function {node.function} is taken of one vector: write x + y for numbers.", node)
        found: list[Node] = []
        for arg in args:
            found += _flat(arg)
        return found

    def of_sum(self, node: Call, *args: Value) -> Node:
        return _added(self.numbers(node, args))

    def of_mean(self, node: Call, *args: Value) -> Node:
        found = self.numbers(node, args)
        return op("/", _added(found), number(len(found)))

    def of_total(self, node: Call, *args: Value) -> Node:
        return _added([u for arg in args for u in _flat(arg)])

    def of_average(self, node: Call, *args: Value) -> Node:
        return op("/", self.of_total(node, *args), number(sum(len(_flat(arg)) for arg in args)))

    def of_prod(self, node: Call, *args: Value) -> Node:
        return reduce(lambda a, b: op("*", a, b), self.numbers(node, args))

    def of_logsumexp(self, node: Call, *args: Value) -> Node:
        plain = len(args) > 1 and not any(isinstance(arg, Row) for arg in args)  # logsumexp(x, y)
        return reduce(log_of_sum, map(self.only, args) if plain else self.numbers(node, args))

    def of_sumsq(self, node: Call, *args: Value) -> Node:
        return _added([op("^", u, number(2)) for arg in args for u in _flat(arg)])

    def of_max(self, node: Call, *args: Value) -> Value:
        if len(args) == 2:
            return self.both(node, lambda u, v: call(node.function, u, v), *args)
        return reduce(
            lambda a, b: call(node.function, a, b), self.numbers(node, args) if len(args) == 1 else map(self.only, args)
        )

    of_min = of_max

    def only(self, value: Value) -> Node:
        """The number that an argument is."""
        if isinstance(value, Row):
            raise NoNumberError("A vector stands beside other arguments here: write one number for it.", 0)
        return value

    def of_len(self, node: Call, u: Value) -> Node:
        return number(len(u.items) if isinstance(u, Row) else COORDINATES)

    def of_T(self, node: Call, u: Value) -> Value:  # noqa: N802
        if not isinstance(u, Row):
            if isinstance(u, Name):
                raise self.unknown(u)
            return u
        if not u.is_matrix:
            return Row(u.items, not u.across)
        columns = zip(*(row.items for row in u.items if isinstance(row, Row)), strict=True)
        return Row(tuple(Row(column) for column in columns))

    def of_same(self, node: Call, *args: Value) -> Value:
        return args[0] if len(args) == 1 else Row(tuple(args))

    of_vector = of_same

    def of_diag(self, node: Call, u: Value) -> Value:
        items = _flat(u)
        return Row(
            tuple(Row(tuple(a if i == j else number(0) for j in range(len(items)))) for i, a in enumerate(items))
        )

    def of_eye(self, node: Call, u: Value) -> Value:
        return self.of_diag(node, Row((number(1), number(1))))

    def of_norm(self, node: Call, u: Value, order: Value = number(2)) -> Node:  # noqa: B008
        if isinstance(order, Row) or (found := norm(_flat(u), order)) is None:
            raise self.fail("Norms have an order from 1 on, or inf: write norm(x, 1).", node)
        return found

    def squares(self, node: Call, u: Row) -> Node:
        return _added([op("^", a, number(2)) for a in _flat(u)])

    def of_dot(self, node: Call, *args: Value) -> Value:
        for one in args:
            if isinstance(one, Name):
                raise self.unknown(one)
        if not all(isinstance(one, Row) for one in args):
            raise self.fail("A product of vectors is taken of a number here: write * for it.", node)
        return reduce(lambda a, b: self.product(node, a, b), args)  # type: ignore[arg-type]

    def unknown(self, name: Name) -> NoNumberError:
        shown = name.id[:20]
        better = "[[2, 0], [0, 1]] for a matrix" if shown[0].isupper() else "[1, 2] for a vector"
        return self.fail(f"The numbers of {shown} are not known: write {better} in its place.", name)

    def product(self, node: Node, a: Row, b: Row) -> Value:
        """a b as matrices and vectors."""
        if a.is_matrix and b.is_matrix:
            columns = self.of_T(Call("T", ()), b)
            assert isinstance(columns, Row)
            return Row(tuple(Row(tuple(self.pair(node, r, c) for c in columns.items)) for r in a.items))
        if a.is_matrix:
            return Row(tuple(self.pair(node, row, b) for row in a.items))
        if b.is_matrix:
            columns = self.of_T(Call("T", ()), b)
            assert isinstance(columns, Row)
            return Row(tuple(self.pair(node, a, column) for column in columns.items), a.across)
        return self.pair(node, a, b)

    def pair(self, node: Node, a: Value, b: Value) -> Node:
        u, v = _flat(a), _flat(b)
        if len(u) != len(v):
            raise self.fail(f"Vectors of {len(u)} and {len(v)} numbers do not fit each other.", node)
        return _added([_times(p, q) for p, q in zip(u, v, strict=True)])


def _times(a: Node, b: Node) -> Node:
    return op("^", a, number(2)) if a == b and not isinstance(a, Number) else op("*", a, b)


def _each(act: Callable[[Node], Node], u: Value) -> Value:
    return Row(tuple(_each(act, a) for a in u.items), u.across) if isinstance(u, Row) else act(u)


def _flat(u: Value) -> list[Node]:
    return [node for a in u.items for node in _flat(a)] if isinstance(u, Row) else [u]


def _added(items: Sequence[Node]) -> Node:
    return reduce(lambda a, b: op("+", a, b), items)
