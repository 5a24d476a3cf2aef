"""Counts by their key, and which of them are others taken together."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any, Generic, Protocol, TypeVar

#: A count from 1 to this one may point at a household.
LARGEST_HIDDEN = 4


class CountKey(Hashable, Protocol):
    """What names a count: hashable, and with one order (a set of pairs has none, a sorted tuple of them does)."""

    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=CountKey)


@dataclasses.dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """A count that is the others taken together; with a single part: the same count under two keys."""

    total: K
    parts: tuple[K, ...]

    def __post_init__(self) -> None:
        if not self.parts or len({self.total, *self.parts}) <= len(self.parts):
            raise ValueError(f"A sum names every count once: {self}")

    @property
    def keys(self) -> tuple[K, ...]:
        """The total, then its parts."""
        return (self.total, *self.parts)

    @property
    def signs(self) -> dict[K, int]:
        """What each count is taken times, so that all together are nought."""
        return {self.total: -1, **dict.fromkeys(self.parts, 1)}


class SumDoesNotHold(Exception):
    """The counts contradict a sum, so nothing can be said about what follows from them."""


def check_counts(counts: Mapping[K, int], sums: Iterable[Sum[K]]) -> None:
    """Raise unless every count is a number from nought and every sum holds."""
    negative = [key for key, count in counts.items() if count < 0]
    if negative:
        raise ValueError(f"No count is below nought: {min(negative)}")
    for each in sums:
        if counts[each.total] != sum(counts[part] for part in each.parts):
            raise SumDoesNotHold(f"{each.total} is not the sum of its {len(each.parts)} parts")


def in_order(sums: Iterable[Sum[K]]) -> list[Sum[K]]:
    """Each sum once, in an order that depends only on what they say."""
    by_keys = {(each.total, tuple(sorted(each.parts))): each for each in sums}
    return [by_keys[keys] for keys in sorted(by_keys)]


def by_key(sums: Sequence[Sum[K]]) -> dict[K, list[int]]:
    """The places of the sums in which each key stands."""
    found: defaultdict[K, list[int]] = defaultdict(list)
    for place, each in enumerate(sums):
        for key in each.keys:
            found[key].append(place)
    return dict(found)


def heights(sums: Iterable[Sum[K]]) -> dict[K, int]:
    """How many totals each count stands on: 0 for a count of a breakdown, more for its margins."""
    below: defaultdict[K, set[K]] = defaultdict(set)
    for each in sums:
        if len(each.parts) > 1:
            below[each.total].update(each.parts)
    height: dict[K, int] = {}
    for key in TopologicalSorter(below).static_order():
        height[key] = 1 + max((height[part] for part in below.get(key, ())), default=-1)
    return height
