"""The evictions of a year, each counted once by its day."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.enums import Cause
from housing.enums import ChildrenKnown

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, counted, percentage, rounded, total
from .breakdowns import by_association, by_choice, by_district
from .registry import Basis, figure

EVENT = Basis(TimeBase.EVENT, Origin.EVICTIONS)
DWELLINGS = Basis(TimeBase.FIRST_OF_JANUARY, Origin.DWELLINGS)


@figure(Section.EVICTIONS, _("Evictions"), Unit.EVICTIONS, EVENT)
def evictions(counts: Counts) -> Value:
    """Effective evictions: the bailiff put the household out in the year. Counted by the day of the eviction, once
    per tenancy and day, whatever became of the case. Tenants who left before are not among them."""
    return counted(counts.total("evictions"))


@figure(Section.EVICTIONS, _("Evictions by cause"), Unit.EVICTIONS, EVENT, parts_by=_("Cause"), repeats_total=True)
def evictions_by_cause(counts: Counts) -> Value:
    """Evictions by their day, each under its principal ground alone."""
    return total(by_choice(counts.by("evictions", "cause"), Cause))


@figure(Section.EVICTIONS, _("Further grounds of evictions"), Unit.EVICTIONS, EVENT, parts_by=_("Further ground"))
def further_grounds(counts: Counts) -> Value:
    """Further grounds named beside the principal one, by the day of the eviction. An eviction may have several or
    none, so that they do not add up to the evictions."""
    parts = by_choice(counts.by("further_grounds", "cause"), Cause)
    return Value(counts.total("further_grounds"), counts.total("further_grounds"), parts, adds_up=False)


@figure(
    Section.EVICTIONS, _("Evictions by district"), Unit.EVICTIONS, EVENT, parts_by=_("District"), repeats_total=True
)
def evictions_by_district(counts: Counts) -> Value:
    """Evictions by their day and the district of the home. Homes outside Copenhagen have no district."""
    return total(by_district(counts.by("evictions", "district")))


@figure(
    Section.EVICTIONS,
    _("Evictions by association"),
    Unit.EVICTIONS,
    EVENT,
    parts_by=_("Housing association"),
    is_ranked=True,
    repeats_total=True,
)
def evictions_by_association(counts: Counts) -> Value:
    """Evictions by their day and the association that owned the home on that day."""
    return total(by_association(counts, "evictions"))


@figure(Section.EVICTIONS, _("Households evicted"), Unit.HOUSEHOLDS, EVENT, version=2)
def households_evicted(counts: Counts) -> Value:
    """Households put out in the year, each counted once however often it was put out of the same home; over several
    years once in each."""
    return counted(counts.total("households_evicted"))


@figure(
    Section.EVICTIONS,
    _("Evictions of households with children"),
    Unit.EVICTIONS,
    EVENT,
    parts_by=_("Children under 18"),
)
def evictions_with_children(counts: Counts) -> Value:
    """Evictions of households in which children under 18 lived on the day of the eviction. Where it is not known it
    stands apart."""
    parts = by_choice(counts.by("evictions", "has_children"), ChildrenKnown)
    with_children = next(part.count for part in parts if part.code == ChildrenKnown.YES)
    return Value(with_children, with_children, parts, headline=ChildrenKnown.YES.value)


@figure(Section.EVICTIONS, _("Children in evicted households"), Unit.CHILDREN, EVENT.by(Formula.SUM))
def children_evicted(counts: Counts) -> Value:
    """Children under 18 in the households put out in the year, where their number is known. This counts children,
    not evictions."""
    return Value(counts.total("children_evicted"), counts.total("evictions_children_known"))


@figure(Section.EVICTIONS, _("Persons in evicted households"), Unit.PERSONS, EVENT.by(Formula.SUM))
def persons_evicted(counts: Counts) -> Value:
    """Adults and children in the households put out in the year, where both numbers are known. This counts persons,
    not evictions."""
    return Value(counts.total("persons_evicted"), counts.total("evictions_persons_known"))


@figure(
    Section.EVICTIONS,
    _("Evictions per 1,000 dwellings"),
    Unit.PER_1000_DWELLINGS,
    EVENT.by(Formula.RATE),
    parts_by=_("Housing association"),
    is_ranked=True,
)
def evictions_per_1000_dwellings(counts: Counts) -> Value:
    """Evictions in the year per 1,000 dwellings on 1 January of that year. Departments whose number of dwellings is
    not known are left out of both; the coverage stands beside."""
    everywhere = {part.code: part for part in by_association(counts, "evictions")}
    rated = {part.code: part.count for part in by_association(counts, "evictions_rated")}
    dwellings = by_association(counts, "dwellings")
    known = {part.code for part in dwellings}
    parts = [
        Part(one.code, one.label, _rate(rated.get(one.code, 0), one.count), _count(everywhere.get(one.code)))
        for one in dwellings
    ]
    parts += [Part(code, part.label, None, part.count) for code, part in everywhere.items() if code not in known]
    whole = _rate(counts.total("evictions_rated"), counts.total("dwellings"))
    return Value(whole, sum(part.count for part in parts), tuple(parts))


@figure(
    Section.EVICTIONS,
    _("Coverage"),
    Unit.PERCENT,
    DWELLINGS.by(Formula.SHARE),
    parts_by=_("Dwellings"),
    part_unit=Unit.DWELLINGS,
)
def coverage(counts: Counts) -> Value:
    """Share of the social dwellings known on 1 January of the year that belong to associations of which at least one
    arrears list of that year was received."""
    delivering, known = counts.total("dwellings_delivering"), counts.total("dwellings")
    parts = (
        Part("delivering", _("Of delivering associations"), delivering),
        Part("others", _("Of other associations"), known - delivering),
    )
    return Value(percentage(delivering, known), 0, parts)


@figure(
    Section.EVICTIONS,
    _("Left without an eviction"),
    Unit.CASES,
    Basis(TimeBase.CLOSING, Origin.CASES),
    parts_by=_("Where the household lives now"),
    limits=_("None of these is an eviction, and none is an eviction averted."),
)
def left_otherwise(counts: Counts) -> Value:
    """Cases closed in the year in which the household left the home without being put out: to a known home, without
    a known home, because the tenant died, or to another municipality."""
    closed = counts.by("closed", "housing_outcome")
    names = (
        ("moved", pgettext_lazy("outcome", "To another home")),
        ("left_no_home", pgettext_lazy("outcome", "Without a known home")),
        ("died", pgettext_lazy("outcome", "The tenant died")),
        ("transferred", pgettext_lazy("outcome", "To another municipality")),
    )
    return total(tuple(Part.counted(code, name, closed.get(code, 0)) for code, name in names))


def _rate(count: int, dwellings: int) -> Decimal | None:
    return rounded(Decimal(1000 * count) / dwellings, 2) if dwellings else None


def _count(part: Part | None) -> int:
    return part.count if part else 0
