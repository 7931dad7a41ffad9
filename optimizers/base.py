"""What every update rule is: a frozen dataclass with `init` and `step`, and hyperparameters that describe themselves.

A rule is written for one array of points `(..., n)`: any batch of points with n coordinates each. Everything
elementwise therefore runs on one point or on thousands with the same bits. A hyperparameter may itself be an
array `(..., 1)`, so a whole grid of settings is one run.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

import numpy as np

from formulas.numbers import Number, each, power
from parameters import NONZERO, Described, Hyper, coupled_weight_decay, decay_is_decoupled, decoupled_decay, hyper

__all__ = [
    "NONZERO",
    "Array",
    "Described",
    "Hyper",
    "Number",
    "Objective",
    "Optimizer",
    "coupled_weight_decay",
    "decay_is_decoupled",
    "decoupled_decay",
    "each",
    "hyper",
    "power",
]

Array = np.ndarray


class Objective(Protocol):
    """What a rule may ask of the function it descends on, at `x (..., n)`. Every question is counted.

    Noise, clipping and coupled weight decay are already inside `gradient`. `lanes (...)` says which lanes of a batch
    are asking (all of them, if it is left out): the others are not charged, and what comes back for them is unused.
    `evaluate` is value and gradient for the price of one question: whoever computes a gradient has the value on the
    way. `lane` is the function as one lane sees it, asked with single points `(n,)`; only that lane is charged.
    `batched` says that the function is another one in every step, as with mini-batches.
    """

    @property
    def batched(self) -> bool: ...

    def value(self, x: Array, lanes: Array | None = None) -> Array: ...
    def gradient(self, x: Array, lanes: Array | None = None) -> Array: ...
    def evaluate(self, x: Array, lanes: Array | None = None) -> tuple[Array, Array]: ...
    def hessian(self, x: Array, lanes: Array | None = None) -> Array: ...
    def lane(self, index: tuple[int, ...]) -> Objective: ...


class Optimizer(Described, ABC):
    """An update rule. Subclasses are final: no rule inherits from another.

    title        the name people use
    family       the group it is listed in: "first order", "adaptive", …
    symbols      LaTeX for the names of states and intermediate values, where the name itself will not do
    lr_unit      what the step size is measured in, so that a page can suggest one that fits a surface:
                 "1/curvature" where a step is lr times a gradient, "distance" where it is about lr long whatever the
                 gradient, "shrinking distance" where it starts so and dies away, "" where lr is a pure number
    momentum_state
                 the state that is the momentum, for rules around this one; nothing where there is no such state
    points       names of states that are points themselves (an average of iterates, say), drawn as a second path
    moves_questions
                 of a rule around another one: whether that one is asked elsewhere than at the iterate
    latex_lines  LaTeX of the update, only for rules that are not elementwise and cannot be read off their code
    text         what was typed, only for rules that were made of text (`optimizers.typed.text_to_rule`)
    lines        the same as checked lines (`optimizers.reading.algorithm.Line`)
    plainly      two plain sentences for the Reference: what it does, and why that helps
    good_for     one honest sentence on strengths and weaknesses
    remark       what a reader of the page must know before believing what is drawn; mostly nothing
    """

    family: ClassVar[str] = ""
    symbols: ClassVar[Mapping[str, str]] = {}
    lr_unit: ClassVar[str] = ""
    momentum_state: ClassVar[str] = "m"
    points: ClassVar[tuple[str, ...]] = ()
    moves_questions: ClassVar[bool] = False
    latex_lines: ClassVar[tuple[str, ...]] = ()
    text: ClassVar[str] = ""
    lines: ClassVar[tuple[Any, ...]] = ()
    plainly: ClassVar[tuple[str, ...]] = ()
    good_for: ClassVar[str] = ""
    remark: ClassVar[str] = ""

    @abstractmethod
    def init(self, x: Array) -> Any:
        """The state before the first step: a NamedTuple of arrays (None where an option does not need it).

        x  (..., n), the start.
        """

    @abstractmethod
    def step(self, x: Array, state: Any, t: int, f: Objective) -> tuple[Array, Any]:
        """One update: the new point `(..., n)` and the new state. `t` counts from 1. Inputs are never changed."""

    @property
    def skips_questions(self) -> bool:
        """Whether it leaves a question out in some steps: lines of arithmetic would ask in every one."""
        return False

    def written_lines(self) -> tuple[str, ...]:
        """`latex_lines`, for the options in use."""
        return self.latex_lines

    @property
    def coupled_weight_decay(self) -> Number:
        """λ of the term λw that is added to the gradient after clipping, as torch does; 0 without it."""
        for name, known in self.hyperparameters().items():
            value = getattr(self, name)
            if known.coupled:
                return 0.0 if getattr(self, "decoupled_weight_decay", False) else value
            if isinstance(value, Optimizer):
                return value.coupled_weight_decay
        return 0.0
