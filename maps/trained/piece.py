"""Pieces of a map of trainings, and what is kept of their cells. torch is imported when one is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

import numpy as np

from maps.cells import Cells
from maps.pieces import Piece, squares
from maps.trained.experiment import EPOCHS, FATE, LOSS, SHARES, UPDATES, VALID_LOSS, TrainingMap
from maps.trained.price import price, seconds_of_cell
from maps.trained.result import TrainingResult
from networks.training.training import DIVERGED, Training

COARSE = 2.0  # seconds, about, until there is a picture
CHUNK = 0.5  # seconds between two moments at which a map can be left, where a cell takes less
SMALLEST = 1e-16  # a loss below counts as this
_COARSEST = 8


def pieces(experiment: TrainingMap) -> Iterator[Piece]:
    """All pieces, the coarse ones first; each cell is in one of them. They hang on the experiment alone."""
    most = [max(1, int(CHUNK / seconds_of_cell(experiment, run))) for run in range(experiment.shape[0])]
    for (run, rows, columns), size in squares(experiment.shape, _coarsest(experiment)):
        for at in range(0, len(rows), most[run]):
            part = slice(at, at + most[run])
            yield Piece(Cells(run, rows[part], columns[part]), size, compiling=False)


def _coarsest(experiment: TrainingMap) -> int:
    size, seconds = 1, price(experiment)
    while size < _COARSEST and seconds / size**2 > COARSE:
        size *= 2
    return size


def _nobody() -> None:
    """Nobody is asked."""


def of_piece(experiment: TrainingMap, piece: Piece, ask: Callable[[], None] = _nobody) -> Mapping[str, np.ndarray]:
    """What became of every training of some cells, by the names of a map's arrays: `(cells, seeds)`. `ask` is called
    again and again meanwhile, and may raise to end it."""
    run, rows, columns = piece.cells
    found = [
        _of_cell(experiment, (run, row, column), ask)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    return {name: np.array([[one[name] for one in cell] for cell in found]) for name in TrainingResult.COLUMNS}


def _of_cell(experiment: TrainingMap, cell: tuple[int, int, int], ask: Callable[[], None]) -> list[dict[str, float]]:
    one, found = experiment.at(cell), []
    for seed in range(one.seed, one.seed + one.seeds):
        slices = import_module("networks.training.train").train_in_slices(one, 0, seed)
        try:
            while True:
                next(slices)
                ask()
        except StopIteration as end:
            found.append(kept(end.value, experiment.tolerance))
    return found


def asking(ask: Callable[[], None]) -> Callable[..., Iterator[tuple[tuple[int, Piece], Mapping[str, np.ndarray]]]]:
    """Who computes the pieces of a map here, asking again and again whether to go on."""
    return lambda experiment, some: ((one, of_piece(experiment, one[1], ask)) for one in some)


def kept(path: Training, tolerance: float) -> dict[str, float]:
    """What a map keeps of a training, by the names of its arrays."""
    within = path.loss <= tolerance
    first = int(within.argmax())
    shares = {name: float(getattr(path, name)[path.best]) for name in SHARES}
    return {
        **{name: _height(path, getattr(path, name)) for name in (LOSS, VALID_LOSS)},
        **(dict.fromkeys(shares, np.nan) if path.status == DIVERGED else shares),
        EPOCHS: float(path.epoch[first]) if within.any() else np.nan,
        UPDATES: float(path.updates[first]) if within.any() else np.nan,
        FATE: TrainingResult.FATES.index(path.status),
    }


def _height(path: Training, losses: np.ndarray) -> float:
    """log10 of a loss at the end; NaN where there never was one."""
    if np.isnan(losses[0]):
        return float("nan")
    loss = float("inf") if path.status == DIVERGED else float(losses[path.best])
    return float(np.log10(max(loss, SMALLEST))) if np.isfinite(loss) else float("inf")
