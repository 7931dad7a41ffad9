"""Thousands of runs in one picture: what two numbers do, and where every start ends."""

import streamlit as st

from gallery import MAPS
from maps import MapExperiment
from maps.links import KEYS
from simulation.experiments import link as texts
from ui.address import lesson, link, present
from ui.address.kinds import Kind
from ui.frame import frame
from ui.frame.inside import inside
from ui.maps import controls, details, momentum, reading, stage
from ui.state import choices
from words.labels import labels
from words.language import _

ON_MAPS = Kind(
    (*KEYS, *texts.KEYS),
    MapExperiment.from_query,
    lambda experiment: "" if experiment.why_no_link else experiment.to_query(),
    lambda experiment: (
        f"{experiment.experiment.ground.key} {experiment.model_dump_json(exclude={'experiment', 'cell'})} "
        f"{experiment.experiment.rest_of_query()}"
    ),
)


@st.fragment
def page() -> None:
    link.follow()
    experiment = choices.last_good(reading.read)
    link.begin(experiment)
    with st.sidebar:
        controls.draw(labels(experiment.experiment.runs))
        choices.complain()
    lesson.lesson(lesson.demo(MAPS), experiment)
    surface = experiment.experiment.landscape().name
    frame.entitle(_("Maps: {surface}").format(surface=surface))
    whole = stage.draw(experiment)
    momentum.draw(experiment, reading.looked_at(experiment))
    if whole and "details" not in present.hidden():
        details.tabs(whole)
    link.keep(experiment)


inside("maps")
present.hide_controls()
link.open_once("maps", reading.RULE, reading.load, None, ON_MAPS, lesson.bare(lesson.demo(MAPS)))
page()
