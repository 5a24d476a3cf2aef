"""Hiding the counts of an edition that could point at a household, and trying to work them out all the same."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..disclosure import checker, protecting, sums
from ..tables import Cell, CountKey, Publication, State, Table


@dataclasses.dataclass(frozen=True, slots=True)
class KnownCounts:
    """Which counts the editions so far show, with their number, and which they hide."""

    shown: Mapping[CountKey, int]
    hidden: frozenset[CountKey]


class Protected(NamedTuple):
    """The tables as they may be read, what is now known of the counts, and how many hidden ones could be worked out."""

    tables: tuple[Table, ...]
    known: KnownCounts
    recovered_count: int


NOTHING_KNOWN = KnownCounts({}, frozenset())


def protected(publication: Publication, before: KnownCounts) -> Protected:
    """Hide what must be hidden beside all earlier editions.

    A count an earlier edition showed stays shown while it is the same; one it hid stays hidden, since whoever has
    both could subtract. What is all there is of something is hidden only where nothing else helps.
    """
    counts = publication.counts
    standing = {key for table in publication.tables for cell in table.cells for key in cell.rests_on}
    never_shown = counts.keys() - standing
    facts = [sums.Sum(one.total, one.parts) for one in publication.sums]
    shown_before = {key for key, count in before.shown.items() if counts.get(key) == count}
    wholes = {key for key in standing if _is_whole(key, counts) and key not in before.hidden}
    hide = functools.partial(
        protecting.protect,
        counts,
        facts,
        already_hidden={key for key in before.hidden if counts.get(key)},
        never_shown=never_shown,
    )
    found = hide(already_shown=shown_before | wholes)
    if found.exposed:  # without hiding a whole there is no way
        found = hide(already_shown=shown_before)
    told = checker.recoverable(counts, found.hidden, facts, never_shown=never_shown)
    recovered = {one.key for one in [*found.exposed, *told]}
    shown = {key: counts[key] for key in standing - found.hidden}
    tables = tuple(_without(table, found.hidden) for table in publication.tables)
    return Protected(tables, KnownCounts(shown, found.hidden), len(recovered))


def _is_whole(key: CountKey, counts: Mapping[CountKey, int]) -> bool:
    """Whether a count is all there is of something in the year: what readers come for is hidden last."""
    return counts[key] > sums.LARGEST_HIDDEN and len(key.within) <= 1


def together(editions: Iterable[KnownCounts]) -> KnownCounts:
    """What several editions tell, the latest last."""
    shown: dict[CountKey, int] = {}
    hidden: frozenset[CountKey] = frozenset()
    for one in editions:
        shown |= one.shown
        hidden |= one.hidden
    return KnownCounts(shown, hidden - shown.keys())


def as_text(known: KnownCounts) -> str:
    """For the record; a hidden count stands there by its name alone."""
    shown = [[*_plain(key), count] for key, count in sorted(known.shown.items())]
    return json.dumps({"shown": shown, "hidden": [_plain(key) for key in sorted(known.hidden)]}, ensure_ascii=False)


def from_text(text: str) -> KnownCounts:
    """What was recorded."""
    facts = json.loads(text)
    return KnownCounts(
        {_key(measure, within): count for measure, within, count in facts["shown"]},
        frozenset(_key(measure, within) for measure, within in facts["hidden"]),
    )


def _without(table: Table, hidden: frozenset[CountKey]) -> Table:
    cells = tuple(
        Cell(None, cell.rests_on, State.HIDDEN) if hidden & set(cell.rests_on) else cell for cell in table.cells
    )
    return dataclasses.replace(table, cells=cells)


def _plain(key: CountKey) -> list[object]:
    return [key.measure, [list(pair) for pair in key.within]]


def _key(measure: str, within: list[list[str]]) -> CountKey:
    return CountKey(measure, tuple((dimension, category) for dimension, category in within))
