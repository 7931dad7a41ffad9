"""Thousands of runs in one picture: how the end of a run hangs on two numbers, or on where it starts."""

from maps.axes import Axis
from maps.computing import compute, computed
from maps.experiment import MapExperiment
from maps.result import MapResult
from maps.trained.experiment import TrainingMap
from maps.trained.result import TrainingResult

__all__ = ["Axis", "MapExperiment", "MapResult", "TrainingMap", "TrainingResult", "compute", "computed"]
