"""How counts could be other numbers with every sum kept, and which would have to be hidden for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from math import log2
from typing import Generic

from .outsider import least
from .solving import FAR, Program, Span, as_whole
from .sums import K, Sum, by_key, heights

#: A total is hidden only where this many times as many counts of a breakdown would not do.
TOTAL = 100
#: A movement below this is none.
STILL = 1e-6


@dataclasses.dataclass(frozen=True, slots=True)
class Move(Generic[K]):
    """Differences from the true counts under which every sum still holds, and whom they need hidden besides."""

    differences: Mapping[K, float]
    partners: frozenset[K]


class Mover(Generic[K]):
    """Finds the cheapest move; a shown count costs the more to move, the larger it is and the more totals it is."""

    def __init__(
        self, counts: Mapping[K, int], sums: Sequence[Sum[K]], candidates: Collection[K], never_shown: frozenset[K]
    ) -> None:
        self.counts = counts
        self.sums = sums
        self.sums_of = by_key(sums)
        height = heights(sums)
        self.totals = frozenset(key for key in candidates if height.get(key, 0))
        self.costs = {key: TOTAL ** min(height.get(key, 0), 3) * log2(1 + counts[key]) for key in candidates}
        self._never_shown = never_shown
        self._everywhere = sorted(self.sums_of)
        self._signs = [each.signs for each in sums]

    def cheapest(
        self,
        spans: Mapping[K, Span],
        hidden: frozenset[K],
        *,
        near: Collection[K] | None = None,
        reward: float = 0,
        is_whole: bool = False,
    ) -> Move[K] | None:
        """The cheapest move of hidden counts within their spans, None where there is none.

        Each step up of a count with a span earns the reward. Counts that are not `near` stay where they are.
        """
        lowest = self.lowest(hidden)
        places = self._everywhere if near is None else sorted(near)
        bounds: dict[tuple[K, int], Span] = {}
        costs: dict[tuple[K, int], float] = {}
        for key in places:
            if key in spans:
                bounds[key, 1] = spans[key]
                costs[key, 1] = -reward
            elif key in lowest:
                bounds[key, 1] = (lowest[key] - self.counts[key], FAR)
            elif key in self.costs:
                bounds[key, 1], bounds[key, -1] = (0, FAR), (0, self.counts[key] - 1)
                costs[key, 1] = costs[key, -1] = self.costs[key]
        values = Program(bounds, self._equations(places, bounds)).least_costly(costs, whole=is_whole)
        return None if values is None else _as_move(values)

    def possible(self, move: Move[K], hidden: frozenset[K]) -> list[dict[K, int]]:
        """The counts as they would be after a move, and after its opposite, where those are whole and allowed."""
        differences = as_whole(move.differences)
        lowest = self.lowest(hidden | move.partners)
        found = []
        for turn in (1, -1):
            counts = {key: self.counts[key] + turn * by for key, by in (differences or {}).items() if by}
            if all(count >= lowest[key] for key, count in counts.items()):
                found.append(counts)
        return found

    def lowest(self, hidden: frozenset[K]) -> dict[K, int]:
        """The least each count can be that is hidden or never shown."""
        return least(self.counts, hidden, self._never_shown)

    def _equations(
        self, places: Collection[K], bounds: Mapping[tuple[K, int], Span]
    ) -> list[tuple[dict[tuple[K, int], int], int]]:
        numbers = sorted({number for key in places for number in self.sums_of[key]})
        equations = []
        for number in numbers:
            signs = {
                (key, turn): turn * sign
                for key, sign in self._signs[number].items()
                for turn in (1, -1)
                if (key, turn) in bounds
            }
            if signs:
                equations.append((signs, 0))
        return equations


def _as_move(values: Mapping[tuple[K, int], float]) -> Move[K]:
    """What the variables say: one for a hidden count; for a shown one its way up and its way down."""
    differences: dict[K, float] = {}
    for (key, turn), value in values.items():
        differences[key] = differences.get(key, 0) + turn * value
    partners = frozenset(key for key, turn in values if turn < 0 and abs(differences[key]) > STILL)
    return Move(differences, partners)
