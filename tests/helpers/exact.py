"""Paths as the papers write the rules, in forty digits, and what is true of them: an oracle of verdicts on runs.

Nothing here knows our rules, formulas or derivatives: slopes are differences of f in mpmath.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import mpmath as mp

mp.mp.dps = 40
Number = mp.mpf
Point = tuple[Number, Number]
Function = Callable[[Number, Number], Number]
Rule = Callable[[Function, Point, int], Point]


H, H2 = mp.ldexp(1, -50), mp.ldexp(1, -33)  # powers of two, so that both sides of a kink are equally far


def slopes(f: Function, point: Point) -> list[Number]:
    """By central differences, right to some thirty digits; 0 in the middle of a kink."""
    x, y = point
    h, k = (mp.ldexp(H, max(0, mp.frexp(at)[1])) for at in point)
    return [(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + k) - f(x, y - k)) / (2 * k)]


def sgd(lr: Callable[[int], Number]) -> Rule:
    def step(f: Function, x: Point, t: int) -> Point:
        return tuple(a - lr(t) * g for a, g in zip(x, slopes(f, x), strict=True))

    return step


def momentum(lr: str, beta: str = "0.9", *, nesterov: bool = False) -> Rule:
    v: list[Number] = [mp.mpf(0), mp.mpf(0)]

    def step(f: Function, x: Point, _t: int) -> Point:
        g = slopes(f, x)
        v[:] = [mp.mpf(beta) * a + b for a, b in zip(v, g, strict=True)]
        along = [b + mp.mpf(beta) * a for a, b in zip(v, g, strict=True)] if nesterov else v
        return tuple(a - mp.mpf(lr) * b for a, b in zip(x, along, strict=True))

    return step


def adam(lr: str) -> Rule:
    m, v = [mp.mpf(0)] * 2, [mp.mpf(0)] * 2
    beta1, beta2 = mp.mpf("0.9"), mp.mpf("0.999")

    def step(f: Function, x: Point, t: int) -> Point:
        g = slopes(f, x)
        m[:] = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
        v[:] = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g, strict=True)]
        tops = [a / (1 - beta1**t) for a in m]
        roots = [mp.sqrt(a / (1 - beta2**t)) + mp.mpf("1e-8") for a in v]
        return tuple(a - mp.mpf(lr) * b / c for a, b, c in zip(x, tops, roots, strict=True))

    return step


def adagrad(lr: str) -> Rule:
    s = [mp.mpf(0)] * 2

    def step(f: Function, x: Point, _t: int) -> Point:
        g = slopes(f, x)
        s[:] = [a + b * b for a, b in zip(s, g, strict=True)]
        return tuple(
            a - mp.mpf(lr) * b / (mp.sqrt(c) + mp.mpf("1e-10")) if b else a for a, b, c in zip(x, g, s, strict=True)
        )

    return step


def newton() -> Rule:
    def step(f: Function, x: Point, _t: int) -> Point:
        (g, h), (u, v), middle = slopes(f, x), x, f(*x)
        a = (f(u + H2, v) - 2 * middle + f(u - H2, v)) / H2**2
        d = (f(u, v + H2) - 2 * middle + f(u, v - H2)) / H2**2
        b = (slopes(f, (u, v + H2))[0] - slopes(f, (u, v - H2))[0]) / (2 * H2)
        size = a * d - b * b
        return x[0] - (d * g - b * h) / size, x[1] - (a * h - b * g) / size

    return step


def walk(rule: Rule, f: Function, start: Sequence[float], steps: int) -> list[Point]:
    """The start and the points after each step, from the decimal digits of the start."""
    points: list[Point] = [(mp.mpf(str(start[0])), mp.mpf(str(start[1])))]
    for t in range(1, steps + 1):
        points.append(rule(f, points[-1], t))
    return points


def arrival(points: Sequence[Point], target: Sequence[Number], near: Number) -> int:
    """The first row after which all are nearer than `near` to the target."""
    away = [k for k, (x, y) in enumerate(points) if mp.hypot(x - target[0], y - target[1]) > near]
    return away[-1] + 1 if away else 0


def gone_since(points: Sequence[Point], side: Number) -> int:
    """The first row after which all are outside the square of half side `side` around the origin."""
    inside = [k for k, point in enumerate(points) if max(map(abs, point)) <= side]
    return inside[-1] + 1 if inside else 0
