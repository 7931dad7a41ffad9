"""The one place where code is compiled: source that this package generated from a checked tree.

Generated functions take `np.float64` scalars or float64 arrays of one shape (C-contiguous, if batches are
to equal single points bit for bit: NumPy's kernels for reversed memory round differently), then the
parameters as numbers. They answer in that shape and never write to their arguments. They do not enter
`np.errstate`, which would cost more than a small formula: callers enter `np.errstate(all="ignore")` once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from formulas.differentiate import Differentiator
from formulas.emit import CarefulEmitter, Emitter, Instruction, Operand
from formulas.lanes import dot, norm, rms
from formulas.language import NUMPY
from formulas.number_source import NAMES, number_source
from formulas.numbers import power, quotient
from formulas.numpy_source import printed
from formulas.straight import straight
from formulas.tree import Node

Function = Callable[..., Any]
#: What a generated function returns: f, or (f, gradient…), or the Hessian's upper triangle row by row.
Order = Literal[0, 1, 2]

_NAMES = ("value", "first", "second")
_CAN_BE_SINGULAR = {"sqrt", "log", "power", "exp", "tanh", "asin", "acos", "atan", "hypot", "sinc1", "sinc2"}


def build(tree: Node, variables: Sequence[str], parameters: Sequence[str], order: Order) -> Function:
    """The function generated for `tree`: `function(*variables, *parameters)`."""
    function = compiled(source(tree, variables, parameters, order))
    function.__globals__.setdefault("_careful", _Careful(tree, tuple(variables), tuple(parameters), order))
    return function


def single(tree: Node, variables: Sequence[str], parameters: Sequence[str]) -> Function | None:
    """`function(*variables, *parameters) -> (f, gradient…)` of Python's numbers, with the bits of what `build` gives
    in a fraction of its time; None where a derivative may have to be looked at carefully."""
    emitter = Emitter()
    jet = Differentiator(emitter, variables).jet(tree)
    results = (jet.value, *jet.first)
    live = emitter.live(results)
    if any(map(can_be_singular, live.values())):
        return None
    step = compiled(number_source(live, (*variables, *parameters), (results,), careful=False))
    return partial(step, None, None)


def source(tree: Node, variables: Sequence[str], parameters: Sequence[str], order: Order, careful: bool = False) -> str:
    """Python source of that function.

    Where a derivative is NaN although f is finite, another function is asked, which is `careful` with products of 0 and
    infinity and has only the derivatives. Where that knows none either, the derivative does not exist (a cusp, such as
    sqrt(x^2 + y^2) at the origin): there it is defined as 0. Formulas that cannot be singular, such as polynomials,
    have no code for it.
    """
    emitter = CarefulEmitter() if careful else Emitter()
    jet = Differentiator(emitter, variables).jet(tree)
    parts: tuple[Operand, ...] = ((), jet.first, jet.second)[order]
    live = emitter.live((jet.value, *parts))
    guarded = order > 0 and not careful and any(map(can_be_singular, live.values()))
    results = parts if careful or (order == 2 and not guarded) else (jet.value, *parts)
    live = emitter.live(results)
    lines, expressions = printed(straight(live, results))
    varying = _varying(live, variables)
    outputs = [
        _output(expression, result, variables, varying) for expression, result in zip(expressions, results, strict=True)
    ]
    used = {arg for result in live.values() for arg in result[1:]} | set(results)
    arguments = ", ".join((*variables, *parameters))
    body = [f"{name} = _float64({name})" for name in parameters if name in used]
    answer = ", ".join(outputs) + "," * (len(outputs) == 1 and (careful or order == 2))  # derivatives are a tuple
    body += [*lines, *(_guarded(outputs, order, arguments) if guarded else [f"return {answer}"])]
    return f"def {_NAMES[order]}({arguments}):\n" + "".join(f"    {line}\n" for line in body)


def _guarded(outputs: list[str], order: Order, arguments: str) -> list[str]:
    value, *parts = outputs
    defined = f"_defined(_careful, ({arguments},), _value, {', '.join(parts)})"
    return [f"_value = {value}", f"return (_value, *{defined})" if order == 1 else f"return {defined}"]


@dataclass(frozen=True)
class _Careful:
    """The careful derivatives of a formula, generated when they are first needed."""

    tree: Node
    variables: tuple[str, ...]
    parameters: tuple[str, ...]
    order: Order

    def __call__(self, *arguments: Any) -> tuple[Any, ...]:
        derivatives: tuple[Any, ...] = self.function(*arguments)
        return derivatives

    @cached_property
    def function(self) -> Function:
        return compiled(source(self.tree, self.variables, self.parameters, self.order, careful=True))


def can_be_singular(instruction: Instruction) -> bool:
    """Whether it may give a derivative that is NaN where f is finite."""
    op, *args = instruction
    return op in _CAN_BE_SINGULAR or (op == "/" and isinstance(args[1], str))


def _varying(live: Mapping[str, Instruction], variables: Sequence[str]) -> set[Operand]:
    """The operands that depend on a variable, and so have its shape."""
    varying: set[Operand] = set(variables)
    for name, instruction in live.items():
        if varying.intersection(instruction[1:]):
            varying.add(name)
    return varying


def _output(expression: str, result: Operand, variables: Sequence[str], varying: set[Operand]) -> str:
    if result in variables:
        return f"+{expression}"  # a copy: a result never shares memory with an argument
    return expression if result in varying else f"_fill({expression}, {variables[0]})"


@lru_cache(maxsize=512)
def compiled(code: str) -> Function:
    """The one function that `code`, generated from a checked tree, defines."""
    namespace: dict[str, Any] = {"__builtins__": {}, **_NAMESPACE}
    exec(compile(code, "<formula>", "exec"), namespace)
    function: Function = namespace.pop(code[4 : code.index("(")])  # else the two would hold each other
    return function


def _fill(constant: float, like: Any) -> Any:
    """`constant` in the shape of `like`."""
    return np.float64(constant) if isinstance(like, float) else np.full(like.shape, constant)


def _spread(value: Any, like: np.ndarray) -> np.ndarray:
    """`value`, a number or one per lane, in the shape of `like`."""
    return np.broadcast_to(value, like.shape).copy()


def _lane_power(base: Any, exponent: Any) -> Any:
    """With the bits of Python's own power, of numbers of NumPy, too."""
    if np.ndim(base) or np.ndim(exponent):
        return power(base, exponent)
    return np.float64(power(float(base), float(exponent)))


def _where(condition: Any, a: Any, b: Any) -> Any:
    return np.where(condition, a, b)[()]


def _defined(careful: Function, arguments: tuple[Any, ...], value: Any, *parts: Any) -> tuple[Any, ...]:
    """The derivatives `parts`; where one is NaN and `value` is finite, the careful one, and 0 if that is not finite."""
    total = parts[0]
    for part in parts[1:]:
        total = total + part  # NaN wherever a part is: one cheap test for the usual case
    if total == total if isinstance(total, float) else not np.isnan(total).any():
        return parts
    unknown = [np.isnan(part) & np.isfinite(value) for part in parts]
    at = np.logical_or.reduce(unknown)
    if not at.any():
        return parts
    few = [argument[at] if np.ndim(argument) else argument for argument in arguments]
    known = [np.where(np.isfinite(part), part, 0.0) for part in careful(*few)]
    if isinstance(total, float):
        return tuple(np.where(*three)[()] for three in zip(unknown, known, parts, strict=True))
    mended = [part.copy() for part in parts]  # two parts may be one array
    for part, there, better in zip(mended, unknown, known, strict=True):
        part[there] = better[there[at]]
    return tuple(mended)


_NAMESPACE: Mapping[str, Any] = MappingProxyType(
    {f"_{name}": function for name, function in NUMPY.items()}
    | {"_norm": norm, "_norm1": partial(norm, p=1), "_dot": dot, "_rms": rms, "_spread": _spread}
    | {"_number_power": power, "_quotient": quotient}
    | {"_where": _where, "_fill": _fill, "_defined": _defined, "_float64": np.float64}
    | dict(NAMES)
    | {f"_lane_{name}": function for name, function in NUMPY.items()}
    | {"_lane_power": _lane_power, "_lane_logaddexp": np.logaddexp, "_lane_copysign": np.copysign}
    | {"_lane_isfinite": lambda a: np.isfinite(a) * 1.0, "_lane_isnan": lambda a: np.isnan(a) * 1.0}
    | {"_empty": np.empty, "_range": range}
    | {"_inf": np.float64("inf"), "_nan": np.float64("nan")}
)
