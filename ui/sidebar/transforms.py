"""What happens to the gradient of a run before its rule sees it: noise, clipping, decay."""

from __future__ import annotations

from contextlib import AbstractContextManager

from optimizers import TRANSFORMS
from optimizers.transforms import MINI_BATCH
from ui.state import choices, keys, reading
from ui.widgets.groups import folded
from ui.widgets.settings import pick_some, settings
from words.language import _

_TITLES = {name: transform.title for name, transform in TRANSFORMS.items() if name != MINI_BATCH}


def group(run: str) -> AbstractContextManager[bool]:
    """The folded group, with what is picked in it under it: "Clip by norm"."""
    picked = ", ".join(_(TRANSFORMS[name].title) for name in reading.transforms(run))
    return folded(_("Noise and clipping"), f"{run}transforms group", picked)


def controls(run: str) -> None:
    """The menu, in the order in which they were picked, and the settings of each."""
    for name in pick_some(keys.transforms(run), _("applied to the gradient, in this order"), _TITLES):
        settings(keys.transform_settings(run, name), TRANSFORMS[name])


def copy(run: str, other: str) -> None:
    """Let another run have the same noise, clipping and decay; its mini-batches stay its own."""
    for name in _TITLES:
        choices.forget(*choices.keys_of(keys.transform_settings(other, name)))
    owners = [keys.transform_settings(run, name) for name in _TITLES]
    for key in (key for owner in owners for key in choices.keys_of(owner)):
        choices.put(f"{other}{key.removeprefix(run)}", choices.get(key, None))
    choices.put(keys.transforms(other), reading.transforms(run))
