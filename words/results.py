"""The few words of a table of results: where each run ended, and how; and of the cells of a map."""

from __future__ import annotations

from typing import TypedDict

from simulation import Experiment, Trajectory
from simulation.judging.outcome import outcome
from simulation.judging.sample import Bundles, Sample, sample
from surfaces import Surface
from words.language import _
from words.numbers import short
from words.sample import ended
from words.sentence import brief

DIGITS = 4


class Results(TypedDict):
    """Names of the columns, and of every run in order its final f and how it ended; of several paths their median."""

    heads: tuple[str, str, str]
    rows: list[tuple[str, str]]


def results(experiment: Experiment, bundles: Bundles) -> Results:
    """What became of the runs."""
    surface = experiment.landscape()
    several = any(len(paths) > 1 for paths in bundles)
    final = _("median final f") if several else _("final f")
    rows = [_of_all(sample(paths, surface, 0.0)) if several else _of_one(paths[0], surface) for paths in bundles]
    return {"heads": (_("Results"), final, _("ended")), "rows": rows}


def _of_one(path: Trajectory, surface: Surface) -> tuple[str, str]:
    return short(float(path.value[int(path.last)]), DIGITS), brief(outcome(path, surface))


def _of_all(found: Sample) -> tuple[str, str]:
    return short(found.final.median, DIGITS) if found.final else "—", ended(found)


def fate_of(kind: str) -> str:
    """How a run ended, of `simulation.judging.many.FATES`, or a training, in a word or two."""
    names = {
        "minimum": _("at a minimum"),
        "local minimum": _("at a local minimum"),
        "saddle": _("at a saddle"),
        "maximum": _("at a maximum"),
        "local maximum": _("at a local maximum"),
        "kink": _("at a kink"),
        "plateau": _("on level ground"),
        "going": _("still going"),
        "cycling": _("cycling"),
        "left": _("out of the picture"),
        "stopped": _("stopped elsewhere"),
        "stuck": _("stuck"),
        "diverged": _("diverged"),
        "finished": _("trained to the end"),
        "stopped early": _("stopped early"),
    }
    return names[kind]


def quantity_of(name: str, *, known: bool) -> str:
    """What is coloured; `known` says whether the least value of f is."""
    names = {
        "loss": _("log₁₀(f − f*) at the end") if known else _("log₁₀ f at the end"),
        "steps": _("steps to the tolerance"),
        "gradients": _("gradients to the tolerance"),
        "fate": _("how it ended"),
    }
    return names[name]


def no_quantity(name: str) -> str:
    """What it means that a cell has no such number."""
    return _("no finite loss at the end") if name == "loss" else _("never within the tolerance")


def quantity_of_training(name: str) -> str:
    """What is coloured on a map of trainings."""
    names = {
        "loss": _("log₁₀ of the training loss at the end"),
        "valid_loss": _("log₁₀ of the validation loss at the end"),
        "accuracy": _("training accuracy at the end"),
        "valid_accuracy": _("validation accuracy at the end"),
        "epochs": _("epochs to the tolerance"),
        "updates": _("updates to the tolerance"),
        "fate": _("how it ended"),
    }
    return names[name]


def no_quantity_of_training(name: str) -> str:
    """What it means that a cell has no such number."""
    if name in ("epochs", "updates"):
        return _("never within the tolerance")
    return _("diverged") if name.endswith("accuracy") else _("no finite loss at the end")
