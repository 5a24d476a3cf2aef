"""Who it happens to: the households of the year's cases and evictions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.enums import Cause
from housing.enums import ChildrenKnown

from ..counts import Counts
from ..enums import Origin, Section, TimeBase, Unit
from ..values import Part, Value, total
from .breakdowns import by_age, by_choice, by_code, by_district, by_years
from .registry import Basis, figure

CASES = Basis(TimeBase.COHORT, Origin.CASES)
EVICTIONS = Basis(TimeBase.EVENT, Origin.EVICTIONS)
#: How a home was allocated, as the associations' systems say it.
ALLOCATIONS = {
    "waiting_list": _("Waiting list"),
    "municipal": _("By the municipality"),
    "exchange": _("Exchange of homes"),
    "unknown": _("Unknown"),
}


@figure(Section.WHO, _("Cases by cause"), Unit.CASES, CASES, parts_by=_("Cause"), repeats_total=True)
def cases_by_cause(counts: Counts) -> Value:
    """Cases opened in the year by their principal cause as it stands today."""
    return total(by_choice(counts.by("cases", "cause"), Cause))


@figure(Section.WHO, _("Cases by household"), Unit.CASES, CASES, parts_by=_("Household"), repeats_total=True)
def cases_by_household(counts: Counts) -> Value:
    """Cases opened in the year by the type of the household as of the opening."""
    return total(by_code(counts.by("cases", "household_type"), "household_type"))


@figure(Section.WHO, _("Cases by children"), Unit.CASES, CASES, parts_by=_("Children under 18"), repeats_total=True)
def cases_by_children(counts: Counts) -> Value:
    """Cases opened in the year by whether children under 18 live in the household."""
    return total(by_choice(counts.by("cases", "has_children"), ChildrenKnown))


@figure(Section.WHO, _("Cases by age"), Unit.CASES, CASES, parts_by=_("Age of the oldest tenant"), repeats_total=True)
def cases_by_age(counts: Counts) -> Value:
    """Cases opened in the year by the age of the oldest tenant of the lease on the day of the opening."""
    return total(by_age(counts.by("cases", "age_band")))


@figure(
    Section.WHO, _("Cases by years in the home"), Unit.CASES, CASES, parts_by=_("Years in the home"), repeats_total=True
)
def cases_by_years_in_home(counts: Counts) -> Value:
    """Cases opened in the year by how long the lease had run on the day of the opening."""
    return total(by_years(counts.by("cases", "tenancy_length")))


@figure(
    Section.WHO, _("Cases by how the home was allocated"), Unit.CASES, CASES,
    parts_by=_("How the home was allocated"), repeats_total=True,
)  # fmt: skip
def cases_by_allocation(counts: Counts) -> Value:
    """Cases opened in the year by how the home had been allocated to the household."""
    return total(_by_allocation(counts, "cases"))


@figure(Section.WHO, _("Cases by district"), Unit.CASES, CASES, parts_by=_("District"), repeats_total=True)
def cases_by_district(counts: Counts) -> Value:
    """Cases opened in the year by the district of the home. Homes outside Copenhagen have no district."""
    return total(by_district(counts.by("cases", "district")))


@figure(
    Section.WHO, _("Evictions by household"), Unit.EVICTIONS, EVICTIONS, parts_by=_("Household"), repeats_total=True
)
def evictions_by_household(counts: Counts) -> Value:
    """Evictions by their day and the type of the household on that day."""
    return total(by_code(counts.by("evictions", "household_type"), "household_type"))


@figure(
    Section.WHO, _("Evictions by age"), Unit.EVICTIONS, EVICTIONS,
    parts_by=_("Age of the oldest tenant"), repeats_total=True,
)  # fmt: skip
def evictions_by_age(counts: Counts) -> Value:
    """Evictions by their day and the age of the oldest tenant of the lease on that day; unknown for an eviction
    without a case here."""
    return total(by_age(counts.by("evictions", "age_band")))


@figure(
    Section.WHO, _("Evictions by years in the home"), Unit.EVICTIONS, EVICTIONS,
    parts_by=_("Years in the home"), repeats_total=True,
)  # fmt: skip
def evictions_by_years_in_home(counts: Counts) -> Value:
    """Evictions by their day and how long the lease had run on that day; unknown for an eviction without a case
    here."""
    return total(by_years(counts.by("evictions", "tenancy_length")))


@figure(
    Section.WHO, _("Evictions by how the home was allocated"), Unit.EVICTIONS, EVICTIONS,
    parts_by=_("How the home was allocated"), repeats_total=True,
)  # fmt: skip
def evictions_by_allocation(counts: Counts) -> Value:
    """Evictions by their day and how the home had been allocated; unknown for an eviction without a case here."""
    return total(_by_allocation(counts, "evictions"))


def _by_allocation(counts: Counts, measure: str) -> tuple[Part, ...]:
    found = counts.by(measure, "allocation")
    others = sorted(found.keys() - ALLOCATIONS.keys())
    parts = [Part.counted(code, name, found.get(code, 0)) for code, name in ALLOCATIONS.items()]
    return (*parts, *(Part.counted(code, code, found[code]) for code in others))
