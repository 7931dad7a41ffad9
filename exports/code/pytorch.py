"""An experiment as a script of torch's: its optimizers and schedulers walk the same paths."""

from __future__ import annotations

from dataclasses import dataclass

from exports.code.source import TORCH
from exports.code.surface import surface_source
from exports.code.torch_parts import change_of, follows_loss, optimizer_of, scheduler_of
from exports.work import ExportError, Tell, Work
from parameters import Described
from simulation.experiments.run import origins
from words.language import _

_HEAD = '''"""The paths of an experiment of Slalom's, walked by torch in double precision.

`paths` has the points of every run, (steps + 1, n), from its start on. They agree with Slalom's to about
twelve digits, except in runs where every rounding error grows.
"""

import torch
'''

WARM_UP = '''def warm_up(optimizer, then, start_factor, total_iters):
    """A straight line up, and after it another schedule."""
    line = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=total_iters)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it passes an epoch to what it holds, which torch advises against
        return lr_scheduler.SequentialLR(optimizer, [line, then], milestones=[total_iters])


'''

_WALK = '''def walk(start, steps, make, schedule=None, changes=(){watched}):
    """The points from the start on, where `changes` are made to every gradient before the optimizer has it."""
    w = torch.tensor(start, requires_grad=True)
    optimizer = make(w)
    scheduler = schedule(optimizer) if schedule else None
    path = [w.detach().clone()]

    def closure():
        optimizer.zero_grad()
        loss = {sign}f(*w)
        loss.backward()
{guard}        for change in changes:
            change(w)
        return loss.detach()

    for step in range(1, steps + 1):
        optimizer.step(closure)
        path.append(w.detach().clone())
        if scheduler and step < steps:
{next}
    return torch.stack(path)


'''

_GUARD = "        w.grad[w.grad.isnan() & loss.isfinite()] = 0.0  # where f has a value and no derivative\n"
_STEP = "            scheduler.step()"
_QUIET = """            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                scheduler.step()"""
_FOLLOWS = "            scheduler.step(*([float({sign}f(*w.detach()))] if follows_loss else []))"


@dataclass(frozen=True)
class Script:
    """A script, and a sentence for every run that is not in it."""

    text: str
    missing: tuple[str, ...]


def as_pytorch(work: Work, options: Described, tell: Tell) -> bytes:
    """The script. ExportError if torch has none of the runs."""
    return pytorch(work).text.encode()


def pytorch(work: Work) -> Script:
    """The script of the runs that torch has. ExportError in one sentence if there is none, or f is no formula."""
    surface = surface_source(work.experiment, TORCH)
    runs, missing = [], []
    for i, name in enumerate(work.names):
        try:
            runs.append(_run(work, i))
        except ExportError as error:
            missing.append(f"{name}: {error}" if len(work.names) > 1 else str(error))
    if not runs:
        raise ExportError(missing[0])
    lines = [line for run in runs for line in run]
    warms, follows = any("warm_up(" in line for line in lines), any("follows_loss" in line for line in lines)
    parts = [_HEAD]
    if any("lr_scheduler" in line for line in lines):
        parts.append("from torch.optim import lr_scheduler\n")
    if warms:
        parts[0] = parts[0].replace("import torch\n", "import warnings\n\nimport torch\n")
    parts += [
        "\ntorch.set_default_dtype(torch.float64)\n\n\n",
        "\n".join([*surface.lines, ""]),
        WARM_UP if warms else "",
    ]
    parts.append(_walk(surface.singular, work.experiment.maximize, warms, follows))
    parts += [f"# Not here. {sentence}\n" for sentence in missing]
    parts += ["paths = {\n", *(f"    {line}\n" for line in lines), "}\n"]
    parts.append("for name, path in paths.items():\n    print(name, path[-1].tolist(), f(*path[-1]).item())\n")
    return Script("".join(parts), tuple(missing))


def _walk(singular: bool, climbs: bool, warms: bool, follows: bool) -> str:
    sign = "-" if climbs else ""
    following = _FOLLOWS.format(sign=sign) if follows else _QUIET if warms else _STEP
    if follows and warms:
        body = following.strip()
        following = _QUIET.replace("scheduler.step()", body)
    watched = ", follows_loss=False" if follows else ""
    return _WALK.format(watched=watched, sign=sign, guard=_GUARD if singular else "", next=following)


def _run(work: Work, i: int) -> list[str]:
    """The entries of one run: one for every path."""
    experiment, spec = work.experiment, work.experiment.runs[i]
    made = optimizer_of(spec.build())
    scheduler = scheduler_of(spec, experiment.steps)
    changes = "".join(f"lambda w: {change_of(transform)}, " for transform in spec.transforms)
    others = [f"lambda optimizer: {scheduler},"] if scheduler else []
    others += [f"changes=({changes.rstrip()}),"] if changes else []
    others += ["follows_loss=True,"] if follows_loss(spec) else []
    lines = []
    for k, (origin, path) in enumerate(zip(origins(experiment, spec), work.bundles[i], strict=True)):
        name = (
            work.names[i]
            if len(work.bundles[i]) == 1
            else _("{run}, start {number}").format(run=work.names[i], number=k + 1)
        )
        last = int(path.last)
        ended = f"  # of {experiment.steps}: {path.status}" if last < experiment.steps else ""
        own = [f"{origin.start!r},", f"{last},{ended}", f"lambda w: {made},", *others]
        lines += [f"{name!r}: walk(", *(f"    {line}" for line in own), "),"]
    return lines
