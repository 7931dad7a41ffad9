"""Look up a rule, a schedule or a gradient transform."""

from ui import frame, reference

frame.inside("reference")
reference.page()
