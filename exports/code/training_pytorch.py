"""Trainings as a script of torch's: its modules, optimizers and schedulers reach the same losses."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from exports.code.pytorch import WARM_UP, Script
from exports.code.torch_parts import change_of_all, follows_loss, optimizer_of, scheduler_of
from exports.trained import TrainedWork
from exports.work import ExportError, Tell
from networks.data.dataset import Dataset
from networks.experiment import NetworkExperiment
from networks.price import updates_in_epoch
from networks.settings import TORCH, Network
from networks.shown.names import names
from networks.training.train import first_model
from parameters import Described
from words.language import _

_LOOP = Path(__file__).parent / "training_loop.txt"
#: Of torch's optimizers those that see the shape of what they move: Slalom's rules see one vector.
_BY_SHAPE = ("torch.optim.Adafactor", "torch.optim.Muon")
_ACTIVATIONS = {"tanh": "nn.Tanh", "relu": "nn.ReLU", "sigmoid": "nn.Sigmoid", "gelu": "nn.GELU"}
_NORMS = {"none": "nn.Identity", "batch": "nn.BatchNorm1d", "layer": "nn.LayerNorm"}
#: Settings of a training that the script has not, by the value that is none of it.
_LEFT_OUT = {
    "dropout": (0, "what dropout leaves out is drawn by a generator of Slalom's own"),
    "dropconnect": (0, "what DropConnect leaves out is drawn by a generator of Slalom's own"),
    "input_noise": (0, "noise on inputs is drawn by a generator of Slalom's own"),
    "average": ("none", "the script keeps no average of weights"),
    "patience": (0, "the script does not stop early"),
    "transfer": ("none", "the script does not learn from what another network has learned"),
}


def as_pytorch(work: TrainedWork, options: Described, tell: Tell) -> bytes:
    """The script. ExportError if torch has none of the runs."""
    return training_script(work.experiment).text.encode()


def what_is_missing(work: TrainedWork, options: Described) -> str:
    """Which runs the script has not, and why."""
    return " ".join(training_script(work.experiment).missing)


def training_script(experiment: NetworkExperiment) -> Script:
    """The script of the runs that torch has, with a sentence for every other one. ExportError if there is none."""
    named, runs, missing = names(experiment), [], []
    for i, name in enumerate(named):
        try:
            runs.append(_run(experiment, i, name))
        except ExportError as error:
            missing.append(f"{name}: {error}" if len(named) > 1 else str(error))
    if not runs:
        raise ExportError(missing[0])
    if experiment.seeds > 1:
        missing.append(_("the script trains with seed {seed} alone.").format(seed=experiment.seed))
    text = "".join(runs)
    raw = _raw(experiment)
    parts = [
        _head(text),
        _data(raw),
        _LOOP.read_text(encoding="utf-8").format(loss=_LOSS[bool(raw.classes)]),
        f"\n\n{WARM_UP.rstrip()}" if "warm_up(" in text else "",
        "\n\n\ntrainings = {\n",
        text,
        "}\n",
        *(f"# Not here. {sentence}\n" for sentence in missing),
        "for name, (model, losses) in trainings.items():\n",
        "    print(name, losses[-1], valid_loss(model).item())\n",
    ]
    return Script("".join(parts), tuple(missing))


_LOSS = {
    True: "nn.functional.cross_entropy(outputs, wanted, label_smoothing=smoothing)",
    False: "((outputs[:, 0] - wanted.to(outputs.dtype)) ** 2).mean() / 2",
}


def _head(text: str) -> str:
    """What is imported."""
    standard = ["base64", "io", *(["warnings"] if "warm_up(" in text else [])]
    schedulers = "from torch.optim import lr_scheduler\n" if "lr_scheduler" in text else ""
    return (
        '"""Trainings of Slalom, made by torch: `trainings` has the module and the loss of every batch of a run.\n\n'
        "They agree with Slalom's as far as the precision reaches, except where every rounding error grows.\n"
        '"""\n\n'
        f"{''.join(f'import {name}{chr(10)}' for name in standard)}\nimport numpy as np\nimport torch\n"
        f"from torch import nn\n{schedulers}\n"
        "torch.set_num_threads(1)\n"
        "torch.set_default_dtype(torch.float64)  # of single numbers in optimizers; networks have their own\n\n\n"
        "def unpacked(text):\n"
        '    """The arrays of an NPZ file that is written as text."""\n'
        "    return np.load(io.BytesIO(base64.b64decode(text)))\n\n\n"
    )


def _raw(experiment: NetworkExperiment) -> Dataset:
    """The data as they are before they are scaled."""
    plain = experiment.settings().values() | {"scaling": "raw", "factor": 1.0, "transfer": "none"}
    return NetworkExperiment.from_data({**experiment.to_data(), "network": plain, "runs": [{"rule": "sgd"}]}).data()


def _data(raw: Dataset) -> str:
    """The data of all runs."""
    inputs = raw.inputs
    small = ((inputs >= 0) & (inputs <= 255) & (inputs == np.rint(inputs))).all()  # pixels, which pack well
    found = {"inputs": inputs.astype(np.uint8) if small else inputs, "targets": raw.targets}
    return f"data = unpacked(\n{_packed(**found, train=raw.train, valid=raw.valid)})\n"


def _packed(**arrays: np.ndarray) -> str:
    """Arrays as lines of text in quotes."""
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    text = base64.b64encode(file.getvalue()).decode()
    return "".join(f'    "{text[i : i + 108]}"\n' for i in range(0, len(text), 108))


def _run(experiment: NetworkExperiment, i: int, name: str) -> str:
    """The entry of one run. ExportError in one sentence if torch has it not."""
    settings, spec = experiment.settings(i), experiment.runs[i]
    for key, (none, why) in _LEFT_OUT.items():
        if getattr(settings, key) != none:
            raise ExportError(_("{name} is set, and {why}.").format(name=key, why=_(why)))
    made = optimizer_of(spec.build())
    if settings.library != TORCH and made.startswith(_BY_SHAPE):
        raise ExportError(f"{made.split('(')[0]} sees the shapes of weights, and Slalom's rule sees one vector.")
    scheduler = scheduler_of(spec, experiment.plan_steps(i))
    _dataset, model = first_model(experiment, i)
    first = np.concatenate([part.detach().numpy().ravel() for part in model.parameters()])
    lines = [
        f"network({_shape(settings, experiment)}),",
        f'unpacked(\n{_indented(_packed(first=first), 8)}        )["first"],',
        f"scaled({settings.scaling!r}, {settings.factor!r}, torch.{settings.precision}),",
        f"lambda parameters: {made.replace('[w]', 'parameters')},",
        f"seed={experiment.seed},",
        f"epochs={settings.epochs},",
        f"ends={_ends(settings, len(experiment.data(run=i).train))!r},",
        *([f"smoothing={settings.label_smoothing!r},"] if settings.label_smoothing else []),
        *_moved(spec, scheduler, settings),
    ]
    return f"    {name!r}: train(\n" + "".join(f"        {line}\n" for line in lines) + "    ),\n"


def _shape(settings: Network, experiment: NetworkExperiment) -> str:
    data = experiment.data()
    widths = [data.inputs.shape[1], *[settings.width] * settings.depth, data.outputs]
    return f"{widths!r}, {_ACTIVATIONS[settings.activation]}, {_NORMS[settings.norm]}, skip={settings.skip!r}"


def _ends(settings: Network, examples: int) -> list[int]:
    """Where the batches of an epoch end, but for the last."""
    return [settings.batch_size * k for k in range(1, updates_in_epoch(settings, examples))]


def _moved(spec: Any, scheduler: str, settings: Network) -> Sequence[str]:
    """What a scheduler and transforms add."""
    changes = "".join(f"lambda parameters: {change_of_all(one)}, " for one in spec.transforms)
    lines = [f"schedule=lambda optimizer: {scheduler},"] if scheduler else []
    lines += ["by_epoch=False,"] if scheduler and settings.schedules == "per update" else []
    lines += ["follows_loss=True,"] if follows_loss(spec) else []
    return lines + ([f"changes=({changes.rstrip()}),"] if changes else [])


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())
