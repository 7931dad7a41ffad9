"""Experiments in, trajectories out: the one place where a rule meets a surface."""

from simulation.experiment import Experiment, ExperimentError, RunSpec, run
from simulation.simulate import simulate
from simulation.stop import Stop
from simulation.trajectory import Trajectory

__all__ = ["Experiment", "ExperimentError", "RunSpec", "Stop", "Trajectory", "run", "simulate"]
