"""A network trained by a rule: `train(experiment)` gives a Training for every run. Importing this imports torch.

    from networks.experiment import NetworkExperiment
    from networks.training.train import train

    experiment = NetworkExperiment.from_query("network=moons&run=adam~lr~0.01")
    path = train(experiment)
    print(path.status, path.valid_accuracy[-1])

The rule gets the weights as one vector, as it gets a point on a surface, and asks the loss of a mini-batch. The same
seed gives the same run on the same machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import torch

from networks.data.dataset import Dataset
from networks.experiment import NetworkExperiment
from networks.models.flat import Flat
from networks.models.modules import Perceptron
from networks.price import ROWS, updates_in_epoch
from networks.settings import TORCH, Network
from networks.training.average import Average
from networks.training.look import Look
from networks.training.loss import NetworkLoss
from networks.training.rows import Rows
from networks.training.torch_rule import TorchRule
from networks.training.training import DIVERGED, FINISHED, INTERRUPTED, STOPPED_EARLY, Training
from networks.training.transfer import prepared
from simulation.running.objective import CountedObjective
from simulation.running.plan import Plan, lr_name

SLICE = 0.1  # seconds between two moments at which a training can be left

torch.set_num_threads(1)  # networks as small as these are slower on several, and pages want the other cores


def _nobody(_row: Mapping[str, Any]) -> None:
    """Nobody is told."""


def batches(settings: Network, examples: int, seed: int) -> Iterator[np.ndarray]:
    """The rows of mini-batch 1, 2, …, shuffled anew in every epoch.

    A rest of less than half a batch goes with the batch before it; a batch of all is in the order of the data."""
    count = updates_in_epoch(settings, examples)
    ends = [settings.batch_size * k for k in range(1, count)]
    random = np.random.default_rng(seed).spawn(1)[0]
    while True:
        yield from np.split(random.permutation(examples), ends) if count > 1 else [np.arange(examples)]


def train(experiment: NetworkExperiment, run: int = 0, seed: int | None = None) -> Training:
    """One run of the experiment, trained to its end, with the experiment's seed or another one for all chance but that
    of the data and their parts."""
    slices = train_in_slices(experiment, run, seed, slice_of=float("inf"))
    try:
        while True:
            next(slices)
    except StopIteration as end:
        return end.value


def train_in_slices(
    experiment: NetworkExperiment,
    run: int = 0,
    seed: int | None = None,
    slice_of: float = SLICE,
    tell: Callable[[Mapping[str, Any]], None] = _nobody,
) -> Generator[float, bool | None, Training]:
    """`train` in slices of so many seconds: which part of the updates has been made, then the Training as the returned
    value. Who sends True ends it, "interrupted", with the rows until then.

    tell  is told every row that is written down, as numbers by the names of `Training`"""
    seed = experiment.seed if seed is None else seed
    settings, spec = experiment.settings(run), experiment.runs[run]
    data, model = first_model(experiment, run, seed)
    under_way = _UnderWay(spec, settings, data, model, seed, experiment.plan_steps(run), tell)
    return (yield from under_way.walk(slice_of))


def _itself(rule: Any) -> Any:
    """A rule moves the weights itself."""
    return rule


class _UnderWay:
    """A training that has been taken some updates far."""

    def __init__(
        self,
        spec: Any,
        settings: Network,
        data: Dataset,
        model: Perceptron,
        seed: int,
        plan_steps: int,
        tell: Callable[[Mapping[str, Any]], None],
    ) -> None:
        self._settings, self._flat, self._tell = settings, Flat(model), tell
        self._look = Look(model, self._flat, data, settings)
        self._loss = NetworkLoss(model, self._flat, data, settings, seed)
        self._per_epoch = updates_in_epoch(settings, self._loss.examples)
        self._total = settings.epochs * self._per_epoch
        self._plan = Plan(spec.build(), spec.build_schedules(), plan_steps)
        self._by_epoch = settings.schedules == "per epoch"
        self._batches = batches(settings, self._loss.examples, seed)
        transforms, rule = [one.build() for one in spec.transforms], self._plan.rule
        self._moves = partial(TorchRule, self._flat.shapes) if settings.library == TORCH else _itself
        decay = self._moves(rule).coupled_weight_decay
        self._asked = CountedObjective(self._loss, transforms, decay, seed, (self._flat.size,))
        self._average = Average(settings, self._total, self._per_epoch)
        self._lr = lr_name(rule)
        self._rows = Rows(max(1, round(self._total / ROWS)), self._total, self._per_epoch)
        self._best, self._best_epoch = np.inf, 0
        model.train()

    def walk(self, slice_of: float) -> Generator[float, bool | None, Training]:
        began, due = time.perf_counter(), time.perf_counter() + slice_of
        x = self._flat.read()
        with np.errstate(all="ignore"):
            self._write(0, x, np.nan)
            rule = self._plan.next(0, self._rows.last["valid_loss"] if self._plan.schedules else np.nan)
            state = self._moves(rule).init(x)
        status, t = FINISHED, 0
        for t in range(1, self._total + 1):
            with np.errstate(all="ignore"):
                self._loss.take(next(self._batches))
                self._asked.begin(t)
                x, state = self._moves(rule).step(x, state, t, self._asked)
                x = np.array(x, dtype=self._flat.dtype)  # a new one: what was asked at the old one was another batch's
            self._rows.batch_loss.append(self._loss.last)
            kept = self._average.after(t, x)
            if not np.isfinite(x).all():
                status = DIVERGED
            elif t % self._per_epoch == 0 and self._stops(t, kept):
                status = STOPPED_EARLY
            if status != FINISHED or self._rows.wants(t):
                self._write(t, kept, self._rate(rule))
            if status != FINISHED:
                break
            if t < self._total:
                rule = self._next(rule, t, kept)
            if t < self._total and time.perf_counter() > due:
                left = yield t / self._total
                due = time.perf_counter() + slice_of
                if left:
                    status = INTERRUPTED
                    self._write(t, kept, self._rate(rule))
                    break
        best = self._rows.lowest() if self._settings.patience and self._settings.restore_best else self._rows.count - 1
        return self._rows.training(status, best, time.perf_counter() - began, self._look)

    def _write(self, t: int, x: np.ndarray, lr: float) -> None:
        if not self._rows.has(t):
            self._rows.write(t, x, lr, self._look.at(x))
            self._tell(self._rows.last)

    def _next(self, rule: Any, t: int, x: np.ndarray) -> Any:
        """The rule of the update after t."""
        if not self._plan.schedules:
            return rule
        if self._by_epoch and t % self._per_epoch:
            return rule
        loss = self._look.valid_loss(x) if self._by_epoch else self._loss.last
        rule = self._plan.next(t // self._per_epoch if self._by_epoch else t, np.float64(loss))
        if self._plan.moves_decay:
            self._asked.decay(self._moves(rule).coupled_weight_decay)
        return rule

    def _rate(self, rule: Any) -> float:
        value = rule
        for part in (self._lr or "").split("."):
            value = getattr(value, part, np.nan)
        return float(np.asarray(value).item())

    def _stops(self, t: int, x: np.ndarray) -> bool:
        """Whether the validation loss has not been lower for as many epochs as patience lasts."""
        if not self._settings.patience:
            return False
        epoch, loss = t // self._per_epoch, self._look.valid_loss(x)
        if loss < self._best:
            self._best, self._best_epoch = loss, epoch
            self._rows.mark(t)
        return epoch - self._best_epoch >= self._settings.patience


def first_model(experiment: NetworkExperiment, run: int = 0, seed: int | None = None) -> tuple[Dataset, Perceptron]:
    """The data of a run, and its network before anything was learned; whatever the seed, the data are the same."""
    seed = experiment.seed if seed is None else seed
    return prepared(experiment.data(run=run), experiment.settings(run), seed, experiment.seed)
