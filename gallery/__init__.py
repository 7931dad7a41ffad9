"""Ready demos, one short JSON file each under `demos/`: an experiment, and what to look for in it."""

from gallery.charted import MAPS, MapDemo
from gallery.demo import DEMOS, GROUPS, Demo, DemoError, Demos, read
from gallery.drawn import NETWORKS, NetworkDemo

__all__ = ["DEMOS", "GROUPS", "MAPS", "NETWORKS", "Demo", "DemoError", "Demos", "MapDemo", "NetworkDemo", "read"]
