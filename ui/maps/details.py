"""Below a map: how many runs ended how, and what can be kept."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from exports.maps.files import WRITERS, file_of
from exports.maps.said import AnyResult, names
from maps import MapResult
from maps.experiment import BASINS
from maps.kinds import map_of_json
from ui.address import link
from ui.maps import reading as maps
from ui.widgets import opened
from ui.widgets.file_box import experiment_box
from words.foreign import markdown
from words.language import _
from words.numbers import short, whole
from words.results import fate_of

MIME = {".png": "image/png", ".csv": "text/csv", ".npz": "application/x-npz", ".json": "application/json"}


def tabs(result: AnyResult) -> None:
    """Two tabs, of which only the open one is made."""
    contents = {_("Results"): _results, _("Share and export"): _share}
    for tab, draw in zip(opened.tabs(list(contents), "map details"), contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(result)


def _results(result: AnyResult) -> None:
    """How many runs of each panel ended how, and the best cell."""
    for run, name in enumerate(names(result.experiment)):
        codes, counts = np.unique(result.fate[run], return_counts=True)
        parts = [
            f"{whole(int(count))} {fate_of(result.FATES[code])}" for code, count in zip(codes, counts, strict=True)
        ]
        st.caption(f"**{markdown(name)}** · {', '.join(parts)}. {_best(result, run)}")


def _best(result: AnyResult, run: int) -> str:
    """The cell with the lowest loss; nothing where every cell is a start, of which many end equally low."""
    if result.experiment.kind == BASINS:
        return ""
    loss = np.where(np.isnan(result.loss[run]), np.inf, result.loss[run])
    row, column = np.unravel_index(int(loss.argmin()), loss.shape)
    (across, xs), (up, ys) = result.axes
    words = _("Lowest at the end: {across} = {x}, {up} = {y}.")
    return words.format(across=across, x=short(float(xs[column]), 4), up=up, y=short(float(ys[row]), 4))


def _share(result: AnyResult) -> None:
    link.show(result.experiment)
    columns = st.columns(len(WRITERS), gap="small")
    for column, suffix in zip(columns, WRITERS, strict=True):
        column.download_button(
            suffix.removeprefix(".").upper(),
            partial(file_of, result, suffix),
            f"{_ground(result)}-{result.experiment.kind}-map{suffix}",
            MIME.get(suffix, "application/octet-stream"),
            key=f"map as {suffix}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )
    experiment_box(_("Open a map (JSON)"), "map file", _open)


def _ground(result: AnyResult) -> str:
    """What runs go over, for the name of a file."""
    if isinstance(result, MapResult):
        return result.experiment.experiment.surface
    return result.experiment.experiment.settings().data


def _open(content: bytes) -> None:
    """Choose what the file says. ExperimentError in one sentence if it is no such experiment."""
    maps.load(map_of_json(content))
