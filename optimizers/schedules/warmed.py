"""Schedules for a whole training run, each with a warm-up of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from optimizers.base import each, hyper
from optimizers.schedules.base import ClosedForm, Schedule, length_or

_ONE_OR_MORE = (1, math.inf)


@dataclass(frozen=True, eq=False)
class WarmupCosine(ClosedForm):
    """A straight line up for `warmup_t` steps, with half a cosine wave running underneath from step 0.

    This is timm's CosineLRScheduler with one cycle: after the warm-up the wave is not at its top any more, so the value
    falls a little from the end of the line to where the wave is by then. With `warmup_prefix` the wave waits for the
    end of the warm-up and nothing falls. After the wave the lowest value stays. timm must be told `t_initial`; here
    the wave ends with the run where nothing is said. timm has no warm-up where nothing is said, and begins it at 0.
    Source: https://github.com/huggingface/pytorch-image-models/blob/main/timm/scheduler/cosine_lr.py
    """

    title = "Warm-up over a cosine"
    formula = (
        r"w + (b - w)\,t/N \text{ for } t < N, \text{ then }"
        r"\eta_{\min} + (b - \eta_{\min})\,\frac{1 + \cos(\pi t/T)}{2}"
    )

    t_initial: int = hyper(0, slider=(1, 1000), log=True, symbol="T", doc="steps of the wave (0: to the run's end)")
    lr_min: float = hyper(0.0, slider=(0.0, 0.1), symbol=r"\eta_{\min}", doc="lowest value")
    warmup_t: int = hyper(20, slider=(0, 500), symbol="N", doc="steps of warm-up")
    warmup_lr_init: float = hyper(0.0, slider=(0.0, 0.1), symbol="w", doc="first value")
    warmup_prefix: bool = hyper(False, doc="the wave waits for the warm-up")

    def over(self, steps):
        whole = np.maximum(1, steps - self._delay())
        return self.with_values(t_initial=length_or(self.t_initial, whole if np.ndim(whole) else int(whole)))

    def at(self, base, t):
        done = np.clip((t - self._delay()) / self.t_initial, 0.0, 1.0)
        wave = self.lr_min + 0.5 * (base - self.lr_min) * (1 + each(math.cos, math.pi * done))
        line = self.warmup_lr_init + t * ((base - self.warmup_lr_init) / np.maximum(self.warmup_t, 1))
        return np.where(np.asarray(t) < self.warmup_t, line, wave)

    def _delay(self):
        return np.asarray(self.warmup_t) * self.warmup_prefix


@dataclass(frozen=True, eq=False)
class InverseSqrt(ClosedForm):
    """A straight line up for N steps, then the base divided by the root of t / N: what Transformers were trained with.

    As in fairseq, the line begins at `warmup_init_lr` (0 there too: the first step then moves nothing) and reaches the
    base at step N. The paper counts from 1 and gives the top as d^(−1/2) N^(−1/2), with d the width of the model.
    Source: A. Vaswani et al., 2017, https://arxiv.org/abs/1706.03762
    """

    title = "Inverse square root"
    formula = r"w + (b - w)\,t/N \text{ for } t < N, \text{ then } b\,\sqrt{N/t}"

    warmup_updates: int = hyper(20, slider=(1, 500), log=True, within=_ONE_OR_MORE, symbol="N", doc="steps of warm-up")
    warmup_init_lr: float = hyper(0.0, slider=(0.0, 0.1), symbol="w", doc="first value")

    def at(self, base, t):
        line = self.warmup_init_lr + (base - self.warmup_init_lr) * t / self.warmup_updates
        falling = base * np.sqrt(self.warmup_updates / np.maximum(t, self.warmup_updates))
        return np.where(np.asarray(t) < self.warmup_updates, line, falling)


@dataclass(frozen=True, eq=False)
class WarmupStableDecay(ClosedForm):
    """Up in a straight line, level for most of the run, and down at its end: the base times the least of the three.

    The warm-up and the decay are parts of the N steps; with parts that overlap, the decay begins where it meets the
    line. The decay is a line, half a cosine wave, or 1 − √ of the part of it that is over. After it the last value
    stays.
    Source: S. Hu et al., 2024, https://arxiv.org/abs/2404.06395; the root: A. Hägele et al., 2024,
    https://arxiv.org/abs/2405.18392
    """

    title = "Warm-up, stable, decay"
    formula = r"b\,\min\bigl(s + (1 - s)\,\tfrac{t}{pN},\ 1,\ e + (1 - e)\,d\bigl(\tfrac{t - (1 - q)N}{qN}\bigr)\bigr)"

    total_steps: int = hyper(0, slider=(1, 5000), log=True, symbol="N", doc="steps of all (0: the run's)")
    pct_warmup: float = hyper(0.05, slider=(0.0, 0.5), within=(0, 1), symbol="p", doc="part of them that rises")
    pct_decay: float = hyper(0.2, slider=(0.0, 0.99), within=(0, 1), symbol="q", doc="part of them that falls")
    start_factor: float = hyper(0.0, slider=(0.0, 1.0), symbol="s", doc="first factor")
    end_factor: float = hyper(0.0, slider=(0.0, 1.0), symbol="e", doc="last factor")
    decay_type: str = hyper("linear", choices=("linear", "cosine", "1-sqrt"), doc="shape of the decay")

    def over(self, steps):
        return self.with_values(total_steps=length_or(self.total_steps, steps))

    def at(self, base, t):
        up = _part(t, self.pct_warmup * self.total_steps)
        falling = self.pct_decay * np.asarray(self.total_steps)
        down = self._left(_part(t - (self.total_steps - falling), falling))
        rise = self.start_factor + (1 - self.start_factor) * up
        fall = self.end_factor + (1 - self.end_factor) * down
        return base * np.minimum(rise, fall)

    def _left(self, done):
        if self.decay_type == "linear":
            return 1 - done
        return 1 - np.sqrt(done) if self.decay_type == "1-sqrt" else (1 + each(math.cos, math.pi * done)) / 2


def _part(t, length):
    """How much of a stretch of so many steps is over at its step t, from 0 to 1; one of no length is over at once."""
    return np.where(np.asarray(length) > 0, np.clip(t / np.where(np.asarray(length) > 0, length, 1), 0, 1), t >= 0.0)


#: Every schedule that begins with a warm-up of its own.
WARMED: dict[str, type[Schedule]] = {
    "warmup_cosine": WarmupCosine,
    "inverse_sqrt": InverseSqrt,
    "wsd": WarmupStableDecay,
}
