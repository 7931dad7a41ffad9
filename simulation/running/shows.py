"""What shows itself in a notebook.

Pictures and tables are made in rooms above this one, which it does not know: `import slalom` fills `MAKERS` with the
names of the functions that make them, and none of these is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

#: What is asked for → "module:function", which takes the thing itself.
MAKERS: dict[str, str] = {}


def maker(what: str) -> Callable[..., Any]:
    """The function that makes this. RuntimeError in one sentence where nobody has said which."""
    if what not in MAKERS:
        raise RuntimeError("Pictures and tables of runs come with `import slalom`; import it first.")
    module, name = MAKERS[what].split(":")
    return getattr(import_module(module), name)


class Shows:
    """Has a picture. What a notebook shows of it is the player, where it is more than text."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        """For Jupyter: media type → content; None without `import slalom`."""
        return maker("bundle")(self) if "bundle" in MAKERS else None

    def _display_(self) -> Any:
        """For marimo."""
        return maker("widget or page")(self)

    def plot(self, **options: Any) -> Any:
        """A figure of Plotly's; `options` are those of `figures.options.Options`."""
        return maker("plot")(self, **options)

    def figure(self, **options: Any) -> Any:
        """A figure of Matplotlib's, to be changed and saved; `options` are the same."""
        return maker("figure")(self, **options)

    def to_dataframe(self) -> Any:
        """A table of pandas', one row a step; of an experiment all runs, one after another."""
        return maker("dataframe")(self)
