"""The figures of evictions, dwellings and reviews, counted from each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from casework.enums import Cause
from casework.models import Eviction, EvictionReview
from housing.enums import ChildrenKnown, DeliveryStatus, District

from .arithmetic import Counted, per_thousand, share, tally
from .homes import Homes, Records, codes_of, place_of
from .people import AGES, ALLOCATIONS, YEARS, age_band, allocation_of, years_band


def count_evictions(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """The evictions of the years, by their day."""
    found = [one for one in records.evictions_of(homes) if one.occurred_on.year in years]
    number = len(found)
    children = [known for one in found if (known := children_of(one))]
    persons = [known for one in found if (known := _persons_of(one))]
    with_children = tally([one.has_children for one in found], ChildrenKnown)[1]
    reviews = [review for one in found if (review := _review_of(one))]
    chances = [chance for review in reviews for chance in review.chances]
    return {
        "evictions": (number, {}),
        "evictions_by_cause": tally([one.cause for one in found], Cause),
        "further_grounds": tally([cause for one in found for cause in one.further_causes], Cause),
        "evictions_by_district": by_district([one.district for one in found]),
        "evictions_by_association": tally(codes_of(records, [one.association_id for one in found])),
        "households_evicted": (_households(records, found, years), {}),
        "evictions_with_children": (with_children["yes"], with_children),
        "children_evicted": (sum(children), {}),
        "persons_evicted": (sum(persons), {}),
        "cost_of_evictions": _cost(homes, number),
        "evictions_by_household": tally([one.household_type or "unknown" for one in found]),
        **_who(records, found),
        "evictions_reviewed": (len(reviews), {"reviewed": len(reviews), "not_reviewed": number - len(reviews)}),
        "missed_chances": (len(reviews), tally(chances)[1]),
        **_rates(records, homes, found, years),
    }


def _who(records: Records, evictions: list[Eviction]) -> dict[str, Counted]:
    """Who they were; of an eviction without a case nothing is known."""
    ages, lengths, allocations = [], [], []
    for one in evictions:
        case = records.case_of.get(one.case_id or 0)
        ages.append(age_band(case.lease, one.occurred_on) if case else "unknown")
        lengths.append(years_band(case.lease.starts_on, one.occurred_on) if case else "unknown")
        allocations.append(allocation_of(case.lease) if case else "unknown")
    return {
        "evictions_by_age": tally(ages, AGES),
        "evictions_by_years_in_home": tally(lengths, YEARS),
        "evictions_by_allocation": tally(allocations, ALLOCATIONS),
    }


def children_of(eviction: Eviction) -> int | None:
    """How many children lived there; None where it is not known how many."""
    if eviction.has_children == ChildrenKnown.NO:
        return 0
    return eviction.children or None


def _persons_of(eviction: Eviction) -> int | None:
    children = children_of(eviction)
    return None if children is None or eviction.adults is None else children + eviction.adults


def _cost(homes: Homes, evictions: int) -> Counted:
    """Between 40,000 and 50,000 kroner each, in whole ten thousands; of a municipality alone."""
    if all(place is None for place in (homes.municipality, homes.department, homes.district, homes.programme)):
        return (None, {})
    low, middle, high = (10_000 * round(evictions * each / 10_000) for each in (40_000, 45_000, 50_000))
    return (middle, {"low": low, "high": high} if evictions else {})


def _households(records: Records, evictions: list[Eviction], years: Collection[int]) -> int:
    """In each year the households that were put out, each once."""
    return sum(
        len({_household(records, one) for one in evictions if one.occurred_on.year == year}) for year in set(years)
    )


def _household(records: Records, eviction: Eviction) -> tuple[int, int]:
    """A household is a lease: the case's, else the last that had begun on the day."""
    if eviction.case_id is not None:
        return eviction.tenancy_id, records.case_of[eviction.case_id].lease_id
    begun = [
        lease
        for lease in eviction.tenancy.leases.all()
        if lease.starts_on is None or lease.starts_on <= eviction.occurred_on
    ]
    last = max(begun, key=lambda lease: (lease.starts_on is not None, lease.starts_on), default=None)
    return eviction.tenancy_id, last.pk if last else 0


def _review_of(eviction: Eviction) -> EvictionReview | None:
    """The review as it was last corrected."""
    reviews = list(eviction.reviews.all())
    corrected = {one.corrects_id for one in reviews}
    return next((one for one in reviews if one.pk not in corrected), None)


def by_district(districts: list[str]) -> Counted:
    """By district, all of them where there is anything; homes without one apart."""
    return tally([district or "none" for district in districts], District if districts else ())


def _rates(records: Records, homes: Homes, evictions: list[Eviction], years: Collection[int]) -> dict[str, Counted]:
    known = [one for one in records.dwellings if one.year in years and homes.hold(place_of(one.department))]
    counted = {(one.department_id, one.year) for one in records.dwellings}
    rated = [one for one in evictions if (one.department_id, one.occurred_on.year) in counted]
    dwellings: Counter[int] = Counter()
    for one in known:
        dwellings[one.department.association_id] += one.dwellings
    of_each = Counter(one.association_id for one in rated)
    parts: dict[str, Decimal | None] = {records.code_of[one.association_id]: None for one in evictions}
    for pk, homes_of_it in dwellings.items():
        parts[records.code_of[pk]] = per_thousand(of_each[pk], homes_of_it)
    lists = {(one.association_id, one.as_of.year) for one in records.deliveries if one.status == DeliveryStatus.APPLIED}
    whole = sum(one.dwellings for one in known)
    delivering = sum(one.dwellings for one in known if (one.department.association_id, one.year) in lists)
    return {
        "evictions_per_1000_dwellings": (per_thousand(len(rated), whole), parts),
        "coverage": (share(delivering, whole), {"delivering": delivering, "others": whole - delivering}),
    }
