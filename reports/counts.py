"""The sums of a reach as the figures read them: totals, breakdowns, and days told by how many."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Sum

from accounts.models import Organisation
from casework.legal_parameters import ParameterHistory
from casework.queries.legal_parameters import parameter_history
from housing.models import HousingAssociation

from .enums import PlaceKind, ReachKind
from .models import Cell, StatisticsRun
from .reach import Reach
from .values import rounded

#: The sums of one measure: by dimension, then by category. The whole stands under the empty dimension.
Sums = Mapping[str, Mapping[str, int]]


@dataclasses.dataclass(frozen=True, slots=True)
class Days:
    """How many waited how many days. A quantile is that of all of them, the mean of two where it falls between."""

    counts: Mapping[int, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def within(self, days: int) -> int:
        """How many waited so many days at most."""
        return sum(count for day, count in self.counts.items() if day <= days)

    def quantile(self, share: Decimal) -> Decimal | None:
        """The days that this share has waited at most, between two neighbours by their distance; None of nobody."""
        if not self.counts:
            return None
        place = share * (self.total - 1)
        lower = int(place)
        first, second = self._at(lower), self._at(min(lower + 1, self.total - 1))
        return rounded(first + (place - lower) * (second - first), 1)

    def _at(self, place: int) -> int:
        passed = 0
        for day in sorted(self.counts):
            passed += self.counts[day]
            if place < passed:
                return day
        raise IndexError(place)


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """All sums of one reach over some years, and the names of what they are broken down by."""

    reach: Reach
    sums: Mapping[str, Sums]
    names: Names
    last_year: int = 0

    def total(self, measure: str) -> int:
        """How many there are of a measure."""
        return self.sums.get(measure, {}).get("", {}).get("", 0)

    def by(self, measure: str, dimension: str) -> Mapping[str, int]:
        """How many there are of a measure in each category that occurs."""
        return self.sums.get(measure, {}).get(dimension, {})

    def days(self, measure: str) -> Days:
        """The days of a measure told by days."""
        return Days({int(day): count for day, count in self.by(measure, "days").items()})

    def pairs(self, measure: str, dimension: str) -> dict[str, dict[str, int]]:
        """A breakdown by two codes joined with a bar, as one within the other; only the first may hold a bar itself."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for category, count in self.by(measure, dimension).items():
            first, second = category.rsplit("|", 1)
            found[first][second] = count
        return dict(found)


class Names:
    """What figures need beside the sums, read once when first asked for: names of organisations, costs."""

    def __init__(self) -> None:
        self._parameters: ParameterHistory | None = None
        self._associations: dict[str, tuple[str, str]] | None = None
        self._organisations: dict[str, str] | None = None

    def association(self, number: str) -> tuple[str, str]:
        """Code and name of an association by its number."""
        if self._associations is None:
            rows = HousingAssociation.objects.values_list("pk", "code", "name")
            self._associations = {str(pk): (code, name) for pk, code, name in rows}
        return self._associations[number]

    def organisation(self, code: str) -> str:
        """The name of an organisation or unit by its code."""
        if self._organisations is None:
            self._organisations = dict(Organisation.objects.values_list("code", "name"))
        return self._organisations.get(code, code)

    def cost_of_eviction(self, municipality_id: int, year: int) -> tuple[Decimal, Decimal]:
        """The lower and the upper end of what an eviction costs, in kroner, as set for the end of a year."""
        if self._parameters is None:
            self._parameters = parameter_history(municipality_id)
        on_the_last_day = self._parameters.on(dt.date(year, 12, 31))
        return on_the_last_day.eviction_cost_low, on_the_last_day.eviction_cost_high


def read(reach: Reach, years: Collection[int], *, names: Names | None = None) -> Counts:
    """The sums of a reach over some years together, in one question."""
    rows = reach.cells().filter(year__in=years).order_by()
    summed = rows.values_list("measure", "dimension", "category").annotate(sum=Sum("count"))
    sums: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for measure, dimension, category, count in summed:
        sums[measure][dimension][category] = int(count)
    return Counts(reach, sums, names or Names(), max(years, default=0))


def read_years(reach: Reach, years: Collection[int], measures: Collection[str] = ()) -> dict[int, Counts]:
    """The sums of each of some years for itself, in one question; of some measures alone where they are named."""
    rows = reach.cells().filter(year__in=years).order_by()
    if measures:
        rows = rows.filter(measure__in=measures)
    summed = rows.values_list("year", "measure", "dimension", "category").annotate(sum=Sum("count"))
    sums: dict[int, dict[str, dict[str, dict[str, int]]]] = {
        year: defaultdict(lambda: defaultdict(dict)) for year in years
    }
    for year, measure, dimension, category, count in summed:
        sums[year][measure][dimension][category] = int(count)
    names = Names()
    return {year: Counts(reach, found, names, year) for year, found in sums.items()}


def read_places(municipality_id: int, kind: PlaceKind, year: int, *, names: Names) -> dict[int, Counts]:
    """The sums of a year for every place of a kind in a municipality, in one question, by the place."""
    rows = Cell.objects.filter(place_kind=kind, municipality_id=municipality_id, year=year).order_by()
    summed = rows.values_list("place_id", "measure", "dimension", "category").annotate(sum=Sum("count"))
    sums: dict[int, dict[str, dict[str, dict[str, int]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for place, measure, dimension, category, count in summed:
        sums[place][measure][dimension][category] = int(count)
    reach = Reach(ReachKind(kind.value), "", "", municipality_id=municipality_id)
    return {place: Counts(dataclasses.replace(reach, place_id=place), found, names) for place, found in sums.items()}


def counted_at() -> dt.datetime | None:
    """When the sums were last made; None before the first time."""
    return StatisticsRun.objects.order_by("-pk").values_list("counted_at", flat=True).first()
