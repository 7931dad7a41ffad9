"""The sentences on runs where f has one coordinate, in the field's words for a line."""

from __future__ import annotations

from words.language import _


def on_a_line(words: str) -> str:
    """What is said of a run on a line, where `words` are said of one on a surface, be it a descent or a climb; the same
    where both hold."""
    return _sentences().get(words, words)


def _sentences() -> dict[str, str]:
    """On a surface → on a line: where f is level and goes on the same way is an inflection, and there is no y."""
    return {
        _("began at a saddle and stays there, f = {f}: no slope, no minimum"): _(
            "began at an inflection and stays there, f = {f}: no slope, no minimum"
        ),
        _("began at a saddle and stays there, f = {f}: no slope, no maximum"): _(
            "began at an inflection and stays there, f = {f}: no slope, no maximum"
        ),
        _("rests at a saddle since step {step}, f = {f}: no slope, no minimum"): _(
            "rests at an inflection since step {step}, f = {f}: no slope, no minimum"
        ),
        _("rests at a saddle since step {step}, f = {f}: no slope, no maximum"): _(
            "rests at an inflection since step {step}, f = {f}: no slope, no maximum"
        ),
        _("at a saddle from step {step}"): _("at an inflection from step {step}"),
        _("{name} at a saddle"): _("{name} at an inflection"),
        _("{count} at a saddle"): _("{count} at an inflection"),
        _("{name} is still at the saddle, f = {f}"): _("{name} is still at the inflection, f = {f}"),
        _("does not move since step {step}, f = {f}: its steps are too small to change x or y"): _(
            "does not move since step {step}, f = {f}: its steps are too small to change x"
        ),
        _("does not move: its steps are too small to change x or y, f = {f}"): _(
            "does not move: its steps are too small to change x, f = {f}"
        ),
        _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's diagonal, from that step on; or "
            "ended by its stop rule nearer than {wide} to a minimum."
        ): _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's width, from that step on; or "
            "ended by its stop rule nearer than {wide} to a minimum."
        ),
        _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's diagonal, from that step on; or "
            "ended by its stop rule nearer than {wide} to a maximum."
        ): _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's width, from that step on; or "
            "ended by its stop rule nearer than {wide} to a maximum."
        ),
    }
