"""A cell of a map beside the path of its own experiment."""

import numpy as np

from maps import MapExperiment, MapResult
from simulation import run
from simulation.judging.many import FATES, fate
from simulation.judging.results import result

ARRAYS = ("loss", "f", "steps", "gradients", "fate", "place", "arrived", "end", "lane", "known")


def alone(of: MapResult, cell: tuple[int, int, int]) -> dict[str, object]:
    """What `simulate` and the judges say of the cell's experiment, by the names of the map's arrays."""
    experiment = of.experiment_at(cell)
    path, surface = run(experiment)[0], experiment.landscape()
    found = result(path, surface, of.experiment.tolerance)
    ended = np.isfinite(path.value[path.last]) and path.status != "diverged"
    height = -found.final if experiment.maximize else found.final
    gap = height if found.gap is None else found.gap
    with np.errstate(invalid="ignore"):
        loss = np.log10(max(gap, 1e-16)) if gap >= 0 or found.gap is not None else np.nan
    return {
        "f": found.final if ended else np.nan,
        "loss": loss if ended else np.inf,
        "steps": np.nan if found.steps is None else found.steps,
        "gradients": np.nan if found.gradients is None else found.gradients,
        "fate": FATES[fate(found.outcome)],
        "arrived": np.nan if found.outcome.arrived is None else found.outcome.arrived,
        "end": path.x[path.last],
    }


def of_map(of: MapResult, cell: tuple[int, int, int]) -> dict[str, object]:
    """What the map says of it."""
    found = {name: getattr(of, name)[cell] for name in ("f", "loss", "steps", "gradients", "arrived", "end")}
    return {**found, "fate": FATES[of.fate[cell]]}


def assert_equal(of: MapResult, cell: tuple[int, int, int], rtol: float = 1e-12) -> None:
    here, there = of_map(of, cell), alone(of, cell)
    assert here["fate"] == there["fate"], (cell, of.experiment_at(cell).to_query())
    for name in ("f", "loss", "steps", "gradients", "arrived", "end"):
        np.testing.assert_allclose(here[name], there[name], rtol=rtol, atol=1e-12, err_msg=f"{name} {cell}")


def assert_same(one: MapResult, other: MapResult) -> None:
    """Two maps have the same bits."""
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def some(of: MapExperiment, count: int = 50, seed: int = 1) -> list[tuple[int, int, int]]:
    random = np.random.default_rng(seed)
    return [tuple(int(random.integers(n)) for n in of.shape) for _ in range(count)]
