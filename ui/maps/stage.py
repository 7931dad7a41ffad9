"""The map and, beside it, the path of its chosen cell."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import streamlit as st

from exports.maps.said import AnyResult
from figures.curves import curves
from figures.palette import MARKERS, ONE_RUN, Look
from maps import MapExperiment, MapResult, TrainingMap, TrainingResult
from maps.cells import Cell
from networks.library.classes import has_torch
from player.lanes import lanes
from simulation import Experiment, Trajectory, bundle
from ui import components
from ui.keeping.box import how_far
from ui.keeping.job import FAILED, STOPPED
from ui.keeping.tab import Tab
from ui.maps import reading as maps
from ui.maps import training_cell
from ui.maps.drawn import packed
from ui.maps.mapping import Mapping, found
from ui.maps.reading import CELL
from ui.maps.theory import rates, taken_apart
from ui.player import play
from ui.sidebar import run_list, run_settings
from ui.state import choices, turned
from ui.state.sent import is_number, part
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.labels import labels, title
from words.language import _
from words.numbers import short
from words.results import results
from words.sample import told

SHORT = 0.6  # seconds that a page waits for a map
TICK = 0.4  # seconds between two looks at one that takes longer
_MAPPING, _MAP = "mapping", "map of the page"


def draw(experiment: MapExperiment | TrainingMap) -> AnyResult | None:
    """Draw the map as far as it is known and the path of a cell; the map, if it is whole."""
    if experiment.trains and not has_torch():
        st.info(_("Networks are trained with torch, which this server does not have. `pip install torch` brings it."))
        return None
    whole = found(experiment)
    mapping = None if whole else _mapping(experiment)
    with st.container(key="map and path"):  # for `maps.css`
        left, right = st.columns([0.46, 0.54], gap="medium")
    with left:
        if mapping and mapping.under_way:
            st.fragment(_growing, run_every=TICK)(mapping, experiment, _there(mapping.seen(experiment)))
            whole = None
        else:
            whole = whole or (mapping.seen(experiment) if mapping else None)
            if mapping and mapping.state in (FAILED, STOPPED):
                _ended(mapping, experiment)
            elif whole:
                _map(whole)
    with right:
        shown = whole or (mapping.seen(experiment) if mapping else None)
        path = None
        if isinstance(shown, TrainingResult):
            training_cell.draw(shown, cell_of(shown))
        elif shown:
            path = _path(shown)
    if path:
        with left, st.container(key="about the path"):
            _about(*path)
    return whole


def _mapping(experiment: MapExperiment | TrainingMap) -> Mapping:
    mapping: Mapping | None = st.session_state.get(_MAPPING)
    if mapping and mapping.experiment.runs_alone != experiment.runs_alone:
        mapping.drop()
        mapping = None
    until = time.monotonic()
    if mapping is None:
        mapping = st.session_state[_MAPPING] = Mapping(experiment, Tab())
        until += SHORT
    while not mapping.wait(0.02) and time.monotonic() < until:
        pass
    place = st.empty()
    while mapping.under_way and mapping.result is None and not experiment.trains:
        place.progress(mapping.share, how_far(mapping))  # where Streamlit ends a run that is not wanted any more
        mapping.wait(TICK)
    place.empty()
    return mapping


def _ended(mapping: Mapping, experiment: MapExperiment | TrainingMap) -> None:
    result = mapping.seen(experiment)
    if mapping.state == FAILED:
        words = _("The map is not whole. {why}") if result else _("There is no map. {why}")
        st.error(markdown(words.format(why=mapping.why)))
    if result:
        _map(result)
    if mapping.state == STOPPED:
        st.caption(_("Stopped: the cells are as fine as they were by then."))
    st.button(_("Go on"), key="go on", icon=":material/play_arrow:", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_MAPPING, None)


def _there(result: AnyResult | None) -> bool:
    """Whether there is something to see of the chosen cell: a path is walked anew, a training has to be known."""
    return result is not None and (not isinstance(result, TrainingResult) or bool(result.known[cell_of(result)]))


def _growing(mapping: Mapping, experiment: MapExperiment | TrainingMap, there: bool) -> None:
    """The map so far, again and again; the page is drawn anew when it is whole, when another cell is chosen, and when
    there is something to see of the chosen one for the first time."""
    result = mapping.seen(experiment)
    if not mapping.under_way or maps.cell(experiment) != experiment.cell or (not there and _there(result)):
        st.rerun()
    if result:
        _map(result)
    said, act = st.columns([0.7, 0.3], vertical_alignment="center")
    said.caption(how_far(mapping))
    act.button(_("Stop"), key="stop the map", icon=":material/stop:", on_click=mapping.drop, width="stretch")


def _map(result: AnyResult) -> None:
    components.heat(key=_MAP, data=packed(result, cell_of(result)), on_cell_change=_chosen)


def _chosen() -> None:
    cell: Any = part(_MAP, "cell")
    if isinstance(cell, list) and len(cell) == 3 and all(map(is_number, cell)):
        choices.put(CELL, tuple(map(int, cell)))


def cell_of(result: AnyResult) -> Cell:
    return maps.looked_at(result.experiment)


def _path(result: MapResult) -> tuple[Experiment, Trajectory]:
    """The path of the chosen cell in the player, and what it is of."""
    cell = cell_of(result)
    experiment = result.experiment_at(cell)
    paths = bundle(experiment)
    names = labels(result.experiment.experiment.runs)
    color, marker = ONE_RUN.color, MARKERS[cell[0] % len(MARKERS)]
    play(
        experiment.ground,
        list(lanes(experiment, 0, paths[0], names[cell[0]], Look(color, marker), "cell")),
        title=title(experiment),
        sentence=told(experiment, paths, [names[cell[0]]]),
        results=results(experiment, paths),
        colorscale=run_settings.colorscale(),
        on_start=lambda *point: _moved(result, *point),
        on_handle=lambda _run, name, value: _turned(result, name, value),
    )
    return experiment, paths[0][0]


def _about(experiment: Experiment, path: Trajectory) -> None:
    """What theory says of it, below the map, where there is room; and where it is looked into."""
    _opens(experiment)
    if said := rates(experiment, path):
        st.caption(said)
    _apart(experiment, path)


def _apart(experiment: Experiment, path: Trajectory) -> None:
    """The run along the eigenvectors of a quadratic: each has a pace of its own."""
    found = taken_apart(experiment, path)
    if not found:
        return
    steps = [np.arange(len(one.distance), dtype=float) for one in found]
    with np.errstate(divide="ignore"):
        heights = [np.where(one.distance > 0, np.log10(one.distance), np.nan) for one in found]
    names = [f"λ = {short(one.eigenvalue, 3)}" for one in found]
    words = "; ".join(f"{name}: {_(one.regime)}" for name, one in zip(names, found, strict=True))
    said = _("Distance along the eigenvectors")
    st.image(curves(steps, heights, names, dark=is_dark(), title=said), width=420, alt=said)
    st.caption(_("log₁₀ of the distance from the minimum along each eigenvector. {words}.").format(words=words))


def _opens(experiment: Experiment) -> None:
    if not experiment.why_no_link:
        query = parse_qs(experiment.to_query(), keep_blank_values=True)
        st.page_link("pages/playground.py", label=_("Open this run in the Playground"), query_params=query)


def _moved(result: MapResult, *point: float) -> None:
    """The start was moved: on a map of starts it is another cell, else all cells start there."""
    names = [axis.name for axis in result.experiment.both]
    if not any(map(maps.is_start, names)):
        run_settings.drop(*point)
        return
    cell = list(cell_of(result))
    for name, value in zip(("start.x", "start.y"), point, strict=False):
        if name in names:
            i = names.index(name)
            cell[2 - i] = _nearest(result, i, value)
    choices.put(CELL, tuple(cell))


def _turned(result: MapResult, name: str, value: float) -> None:
    """A handle was moved: along an axis it leads to another cell, else all cells have the number."""
    names = [axis.name for axis in result.experiment.both]
    if name in names:
        cell, i = list(cell_of(result)), names.index(name)
        cell[2 - i] = _nearest(result, i, value)
        choices.put(CELL, tuple(cell))
        return
    run = run_list.prefixes()[cell_of(result)[0]]
    turned.turn(run, name, value, surface=maps.FIRST.experiment.surface, rule=maps.RULE)


def _nearest(result: MapResult, axis: int, value: float) -> int:
    values = result.axes[axis][1]
    return int(abs(values - value).argmin())
