"""The sample lists, read as `expected.json` beside them says."""

import json
from decimal import Decimal
from typing import Any

import pytest

from housing.cpr import display
from housing.enums import Step
from housing.importing.layouts import Layout
from housing.importing.reader import read
from housing.importing.ready_layouts import READY_LAYOUTS
from housing.importing.rows import Row
from housing.importing.run import Summary
from tests.housing.reading import DELIVERIES, expectations

EXPECTED = {listed["file"]: listed for listed in expectations()}
FAULTLESS = [name for name in EXPECTED if name != "kab_faults.csv"]
STEPS = {"1": Step.EARLY, "2": Step.DEMANDED, "3": Step.RESCINDED, "4": Step.FILED}
LINES = {"kab_2026-10.csv": 40, "kab_2026-11.csv": 40, "fsb_2026-10.xlsx": 40, "aab_2026-10.csv": 45}


def layout_of(name: str) -> Layout:
    return READY_LAYOUTS[name[:3]]


def read_sample(name: str) -> tuple[list[Row], Summary]:
    with (DELIVERIES / name).open("rb") as file:
        reading = read(file, layout_of(name), file_name=name)
        rows = list(reading.rows())
    return rows, reading.summary


def as_expected(row: Row, wanted: dict[str, str]) -> dict[str, str]:
    """The fields of a row under the names and in the writing of `expected.json`."""
    step = next(number for number, step in STEPS.items() if step == row.step)
    said = {
        "dep": row.department_code,
        "no": row.tenancy_number,
        "street": row.street,
        "post": row.postcode,
        "city": row.city,
        "rent": f"{row.rent:.2f}",
        "arrears": f"{row.amount:.2f}",
        "step": step,
        "name2": "",
        "cpr2": "",
    }
    for tenant, suffix in zip(row.tenants, ("", "2"), strict=False):
        said[f"name{suffix}"] = tenant.name
        said[f"cpr{suffix}"] = display(tenant.cpr) if tenant.cpr else ""
    return {key: said[key] for key in wanted}


@pytest.mark.parametrize("name", FAULTLESS)
def test_a_sample_list_amounts_to_what_it_should(name: str) -> None:
    expected = EXPECTED[name]

    rows, summary = read_sample(name)

    assert summary == Summary(
        rows=LINES[name],
        tenancies=expected["tenancies"],
        total_arrears=Decimal(expected["total_arrears"]),
        by_step={step.value: expected["by_step"][number] for number, step in STEPS.items()},
        encoding=expected["encoding"],
        problems=(),
        seen_tenancies=frozenset(),
        seen_people=frozenset(),
        unnumbered_lines=0,
    )
    assert len({row.tenancy_number for row in rows}) == len(rows) == expected["tenancies"]
    assert sum(row.amount for row in rows) == summary.total_arrears
    assert [as_expected(rows[0], expected["first"]), as_expected(rows[-1], expected["last"])] == [
        expected["first"],
        expected["last"],
    ]


def test_the_second_tenant_on_a_line_is_read() -> None:
    rows, _ = read_sample("kab_2026-10.csv")

    row = next(row for row in rows if row.tenancy_number == "51-03-0004")

    assert [tuple(tenant) for tenant in row.tenants] == [
        ("Dorthe Thygesen", "3103014654"),
        ("Dorthe Sørensen", "1409971752"),
    ]


def test_co_tenants_on_lines_of_their_own_become_one_row() -> None:
    rows, _ = read_sample("aab_2026-10.csv")

    row = next(row for row in rows if row.tenancy_number == "77-01-0003")

    assert (row.line, row.department_code, row.amount) == (4, "77-01", Decimal("15130.26"))
    assert [tuple(tenant) for tenant in row.tenants] == [
        ("Yasmin Thygesen", "1808700349"),
        ("Emil Vestergård", "1009512566"),
    ]


def test_november_after_october_by_amount() -> None:
    before, after = (
        {row.tenancy_number: row.amount for row in read_sample(name)[0]}
        for name in ("kab_2026-10.csv", "kab_2026-11.csv")
    )
    expected = EXPECTED["kab_2026-11.csv"]
    both = before.keys() & after.keys()

    assert {
        "new": len(after.keys() - before.keys()),
        "vanished": len(before.keys() - after.keys()),
        "risen": sum(after[number] > before[number] for number in both),
        "fallen": sum(after[number] < before[number] for number in both),
        "same_amount": sum(after[number] == before[number] for number in both),
    } == {key: expected[key] for key in ("new", "vanished", "risen", "fallen", "same_amount")}


def test_each_faulty_line_is_told_its_fault() -> None:
    faults: list[dict[str, Any]] = EXPECTED["kab_faults.csv"]["faults"]

    rows, summary = read_sample("kab_faults.csv")

    assert [(problem.line, problem.severity, problem.code) for problem in summary.problems] == [
        (fault["line"], fault["severity"], fault["code"]) for fault in faults
    ]
    assert [row.line for row in rows] == [2, 8, 9, 11, 13]
    assert (summary.rows, summary.tenancies, summary.is_faulty) == (12, 5, True)
    assert summary.seen_tenancies == {"51-03-0002", "51-05-0003", "51-07-0004", "51-02-0006", "51-06-0009"}
    assert (summary.seen_people, summary.unnumbered_lines) == (frozenset({"0606722492", "1512970688"}), 1)


def test_a_fault_names_the_senders_heading_and_what_stands_there() -> None:
    _, summary = read_sample("kab_faults.csv")

    by_line = {problem.line: (problem.column, problem.value) for problem in summary.problems}

    assert by_line == {
        3: ("Restance i alt", "abc"),
        4: ("Restance i alt", "-250,00"),
        5: ("Forfaldsdato", "31-02-2026"),
        6: ("Lejemålsnr.", ""),
        7: ("CPR 1", ""),
        9: ("Restance i alt", "1.234.567.890,00"),
        10: ("", ""),
        12: ("Lejemålsnr.", "11"),
        14: ("Restance i alt", "198.049,31 ≠ 1.234.702.160,80"),
    }


def test_a_formula_in_a_name_stays_text() -> None:
    rows, _ = read_sample("kab_faults.csv")

    assert [tenant.name for tenant in rows[1].tenants] == ['=HYPERLINK("x")', "Pernille Sørensen"]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_problem_and_no_printed_row_holds_a_cpr_number(name: str) -> None:
    rows, summary = read_sample(name)
    numbers = {tenant.cpr for row in rows for tenant in row.tenants if tenant.cpr} | {"3202991234"}
    numbers |= {display(number) for number in numbers}

    printed = json.dumps([problem.to_dict() for problem in summary.problems]) + repr(summary.problems) + repr(rows)

    assert numbers
    assert [number for number in numbers if number in printed] == []
