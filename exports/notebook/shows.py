"""How runs show themselves in a notebook, and what else can be made of them there."""

from __future__ import annotations

import base64
import sys
from html import escape
from importlib.util import find_spec
from typing import Any

from exports.html.options import PageOptions
from exports.html.page import HEIGHT, document
from exports.notebook.again import Again, Experimented, again
from exports.played import common
from exports.work import ExportError
from simulation import Experiment, Trajectory
from words.language import _

_WIDGET = "application/vnd.jupyter.widget-view+json"
SERVER = "http://localhost:8501"  # where `slalom` serves the app, unless it is told otherwise


def bundle(thing: Any) -> dict[str, Any] | None:
    """Media type → content, from the most to the least that a notebook can show; None of what has no picture.

    The player of the kernel, the page that plays without any, the picture that stands still, and a sentence. In a
    terminal there is no picture.
    """
    if _in_a_terminal():
        return None
    try:
        shown = again(thing)
    except ExportError:
        return None
    words = shown.played.words
    still = shown.played.still(shown.layout)
    found: dict[str, Any] = {
        "text/html": _page(shown, still),
        "image/svg+xml": still,
        "text/plain": f"{words['title']}: {words['sentence'][1]}",
    }
    if _has_widgets():
        from exports.notebook.widget import PlayerWidget

        made = PlayerWidget(shown)._repr_mimebundle_()
        found[_WIDGET] = (made[0] if isinstance(made, tuple) else made or {}).get(_WIDGET)
    return found


def widget_or_page(thing: Any) -> Any:
    """The player as a widget; where anywidget is not installed, the page."""
    shown = again(thing)
    if find_spec("anywidget"):
        from exports.notebook.widget import PlayerWidget

        return PlayerWidget(shown)
    return Markup(_page(shown, shown.played.still(shown.layout)))


class Markup(str):
    """Text that is HTML."""

    def _repr_html_(self) -> str:
        return self


def figure(thing: Any, **options: Any) -> Any:
    """A Matplotlib figure; `options` are those of `figures.options.Options`."""
    from figures.in_matplotlib.figure import figure as drawn

    if isinstance(thing, Experiment):
        return drawn(thing, **options)
    return drawn(thing, **_named(thing), **options)


def plot(thing: Any, **options: Any) -> Any:
    """A Plotly figure; `options` are the same."""
    from figures.in_matplotlib.figure import scene
    from figures.in_plotly.figure import plotly_figure
    from figures.options import Options

    if isinstance(thing, Experiment):
        return plotly_figure(scene(thing), Options.from_values(options) if options else None)
    return plotly_figure(scene(thing, **_named(thing)), Options.from_values(options) if options else None)


def _named(path: Trajectory) -> dict[str, Any]:
    """What a figure is told of a path: its surface, its rule, and what it is called."""
    surface, (asked,) = common([path])
    return {"surface": surface, "names": [asked.rule.title], "title": again(path).played.words["title"]}


def dataframe(thing: Any) -> Any:
    """A pandas table: one row a step and a column a number; of an experiment with the name of the run, and where there
    are several paths of it, which one."""
    import pandas as pd

    from exports.data import table
    from words.sample import lane_names

    if isinstance(thing, Trajectory):
        return pd.DataFrame(table(thing))
    work = Experimented(thing).work
    rows = []
    for i, (name, paths) in enumerate(zip(work.names, work.bundles, strict=True)):
        for lane, path in zip(lane_names(thing, i), paths, strict=True):
            front = {"run": name, **({"path": lane} if lane else {})}
            frame = pd.DataFrame(table(path))
            for at, (column, value) in enumerate(front.items()):
                frame.insert(at, column, value)
            rows.append(frame)
    return pd.concat(rows, ignore_index=True)


def edit(experiment: Experiment, server: str = "") -> Markup:
    """A link that opens the experiment in the app. ExperimentError if it does not fit in one."""
    page = "compare" if len(experiment.runs) > 1 else ""
    address = f"{(server or SERVER).rstrip('/')}/{page}?{experiment.to_query()}"
    return Link(address)


class Link(Markup):
    """An address that can be clicked in a notebook."""

    def _repr_html_(self) -> str:
        return f'<a href="{escape(self)}" target="_blank" rel="noopener">{escape(_("Open in Slalom"))}</a>'


def _page(shown: Again, still: str) -> str:
    """The page of the player in a frame."""
    played, options = shown.played, PageOptions(layout=shown.layout)
    blob = played.paths(options.for_player(), shown.layout)
    inner = document(blob, played.grid(), played.words["title"], still, options)
    return framed(inner, played.words["title"], still)


def framed(inner: bytes, title: str, still: str) -> str:
    """The page in a frame that nothing else of the notebook can be reached from, over the picture: where frames are
    taken out, the picture is left."""
    picture = base64.b64encode(still.encode()).decode()
    said, place = escape(title), "position:absolute;inset:0;width:100%;height:100%"
    return (
        f'<div style="position:relative;height:{HEIGHT}px;overflow:hidden">'
        f'<img alt="{said}" src="data:image/svg+xml;base64,{picture}" style="{place};object-fit:contain">'
        f'<iframe title="{said}" sandbox="allow-scripts allow-downloads" allow="fullscreen" '
        f'style="{place};border:0" srcdoc="{escape(inner.decode())}"></iframe></div>'
    )


def _shell() -> Any:
    """The running IPython, if there is one."""
    known = sys.modules.get("IPython")
    return known.get_ipython() if known else None


def _in_a_terminal() -> bool:
    shell = _shell()
    return shell is not None and not hasattr(shell, "kernel")


def _has_widgets() -> bool:
    return hasattr(_shell(), "kernel") and find_spec("anywidget") is not None
