"""Real payloads for the tests of the player, from a few lines of NumPy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from player import PathView, Series, labels, pack_grid, pack_paths

DOMAIN = (-2.0, 2.0, -1.0, 3.0)
START = (-1.2, 1.0)
FORMULA = (
    "<math><mrow><mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo><mo>=</mo><msup><mrow><mo>(</mo>"
    "<mn>1</mn><mo>−</mo><mi>x</mi><mo>)</mo></mrow><mn>2</mn></msup><mo>+</mo><mn>100</mn><msup><mrow><mo>(</mo>"
    "<mi>y</mi><mo>−</mo><msup><mi>x</mi><mn>2</mn></msup><mo>)</mo></mrow><mn>2</mn></msup></mrow></math>"
)
LABELS = {
    "seen": "<math><mi>g</mi><mo>=</mo><mo>∇</mo><mi>f</mi><mo>(</mo><mi>w</mi><mo>)</mo></math>",
    "m": "<math><mi>m</mi><mo>←</mo><msub><mi>β</mi><mn>1</mn></msub><mi>m</mi><mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>"
    "<msub><mi>β</mi><mn>1</mn></msub><mo>)</mo><mi>g</mi></math>",
    "v": "<math><mi>v</mi><mo>←</mo><msub><mi>β</mi><mn>2</mn></msub><mi>v</mi><mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>"
    "<msub><mi>β</mi><mn>2</mn></msub><mo>)</mo><msup><mi>g</mi><mn>2</mn></msup></math>",
    "x": "<math><mi>w</mi></math>",
    "step": "step taken",
}


def rosenbrock(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def slope(p: np.ndarray) -> np.ndarray:
    x, y = p
    return np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])


def adam(start: tuple[float, float] = START, steps: int = 400, lr: float = 0.06) -> dict[str, np.ndarray]:
    w, m, v = np.array(start, float), np.zeros(2), np.zeros(2)
    rows = [(w, np.full(2, np.nan), m, v, np.full(2, np.nan))]
    for t in range(1, steps + 1):
        g = slope(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        step = -lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w + step
        rows.append((w, g, m, v, step))
    x, seen, m_all, v_all, step_all = (np.array(column) for column in zip(*rows, strict=True))
    return {"seen": seen, "m": m_all, "v": v_all, "x": x, "step": step_all, "value": rosenbrock(x)}


def view(
    arrays: dict[str, np.ndarray], label: str = "Adam", color: str = "#D55E00", marker: str = "circle"
) -> PathView:
    series = [Series(name, values, LABELS.get(name, "")) for name, values in arrays.items()]
    return PathView(label, color, marker, series, len(arrays["x"]) - 1, "out of steps")


def paths(
    *views: PathView,
    start: tuple[float, float] = START,
    grid: str = "rosenbrock",
    asked: Mapping[str, object] | None = None,
    **options: object,
) -> bytes:
    """The views and what is said of them; `asked` is added to the header."""
    views = views or (view(adam(start)),)
    steps = max(one.last for one in views)
    header = {
        "grid": grid,
        "title": "Adam on Rosenbrock",
        "formula": FORMULA,
        "sentence": {"tone": "warn", "text": f"still descending at step {steps}: f = 0.2350, {steps} gradients"},
        "start": list(start),
        "minima": [[1.0, 1.0, "minimum"]],
        "saddles": [],
        "local_minima": [],
        "labels": labels(lambda text: text),
        "coordinates": ["x", "y"],
        "options": {"colorscale": "calm", "autoplay": False, **options},
        **(asked or {}),
    }
    return pack_paths(views, header)


def grid(
    value: Callable[[np.ndarray], np.ndarray] = rosenbrock,
    domain: tuple[float, float, float, float] = DOMAIN,
    key: str = "rosenbrock",
    scale: str = "log",
) -> bytes:
    return pack_grid(value, domain, key, scale, lowest=0.0)
