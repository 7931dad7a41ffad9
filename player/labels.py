"""What the player says, in English; the script holds these sentences as keys only."""

from __future__ import annotations

from collections.abc import Callable


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, translate later"
    return text


SOURCES = (
    N_("A log scale needs values above zero"),
    N_("Contour with paths: {title}"),
    N_("Download"),
    N_("Drag it, or use the arrow keys."),
    N_("Drawing the surface …"),
    N_("Fit the view, or all of the path"),
    N_("Inside step {step}"),
    N_("Logarithmic or linear scale"),
    N_("Loop"),
    N_("Loss"),
    N_("Loss against steps"),
    N_("More"),
    N_("Numbers of the step"),
    N_("Pause"),
    N_("Play"),
    N_("Playback"),
    N_("Run shown in the table"),
    N_("Save as {format}"),
    N_("Space"),
    N_("Speed"),
    N_("Speed (+ and −): 1× is 30 steps a second, and a whole path takes 10 seconds at most"),
    N_("Step"),
    N_("Step back"),
    N_("Step forward"),
    N_("The picture could not be read."),
    N_("The picture could not be read. The last good one stays."),
    N_("The surface has not arrived. Reload the page to try again."),
    N_("To the start"),
    N_("What the step saw, kept and did, per coordinate"),
    N_("colour: f"),
    N_("colour: {scale}"),
    N_("draggable point"),
    N_("f(x) against steps"),
    N_("linear scale"),
    N_("local minimum"),
    N_("log scale"),
    N_("minimum"),
    N_("saddle"),
    N_("start"),
    N_("step {step} / {last}"),
)


def labels(_: Callable[[str], str]) -> dict[str, str]:
    """All texts of the player, translated by ``_``; for the header of `pack_paths`."""
    return {source: _(source) for source in SOURCES}
