"""What a teacher hides: parts of a page that a link leaves out, for a slide, a lesson or an iframe.

`?hide=controls~details` hides parts, `?large=true` is for a projector, `ui.address.layout` reads `?view=…`;
Streamlit's own `?embed=true` shows the player alone. What is hidden still counts: the experiment is the same.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from ui.address import link
from ui.address.kinds import Kept
from words.language import _

#: Part → what it is called. The first two belong to the page, the others to the player.
PARTS = {
    "controls": "controls",
    "details": "tabs below",
    "title": "title",
    "fit": "fitted curve",
    "loss": "curves",
    "inside": "inside of the step",
    "bar": "playback bar",
}
_PAGE_PARTS = ("controls", "details")


def hidden() -> frozenset[str]:
    """The parts that are not to be seen."""
    asked = frozenset(st.query_params.get("hide", "").split("~")) & PARTS.keys()
    return asked | (frozenset(_PAGE_PARTS) if st.context.is_embedded else frozenset())


def large() -> bool:
    """Whether type and lines are those of a projector."""
    return st.query_params.get("large", "") == "true"


def for_player() -> dict[str, object]:
    """The options of the player's header that say so."""
    parts = sorted(hidden() - set(_PAGE_PARTS))
    return {"large": large(), "embed": bool(hidden()), "hide": parts}


def hide_controls() -> None:
    """The sidebar is drawn, as the experiment is read from it, but not shown."""
    if "controls" in hidden():
        st.html(
            "<style>[data-testid='stSidebar'], [data-testid='stExpandSidebarButton'], "
            "[data-testid='stToolbar']::before { display: none }"
            ".stApp [data-testid='stMainBlockContainer'] { padding-top: 1.4rem !important }</style>"
        )


def share(experiment: Kept) -> None:
    """The controls that make such a link, if there is one."""
    if experiment.why_no_link:
        return
    with st.expander(_("For a slide or a lesson"), key="slide group"):
        picked = st.multiselect(
            _("hide"),
            list(PARTS),
            default=["controls", "details"],
            format_func=lambda part: _(PARTS[part]),
            key="hide",
            select_all=False,
        )
        projector = st.checkbox(_("large type and thick lines"), key="large")
        extra = ({"hide": "~".join(picked)} if picked else {}) | ({"large": "true"} if projector else {})
        address = urlsplit(link.address(experiment))
        query = "&".join(filter(None, (address.query, urlencode(extra))))
        st.code(address._replace(query=query).geturl(), language=None, wrap_lines=True)
        st.caption(_("In an iframe, add &embed=true: the player alone is shown."))
