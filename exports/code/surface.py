"""The surface of an experiment as source: a function f(x, y), or f(x), of a formula or of a loss on its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.code.source import Library, source
from exports.work import ExportError
from formulas import Formula
from simulation import Experiment
from surfaces.losses.loss import COLUMNS, Loss


@dataclass(frozen=True)
class Written:
    """The lines of f and of what it needs, and whether a derivative may not exist where f has a value."""

    lines: list[str]
    singular: bool


def surface_source(experiment: Experiment, library: Library) -> Written:
    """f in the library's words. ExportError if it is no formula."""
    surface = experiment.landscape()
    function = surface.function
    if isinstance(function, Loss):
        return _loss(function, surface.values, library)
    if not isinstance(function, Formula):
        raise ExportError("Heights are a table and no formula, so that no script can say what f is between its points.")
    return _function(function, surface.values, library, [], "{0}")


def _loss(loss: Loss, values: Mapping[str, float], library: Library) -> Written:
    make = "torch.tensor" if library.name == "torch" else "np.array"
    rows = [f"    [{u!r}, {v!r}]," for u, v in zip(loss.u.tolist(), loss.v.tolist(), strict=True)]
    data = ["#: A row for every example: input and target.", f"DATA = {make}([", *rows, "])", "", ""]
    formula = loss.model.formula
    if library.name == "torch":
        written = _function(formula, values, library, ["u, v = DATA.T"], "torch.mean({0})")
    else:
        arrays = [f"{name} = np.asarray({name})[..., None]" for name in loss.model.weights]
        written = _function(formula, values, library, ["u, v = DATA.T", *arrays], "np.mean({0}, axis=-1)")
    return Written([*data, *written.lines], written.singular)


def _function(
    formula: Formula, values: Mapping[str, float], library: Library, before: list[str], around: str
) -> Written:
    names = {name: f"_{name}" for name in formula.parameters if name in (library.name, *library.helpers)}
    found = source(formula.tree, library, names)
    given = [name for name in formula.parameters if name not in COLUMNS or not before]
    numbers = [f"{names.get(name, name)} = {library.constant.format(repr(float(values[name])))}" for name in given]
    body = [f"    {line}" for line in (*before, *numbers, f"return {around.format(found.text)}")]
    helpers = [line for helper in found.helpers for line in (*helper.splitlines(), "", "")]
    return Written([*helpers, f"def f({', '.join(formula.variables)}):", *body, "", ""], found.singular)
