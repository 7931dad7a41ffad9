"""The Playground's sidebar: from widgets to an experiment, in the order a person thinks.

A value is drawn by `ui.widgets` from its metadata, what is chosen lives in `ui.state.choices`, and `ui.state.reading`
makes the experiment of it.
"""

from __future__ import annotations

from simulation import Experiment
from ui.playground import full_batch
from ui.sidebar import batch, recorded, rule, schedules, transforms
from ui.sidebar.run_settings import place_controls, seed_control, stop_control
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices, keys, reading
from ui.state.chosen_surface import suiting_surface
from ui.widgets.settings import folded
from words.language import _

FIRST_SURFACE, FIRST_RULE = "rosenbrock", "adam"
RUN = ""  # the prefix of the only run


def read() -> Experiment:
    """What is chosen. ExperimentError if the parts do not fit together."""
    return Experiment.from_data(reading.experiment_data(FIRST_SURFACE, FIRST_RULE, [RUN]))


def draw() -> None:
    """The controls."""
    surface_controls(FIRST_SURFACE)
    surface = suiting_surface(FIRST_SURFACE)
    rule.controls(RUN, surface, FIRST_RULE)
    place_controls(surface)
    batch.controls(RUN, surface, reading.steps())
    batched = bool(reading.mini_batch_data(RUN, surface))
    if batched:
        full_batch.switch()
        seed_control(True, _("seed of batches and noise"))
    schedules.controls(RUN, choices.get(keys.rule(RUN), FIRST_RULE), surface, reading.steps())
    with folded(transforms.title(RUN), "transforms group") as is_open:
        if is_open:
            transforms.controls(RUN)
            if not batched:
                seed_control(reading.is_noisy(RUN, surface))
    stop_control()
    recorded.controls()
