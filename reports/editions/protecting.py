"""Hiding the counts of an edition that could point at a household, and trying to work them out all the same.

Whoever has the earlier editions of the year takes a count that no list names as changed for the same. So all of them
are tried together: what the new one shows must tell nothing that any of them hides.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..disclosure import sums
from ..disclosure.editions import Edition, Printed, hidden_in, protect_edition, recoverable_across
from ..disclosure.protecting import Protection
from ..tables import Cell, CountKey, Publication, State, Sum, Table


@dataclasses.dataclass(frozen=True, slots=True)
class KnownCounts:
    """What an edition was made of, for those that come after it: its counts, how they add up, which it hides, and
    which stand in no table. It stays in the house."""

    counts: Mapping[CountKey, int]
    hidden: frozenset[CountKey]
    never_shown: frozenset[CountKey] = frozenset()
    sums: tuple[Sum, ...] = ()

    def as_edition(self, number: int) -> Edition[CountKey]:
        """As the checker reads it."""
        facts = [sums.Sum(one.total, one.parts) for one in self.sums]
        return Edition(number, self.counts, facts, self.hidden & self.counts.keys(), self.never_shown)


NOTHING_KNOWN = KnownCounts({}, frozenset())


class Protected(NamedTuple):
    """The tables as they may be read, what is now known of the counts, and how many hidden ones could be worked out."""

    tables: tuple[Table, ...]
    known: KnownCounts
    recovered_count: int


def protected(
    publication: Publication, before: Sequence[KnownCounts] = (), *, largest_hidden: int = sums.LARGEST_HIDDEN
) -> Protected:
    """Hide what must be hidden beside the earlier editions of the year, the first of them first.

    A count an earlier edition showed stays shown while it is the same; one it hid stays hidden where that is
    possible, since whoever has both could subtract. What is all there is of something is hidden only where nothing
    else helps.
    """
    standing = {key for table in publication.tables for cell in table.cells for key in cell.rests_on}
    this = KnownCounts(
        publication.counts, frozenset(), frozenset(publication.counts.keys() - standing), publication.sums
    )
    earlier = [one.as_edition(number) for number, one in enumerate(before, start=1)]
    number = len(earlier) + 1
    lost = {one.key for one in recoverable_across(earlier, largest_hidden=largest_hidden)} if earlier else set()
    for found in _ways(this, before, number, largest_hidden):
        exposed = {one.key for one in found.exposed} - lost
        if not exposed:
            break
    known = dataclasses.replace(this, hidden=hidden_in(found, number))
    told = recoverable_across([*earlier, known.as_edition(number)], largest_hidden=largest_hidden)
    recovered = exposed | {one.key for one in told} - lost
    return Protected(tuple(_without(table, known.hidden) for table in publication.tables), known, len(recovered))


def _ways(
    this: KnownCounts, before: Sequence[KnownCounts], number: int, largest_hidden: int
) -> Iterator[Protection[Printed[CountKey]]]:
    """Ways to hide, the one that readers like best first."""
    edition = this.as_edition(number)
    earlier = [one.as_edition(place) for place, one in enumerate(before, start=1)]
    once = {key for one in before for key in one.hidden if this.counts.get(key)}
    wholes = _wholes(this, largest_hidden) - once
    for keep_hidden, keep_shown in ((once, wholes), (once, set()), (set(), wholes), (set(), set())):
        yield protect_edition(
            edition, earlier, keep_hidden=keep_hidden, keep_shown=keep_shown, largest_hidden=largest_hidden
        )


def _wholes(this: KnownCounts, largest_hidden: int) -> set[CountKey]:
    """The counts that are all there is of something in the year: what readers come for is hidden last."""
    totals = {one.total for one in this.sums if len(one.parts) > 1} - this.never_shown
    return {key for key in totals if this.counts[key] > largest_hidden and len(key.within) <= 1}


def as_text(known: KnownCounts) -> str:
    """For the record, which is shown to nobody."""
    keys = sorted(known.counts)
    place = {key: number for number, key in enumerate(keys)}
    facts = {
        "counts": [[key.measure, [list(pair) for pair in key.within], known.counts[key]] for key in keys],
        "hidden": sorted(place[key] for key in known.hidden),
        "never_shown": sorted(place[key] for key in known.never_shown),
        "sums": [[place[one.total], [place[part] for part in one.parts]] for one in known.sums],
    }
    return json.dumps(facts, ensure_ascii=False)


def from_text(text: str) -> KnownCounts:
    """What was recorded; the first ones named what they hid without its number and without the sums."""
    facts = json.loads(text)
    if "shown" in facts:
        shown = {_key(measure, within): count for measure, within, count in facts["shown"]}
        return KnownCounts(shown, frozenset(_key(measure, within) for measure, within in facts["hidden"]))
    counts = {_key(measure, within): count for measure, within, count in facts["counts"]}
    keys = list(counts)
    return KnownCounts(
        counts,
        frozenset(keys[place] for place in facts["hidden"]),
        frozenset(keys[place] for place in facts["never_shown"]),
        tuple(Sum(keys[total], tuple(keys[part] for part in parts)) for total, parts in facts["sums"]),
    )


def _without(table: Table, hidden: frozenset[CountKey]) -> Table:
    cells = tuple(
        Cell(None, cell.rests_on, State.HIDDEN) if hidden & set(cell.rests_on) else cell for cell in table.cells
    )
    return dataclasses.replace(table, cells=cells)


def _key(measure: str, within: list[list[str]]) -> CountKey:
    return CountKey(measure, tuple((dimension, category) for dimension, category in within))
