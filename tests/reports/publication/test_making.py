"""The tables of a year: their counts are those of the figures, and they add up wherever they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.disclosure import checker, protecting, sums
from reports.publication import publication_of, published_figures
from reports.tables import CountKey, Publication, State, Table, Words
from tests.factories import NOW
from tests.reports.counted_by_hand import COUNTED_BY_HAND
from tests.reports.world import World

pytestmark = pytest.mark.django_db
IN_2026 = ("year", "2026")


@pytest.fixture
def publication(world: World) -> Publication:
    return publication_of(world.copenhagen, 2026, now=NOW)


def found(table: Table) -> dict[tuple[str, ...], object]:
    """Each value by the codes of its categories."""
    return {tuple(one.code for one in row): cell.value for row, cell in table.rows()}


def test_the_tables_show_what_was_counted_by_hand(publication: Publication) -> None:
    tables = {table.code: table for table in publication.tables}
    by_cause = found(tables["evictions_by_cause"])

    assert by_cause[("all", "count")] == COUNTED_BY_HAND["evictions"][0]
    assert (by_cause[("arrears", "count")], by_cause[("arrears", "share")]) == (2, Decimal("66.7"))
    crossed = {
        tuple(one.code for one in row): cell.value for row, cell in tables["evictions_by_cause_by_district"].rows()
    }
    assert {key: value for key, value in crossed.items() if value and key[2] == "count" and key[0] != "all"} == {
        ("3", "all", "count"): 1,
        ("3", "arrears", "count"): 1,
        ("5", "all", "count"): 1,
        ("5", "arrears", "count"): 1,
        ("7", "all", "count"): 1,
        ("7", "subletting", "count"): 1,
    }
    rates = found(tables["evictions_per_1000_dwellings"])
    assert (rates[("all", "rate")], rates[("KAB", "rate")]) == (Decimal("2.00"), Decimal("2.50"))


def test_every_sum_holds_and_a_margin_is_the_same_count_in_every_table(publication: Publication) -> None:
    for one in publication.sums:
        assert publication.counts[one.total] == sum(publication.counts[part] for part in one.parts), one
    evictions = CountKey("evictions", (IN_2026,))
    told_by = {one.parts[0].within[0][0] for one in publication.sums if one.total == evictions}
    assert {"cause", "district", "association", "has_children", "age_band"} <= told_by


def test_nothing_that_points_at_a_household_can_be_worked_out(publication: Publication) -> None:
    facts = [sums.Sum(one.total, one.parts) for one in publication.sums]

    protection = protecting.protect(publication.counts, facts)

    small = {key for key, count in publication.counts.items() if 1 <= count <= 4}
    assert protection.primary == small
    assert (protection.exposed, checker.recoverable(publication.counts, protection.hidden, facts)) == ((), [])


def test_every_number_rests_on_its_counts_and_a_median_of_few_is_hidden(publication: Publication) -> None:
    for table in publication.tables:
        for row, cell in table.rows():
            keys = set(cell.rests_on)
            assert keys <= publication.counts.keys(), (table.code, row)
    days = next(table for table in publication.tables if table.code == "days")
    assert {cell.state for _row, cell in days.rows()} == {State.HIDDEN, State.UNKNOWN}


def test_titles_and_lines_are_in_both_languages(publication: Publication) -> None:
    table = next(table for table in publication.tables if table.code == "cases_by_cause_by_association")

    assert table.title == Words("Cases by cause, by housing association", "Sager efter årsag, efter boligorganisation")
    place, cause, measure = table.dimensions
    assert [one.label for one in place.categories] == [Words("All", "Alle"), Words("fsb", "fsb"), Words("KAB", "KAB")]
    assert cause.categories[1].label == Words("Rent arrears", "Huslejerestance")
    assert [one.unit for one in measure.categories] == [Words("cases", "sager"), Words("per cent", "procent")]
    assert {figure.code for figure in published_figures()} >= {
        code for table in publication.tables for code in table.figures
    }
