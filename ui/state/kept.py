"""What was worked out last, kept for whoever asks for the same again, as long as all of it is no more than so much."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A cache that is bounded by what its values weigh together, and by their number; the newest one always stays.

    size     what a value weighs
    heaviest of all values together
    most     values
    """

    def __init__(self, size: Callable[[Value], int], heaviest: int, most: int = 8) -> None:
        self._size, self._heaviest, self._most = size, heaviest, most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of this key; `make`, which may take its time, makes it where there is none."""
        found = self.find(key)
        if found is not None:
            return found
        made = make()
        with self._lock:
            self._values[key] = made
            self._values.move_to_end(key)
            while len(self._values) > 1 and (len(self._values) > self._most or self.weight > self._heaviest):
                self._values.popitem(last=False)
        return made

    def find(self, key: Hashable) -> Value | None:
        """The value of this key, if there is one."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def forget(self) -> None:
        """Nothing is kept any more."""
        with self._lock:
            self._values.clear()

    @property
    def weight(self) -> int:
        """Of all that is kept."""
        return sum(map(self._size, self._values.values()))
