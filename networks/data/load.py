"""The data that settings ask for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from networks.data import bundled, made
from networks.data.dataset import Dataset, frozen
from networks.settings import BUNDLED, OWN, Network


def load(settings: Network, seed: int = 0, own: Dataset | None = None) -> Dataset:
    """Scaled, and parted by the seed. `own` are the user's, where the settings ask for those.

    ValueError in one sentence if there are none.
    """
    if settings.data == OWN:
        if own is None:
            raise ValueError("Data of your own are asked for, and none are here: load a CSV file.")
        found = own
    elif settings.data in BUNDLED:
        found = getattr(bundled, settings.data)(seed)
    else:
        found = getattr(made, settings.data)(settings.examples, settings.noise, seed)
    found = found.scaled(settings.scaling)
    if settings.factor != 1:
        factors = np.array([settings.factor, *[1.0] * (found.inputs.shape[1] - 1)])
        found = replace(found, inputs=frozen(found.inputs * factors))
    return found
