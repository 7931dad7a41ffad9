"""Thousands of runs in one picture: what two numbers do, and where every start ends."""

import streamlit as st

from gallery import MAPS
from maps import MapExperiment, TrainingMap
from maps.kinds import map_of_query
from maps.links import KEYS
from networks.experiment import KEYS as OF_TRAININGS
from simulation.experiments import link as texts
from ui.address import lesson, link, present
from ui.address.kinds import Kind
from ui.frame import frame
from ui.frame.inside import inside
from ui.maps import controls, details, momentum, reading, stage
from ui.state import choices
from words.language import _


def _apart(experiment: MapExperiment | TrainingMap) -> str:
    """What tells the picture of a map from others."""
    if isinstance(experiment, TrainingMap):
        return experiment.model_dump_json(exclude={"cell"})
    rest = experiment.experiment.rest_of_query()
    own = experiment.model_dump_json(exclude={"experiment", "cell"})
    return f"{experiment.experiment.ground.key} {own} {rest}"


ON_MAPS = Kind(
    tuple(dict.fromkeys((*KEYS, *texts.KEYS, *OF_TRAININGS))),
    map_of_query,
    lambda experiment: "" if experiment.why_no_link else experiment.to_query(),
    _apart,
)


@st.fragment
def page() -> None:
    link.follow()
    experiment = choices.last_good(reading.read)
    link.begin(experiment)
    with st.sidebar:
        controls.draw(experiment)
        choices.complain()
    lesson.lesson(lesson.demo(MAPS), experiment)
    trains = isinstance(experiment, TrainingMap)
    ground = experiment.experiment.data().name if trains else experiment.experiment.landscape().name
    frame.entitle(_("Maps: {surface}").format(surface=_(ground)))
    whole = stage.draw(experiment)
    if not trains:
        momentum.draw(experiment, reading.looked_at(experiment))
    if whole and "details" not in present.hidden():
        details.tabs(whole)
    link.keep(experiment)


inside("maps")
present.hide_controls()
link.open_once("maps", reading.RULE, reading.load, None, ON_MAPS, lesson.bare(lesson.demo(MAPS)))
page()
