"""The buttons that take back the last change, and bring it again."""

from __future__ import annotations

from ui.state import history
from ui.widgets.groups import icon_button
from ui.widgets.row import row
from words.language import _


def controls() -> None:
    """Draw both; keys do the same (`ui/frontend/steps.js`)."""
    place = row()
    undo, redo = _("Undo (Ctrl+Z)"), _("Redo (Shift+Ctrl+Z)")
    icon_button(place, "undo", "undo", _("Undo"), history.undo, help=undo, disabled=not history.may_undo())
    icon_button(place, "redo", "redo", _("Redo"), history.redo, help=redo, disabled=not history.may_redo())
