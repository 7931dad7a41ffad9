"""The animated contour: `pack` (paths and grids as bytes) and `frontend/` (the script that draws them)."""

from player.explain import Derivatives, explain
from player.pack import pack_grid, pack_paths
from player.texts import labels
from player.views import PathView, Series

__all__ = ["Derivatives", "PathView", "Series", "explain", "labels", "pack_grid", "pack_paths"]
