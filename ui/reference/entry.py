"""One entry of the Reference page."""

from __future__ import annotations

import math
from html import escape
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from figures import thumbnail
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from optimizers.reading.notation import formula
from parameters import NONZERO, Described, Hyper
from player.shown import mathml
from ui.reference.entries import Entry, Notes, notes
from ui.reference.parity import authors_code, parity
from ui.widgets import markup, prose
from ui.widgets.source import source_html
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _
from words.numbers import setting, short

PLAYGROUND = "pages/playground.py"
TORCH = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler."


def show(entry: Entry) -> None:
    """Everything known about `entry`."""
    st.title(_(entry.title), anchor=False)
    said = notes(entry)
    if entry.kind == "rule":
        _rule(entry.key, OPTIMIZERS[entry.key], said)
    elif entry.kind == "schedule":
        _schedule(entry.key, SCHEDULES[entry.key], said)
    else:
        _transform(TRANSFORMS[entry.key], said)


def _rule(key: str, rule: type[Optimizer], said: Notes) -> None:
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _text(_(said.lead), _(rule.good_for))
        _formula(key, rule)
    with right:
        _picture(key)
    _hyperparameters(rule)
    _heading(_("Conventions and source"))
    _text(_(rule.remark), *said.paragraphs, _source(said.source))
    _heading(_("Checked"))
    _text(parity(key), authors_code(key))
    _heading(_("Code"))
    st.html(source_html(rule.step))


def _schedule(key: str, schedule: type[Schedule], said: Notes) -> None:
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _text(_(said.lead))
        _heading(_("Value at step t, for the base value b"))
        st.latex(schedule.formula)
    with right:
        markup.put(thumbnail.picture("schedule", key), "reference-picture")
        st.caption(_course(schedule()))
    _hyperparameters(schedule)
    _heading(_("Conventions and source"))
    _text(*said.paragraphs, _torchs(schedule), _source(said.source))
    _heading(_("Code"))
    st.html(source_html(getattr(schedule, "at", schedule.next)))


def _transform(transform: type[Transform], said: Notes) -> None:
    _text(_(said.lead))
    _hyperparameters(transform)
    _text(*said.paragraphs, _source(said.source))
    _heading(_("Code"))
    st.html(source_html(transform.apply))


def _heading(text: str) -> None:
    st.subheader(text, anchor=False)


def _text(*texts: str) -> None:
    markup.put(prose.paragraphs(filter(None, texts)), "reference-text")


def _source(text: str) -> str:
    return _("Source: {papers}").format(papers=text) if text else ""


def _torchs(schedule: type[Schedule]) -> str:
    if not schedule.torch:
        return ""
    words = _("The same numbers as torch's {name} to 1e-12, in `tests/unit/optimizers/test_schedules.py`: {address}")
    return words.format(name=schedule.torch, address=f"{TORCH}{schedule.torch}.html")


def _formula(key: str, rule: type[Optimizer]) -> None:
    """The update for the options chosen here; everything else has its default."""
    _heading(_("Update"))
    values: dict[str, Any] = {}
    options = {n: h for n, h in rule.hyperparameters().items() if h.kind in ("choice", "switch") and not h.parts}
    if options and not rule.latex_lines:
        with st.container(horizontal=True, gap="medium", key=f"options {key}"):
            for name, known in options.items():
                if known.counts(values):
                    values[name] = _option(f"reference {key} {name}", name, known)
    st.latex(formula(rule(**values)))


def _option(key: str, name: str, known: Hyper) -> Any:
    if known.kind == "switch":
        return st.toggle(_(known.doc), value=known.default, key=key, help=f"`{name}`")
    label = _(known.doc)
    return st.segmented_control(
        label, known.choices, default=known.default, key=key, required=True, format_func=_plain, help=f"`{name}`"
    )


def _picture(key: str) -> None:
    experiment = thumbnail.example(key)
    markup.put(thumbnail.picture("rule", key, dark=is_dark()), "reference-picture")
    chosen = [f"{name} {_plain(value)}" for name, value in experiment.runs[0].hyperparameters.items()]
    settings = ", ".join([*chosen, _("otherwise defaults")]) if chosen else _("all defaults")
    start = ", ".join(map(short, experiment.start))
    words = _("Elongated bowl from ({start}), {steps} steps, {settings}.")
    st.caption(markdown(words.format(start=start, steps=experiment.steps, settings=settings)))
    if points := ", ".join(_second_paths(OPTIMIZERS[key])):
        st.caption(_("Dashed: {points}.").format(points=points))
    with st.container(key="reference-play"):
        st.page_link(
            PLAYGROUND,
            label=_("Open in the Playground"),
            icon=":material/play_arrow:",
            query_params=parse_qsl(experiment.to_query()),
        )


def _second_paths(rule: type[Optimizer]) -> list[str]:
    """The names of the points drawn as second paths."""
    return [f"`{name}`" for name in rule.points]


def _course(schedule: Schedule) -> str:
    steps = len(thumbnail.course(schedule))
    if schedule.follows_loss:
        return _("{steps} steps from the base value 1, with a loss that rests after step 10.").format(steps=steps)
    return _("{steps} steps from the base value 1.").format(steps=steps)


def _hyperparameters(described: type[Described]) -> None:
    known = described.hyperparameters()
    _heading(_("Hyperparameters"))
    if not known:
        st.caption(_("None."))
        return
    heads = [_("name"), _("symbol"), _("meaning"), _("default"), _("valid")]
    others = any(hyper.authors for hyper in known.values())
    if others:
        heads.insert(4, _("authors' default"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = "".join(_row(name, hyper, others) for name, hyper in known.items())
    markup.put(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", "reference-table")


def _row(name: str, known: Hyper, others: bool) -> str:
    """One hyperparameter; with `others`, beside its default that of the authors' code, where it is another."""
    symbol = mathml(known.symbol) if known.symbol else ""
    theirs = (known.authors,) if others else ()
    cells = (symbol, *map(escape, (_meaning(known), _plain(known.default), *theirs, _valid(known))))
    return f'<tr><th scope="row"><code>{name}</code></th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _plain(value: Any) -> str:
    """A value as a person writes it."""
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return setting(value) if isinstance(value, int | float) else str(value)


def _valid(known: Hyper) -> str:
    if known.parts:
        return _("any of {number} by key").format(number=len(known.choices))
    if known.kind in ("choice", "switch"):
        return ", ".join(map(_plain, known.choices or (True, False)))
    low, high = known.within
    whole = known.kind in ("integer", "integers")
    if math.isinf(low):
        return _("any number")
    bounds = _("from {low}") if math.isinf(high) else _("from {low} to below {high}")
    return bounds.format(low=short(low), high=short(high)) + (", " + _("whole") if whole else "")


def _meaning(known: Hyper) -> str:
    """The label, and when it counts at all."""
    if not known.when:
        return _(known.doc)
    conditions = ", ".join(f"{name} {_wanted(value)}" for name, value in known.when.items())
    return _("{meaning} (with {conditions})").format(meaning=_(known.doc), conditions=conditions)


def _wanted(value: Any) -> str:
    return NONZERO.value if value is NONZERO else f"= {_plain(value)}"
