"""The evictions of a year, each counted once by its day."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from casework.enums import Cause
from housing.enums import ChildrenKnown, District
from housing.models import DepartmentDwellings

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import by_association, by_choice, counts_by
from .registry import figure
from .values import Part, Value, counted, percentage, rounded, total


@figure(Section.EVICTIONS, _("Evictions"), Unit.EVICTIONS)
def evictions(reach: Reach, year: int) -> Value:
    """Effective evictions: the bailiff put the household out in the year. Counted by the day of the eviction, once
    per tenancy and day, whatever became of the case. Tenants who left before are not among them."""
    return counted(reach.evictions().filter(year=year).count())


@figure(Section.EVICTIONS, _("Evictions by cause"), Unit.EVICTIONS, parts_by=_("Cause"), repeats_total=True)
def evictions_by_cause(reach: Reach, year: int) -> Value:
    """Evictions by their day, each under its principal ground alone."""
    return total(by_choice(reach.evictions().filter(year=year), "cause", Cause))


@figure(Section.EVICTIONS, _("Evictions by district"), Unit.EVICTIONS, parts_by=_("District"), repeats_total=True)
def evictions_by_district(reach: Reach, year: int) -> Value:
    """Evictions by their day and the district of the home. Homes outside Copenhagen have no district."""
    counts = counts_by(reach.evictions().filter(year=year), "district")
    nowhere = counts.pop("", 0)
    parts = [Part.counted(place.value, place.label, counts.get(place.value, 0)) for place in District if counts]
    if nowhere:
        parts.append(Part.counted("none", _("No district"), nowhere))
    return total(tuple(parts))


@figure(
    Section.EVICTIONS,
    _("Evictions by association"),
    Unit.EVICTIONS,
    parts_by=_("Housing association"),
    is_ranked=True,
    repeats_total=True,
)
def evictions_by_association(reach: Reach, year: int) -> Value:
    """Evictions by their day and the association that owned the home on that day."""
    return total(by_association(reach.evictions().filter(year=year)))


@figure(Section.EVICTIONS, _("Evictions of households with children"), Unit.EVICTIONS, parts_by=_("Children under 18"))
def evictions_with_children(reach: Reach, year: int) -> Value:
    """Evictions of households in which children under 18 lived on the day of the eviction. Where it is not known it
    stands apart."""
    parts = by_choice(reach.evictions().filter(year=year), "has_children", ChildrenKnown)
    with_children = next(part.count for part in parts if part.code == ChildrenKnown.YES)
    return Value(with_children, with_children, parts, headline=ChildrenKnown.YES.value)


@figure(Section.EVICTIONS, _("Children in evicted households"), Unit.CHILDREN)
def children_evicted(reach: Reach, year: int) -> Value:
    """Children under 18 in the households put out in the year, where their number is known. This counts children,
    not evictions."""
    homes = reach.evictions().filter(year=year, children__gt=0)
    found = homes.aggregate(children=Sum("children", default=0), homes=Count("pk"))
    return Value(found["children"], found["homes"])


@figure(
    Section.EVICTIONS,
    _("Evictions per 1,000 dwellings"),
    Unit.PER_1000_DWELLINGS,
    parts_by=_("Housing association"),
    is_ranked=True,
)
def evictions_per_1000_dwellings(reach: Reach, year: int) -> Value:
    """Evictions in the year per 1,000 dwellings on 1 January of that year. Departments whose number of dwellings is
    not known are left out of both; the coverage stands beside."""
    known = reach.dwellings().filter(year=year)
    dwellings = {code: (name, homes) for code, name, homes in _dwellings_by_association(known)}
    evicted = reach.evictions().filter(year=year)
    from_known = evicted.filter(department__in=known.values("department"))
    in_known = {part.code: part.count for part in by_association(from_known)}
    everywhere = {part.code: part for part in by_association(evicted)}
    parts = [
        Part(code, name, _rate(in_known.get(code, 0), homes), everywhere[code].count if code in everywhere else 0)
        for code, (name, homes) in dwellings.items()
    ]
    parts += [Part(code, part.label, None, part.count) for code, part in everywhere.items() if code not in dwellings]
    whole = _rate(sum(in_known.values()), sum(homes for _name, homes in dwellings.values()))
    return Value(whole, sum(part.count for part in parts), tuple(parts))


@figure(Section.EVICTIONS, _("Coverage"), Unit.PERCENT, parts_by=_("Dwellings"), part_unit=Unit.DWELLINGS)
def coverage(reach: Reach, year: int) -> Value:
    """Share of the social dwellings known on 1 January of the year that belong to associations of which at least one
    arrears list of that year was received."""
    delivering = reach.deliveries().filter(as_of__year=year).values("association")
    known = reach.dwellings().filter(year=year)
    of_delivering = Q(department__association__in=delivering)
    dwellings = known.aggregate(
        all=Sum("dwellings", default=0), delivering=Sum("dwellings", filter=of_delivering, default=0)
    )
    parts = (
        Part("delivering", _("Of delivering associations"), dwellings["delivering"]),
        Part("others", _("Of other associations"), dwellings["all"] - dwellings["delivering"]),
    )
    return Value(percentage(dwellings["delivering"], dwellings["all"]), 0, parts)


def _dwellings_by_association(known: QuerySet[DepartmentDwellings]) -> Iterable[tuple[str, str, int]]:
    owners = known.values_list("department__association__code", "department__association__name")
    return owners.annotate(homes=Sum("dwellings")).order_by("department__association__name", "department__association")


def _rate(count: int, dwellings: int) -> Decimal | None:
    return rounded(Decimal(1000 * count) / dwellings, 2) if dwellings else None
