"""Why something is not walked in a page."""

from __future__ import annotations

from typing import Any


class NotLiveError(Exception):
    """One sentence with places for `values`, so that whoever shows it can say it in another language."""

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence.format(**values))
        self.sentence, self.values = sentence, values
