"""Any optimizer class of torch or pytorch-optimizer on a surface, so that a rule can be checked against the library.

The class gets a tensor of float64 and the gradients of our surface: what is compared is the rule. torch takes a second
or two to import, and is imported when something is asked of it; pytorch-optimizer is optional.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from typing import Any

import numpy as np

from networks.library.walk import Walk, Walked
from optimizers import Transform
from simulation import Stop, Trajectory
from simulation.running.landscape import Landscape
from simulation.running.simulate import SLICE, finished, walk

TORCH, PACKAGE = "torch.optim", "pytorch_optimizer"
AROUND = ("base_optimizer", "optimizer")  # arguments that are a class themselves: the optimizer inside another one
HOUSEKEEPING = ("foreach", "fused", "capturable", "differentiable")  # they change the speed, not the rule
MATRICES = ("torch.optim.Muon", "pytorch_optimizer.SpectralSphere")  # they take matrices only: the point is a 1 × 2 one

#: Classes that are not offered, and why.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "it wants sparse gradients": ("SparseAdam",),
    "it wants a whole network": ("AdaLOMO", "AdamMini", "GSAM", "LOMO", "WSAM"),
    "it wants the matrices of a network sorted from its other weights": (
        *("AdaGO", "AdaMuon", "DistributedMuon", "MuonClip", "NorMuon"),
        "pytorch_optimizer.Muon",
    ),
    "it asks torch for second derivatives, and a surface gives it gradients": ("AdaHessian", "SophiaH"),
    "it cannot compute in float64": ("FAdam", "Magma"),
    "it trains on several machines": ("DeMo",),
    "it trains what is added to a network of low rank": ("LoRARite",),
    "it moves small weights only": ("SaRA",),
    "it weighs the gradients of several losses": ("PCGrad",),
    "it copies weights of half precision": ("SafeFP16Optimizer",),
}

_lock = RLock()


def library_names() -> list[str]:
    """All classes that `library_run` takes: torch's, then pytorch-optimizer's. Imports both."""
    return list(_classes())


def library_remark() -> str:
    """One sentence where something is missing."""
    if find_spec(PACKAGE):
        return ""
    return "pytorch-optimizer is not installed here, so only torch's own optimizers are offered."


def library_class(name: str) -> type[Any]:
    """The class of that name. ValueError in one sentence if there is none, or it is left out."""
    room, _, short = str(name).rpartition(".")
    if room == PACKAGE and not find_spec(PACKAGE):
        raise ValueError(f"{name} cannot be run: {library_remark()}")
    if why := _left_out(name):
        raise ValueError(f"{name} is left out: {why}.")
    if cls := _classes().get(name):
        return cls
    close = get_close_matches(short, [known.split(".")[-1] for known in _classes()], n=3)
    known = [full for full in _classes() if full.split(".")[-1] in close] or [f"{TORCH}.Adam"]
    raise ValueError(f"There is no optimizer {str(name)[:60]!r}; there is, for example, {', '.join(known[:3])}.")


def library_arguments(name: str) -> dict[str, Any]:
    """Argument → default of a class (None where there is no default). ValueError if it is not known."""
    given = {k: v for k, v in _parameters(library_class(name)).items() if k not in HOUSEKEEPING}
    return {
        k: "torch.optim.SGD" if k in AROUND else None if v is inspect.Parameter.empty else v for k, v in given.items()
    }


def library_run(
    name: str,
    settings: Mapping[str, Any],
    surface: Landscape,
    start: Any,
    steps: int = 500,
    seed: int = 0,
    **around: Any,
) -> Trajectory:
    """The path of a library's optimizer from one point, as `simulate` walks ours: same noise, endings and counts.

    name      "torch.optim.Adam", "pytorch_optimizer.Lion", …
    settings  its arguments; "optimizer" or "base_optimizer" is the name of a class inside, whose arguments go along
    start     (2,)
    around    `transforms`, `stop` and `maximize` as `simulate` has them (the class is given −f, which is what its own
              argument of that name does), and `schedule`, the arguments of every step, where they change

    States are recorded where they are tensors of the point's shape, from the first step on. ValueError in one sentence
    if there is no such class, it refuses the settings, or it cannot walk here.
    """
    return finished(library_walk(name, settings, surface, start, steps, seed, **around, slice_of=math.inf))


def library_walk(
    name: str,
    settings: Mapping[str, Any],
    surface: Landscape,
    start: Any,
    steps: int = 500,
    seed: int = 0,
    *,
    transforms: Sequence[Transform] = (),
    stop: Stop | None = None,
    schedule: Sequence[Mapping[str, Any]] = (),
    maximize: bool = False,
    slice_of: float = SLICE,
) -> Generator[int, None, Trajectory]:
    """`library_run` in slices, as `simulation.running.simulate.walk` has them. torch's default type and random numbers
    are the walk's within a slice only, so that it may be left between two, and others use torch there."""
    cls, arguments = library_class(name), _checked(name, settings)
    with double_precision(seed) as random:
        own = Walk(name, cls, arguments, np.asarray(start, dtype=float), schedule, as_matrix=name in MATRICES)
        state = random.get_rng_state()
    around: Any = {"transforms": transforms, "seed": seed, "stop": stop, "maximize": maximize}
    slices = walk(Walked(own), surface, start, steps, **around, slice_of=slice_of)
    while True:
        with double_precision() as random:
            random.set_rng_state(state)
            try:
                taken = next(slices)
            except StopIteration as end:
                return replace(end.value, **own.recorded(len(end.value.x)))
            state = random.get_rng_state()
        yield taken


@contextmanager
def double_precision(seed: int = 0) -> Iterator[Any]:
    """torch with float64 as its default, in which it keeps the numbers of its steps, and with a seed of its own; yields
    `torch.random`.

    The default is the whole process's: only one thread at a time has it, and whoever else uses torch at the same time
    must name the types of its tensors.
    """
    torch = import_module("torch")
    with double_numbers(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield torch.random


@contextmanager
def double_numbers() -> Iterator[None]:
    """`double_precision` without its random numbers, of which torch's own optimizers draw none."""
    torch = import_module("torch")
    with _lock:
        before = torch.get_default_dtype()
        torch.set_default_dtype(torch.float64)
        try:
            yield
        finally:
            torch.set_default_dtype(before)


def has_torch() -> bool:
    """Whether torch is installed. Nothing is imported to find out."""
    return find_spec("torch") is not None


@cache
def _classes() -> dict[str, type]:
    torch = import_module(TORCH)
    rooms = [(TORCH, torch)] + ([(PACKAGE, import_module(PACKAGE))] if find_spec(PACKAGE) else [])
    return {
        f"{room}.{name}": cls
        for room, module in rooms
        for name, cls in sorted(vars(module).items(), key=lambda item: item[0].lower())
        if inspect.isclass(cls) and issubclass(cls, torch.Optimizer) and cls is not torch.Optimizer
        if cls.__module__.startswith(room) and not _left_out(f"{room}.{name}")  # the package passes torch's on
    }


def _left_out(name: str) -> str | None:
    return next((why for why, names in LEFT_OUT.items() if name in names or name.split(".")[-1] in names), None)


def _parameters(cls: type) -> dict[str, Any]:
    """Argument → default."""
    found = inspect.signature(cls).parameters.values()
    return {p.name: p.default for p in found if p.name != "params" and p.kind is not p.VAR_KEYWORD}


def _checked(name: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments as the class takes them: unknown names raise, since some classes pass over them in silence."""
    known = _parameters(library_class(name))
    arguments, allowed = dict(settings), dict(known)
    if around := next((argument for argument in AROUND if argument in known), None):
        inner = arguments.get(around, f"{TORCH}.SGD")
        arguments[around] = library_class(inner)
        if any(argument in _parameters(arguments[around]) for argument in AROUND):
            raise ValueError(f"{name} takes {inner} inside no further optimizer.")
        allowed |= _parameters(arguments[around])
    for argument in arguments:
        if argument not in allowed:
            listed = ", ".join(known for known in allowed if known not in HOUSEKEEPING) or "none"
            raise ValueError(f"{name} has no argument {argument!r}; it has {listed}.")
    missing = [k for k, default in known.items() if default is inspect.Parameter.empty and k not in arguments]
    if missing:
        raise ValueError(f"{name} needs {' and '.join(missing)}; write for example {missing[0]}=100.")
    return arguments
