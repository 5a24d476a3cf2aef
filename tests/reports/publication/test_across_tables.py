"""What one table hides is not told by another: the same people counted by something else, and rests that are few."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from accounts.models import Municipality
from reports.editions.protecting import Protected, protected
from reports.enums import PlaceKind
from reports.facts.measures import BY_CODE
from reports.models import Cell as Sums
from reports.publication import publication_of
from reports.tables import Publication
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory
from tests.factories.housing import HousingAssociationFactory

pytestmark = pytest.mark.django_db
YEAR = 2025

#: A year in which every hidden number would follow from another table, if each were hidden for itself.
COUNTS: Mapping[str, Mapping[str, Mapping[str, int]]] = {
    "cases": {
        "": {"": 60},
        "cause": {"arrears": 60},
        "opened_by": {"agreement": 60},
        "has_children": {"yes": 33, "no": 27},
        # Couples with children are few; households with children without single parents are the same.
        "household_type": {"single": 15, "couple": 12, "single_parent": 30, "couple_children": 3},
    },
    # Ten have not been tried: no attempt in the one table, not yet in the other, where few were tried late.
    "days_to_attempt": {"": {"": 50}, "days": {"2": 47, "40": 3}},
    # Two more were tried than reached, within a week and at all.
    "days_to_reach": {"": {"": 48}, "days": {"2": 45, "40": 3}},
    "attempts_per_case": {"": {"": 60}, "attempts": {"0": 10, "1": 50}},
    # Of those whose eviction was scheduled three were not put out.
    "cohort": {"": {"": 60}, "furthest_end": {"early|open": 39, "scheduled|evicted": 18, "scheduled|averted": 3}},
    # Nine cases with a background; one of the two is named in five, so the other in at least four.
    "cases_with_background": {"": {"": 9}},
    "backgrounds": {"": {"": 9}, "background": {"illness": 5, "low_income": 4}},
    "closed": {"": {"": 40}, "housing_outcome": {"stays": 28, "evicted": 12}},
    "averted": {"": {"": 26}},
    # The third association's dwellings are not known, so the rate of all leaves its evictions out.
    "evictions": {"": {"": 31}, "cause": {"arrears": 31}, "association": {"A": 20, "B": 8, "C": 3}},
    "evictions_rated": {"": {"": 28}, "association": {"A": 20, "B": 8}},
    "dwellings": {"": {"": 9000}, "association": {"A": 6000, "B": 3000}},
    "households_evicted": {"": {"": 29}},
    "children_evicted": {"": {"": 3}},
    "evictions_children_known": {"": {"": 3}},
}


def everything_told(measure: str, dimensions: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[str, int]]:
    """With the breakdowns the story does not need, of which nothing is known."""
    whole = dimensions[""][""]
    nothing = {"": whole} if measure == "closed" else {"unknown": whole}
    left = {dimension: nothing for dimension, _column in BY_CODE[measure].by if dimension not in ("days", "department")}
    return {**left, "district": {"3": whole}, **dimensions}


@pytest.fixture
def municipality() -> Municipality:
    return municipality_of(COUNTS)


def municipality_of(counts: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Municipality:
    municipality = MunicipalityFactory(code="101")
    associations = {code: str(HousingAssociationFactory(code=code).pk) for code in "ABC"}
    Sums.objects.bulk_create(
        Sums(
            place_kind=PlaceKind.MUNICIPALITY,
            place_id=municipality.pk,
            municipality_id=municipality.pk,
            association_id=0,
            year=YEAR,
            measure=measure,
            dimension=dimension,
            category=associations.get(category, category) if dimension == "association" else category,
            is_campaign=False,
            count=count,
        )
        for measure, dimensions in counts.items()
        for dimension, categories in everything_told(measure, dimensions).items()
        for category, count in categories.items()
    )
    return municipality


class Reader:
    """Whoever has the published tables and can subtract."""

    def __init__(self, safe: Protected) -> None:
        self.cells = {
            (table.code, *(one.code for one in row)): cell.value for table in safe.tables for row, cell in table.rows()
        }

    def rest(self, whole: tuple[str, ...], *parts: tuple[str, ...]) -> int | None:
        """What is left of a number; None where one of them cannot be read."""
        numbers = [self.cells[key] for key in (whole, *parts)]
        known = [float(number) for number in numbers if number is not None]
        return round(known[0] - sum(known[1:])) if len(known) == len(numbers) else None

    def evictions_of_the_rate(self) -> int | None:
        rate = self.cells[("evictions_per_1000_dwellings", "all", "rate")]
        homes = self.cells[("evictions_per_1000_dwellings", "all", "dwellings")]
        return None if rate is None or homes is None else round(float(rate) * float(homes) / 1000)

    def attacks(self) -> dict[str, int | None]:
        """What each subtraction gives: a number that is hidden, or a rest that is few."""
        rated, evictions = self.evictions_of_the_rate(), self.cells[("evictions_by_cause", "all", "count")]
        background = ("backgrounds", "illness", "count")
        return {
            "couples with children": self.rest(
                ("cases_by_children", "yes", "count"), ("cases_by_household", "single_parent", "count")
            ),
            "tried late": self.rest(
                ("contacted_within_7_days", "all", "count"),
                ("contacted_within_7_days", "within_7_days", "count"),
                ("attempts_per_case", "0", "count"),
            ),
            "tried in vain": self.rest(
                ("reached_within_7_days", "not_yet", "count"), ("contacted_within_7_days", "not_yet", "count")
            ),
            "tried and not reached within a week": self.rest(
                ("contacted_within_7_days", "within_7_days", "count"),
                ("reached_within_7_days", "within_7_days", "count"),
            ),
            "low income at least": self.rest(("backgrounds", "all", "count"), background),
            "stays, not averted": self.rest(("housing_outcomes", "stays", "count"), ("averted", "averted", "count")),
            "scheduled, not put out": self.rest(
                ("furthest_stage", "scheduled", "count"), ("cohort_ends", "evicted", "count")
            ),
            "evictions without dwellings": None if rated is None or evictions is None else int(evictions) - rated,
            "put out again": self.rest(
                ("evictions_by_cause", "all", "count"), ("people_evicted", "households_evicted")
            ),
            "children": self.rest(("people_evicted", "children_evicted")),
        }


def each_table_for_itself(publication: Publication) -> Publication:
    """As if nobody had thought of what one table tells of another."""
    standing = {key for table in publication.tables for cell in table.cells for key in cell.rests_on}
    margins = [one for one in publication.sums if {one.total, *one.parts} <= standing and len(one.parts) > 1]
    sums = tuple(one for one in margins if all(set(one.total.within) <= set(part.within) for part in one.parts))
    return dataclasses.replace(publication, sums=sums, counts={key: publication.counts[key] for key in standing})


def test_no_subtraction_across_tables_tells_what_is_hidden_or_few(municipality: Municipality) -> None:
    publication = publication_of(municipality, YEAR, now=NOW)

    safe = protected(publication)

    assert safe.recovered_count == 0
    assert {name: told for name, told in Reader(safe).attacks().items() if told is not None} == {}
    careless = Reader(protected(each_table_for_itself(publication))).attacks()
    assert {name for name, told in careless.items() if told is not None} >= {
        "couples with children",
        "tried late",
        "tried and not reached within a week",
        "low income at least",
        "stays, not averted",
        "put out again",
    }
    assert Reader(safe).cells[("evictions_by_cause", "all", "count")] == 31


def test_where_all_of_them_are_hidden_nothing_that_is_as_many_is_shown() -> None:
    """One or two of each cause are told by their sum, so it is hidden; households and the rate would tell it."""
    causes = {"arrears": 2, "subletting": 1, "house_rules": 1, "crime": 1, "other": 1}
    few = {
        "evictions": {"": {"": 6}, "cause": causes, "association": {"A": 6}},
        "evictions_rated": {"": {"": 6}, "association": {"A": 6}},
        "dwellings": {"": {"": 9000}, "association": {"A": 9000}},
        "households_evicted": {"": {"": 6}},
    }

    safe = protected(publication_of(municipality_of(few), YEAR, now=NOW))

    cells = Reader(safe).cells
    assert safe.recovered_count == 0
    assert {
        cells[key]
        for key in (
            ("evictions_by_cause", "all", "count"),
            ("people_evicted", "households_evicted"),
            ("evictions_per_1000_dwellings", "all", "rate"),
            ("evictions_by_association", "A", "count"),
        )
    } == {None}


def test_the_largest_hidden_count_is_the_municipalitys_choice(municipality: Municipality) -> None:
    publication = publication_of(municipality, YEAR, now=NOW)

    hidden = [
        sum(cell.value is None for table in protected(publication, largest_hidden=most).tables for cell in table.cells)
        for most in (4, 9)
    ]

    assert hidden[0] < hidden[1]
