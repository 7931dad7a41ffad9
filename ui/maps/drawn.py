"""A map for `ui/frontend/heat.js`: a header of JSON, then a number, a code, and whether it is known, a cell."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exports.maps.colours import NOTHING, fates, numbers
from exports.maps.said import AnyResult, more_is_better, names, nothing, quantity
from maps import MapExperiment, MapResult, TrainingResult
from maps.axes import START, SURFACE, choices
from maps.by_theory import Theory
from maps.cells import Cell
from maps.experiment import BASINS, FATE
from maps.trained.experiment import LOSS, VALID_LOSS
from maps.trained.untrained import loss_without_learning
from parameters import Hyper
from simulation.judging.results import least_value
from ui.address import present
from ui.maps.theory import lines
from words import counts
from words.labels import labels
from words.language import _
from words.numbers import letters, short

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def packed(result: AnyResult, cell: Cell | None) -> bytes:
    """The map as far as it is known; `cell` is outlined."""
    found = fates(result)
    values = _since(result) if result.experiment.quantity == FATE else numbers(result)
    values = np.where(np.isfinite(values), values, np.nan).astype("<f4")
    header = _header(result, values, cell, found.codes, found.colours, found.names)
    return _bytes(header, values, found.codes, result.known)


def _since(result: AnyResult) -> np.ndarray:
    """Of a map of fates: since when a run has been at its end, which nobody asks of a training."""
    return np.full(result.fate.shape, np.nan) if isinstance(result, TrainingResult) else result.arrived


def _header(
    result: AnyResult,
    values: np.ndarray,
    cell: Cell | None,
    codes: np.ndarray,
    colours: Sequence[str],
    ended: Sequence[str],
) -> dict[str, Any]:
    experiment = result.experiment
    low, high = (float(np.nanmin(values)), float(np.nanmax(values))) if np.isfinite(values).any() else (0.0, 1.0)
    above = experiment.quantity in (LOSS, VALID_LOSS) and high > (first := _first(result)) > low
    high = first if above else high
    by_fate = experiment.quantity == FATE
    across, up = (_axis(result, i) for i in range(2))
    there = codes >= 0
    shown = np.unique(codes[there]).tolist() if by_fate else [-1] * bool(np.isnan(values[there]).any())
    box = experiment.box if isinstance(experiment, MapExperiment) and experiment.kind == BASINS else ()
    return {
        "panels": names(experiment),
        "rows": experiment.shape[1],
        "columns": experiment.shape[2],
        "aspect": (box[3] - box[2]) / (box[1] - box[0]) if box else 1.0,
        "x": across,
        "y": up,
        "range": [low, high],
        "low": _end(result, low),
        "high": _above(result).format(end=_end(result, high)) if above else _end(result, high),
        "up": more_is_better(result),
        "by": "fate" if by_fate else "number",
        "large": present.large(),
        "none": NOTHING,
        "colours": list(colours),
        "names": list(ended),
        "shown": shown,
        "cell": None if cell is None else list(cell),
        "done": result.done,
        "lines": lines(experiment) if isinstance(experiment, MapExperiment) else [],
        "words": _words(result),
    }


def packed_rates(experiment: MapExperiment, theory: Theory, run: int, cell: Cell) -> bytes:
    """The rate that theory gives a run, over the axes of a map, which are its step size and momentum; where nothing
    converges there is no number."""
    result = MapResult.empty(experiment)
    grid = dict(zip((name for name, _values in result.axes), np.meshgrid(*(at for _n, at in result.axes)), strict=True))
    rate = theory.rate(grid["lr"], grid["momentum"])
    values = np.where(rate < 1, rate, np.nan)[None].astype("<f4")
    codes = np.where(rate < 1, 0, 1)[None]
    ended = [_("converges"), _("does not converge")]
    header = _header(result, values, (0, *cell[1:]), codes, [NOTHING] * 2, ended)
    low, high = float(np.nanmin(values, initial=1.0)), 1.0
    words = {"number": _("rate"), "nothing": _("1 or more"), "map": _("Rate by theory")}
    header |= {
        "panels": [labels(experiment.experiment.runs)[run]],
        "range": [low, high],
        "low": _("rate {rate} per step").format(rate=short(low, 3)),
        "high": "1",
        "by": "number",
        "shown": [-1] * bool(np.isnan(values).any()),
        "done": 1.0,
        "lines": [{**line, "run": 0} for line in lines(experiment) if line["run"] == run],
        "words": {**header["words"], **words},
    }
    return _bytes(header, values, codes, np.ones_like(codes))


def _bytes(header: Mapping[str, Any], values: np.ndarray, codes: np.ndarray, known: np.ndarray) -> bytes:
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    return b"".join(
        (struct.pack("<I", len(text)), text, values.tobytes(), *(one.astype("u1").tobytes() for one in (codes, known)))
    )


def _words(result: AnyResult) -> Mapping[str, str]:
    trains, by_fate = isinstance(result, TrainingResult), result.experiment.quantity == FATE
    beside = _("its training is told") if trains else _("its path is shown")
    since = "" if trains else _("there since step")
    return {
        "map": _("Map of {runs}").format(runs=counts.runs(result.known.size)),
        "keys": _("Click a cell, drag, or go there by arrow keys: {beside} beside the map.").format(beside=beside),
        "number": since if by_fate else quantity(result),
        "unknown": _("not known yet"),
        "nothing": _("never at rest") if by_fate else nothing(result),
    }


def _above(result: AnyResult) -> str:
    """What is said of all that ends higher than the colours go."""
    if isinstance(result, TrainingResult):
        return _("{end} or more: no lower than without learning")
    return _("{end} or more: no lower than it began")


def _first(result: AnyResult) -> float:
    """The loss at the start, above which all colours are one; infinite where starts differ or there is no logarithm."""
    if isinstance(result, TrainingResult):
        return loss_without_learning(result.experiment)
    one = result.experiment.experiment
    if one.fan > 1 or any(axis.name.startswith((START, SURFACE)) for axis in result.experiment.both):
        return np.inf
    surface = one.landscape().negated if one.maximize else one.landscape()
    least = least_value(surface)
    with np.errstate(all="ignore"):
        first = float(np.log10(surface.value(np.array(one.start)) - (least or 0.0)))
    return first if np.isfinite(first) else np.inf


def _end(result: AnyResult, value: float) -> str:
    """What stands at an end of the colours."""
    name, what = result.experiment.quantity, quantity(result)
    if name == FATE:
        return _("at rest since step {value}").format(value=short(value, 4))
    if name in ("steps", "gradients", "epochs", "updates"):
        return _("{value} {what}").format(value=short(value, 4), what=what)
    return f"{what} = {short(value, 3)}"


def _axis(result: AnyResult, i: int) -> dict[str, Any]:
    name, values = result.axes[i]
    axis = result.experiment.both[i]
    known = _known(result)[name]
    ends = np.log([axis.low, axis.high]) if axis.log else np.array([axis.low, axis.high])
    at = [float(np.exp(v) if axis.log else v) for v in ends[0] + np.array(_TICKS) * np.diff(ends)]
    return {
        "label": letters(known.symbol) or _(known.doc) or name,
        "values": [short(float(value), 4) for value in values],
        "ticks": [{"at": share, "text": short(value, 3)} for share, value in zip(_TICKS, at, strict=True)],
    }


def _known(result: AnyResult) -> Mapping[str, Hyper]:
    if isinstance(result, TrainingResult):
        return result.experiment.known[0]
    one = result.experiment.experiment
    return choices(one.runs[0], one.landscape())
