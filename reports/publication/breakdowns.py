"""Which figures are published, as which counts, and which of them within each district or association."""

from __future__ import annotations

import dataclasses

from ..enums import PlaceKind
from ..figures import CATALOGUE, Figure


@dataclasses.dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure as a published table: which count its parts and its whole are.

    `whole` is the measure of the whole where it is not that of the parts, `within` the pairs it lies in where it is
    itself a part of something. Where the parts may overlap `adds_up` is False and nothing follows from the whole.
    """

    figure: str
    measure: str
    dimension: str
    whole: str = ""
    within: tuple[tuple[str, str], ...] = ()
    adds_up: bool = True
    crossed: tuple[PlaceKind, ...] = ()


_HOW_SOON = (
    ("contacted_within_7_days", "attempted"),
    ("reached_within_7_days", "reached"),
    ("helped_within_7_days", "helped"),
)
_REVIEWED = (("reviewed", "reviewed"),)
_PLACES = (PlaceKind.DISTRICT, PlaceKind.ASSOCIATION)

#: Every published breakdown, in the order of the report.
BREAKDOWNS: tuple[Breakdown, ...] = (
    Breakdown("evictions_by_cause", "evictions", "cause", crossed=_PLACES),
    Breakdown("evictions_by_district", "evictions", "district"),
    Breakdown("evictions_by_association", "evictions", "association"),
    Breakdown("evictions_with_children", "evictions", "has_children", crossed=(PlaceKind.DISTRICT,)),
    Breakdown("further_grounds", "further_grounds", "cause"),
    Breakdown("left_otherwise", "closed", "housing_outcome", whole="left_otherwise"),
    Breakdown("warnings_received", "warnings", "step"),
    Breakdown("notices_received", "notices", "kind"),
    Breakdown("notices_on_time", "notices", "punctuality", within=(("kind", "s92_2"),)),
    Breakdown("cases_opened", "cases", "opened_by"),
    Breakdown("cases_taken_up", "cases", "taken_up"),
    Breakdown("furthest_stage", "cases", "furthest"),
    Breakdown("cohort_ends", "cases", "after_12_months"),
    *(Breakdown(figure, "cases", dimension, crossed=(PlaceKind.DISTRICT,)) for figure, dimension in _HOW_SOON),
    Breakdown("attempts_reached", "attempts", "reached"),
    Breakdown("attempts_per_case", "cases", "attempts"),
    Breakdown("interventions", "interventions", "kind"),
    Breakdown("intervention_results", "interventions", "result"),
    Breakdown("backgrounds", "backgrounds", "background", whole="cases_with_background", adds_up=False),
    Breakdown("averted", "closed", "averted"),
    Breakdown("cases_helped", "closed", "helped"),
    Breakdown("housing_outcomes", "closed", "housing_outcome"),
    Breakdown("contact_outcomes", "closed", "contact_outcome"),
    Breakdown("arrears_outcomes", "closed", "arrears_outcome"),
    Breakdown("course_results", "courses", "result"),
    Breakdown("cases_by_cause", "cases", "cause", crossed=_PLACES),
    Breakdown("cases_by_household", "cases", "household_type"),
    Breakdown("cases_by_children", "cases", "has_children", crossed=(PlaceKind.DISTRICT,)),
    Breakdown("cases_by_age", "cases", "age_band"),
    Breakdown("cases_by_years_in_home", "cases", "tenancy_length"),
    Breakdown("cases_by_allocation", "cases", "allocation"),
    Breakdown("cases_by_district", "cases", "district"),
    Breakdown("evictions_by_household", "evictions", "household_type"),
    Breakdown("evictions_by_age", "evictions", "age_band"),
    Breakdown("evictions_by_years_in_home", "evictions", "tenancy_length"),
    Breakdown("evictions_by_allocation", "evictions", "allocation"),
    *(Breakdown(f"repeat_after_{months}_months", "closed", f"after_{months}_months") for months in (3, 6, 12)),
    Breakdown("requests_sent", "requests", "kind"),
    Breakdown("holds_asked", "requests", "outcome", within=(("kind", "hold"),)),
    Breakdown("handovers", "handovers", "direction"),
    Breakdown("handover_answers", "handovers", "status"),
    Breakdown("evictions_reviewed", "evictions", "reviewed"),
    Breakdown("missed_chances", "missed_chances", "chance", whole="evictions", within=_REVIEWED, adds_up=False),
    Breakdown("adviser_contacts", "topics", "topic", whole="contacts", adds_up=False),
    Breakdown("contacts_handed_over", "contacts", "handed_over"),
    Breakdown("cases_complete", "cases", "complete"),
)
#: Figures whose value is a number of days.
DAYS = ("turnaround", "median_days_to_contact", "median_days_to_reach", "median_days_to_help", "days_to_answer")
#: Sums of persons over evictions, each with the evictions in which their number is known.
PEOPLE = (
    ("children_evicted", "evictions_children_known"),
    ("persons_evicted", "evictions_persons_known"),
    ("households_evicted", "households_evicted"),
)
#: The rate and what stands beside it.
RATES = frozenset({"evictions_per_1000_dwellings", "coverage"})


def published_figures() -> tuple[Figure, ...]:
    """The figures of the published tables, in the order of the report."""
    codes = {one.figure for one in BREAKDOWNS} | {*DAYS, *(code for code, _measure in PEOPLE)}
    return tuple(figure for code, figure in CATALOGUE.items() if code in codes | RATES)
