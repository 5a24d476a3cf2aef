"""Which counts are hidden, so that no small one is shown and none follows from the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from typing import Generic

from .checker import Outsider, Recovered
from .choosing import Choice
from .moves import Mover
from .sums import LARGEST_HIDDEN, K, Sum, check_counts, in_order


@dataclasses.dataclass(frozen=True, slots=True)
class Protection(Generic[K]):
    """The counts to hide: the small ones, and those hidden for their sake; one and the same sign stands for both.

    `exposed` are hidden counts that can be told all the same: what was shown before cannot be hidden any more.
    """

    primary: frozenset[K]
    complementary: frozenset[K]
    exposed: tuple[Recovered[K], ...] = ()

    @property
    def hidden(self) -> frozenset[K]:
        """All counts to hide."""
        return self.primary | self.complementary


def protect(
    counts: Mapping[K, int],
    sums: Iterable[Sum[K]],
    *,
    largest_hidden: int = LARGEST_HIDDEN,
    already_hidden: Collection[K] = frozenset(),
    already_shown: Collection[K] = frozenset(),
    never_shown: Collection[K] = frozenset(),
    complementary: bool = True,
) -> Protection[K]:
    """Hide counts from 1 to the largest hidden one, and as few and small others as keep them from being worked out.

    `already_hidden` stay hidden, `already_shown` stay shown, `never_shown` stand nowhere but must not follow
    either when small. Noughts are never hidden for others. Without `complementary` only the small ones go.
    The answer depends on what is given, not on its order. Raises SumDoesNotHold.
    """
    check_counts(counts, sums := in_order(sums))
    may_hide = counts.keys() - set(already_shown) - set(never_shown)
    primary = frozenset(key for key in may_hide if 1 <= counts[key] <= largest_hidden)
    hidden = primary | frozenset(already_hidden)
    exposed: list[Recovered[K]] = []
    if complementary:
        candidates = {key for key in may_hide if counts[key]}
        unseen = frozenset(never_shown)
        mover = Mover(counts, sums, candidates, unseen)
        hidden, exposed = Choice(mover, Outsider(counts, largest_hidden), unseen).complete(hidden)
    return Protection(primary, hidden - primary, tuple(exposed))
