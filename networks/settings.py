"""All that can be set about a network and its training, with ranges and words: pages, shell and links read it here."""

from __future__ import annotations

from dataclasses import dataclass

from networks.data.dataset import SCALINGS
from parameters import NONZERO, Described, hyper

MADE = ("moons", "spirals", "circles", "curve")
BUNDLED = ("iris", "digits")
OWN = "own"
DATA = (*BUNDLED, *MADE, OWN)

ACTIVATIONS = ("tanh", "relu", "sigmoid", "gelu")
INITS = ("default", "zeros", "normal", "uniform", "scaled normal", "xavier", "kaiming")
_MADE = {"data": frozenset(MADE)}
TRANSFER_DATA = "digits"
LIBRARIES = ("slalom", TORCH := "torch")
TRANSFERS = ("none", "scratch", "last layer", "all layers", "first layers frozen")


@dataclass(frozen=True, eq=False)
class Network(Described):
    """A network, what it learns from, and how it is trained, but for the rule that does it."""

    title = "Network"

    data: str = hyper("iris", choices=DATA, doc="data")
    examples: int = hyper(300, slider=(40, 1000), within=(10, 5001), symbol="N", doc="examples", when=_MADE)
    noise: float = hyper(0.15, slider=(0.0, 0.5), within=(0, 10), symbol=r"\sigma", doc="noise of the data", when=_MADE)
    scaling: str = hyper("z-score", choices=SCALINGS, doc="inputs")
    factor: float = hyper(
        1.0, slider=(1.0, 1000.0), log=True, within=(1e-6, 1e6), doc="factor of the first input", rare=True
    )

    depth: int = hyper(1, slider=(0, 8), within=(0, 31), doc="hidden layers")
    width: int = hyper(16, slider=(1, 128), within=(1, 257), doc="units in a layer")
    activation: str = hyper("tanh", choices=ACTIVATIONS, doc="activation")
    skip: bool = hyper(False, doc="skip connections")
    init: str = hyper("default", choices=INITS, doc="first weights")
    norm: str = hyper("none", choices=("none", "batch", "layer"), doc="norm")
    dropout: float = hyper(0.0, slider=(0.0, 0.9), within=(0, 1), symbol="p", doc="dropout")
    dropconnect: float = hyper(0.0, slider=(0.0, 0.9), within=(0, 1), symbol="p", doc="DropConnect", rare=True)
    forget_eval: bool = hyper(False, doc="use it as it is trained (no eval)", rare=True)

    epochs: int = hyper(100, slider=(1, 400), within=(1, 5001), doc="epochs")
    batch_size: int = hyper(24, slider=(1, 256), within=(1, 100_001), symbol="B", doc="batch size")
    schedules: str = hyper("per epoch", choices=("per epoch", "per update"), doc="schedules move", rare=True)
    label_smoothing: float = hyper(0.0, slider=(0.0, 0.5), within=(0, 1), doc="label smoothing", rare=True)
    input_noise: float = hyper(0.0, slider=(0.0, 1.0), within=(0, 100), doc="noise on inputs", rare=True)
    patience: int = hyper(0, slider=(0, 50), within=(0, 5001), doc="early stopping after epochs (0: never)", rare=True)
    restore_best: bool = hyper(True, doc="keep the best epoch", rare=True, when={"patience": NONZERO})
    average: str = hyper("none", choices=("none", "ema", "swa"), doc="average of weights", rare=True)
    average_decay: float = hyper(
        0.99, slider=(0.5, 0.999), within=(0, 1), doc="decay of the average", rare=True, when={"average": "ema"}
    )
    library: str = hyper("slalom", choices=LIBRARIES, doc="library of the optimizer", rare=True)
    precision: str = hyper("float32", choices=("float32", "float64"), doc="precision", rare=True)
    transfer: str = hyper("none", choices=TRANSFERS, doc="digits 5–9 after 0–4", rare=True, when={"data": "digits"})
    shots: int = hyper(20, slider=(5, 100), within=(1, 101), doc="examples a class", rare=True, when={"data": "digits"})
