"""What the Reference page lists, found in the metadata: every rule, schedule, gradient transform and surface."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from parameters import Described, Hyper
from surfaces import SURFACES, Surface

KINDS: Mapping[str, Mapping[str, type[Described] | Surface]] = {
    "rule": OPTIMIZERS,
    "schedule": SCHEDULES,
    "transform": TRANSFORMS,
    "surface": SURFACES,
}
FAMILIES = ("first order", "adaptive", "modern", "second order", "without derivatives", "around another rule")
NOWHERE = 3
OTHER = "more rules"  # for a rule that names no family


@dataclass(frozen=True)
class Entry:
    """One thing to look up.

    kind   "rule", "schedule", "transform" or "surface"; with the key it is the address of the entry, "?rule=adam"
    group  the heading it stands under, in English
    """

    kind: str
    key: str
    described: type[Described] | Surface
    group: str

    @property
    def title(self) -> str:
        return self.described.name if isinstance(self.described, Surface) else self.described.title

    @property
    def settings(self) -> Mapping[str, Hyper]:
        """Hyperparameter, setting or parameter → what is known about it."""
        return self.described.parameters if isinstance(self.described, Surface) else self.described.hyperparameters()


@dataclass(frozen=True)
class Notes:
    """A docstring by its parts.

    lead        what it is, in one sentence
    paragraphs  what else is said: forms, conventions of other libraries
    source      papers with their addresses; "" if none is given
    """

    lead: str
    paragraphs: tuple[str, ...]
    source: str


def entries() -> list[Entry]:
    """All of them, rules first, family by family; within a group in the order of the dictionaries."""
    rules = [Entry("rule", key, rule, rule.family or OTHER) for key, rule in OPTIMIZERS.items()]
    families = [*FAMILIES, *(entry.group for entry in rules if entry.group not in FAMILIES)]
    rules.sort(key=lambda entry: families.index(entry.group))
    schedules = [Entry("schedule", key, schedule, "schedules") for key, schedule in SCHEDULES.items()]
    transforms = [Entry("transform", key, transform, "gradient transforms") for key, transform in TRANSFORMS.items()]
    surfaces = [Entry("surface", key, surface, f"surfaces: {surface.family}") for key, surface in SURFACES.items()]
    return [*rules, *schedules, *transforms, *surfaces]


def search(among: Iterable[Entry], text: str) -> list[Entry]:
    """The entries that hold every word of `text`: those with it in their names first, then in their hyperparameters."""
    words = text.casefold().split()
    ranked = [(max((_rank(entry, word) for word in words), default=0), entry) for entry in among]
    return [entry for rank, entry in sorted(ranked, key=lambda pair: pair[0]) if rank < NOWHERE]


def groups(among: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Heading → entries, in order."""
    grouped: dict[str, list[Entry]] = {}
    for entry in among:
        grouped.setdefault(entry.group, []).append(entry)
    return grouped


@lru_cache(maxsize=256)
def notes(entry: Entry) -> Notes:
    """What its file says of a rule, a surface of itself, or its class of anything else (several share a file)."""
    if isinstance(entry.described, Surface):
        return Notes(entry.described.teaches, (), entry.described.source)
    owner = inspect.getmodule(entry.described) if entry.kind == "rule" else entry.described
    text, _, source = (inspect.getdoc(owner) or "").partition("\nSource: ")
    lead, *paragraphs = re.split(r"\n\s*\n", text.strip())
    return Notes(_sentence(lead, entry.title), tuple(paragraphs), " ".join(source.split()))


def _sentence(lead: str, title: str) -> str:
    """The first paragraph on one line, without the name that stands above it."""
    text = " ".join(lead.split()).removeprefix(f"{title}: ")
    return text[:1].upper() + text[1:]


def _rank(entry: Entry, word: str) -> int:
    """The number of the first text of the entry that holds the word."""
    return next((rank for rank, text in enumerate(_texts(entry)) if word in text), NOWHERE)


@lru_cache(maxsize=256)
def _texts(entry: Entry) -> tuple[str, str, str]:
    described, said = entry.described, notes(entry)
    known = entry.settings
    options = {name: " ".join(map(str, h.choices)) if not h.parts else "" for name, h in known.items()}
    settings = [f"{name} {h.doc} {options[name]}" for name, h in known.items()]
    rest = [said.lead, *said.paragraphs, said.source, entry.group]
    rest += [getattr(described, name, "") for name in ("good_for", "remark", "torch")]
    rest += getattr(described, "plainly", ())
    names = f"{entry.key} {entry.key.replace('_', ' ')} {entry.title}"
    return names.casefold(), "\n".join(settings).casefold(), "\n".join(rest).casefold()
