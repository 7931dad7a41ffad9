"""A handle of the player was moved: the setting that it stands for is chosen, as its widget in the sidebar would."""

from __future__ import annotations

from parameters import Hyper
from ui.state import choices, history, keys, reading
from ui.state.chosen_surface import ground_data, suiting_surface

OF_SURFACE = "f."  # begins the name of a number of the surface, in links too


def turn(run: str, name: str, value: float, *, surface: str, rule: str) -> None:
    """A number of the run of this prefix, or of the surface. `surface` and `rule` stand where none has been chosen."""
    suiting = suiting_surface(surface)
    if name.startswith(OF_SURFACE):
        own = name.removeprefix(OF_SURFACE)
        _put(keys.of(ground_data(surface)["surface"], own), suiting.parameters.get(own), value)
        return
    chosen = choices.get(keys.rule(run), rule)
    values = reading.rule_data(run, chosen, suiting)["hyperparameters"]
    _put(
        keys.of(keys.rule_settings(run, chosen), name), reading.described(run, chosen).settings(values).get(name), value
    )


def _put(key: str, known: Hyper | None, value: float) -> None:
    """Nothing where there is no such number, or where it cannot be this."""
    if known is None or known.kind not in ("number", "integer"):
        return
    whole = known.kind == "integer" and value == int(value)
    if known.problem(chosen := int(value) if whole else value) is None:
        choices.put(key, chosen)
        choices.forget_problems(key)
        history.tick(f"{key}|handle")
