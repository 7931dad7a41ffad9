"""Ready demos, each opening in one click."""

from ui import frame, gallery

frame.inside("gallery")
gallery.page()
