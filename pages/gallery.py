"""Ready demos, each opening in one click."""

from ui.frame import frame
from ui.gallery import page as gallery

frame.inside("gallery")
gallery.page()
