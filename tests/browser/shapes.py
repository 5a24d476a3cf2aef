"""How the elements of a page are built, and which of that was read before, by any process of the run."""

from __future__ import annotations

import collections
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]
#: How a shape is written down.
_NUMBER = array("Q")


class Shapes(NamedTuple):
    """Every element of a page in its order: how it is built, and how many elements it holds, with itself."""

    built: list[int]
    sizes: list[int]

    def known(self, read: set[int]) -> list[int]:
        """The places of the largest parts that were read before, or stand on this page already."""
        seen = set(read)
        places = []
        place = 0
        while place < len(self.built):
            is_known = self.built[place] in seen
            seen.add(self.built[place])
            if is_known:
                places.append(place)
            place += self.sizes[place] if is_known else 1
        return places


class Read:
    """The shapes that were read in this run, by screen and theme: what is built alike is judged alike, on every page.

    The processes of a run tell each other by files of numbers in a folder of theirs, which only grow.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, set[int]] = collections.defaultdict(set)
        self._heard: dict[Path, int] = collections.defaultdict(int)

    def known(self, screen: str, theme: Theme) -> set[int]:
        """What any of the processes has read by now."""
        told = self._file(screen, theme)
        with told.open("rb") as lines:
            lines.seek(self._heard[told] * _NUMBER.itemsize)
            news = array(_NUMBER.typecode, lines.read())
        self._heard[told] += len(news)
        self._known[told].update(news)
        return self._known[told]

    def add(self, screen: str, theme: Theme, built: Iterable[int]) -> None:
        """Tell what was read, in one piece."""
        news = array(_NUMBER.typecode, set(built) - self.known(screen, theme))
        with self._file(screen, theme).open("ab", buffering=0) as told:
            told.write(news.tobytes())

    def _file(self, screen: str, theme: Theme) -> Path:
        told = self._folder / f"{screen}-{theme}"
        told.touch()
        return told
