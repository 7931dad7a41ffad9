"""The names under which choices are kept. They are put together here and nowhere else.

Of the experiment: "surface", "<surface>.<name>" for its parameters, "formula" and "domain" of one that is typed,
"heights" and "map" (its domain) of a heightmap, "data" for rows of the user's own, "recorded" for paths beside,
"steps", "seed", "start.x", "start.y", "start.line.x", "stop.<name>", "maximize", "fan", "spread" and "seeds". A domain
has its boxes under "<domain>.xmin" and so on; that of a formula of x alone is "interval", and "curve" says whether one
is drawn as a curve. Names of columns are "data columns" and "heights columns". The functions below name what belongs to
one run, whose prefix `run` is "" on a page with a single run and "run 3/" beside others.
"""

from __future__ import annotations

from optimizers.transforms import MINI_BATCH

STARTS = {1: ("start.line.x",), 2: ("start.x", "start.y")}  # by the number of coordinates: each keeps its own
START = (*STARTS[2], *STARTS[1])
CURVE = "curve"  # of a formula without y: whether it is a function on a line, and no surface
CORNERS = ("xmin", "xmax", "ymin", "ymax")
LIBRARY, LIBRARY_CLASS = "library", "library.class"  # whether a library's path is drawn beside, and of which class
FULL_BATCH, BESIDE = "full batch", "beside"  # whether that of the full batch is, or of the rule that was opened as text
KEEPING = "keep "  # begins the names of what belongs to exports: to every page, and to no experiment
FORMULA_DRAFT = "formula draft"  # what is typed and wrong; the last good text stays in use


def of(owner: str, name: str) -> str:
    """What belongs to an owner: the parameter of a surface, the hyperparameter of a rule, the setting of a schedule."""
    return f"{owner}.{name}"


def keeping(group: str) -> str:
    """Which format of a group; the owner of its options, which formats of one group share, as far as they have them."""
    return f"{KEEPING}{group}"


def library_arguments(name: str) -> str:
    """The arguments of a library's class."""
    return f"library.arguments {name}"


def rule(run: str) -> str:
    """Which rule; its hyperparameters are under `of(rule_settings(…), name)`."""
    return f"{run}rule"


def rule_settings(run: str, rule: str) -> str:
    """The owner of a rule's hyperparameters."""
    return f"{run}{rule}"


def text(run: str) -> str:
    """The lines of a rule that is typed, as far as they are a rule."""
    return f"{run}text"


def text_draft(run: str) -> str:
    """What is typed and no rule."""
    return f"{run}text draft"


def begun(run: str) -> str:
    """What the rule that is typed was opened from."""
    return f"{run}begun"


def schedules(run: str) -> str:
    """The hyperparameters that follow a schedule."""
    return f"{run}schedules"


def schedule(run: str, hyperparameter: str) -> str:
    """Which schedule a hyperparameter follows."""
    return f"{run}schedule {hyperparameter}"


def schedule_settings(run: str, hyperparameter: str, kind: str) -> str:
    """The owner of the settings of that schedule."""
    return f"{run}schedule {hyperparameter} {kind}"


def mini_batch(run: str) -> str:
    """Whether there is a mini-batch; it owns the settings as well."""
    return f"{run}{MINI_BATCH}"


def transforms(run: str) -> str:
    """The other transforms of the gradient, in order."""
    return f"{run}transforms"


def transform_settings(run: str, name: str) -> str:
    """The owner of the settings of a transform."""
    return f"{run}{name}"


def label(run: str) -> str:
    return f"{run}label"


def color(run: str) -> str:
    return f"{run}color"
