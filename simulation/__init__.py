"""Experiments in, trajectories out: the one place where a rule meets a surface."""

from simulation.experiments.experiment import Experiment, ExperimentError
from simulation.experiments.run import bundle, run
from simulation.experiments.specs import RunSpec
from simulation.running.simulate import simulate
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory

__all__ = ["Experiment", "ExperimentError", "RunSpec", "Stop", "Trajectory", "bundle", "run", "simulate"]
