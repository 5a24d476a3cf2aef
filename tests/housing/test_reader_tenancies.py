"""Lines of one tenancy, and totals."""

import datetime as dt
import io
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from housing.importing.opening import open_lines
from housing.importing.reader import Reading, read
from housing.importing.ready_layouts import AAB, KAB
from housing.importing.rows import ListedTenant
from housing.importing.tally import Tally
from tests.housing.reading import AAB_HEADINGS, DELIVERIES, Found, aab, aab_line, found_in, kab, kab_line

BO = {"name": "Bo Bæk", "cpr": "107563364"}


@given(order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_lines_does_not_matter(order: random.Random) -> None:
    headings, *lines = (DELIVERIES / "aab_2026-10.csv").read_bytes().decode("utf-8-sig").splitlines()
    sorted_list = found_in("\n".join([headings, *lines]).encode(), AAB)
    order.shuffle(lines)

    found = found_in("\n".join([headings, *lines]).encode(), AAB)

    assert people_by_tenancy(found) == people_by_tenancy(sorted_list)
    assert replace(found.summary, encoding="utf-8-sig") == replace(sorted_list.summary, encoding="utf-8-sig")


def people_by_tenancy(found: Found) -> dict[str, tuple[Decimal, frozenset[ListedTenant]]]:
    return {row.tenancy_number: (row.amount, frozenset(row.tenants)) for row in found.rows}


def test_co_tenants_far_apart_become_one_row_with_the_first_line() -> None:
    between = [aab_line(f"77-02-{number:04d}") for number in range(50)]

    found = found_in(aab(aab_line(), *between, aab_line(**BO)), AAB)

    last = found.rows[-1]
    assert (last.line, [tenant.name for tenant in last.tenants]) == (2, ["Yasmin Thygesen", "Bo Bæk"])
    assert (found.summary.rows, found.summary.tenancies) == (52, 51)
    assert found.summary.total_arrears == 51 * Decimal("15130.26")


def test_two_amounts_for_one_tenancy_are_a_fault_of_every_line() -> None:
    found = found_in(
        aab(aab_line(), aab_line("77-01-0004"), aab_line(amount="100.00", **BO), aab_line(amount="100.00", name="C")),
        AAB,
    )

    assert [(problem.line, problem.severity, problem.code, problem.value) for problem in found.summary.problems] == [
        (2, "fatal", "amount_disagrees", "4"),
        (4, "fatal", "amount_disagrees", "2"),
        (5, "fatal", "amount_disagrees", "2"),
    ]
    assert [row.tenancy_number for row in found.rows] == ["77-01-0004"]
    assert (found.summary.total_arrears, found.summary.seen_tenancies) == (
        Decimal("15130.26"),
        frozenset({"77-01-0003"}),
    )


def test_two_amounts_are_a_fault_also_where_a_line_is_a_tenancy() -> None:
    found = found_in(kab(kab_line(), kab_line(amount="1,00")))

    assert found.problems == [(2, "fatal", "amount_disagrees"), (3, "fatal", "amount_disagrees")]
    assert found.rows == []


def test_a_tenancy_in_two_departments_is_a_fault_of_both_lines() -> None:
    found = found_in(kab(kab_line(), kab_line(department="51-03")))

    assert found.problems == [(2, "fatal", "department_disagrees"), (3, "fatal", "department_disagrees")]


def test_a_tenancy_again_with_the_same_amount_is_counted_once() -> None:
    found = found_in(kab(kab_line(), kab_line(name="Bo Bæk", cpr="107563364")))

    assert found.problems == [(3, "warning", "tenancy_repeated")]
    assert [[tenant.name for tenant in row.tenants] for row in found.rows] == [["Vibeke Grønbech", "Bo Bæk"]]
    assert found.summary.total_arrears == Decimal("23286.62")


def test_the_same_line_again_is_counted_once_and_told_the_first() -> None:
    found = found_in(aab(aab_line(), aab_line(**BO), aab_line(), aab_line(**BO), aab_line()), AAB)

    assert [(problem.line, problem.code, problem.value) for problem in found.summary.problems] == [
        (4, "duplicate_line", "2"),
        (5, "duplicate_line", "3"),
        (6, "duplicate_line", "2"),
    ]
    assert [[tenant.name for tenant in row.tenants] for row in found.rows] == [["Yasmin Thygesen", "Bo Bæk"]]


def test_a_faulty_line_again_is_told_its_fault_once() -> None:
    found = found_in(kab(kab_line(due="x"), kab_line(due="x")))

    assert found.problems == [(2, "fatal", "date_impossible"), (3, "warning", "duplicate_line")]
    assert (found.rows, found.summary.seen_tenancies) == ([], frozenset({"51-02-0001"}))


def test_half_a_household_does_not_pass_for_the_whole() -> None:
    found = found_in(aab(aab_line(), aab_line(name="Bo", cpr="320299-1234"), aab_line(name="Åse", cpr="")), AAB)

    assert [(problem.line, problem.code, problem.value) for problem in found.summary.problems] == [
        (2, "tenancy_incomplete", "3"),
        (3, "cpr_impossible", ""),
        (4, "tenancy_incomplete", "3"),
    ]
    assert (found.rows, found.summary.seen_tenancies) == ([], frozenset({"77-01-0003"}))
    assert found.summary.total_arrears == Decimal(0)


def test_lines_of_one_tenancy_fill_each_others_gaps_and_the_furthest_step_counts() -> None:
    first = kab_line(street="", postcode="", city="", rent="", due="01-10-2026", step="3", sent="", phone="")
    second = kab_line(name="Bo", cpr="", due="01-11-2026", step="2")

    found = found_in(kab(first, second))

    (row,) = found.rows
    (expected,) = found_in(kab(kab_line(due="01-11-2026", step="3"))).rows
    assert row._replace(tenants=expected.tenants) == expected
    assert found.problems == [(3, "warning", "tenancy_repeated"), (3, "warning", "step_disagrees")]


def test_co_tenants_whose_lines_differ_in_more_than_the_name_are_still_one_household() -> None:
    found = found_in(aab(aab_line(), aab_line(step="Foged", due="2026-11-02", city="", **BO)), AAB)

    assert found.problems == [(3, "warning", "step_disagrees")]
    assert [(row.step, row.due_on, row.city, len(row.tenants)) for row in found.rows] == [
        ("filed", dt.date(2026, 11, 2), "Vanløse", 2)
    ]


def test_the_same_person_on_two_lines_is_one_tenant() -> None:
    found = found_in(aab(aab_line(), aab_line(name="Y. Thygesen")), AAB)

    assert [[tenant.name for tenant in row.tenants] for row in found.rows] == [["Yasmin Thygesen"]]


def test_a_number_written_with_another_kind_of_space_is_the_same_tenancy() -> None:
    found = found_in(kab(kab_line("51 0001"), kab_line("51\N{NO-BREAK SPACE}0001", name="Bo", cpr="")))

    assert [row.tenancy_number for row in found.rows] == ["51 0001"]


def test_lines_that_were_awaited_and_never_came_keep_nobody_back() -> None:
    """Two numbers with one hash, or a file that shrank between two looks."""
    lines, columns = open_lines(
        io.BytesIO(kab(kab_line(), kab_line("51-02-0002", due="x"))), KAB, size=None, limit=None
    )
    awaited = Tally(1, {hash("51-02-0001"): 2, hash("51-02-0002"): 2})
    reading = Reading(lines, columns, KAB, awaited)

    assert [row.tenancy_number for row in reading.rows()] == ["51-02-0001"]
    assert (reading.summary.tenancies, reading.summary.seen_tenancies) == (1, frozenset({"51-02-0002"}))


# --- totals -----------------------------------------------------------------------------------------


def total(amount: str, words: str = "I alt") -> str:
    return f"{words};;;;;;;;;;;{amount};;;;"


@pytest.mark.parametrize("words", ["I alt", "i  alt:", "TOTAL", "Sum afd. 51", "Samlet restance"])
def test_a_total_that_matches_is_no_line_and_no_problem(words: str) -> None:
    found = found_in(kab(kab_line(), kab_line("51-02-0002"), total("46.573,24", words)))

    assert (found.summary.rows, found.problems) == (2, [])


@pytest.mark.parametrize("sum_of_lines", ["45390.78", "30260.52"])
def test_a_total_may_count_each_tenant_or_each_tenancy(sum_of_lines: str) -> None:
    found = found_in(
        aab(aab_line(), aab_line(**BO), aab_line("77-01-0004"), f"I alt,,,,,,,{sum_of_lines},,"),
        AAB,
    )

    assert found.problems == []


def test_sub_totals_start_again_and_the_last_may_be_the_sum_of_all() -> None:
    found = found_in(
        kab(
            kab_line(),
            total("23.286,62"),
            kab_line("51-02-0002", amount="100,00"),
            total("100,00"),
            total("23.386,62"),
            total("99,00"),
        )
    )

    assert [(problem.line, problem.code, problem.value) for problem in found.summary.problems] == [
        (7, "total_mismatch", "99,00 ≠ 23.386,62")
    ]


def test_the_total_counts_a_faulty_line_whose_amount_is_legible() -> None:
    found = found_in(kab(kab_line(), kab_line("51-02-0002", due="x", amount="100,00"), total("23.386,62")))

    assert found.problems == [(3, "fatal", "date_impossible")]
    assert found.summary.total_arrears == Decimal("23286.62")


@pytest.mark.parametrize(
    ("amount", "codes"), [("", []), ("to tusind", ["total_not_a_number"]), ("1,00", ["total_mismatch"])]
)
def test_a_total_that_cannot_be_compared(amount: str, codes: list[str]) -> None:
    found = found_in(kab(kab_line(), total(amount)))

    assert [(problem.column, problem.code) for problem in found.summary.problems] == [
        ("Restance i alt", code) for code in codes
    ]


def test_a_total_may_stand_in_the_column_of_the_tenancy_number() -> None:
    found = found_in(aab(aab_line(), "i alt,,,,,,,15130.26,,"), AAB)

    assert (found.summary.rows, found.problems) == (1, [])


def test_a_tenancy_whose_number_begins_with_a_letter_is_no_total() -> None:
    found = found_in(kab(kab_line("Sumatravej-1"), kab_line("T-2"), kab_line("Totalen 3", association="")))

    assert [row.tenancy_number for row in found.rows] == ["Sumatravej-1", "T-2", "Totalen 3"]


def test_remarks_stand_only_below_a_total() -> None:
    below = found_in(kab(kab_line(), total("23.286,62"), "", "Udskrevet 20-10-2026;KAB"))
    above = found_in(kab("Udskrevet 20-10-2026;KAB", kab_line()))

    assert (below.summary.rows, below.problems) == (1, [])
    assert above.problems == [(2, "fatal", "cells_too_few")]


# --- handing over --------------------------------------------------------------------------------------


def test_batches_carry_the_rows_and_the_problems_found_meanwhile() -> None:
    content = kab(
        kab_line("51-02-0001"),
        kab_line("51-02-0002", rent="x"),
        kab_line("51-02-0003"),
        kab_line("51-02-0004", due="x"),
    )
    reading = read(io.BytesIO(content), KAB, file_name="kab.csv")

    batches = [
        ([row.line for row in batch.rows], [problem.line for problem in batch.problems]) for batch in reading.batches(2)
    ]

    assert batches == [([2, 3], [3]), ([4], [5])]
    assert [problem.line for problem in reading.summary.problems] == [3, 5]
    assert (reading.file_name, reading.encoding) == ("kab.csv", "utf-8")


def test_a_reading_can_be_read_again_and_leaves_the_file_open() -> None:
    stream = io.BytesIO(kab(kab_line(), kab_line("51-02-0002", due="x")))
    reading = read(stream, KAB)

    first, first_summary = list(reading.rows()), reading.summary
    second, second_summary = [row for batch in reading.batches() for row in batch.rows], reading.summary

    assert (first, first_summary) == (second, second_summary)
    assert not stream.closed


def test_what_a_list_amounts_to_is_known_only_at_its_end() -> None:
    reading = read(io.BytesIO(kab(kab_line(), kab_line("51-02-0002"))), KAB)
    next(reading.rows())

    with pytest.raises(RuntimeError, match="to its end"):
        _ = reading.summary


def test_the_headings_of_the_made_lists_are_those_of_the_samples() -> None:
    assert (DELIVERIES / "aab_2026-10.csv").read_text("utf-8-sig").startswith(AAB_HEADINGS)
