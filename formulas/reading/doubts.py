"""Places where a text can sensibly be read in more than one way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

_MOST = 4  # readings that are offered
_KINDS = 2  # kinds of doubt that are combined


@dataclass
class Doubts:
    """Which reading is taken for each kind of doubt (0 where nothing is chosen), and which were met on the way."""

    chosen: Mapping[str, int] = field(default_factory=dict)
    met: dict[str, tuple[int, int]] = field(default_factory=dict)

    def pick(self, kind: str, column: int, ways: int = 2) -> int:
        """The reading to take for `kind`, met at `column`."""
        self.met.setdefault(kind, (column, ways))
        return self.chosen.get(kind, 0)

    @property
    def column(self) -> int:
        """Where the first doubt is."""
        return min(column for column, _ in self.met.values())

    def others(self) -> Iterator["Doubts"]:
        """The ways to read what was met, the one taken here first."""
        kinds = list(self.met)
        ways = [range(self.met[kind][1]) if i < _KINDS else (0,) for i, kind in enumerate(kinds)]
        for _, choice in zip(range(_MOST), product(*ways), strict=False):
            yield Doubts(dict(zip(kinds, choice, strict=True)))
