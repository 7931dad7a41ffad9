"""The names most people need, in one import: `from slalom import OPTIMIZERS, SURFACES, simulate`."""

from optimizers import OPTIMIZERS
from simulation import Experiment, Stop, Trajectory, run, simulate
from surfaces import SURFACES, Surface

__all__ = ["OPTIMIZERS", "SURFACES", "Experiment", "Stop", "Surface", "Trajectory", "run", "simulate"]
