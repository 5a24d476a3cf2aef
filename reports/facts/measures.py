"""What is counted: out of which rows, by the year of what, and by what it is broken down."""

from __future__ import annotations

import dataclasses

from . import sources
from .sources import Source


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """A count. `year` is the column of its year, `where` narrows the rows, `amount` is summed instead of counting.

    `by` names the dimensions it is broken down by and the column of each; each row is in one category of each.
    """

    code: str
    source: Source
    year: str
    where: str = ""
    amount: str = ""
    by: tuple[tuple[str, str], ...] = ()

    @property
    def condition(self) -> str:
        """Which rows have a year and belong."""
        return " AND ".join(part for part in (f"{self.year} > 0", self.where) if part)

    def column(self, dimension: str) -> str:
        """The column of a dimension; raises KeyError for one it is not broken down by."""
        return dict(self.by)[dimension]


def _same(*columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((column, column) for column in columns)


# Cast, because the places themselves are grouped by in every sum.
_ASSOCIATION = ("association", "association_id::text")
_PLACES = (_ASSOCIATION, ("department", "department_id::text"), ("district", "district::text"))
_WHO = _same("household_type", "has_children", "age_band", "tenancy_length", "allocation")
_OUTCOMES = _same("housing_outcome", "contact_outcome", "arrears_outcome")
_REPEATS = _same("repeat_3", "repeat_6", "repeat_12")

MEASURES: tuple[Measure, ...] = (
    # Evictions, by their day.
    Measure("evictions", sources.EVICTIONS, "year", by=(*_same("cause"), *_PLACES, *_WHO)),
    Measure("evictions_reviewed", sources.EVICTIONS, "year", "is_reviewed"),
    Measure("households_evicted", sources.HOUSEHOLDS, "year"),
    Measure("persons_evicted", sources.EVICTIONS, "year", "persons > 0", "persons"),
    Measure("evictions_persons_known", sources.EVICTIONS, "year", "persons > 0"),
    Measure("children_evicted", sources.EVICTIONS, "year", "children > 0", "children"),
    Measure("evictions_children_known", sources.EVICTIONS, "year", "children > 0"),
    Measure("evictions_rated", sources.EVICTIONS, "year", "is_in_known_dwellings", by=_PLACES),
    Measure("further_grounds", sources.FURTHER_GROUNDS, "year", by=(("cause", "code"),)),
    Measure("missed_chances", sources.CHANCES, "year", by=(("chance", "code"),)),
    Measure("dwellings", sources.DWELLINGS, "year", amount="dwellings", by=_PLACES),
    Measure("dwellings_delivering", sources.DWELLINGS, "year", "is_delivering", "dwellings"),
    # What the associations told.
    Measure("warnings", sources.WARNINGS, "year", by=_same("step")),
    Measure("warned_tenancies", sources.WARNED_TENANCIES, "year"),
    Measure("notices", sources.NOTICES, "year", by=_same("kind")),
    Measure("notices_92_2", sources.NOTICES, "year", "kind = 's92_2'", by=_same("punctuality")),
    # Cases, by the year they were opened.
    Measure("cases", sources.CASES, "opened_year", by=(*_same("cause", "opened_by"), *_PLACES, *_WHO)),
    Measure("cases_taken_up", sources.CASES, "opened_year", "days_to_taken_up IS NOT NULL"),
    Measure(
        "days_to_taken_up", sources.CASES, "opened_year",
        "days_to_taken_up IS NOT NULL AND opened_by IN ('agreement', 's92_2')", by=(("days", "days_to_taken_up"),),
    ),
    Measure("cohort", sources.CASES, "opened_year", by=(("furthest_end", "furthest || '|' || cohort_end"),)),
    *(
        Measure(days, sources.CASES, "opened_year", f"{days} IS NOT NULL", by=(("days", days),))
        for days in ("days_to_attempt", "days_to_reach", "days_to_help")
    ),
    Measure("attempts_per_case", sources.CASES, "opened_year", by=_same("attempts")),
    Measure("backgrounds", sources.BACKGROUNDS, "opened_year", by=(("background", "code"),)),
    Measure("cases_with_background", sources.CASES, "opened_year", "backgrounds <> '{}'"),
    Measure("missing_facts", sources.MISSING, "opened_year", by=_same("fact", "by_unit")),
    Measure("cases_complete", sources.CASES, "opened_year", "missing = '{}'"),
    # What was done, by its own year.
    Measure("attempts", sources.ATTEMPTS, "year", by=_same("mode_reached", "part_reached")),
    Measure("interventions", sources.INTERVENTIONS, "year", by=_same("kind", "result")),
    Measure("requests", sources.REQUESTS, "year", by=_same("kind")),
    Measure("days_to_answer", sources.REQUESTS, "year", "is_answered", by=_same("kind_days", "receiver_days")),
    Measure("holds", sources.REQUESTS, "year", "kind = 'hold'", by=_same("outcome")),
    Measure("handovers", sources.HANDOVERS, "year", by=_same("direction", "direction_status")),
    # Cases, by the year they were closed.
    Measure(
        "closed", sources.CASES, "closed_year", by=(*_OUTCOMES, *_REPEATS),
    ),
    Measure("averted", sources.CASES, "closed_year", "is_averted"),
    Measure("helped", sources.CASES, "closed_year", "has_help"),
    Measure("courses", sources.COURSES, "closed_year", by=_same("result")),
    # Advisers' conversations.
    Measure("contacts", sources.CONTACTS, "year"),
    Measure("contacts_handed_over", sources.CONTACTS, "year", "is_handed_over"),
    Measure("topics", sources.TOPICS, "year", by=_same("topic")),
)  # fmt: skip

BY_CODE: dict[str, Measure] = {measure.code: measure for measure in MEASURES}
