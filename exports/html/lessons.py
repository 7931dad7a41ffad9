"""A demo of any kind as the gallery shows it: its topic, its card, and the pages before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from figures.cells import cells
from figures.curves import curves
from figures.picture import picture
from gallery import DEMOS, MAPS, NETWORKS, Demo, MapDemo, NetworkDemo
from gallery.charted import GROUP as OF_MAPS
from gallery.drawn import GROUP as OF_NETWORKS
from networks.shown.names import names
from simulation.experiments.specs import RunSpec
from words.language import _

AnyDemo = Demo | MapDemo | NetworkDemo
INDEX = "index.html"
_GLUE = "\N{NO-BREAK SPACE}"


def lessons() -> dict[str, AnyDemo]:
    """Every demo, in the order of the topics."""
    return {**DEMOS, **MAPS, **NETWORKS}


def topic(demo: AnyDemo) -> str:
    if isinstance(demo, Demo):
        return str(demo.group)
    return OF_NETWORKS if isinstance(demo, NetworkDemo) else OF_MAPS


def named(demo: AnyDemo) -> set[str]:
    """What it is found by beside its words: titles of rules, and the surface or the data."""
    if isinstance(demo, NetworkDemo):
        return _titles(demo.experiment.runs) | {_(demo.experiment.data().name)}
    one = demo.experiment.experiment if isinstance(demo, MapDemo) else demo.experiment
    return _titles(one.runs) | {_(one.landscape().name)}


def _titles(runs: Sequence[RunSpec]) -> set[str]:
    return {_(run.described.title) for run in runs}


def card(demo: AnyDemo) -> str:
    """Its small picture as SVG, as it was drawn once where it takes long; light or dark as the reader's screen is."""
    said = _(demo.title)
    if isinstance(demo, Demo):
        return picture(demo.experiment, demo.view, dark=None, title=said)
    if isinstance(demo, MapDemo):
        return cells([panel.rows for panel in demo.drawn], demo.colours, title=said)
    xs = [np.array(curve.epochs) for curve in demo.drawn]
    ys = [np.array(curve.values, dtype=float) for curve in demo.drawn]
    return curves(xs, ys, names(demo.experiment), dark=None, title=said)


def above(key: str, demos: Mapping[str, AnyDemo]) -> str:
    """Markup that stands over the picture: the way to the index and to the demos beside it, title and text."""
    keys, demo = list(demos), demos[key]
    at = keys.index(key)
    near: dict[str, Sequence[str]] = {"prev": keys[max(at - 1, 0) : at], "next": keys[at + 1 : at + 2]}
    signs = {"prev": "← {}", "next": "{} →"}
    links = [f'<a href="{INDEX}">{escape(_("Gallery"))}</a>'] + [
        f'<a rel="{rel}" href="{other}.html">{escape(signs[rel].format(_(demos[other].title)))}</a>'
        for rel, others in near.items()
        for other in others
    ]
    return (
        f'<header class="lesson"><nav aria-label="{escape(_("Gallery"))}">{"".join(links)}</nav>'
        f"<h1>{escape(_(demo.title))}</h1><p>{prose(demo.look)}</p></header>"
    )


def prose(text: str) -> str:
    return escape(_(text).replace(" = ", f"{_GLUE}={_GLUE}"))
