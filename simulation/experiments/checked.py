"""Plain data from outside, checked as a whole: what every kind of experiment is made from and written as."""

from __future__ import annotations

from collections.abc import Mapping
from json import detect_encoding
from typing import Any, Self

from pydantic import ValidationError
from pydantic_core import to_json

from simulation.experiments.mistakes import sentence
from simulation.experiments.specs import Data


class ExperimentError(ValueError):
    """What is wrong with an experiment and what would be right, in one sentence."""


class Checked(Data):
    """Frozen plain data that are made of outside data, or refused with one sentence."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Checked experiment from plain dicts, lists, numbers and words; ExperimentError otherwise."""
        try:
            return cls.model_validate(dict(data) if isinstance(data, Mapping) else data)
        except ValidationError as error:
            raise ExperimentError(sentence(error)) from None

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Checked experiment from JSON text, as bytes in UTF-8, UTF-16 or UTF-32; ExperimentError otherwise."""
        try:
            if isinstance(text, bytes):
                text = text.decode(detect_encoding(text))
            return cls.model_validate_json(text.removeprefix("\ufeff"))
        except ValidationError as error:
            raise ExperimentError(sentence(error)) from None
        except UnicodeError:
            raise ExperimentError("This is not JSON: it holds characters that no text has.") from None

    def to_data(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and words, with everything that is not a default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def to_json(self) -> str:
        """JSON text that `from_json` reads back to an equal experiment."""
        return to_json(self._named(), indent=2, inf_nan_mode="strings").decode()

    def _named(self) -> dict[str, Any]:
        """Plain data as they are written down."""
        return self.to_data()
