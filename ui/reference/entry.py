"""One entry of the Reference page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import streamlit as st

from figures import thumbnail
from gallery import DEMOS, Demo
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from optimizers.reading.notation import formula
from parameters import NONZERO, Hyper
from player.shown import mathml
from simulation import RunSpec
from surfaces import SURFACES, Surface
from surfaces.notation import derivatives_latex, surface_latex
from ui.reference.entries import Entry, Notes, notes
from ui.reference.parity import authors_code, parity
from ui.widgets import markup, prose
from ui.widgets.source import source_html
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _
from words.numbers import bound, setting, short
from words.sentence import place

PLAYGROUND = "pages/playground.py"
_FEW = 4  # points of a kind that are named
COMPARE = "pages/compare.py"
TORCH = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler."


def show(entry: Entry) -> None:
    """Everything known about `entry`."""
    st.title(_(entry.title), anchor=False)
    said = notes(entry)
    if entry.kind == "rule":
        _rule(entry.key, OPTIMIZERS[entry.key], said)
    elif entry.kind == "schedule":
        _schedule(entry.key, SCHEDULES[entry.key], said)
    elif entry.kind == "transform":
        _transform(TRANSFORMS[entry.key], said)
    else:
        _surface(entry.key, SURFACES[entry.key], said)


def _rule(key: str, rule: type[Optimizer], said: Notes) -> None:
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _text(*map(_, rule.plainly or (said.lead,)), _(rule.good_for))
        _formula(key, rule)
    with right:
        _picture(key)
    _hyperparameters(rule.hyperparameters())
    _links(demos(key))
    _heading(_("Conventions and source"))
    _text(*((said.lead,) if rule.plainly else ()), _(rule.remark), *said.paragraphs, _source(said.source))
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
    _hyperparameters(schedule.hyperparameters())
    _heading(_("Conventions and source"))
    _text(*said.paragraphs, _torchs(schedule), _source(said.source))
    _heading(_("Code"))
    st.html(source_html(getattr(schedule, "at", schedule.next)))


def _transform(transform: type[Transform], said: Notes) -> None:
    _text(_(said.lead))
    _hyperparameters(transform.hyperparameters())
    _text(*said.paragraphs, _source(said.source))
    _heading(_("Code"))
    st.html(source_html(transform.apply))


def _surface(key: str, surface: Surface, said: Notes) -> None:
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _text(_(said.lead))
        _heading(_("Formula"))
        st.latex(surface_latex(surface))
        for line in derivatives_latex(surface)[:1]:
            st.latex(line)
    with right:
        markup.put(thumbnail.picture("surface", key, dark=is_dark()), "reference-picture")
        st.caption(markdown(_("{sides}. Dots: where f is lowest.").format(sides=_sides(surface))))
        _open_in_playground({"surface": key})
    if surface.parameters:
        _hyperparameters(surface.parameters, _("Parameters"))
    _heading(_("Points worth knowing"))
    _text(*_points(surface))
    _links({name: demo for name, demo in DEMOS.items() if demo.experiment.surface == key})
    _heading(_("Conventions and source"))
    _text(_source(said.source))


def _sides(surface: Surface) -> str:
    """The domain: x from -2 to 2, y from -1 to 3."""
    sides = zip(surface.coordinates, *(edges.tolist() for edges in surface.corners), strict=True)
    words = _("{name} from {low} to {high}")
    return ", ".join(words.format(name=name, low=short(low), high=short(high)) for name, low, high in sides)


def _points(surface: Surface) -> list[str]:
    """Its minima, other places and starts, each kind in a line; of many the first few."""
    saddles = (_("Inflection"), _("Inflections")) if surface.dimensions == 1 else (_("Saddle"), _("Saddles"))
    kinds = {
        (_("Minimum"), _("Minima")): surface.minima,
        (_("Local minimum"), _("Local minima")): surface.local_minima,
        saddles: surface.saddles,
        (_("Maximum"), _("Maxima")): surface.maxima,
        (_("Start"), _("Starts")): surface.starts,
    }
    found = {names: [f"{place(p)}, f = {short(float(surface.value(p)))}" for p in of] for names, of in kinds.items()}
    return [_listed(names[len(points) > 1], points) for names, points in found.items() if points]


def _listed(name: str, points: Sequence[str]) -> str:
    words = f"{name}: {'; '.join(points[:_FEW])}"
    more = _(" and {count} more").format(count=len(points) - _FEW) if len(points) > _FEW else ""
    return f"{words}{more}."


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
    _open_in_playground(dict(parse_qsl(experiment.to_query())))


def _open_in_playground(query: Mapping[str, str]) -> None:
    with st.container(key="reference-play"):
        label = _("Open in the Playground")
        st.page_link(PLAYGROUND, label=label, icon=":material/play_arrow:", query_params=query)


def _links(shown: Mapping[str, Demo]) -> None:
    """Links to demos of the Gallery."""
    if not shown:
        return
    _heading(_("Seen in the Gallery"))
    with st.container(key="reference-demos", horizontal=True, gap="small"):
        for name, demo in shown.items():
            query = parse_qs(demo.experiment.to_query(), keep_blank_values=True)
            st.page_link(COMPARE, label=_(demo.title), query_params=query | {"view": [demo.view], "demo": [name]})


def demos(key: str) -> dict[str, Demo]:
    """The demos that show the rule, by key: by itself, or inside of another."""
    return {name: demo for name, demo in DEMOS.items() if any(key in _names(run) for run in demo.experiment.runs)}


def _names(run: RunSpec) -> set[str]:
    """The keys of a run's rule and of the rules inside of it."""
    known = run.described.hyperparameters()
    return {run.rule, *(str(run.hyperparameters.get(name, h.default)) for name, h in known.items() if h.parts)}


def _second_paths(rule: type[Optimizer]) -> list[str]:
    """The names of the points drawn as second paths."""
    return [f"`{name}`" for name in rule.points]


def _course(schedule: Schedule) -> str:
    steps = len(thumbnail.course(schedule))
    if schedule.follows_loss:
        return _("{steps} steps from the base value 1, with a loss that rests after step 10.").format(steps=steps)
    return _("{steps} steps from the base value 1.").format(steps=steps)


def _hyperparameters(known: Mapping[str, Hyper], heading: str = "") -> None:
    _heading(heading or _("Hyperparameters"))
    if not known:
        st.caption(_("None."))
        return
    heads = [_("name"), _("symbol"), _("meaning"), _("default"), _("valid")]
    others = any(hyper.authors for hyper in known.values())
    if others:
        heads.insert(4, _("authors' default"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = "".join(_row(name, hyper, others) for name, hyper in known.items())
    markup.put(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", "reference-table", scrolls=True)


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
    integers = known.kind in ("integer", "integers")
    if math.isinf(low):
        return _("any number")
    bounds = _("from {low}") if math.isinf(high) else _("from {low} to below {high}")
    return bounds.format(low=bound(low), high=bound(high)) + (", " + _("whole") if integers else "")


def _meaning(known: Hyper) -> str:
    """The label, and when it counts at all."""
    if not known.when:
        return _(known.doc)
    conditions = ", ".join(f"{name} {_wanted(value)}" for name, value in known.when.items())
    return _("{meaning} (with {conditions})").format(meaning=_(known.doc), conditions=conditions)


def _wanted(value: Any) -> str:
    return NONZERO.value if value is NONZERO else f"= {_plain(value)}"
