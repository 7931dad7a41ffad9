"""The colours of a map and what they mean, for whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exports.maps.said import AnyResult
from maps import MapResult, TrainingResult
from maps.experiment import FATE, LOSS
from simulation.judging.many import FATES
from words.results import fate_of

NOTHING = "#808080"  # of a run that ended at no number, or never met the tolerance
#: One for every fate, and for the minima, which are many, shades of blue and green.
_FATES = {
    **{"saddle": "#E69F00", "maximum": "#D55E00", "local maximum": "#F0E442", "kink": "#CC79A7", "plateau": "#999933"},
    **{"going": "#BBBBBB", "cycling": "#882255", "left": "#DDCC77", "stopped": "#AA4499", "stuck": "#661100"},
    **{"diverged": "#332222", "minimum": "#0072B2", "local minimum": "#56B4E9"},
}
_OF_TRAININGS = {"finished": "#56B4E9", "stopped early": "#0072B2", "diverged": "#332222"}
_MINIMA = ("#0072B2", "#009E73", "#56B4E9", "#117733", "#88CCEE", "#44AA99", "#004488", "#66CCEE", "#228833")


@dataclass(frozen=True, eq=False)
class Coloured:
    """A map of fates: `codes` (runs, rows, columns) are places in `colours` and `names`; −1 where nothing is known."""

    codes: np.ndarray
    colours: list[str]
    names: list[str]


def fates(result: AnyResult) -> Coloured:
    """The minima one by one in the order of their list, the other fates by kind; of trainings all by kind."""
    if isinstance(result, TrainingResult):
        return Coloured(result.fate, [_OF_TRAININGS[one] for one in result.FATES], list(map(fate_of, result.FATES)))
    minima = [f"{kind} {i + 1}" for i, (kind, _) in enumerate(result.places) if kind.endswith("minimum")]
    colours = [_MINIMA[i % len(_MINIMA)] for i in range(len(minima))] + [_FATES[name] for name in FATES]
    codes = len(minima) + result.fate
    at_one = (result.place >= 0) & (result.place < len(minima))
    codes = np.where(at_one & np.isin(result.fate, (0, 1)), result.place, codes)
    codes = np.where(result.fate < 0, -1, codes)
    return Coloured(codes, colours, [_said(name, result) for name in [*minima, *FATES]])


def numbers(result: AnyResult) -> np.ndarray:
    """What is coloured, NaN where there is no such number."""
    if result.experiment.quantity == FATE:
        raise ValueError(f"{FATE} is no number; {LOSS} is one")
    return np.where(np.isfinite(result.number), result.number, np.nan)


def _said(name: str, result: MapResult) -> str:
    kind, _, number = name.rpartition(" ")
    if not number.isdigit():
        return fate_of(name)
    point = result.places[int(number) - 1][1]
    return f"{fate_of(kind)}, {', '.join(f'{c:.3g}'.replace('-', '−') for c in point)}"
