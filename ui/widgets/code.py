"""What the tab Code shows: a script of Slalom's Python, of PyTorch, or of a picture with Matplotlib, to be copied."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from exports.code.drawing import matplotlib_script
from exports.code.pytorch import pytorch
from exports.formats import FORMATS
from exports.work import ExportError, Work
from words.foreign import markdown
from words.language import _

KINDS = {"python": "Python", "pytorch": "PyTorch", "matplotlib": "Matplotlib"}
_BOX, _KEPT = "script", "script kept"  # what is not drawn is forgotten by Streamlit, and a closed tab is not drawn


def scripts(work: Work) -> None:
    """The choice, and the script with a button that copies it; a sentence where there is none."""
    st.session_state.setdefault(_BOX, st.session_state.get(_KEPT, "python"))
    kind = st.segmented_control(
        _("script"),
        list(KINDS),
        format_func=KINDS.__getitem__,
        required=True,
        key=_BOX,
        label_visibility="collapsed",
        on_change=_keep,
    )
    draw: dict[str, Callable[[Work], None]] = {"pytorch": _pytorch, "matplotlib": _matplotlib}
    draw.get(str(kind), _python)(work)


def _keep() -> None:
    st.session_state[_KEPT] = st.session_state[_BOX]


def _python(work: Work) -> None:
    st.caption(_("This script reproduces the run to the last bit."))
    st.code(work.experiment.to_python(), language="python")


def _pytorch(work: Work) -> None:
    try:
        script = pytorch(work)
    except ExportError as error:
        st.caption(markdown(str(error)))
        return
    st.caption(
        _("torch.optim and its schedulers walk the same path to about twelve digits, unless rounding errors grow.")
    )
    for sentence in script.missing:
        st.caption(_("Not in it. {why}").format(why=markdown(sentence)))
    st.code(script.text, language="python")


def _matplotlib(work: Work) -> None:
    csv = FORMATS["csv"]
    st.caption(_("This script draws the picture from a CSV of the paths, which it looks for in its own folder."))
    st.download_button(
        _("Paths as CSV"),
        lambda: csv.make(work),
        csv.file_name(work),
        csv.mime,
        on_click="ignore",
        icon=":material/table:",
        key="csv of the script",
    )
    st.code(matplotlib_script(work), language="python")
