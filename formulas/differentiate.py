"""Tree → instructions for value, gradient and Hessian, by forward-mode differentiation.

Every node becomes a jet: its value, its first derivatives and its second derivatives, each an operand of
straight-line code. The code grows linearly with the tree. See Griewank & Walther, "Evaluating Derivatives"
(2nd ed., SIAM 2008), chapters 3 and 13, https://doi.org/10.1137/1.9780898717761.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from formulas.emit import Emitter, Operand
from formulas.language import CONSTANTS
from formulas.tree import Call, Name, Node, Number, Operation


class Jet(NamedTuple):
    """A value with its derivatives; `second` holds the upper triangle of the Hessian, row by row."""

    value: Operand
    first: tuple[Operand, ...]
    second: tuple[Operand, ...]

    @property
    def constant(self) -> bool:
        """Whether the value is a number that is known now."""
        return isinstance(self.value, float)


class Differentiator:
    """Turns nodes into jets with respect to `variables`; names that are not `constants` become arguments."""

    def __init__(self, emitter: Emitter, variables: Sequence[str], constants: Mapping[str, float] = CONSTANTS) -> None:
        self.emitter = emitter
        self.constants = constants
        self.variables = tuple(variables)
        self.pairs = tuple(combinations_with_replacement(range(len(self.variables)), 2))

    def jet(self, node: Node) -> Jet:
        """The jet of a checked tree."""
        match node:
            case Number(value=value):
                return self.independent(value)
            case Name(id=name):
                return self.name(name)
            case Operation(op="neg", args=(arg,)):
                return self.linear(self.emitter.neg, self.jet(arg))
            case Operation(op="+", args=(left, right)):
                return self.linear(self.emitter.add, self.jet(left), self.jet(right))
            case Operation(op="-", args=(left, right)):
                return self.linear(self.emitter.sub, self.jet(left), self.jet(right))
            case Operation(op="*", args=(left, right)):
                return self.product(self.jet(left), self.jet(right))
            case Operation(op="/", args=(left, right)):
                return self.quotient(self.jet(left), self.jet(right))
            case Operation(op="^", args=(left, right)):
                return self.power(self.jet(left), self.jet(right))
            case Operation(op=op, args=(left, right)):
                return self.independent(self.emitter.emit(op, self.jet(left).value, self.jet(right).value))
            case Call(function=function, args=args):
                return self.call(function, [self.jet(arg) for arg in args])
        raise TypeError(f"not a node of an expression: {node!r}")

    def independent(self, value: Operand) -> Jet:
        """A value whose derivatives are 0."""
        return Jet(value, (0.0,) * len(self.variables), (0.0,) * len(self.pairs))

    def name(self, name: str) -> Jet:
        if name in self.constants:
            return self.independent(self.constants[name])
        jet = self.independent(name)
        return jet._replace(first=tuple(float(name == variable) for variable in self.variables))

    def linear(self, operation: Callable[..., Operand], *jets: Jet) -> Jet:
        """A linear operation acts on values and derivatives alike."""
        return Jet(
            operation(*(jet.value for jet in jets)),
            tuple(operation(*parts) for parts in zip(*(jet.first for jet in jets), strict=True)),
            tuple(operation(*parts) for parts in zip(*(jet.second for jet in jets), strict=True)),
        )

    def product(self, a: Jet, b: Jet) -> Jet:
        add, times = self.emitter.add, self.emitter.times
        first = tuple(add(times(da, b.value), times(a.value, db)) for da, db in zip(a.first, b.first, strict=True))
        second = []
        for (i, j), daa, dbb in zip(self.pairs, a.second, b.second, strict=True):
            ends = add(times(daa, b.value), times(a.value, dbb))
            second.append(add(ends, add(times(a.first[i], b.first[j]), times(a.first[j], b.first[i]))))
        return Jet(self.emitter.mul(a.value, b.value), first, tuple(second))

    def quotient(self, a: Jet, b: Jet) -> Jet:
        """q = a/b, from a = q·b differentiated: q' = (a' − q·b')/b."""
        emitter, times = self.emitter, self.emitter.times
        q = emitter.div(a.value, b.value)
        inverse = emitter.div(1.0, b.value)
        first = tuple(times(emitter.sub(da, times(q, db)), inverse) for da, db in zip(a.first, b.first, strict=True))
        second = []
        for (i, j), daa, dbb in zip(self.pairs, a.second, b.second, strict=True):
            mixed = emitter.add(times(first[i], b.first[j]), times(first[j], b.first[i]))
            rest = emitter.sub(emitter.sub(daa, mixed), times(q, dbb))
            second.append(times(rest, inverse))
        return Jet(q, first, tuple(second))

    def power(self, a: Jet, b: Jet) -> Jet:
        emitter, times = self.emitter, self.emitter.times
        if b.value == 0.5:
            return self.call("sqrt", [a])
        if isinstance(b.value, float) and b.value.is_integer():
            n = int(b.value)
            slope = times(float(n), emitter.power(a.value, n - 1))
            bend = times(float(n * (n - 1)), emitter.power(a.value, n - 2)) if n not in (0, 1) else 0.0
            return self.chain(a, emitter.power(a.value, n), slope, bend)
        value = emitter.call("power", a.value, b.value)
        if not any((*b.first, *b.second)):
            below = emitter.sub(b.value, 1.0)
            slope = times(b.value, emitter.call("power", a.value, below))
            bend = times(times(b.value, below), emitter.call("power", a.value, emitter.sub(b.value, 2.0)))
            return self.chain(a, value, slope, bend)
        exponent = self.product(b, self.call("log", [a]))  # a^b = exp(b·log a)
        return self.chain(exponent, value, value, value)

    def call(self, function: str, args: list[Jet]) -> Jet:
        if function in ("min", "max"):
            return self.extreme(function, *args)
        if function == "where":
            return self.choice(args[0].value, args[1], args[2])
        if function == "mod":
            return self.remainder(*args)
        if function in ("atan2", "hypot"):
            return self.polar(function, *args)
        if function == "relu":
            return self.relu(args[0])
        u = args[0]
        value = self.emitter.call(function, u.value)
        if u.constant or not any((*u.first, *u.second)):
            return self.independent(value)
        return self.chain(u, value, *derivatives(self.emitter, function, u.value, value))

    def extreme(self, function: str, a: Jet, b: Jet) -> Jet:
        """min or max; where both arguments are equal, the derivative is that of the first."""
        is_first = self.emitter.emit("<=" if function == "min" else ">=", a.value, b.value)
        value = self.emitter.call(function, a.value, b.value)
        return self.choice(is_first, a, b)._replace(value=value)

    def remainder(self, a: Jet, b: Jet) -> Jet:
        """a - b*floor(a/b), where the floor is flat."""
        times = self.independent(self.emitter.call("floor", self.emitter.div(a.value, b.value)))
        rest = self.linear(self.emitter.sub, a, self.product(times, b))
        return rest._replace(value=self.emitter.call("mod", a.value, b.value))

    def relu(self, u: Jet) -> Jet:
        """max(u, 0), whose derivative at 0 is 0, as in torch."""
        positive = self.choice(self.emitter.emit("<", 0.0, u.value), u, self.independent(0.0))
        return positive._replace(value=self.emitter.call("relu", u.value))

    def polar(self, function: str, a: Jet, b: Jet) -> Jet:
        """The angle atan2(a, b), or the radius hypot(a, b), of the point (b, a)."""
        e = self.emitter
        radius = e.call("hypot", a.value, b.value)
        sine, cosine, inverse = e.div(a.value, radius), e.div(b.value, radius), e.div(1.0, radius)
        if function == "hypot":
            slopes = sine, cosine
            bends = [(cosine, cosine, 1.0), (sine, cosine, -1.0), (sine, sine, 1.0)]
            curved = [e.times(sign, e.times(e.times(p, q), inverse)) for p, q, sign in bends]
        else:
            slopes = e.times(cosine, inverse), e.neg(e.times(sine, inverse))
            square = e.times(inverse, inverse)
            mixed = e.times(e.sub(e.times(sine, sine), e.times(cosine, cosine)), square)
            twice = e.times(2.0, e.times(e.times(sine, cosine), square))
            curved = [e.neg(twice), mixed, twice]
        value = radius if function == "hypot" else e.call("atan2", a.value, b.value)
        return self.chain_of_two(a, b, value, slopes, curved)

    def chain_of_two(self, a: Jet, b: Jet, value: Operand, slopes: Sequence[Operand], bends: Sequence[Operand]) -> Jet:
        """f(a, b) with its first derivatives, and its second: by a twice, by both, by b twice."""
        add, times = self.emitter.add, self.emitter.times
        by_a, by_b = slopes
        first = tuple(add(times(by_a, da), times(by_b, db)) for da, db in zip(a.first, b.first, strict=True))
        second = []
        for (i, j), daa, dbb in zip(self.pairs, a.second, b.second, strict=True):
            mixed = add(times(a.first[i], b.first[j]), times(a.first[j], b.first[i]))
            parts = (
                times(bends[0], times(a.first[i], a.first[j])),
                times(bends[1], mixed),
                times(bends[2], times(b.first[i], b.first[j])),
                times(by_a, daa),
                times(by_b, dbb),
            )
            total: Operand = 0.0
            for part in parts:
                total = add(total, part)
            second.append(total)
        return Jet(value, first, tuple(second))

    def choice(self, condition: Operand, a: Jet, b: Jet) -> Jet:
        def pick(p: Operand, q: Operand) -> Operand:
            return p if p == q else self.emitter.call("where", condition, p, q)

        return self.linear(pick, a, b)

    def chain(self, u: Jet, value: Operand, slope: Operand, bend: Operand) -> Jet:
        """f(u) with f' = slope and f'' = bend."""
        add, times = self.emitter.add, self.emitter.times
        first = tuple(times(slope, du) for du in u.first)
        second = tuple(
            add(times(bend, times(u.first[i], u.first[j])), times(slope, duu))
            for (i, j), duu in zip(self.pairs, u.second, strict=True)
        )
        return Jet(value, first, second)


def derivatives(e: Emitter, function: str, u: Operand, v: Operand) -> tuple[Operand, Operand]:
    """(f'(u), f''(u)) for v = f(u)."""
    match function:
        case "sin":
            return e.call("cos", u), e.neg(v)
        case "cos":
            return e.neg(e.call("sin", u)), e.neg(v)
        case "tan":
            slope = e.add(1.0, e.mul(v, v))
            return slope, e.times(2.0, e.times(v, slope))
        case "asin" | "acos":
            rest = e.sub(1.0, e.mul(u, u))
            slope = e.div(1.0 if function == "asin" else -1.0, e.call("sqrt", rest))
            return slope, e.div(e.times(u, slope), rest)
        case "atan":
            slope = e.div(1.0, e.add(1.0, e.mul(u, u)))
            return slope, e.times(-2.0, e.times(u, e.mul(slope, slope)))
        case "sinh":
            return e.call("cosh", u), v
        case "cosh":
            return e.call("sinh", u), v
        case "tanh":
            slope = e.sub(1.0, e.mul(v, v))
            return slope, e.times(-2.0, e.times(v, slope))
        case "exp":
            return v, v
        case "log":
            slope = e.div(1.0, u)
            return slope, e.neg(e.mul(slope, slope))
        case "sqrt":
            slope = e.times(0.5, e.div(1.0, v))
            return slope, e.div(e.times(-0.5, slope), u)
        case "abs":
            return e.call("sign", u), 0.0
        case "sign" | "floor" | "ceil" | "round":
            return 0.0, 0.0
    return _more_derivatives(e, function, u, v)


def _more_derivatives(e: Emitter, function: str, u: Operand, v: Operand) -> tuple[Operand, Operand]:
    """The same for functions that are not elementary."""
    match function:
        case "cbrt":
            slope = e.div(v, e.times(3.0, u))
            return slope, e.div(e.times(-2.0 / 3.0, slope), u)
        case "asinh" | "acosh":
            rest = e.add(e.mul(u, u), 1.0) if function == "asinh" else e.sub(e.mul(u, u), 1.0)
            slope = e.div(1.0, e.call("sqrt", rest))
            return slope, e.neg(e.div(e.times(u, slope), rest))
        case "atanh":
            slope = e.div(1.0, e.sub(1.0, e.mul(u, u)))
            return slope, e.times(2.0, e.times(u, e.mul(slope, slope)))
        case "sigmoid":
            slope = e.times(v, e.call("sigmoid", e.neg(u)))
            return slope, e.times(slope, e.sub(1.0, e.times(2.0, v)))
        case "softplus":
            slope = e.call("sigmoid", u)
            return slope, e.times(slope, e.call("sigmoid", e.neg(u)))
        case "gauss":
            return e.times(-2.0, e.times(u, v)), e.times(e.sub(e.times(4.0, e.mul(u, u)), 2.0), v)
        case "erf" | "erfc":
            size = 2.0 / math.sqrt(math.pi)
            slope = e.times(size if function == "erf" else -size, e.call("gauss", u))
            return slope, e.times(-2.0, e.times(u, slope))
        case "sinc":
            return e.call("sinc1", u), e.call("sinc2", u)
    raise ValueError(f"no derivative is known for the function {function!r}")
