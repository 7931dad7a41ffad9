"""Ready demos, one short JSON file each under `demos/`: an experiment, and what to look for in it."""

from gallery.demo import DEMOS, GROUPS, Demo, DemoError, Demos, read

__all__ = ["DEMOS", "GROUPS", "Demo", "DemoError", "Demos", "read"]
