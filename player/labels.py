"""What the player says, in English; the script holds these sentences as keys only."""

from __future__ import annotations

from collections.abc import Callable


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, translate later"
    return text


SOURCES = (
    N_("A log scale needs values above zero"),
    N_("A log scale needs values above zero: {run} is {value} at step {step}"),
    N_("Contour with paths: {title}"),
    N_("Curves against"),
    N_("Download"),
    N_("Drag it, or use the arrow keys."),
    N_("Drawing the surface …"),
    N_("Fit the view, or all of the path"),
    N_("Hide this run"),
    N_("Inside step {step}"),
    N_("Layout"),
    N_("Logarithmic or linear scale"),
    N_("Logarithmic or linear scale; a log scale leaves out what is zero"),
    N_("Loop"),
    N_("Loss"),
    N_("Loss against steps"),
    N_("More"),
    N_("No step has been taken"),
    N_("Numbers of the step"),
    N_("Overlay"),
    N_("Pause"),
    N_("Play"),
    N_("Playback"),
    N_("Quantity of the curves"),
    N_("Run shown in the table"),
    N_("Runs"),
    N_("Save as {format}"),
    N_("Show this run"),
    N_("Side by side"),
    N_("Space"),
    N_("Speed"),
    N_("Speed (+ and −): 1× is 30 steps a second, and a whole path takes 10 seconds at most"),
    N_("Step"),
    N_("Step back"),
    N_("Step forward"),
    N_("The formulas of the rule with the numbers of this step"),
    N_("The picture could not be read."),
    N_("The picture could not be read. The last good one stays."),
    N_("The surface has not arrived. Reload the page to try again."),
    N_("To the start"),
    N_("What the step saw, kept and did, per coordinate"),
    N_("colour: f"),
    N_("colour: {scale}"),
    N_("distance to the nearest minimum"),
    N_("draggable point"),
    N_("f"),
    N_("f − f*"),
    N_("f(x) against steps"),
    N_("formulas"),
    N_("gradient evaluations"),
    N_("learning rate"),
    N_("linear scale"),
    N_("local minimum"),
    N_("log scale"),
    N_("minimum"),
    N_("no minimum is known"),
    N_("not sent with these runs"),
    N_("saddle"),
    N_("start"),
    N_("step length"),
    N_("step {step}"),
    N_("step {step} / {last}"),
    N_("steps"),
    N_("the lowest value of f is not known"),
    N_("‖gradient‖"),
)


def labels(_: Callable[[str], str]) -> dict[str, str]:
    """All texts of the player, translated by ``_``; for the header of `pack_paths`."""
    return {source: _(source) for source in SOURCES}
