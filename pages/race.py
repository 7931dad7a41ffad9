"""Which rule is fastest, when every one is tuned in the same way."""

import streamlit as st

from maps.race.experiment import RaceExperiment
from maps.race.links import KEYS
from ui.address import link, present
from ui.address.kinds import Kind
from ui.frame import frame
from ui.frame.inside import inside
from ui.race import controls, reading, stage
from ui.state import choices
from words.language import _

RACES = Kind(
    KEYS,
    RaceExperiment.from_query,
    lambda experiment: "" if experiment.why_no_link else experiment.to_query(),
    RaceExperiment.model_dump_json,
)


@st.fragment
def page() -> None:
    link.follow()
    experiment = choices.last_good(reading.read)
    link.begin(experiment)
    with st.sidebar:
        controls.draw()
        choices.complain()
    frame.entitle(_("Race"))
    st.title(_("A fair race"), anchor=False)
    st.caption(_("All rules may try equally many settings and meet the same starts; gradients to the target decide."))
    stage.draw(experiment, st.empty())
    link.keep(experiment)


inside("race")
present.hide_controls()
link.open_once("race", reading.RULE, reading.load, None, RACES)
page()
