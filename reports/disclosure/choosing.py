"""The choice of further counts to hide, for those that could otherwise be worked out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic

from .checker import Outsider, Recovered
from .moves import Mover
from .solving import Span
from .sums import K, Sum

#: Over how many sums the cheapest way is sought before it is sought everywhere.
NEAR = 2
#: From this many exposed counts on they are first helped together.
MANY = 40
#: What is paid, time after time, for each step of a count helped together with others: first only what helps
#: many of them is worth it, and a total never is. Afterwards each is helped by itself.
REWARDS = (6, 6, 9, 9, 14, 14, 25, 25, 50)


class Choice(Generic[K]):
    """Hides further counts until the outsider is unsure of all hidden ones.

    For a count that is not safe the cheapest way is sought in which it could have been another number while
    every sum holds: a linear program, whose solution moves the count by what it lacks and with it as few and
    small counts of breakdowns as possible. Those that move are hidden. This is the heuristic of Kelly, Golden
    and Assad ("Cell suppression", 1992), for sums of every shape. It is good, not the very best, and never
    wrong: the outsider judges.
    """

    def __init__(self, mover: Mover[K], outsider: Outsider[K], never_shown: frozenset[K]) -> None:
        self.mover = mover
        self.outsider = outsider
        self.never_shown = never_shown

    def complete(self, hidden: frozenset[K]) -> tuple[frozenset[K], list[Recovered[K]]]:
        """All counts to hide; and those of them, and of the never shown, for which nothing helps."""
        if len(self._exposed(hidden, exactly=False)) >= MANY:
            hidden = self._help_together(hidden)
        hidden, _ = self._help_each(hidden, exactly=False)
        return self._help_each(hidden, exactly=True)

    def _exposed(self, hidden: frozenset[K], *, exactly: bool) -> list[Recovered[K]]:
        return self.outsider.recover(hidden, self.mover.sums, self.never_shown, exactly=exactly)

    def _help_together(self, hidden: frozenset[K]) -> frozenset[K]:
        """Move about half of the exposed counts at a time, as far as they need, for as little as possible."""
        for turn, reward in enumerate(REWARDS):
            exposed = self._exposed(hidden, exactly=False)
            lowest = self.mover.lowest(hidden)
            spans: dict[K, Span] = {
                each.key: (lowest[each.key] - self.mover.counts[each.key], self._lacking(each)[0])
                for number, each in enumerate(exposed)
                if (number * number + number * turn + turn) % 5 < 3
            }
            move = self.mover.cheapest(spans, hidden, reward=reward) if spans else None
            if move is None:
                break
            for possible in self.mover.possible(move, hidden):
                self.outsider.saw(possible)
                hidden |= move.partners
        return hidden

    def _help_each(self, hidden: frozenset[K], *, exactly: bool) -> tuple[frozenset[K], list[Recovered[K]]]:
        beyond_help: set[K] = set()
        while True:
            exposed = self._exposed(hidden, exactly=exactly)
            wanting = [each for each in exposed if each.key not in beyond_help]
            if not wanting:
                return hidden, exposed
            fresh: set[K] = set()
            for each in wanting:
                partners = self._partners(each, hidden, fresh)
                if partners is None:
                    beyond_help.add(each.key)
                else:
                    fresh |= partners
                    hidden |= partners

    def _partners(self, exposed: Recovered[K], hidden: frozenset[K], fresh: Collection[K]) -> frozenset[K] | None:
        """The counts to hide for one that is exposed; none when it need not be, None when nothing helps."""
        if self.outsider.is_unsure_of(exposed.key):
            return frozenset()
        first, *others = (self.mover.sums[number] for number in self.mover.sums_of[exposed.key])
        if not others and any(key in fresh for key in first.keys):
            return frozenset()
        partner = None if others else self._only_here(first, hidden)
        return self._moving(exposed, hidden) if partner is None else frozenset({partner})

    def _only_here(self, only: Sum[K], hidden: frozenset[K]) -> K | None:
        """The cheapest other count of a sum, if it stands in no further one; no program is needed then."""
        costs = self.mover.costs
        others = [(costs[key], key) for key in only.keys if key in costs and key not in hidden]
        if not others:
            return None
        _, key = min(others)
        return key if len(self.mover.sums_of[key]) == 1 else None

    def _moving(self, exposed: Recovered[K], hidden: frozenset[K]) -> frozenset[K] | None:
        """The counts that must move for the exposed one to move far enough, up or else down."""
        for difference in self._lacking(exposed):
            for is_whole in (False, True):
                partners = self._partners_of_move(exposed.key, difference, hidden, is_whole=is_whole)
                if partners or self.outsider.is_unsure_of(exposed.key):
                    return partners
        return None

    def _lacking(self, exposed: Recovered[K]) -> list[int]:
        """By how much the true count would have to be able to differ."""
        count, wide = self.mover.counts[exposed.key], max(self.outsider.largest_hidden, 1)
        up = max(exposed.lowest + wide, wide + 1) - count
        down = exposed.highest - wide - count
        return [up, down] if exposed.highest > wide else [up]

    def _partners_of_move(
        self, key: K, difference: int, hidden: frozenset[K], *, is_whole: bool
    ) -> frozenset[K] | None:
        """The counts to hide for a move of one: of those near to it, unless they are totals."""
        spans = {key: (float(difference), float(difference))}
        move = self.mover.cheapest(spans, hidden, near=self._near(key), is_whole=is_whole)
        if move is None or move.partners & self.mover.totals:
            move = self.mover.cheapest(spans, hidden, is_whole=is_whole)
        if move is None:
            return None
        for possible in self.mover.possible(move, hidden):
            self.outsider.saw(possible)
        return move.partners

    def _near(self, key: K) -> set[K]:
        """The counts that stand in a sum with this one, or with one that does."""
        near = {key}
        for _ in range(NEAR):
            numbers = {number for one in near for number in self.mover.sums_of[one]}
            near = {other for number in numbers for other in self.mover.sums[number].keys}
        return near
