"""A library's optimizer in the shape of a rule, for `simulate` to walk."""

from __future__ import annotations

import inspect
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from optimizers import Objective, Optimizer
from parameters.numbers import whole

SECONDS = 60.0  # of work; 50,000 steps take some ten. Arguments that make it endless are the user's mistake
STEP_SECONDS = 2.0  # of one step, in which nobody else can use torch


class Walk:
    """One optimizer, one tensor, and what it remembers after every step."""

    def __init__(
        self,
        name: str,
        cls: type,
        arguments: Mapping[str, Any],
        start: np.ndarray,
        schedule: Sequence[Mapping[str, Any]],
        *,
        as_matrix: bool,
    ) -> None:
        self.name = name
        self._torch = import_module("torch")
        point = self._torch.tensor(start, dtype=self._torch.float64)
        self._point = (point.reshape(1, -1) if as_matrix else point).requires_grad_()
        self._schedule = schedule
        self._worked = 0.0
        self._states: list[dict[str, np.ndarray]] = []
        self._lr: list[float] = []
        # What perturbs the weights first and asks afterwards finds the gradient at the weights already there.
        self._finds_gradient = "base_optimizer" in inspect.signature(cls).parameters or name.endswith(".BSAM")
        try:
            self._optimizer: Any = cls(params=[self._point], **arguments)
            if hasattr(self._optimizer, "train"):
                self._optimizer.train()  # schedule-free classes have a mode, and one of them no default
        except Exception as error:
            raise ValueError(f"{name} refused these arguments: {_sentence(error)}") from None

    def step(self, x: np.ndarray, t: int, f: Objective) -> np.ndarray:
        """The point after step t, (2,)."""
        if not np.all(np.isfinite(x)):
            return x  # some classes cannot go on from what is not finite; the run has ended anyway
        gradient, began = x, time.monotonic()

        def closure() -> Any:
            nonlocal gradient
            self._look_at_the_clock(time.monotonic() - began, t)
            value, gradient = f.evaluate(self._x())
            self._point.grad = self._torch.tensor(gradient).reshape(self._point.shape)
            return self._torch.tensor(float(value))

        group = self._optimizer.param_groups[0]
        group.update({k: v for k, v in self._now(t).items() if k in group})
        try:
            if self._finds_gradient:
                closure()
            self._optimizer.step(closure)
        except Exception as error:
            if np.all(np.isfinite(gradient)):
                raise ValueError(f"{self.name} failed in step {t}: {_sentence(error)}") from None
            return np.full_like(x, np.nan)
        finally:
            self._worked += time.monotonic() - began
        self._remember(group)
        return self._x()

    def _look_at_the_clock(self, seconds: float, t: int) -> None:
        if self._worked + seconds > SECONDS:
            raise TimeoutError(f"{SECONDS:g} seconds were not enough for {whole(t)} steps.")
        if seconds > STEP_SECONDS:
            raise TimeoutError(f"{STEP_SECONDS:g} seconds were not enough for this step.")

    def recorded(self, rows: int) -> dict[str, Any]:
        """lr (rows,) and states name → (rows, 2), NaN where there are none, for the fields of a trajectory."""
        names = dict.fromkeys(name for states in self._states for name in states)
        states = {name: np.full((rows, self._point.numel()), np.nan) for name in names}
        lr = np.full(rows, np.nan)
        for row, (now, rate) in enumerate(zip(self._states[: rows - 1], self._lr, strict=False), start=1):
            lr[row] = rate
            for name, value in now.items():
                states[name][row] = value
        for array in (lr, *states.values()):
            array.flags.writeable = False
        return {"lr": lr, "states": states}

    def _now(self, t: int) -> Mapping[str, Any]:
        return self._schedule[min(t, len(self._schedule)) - 1] if self._schedule else {}

    def _x(self) -> np.ndarray:
        return self._point.detach().numpy().flatten()

    def _remember(self, group: Mapping[str, Any]) -> None:
        found = self._optimizer.state.get(self._point, {})
        self._states.append({k: self._plain(v) for k, v in found.items() if k.isidentifier() and self._fits(v)})
        self._lr.append(float(group.get("lr", np.nan)))

    def _fits(self, value: Any) -> bool:
        return self._torch.is_tensor(value) and value.shape == self._point.shape

    def _plain(self, value: Any) -> np.ndarray:
        return value.detach().to(self._torch.float64).numpy().flatten()


class WalkedState(NamedTuple):
    """The library keeps its own."""


@dataclass(frozen=True, eq=False)
class Walked(Optimizer):
    """For one run only: the walk goes on where it is, whatever the state says."""

    title = "Library"

    walk: Walk

    def init(self, x):
        return WalkedState()

    def step(self, x, state, t, f):
        return self.walk.step(x, t, f), state


def _sentence(error: Exception) -> str:
    """What a library says, in one line that ends."""
    text = " ".join(str(error).split()) or type(error).__name__
    text = text if len(text) <= 200 else text[:199] + "…"
    return text if text.endswith((".", "…")) else f"{text}."
