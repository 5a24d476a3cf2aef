"""Pieces of statements that several facts are made with. Nothing a person types ever becomes part of one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

#: The ages at which a band of tenants begins.
AGES = (25, 30, 40, 50, 65)
#: The whole years in a home at which a band begins.
YEARS_IN_HOME = (1, 2, 5, 10)
UNKNOWN = "unknown"


def bands(starts: tuple[int, ...]) -> tuple[str, ...]:
    """The codes of the bands between starts: `under_25`, `25_29`, …, `65_on`."""
    between = [f"{first}_{following - 1}" for first, following in itertools.pairwise(starts)]
    return (f"under_{starts[0]}", *between, f"{starts[-1]}_on")


def listed(codes: Iterable[str]) -> str:
    """Codes of our own as a list for IN."""
    return ", ".join(f"'{code}'" for code in sorted(codes))


def local_day(moment: str) -> str:
    """The day in Copenhagen of a moment."""
    return f"({moment} AT TIME ZONE 'Europe/Copenhagen')::date"


def local_year(moment: str) -> str:
    """The year in Copenhagen of a moment."""
    return year_of(f"{moment} AT TIME ZONE 'Europe/Copenhagen'")


def year_of(day: str) -> str:
    """The year of a day."""
    return f"date_part('year', {day})::smallint"


def days_since(day: str, other: str) -> str:
    """Whole days from a day to another, none negative; unknown where either is."""
    return f"CASE WHEN {other} IS NOT NULL THEN GREATEST({other} - {day}, 0) END"


def days_until(day: str, moment: str) -> str:
    """Whole days from a day to that of a moment, likewise: its day is looked up once."""
    return f"CASE WHEN {moment} IS NOT NULL THEN GREATEST({local_day(moment)} - {day}, 0) END"


def on_lease(part: str, lease: str, day: str) -> str:
    """Whether a tenant's part of a lease holds the day; or the last of the lease, where that lies before."""
    return (
        f"({part}.starts_on IS NULL OR {part}.starts_on <= {day})"
        f" AND ({part}.ends_on IS NULL OR {part}.ends_on >= LEAST({day}, {lease}.ends_on))"
    )


def years_in_band(start: str, end: str, starts: tuple[int, ...]) -> str:
    """The band of the whole years between two days; `unknown` where the first is, or lies after the second."""
    cases = " ".join(
        f"WHEN {end} < {start} + interval '{limit} years' THEN '{band}'"
        for limit, band in zip(starts, bands(starts), strict=False)
    )
    is_unknown = f"{start} IS NULL OR {start} > {end}"
    return f"CASE WHEN {is_unknown} THEN '{UNKNOWN}' {cases} ELSE '{bands(starts)[-1]}' END::varchar(10)"
