"""A rule's formulas in LaTeX, for the options in use, printed from what `algorithm` reads off its code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from formulas import latex, symbol
from formulas.tree import Call, Name, walk
from optimizers.base import Optimizer
from optimizers.reading.algorithm import Line
from optimizers.reading.given import UNCHANGED, Given, between_lines, lines_of_run, plain, symbols
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

PLAIN = Given()
_GIVEN = r"\tilde{\nabla} f"


def formula(rule: Optimizer, between: Given = PLAIN) -> str:
    r"""The whole update as one aligned LaTeX block: `\begin{aligned} g_t &= \nabla f(w_{t-1}) \\ … \end{aligned}`.

    Of a rule around another one: the lines of the inner rule, and then its own. Of a run, `between` is what it puts
    between f and the rule.
    """
    return r"\begin{aligned}" + r" \\ ".join(_rows(rule, between)) + r"\end{aligned}"


def _rows(rule: Optimizer, between: Given) -> Sequence[str]:
    if not rule.latex_lines:
        return equations(rule, "&=", between)
    inner, written = inner_rule(rule), rule.written_lines()
    if spells_out(rule):
        own = between.inside(rule, climbs=between.climbs)
        return [*(_rows(inner, own) if inner else ()), *written]
    below = [*(_rows(inner, PLAIN) if inner else ()), *written]
    return [*_defined(between, " ".join(below)), *(_moved(row) for row in below)] if between.transforms else below


def spells_out(rule: Optimizer) -> bool:
    """Whether the lines of a rule say themselves what it is given for f. Those that are written by hand do not, unless
    they speak of a rule inside only: there a sign or a name in front says it."""
    inner = inner_rule(rule)
    if not rule.latex_lines or inner is None:
        return not rule.latex_lines
    return "f(" not in " ".join(rule.written_lines()) and spells_out(inner)


def _moved(row: str) -> str:
    return row.replace(r"\nabla f(", rf"{_GIVEN}(").replace(r"\nabla f\left(", rf"{_GIVEN}\left(")


def _defined(between: Given, below: str) -> list[str]:
    r"""What ∇̃f and g_t are in lines that are written by hand, and which f it is that they ask."""
    known = {"old.x": "w", "gradient": r"\nabla f", **symbols(between, (), "_{t}"), **_steps(between)}
    lines = list(between_lines(Line("", Call("gradient", (Name("old.x"),))), replace(between, climbs=False)))
    names = {"": rf"{_GIVEN}\left(w\right)", **known}
    rows = [f"{names[line.target]} &= {latex(plain(line.expression), known)}" for line in lines]
    if "g_t" in below and "g_t &=" not in below:
        rows.append(rf"g_t &= {_GIVEN}(w_{{t-1}})")
    if between.batched and " f(" in below:
        rows.append(rf"f &\text{{ stands for }} {known['batch_value']}")
    return rows if "g_t" in below or r"\nabla f(" in below else rows[len(lines) :]


@once_per_options
def equations(rule: Optimizer, sign: str = "=", between: Given = PLAIN) -> tuple[str, ...]:
    r"""The lines of an elementwise rule with times, in order: (r"m_{t} = \beta_1 m_{t-1} + …", …)."""
    lines = lines_of_run(rule, between)
    known = _symbols(rule, lines, between, now="_{t}", before="_{t-1}")
    return tuple(f"{known[line.target]} {sign} {latex(plain(line.expression), known)}" for line in lines)


@once_per_options
def assignments(rule: Optimizer, between: Given = PLAIN) -> Mapping[str, str]:
    r"""Name that is set → its line as LaTeX with an arrow and without time: {"m": r"m \leftarrow \beta_1 m + …"}.

    A rule that is not elementwise gives the symbols of its states alone. A rule around another one adds the lines of
    the inner rule under the names of its recorded states, "inner.m".
    """
    if rule.latex_lines:
        inner = inner_rule(rule)
        own = between.inside(rule, climbs=between.climbs and spells_out(rule))
        inside = assignments(inner, own) if inner else {}
        return MappingProxyType({**rule.symbols, **{f"inner.{name}": line for name, line in inside.items()}})
    lines = lines_of_run(rule, between)
    known = _symbols(rule, lines, between)
    return MappingProxyType(
        {line.target: rf"{known[line.target]} \leftarrow {latex(plain(line.expression), known)}" for line in lines}
    )


def _symbols(
    rule: Optimizer, lines: tuple[Line, ...], between: Given, now: str = "", before: str = ""
) -> Mapping[str, str]:
    """LaTeX of every name in the lines: hyperparameters by their metadata, values with the time they belong to."""
    targets = {line.target for line in lines} | {"x"}
    values = {name: symbol_of(rule, name) for name in targets}
    read = {node.id for line in lines for node in walk(line.expression) if isinstance(node, Name)}
    hypers = {name: known.symbol for name, known in rule.hyperparameters().items() if known.symbol and name in read}
    constant = {name for name in read if name.startswith("old.") and name.removeprefix("old.") not in targets}
    return (
        _FIXED
        | {name: tool.latex for name, tool in tools(type(rule)).items()}
        | {name: _at(text, now if name in between.scheduled else "") for name, text in hypers.items()}
        | symbols(between, {*hypers.values(), *values.values()}, now)
        | {name: symbol_of(rule, name.removeprefix("old.")) for name in constant}
        | {name: _at(text, now) for name, text in values.items()}
        | {f"old.{name}": _at(text, before) for name, text in values.items()}
    )


def _steps(between: Given) -> Mapping[str, str]:
    """Gradients on their way, where several transforms read one more than once."""
    return {UNCHANGED + "'" * i: _at(r"\tilde{g}" + "'" * i, "_{t}") for i in range(len(between.transforms))}


def _at(text: str, time: str) -> str:
    r"""A symbol with its time, "_{t}"; one that has an index keeps it: `m_{1,t}`."""
    text = re.sub(r"_(\w)$", r"_{\1}", text) if time else text
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
    if name == UNCHANGED:
        return r"\tilde{g}"
    stem = name.removesuffix("_hat")
    text = rule.symbols.get(name) or rule.symbols.get(stem) or symbol(stem)
    return rf"\hat{{{text}}}" if stem != name and name not in rule.symbols else text
