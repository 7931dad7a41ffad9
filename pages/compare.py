"""Several runs from the same start, side by side or on one map, on one clock."""

import streamlit as st

from figures.palette import MARKERS, Look
from gallery import DEMOS
from player.lanes import lanes
from ui.address import lesson, link, present
from ui.compare import controls, details
from ui.frame import frame
from ui.frame.inside import inside
from ui.player import play
from ui.sidebar import recorded, run_list, run_settings
from ui.state import choices
from ui.state.runs import bundles, takes_long, wait_here
from words.labels import columns, labels, title
from words.language import _
from words.results import results
from words.sample import sampled, told


def settings(names: list[str]) -> None:
    """The sidebar."""
    with st.sidebar:
        controls.draw(names)
        choices.complain()
        run_settings.view_control()


@st.fragment
def page() -> None:
    wait_here(st.container(key="walking").empty())
    link.follow()
    experiment = choices.last_good(controls.read)
    link.begin(experiment, run_list.selected(len(experiment.runs)))
    surface, names, long = experiment.landscape(), labels(experiment.runs), takes_long(experiment)
    if long:
        settings(names)
    found = bundles(experiment)
    demo = lesson.demo(DEMOS)
    lesson.lesson(demo, experiment)
    named = title(experiment)
    frame.entitle(_("Compare: {title}").format(title=named))
    runs = zip(found, names, run_list.runs()[: len(found)], strict=True)
    play(
        experiment.ground,
        [
            shown
            for i, (bundle, name, run) in enumerate(runs)
            for shown in lanes(experiment, i, bundle, name, Look(run_list.color(run), MARKERS[i]), str(run))
        ]
        + recorded.paths(surface),
        title=named,
        sentence=told(experiment, found, names),
        sample=sampled(experiment),
        results=results(experiment, found),
        colorscale=run_settings.colorscale(),
        on_start=run_settings.drop,
        on_handle=controls.turn,
        compared=True,
        columns=columns(experiment),
        stale=run_settings.stale(*run_list.prefixes()),
        inspect=str(run_list.chosen()),
        curve=demo.curve if demo else "",
    )
    if not long:
        settings(names)  # when the picture is on its way: that is what is waited for
    if "details" not in present.hidden():
        details.tabs(experiment, found, names)
    link.keep(experiment)


inside("compare")
present.hide_controls()
shown = lesson.bare(lesson.demo(DEMOS))
link.open_once("compare", controls.RULE, controls.load, controls.take, bare=shown)
page()
