"""A rule's path on the elongated bowl, a schedule's course and a surface, as small inline pictures."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import numpy as np

from figures.framing import framed
from figures.palette import ONE_RUN
from figures.sketch import curve
from figures.small_map import DARK, LIGHT, UNIT, ground
from figures.small_map import curve as curve_of
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Schedule
from simulation import Experiment, run
from simulation.experiments.suggest import suggestions
from surfaces import SURFACES
from words.language import _

SURFACE = "elongated_bowl"
STEPS = 100
MOST_STEPS = 1600
FAR_ENOUGH = 0.1  # of the width of the picture: a path that stays nearer to its start is hardly seen to move
WIDTH, HEIGHT, CUT = 320, 160, 16  # of the domain; CUT is left out above and below
CELLS = (56, 28)  # of the grid under the contours
_EVEN = "non-scaling-stroke"
COARSE = 40  # cells across of a surface: there are many of them
MOST_POINTS = 400  # of a curve: more than it has pixels
FAR = 1e4  # pixels: beyond this a path has left any picture


def example(key: str) -> Experiment:
    """The run in the picture: step sizes that suit the surface, everything else the rule's own defaults.

    A rule that hardly moves in `STEPS` steps gets twice as many until it does.
    """
    return _seen_to_move(key, OPTIMIZERS[key])


@lru_cache(maxsize=256)
def _seen_to_move(key: str, rule: type[Optimizer]) -> Experiment:
    chosen = suggestions(rule, SURFACES[SURFACE], {})
    data = {"surface": SURFACE, "runs": [{"rule": key, "hyperparameters": chosen}]}
    steps = STEPS
    while steps < MOST_STEPS and _way(Experiment.from_data({**data, "steps": steps})) < FAR_ENOUGH:
        steps *= 2
    return Experiment.from_data({**data, "steps": steps})


def _way(experiment: Experiment) -> float:
    """How far the path gets from its start, in widths of the picture."""
    path = run(experiment)[0]
    points = _finite(path.x[: int(path.last) + 1])
    return float(np.linalg.norm(points - points[0], axis=1).max()) * _scale() / WIDTH


def picture(kind: str, key: str, *, dark: bool = False) -> str:
    """SVG of an entry; "" for what has no picture."""
    if kind == "rule":
        title = _("The path of {title} on the elongated bowl").format(title=_(OPTIMIZERS[key].title))
        return path_svg(key, title, dark)
    if kind == "surface":
        return surface_svg(key, _("Map of {title}").format(title=_(SURFACES[key].name)), dark)
    if kind == "schedule":
        return course_svg(key, _("The course of {title}").format(title=_(SCHEDULES[key].title)))
    return ""


@lru_cache(maxsize=256)
def surface_svg(key: str, title: str, dark: bool) -> str:
    """SVG of a built-in surface as a small map, or as a curve, with its lowest minima as dots."""
    surface, calm, height = SURFACES[key], DARK if dark else LIGHT, HEIGHT - 2 * CUT
    cells = (COARSE, COARSE * height // WIDTH)
    box = framed(surface, WIDTH / height)
    if surface.dimensions == 1:
        cells = (4 * cells[0], 4 * cells[1])  # whole pixels would be seen
        line = f'fill="none" stroke="{calm.curve}" stroke-width="3" stroke-linejoin="round" vector-effect="{_EVEN}"'
        drawn = curve_of(surface, cells, box, f'fill="{calm.sky}"', line)
    else:
        bands = calm.bands
        drawn = ground(surface, cells, lambda band: f'fill="{bands[band]}"', box)
    points = np.array([(*point, surface.value(point))[:2] for point in surface.minima]).reshape(-1, 2)
    pixels = (points - (box[0], box[3])) / (box[1] - box[0], box[2] - box[3]) * (WIDTH, height)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in pixels)
    scale = f"scale({WIDTH / (UNIT * cells[0]):g} {height / (UNIT * cells[1]):g})"
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img"><title>{escape(title)}</title>'
        f'<g transform="{scale}" fill-rule="evenodd" stroke="{calm.line}">{drawn}</g>'
        f'<g fill="#ffffff" stroke="#1b2733" stroke-width="1.5">{dots}</g></svg>'
    )


def course_svg(key: str, title: str) -> str:
    """SVG of a schedule with its default settings."""
    values = course(SCHEDULES[key]())
    return curve(values[:: -(-len(values) // MOST_POINTS)], title)


@lru_cache(maxsize=256)
def path_svg(key: str, title: str, dark: bool) -> str:
    """SVG of the example of a rule, its second path dashed; `title` is read aloud.

    Its colours are its own and not of a style sheet, which may arrive later.
    """
    path, rule, calm = run(example(key))[0], OPTIMIZERS[key], DARK if dark else LIGHT
    rows, color = slice(0, int(path.last) + 1), ONE_RUN.color
    line = _line(path.x[rows])
    dashed = f'stroke="{calm.halo}" stroke-width="1.5" stroke-dasharray="4 3"'
    second = "".join(_line(path.states[name][rows], dashed) for name in rule.points)
    (x0, y0), (x1, y1) = _pixels(_finite(path.x[rows])[[0, -1]])
    return (
        f'<svg viewBox="0 {CUT} {WIDTH} {HEIGHT - 2 * CUT}" width="{WIDTH}" role="img"><title>{escape(title)}</title>'
        f'{_ground(dark)}<g fill="none" stroke-linejoin="round">'
        f'<g stroke="{calm.halo}" stroke-width="4.5">{line}</g>'
        f'<g stroke="{color}" stroke-width="2.5">{line}{second}</g></g>'
        f'<g fill="{color}" stroke="{color}" stroke-width="2"><circle cx="{x1:.1f}" cy="{y1:.1f}" r="4"/>'
        f'<circle cx="{x0:.1f}" cy="{y0:.1f}" r="4.5" fill="{calm.halo}"/></g></svg>'
    )


@lru_cache(maxsize=2)
def _ground(dark: bool) -> str:
    """The elongated bowl, as every small map shows it."""
    calm, scale = DARK if dark else LIGHT, WIDTH / (UNIT * CELLS[0])
    bands = calm.bands
    drawn = ground(SURFACES[SURFACE], CELLS, lambda band: f'fill="{bands[band]}"')
    return f'<g transform="scale({scale:g})" fill-rule="evenodd" stroke="{calm.line}">{drawn}</g>'


def _line(points: np.ndarray, look: str = "") -> str:
    """A path through all finite points, (steps, 2)."""
    pixels = np.clip(_pixels(_finite(points)), -FAR, FAR)
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in pixels)}" {look}/>'


def _finite(points: np.ndarray) -> np.ndarray:
    return points[np.isfinite(points).all(axis=1)]


def _scale() -> float:
    xmin, xmax, *_ = SURFACES[SURFACE].domain
    return WIDTH / (xmax - xmin)


def _pixels(points: np.ndarray) -> np.ndarray:
    xmin, _, _, ymax = SURFACES[SURFACE].domain
    return (points - (xmin, ymax)) * (_scale(), -_scale())


def course(schedule: Schedule) -> np.ndarray:
    """The values to draw, for the base value 1: as many steps as show what the settings do.

    A schedule that follows the loss meets one that falls for ten steps and then rests.
    """
    steps = max([100 if not _lengths(schedule) else 8, *_lengths(schedule)])
    return schedule.sequence(1.0, steps, np.maximum(0.0, 10.0 - np.arange(steps)))


def _lengths(schedule: Schedule) -> list[int]:
    """How far to look, by every setting that counts steps: half as long again as a whole course, four times a part."""
    lengths = []
    for name, known in schedule.hyperparameters().items():
        if known.kind in ("integer", "integers"):
            longest = np.max(getattr(schedule, name))
            lengths.append(int(longest * (1.5 if name.startswith("total") else 4)))
    return [length for length in lengths if length]
