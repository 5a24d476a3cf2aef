"""How the records of each source are listed: whose case each is, on which day it happened, and when it is not shown.

Pieces of statements over `r`, a row of the source. Nothing a person types ever becomes part of one.
"""

from __future__ import annotations

import dataclasses

from ..facts import sources
from ..facts.measures import Measure
from ..facts.words import local_day

#: Restricted today, whatever it was when it was counted, and not opened to the reader, whose cases are the value.
_CASE_IS_SHUT = (
    "EXISTS (SELECT FROM casework_case c WHERE c.id = r.case_id AND c.is_restricted AND c.id <> ALL (%s::bigint[]))"
)
# The notice reaches whoever may read the cases of its home.
_NOTICE_IS_SHUT = """EXISTS (
    SELECT FROM housing_notice n JOIN casework_case c ON c.lease_id = n.lease_id
    WHERE n.id = r.record_id AND c.is_restricted AND c.id <> ALL (%s::bigint[])
)"""
# One that has joined no case belongs to those of its home; that of a protected address is shown to nobody here.
_HANDOVER_IS_SHUT = """EXISTS (
    SELECT FROM casework_handover h
    LEFT JOIN casework_case c ON c.id = h.case_id OR h.case_id IS NULL AND c.lease_id = h.lease_id
    WHERE h.id = r.record_id
    AND (c.is_restricted AND c.id <> ALL (%s::bigint[]) OR h.case_id IS NULL AND h.is_protected)
)"""
# The case a notice opened or joined is the first that was not over when the notice came.
_CASE_OF_NOTICE = """coalesce((
    SELECT c.id FROM housing_notice n JOIN casework_case c ON c.lease_id = n.lease_id
    WHERE n.id = r.record_id AND (c.closed_at IS NULL OR c.closed_at >= n.recorded_at)
    ORDER BY c.opened_at, c.id LIMIT 1
), 0)"""
_EVICTED_ON = "(SELECT d.occurred_on FROM reports_evictionfact d WHERE d.eviction_id = r.record_id)"
_OPENED_ON = "(SELECT d.opened_on FROM reports_casefact d WHERE d.case_id = r.case_id)"
_CLOSED_ON = "(SELECT d.closed_on FROM casework_case d WHERE d.id = r.case_id)"


def _day_in(table: str, column: str) -> str:
    return f"(SELECT d.{column} FROM {table} d WHERE d.id = r.record_id)"


def _day_of_moment(table: str, column: str) -> str:
    return f"(SELECT {local_day(f'd.{column}')} FROM {table} d WHERE d.id = r.record_id)"


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """One kind of record. `tie` tells apart the rows of one record; `is_shut` takes the cases opened to the reader."""

    day: str
    case: str = "r.case_id"
    tie: str = "''"
    is_shut: str = _CASE_IS_SHUT


_LISTED: dict[str, Listed] = {
    sources.EVICTIONS.code: Listed("r.occurred_on"),
    sources.HOUSEHOLDS.code: Listed("r.occurred_on"),
    sources.FURTHER_GROUNDS.code: Listed(_EVICTED_ON, tie="r.code"),
    sources.CASES.code: Listed("r.opened_on"),
    sources.MISSING.code: Listed(_OPENED_ON, tie="r.fact"),
    sources.COURSES.code: Listed(_day_in("casework_legalcourse", "ended_on")),
    sources.ATTEMPTS.code: Listed(_day_of_moment("casework_contactattempt", "occurred_at")),
    sources.INTERVENTIONS.code: Listed(_day_in("casework_intervention", "starts_on")),
    sources.REQUESTS.code: Listed(_day_of_moment("casework_agencyrequest", "sent_at")),
    sources.HANDOVERS.code: Listed(_day_of_moment("casework_handover", "sent_at"), is_shut=_HANDOVER_IS_SHUT),
    sources.NOTICES.code: Listed(
        _day_in("housing_notice", "received_on"), case=_CASE_OF_NOTICE, is_shut=_NOTICE_IS_SHUT
    ),
}
_CLOSED = dataclasses.replace(_LISTED[sources.CASES.code], day=_CLOSED_ON)


def listed(measure: Measure) -> Listed:
    """How the records of a measure are listed; raises KeyError for one whose records are not."""
    is_closed = measure.source is sources.CASES and measure.year == "closed_year"
    return _CLOSED if is_closed else _LISTED[measure.source.code]
