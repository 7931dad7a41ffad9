"""The controls of one run: its rule, what the rule's hyperparameters are, and what happens to the gradient before.

`run` is the prefix of the run's keys in `ui.state.choices`: "" on a page with a single run, "run 3/" beside others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer
from optimizers.transforms import MINI_BATCH
from parameters import Described
from simulation.experiments.rule_class import OWN, rule_class
from simulation.experiments.suggest import suggestions
from surfaces import Surface
from ui.sidebar import batch, rule_editor, schedules
from ui.state import choices
from ui.widgets.settings import heading, pick, pick_some, settings
from words.language import _

#: Lets the run of a prefix have its own rule, which begins as the one that is opened.
Begin = Callable[[str], None]


def optimizer(run: str, surface: Surface, first: str, edit: Callable[[Begin], None] | None = None) -> dict[str, Any]:
    """The rule and its hyperparameters, as plain data of a run.

    edit  is called when a built-in rule is to be opened as text, with what lets a run of some prefix begin with it;
          left out, the run itself does
    """
    rule = choices.get(f"{run}rule", first)
    cls = described(run, rule)
    own = [*rule_editor.resets(run)] if rule == OWN else []
    heading(_("Optimizer"), *choices.keys_of(f"{run}{rule}"), *own)
    _menu(run, rule, surface, first, edit or (lambda begin: begin(run)))
    if rule == OWN:
        rule_editor.controls(run, lambda key: as_it_is(run, key, surface))
    parts = {name: choices.get(f"{run}{rule}.{name}", known.default) for name, known in cls.hyperparameters().items()}
    return _named(run, rule, settings(f"{run}{rule}", cls, _defaults(run, rule, surface, parts)))


def _menu(run: str, rule: str, surface: Surface, first: str, edit: Callable[[Begin], None]) -> None:
    """All rules, the own one among them, and a button that opens a built-in one as text."""

    def changed() -> None:
        if choices.get(f"{run}rule", first) == OWN and rule != OWN and rule_editor.is_new(run):
            begin(run)  # the first rule of one's own is the one before

    def begin(prefix: str) -> None:
        rule_editor.begin(prefix, as_it_is(run, rule, surface))

    menu, button = st.columns([0.86, 0.14], gap="small")
    with menu:
        titles = {OWN: _("Your own rule"), **{key: cls.title for key, cls in OPTIMIZERS.items()}}
        pick(f"{run}rule", _("optimizer"), titles, first, on_change=changed)
    if rule == OWN:
        with button.popover("", icon=":material/help:", help=_("What can be written"), type="tertiary"):
            st.markdown(rule_editor.help_text())
        return
    why = rule_editor.cannot_open(rule)
    button.button(
        "",
        icon=":material/edit:",
        key=f"{run}edit rule",
        help=_(why) or _("Open this rule as text"),
        type="tertiary",
        on_click=edit,
        args=(begin,),
        disabled=bool(why),
    )


def described(run: str, rule: str) -> type[Optimizer]:
    """The class of a run's rule."""
    return rule_class(rule, rule_editor.text(run) if rule == OWN else "")


def _named(run: str, rule: str, hyperparameters: dict[str, Any]) -> dict[str, Any]:
    """The rule with its values as plain data of a run."""
    text = {"text": rule_editor.text(run)} if rule == OWN else {}
    return {"rule": rule, **text, "hyperparameters": hyperparameters}


def _defaults(run: str, rule: str, surface: Surface, values: Mapping[str, Any]) -> dict[str, Any]:
    """What suits the surface; of an own rule, the values with which it was opened."""
    opened = rule_editor.first_values(run) if rule == OWN else {}
    return suggestions(described(run, rule), surface, values) | opened


def as_it_is(run: str, rule: str, surface: Surface) -> dict[str, Any]:
    """A rule with the values that were chosen for it, whether or not the run has it now."""
    chosen = _saved_settings(f"{run}{rule}", described(run, rule))
    return _named(run, rule, _defaults(run, rule, surface, chosen) | chosen)


def transforms_title(run: str) -> str:
    """What the folded group says: "Noise and clipping: Clip by norm"."""
    picked = [_(TRANSFORMS[name].title) for name in choices.get(f"{run}transforms", ())]
    return _("Noise and clipping: {what}").format(what=", ".join(picked) or _("none"))


def transforms(run: str) -> list[dict[str, Any]]:
    """Noise, clipping and decay, in the order in which they were picked."""
    titles = {name: transform.title for name, transform in TRANSFORMS.items() if name != MINI_BATCH}
    picked = pick_some(f"{run}transforms", _("applied to the gradient, in this order"), titles)
    return [{"name": name, "settings": settings(f"{run}{name}", TRANSFORMS[name])} for name in picked]


def copy_transforms(run: str, other: str) -> None:
    """Let another run have the same noise, clipping, decay and mini-batches."""
    for name in TRANSFORMS:
        choices.forget(f"{other}{name}", *choices.keys_of(f"{other}{name}"))
    settings_of = [key for name in TRANSFORMS for key in choices.keys_of(f"{run}{name}")]
    for key in (f"{run}transforms", f"{run}{MINI_BATCH}", *settings_of):
        choices.put(f"{other}{key.removeprefix(run)}", choices.get(key, None))


def is_noisy(run: Mapping[str, Any]) -> bool:
    """Whether anything in a run is random."""
    return any(TRANSFORMS[transform["name"]].noisy for transform in run["transforms"])


def saved(run: str, surface: Surface) -> dict[str, Any]:
    """A run as plain data from what has been chosen for it, without drawing anything."""
    plain = as_it_is(run, choices.get(f"{run}rule", ""), surface)
    known = described(run, plain["rule"]).settings(plain["hyperparameters"])
    scheduled = [name for name in choices.get(f"{run}schedules", []) if name in known]
    kinds = {name: choices.get(f"{run}schedule {name}", schedules.FIRST) for name in scheduled}
    return {
        **plain,
        "schedules": {
            name: {"name": kind, "settings": _saved_settings(f"{run}schedule {name} {kind}", SCHEDULES[kind])}
            for name, kind in kinds.items()
        },
        "transforms": batch.saved(run, surface)
        + [
            {"name": name, "settings": _saved_settings(f"{run}{name}", TRANSFORMS[name])}
            for name in choices.get(f"{run}transforms", [])
        ],
    }


def _saved_settings(owner: str, cls: type[Described]) -> dict[str, Any]:
    """What has been chosen for `cls` under "<owner>.<name>"; not what belongs to a part it no longer has."""
    values = {key.removeprefix(f"{owner}."): choices.get(key, None) for key in choices.keys_of(owner)}
    return {name: value for name, value in values.items() if name in cls.settings(values)}
