"""Ready demos, each opening in one click."""

from ui.frame.inside import inside
from ui.gallery import page as gallery

inside("gallery")
gallery.page()
