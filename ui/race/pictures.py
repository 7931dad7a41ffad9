"""Pictures of a race, and the numbers behind them."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st

from figures.curves import curves
from maps.race.results import Race
from ui.race.points import telling
from ui.widgets.table import table
from ui.widgets.theme import is_dark
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import short

MOST_CURVES = 6


def profile(race: Race) -> None:
    """Steps, as shares of surfaces are; ratios as powers of two."""
    ratio, share = race.profile
    first = _first(race)
    x = np.repeat(np.log2(ratio), 2)[1:]
    xs = [np.append(x, x[-1] + 1) for _i in first]
    ys = [np.append(np.repeat(share[i], 2)[:-1], share[i][-1]) for i in first]
    names, title = [race.names[i] for i in first], _("Performance profiles")
    most = short(2.0 ** float(max(map(np.max, xs))), 3)
    drawn = curves(xs, ys, names, dark=is_dark(), title=title, span=("τ = 1", f"τ = {most}"))
    st.image(drawn, alt=title)
    st.caption(
        _(
            "Performance profiles (Dolan and Moré): the share of surfaces on which a rule needs at most τ times the "
            "fewest gradients, against τ in equal ratios."
        )
    )


def sensitivity(race: Race, place: int) -> None:
    """Gradients to the target against the step size in equal ratios, on a surface."""
    lines = {race.names[i]: line for i in _first(race) if (line := _line(race, i, place))}
    if not lines:
        return
    low = min(x.min() for x, _costs in lines.values())
    xs, ys = [x - low for x, _costs in lines.values()], [costs for _x, costs in lines.values()]
    title = _("Gradients to the target against the step size")
    high = low + max(map(np.max, xs))
    said, span = [_said(name, *line) for name, line in lines.items()], (short(10**low, 2), short(10**high, 2))
    telling(xs, ys, list(lines), said, title, (f"lr = {span[0]}", f"lr = {span[1]}"))
    words = _("Gradients to the target on {surface} against the step size in equal ratios; gaps did not arrive.")
    st.caption(markdown(words.format(surface=race.surfaces[place])))


def _said(name: str, sizes: np.ndarray, costs: np.ndarray) -> list[str]:
    words = _("{rule}, lr {size}: {gradients}")
    return [
        words.format(rule=name, size=short(10**size, 4), gradients=counts.gradients(int(cost)))
        if np.isfinite(cost)
        else ""
        for size, cost in zip(sizes.tolist(), costs.tolist(), strict=True)
    ]


def tried(race: Race, place: int) -> None:
    """Every setting that was tried on a surface, with what it needed; nothing where it did not arrive."""
    rows = []
    for i in race.order:
        for setting, cost in zip(race.tried[i].values, race.found[i][place].costs, strict=True):
            named = dict(zip(race.tried[i].names, setting.tolist(), strict=True))
            gradients = float(cost) if math.isfinite(cost) else None
            rows.append({_("rule"): race.names[i], **named, _("gradients"): gradients})
    st.caption(markdown(race.surfaces[place]))
    table(rows)


def _first(race: Race) -> list[int]:
    """The rules that came first, as many as can be told apart."""
    order: list[int] = list(race.order)
    return order[:MOST_CURVES]


def _line(race: Race, i: int, place: int) -> tuple[np.ndarray, np.ndarray] | None:
    """log₁₀ of the step sizes, rising, and the fewest gradients with each; None where the step size was not tuned, or
    every setting has one of its own and another number besides."""
    settings, costs = race.tried[i], race.found[i][place].costs
    if tuple(settings.names[:1]) != ("lr",):
        return None
    sizes, which = np.unique(settings.values[:, 0], return_inverse=True)
    if len(settings.names) > 1 and len(sizes) == len(costs):
        return None
    fewest = np.full(len(sizes), np.inf)
    np.minimum.at(fewest, which, costs)
    return np.log10(sizes), np.where(np.isfinite(fewest), fewest, np.nan)
