"""What the tables tell of each other without saying so: a count told twice, and what is left when another is taken off.

An outsider who knows what the figures mean can subtract across tables. A rest stands in no table; where it is small
it must not follow from the others either. Where the records contradict a tie, nobody can rely on it and it is left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import NamedTuple

from casework.enums import Stage
from casework.outcomes import STAYS
from housing.enums import ChildrenKnown

from ..counts import Counts
from ..figures.breakdowns import SOON

#: The household types that say whether there are children; the others do not.
_TYPES = {ChildrenKnown.YES: ("single_parent", "couple_children"), ChildrenKnown.NO: ("single", "couple")}


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A count by what is counted and within which categories."""

    measure: str
    count: int
    within: tuple[tuple[str, str], ...] = ()


class Tie(NamedTuple):
    """A count that is others together."""

    total: Told
    parts: tuple[Told, ...]


def ties(counts: Counts) -> Iterator[Tie]:
    """Every tie between the tables of a year."""
    yield from _households(counts)
    yield from _children(counts, "evictions")
    yield from _children(counts, "cases")
    yield from _not_tried(counts)
    yield from _reached(counts)
    yield from _averted(counts)
    yield from _scheduled(counts)
    yield from _rated(counts)


def ties_of_mentions(whole: Told, parts: tuple[Told, ...], *, code: str) -> Iterator[Tie]:
    """Of what may overlap: each of the whole is named at least once, and some do not have each part."""
    for part in parts:
        yield from _rest(whole, part, Told(f"{code}_without", whole.count - part.count, part.within))
    named = Told(f"{code}_named", sum(part.count for part in parts))
    if parts:
        yield Tie(named, parts)
        yield from _rest(named, whole, Told(f"{code}_named_again", named.count - whole.count))


def _households(counts: Counts) -> Iterator[Tie]:
    """A household that is put out twice is two evictions."""
    evictions, households = Told("evictions", counts.total("evictions")), counts.total("households_evicted")
    again = Told("evicted_again", evictions.count - households)
    yield from _rest(evictions, Told("households_evicted", households), again)


def _children(counts: Counts, measure: str) -> Iterator[Tie]:
    """Single parents and couples with children are households with children, the others may be."""
    for known, types in _TYPES.items():
        having = ("has_children", known.value)
        whole = Told(measure, counts.by(measure, "has_children").get(known, 0), (having,))
        of = counts.by(measure, "household_type")
        parts = tuple(Told(measure, of.get(code, 0), (("household_type", code),)) for code in types)
        left = Told(f"{measure}_of_other_type", whole.count - sum(part.count for part in parts), (having,))
        yield from _with_rest(whole, parts, left)


def _not_tried(counts: Counts) -> Iterator[Tie]:
    """Who has not been tried yet has no contact attempt."""
    cases = counts.total("cases")
    none = counts.by("attempts_per_case", "attempts").get("0", 0)
    if cases - counts.days("days_to_attempt").total == none:
        yield Tie(Told("cases", none, (("attempted", "not_yet"),)), (Told("cases", none, (("attempts", "0"),)),))


def _reached(counts: Counts) -> Iterator[Tie]:
    """Whoever was reached has been tried, and no later: some were tried so soon and not reached so soon."""
    tried, reached = counts.days("days_to_attempt"), counts.days("days_to_reach")
    parts: dict[str, list[Told]] = {"attempted": [], "reached": []}
    before = 0
    for limit in SOON:
        together = []
        for dimension, days in (("attempted", tried), ("reached", reached)):
            fresh = days.within(limit) - (days.within(before) if before else 0)
            parts[dimension].append(Told("cases", fresh, ((dimension, f"within_{limit}_days"),)))
            together.append(_together(f"{dimension}_within_{limit}", parts[dimension]))
            if len(parts[dimension]) > 1:
                yield Tie(together[-1], tuple(parts[dimension]))
        yield from _rest(
            together[0], together[1], Told(f"tried_not_reached_{limit}", together[0].count - together[1].count)
        )
        before = limit
    cases = counts.total("cases")
    not_reached = Told("cases", cases - reached.total, (("reached", "not_yet"),))
    not_tried = Told("cases", cases - tried.total, (("attempted", "not_yet"),))
    yield from _rest(not_reached, not_tried, Told("tried_in_vain", not_reached.count - not_tried.count))


def _together(measure: str, parts: list[Told]) -> Told:
    """A single part itself, else a count that stands nowhere."""
    return parts[0] if len(parts) == 1 else Told(measure, sum(part.count for part in parts))


def _averted(counts: Counts) -> Iterator[Tie]:
    """Averted is an eviction only where the household still lives there."""
    stays = Told("closed", counts.by("closed", "housing_outcome").get(STAYS, 0), (("housing_outcome", STAYS),))
    averted = Told("closed", counts.total("averted"), (("averted", "averted"),))
    yield from _rest(stays, averted, Told("stays_not_averted", stays.count - averted.count))


def _scheduled(counts: Counts) -> Iterator[Tie]:
    """Whoever is put out within twelve months was scheduled to be; the others were scheduled and not put out."""
    cohort = counts.pairs("cohort", "furthest_end")
    scheduled = Told("cases", sum(cohort.get(Stage.SCHEDULED, {}).values()), (("furthest", Stage.SCHEDULED.value),))
    evicted = Told("cases", sum(ends.get("evicted", 0) for ends in cohort.values()), (("after_12_months", "evicted"),))
    yield from _rest(scheduled, evicted, Told("scheduled_not_evicted", scheduled.count - evicted.count))


def _rated(counts: Counts) -> Iterator[Tie]:
    """A rate tells the evictions it is made of, which are those where the number of dwellings is known."""
    everywhere, rated = counts.by("evictions", "association"), counts.by("evictions_rated", "association")
    parts = []
    for number, count in everywhere.items():
        place = (("association", counts.names.association(number)[0]),)
        part = Told("evictions_rated", rated.get(number, 0), place)
        parts.append(part)
        yield from _rest(Told("evictions", count, place), part, Told("evictions_not_rated", count - part.count, place))
    whole = Told("evictions_rated", counts.total("evictions_rated"))
    if parts and whole.count == sum(part.count for part in parts):
        yield Tie(whole, tuple(parts))
    evictions = Told("evictions", counts.total("evictions"))
    yield from _rest(evictions, whole, Told("evictions_not_rated", evictions.count - whole.count))


def _rest(whole: Told, part: Told, rest: Told) -> Iterator[Tie]:
    yield from _with_rest(whole, (part,), rest)


def _with_rest(whole: Told, parts: tuple[Told, ...], rest: Told) -> Iterator[Tie]:
    """Where nothing is left an outsider would guess so, and be right: then the whole is its parts."""
    if rest.count >= 0:
        yield Tie(whole, (*parts, rest) if rest.count else parts)
