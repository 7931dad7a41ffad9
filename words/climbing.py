"""The sentences on runs for runs that climb."""

from __future__ import annotations

from words.language import _


def climbing(words: str) -> str:
    """What is said of a run that climbs, where `words` are said of a descent on −f; the same where both hold."""
    return (_sentences() | _parts()).get(words, words)


def _sentences() -> dict[str, str]:
    """A whole sentence on a descent → that on a climb."""
    return {
        _("still descending at step {step}, f = {f}, {gradients}"): _(
            "still climbing at step {step}, f = {f}, {gradients}"
        ),
        _("began at the minimum and stays there, f = {f}"): _("began at the maximum and stays there, f = {f}"),
        _("began in a local minimum, {point}, and stays there, f = {f}"): _(
            "began at a local maximum, {point}, and stays there, f = {f}"
        ),
        _("began at a saddle and stays there, f = {f}: no slope, no minimum"): _(
            "began at a saddle and stays there, f = {f}: no slope, no maximum"
        ),
        _("began at a maximum and stays there, f = {f}: no slope, no minimum"): _(
            "began at a minimum and stays there, f = {f}: no slope, no maximum"
        ),
        _("began in a kink and stays there, f = {f}: the slope jumps, and f rises to both sides"): _(
            "began in a kink and stays there, f = {f}: the slope jumps, and f falls to both sides"
        ),
        _("converged at step {step} in a local minimum, {point}, final f = {f}"): _(
            "converged at step {step} to a local maximum, {point}, final f = {f}"
        ),
        _("rests at a saddle since step {step}, f = {f}: no slope, no minimum"): _(
            "rests at a saddle since step {step}, f = {f}: no slope, no maximum"
        ),
        _("rests at a maximum since step {step}, f = {f}: no slope, no minimum"): _(
            "rests at a minimum since step {step}, f = {f}: no slope, no maximum"
        ),
        _("rests in a kink since step {step}, f = {f}: the slope jumps, and f rises to both sides"): _(
            "rests in a kink since step {step}, f = {f}: the slope jumps, and f falls to both sides"
        ),
    }


def _parts() -> dict[str, str]:
    """A part of a sentence, or the note on it, in the same way."""
    return {
        _("at the minimum from step {step}"): _("at the maximum from step {step}"),
        _("in a local minimum from step {step}"): _("at a local maximum from step {step}"),
        _("at a maximum from step {step}"): _("at a minimum from step {step}"),
        _("still descending at step {step}"): _("still climbing at step {step}"),
        _("{name} in a local minimum"): _("{name} at a local maximum"),
        _("{name} at a maximum"): _("{name} at a minimum"),
        _("{name} is in a local minimum, f = {f}"): _("{name} is at a local maximum, f = {f}"),
        _("{name} is still at the maximum, f = {f}"): _("{name} is still at the minimum, f = {f}"),
        _("{name} is still descending, f = {f}"): _("{name} is still climbing, f = {f}"),
        _("of the others {name} is lowest, f = {f}"): _("of the others {name} is highest, f = {f}"),
        _("of the others {name} and {count} more are lowest, f = {f}"): _(
            "of the others {name} and {count} more are highest, f = {f}"
        ),
        _("{count} in a local minimum"): _("{count} at a local maximum"),
        _("{count} still descending"): _("{count} still climbing"),
        _("{name} has the lowest median, f = {f}"): _("{name} has the highest median, f = {f}"),
        _("{name} and {count} more have the lowest median, f = {f}"): _(
            "{name} and {count} more have the highest median, f = {f}"
        ),
        _("{count} at a maximum"): _("{count} at a minimum"),
        _("{name} and {count} more lowest, f = {f}"): _("{name} and {count} more highest, f = {f}"),
        _("{name} lowest, f = {f}"): _("{name} highest, f = {f}"),
        _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's diagonal, from that step on; or "
            "ended by its stop rule nearer than {wide} to a minimum."
        ): _(
            "At a point means: nearer than {near}, a ten-thousandth of the picture's diagonal, from that step on; or "
            "ended by its stop rule nearer than {wide} to a maximum."
        ),
    }
