"""A path beside that of the run: the full batch, the rule that an own one was opened from, another library's."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from networks import Difference
from networks.library.difference import APART
from player.shown import Shown
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import short, whole


@dataclass(frozen=True)
class Beside:
    """What is drawn beside our path, and the sentence under the picture."""

    shown: tuple[Shown, ...] = ()
    sentence: str = ""

    def report(self) -> None:
        """The sentence, under the picture."""
        if self.sentence:
            st.caption(markdown(self.sentence))


def difference(name: str, found: Difference) -> str:
    """How far the path of `name` is from ours."""
    if not found.largest:
        words = _("{name}: the two paths are equal to the last bit over {steps}.")
    elif found.apart is None:
        words = _("{name}: the largest difference of the two paths is {largest} of their size over {steps}.")
    else:
        words = _(
            "{name}: the largest difference of the two paths is {largest} of their size over {steps}, "
            "more than {limit} from step {apart}."
        )
    largest = short(found.largest, 2)
    return words.format(
        name=name,
        steps=counts.steps(found.steps),
        largest=largest,
        limit=short(APART),
        apart="" if found.apart is None else whole(found.apart),
    )
