"""Networks that are trained by the same rules: what they know, where they are on their loss, and how they got there."""

import streamlit as st

from exports.trained import titled
from gallery import NETWORKS
from networks.experiment import KEYS, NetworkExperiment
from networks.library.classes import has_torch
from networks.shown.names import names
from ui.address import lesson, link, present
from ui.address.kinds import Kind
from ui.frame import frame
from ui.frame.inside import inside
from ui.networks import controls, details, reading, stage
from ui.networks.learning import Wanted
from ui.sidebar import run_list
from ui.state import choices
from words.language import _

ON_NETWORKS = Kind(
    KEYS,
    NetworkExperiment.from_query,
    lambda experiment: "" if experiment.why_no_link else experiment.to_query(),
    lambda experiment: experiment.model_dump_json(exclude_defaults=True, exclude={"own"}) + str(hash(experiment.own)),
)


@st.fragment
def page() -> None:
    link.follow()
    experiment = choices.last_good(reading.read)
    selected = run_list.selected(len(experiment.runs))
    link.begin(experiment)
    named = names(experiment)
    with st.sidebar:
        controls.draw(experiment, named)
        choices.complain()
    lesson.lesson(lesson.demo(NETWORKS), experiment)
    place = st.empty()
    frame.entitle(_("Networks: {title}").format(title=titled(experiment)))
    work = stage.draw(Wanted(experiment, selected), place)
    if work and "details" not in present.hidden():
        details.tabs(work)
    link.keep(experiment)


inside("networks")
if has_torch():
    present.hide_controls()
    link.open_once("networks", reading.RULE, reading.load, None, ON_NETWORKS, lesson.bare(lesson.demo(NETWORKS)))
    page()
else:
    st.info(_("Networks are trained with torch, which this server does not have. `pip install torch` brings it."))
