"""Forms that torch does not have, against the few lines in which a book or another library writes them."""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.parity import STARTS, TOLERANCE, difference, ours

STEPS = 60
SURFACE = "elongated_bowl"


def written_out(update):
    """Walk with `update(w, g, t, memory) -> w` on each coordinate alone, in plain Python numbers."""
    w = list(STARTS[SURFACE])
    memory = [{}, {}]
    path = [tuple(w)]
    for t in range(1, STEPS + 1):
        g = SURFACES[SURFACE].gradient(np.array(w)).tolist()
        w = [update(w[i], g[i], t, memory[i]) for i in (0, 1)]
        path.append(tuple(w))
    return np.array(path)


def keras_momentum(w, g, _t, s):
    s["v"] = 0.9 * s.get("v", 0.0) - 0.1 * g
    return w + s["v"]


def ema_momentum(w, g, _t, s):
    s["v"] = 0.9 * s.get("v", 0.0) + 0.1 * g
    return w - 0.3 * s["v"]


def keras_adagrad(w, g, _t, s):
    s["a"] = s.get("a", 0.1) + g * g
    return w - 0.5 * g / math.sqrt(s["a"] + 1e-2)


def keras_rmsprop(w, g, _t, s):
    s["v"] = 0.9 * s.get("v", 0.0) + 0.1 * g * g
    s["b"] = 0.5 * s.get("b", 0.0) + 0.05 * g / math.sqrt(s["v"] + 1e-2)
    return w - s["b"]


def adam_moments(g, s):
    s["m"] = 0.9 * s.get("m", 0.0) + 0.1 * g
    s["v"] = 0.99 * s.get("v", 0.0) + 0.01 * g * g


def adam_without_correction(w, g, _t, s):
    adam_moments(g, s)
    return w - 0.1 * s["m"] / (math.sqrt(s["v"]) + 1e-8)


def adam_inside(w, g, t, s):
    adam_moments(g, s)
    return w - 0.1 * (s["m"] / (1 - 0.9**t)) / math.sqrt(s["v"] / (1 - 0.99**t) + 1e-2)


def keras_adam(w, g, t, s):
    """Keras folds the bias correction into the step size, which scales epsilon with it: the paper's epsilon-hat."""
    adam_moments(g, s)
    alpha = 0.1 * math.sqrt(1 - 0.99**t) / (1 - 0.9**t)
    return w - alpha * s["m"] / (math.sqrt(s["v"]) + 1e-2)


def optax_amsgrad(w, g, t, s):
    adam_moments(g, s)
    s["max"] = max(s.get("max", 0.0), s["v"] / (1 - 0.99**t))
    return w - 0.1 * (s["m"] / (1 - 0.9**t)) / (math.sqrt(s["max"]) + 1e-8)


def paper_adamw(w, g, t, s):
    """Without lr in the decay: the schedule multiplier of the paper is 1."""
    adam_moments(g, s)
    return w - 0.1 * (s["m"] / (1 - 0.9**t)) / (math.sqrt(s["v"] / (1 - 0.99**t)) + 1e-8) - 0.02 * w


def optax_amsgrad_w(w, g, t, s):
    return optax_amsgrad(w, g, t, s) - 0.1 * 0.02 * w


def keras_adamax(w, g, t, s):
    s["m"] = 0.9 * s.get("m", 0.0) + 0.1 * g
    s["u"] = max(0.99 * s.get("u", 0.0), abs(g))
    return w - 0.1 / (1 - 0.9**t) * s["m"] / (s["u"] + 1e-2)


def optax_radam(w, g, t, s):
    """Liu et al., Algorithm 2, with epsilon beside the corrected root. ρ passes 5 in the sixth step."""
    adam_moments(g, s)
    m_hat, v_hat = s["m"] / (1 - 0.9**t), s["v"] / (1 - 0.99**t)
    longest = 2 / (1 - 0.99) - 1
    rho = longest - 2 * t * 0.99**t / (1 - 0.99**t)
    if rho <= 5:
        return w - 0.1 * m_hat
    r = math.sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho))
    return w - 0.1 * r * m_hat / (math.sqrt(v_hat) + 1e-2)


def resized(g, s):
    """The length of an Rprop step: η⁻ = 0.5, η⁺ = 1.2."""
    product = g * s.get("g", 0.0)
    factor = 1.2 if product > 0 else 0.5 if product < 0 else 1.0
    s["size"] = min(max(s.get("size", 0.1) * factor, 1e-6), 50.0)
    return product


def plain_rprop(w, g, _t, s):
    resized(g, s)
    s["g"] = g
    return w - math.copysign(s["size"], g)


def rprop_with_backtracking(w, g, _t, s):
    if resized(g, s) < 0:
        s["g"], s["step"] = 0.0, -s["step"]
    else:
        s["g"], s["step"] = g, -math.copysign(s["size"], g)
    return w + s["step"]


ADAM = {"lr": 0.1, "beta2": 0.99}
FORMS = [
    ("momentum", {"lr": 0.1, "form": "velocity"}, keras_momentum),
    ("momentum", {"lr": 0.3, "form": "ema"}, ema_momentum),
    ("adagrad", {"lr": 0.5, "eps": 1e-2, "eps_place": "inside", "initial_accumulator_value": 0.1}, keras_adagrad),
    (
        "rmsprop",
        {"lr": 0.05, "alpha": 0.9, "momentum": 0.5, "eps": 1e-2, "eps_place": "inside", "lr_in_buffer": True},
        keras_rmsprop,
    ),
    ("adam", {**ADAM, "bias_correction": False}, adam_without_correction),
    ("adam", {**ADAM, "eps": 1e-2, "eps_place": "inside"}, adam_inside),
    ("adam", {**ADAM, "eps": 1e-2, "eps_place": "hat"}, keras_adam),
    ("adam", {**ADAM, "amsgrad": True, "amsgrad_of": "corrected"}, optax_amsgrad),
    ("adamw", {**ADAM, "form": "paper", "weight_decay": 0.02}, paper_adamw),
    ("adamw", {**ADAM, "amsgrad": True, "amsgrad_of": "corrected", "weight_decay": 0.02}, optax_amsgrad_w),
    ("adamax", {**ADAM, "eps": 1e-2, "eps_place": "outside"}, keras_adamax),
    ("radam", {**ADAM, "eps": 1e-2, "eps_place": "after"}, optax_radam),
    ("rprop", {"lr": 0.1, "form": "rprop-"}, plain_rprop),
    ("rprop", {"lr": 0.1, "form": "rprop+"}, rprop_with_backtracking),
]


@pytest.mark.parametrize(("key", "settings", "update"), FORMS)
def test_form(key, settings, update):
    path = ours(OPTIMIZERS[key](**settings), SURFACE, STEPS)
    assert difference(path, written_out(update)).max() <= TOLERANCE


def test_velocity_and_torch_draw_one_path_while_lr_is_constant():
    torch_form = ours(OPTIMIZERS["momentum"](lr=0.1), SURFACE, STEPS)
    velocity = ours(OPTIMIZERS["momentum"](lr=0.1, form="velocity"), SURFACE, STEPS)
    assert difference(velocity, torch_form).max() <= TOLERANCE


def test_torchs_nesterov_iterate_is_sutskevers_look_ahead_point():
    torch_form = ours(OPTIMIZERS["nesterov"](lr=0.1), SURFACE, STEPS)
    sutskever = simulate(OPTIMIZERS["nesterov"](lr=0.1, form="sutskever"), SURFACES[SURFACE], STARTS[SURFACE], STEPS)
    assert difference(torch_form[:-1], sutskever.asked[1:]).max() <= TOLERANCE
    assert np.abs(torch_form - sutskever.x).max() > 0.1
