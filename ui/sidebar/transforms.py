"""What happens to the gradient of a run before its rule sees it: noise, clipping, decay."""

from __future__ import annotations

from optimizers import TRANSFORMS
from optimizers.transforms import MINI_BATCH
from ui.state import choices, keys, reading
from ui.widgets.settings import pick_some, settings
from words.language import _


def title(run: str) -> str:
    """What the folded group says: "Noise and clipping: Clip by norm"."""
    picked = [_(TRANSFORMS[name].title) for name in reading.transforms(run)]
    return _("Noise and clipping: {what}").format(what=", ".join(picked) or _("none"))


def controls(run: str) -> None:
    """The menu, in the order in which they were picked, and the settings of each."""
    titles = {name: transform.title for name, transform in TRANSFORMS.items() if name != MINI_BATCH}
    for name in pick_some(keys.transforms(run), _("applied to the gradient, in this order"), titles):
        settings(keys.transform_settings(run, name), TRANSFORMS[name])


def copy(run: str, other: str) -> None:
    """Let another run have the same noise, clipping, decay and mini-batches."""
    for name in TRANSFORMS:
        owner = keys.transform_settings(other, name)
        choices.forget(owner, *choices.keys_of(owner))
    owners = [keys.transform_settings(run, name) for name in TRANSFORMS]
    settings_of = [key for owner in owners for key in choices.keys_of(owner)]
    for key in (keys.transforms(run), keys.mini_batch(run), *settings_of):
        choices.put(f"{other}{key.removeprefix(run)}", choices.get(key, None))
