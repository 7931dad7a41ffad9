"""Update rules as people write and paste them: each walks the path of the rule that is meant."""

import numpy as np
import pytest

from formulas import FormulaError
from optimizers import OPTIMIZERS
from optimizers.typed.text_to_rule import read_program, written
from simulation import simulate
from surfaces import SURFACES

SGD = [
    "w = w - lr*grad", "w = w - lr*gradient", "w -= lr * grads", "w = w - lr g", "w = w - lrg", "w ← w − lr g",
    "w := w - lr*g", "theta = theta - lr*grad", "θ = θ − η ∇f(θ)", "x = x - lr*g", "W = W - lr*dW", "w = w - lr*G",
    "w = w - lr*grad(w)", "g = gradient(w)\nw = w - lr*g", "g_t = ∇f(w_{t-1})\nw_t = w_{t-1} - η g_t",
    r"w_{t+1} = w_t - \eta \nabla f(w_t)", r"\theta_{t} = \theta_{t-1} - \eta\, \nabla_\theta J(\theta_{t-1})",
    "def step(w, grad, lr):\n    return w - lr*grad", "x += -learning_rate * dx",
    "for p in params:\n    p.data -= lr * p.grad.data\n    p.grad.zero_()", "params[key] -= self.lr * grads[key]",
    "with torch.no_grad():\n    for param in params:\n        param -= lr * param.grad", "w = w - lr*g_t; ",
    "wₜ₊₁ = wₜ − lr gₜ",
    r"w^{t+1} = w^t - \eta \nabla f(w^t)", "w[t+1] = w[t] - lr*g[t]", "w(t+1) = w(t) - eta*grad(w(t))",
    "w_new = w_old - lr*grad", "x_new = x - lr * df(x)", "x[k+1] = x[k] - lr*grad", "θ := θ - lr * ∇θ J(θ)",
    "w = w - lr * dL/dw", "w := w − lr·∂f/∂w", r"w = w - \eta \frac{\partial L}{\partial w}", "w = w - lr*(dJ/dw)",
    r"\theta = \theta - \eta \frac{dL}{d\theta}", r"w = w - lr*\nabla f", "while True:\n    w = w - lr*grad",
    "p.data.add_(p.grad, alpha=-lr)", "p.data.add_(-lr, p.grad.data)", "p.sub_(lr * p.grad)", "w.assign_sub(lr * grad)",
    "t ← t + 1\ng_t ← ∇_θ f_t(θ_{t−1})\nθ_t ← θ_{t−1} − lr · g_t",
]  # fmt: skip
MOMENTUM = [
    "v = 0.9v + g; w = w - lr v",
    "v_t = 0.9*v_{t-1} + g_t\nw_t = w_{t-1} - lr*v_t",
    r"v_t &= 0.9 v_{t-1} + \nabla f(w_{t-1}) \\ w_t &= w_{t-1} - \eta v_t",
    "velocity = 0.9*velocity + dx\nx -= lr*velocity",
    "buf.mul_(0.9).add_(p.grad)\np.data.add_(buf, alpha=-lr)",
    r"v^{t+1} = 0.9 v^t + \nabla f(w^t) \\ w^{t+1} = w^t - \eta v^{t+1}",
    "for p in params:\n    v[:] = 0.9 * v + p.grad\n    p[:] -= hyperparams['lr'] * v\n    p.grad.data.zero_()",
]
CLASS = """class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1
        lr_t  = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key]**2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 0)
"""
ADAM = [
    CLASS,
    r"""\begin{aligned}
m_t &= \beta_1 m_{t-1} + (1-\beta_1) g_t \\
v_t &= \beta_2 v_{t-1} + (1-\beta_2) g_t^2 \\
\hat{m}_t &= \frac{m_t}{1-\beta_1^t} \\
\hat{v}_t &= \frac{v_t}{1-\beta_2^t} \\
\theta_t &= \theta_{t-1} - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t}}
\end{aligned}""",
    "mₜ = β₁ mₜ₋₁ + (1 − β₁) gₜ\nvₜ = β₂ vₜ₋₁ + (1 − β₂) gₜ²\n"
    "m̂ₜ = mₜ/(1 − β₁ᵗ)\nv̂ₜ = vₜ/(1 − β₂ᵗ)\nθₜ = θₜ₋₁ − η m̂ₜ/√(v̂ₜ)",
    "exp_avg.mul_(beta1).add_(grad, alpha=1 - beta1)\nexp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)\n"
    "denom = torch.sqrt(exp_avg_sq/(1 - beta2**t))\np.addcdiv_(exp_avg, denom, value=-lr/(1 - beta1**t))",
    r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t \\ v_t = \beta_2 v_{t-1} + (1 - \beta_2) g^2_t \\ "
    r"\theta_t = \theta_{t-1} - \eta \frac{m_t/(1 - \beta^t_1)}{\sqrt{v_t/(1 - \beta^t_2)}}",
    "def adam(params, states, hyperparams):\n    beta1, beta2 = 0.9, 0.999\n    for p, (v, s) in zip(params, states):\n"
    "        with torch.no_grad():\n            v[:] = beta1 * v + (1 - beta1) * p.grad\n"
    "            s[:] = beta2 * s + (1 - beta2) * torch.square(p.grad)\n"
    "            v_bias_corr = v / (1 - beta1 ** hyperparams['t'])\n"
    "            s_bias_corr = s / (1 - beta2 ** hyperparams['t'])\n"
    "            p[:] -= hyperparams['lr'] * v_bias_corr / torch.sqrt(s_bias_corr)\n"
    "        p.grad.data.zero_()\n    hyperparams['t'] += 1",
    "m = beta1*m + (1-beta1)*grad\nv = beta2*v + (1-beta2)*grad**2\n"
    "w -= lr * (m/(1-beta1**t)) / np.sqrt(v/(1-beta2**t))",
]


def same(text, rule, **values):
    own, surface = written(text), SURFACES["rosenbrock"]
    ours = simulate(
        own(**{name: value for name, value in values.items() if name in own.hyperparameters()}), surface, (-1.2, 1), 40
    )
    theirs = simulate(rule, surface, (-1.2, 1), 40)
    np.testing.assert_allclose(ours.x, theirs.x, rtol=1e-9, atol=1e-9)
    assert own().text == text


@pytest.mark.parametrize("text", SGD)
def test_gradient_descent(text):
    same(text, OPTIMIZERS["sgd"](lr=1e-3), lr=1e-3)


@pytest.mark.parametrize("text", MOMENTUM)
def test_momentum(text):
    same(text, OPTIMIZERS["momentum"](lr=1e-3, momentum=0.9), lr=1e-3)


@pytest.mark.parametrize("text", ADAM, ids=range(len(ADAM)))
def test_adam(text):
    same(text, OPTIMIZERS["adam"](lr=0.05, eps=0.0), lr=0.05, beta1=0.9, beta2=0.999)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("grad = grad + wd*w\nw = w - lr*grad", "g_new = g + wd*w\nw = w - lr*g_new"),
        ("dx = mu*dx - lr*grad\nx = x + dx", "dx = mu*dx - lr*g\nw = w + dx"),
        ("G = G + g^2\nw = w - lr*g/sqrt(G)", "G = G + g^2\nw = w - lr*g/sqrt(G)"),
        ("m_t = b m_{t-1} + g\nu = m_t - m_{t-1}\nw = w - lr u",
         "m_prev = m\nm = b*m + g\nu = m - m_prev\nw = w - lr*u"),
        ("v = mu*v - lr*∇f(w + mu*v)\nw = w + v", "v = mu*v - lr*gradient(w + mu*v)\nw = w + v"),
        (
            "def step(w, g, v):\n    v = 0.9*v + g\n    return w - lr*clip(v, -1, 1), v",
            "v = 0.9*v + g\nw = w - lr*clip(v, -1, 1)",
        ),
        (r"w_{t+1} = w_t - \frac{\eta}{\sqrt{G_t}} \odot g_t", "w = w - lr/sqrt(G)*g"),
        ("y_t = x_{t-1} - lr*grad(x_{t-1})\nx_t = y_t + b*(y_t - y_{t-1})",
         "y_prev = y\ny = w - lr*g\nw = y + b*(y - y_prev)"),
        ("w = w - lr*g/||g||", "w = w - lr*g/norm(g)"), ("w = w - lr*g/np.linalg.norm(g)", "w = w - lr*g/norm(g)"),
        ("v = max(b v, |g|)\nw = w - lr g/v", "v = max(b*v, abs(g))\nw = w - lr*g/v"),
        ("x_prev = x\nx = x - lr*g + b*(x - x_prev)", "x_prev = w\nw = w - lr*g + b*(w - x_prev)"),
        ("h = sqrtv\nv = g\nw = w - lr*h", "h = sqrt(v)\nv = g\nw = w - lr*h"),
        ("η_t = η/√t\nw = w − η_t g", "eta_t = lr/sqrt(t)\nw = w - eta_t*g"),
        ("w = w - lr*g", "w = w - lr*g"), ("w = w - eta*g", "w = w - eta*g"),
        ("w = w - (f(w+h) - f(w-h))/(2h)", "w = w - (value(w + h) - value(w - h))/(2*h)"),
        (r"E[g^2]_t = 0.9 E[g^2]_{t-1} + 0.1 g_t^2 \\ w_{t+1} = w_t - \frac{\eta}{\sqrt{E[g^2]_t}} g_t",
         "E_g = 0.9*E_g + 0.1*g^2\nw = w - lr/sqrt(E_g)*g"),
        ("rho, eps = 0.9, 1e-5\nfor p in params:\n    s[:] = rho*s + (1-rho)*p.grad**2\n"
         "    p[:] -= lr*p.grad/torch.sqrt(s + eps)",
         "rho = 0.9\neps = 1e-5\ns = rho*s + (1 - rho)*g^2\nw = w - lr*g/sqrt(s + eps)"),
        ("theta_0 = 2\nw = w - lr*g", "theta_0 = 2\nw = w - lr*g"),
    ],
)  # fmt: skip
def test_reads(text, read):
    assert read_program(text)[1] == read
    assert read_program(read)[1] == read


def test_what_can_be_read_in_two_ways_is_offered():
    with pytest.raises(FormulaError) as caught:
        written("m = b*m + g\nw = w - lr*m_t-1")
    assert caught.value.line == 1
    assert [read_program(r)[1].split("\n")[-1] for r in caught.value.readings] == [
        "w = w - lr*m_prev",
        "w = w - lr*(m - 1)",
    ]
    with pytest.raises(FormulaError) as caught:
        written("w = w - lr g/2v")
    assert caught.value.readings == ("w = w - lr*g/2*v", "w = w - lr*g/(2*v)")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("if nesterov:\n    w = w - g", 0, "Line 1: nesterov is no comparison: write if t > 1, or only the lines"),
        ("k += 1\nif k > 3:\n    k = 0\nw -= lr*g", 0, "Line 1: k counts the steps and is set back under a condition"),
        ("if t > 1:\n    w[0]\nw -= lr*g", 1, "Line 2: below a condition only name = expression is read"),
        ("m = g\n\nw = 2(g +", 2, "Line 3: the formula ends after '+'"),
        ("grad = 2 grad\nlr = 3", 1, "Line 2: lr is given and cannot be set"),
        ("m_t = b m_{t-1}", 0, "Line 1: no line sets w"),
        ("θ = θ − η foo(g)", 0, "Line 1: unknown function 'foo'"),
        ("w, m = g, g", 0, "Line 1: "),
        ("x = __import__('os')", 0, "Line 1: unexpected character '_'"),
        ("x = x.__class__", 0, "Line 1: the point at column"),
        ("θ = " + "√" * 200 + "2", 0, "Line 1: "),
        ("θ " * 3000, 0, "Line 1: "),
    ],
)
def test_refuses_with_the_line_of_what_was_typed(text, line, sentence):
    with pytest.raises(FormulaError) as caught:
        written(text)
    assert caught.value.line == line
    assert sentence in str(caught.value)
    assert 0 <= caught.value.column <= len(caught.value.text)
