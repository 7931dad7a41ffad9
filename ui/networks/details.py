"""Below the picture of trainings: their results, the networks, code, and what can be kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from exports.code.training import as_python
from exports.data.trained import rows
from exports.trained import TrainedWork
from exports.trained_formats import TRAINED
from networks.experiment import NetworkExperiment
from networks.shown.told import remark
from networks.training.training import DIVERGED
from ui.address import link, present
from ui.keeping.box import box
from ui.networks import between, curvature, reading, seeds
from ui.widgets import opened
from ui.widgets.file_box import experiment_box
from ui.widgets.table import table
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import whole

MAX_FILE = 30_000_000  # bytes, of which data of one's own take nearly all


def tabs(work: TrainedWork) -> None:
    """What must be known of a run, and six tabs, of which only the open one is made."""
    for run, name in enumerate(work.names):
        if said := remark(work.experiment, run):
            st.caption(f"{markdown(name)} · {said}.")
    contents = {
        _("Results"): _results,
        _("Networks"): _networks,
        _("Curvature"): curvature.draw,
        _("Between runs"): between.draw,
        _("Code"): _code,
        _("Share and export"): _share,
    }
    for tab, draw in zip(opened.tabs(list(contents), "network details"), contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(work)


def _results(work: TrainedWork) -> None:
    st.caption(_("At the end, or at the epoch that is kept. Loss and accuracy are of the network as it is used."))
    found = rows(work.names, work.trainings, [run.rule for run in work.experiment.runs])
    losses = [None if row["status"] == DIVERGED else row["valid_loss"] for row in found]  # what went astray won nothing
    best = _best(losses)
    shown = [
        {
            _("run"): f"★ {row['label']}" if best is not None and loss == best else row["label"],
            _("epochs"): row["epoch"],
            _("loss"): row["loss"],
            _("validation loss"): row["valid_loss"],
            _("accuracy"): row["accuracy"],
            _("validation accuracy"): row["valid_accuracy"],
            _("seconds"): training.seconds,
            _("how it ended"): _(row["status"]),
        }
        for row, loss, training in zip(found, losses, work.trainings, strict=True)
    ]
    table(shown)
    if best is not None:
        st.caption(_("★ the lowest validation loss"))
    if work.ensembles:
        seeds.draw(work)


def _best(losses: Sequence[float | None]) -> float | None:
    """The lowest one, where there are others that are not as low."""
    known = [loss for loss in losses if loss is not None and math.isfinite(loss)]
    return min(known) if len(losses) > 1 and known and len({*losses}) > 1 else None


def _networks(work: TrainedWork) -> None:
    experiment = work.experiment
    data = experiment.data()
    parts = zip((_("training"), _("validation"), _("test")), (data.train, data.valid, data.test), strict=True)
    said = ", ".join(f"{whole(len(which))} {name}" for name, which in parts)
    st.caption(markdown(f"{data.name}: {said}"))
    told: dict[str, list[str]] = {}
    for run, name in enumerate(work.names):
        told.setdefault(_described(experiment, run, work), []).append(name)
    for text, names in told.items():
        st.caption(" · ".join(map(markdown, names)))
        st.code(text, language=None)


def _described(experiment: NetworkExperiment, run: int, work: TrainedWork) -> str:
    """The layers of a run's network, and how many weights they have."""
    settings, data = experiment.settings(run), experiment.data(run=run)
    hidden = [f"{settings.width} {settings.activation}"] * settings.depth
    count = counts.weights(work.trainings[run].weights.shape[1])
    layers = " → ".join([str(data.inputs.shape[1]), *hidden, str(data.outputs)])
    return f"{layers}\n{count}, {_('batch size {size}').format(size=settings.batch_size)}"


def _code(work: TrainedWork) -> None:
    st.caption(_("This script trains the same networks to the same numbers on the same machine."))
    st.code(as_python(work.experiment), language="python")
    st.caption(_("A script that makes the same trainings with torch alone is among the files under Share and export."))


def _share(work: TrainedWork) -> None:
    experiment = work.experiment
    link.show(experiment)
    present.share(experiment)
    left, right = st.columns(2, gap="medium")
    left.download_button(
        _("Experiment as JSON"),
        experiment.to_json,
        TRAINED["json"].file_name(work),
        "application/json",
        on_click="ignore",
        icon=":material/data_object:",
        width="stretch",
    )
    with right:
        experiment_box(
            _("Open an experiment (JSON)"),
            "network experiment file",
            _open,
            MAX_FILE,
        )
    box(work, TRAINED)


def _open(content: bytes) -> None:
    """Choose what the file says. ExperimentError in one sentence if it is no such experiment."""
    reading.load(NetworkExperiment.from_json(content))
