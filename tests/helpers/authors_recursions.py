"""The recursions of the authors' own code, written out in Python's numbers on f = x²/20 + y².

The gradient is (x/10, 2y), the Hessian diag(1/10, 2). Each takes the start and gives the points after it, without end.
"""

from __future__ import annotations

import math
from itertools import count

import numpy as np


def grad(w):
    return np.array([w[0] / 10, 2 * w[1]])


def length(v):
    return math.sqrt(v[0] ** 2 + v[1] ** 2)


def mean(old, new, beta):
    return beta * old + (1 - beta) * new


def adopt(w, lr=1.5, b1=0.5, b2=0.5, eps=1e-6, decay=0.0):
    """The code's own count: 0 in the step that only sets v, so that the clip is 1, 2^¼, 3^¼, … afterwards."""
    m = v = np.zeros(2)
    for step in count():
        g = grad(w)
        if step == 0:
            v = g * g
        else:
            w = w - lr * decay * w
            m = mean(m, np.clip(g / np.maximum(np.sqrt(v), eps), -(step**0.25), step**0.25), b1)
            w = w - lr * m
            v = mean(v, g * g, b2)
        yield w


def adopt_decoupled(w):
    yield from adopt(w, decay=0.1)


def novograd(w, lr=0.1, b1=0.75, b2=0.5, decay=0.1):
    """Every gradient is averaged, the first too."""
    m, v = np.zeros(2), 0.0
    for step in count():
        g = grad(w)
        v = g @ g if step == 0 else mean(v, g @ g, b2)
        m = b1 * m + (1 - b1) * (g / math.sqrt(v) + decay * w)
        w = w - lr * m
        yield w


def yogi_tensorflow(w, lr=0.1, b1=0.5, b2=0.75, eps=0.01):
    m, v = np.zeros(2), np.full(2, 1e-6)
    for t in count(1):
        g = grad(w)
        m, v = mean(m, g, b1), v - (1 - b2) * np.sign(v - g * g) * g * g
        w = w - lr * math.sqrt(1 - b2**t) / (1 - b1**t) * m / (np.sqrt(v) + eps)
        yield w


def yogi_paper(w, lr=0.1, b1=0.5, b2=0.75, eps=0.01):
    m = v = np.zeros(2)
    for _ in count():
        g = grad(w)
        m, v = mean(m, g, b1), v - (1 - b2) * np.sign(v - g * g) * g * g
        w = w - lr * m / (np.sqrt(v) + eps)
        yield w


def muon(w, lr=0.1, b=0.5, eps=0.5):
    """X = u / (‖u‖ + ε), and then k = 3 times X ← (a + b s + c s²) X with s = ⟨X, X⟩."""
    buffer = np.zeros(2)
    for _ in count():
        g = grad(w)
        buffer = mean(buffer, g, b)
        x = (1 - b) * g + b * buffer
        x = x / (length(x) + eps)
        for _ in range(3):
            s = x @ x
            x = (3.4445 - 4.7750 * s + 2.0315 * s * s) * x
        w = w - lr * x
        yield w


def lamb(w, lr=0.1, b1=0.5, b2=0.75, eps=0.01, decay=0.1, largest=3.0):
    """Nothing is corrected, and ‖w‖ counts as 3 at the most."""
    m = v = np.zeros(2)
    for _ in count():
        g = grad(w)
        m, v = mean(m, g, b1), mean(v, g * g, b2)
        u = m / (np.sqrt(v) + eps) + decay * w
        w = w - lr * min(length(w), largest) / length(u) * u
        yield w


def asam(w, lr=0.1, rho=0.5, beta=0.5, tau=0.01, decay=0.2):
    """T = |w| + τ; the decay is that of SGD, at w."""
    v = np.zeros(2)
    for _ in count():
        g, size = grad(w), np.abs(w) + tau
        v = beta * v + grad(w + rho * size**2 * g / length(size * g)) + decay * w
        w = w - lr * v
        yield w


def sps_max(w, c=0.5, largest=2.0):
    """min((f − f*) / (c ‖g‖²), γ)."""
    for _ in count():
        g = grad(w)
        w = w - min((w[0] ** 2 / 20 + w[1] ** 2) / (c * g @ g), largest) * g
        yield w


def sophia(w, lr=0.1, b1=0.5, b2=0.75, gamma=2.0, decay=0.1, k=3, corrected=False):
    """h is renewed in steps 1, 4, 7, …; the paper divides by the new one, optax by the old one."""
    m = h = np.zeros(2)
    for t in count(1):
        m, old = mean(m, grad(w), b1), h
        if t % k == 1:
            h = mean(h, np.array([0.1, 2.0]), b2)
        top, below = (m / (1 - b1**t), old) if corrected else (m, h)
        w = w - lr * (np.clip(top / np.maximum(gamma * below, 1e-8), -1, 1) + decay * w)
        yield w


def sophia_optax(w):
    yield from sophia(w, corrected=True)


def schedule_free(x, lr=0.5, b1=0.75, b2=0.75, eps=0.01, decay=0.1):
    """Algorithm 1: γ = η √(1 − β₂ᵗ), also in the decay and in the weights γ² of the average."""
    z, v, total = x, np.zeros(2), 0.0
    for t in count(1):
        y = (1 - b1) * z + b1 * x
        g = grad(y)
        v = mean(v, g * g, b2)
        gamma = lr * math.sqrt(1 - b2**t)
        z = z - gamma * g / (np.sqrt(v) + eps) - gamma * decay * y
        total += gamma**2
        x = (1 - gamma**2 / total) * x + gamma**2 / total * z
        yield x


def prodigy(w, lr=0.5, b1=0.5, b2=0.75, b3=0.5, d0=0.1, growth=1.2, eps=0.01):
    """With β₃, bias correction, the safeguard and a bound on the growth of d."""
    start, m, v, s = w, np.zeros(2), np.zeros(2), np.zeros(2)
    d = d_max = d0
    numerator = 0.0
    for t in count(1):
        g = grad(w)
        step = d * lr * math.sqrt(1 - b2**t) / (1 - b1**t)
        numerator = b3 * numerator + d / d0 * step * (g @ (start - w))
        m, v = b1 * m + (1 - b1) * d * g, b2 * v + (1 - b2) * (d * g) ** 2
        s = b3 * s + d / d0 * d * g
        estimate = numerator / np.abs(s).sum()
        if d == d0:
            d = max(d, estimate)
        d_max = max(d_max, estimate)
        d = min(d_max, d * growth)
        w = w - step * m / (np.sqrt(v) + d * eps)
        yield w


def ademamix(w, lr=0.1, b1=0.5, b2=0.75, b3=0.9, alpha=2.0, over=4, beta_over=5):
    """β₃ by half-lives ln ½ / ln β, α linearly."""
    m = a = v = np.zeros(2)
    for t in count(1):
        g = grad(w)
        part = min(t / beta_over, 1)
        life = (1 - part) * math.log(0.5) / math.log(b1) + part * math.log(0.5) / math.log(b3)
        m, a, v = mean(m, g, b1), mean(a, g, 0.5 ** (1 / life)), mean(v, g * g, b2)
        top = m / (1 - b1**t) + min(t / over, 1) * alpha * a
        w = w - lr * top / (np.sqrt(v / (1 - b2**t)) + 1e-8)
        yield w


def adafactor(w, lr=0.1, eps1=0.01, eps2=0.5, decay=0.1, b1=0.5):
    """fairseq's, not relative to the step, with momentum: its decay has α."""
    v = m = np.zeros(2)
    for t in count(1):
        g = grad(w)
        alpha = max(eps2, length(w) / math.sqrt(2)) * lr
        v = mean(v, g * g + eps1, 1 - t**-0.8)
        u = g / np.sqrt(v)
        m = mean(m, alpha * u / max(1, length(u) / math.sqrt(2)), b1)
        w = w - decay * alpha * w - m
        yield w


def madgrad(w, lr=0.5, beta=0.5, eps=0.01, decay=0.1):
    start, s, v = w, np.zeros(2), np.zeros(2)
    for k in count():
        g, weight = grad(w), (lr + eps) * math.sqrt(k + 1)
        s, v = s + weight * g, v + weight * g * g
        w = beta * w + (1 - beta) * (start - s / (np.cbrt(v) + eps)) - (lr + eps) * decay * w
        yield w


def lookahead_reset(w, lr=0.1, b1=0.5, b2=0.75):
    """Around Adam: its m is 0 again after every second step, its v and its count are kept."""
    m, v, slow = np.zeros(2), np.zeros(2), w
    for t in count(1):
        g = grad(w)
        m, v = mean(m, g, b1), mean(v, g * g, b2)
        w = w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + 1e-8)
        if t % 2 == 0:
            w = slow = slow + 0.8 * (w - slow)
            m = np.zeros(2)
        yield w


def lookahead_pullback(w, lr=0.1, b1=0.5, b2=0.75):
    m, kept, v, slow = np.zeros(2), np.zeros(2), np.zeros(2), w
    for t in count(1):
        g = grad(w)
        m, v = mean(m, g, b1), mean(v, g * g, b2)
        w = w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + 1e-8)
        if t % 2 == 0:
            w = slow = slow + 0.8 * (w - slow)
            m = kept = 0.8 * m + 0.2 * kept
        yield w
