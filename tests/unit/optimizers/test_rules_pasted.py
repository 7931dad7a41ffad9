"""Rules pasted from papers, tutorials and libraries: each walks the path of the lines that are meant."""

import numpy as np
import pytest

from formulas import FormulaError
from optimizers.typed.text_to_rule import read_program, written
from simulation import simulate
from surfaces import SURFACES

NORMALISED, MEAN = "w = w - lr*g/norm(g)", "m = beta*m + (1-beta)*g\nw = w - lr*m"
ADAM = "m = beta1*m + (1-beta1)*g\nv = beta2*v + (1-beta2)*g^2\nw = w - lr*(m/(1-beta1^t))/(sqrt(v/(1-beta2^t)) + eps)"
DESCENT, CLIPPED = "w = w - lr*g", "w = w - lr*min(max(g, -1), 1)"
#: what is meant, in our own language → how it is written elsewhere
MEANT = {
    NORMALISED: [
        r"w \leftarrow w - \eta \frac{g}{\lVert g \rVert}", r"w \leftarrow w - \eta g / \|g\|", "w ← w − η g/‖g‖",
        r"w \leftarrow w - \eta \, g / \left\| g \right\|", r"w \leftarrow w - \eta g/\left\lVert g\right\rVert",
        r"w \leftarrow w - \eta g/\lVert g \rVert", r"w_{t+1} = w_t - \eta \frac{g_t}{\|g_t\|_2}",
        r"\theta_{t+1} = \theta_t - \eta \frac{\nabla f(\theta_t)}{\left\|\nabla f(\theta_t)\right\|}",
        r"\theta \gets \theta - \eta \frac{\nabla_\theta J(\theta)}{\Vert\nabla_\theta J(\theta)\Vert_{2}}",
        r"w \leftarrow w - \eta g \lVert g \rVert^{-1}", r"w \leftarrow w - \eta g / \bigl\| g \bigr\|",
        "p.data.add_(p.grad / p.grad.norm(), alpha=-lr)", "w = w - lr*g/np.linalg.norm(g, ord=2)",
        "w -= lr * g / torch.norm(g, p=2)", "w = w - lr*g/g.norm(2)", r"w = w - \eta \frac{g}{\sqrt{g^\top g}}",
    ],
    "w = w - lr*g/norm1(g)": [
        r"w \leftarrow w - \eta g / \|g\|_1", "w = w - lr*g/norm(g, 1)", "w = w - lr*g/torch.norm(g, p=1)",
    ],
    "w = w - lr*g*norm(w)/norm(g)": [r"w \leftarrow w - \eta \frac{\|w\|}{\|g\|} g"],
    "m = beta*m + (1-beta)*g\nw = w - lr*norm(w)*m/norm(m)": [
        r"m_t = \beta m_{t-1} + (1-\beta) g_t \\ w_{t+1} = w_t - \eta \|w_t\| \frac{m_t}{\|m_t\|}",
    ],
    "w = w - lr*g*min(1, c/norm(g))": [
        r"w \leftarrow w - \eta \min\left(1, \frac{c}{\|g\|}\right) g",
        r"g \leftarrow \min(1, c/\|g\|)\, g \\ w \leftarrow w - \eta g",
    ],
    "w = w - value(w)/norm(g)^2*g": [
        r"w_{t+1} = w_t - \frac{f(w_t)}{\|\nabla f(w_t)\|^2}\nabla f(w_t)", "w = w - f(w) / (g @ g) * g",
        r"w \leftarrow w - \frac{f(w)}{g^T g} g", "w = w - f(w)/sum(g**2)*g",
    ],
    DESCENT: [
        r"\mathbf {a} _{n+1}=\mathbf {a} _{n}-\eta \nabla F(\mathbf {a} _{n})", r"w:=w-\eta \,\nabla Q_{i}(w)",
        "params = params - learning_rate * params_grad", "a -= learning_rate * a.grad",
        "for i in range(nb_epochs):\n  params_grad = evaluate_gradient(loss_function, data, params)\n"
        "  params = params - learning_rate * params_grad",
        "W1 = W1 - learning_rate * dW1", "w = tf.subtract(w, lr * g)", "w.assign(w - lr*grad)",
        "p.copy_(p - lr*p.grad)",
        r"w_j := w_j - \eta \frac{\partial}{\partial w_j} J(w)",
        r"\theta_j := \theta_j - \eta \frac{\partial J(\theta)}{\partial \theta_j}",
        r"\theta_{t+1, i} = \theta_{t, i} - \eta \cdot g_{t, i}", "w = w - lr*jax.grad(f)(w)",
        "w = w - lr * grad(loss)(w)", "w = w - lr*torch.autograd.grad(f(w), w)[0]", "1. w ← w − η ∇f(w)",
        r"x_{t+1} = x_t - \eta \nabla \hat{L}(x_t)", "x = x - lr*g  % step downhill",
    ],
    "w = w - lr/t*g": [r"x_{k+1} = x_k - \frac{\eta}{k} \nabla f(x_k)"],
    "d = alpha*d - lr*g\nw = w + d": [
        r"\Delta w:=\alpha \Delta w-\eta \,\nabla Q_{i}(w) \\ w:=w+\Delta w", "Δθ = αΔθ − η∇J(θ)\nθ = θ + Δθ",
    ],
    "v = momentum*v + g\nw = w - lr*(g + momentum*v)": [
        "buf.mul_(momentum).add_(d_p)\nd_p = d_p.add(buf, alpha=momentum)\np.add_(d_p, alpha=-lr)",
    ],
    "v = momentum*v + (1-dampening)*g\nw = w - lr*v": [
        "def step(self):\n    for p in self.params:\n        d_p = p.grad.data\n        buf = self.state[p]\n"
        "        buf.mul_(momentum).add_(d_p, alpha=1 - dampening)\n        p.data.add_(buf, alpha=-self.lr)",
    ],
    "c = beta1*m + (1-beta1)*g\nw = w*(1 - lr*wd) - lr*sign(c)\nm = beta2*m + (1-beta2)*g": [
        "def update_fn(p, grad, exp_avg, lr, wd, beta1, beta2):\n    p.data.mul_(1 - lr * wd)\n"
        "    update = exp_avg.clone().mul_(beta1).add(grad, alpha = 1 - beta1).sign_()\n"
        "    p.add_(update, alpha = -lr)\n    exp_avg.mul_(beta2).add_(grad, alpha = 1 - beta2)",
    ],
    ADAM: [
        "exp_avg.mul_(beta1).add_(grad, alpha=1 - beta1)\n"
        "exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)\n"
        "bias_correction1 = 1 - beta1 ** state['step']\nbias_correction2 = 1 - beta2 ** state['step']\n"
        "denom = (exp_avg_sq.sqrt() / math.sqrt(bias_correction2)).add_(group['eps'])\n"
        "step_size = group['lr'] / bias_correction1\np.data.addcdiv_(exp_avg, denom, value=-step_size)",
        "exp_avg.lerp_(grad, 1 - beta1)\nexp_avg_sq.mul_(beta2).addcmul_(grad, grad.conj(), value=1 - beta2)\n"
        "bias_correction1 = 1 - beta1 ** step\nbias_correction2 = 1 - beta2 ** step\n"
        "step_size = lr / bias_correction1\n"
        "bias_correction2_sqrt = bias_correction2 ** 0.5\n"
        "denom = (exp_avg_sq.sqrt() / bias_correction2_sqrt).add_(eps)\n"
        "param.addcdiv_(exp_avg, denom, value=-step_size)",
        "exp_avg.mul_(beta1).add_(1 - beta1, grad)\nexp_avg_sq.mul_(beta2).addcmul_(1 - beta2, grad, grad)\n"
        "denom = torch.sqrt(exp_avg_sq/(1 - beta2**t)) + eps\np.addcdiv_(-lr/(1 - beta1**t), exp_avg, denom)",
    ],
    "m = beta*m + (1-beta)*g\nw = w - lr*((1-nu)*g + nu*m)": [
        r"g_{t+1} \leftarrow \beta \cdot g_t + (1-\beta)\cdot \nabla \hat{L}_t(\theta_t) \\ \theta_{t+1} \leftarrow "
        r"\theta_t - \eta [(1-\nu)\cdot\nabla\hat{L}_t(\theta_t) + \nu\cdot g_{t+1}]",
    ],
    MEAN: [
        "1. m ← βm + (1 − β)g\n2. w ← w − ηm", "* m = beta*m + (1-beta)*g\n* w = w - lr*m",
        r"$m \leftarrow \beta m + (1-\beta) g$, $w \leftarrow w - \eta m$",
        "m = beta*m + (1-beta)*g  // momentum\nw = w - lr*m  // step", "double m = beta*m + (1-beta)*g;\nw -= lr*m;",
        "m .= beta .* m .+ (1 - beta) .* g\nw .-= lr .* m",
        "Update the first moment: m = beta*m + (1-beta)*g\nUpdate parameters: w = w - lr*m",
        "m.lerp_(g, 1 - beta)\nw -= lr*m",
    ],
    CLIPPED: [
        "w = w - lr * np.clip(g, -1, 1)", "w = w - lr * torch.clamp(g, -1, 1)", "w = w - lr * g.clamp(-1, 1)",
        "w -= lr * torch.clamp(grad, min=-1, max=1)", "w -= lr * grad.clamp_(min=-1).clamp(max=1)",
    ],
    "m = where(t > 1, beta*m + (1-beta)*g, g)\nw = w - lr*m": [
        "if t > 1:\n    m = beta*m + (1-beta)*g\nelse:\n    m = g\nw = w - lr*m",
        "if t == 1:\n    m = g\nelse:\n    m = beta*m + (1-beta)*g\nw = w - lr*m",
        "if t != 1: m = beta*m + (1-beta)*g\nelse: m = g\nw -= lr*m",
        "m = beta*m + (1-beta)*g if t > 1 else g\nw -= lr*m",
    ],
    "w = w - lr*where(norm(g) > c, c*g/norm(g), g)": [
        "g = grad(w)\nif np.linalg.norm(g) > c:\n    g = c*g/np.linalg.norm(g)\nw -= lr*g",
        "n = torch.norm(grad)\nif n > c:\n    grad = grad*c/n\nw = w - lr*grad",
        "if norm(g) > c:\n    w -= lr*c*g/norm(g)\nelse:\n    w -= lr*g",
    ],
    "m = where(t <= 2, g, where(t < 5, (m + g)/2, beta*m + (1-beta)*g))\nw = w - lr*m": [
        "if t <= 2:\n    m = g\nelif t < 5:\n    m = (m + g)/2\nelse:\n    m = beta*m + (1-beta)*g\nw = w - lr*m",
    ],
    "d = where(dot(g, d) > 0, 0*d, d)\nd = beta*d - lr*g\nw = w + d": [
        "if np.dot(g, d) > 0:\n    d *= 0\nd = beta*d - lr*g\nw += d",
        "if g @ d > 0:\n    d = d*0\nd = beta*d - lr*g\nw += d",
    ],
    "w = w - lr*(g + wd*w)": [
        "if wd != 0:\n    g = g + wd*w\nw = w - lr*g",
        "for p in params:\n    if p.grad is None:\n        continue\n    d = p.grad\n    if wd:\n"
        "        d = d.add(p, alpha=wd)\n    p.data.add_(d, alpha=-lr)",
        "if w.grad is not None:\n    w -= lr*(w.grad + wd*w)",
    ],
    "v = where(mod(t, 3) <= 0, 0*v, v)\nv = beta*v + g\nw = w - lr*v": [
        "if t % 3 == 0:\n    v = 0*v\nv = beta*v + g\nw -= lr*v",
    ],
    "m = beta*m + g\nw = w - lr*m": [
        "if self.m is None:\n    self.m = np.zeros_like(w)\nelse:\n    self.m = beta*self.m + g\nw -= lr*self.m"
    ],
    "w = w - lr*where(t > 2, where(norm(g) > c, sign(g), g), g)": [
        "if t > 2:\n    if norm(g) > c:\n        g = sign(g)\nw -= lr*g",
        "if t > 2 and norm(g) > c:\n    w -= lr*sign(g)\nelse:\n    w -= lr*g",
    ],
}  # fmt: skip
NUMBERS = dict.fromkeys(("beta", "beta1", "momentum"), 0.9) | dict.fromkeys(("alpha", "nu"), 0.7)
NUMBERS |= {"beta2": 0.99, "lr": 0.01, "c": 1.3, "wd": 0.1, "eps": 1e-6, "dampening": 0.2}


def walked(text):
    rule = written(text)
    return simulate(
        rule(**{name: NUMBERS[name] for name in rule.hyperparameters()}), SURFACES["rosenbrock"], (-1.2, 1), 6
    )


@pytest.mark.parametrize(("meant", "text"), [(meant, text) for meant, texts in MEANT.items() for text in texts])
def test_is_the_rule_that_was_meant(meant, text):
    np.testing.assert_allclose(walked(text).x, walked(meant).x, rtol=1e-6)
    read = read_program(text)[1]
    assert read_program(read)[1] == read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("w = w - lr*f(w)[0]", "the index at column 16 is not read"),
        ("w = w - lr*g/norm(g, 3)", "the function norm"),
        ("w = w - lr*g.clamp(low=0)", "Line 1: "),
        ("w = w - lr*torch.clamp(g, min=0, min=1)", "Line 1: "),
        ("w = w - lr*g.add(w, beta=2)", "Line 1: "),
        ("a = a - lr*g", "no line sets w"),
        ("w = lr" + "g" * 300, "Line 1: "),
        ("x = x - H^{-1} g", "the name H at column 9 is usually the Hessian"),
        ("w = w - lr*g/hessian", "write curvature(w), its diagonal"),
        ("w = w - lr*g + noise", "add noise to the gradient beside the rule"),
        ("w = w - lr*(g - g_prev)", "the name g_prev at column 17 is set by no line: add g_prev = g"),
        ("y = g - grad_old\nw = w - lr*(g + 0.1*y)", "add grad_old = g"),
        ("d = w - theta_last\nw = w - lr*(g + 0.1*d)", "add theta_last = w"),
    ],
)
def test_nothing_else_is_taken_for_it(text, said):
    with pytest.raises(FormulaError) as caught:
        read_program(text)
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("w = w - lr*(g - g_prev)\ng_prev = g", ["lr"]),
        ("H = H + g*g\nw = w - lr*g/sqrt(H)", ["lr"]),
        ("w = w - lr*g + h", ["lr", "h"]),
        ("x_new = x_old - lr*g", ["lr"]),
        ("w_next = w + beta*(w - w_prev) - lr*g", ["lr", "beta"]),
    ],
)
def test_what_a_line_sets_may_be_called_so(text, numbers):
    assert [*written(text).hyperparameters()] == numbers


@pytest.mark.parametrize(
    "text",
    ["w = w - lr*g/|g|", r"w \leftarrow w - \eta \frac{g}{|g|}", "w = w - lr*g/(|g| + eps)",
     "w = w - lr*g*min(1, c/|g|)",
     r"\theta_{t+1} = \theta_t - \eta \frac{\nabla f(\theta_t)}{\lvert \nabla f(\theta_t) \rvert}"],
)  # fmt: skip
def test_bars_that_divide_are_the_length_or_each_size(text):
    with pytest.raises(FormulaError) as caught:
        read_program(text)
    by_size, by_length = caught.value.readings
    assert "abs(g)" in by_size
    assert by_length == by_size.replace("abs(g)", "norm(g)")
    assert "norm(g), or of each coordinate, abs(g)" in caught.value.message
