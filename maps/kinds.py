"""Maps of every kind, read: what kind it is says the link, or the file, itself."""

from __future__ import annotations

from json import detect_encoding

from pydantic_core import from_json

from maps.experiment import MapExperiment
from maps.links import kind_of
from maps.trained.experiment import TRAININGS, TrainingMap


def map_of_query(query: str) -> MapExperiment | TrainingMap:
    """Checked map from the query string of a link; ExperimentError otherwise."""
    return (TrainingMap if kind_of(query) == TRAININGS else MapExperiment).from_query(query)


def map_of_json(text: str | bytes) -> MapExperiment | TrainingMap:
    """Checked map from JSON text; ExperimentError otherwise."""
    return (TrainingMap if _kind(text) == TRAININGS else MapExperiment).from_json(text)


def _kind(text: str | bytes) -> object:
    """What a text says that it is; whoever reads it then says what is wrong with it."""
    try:
        whole = text.decode(detect_encoding(text)) if isinstance(text, bytes) else text
        data = from_json(whole.removeprefix("\ufeff"))
    except ValueError:
        return None
    return data.get("kind") if isinstance(data, dict) else None
