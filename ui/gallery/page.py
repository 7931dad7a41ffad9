"""The Gallery page: every demo as a card that opens it on the page that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs

import numpy as np
import streamlit as st

from figures.cells import cells
from figures.curves import curves
from figures.picture import picture
from gallery import DEMOS, GROUPS, MAPS, NETWORKS, Demo, MapDemo, NetworkDemo
from gallery.charted import GROUP as OF_MAPS
from gallery.drawn import GROUP as OF_NETWORKS
from networks.experiment import NetworkExperiment
from networks.shown.names import names
from ui.frame import frame
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _

AnyDemo = Demo | MapDemo | NetworkDemo
TOPICS = (*GROUPS, OF_MAPS, OF_NETWORKS)
_GLUE = "\N{NO-BREAK SPACE}"


def page() -> None:
    """A box to search in, and the demos that are found, by topic."""
    frame.entitle(_("Gallery"))
    with st.container(key="gallery-top", horizontal=True, vertical_alignment="bottom"):
        st.title(_("Gallery"), anchor=False)
        text = _search_box()
    found = search(text)
    if not found:
        st.info(_("No demo mentions “{text}”.").format(text=markdown(text)), icon=":material/search_off:")
    topics = {group: {key: demo for key, demo in found.items() if _topic(demo) == group} for group in TOPICS}
    topics = {group: members for group, members in topics.items() if members}
    with st.sidebar:
        _jumps(topics)
    for group, members in topics.items():
        _group(group, members)


def _jumps(topics: Mapping[str, Mapping[str, AnyDemo]]) -> None:
    """Links to the topics, each with the number of its demos."""
    links = [f"[{markdown(_(topic))} ({len(members)})](#{_anchor(topic)})" for topic, members in topics.items()]
    with st.container(key="gallery-topics"):
        st.markdown("\n".join(f"- {link}" for link in links))


def _anchor(topic: str) -> str:
    return re.sub(r"\W+", "-", topic.casefold()).strip("-")


def search(text: str) -> Mapping[str, AnyDemo]:
    """The demos that mention every word of `text`, or words that begin so, in what they say or in what they use."""
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in text.casefold().split()]
    known: dict[str, AnyDemo] = {**DEMOS, **MAPS, **NETWORKS}
    return {key: demo for key, demo in known.items() if all(word.search(_mentioned(demo)) for word in words)}


def _topic(demo: AnyDemo) -> str:
    if isinstance(demo, Demo):
        return str(demo.group)
    return OF_NETWORKS if isinstance(demo, NetworkDemo) else OF_MAPS


def _mentioned(demo: AnyDemo) -> str:
    one = demo.experiment.experiment if isinstance(demo, MapDemo) else demo.experiment
    used = [name for run in one.runs for name in (_(run.described.title), run.label, *run.hyperparameters)]
    if isinstance(one, NetworkExperiment):
        on = [one.data().name, *one.network, *(name for run in one.runs for name in run.network)]
    else:
        on = [one.landscape().name]
    return " ".join([_(demo.title), _(demo.look), _(_topic(demo)), *map(_, on), *used]).casefold()


def _search_box() -> str:
    return st.text_input(
        _("Search the gallery"),
        key="gallery search",
        type="search",
        live=True,
        placeholder=_("word, optimizer or surface"),
        label_visibility="collapsed",
        icon=":material/search:",
        width=300,
    )


def _group(title: str, members: Mapping[str, AnyDemo]) -> None:
    with st.container(key=f"gallery-group-{title}", gap="small"):
        st.subheader(_(title), anchor=_anchor(title))
        with st.container(key=f"gallery-cards-{title}"):
            for key, demo in members.items():
                _card(key, demo)


def _card(key: str, demo: AnyDemo) -> None:
    """Picture, title and text; the title is a link that covers the card."""
    if isinstance(demo, NetworkDemo):
        page, drawn = "networks", _drawn(demo)
    elif isinstance(demo, MapDemo):
        page, drawn = "maps", cells([panel.rows for panel in demo.drawn], demo.colours, title=_(demo.title))
    else:
        page, drawn = "compare", _map(demo)
    with st.container(key=f"demo-{key}", gap=None):
        st.image(drawn, width="stretch", alt="")
        query = parse_qs(demo.experiment.to_query(), keep_blank_values=True)
        query |= {name: [value] for name, value in (("view", demo.view), ("demo", key)) if value}
        st.page_link(f"pages/{page}.py", label=_(demo.title), query_params=query)
        st.caption(_(demo.look).replace(" = ", f"{_GLUE}={_GLUE}"))


def _map(demo: Demo) -> str:
    return picture(demo.experiment, demo.view, dark=is_dark(), title=_(demo.title))


def _drawn(demo: NetworkDemo) -> str:
    """The curves as they were drawn once: nothing is trained for a card."""
    xs = [np.array(curve.epochs) for curve in demo.drawn]
    ys = [np.array(curve.values, dtype=float) for curve in demo.drawn]
    return curves(xs, ys, names(demo.experiment), dark=is_dark(), title=_(demo.title))
