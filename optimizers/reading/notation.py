"""A rule's formulas in LaTeX, for the options in use, printed from what `algorithm` reads off its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from formulas import latex, symbol
from formulas.tree import Name, walk
from optimizers.base import Optimizer
from optimizers.reading.algorithm import Line, algorithm
from optimizers.reading.options import once_per_options
from optimizers.toolbox.tool import tools
from optimizers.wrappers.inner import inner_rule

_FIXED = {
    "t": "t",
    "value": "f",
    "gradient": r"\nabla f",
    "hessian": r"\nabla^{2} f",
    "diagonal": r"\operatorname{diag}",
    "dimension": r"\dim",
}


def formula(rule: Optimizer) -> str:
    r"""The whole update as one aligned LaTeX block: `\begin{aligned} g_t &= \nabla f(w_{t-1}) \\ … \end{aligned}`.

    Of a rule around another one: the lines of the inner rule, and then its own.
    """
    return r"\begin{aligned}" + r" \\ ".join(_rows(rule)) + r"\end{aligned}"


def _rows(rule: Optimizer) -> Sequence[str]:
    if rule.latex_lines:
        inner = inner_rule(rule)
        return [*(_rows(inner) if inner else ()), *rule.written_lines()]
    return equations(rule, "&=")


@once_per_options
def equations(rule: Optimizer, sign: str = "=") -> tuple[str, ...]:
    r"""The lines of an elementwise rule with times, in order: (r"m_{t} = \beta_1 m_{t-1} + …", …)."""
    lines = algorithm(rule)
    symbols = _symbols(rule, lines, now="_{t}", before="_{t-1}")
    return tuple(f"{symbols[line.target]} {sign} {latex(line.expression, symbols)}" for line in lines)


@once_per_options
def assignments(rule: Optimizer) -> Mapping[str, str]:
    r"""Name that is set → its line as LaTeX with an arrow and without time: {"m": r"m \leftarrow \beta_1 m + …"}.

    A rule that is not elementwise gives the symbols of its states alone. A rule around another one adds the lines of
    the inner rule under the names of its recorded states, "inner.m".
    """
    if rule.latex_lines:
        inner = inner_rule(rule)
        inside = assignments(inner) if inner else {}
        return MappingProxyType({**rule.symbols, **{f"inner.{name}": line for name, line in inside.items()}})
    lines = algorithm(rule)
    symbols = _symbols(rule, lines)
    return MappingProxyType(
        {line.target: rf"{symbols[line.target]} \leftarrow {latex(line.expression, symbols)}" for line in lines}
    )


def _symbols(rule: Optimizer, lines: tuple[Line, ...], now: str = "", before: str = "") -> Mapping[str, str]:
    """LaTeX of every name in the lines: hyperparameters by their metadata, values with the time they belong to."""
    hypers = {name: known.symbol for name, known in rule.hyperparameters().items() if known.symbol}
    targets = {line.target for line in lines} | {"x"}
    values = {name: symbol_of(rule, name) for name in targets}
    read = {node.id for line in lines for node in walk(line.expression) if isinstance(node, Name)}
    constant = {name for name in read if name.startswith("old.") and name.removeprefix("old.") not in targets}
    return (
        _FIXED
        | {name: tool.latex for name, tool in tools(type(rule)).items()}
        | hypers
        | {name: symbol_of(rule, name.removeprefix("old.")) for name in constant}
        | {name: _at(text, now) for name, text in values.items()}
        | {f"old.{name}": _at(text, before) for name, text in values.items()}
    )


def _at(text: str, time: str) -> str:
    r"""A symbol with its time, "_{t}"; one that has an index keeps it: `m_{1,t}`."""
    stem, index, last = text.rpartition("_{")
    if not time or not index or not last.endswith("}") or "{" in last:
        return text + time
    return f"{stem}_{{{last[:-1]},{time[2:]}"


def symbol_of(rule: Optimizer, name: str) -> str:
    """LaTeX of a state or an intermediate value; primes at its end stay."""
    if name.endswith("'"):
        return symbol_of(rule, name.rstrip("'")) + "'" * name.count("'")
    if name == "x":
        return "w"
    stem = name.removesuffix("_hat")
    text = rule.symbols.get(name) or rule.symbols.get(stem) or symbol(stem)
    return rf"\hat{{{text}}}" if stem != name and name not in rule.symbols else text
