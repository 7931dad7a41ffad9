"""The names under which choices are kept. They are put together here and nowhere else.

Of the experiment: "surface", "<surface>.<name>" for its parameters, "formula" and "domain" of one that is typed,
"heights" and "map" (its domain) of a heightmap, "data" for rows of the user's own, "recorded" for paths beside,
"steps", "seed", "start.x", "start.y", "stop.<name>", and where runs are compared "fan", "spread" and "seeds". A domain
has its boxes under "<domain>.xmin" and so on. The functions below name what belongs to one run, whose prefix `run` is
"" on a page with a single run and "run 3/" beside others.
"""

from __future__ import annotations

from optimizers.transforms import MINI_BATCH

START = ("start.x", "start.y")
CORNERS = ("xmin", "xmax", "ymin", "ymax")
FORMULA_DRAFT = "formula draft"  # what is typed and wrong; the last good text stays in use


def of(owner: str, name: str) -> str:
    """What belongs to an owner: the parameter of a surface, the hyperparameter of a rule, the setting of a schedule."""
    return f"{owner}.{name}"


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
