"""What a page shows of a rule is read off its code: constructs beyond arithmetic, and options."""

import re
from dataclasses import dataclass

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.base import Optimizer
from optimizers.reading.algorithm import algorithm
from optimizers.reading.notation import assignments, formula

LINES = [
    (
        "rprop",
        {},
        "a",
        r"a \leftarrow \begin{cases} \eta^{+} & q > 0 \\ \eta^{-} & q < 0 \\ 1 & \text{otherwise} \end{cases}",
    ),
    ("rprop", {"form": "rprop-"}, "delta", r"\Delta \leftarrow -s \operatorname{sign}\left(g\right)"),
    ("madgrad", {}, "z", r"z \leftarrow w_0 - \frac{s}{\sqrt[3]{v} + \varepsilon}"),
    ("prodigy", {}, "d_hat", r"\hat{d} \leftarrow \kappa \frac{r}{\left\|s\right\|_{1}}"),
    ("prodigy", {}, "d", r"d \leftarrow \max\left(d, \hat{d}\right)"),
    ("prodigy", {"limit_growth": True}, "d", r"d \leftarrow \min\left(d^{\max}, \gamma d'\right)"),
    ("polyak", {}, "step", r"\gamma \leftarrow \eta \frac{f}{\left\|g\right\|^{2}}"),
    ("polyak", {}, "x", r"w \leftarrow w - \gamma g"),
    ("polyak", {"capped": True}, "rate", r"\tilde{\gamma} \leftarrow \min\left(\gamma, \eta^{\max}\right)"),
    ("polyak", {"f_star": 1.0}, "gap", r"\delta \leftarrow f - f^{*}"),
    ("polyak", {}, "height", r"f \leftarrow f\left(w\right)"),
    ("sam", {}, "v", r"v \leftarrow \nabla f\left(y\right)"),
    ("nadam", {"weight_decay": 0.1}, "g", r"g \leftarrow \nabla f\left(w\right) + \lambda w"),
    ("nadam", {"weight_decay": 0.1, "decoupled_weight_decay": True}, "g", r"g \leftarrow \nabla f\left(w\right)"),
    ("qhm", {"nu": 0.0}, "x", r"w \leftarrow w - \eta \left(\left(1 - \nu\right) g + \nu m\right)"),
    ("schedule_free_sgd", {}, "q", r"q \leftarrow \bar{\eta}^{p}"),
    ("schedule_free_sgd", {"r": 2.0}, "q", r"q \leftarrow t^{r} \bar{\eta}^{p}"),
    ("muon", {}, "o", r"o \leftarrow \operatorname{NS}\left(u, k, \varepsilon\right)"),
    (
        "adamw",
        {"form": "paper"},
        "x",
        r"w \leftarrow \left(1 - \lambda\right) w - \frac{\eta \hat{m}}{\sqrt{\hat{v}} + \varepsilon}",
    ),
    (
        "sophia",
        {},
        "h",
        r"h \leftarrow \beta_2 h + \left(1 - \beta_2\right) \operatorname{diag}\left(\nabla^{2} f\left(w\right)\right)",
    ),
]


@pytest.mark.parametrize(("key", "settings", "name", "line"), LINES)
def test_line(key, settings, name, line):
    assert assignments(OPTIMIZERS[key](**settings))[name] == line


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_name_is_set_once(key):
    """Else the table of a page would show one of two lines."""
    rule = OPTIMIZERS[key]()
    if not rule.latex_lines:
        targets = [line.target for line in algorithm(rule)]
        assert len(targets) == len(set(targets))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_no_symbol_has_two_exponents_or_two_indices(key):
    r"""LaTeX does not take `\eta^{\max}_{t}^{p}`."""
    scripts = re.compile(r"(?:[\^_](?:\{(?:[^{}]|\{[^{}]*\})*\}|\w))+")
    for run in scripts.findall(formula(OPTIMIZERS[key]())):
        bare = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", "", run)
        assert bare.count("^") <= 1, run
        assert bare.count("_") <= 1, run


@dataclass(frozen=True, eq=False)
class TwoAnswers(Optimizer):
    title = "Two answers"

    def init(self, x):
        return ()

    def step(self, x, state, t, f):
        a, b = np.modf(x)
        return a + b, state


def test_what_cannot_be_read_says_so():
    with pytest.raises(TypeError, match="Two answers: no formula for"):
        algorithm(TwoAnswers())
