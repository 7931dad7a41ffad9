"""Look up a rule, a schedule or a gradient transform."""

from ui.frame import frame
from ui.reference import page as reference

frame.inside("reference")
reference.page()
