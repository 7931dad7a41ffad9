"""Look up a rule, a schedule or a gradient transform."""

from ui.frame.inside import inside
from ui.reference import page as reference

inside("reference")
reference.page()
