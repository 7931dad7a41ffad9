"""Beside a map of trainings: what its chosen cell came to, and the way to it."""

from __future__ import annotations

from urllib.parse import parse_qs

import numpy as np
import streamlit as st

from exports.maps.said import names
from maps import TrainingResult
from maps.cells import Cell
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import letters, short
from words.results import fate_of


def draw(result: TrainingResult, cell: Cell) -> None:
    """The numbers of the training that counts in a cell, and a link that opens all of the cell in Networks."""
    experiment = result.experiment
    at = experiment.values_at(cell)
    where = ", ".join(f"{_called(result, name)} = {short(value, 4)}" for name, value in at.items())
    st.markdown(f"**{markdown(names(experiment)[cell[0]])}** · {markdown(where)}")
    if not result.known[cell]:
        st.caption(_("Not trained yet."))
        return
    ended = fate_of(result.FATES[result.fate[cell]])
    st.markdown(markdown(f"{': '.join(filter(None, [ended, _numbers(result, cell)]))}."))
    if experiment.experiment.seeds > 1:
        which = {"median": _("the one in the middle"), "worst": _("the worst one")}[experiment.of]
        words = _("Of {seeds} {which}, seed {seed}.")
        seed = experiment.experiment.seed + int(result.lane[cell])
        st.caption(words.format(seeds=counts.seeds(experiment.experiment.seeds), which=which, seed=seed))
    _opens(result, cell)


def _called(result: TrainingResult, name: str) -> str:
    known = result.experiment.known[0][name]
    return letters(known.symbol) or _(known.doc) or name


def _numbers(result: TrainingResult, cell: Cell) -> str:
    losses = {_("training loss"): result.loss, _("validation loss"): result.valid_loss}
    shares = {_("training accuracy"): result.accuracy, _("validation accuracy"): result.valid_accuracy}
    found = {words: 10 ** float(array[cell]) for words, array in losses.items()}
    found |= {words: float(array[cell]) for words, array in shares.items()}
    return ", ".join(f"{words} {short(value, 3)}" for words, value in found.items() if np.isfinite(value))


def _opens(result: TrainingResult, cell: Cell) -> None:
    """Networks trains it again, with its path, its curves and what it knows."""
    one = result.experiment_at(cell)
    if one.why_no_link:
        st.caption(one.why_no_link)
        return
    query = parse_qs(one.to_query(), keep_blank_values=True)
    st.page_link("pages/networks.py", label=_("Open this training in Networks"), query_params=query)
