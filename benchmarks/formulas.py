"""Generated against hand-written value and gradient: `python -m benchmarks.formulas`."""

import statistics
import timeit
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from surfaces import SURFACES

BUDGET = 1.5
SIZES = (1, 400, 40_000)
_ROUNDS = 15
_SECONDS = 0.01  # length of one timed stretch

Evaluate = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
Partial = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Row:
    """Time of the generated code divided by that of the hand-written code, on `points` points."""

    surface: str
    points: int
    ratio: float
    microseconds: float


def rosenbrock(x, y):
    u, v = 1 - x, y - x * x
    return u * u + 100 * (v * v), -2 * u - 400 * (x * v), 200 * v


def elongated_bowl(x, y):
    return x * x / 20 + y * y, 0.1 * x, 2 * y


def monkey_saddle(x, y):
    xx, yy = x * x, y * y
    return x * (xx - 3 * yy), 3 * (xx - yy), -6 * (x * y)


def beale(x, y):
    y2 = y * y
    y3 = y2 * y
    a, b, c = 1.5 - x + x * y, 2.25 - x + x * y2, 2.625 - x + x * y3
    fx = 2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1))
    fy = 2 * (x * (a + 2 * (b * y) + 3 * (c * y2)))
    return a * a + b * b + c * c, fx, fy


def himmelblau(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b, 4 * (x * a) + 2 * b, 2 * a + 4 * (y * b)


def three_hump_camel(x, y):
    x2 = x * x
    x4 = x2 * x2
    return 2 * x2 - 1.05 * x4 + x2 * x4 / 6 + x * y + y * y, x * (4 - 4.2 * x2 + x4) + y, x + 2 * y


def rastrigin(x, y):
    u, v = 2 * np.pi * x, 2 * np.pi * y
    f = 20 + x * x - 10 * np.cos(u) + y * y - 10 * np.cos(v)
    return f, 2 * x + 20 * np.pi * np.sin(u), 2 * y + 20 * np.pi * np.sin(v)


def ackley(x, y):
    u, v = 2 * np.pi * x, 2 * np.pi * y
    root = np.sqrt(0.5 * (x * x + y * y))
    a, b = np.exp(-0.2 * root), np.exp(0.5 * (np.cos(u) + np.cos(v)))
    slope = 2 * a / np.where(root == 0, 1, root)  # the cusp at the origin
    return 20 + np.e - 20 * a - b, slope * x + np.pi * (np.sin(u) * b), slope * y + np.pi * (np.sin(v) * b)


HAND_WRITTEN: dict[str, Partial] = {
    function.__name__: function
    for function in (
        rosenbrock,
        elongated_bowl,
        monkey_saddle,
        beale,
        himmelblau,
        three_hump_camel,
        rastrigin,
        ackley,
    )
}


def by_hand(partial: Partial) -> Evaluate:
    """`partial` as a function of points `(..., 2)`, as a careful person would write it."""

    def evaluate(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if p.ndim == 1:
            f, fx, fy = partial(p[0], p[1])
            return f, np.array((fx, fy))
        f, fx, fy = partial(p[..., 0].copy(), p[..., 1].copy())
        gradient = np.empty(p.shape)
        gradient[..., 0], gradient[..., 1] = fx, fy
        return f, gradient

    return evaluate


def rows() -> list[Row]:
    """One row for each surface and size."""
    with np.errstate(all="ignore"):
        return [_row(name, points) for points in SIZES for name in HAND_WRITTEN]


def medians(measured: list[Row]) -> dict[int, float]:
    """Number of points → median ratio over the surfaces."""
    return {points: statistics.median(row.ratio for row in measured if row.points == points) for points in SIZES}


def main() -> None:
    measured = rows()
    print("value and gradient, generated / hand-written    " + "".join(f"{n:>10,}" for n in SIZES) + "  points")
    for name in HAND_WRITTEN:
        print(f"{name:48}" + "".join(f"{row.ratio:9.2f}×" for row in measured if row.surface == name))
    print(f"{f'median (budget {BUDGET}×)':48}" + "".join(f"{ratio:9.2f}×" for ratio in medians(measured).values()))


def _row(name: str, points: int) -> Row:
    surface, hand = SURFACES[name], by_hand(HAND_WRITTEN[name])
    xmin, xmax, ymin, ymax = surface.domain
    shape = (2,) if points == 1 else (points, 2)
    p = np.random.default_rng(0).uniform((xmin, ymin), (xmax, ymax), shape)
    for ours, theirs in zip(surface.evaluate(p), hand(p), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)
    generated_time, hand_time = _best(surface.evaluate, hand, p)
    return Row(name, points, generated_time / hand_time, generated_time * 1e6)


def _best(a: Evaluate, b: Evaluate, p: np.ndarray) -> tuple[float, float]:
    """Seconds per call of each, the best of alternating stretches (noise only ever adds)."""
    number = max(1, round(_SECONDS / min(timeit.repeat(lambda: b(p), number=3, repeat=3)) * 3))
    times = [
        (timeit.timeit(lambda: a(p), number=number), timeit.timeit(lambda: b(p), number=number)) for _ in range(_ROUNDS)
    ]
    return tuple(min(column) / number for column in zip(*times, strict=True))


if __name__ == "__main__":
    main()
