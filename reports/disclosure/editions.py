"""Protection of an edition of a year from whoever has the earlier ones and the lists of changes too.

A count that no list names as changed is the same in both editions, also where it is hidden: so it stays hidden
in the new one if it was hidden before, and shown if it was shown, for what has been shown cannot be hidden again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple

from .checker import Recovered, recoverable
from .protecting import Protection, protect
from .sums import LARGEST_HIDDEN, K, Sum


class Printed(NamedTuple, Generic[K]):
    """A count as it is in one edition."""

    key: K
    edition: int


@dataclasses.dataclass(frozen=True, slots=True)
class Edition(Generic[K]):
    """What one edition says: its true counts, their sums, and which of them it hides or never shows."""

    number: int
    counts: Mapping[K, int]
    sums: Sequence[Sum[K]]
    hidden: frozenset[K] = frozenset()
    never_shown: frozenset[K] = frozenset()

    def printed(self, keys: Iterable[K]) -> set[Printed[K]]:
        """Counts as they are in this edition."""
        return {Printed(key, self.number) for key in keys}


def across_editions(editions: Sequence[Edition[K]]) -> Edition[Printed[K]]:
    """All editions as one, in which the sums also say which counts have not changed since the last one to name them."""
    counts = {Printed(key, each.number): count for each in editions for key, count in each.counts.items()}
    sums: list[Sum[Printed[K]]] = []
    last: dict[K, Printed[K]] = {}
    for each in sorted(editions, key=lambda one: one.number):
        sums += [
            Sum(Printed(one.total, each.number), tuple(Printed(part, each.number) for part in one.parts))
            for one in each.sums
        ]
        for key, count in each.counts.items():
            printed = Printed(key, each.number)
            before = last.get(key)
            if before and counts[before] == count:
                sums.append(Sum(printed, (before,)))
            last[key] = printed
    return Edition(
        max(each.number for each in editions),
        counts,
        sums,
        frozenset().union(*(each.printed(each.hidden) for each in editions)),
        frozenset().union(*(each.printed(each.never_shown) for each in editions)),
    )


def protect_edition(
    this: Edition[K],
    earlier: Sequence[Edition[K]],
    *,
    keep_hidden: Collection[K] = (),
    keep_shown: Collection[K] = (),
    largest_hidden: int = LARGEST_HIDDEN,
) -> Protection[Printed[K]]:
    """What an edition hides, so that nothing hidden in it or in an earlier one follows from all of them.

    Of the counts of this one `keep_hidden` are hidden and `keep_shown` are not hidden for others. The protection
    speaks of all editions; `hidden_in(protection, number)` gives what the new one hides.
    """
    together = across_editions([*earlier, this])
    hidden = set(together.hidden)
    before = {printed for printed in together.counts if printed.edition != this.number}
    shown = before - hidden - together.never_shown
    for each in together.sums:
        if len(each.parts) == 1 and each.parts[0].edition != each.total.edition == this.number:
            hidden |= {each.total} if each.parts[0] in hidden else set()
            shown |= {each.total} if each.parts[0] in shown else set()
    hidden |= this.printed(keep_hidden)
    shown |= this.printed(keep_shown)
    return protect(
        together.counts,
        together.sums,
        largest_hidden=largest_hidden,
        already_hidden=hidden,
        already_shown=shown - hidden,
        never_shown=together.never_shown,
    )


def hidden_in(protection: Protection[Printed[K]], number: int) -> frozenset[K]:
    """The counts that one edition hides."""
    return frozenset(printed.key for printed in protection.hidden if printed.edition == number)


def recoverable_across(
    editions: Sequence[Edition[K]], *, largest_hidden: int = LARGEST_HIDDEN
) -> list[Recovered[Printed[K]]]:
    """The counts hidden in any edition that can be worked out from all of them and their lists of changes."""
    together = across_editions(editions)
    return recoverable(
        together.counts,
        together.hidden,
        together.sums,
        largest_hidden=largest_hidden,
        never_shown=together.never_shown,
    )
