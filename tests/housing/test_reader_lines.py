"""What one line of a list is told."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from housing.importing.ready_layouts import AAB, KAB
from housing.importing.rows import ListedTenant, Problem, Row, message_of, shown
from housing.importing.unreadable import REASONS, UnreadableFile
from housing.importing.wording import PROBLEMS
from tests.housing.reading import KAB_HEADINGS, aab, aab_line, found_in, kab, kab_line


def test_a_faultless_line_becomes_a_row() -> None:
    found = found_in(kab(kab_line(name_2="Bo Bæk", cpr_2="10756-3364")))

    assert found.rows == [
        Row(
            line=2,
            association_code="KAB",
            department_code="51-02",
            tenancy_number="51-02-0001",
            tenants=(ListedTenant("Vibeke Grønbech", "0302922631"), ListedTenant("Bo Bæk", "0107563364")),
            street="Tagensvej 38, 2. mf",
            postcode="2200",
            city="København N",
            rent=Decimal("11643.31"),
            amount=Decimal("23286.62"),
            due_on=dt.date(2026, 10, 1),
            step="demanded",
            demand_sent_on=dt.date(2026, 10, 6),
            phone="20123456",
        )
    ]
    assert found.problems == []


@pytest.mark.parametrize(
    ("changed", "code", "column", "value"),
    [
        ({"amount": ""}, "amount_missing", "Restance i alt", ""),
        ({"amount": "12.34"}, "amount_not_a_number", "Restance i alt", "12.34"),
        ({"amount": "-1"}, "amount_negative", "Restance i alt", "-1"),
        ({"amount": "10.000.000.000,00"}, "amount_too_large", "Restance i alt", "10.000.000.000,00"),
        ({"due": ""}, "date_missing", "Forfaldsdato", ""),
        ({"due": "30-02-2026"}, "date_impossible", "Forfaldsdato", "30-02-2026"),
        ({"sent": "snart"}, "date_impossible", "Påkrav sendt", "snart"),
        ({"number": "  "}, "tenancy_missing", "Lejemålsnr.", ""),
        ({"department": ""}, "department_missing", "Afdeling", ""),
        ({"step": ""}, "step_missing", "Rykkertrin", ""),
        ({"step": "5"}, "step_unknown", "Rykkertrin", "5"),
        ({"cpr": "320292-2631"}, "cpr_impossible", "CPR 1", ""),
        ({"cpr": "0302922"}, "cpr_impossible", "CPR 1", ""),
        ({"cpr_2": "ukendt"}, "cpr_impossible", "CPR 2", ""),
        ({"number": "x" * 41}, "cell_too_long", "Lejemålsnr.", "x" * 41),
        ({"department": "d" * 21}, "cell_too_long", "Afdeling", "d" * 21),
        ({"association": "a" * 21}, "cell_too_long", "Selskab", "a" * 21),
        ({"street": "s" * 201}, "cell_too_long", "Adresse", "s" * 199 + "…"),
        ({"city": "b" * 61}, "cell_too_long", "By", "b" * 61),
        ({"phone": "t" * 31}, "cell_too_long", "Telefon", "t" * 31),
        ({"name": "n" * 201}, "cell_too_long", "Lejer 1", "n" * 199 + "…"),
    ],
)
def test_a_fault_keeps_a_line_back(changed: dict[str, str], code: str, column: str, value: str) -> None:
    found = found_in(kab(kab_line(**changed), kab_line("51-02-0002")))

    assert [problem for problem in found.summary.problems if problem.severity == "fatal"] == [
        Problem(2, column, "fatal", code, value)
    ]
    assert [row.tenancy_number for row in found.rows] == ["51-02-0002"]


@pytest.mark.parametrize(
    ("changed", "code", "column", "kept"),
    [
        ({"rent": "ukendt"}, "rent_not_a_number", "Månedsleje", {"rent": None}),
        ({"rent": "-5,00"}, "rent_not_a_number", "Månedsleje", {"rent": None}),
        ({"rent": "99.999.999.999,00"}, "rent_not_a_number", "Månedsleje", {"rent": None}),
        ({"amount": "279.439,45"}, "amount_implausible", "Restance i alt", {"amount": Decimal("279439.45")}),
        ({"amount": "0,00"}, "amount_zero", "Restance i alt", {"amount": Decimal(0)}),
        ({"name": ""}, "name_missing", "Lejer 1", {"tenants": (ListedTenant("", "0302922631"),)}),
        ({"name": "", "cpr": ""}, "name_missing", "Lejer 1", {"tenants": ()}),
        ({"postcode": "22"}, "postcode_impossible", "Postnr", {"postcode": ""}),
        (
            {"name_2": "V. Grønbech", "cpr_2": "0302922631"},
            "cpr_repeated",
            "CPR 2",
            {"tenants": (ListedTenant("Vibeke Grønbech", "0302922631"),)},
        ),
    ],
)
def test_a_warning_lets_a_line_pass(changed: dict[str, str], code: str, column: str, kept: dict[str, Any]) -> None:
    found = found_in(kab(kab_line(**changed)))
    (faultless,) = found_in(kab(kab_line())).rows

    assert [(problem.line, problem.column, problem.severity, problem.code) for problem in found.summary.problems] == [
        (2, column, "warning", code)
    ]
    assert found.rows == [faultless._replace(**kept)]


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"amount": "279.439,44"}, {"amount": Decimal("279439.44")}),  # exactly 24 months of rent
        ({"rent": "", "amount": "900.000,00"}, {"rent": None, "amount": Decimal(900000)}),
        ({"rent": "0,00"}, {"rent": Decimal(0)}),
        ({"postcode": "DK-2200"}, {}),
        ({"postcode": ""}, {"postcode": ""}),
        ({"sent": "", "phone": ""}, {"demand_sent_on": None, "phone": ""}),
        ({"cpr": ""}, {"tenants": (ListedTenant("Vibeke Grønbech", None),)}),
        ({"step": "PÅKRAV."}, {}),
        ({"due": "2026-10-01", "sent": "6.10.2026"}, {}),
        ({"name": " Vibeke\tGrønbech\N{RIGHT-TO-LEFT OVERRIDE}", "city": "København\N{NO-BREAK SPACE}N "}, {}),
    ],
)
def test_a_line_may_leave_out_or_write_differently_what_is_not_needed(
    changed: dict[str, str], kept: dict[str, Any]
) -> None:
    found = found_in(kab(kab_line(**changed)))
    (faultless,) = found_in(kab(kab_line())).rows

    assert (found.rows, found.problems) == ([faultless._replace(**kept)], [])


def test_all_faults_of_a_line_are_told_at_once() -> None:
    found = found_in(kab(kab_line(amount="abc", due="31-02-2026", step="9", cpr="1", rent="x"), kab_line("51-02-0002")))

    assert found.problems == [
        (2, "warning", "rent_not_a_number"),
        (2, "fatal", "cpr_impossible"),
        (2, "fatal", "amount_not_a_number"),
        (2, "fatal", "date_impossible"),
        (2, "fatal", "step_unknown"),
    ]


def test_the_department_comes_from_the_tenancy_number_where_the_layout_says_so() -> None:
    found = found_in(aab(aab_line("77-01-02-0003"), aab_line("770003")), AAB)

    assert [row.department_code for row in found.rows] == ["77-01-02"]
    assert [(problem.line, problem.column, problem.code, problem.value) for problem in found.summary.problems] == [
        (3, "lejemaal", "department_missing", "770003")
    ]
    assert found.summary.seen_tenancies == {"770003"}


def test_without_a_number_only_the_number_is_missed() -> None:
    found = found_in(aab(aab_line(""), aab_line()), AAB)

    assert found.problems == [(2, "fatal", "tenancy_missing")]
    assert (found.summary.seen_people, found.summary.unnumbered_lines) == (frozenset({"1808700349"}), 1)


def test_the_people_of_an_unnumbered_line_are_those_with_a_possible_number() -> None:
    found = found_in(kab(kab_line("", cpr="320292-2631", cpr_2="010756-3364"), kab_line()))

    assert found.summary.seen_people == {"0107563364"}


def test_too_few_cells_are_a_fault_only_where_something_needed_is_cut_off() -> None:
    whole = kab_line(sent="", phone="").split(";")
    without_phone, without_step = ";".join(whole[:-2]), ";".join(whole[:-3])

    found = found_in(kab(without_phone, without_step.replace("0001", "0002")))

    assert [row.line for row in found.rows] == [2]
    assert [(problem.line, problem.severity, problem.column) for problem in found.summary.problems] == [
        (2, "warning", "Påkrav sendt"),
        (3, "fatal", "Rykkertrin"),
    ]
    assert {problem.code for problem in found.summary.problems} == {"cells_too_few"}
    assert found.summary.seen_tenancies == {"51-02-0002"}


def test_empty_cells_beyond_the_headings_are_no_fault() -> None:
    found = found_in(kab(kab_line() + ";;", kab_line("51-02-0002") + "; x"))

    assert [row.line for row in found.rows] == [2]
    assert found.problems == [(3, "fatal", "cells_too_many")]


def test_an_amount_with_two_readings_is_a_fault_where_the_layout_does_not_know_the_style() -> None:
    found = found_in(kab(kab_line(amount="1.234"), kab_line("51-02-0002", amount="x")), replace(KAB, decimal="auto"))

    assert [code for _, _, code in found.problems] == ["amount_ambiguous", "amount_not_a_number"]


def test_a_layout_without_due_days_reads_none() -> None:
    columns = {name: headings for name, headings in KAB.columns.items() if name != "due_on"}

    found = found_in(kab(kab_line(due="")), replace(KAB, columns=columns))

    assert ([row.due_on for row in found.rows], found.problems) == ([None], [])


def test_a_heading_that_can_be_done_without_is_warned_of() -> None:
    headings = KAB_HEADINGS.replace("CPR 1", "x").replace("CPR 2", "y").replace("Telefon", "z").replace("By", "w")

    found = found_in(kab(kab_line()).replace(KAB_HEADINGS.encode(), headings.encode()))

    assert [(problem.line, problem.column, problem.severity, problem.code) for problem in found.summary.problems] == [
        (1, "By", "warning", "heading_missing"),
        (1, "CPR 1", "warning", "heading_missing"),
    ]
    assert [(row.city, row.phone, row.tenants) for row in found.rows] == [
        ("", "", (ListedTenant("Vibeke Grønbech", None),))
    ]


def test_a_cpr_number_in_the_wrong_cell_is_not_repeated() -> None:
    found = found_in(kab(kab_line(amount="030292-2631", due="0302922631", step="Ole 030292 2631 x"), kab_line("1-2")))

    assert [problem.value for problem in found.summary.problems] == ["••••••••••", "••••••••••", "Ole •••••••••• x"]
    assert all("2631" not in problem.message for problem in found.summary.problems)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("10756-3364", "••••••••••"),
        ("010756-3AB4", "••••••••••"),
        ("010756\N{EN DASH}3364", "••••••••••"),
        ("31-02-2026", "31-02-2026"),
        ("23.286,62", "23.286,62"),
        ("", ""),
    ],
)
def test_what_looks_like_a_cpr_number_is_covered(text: str, covered: str) -> None:
    assert shown(text) == covered


def test_a_printed_tenant_does_not_show_the_number() -> None:
    assert repr(ListedTenant("Bo", "0107563364")) == "ListedTenant('Bo', cpr=given)"
    assert repr(ListedTenant("Bo", None)) == "ListedTenant('Bo', cpr=None)"


def test_a_problem_is_told_in_the_readers_language_and_printed_by_the_command() -> None:
    problem = Problem(3, "Restance i alt", "fatal", "amount_not_a_number", "abc")

    with translation.override("en"):
        words = "The amount is no number: “Restance i alt” says “abc”. Write only the number, with two decimals."
        assert problem.message == message_of("amount_not_a_number", "Restance i alt", "abc") == words
        assert problem.to_dict() == {
            "line": 3,
            "column": "Restance i alt",
            "severity": "fatal",
            "code": "amount_not_a_number",
            "message": words,
        }


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_can_be_said(code: str) -> None:
    with translation.override("en"):
        assert "%" not in message_of(code, "Saldo", "100")


@pytest.mark.parametrize("code", REASONS)
def test_every_unreadable_file_can_be_told_why(code: str) -> None:
    with translation.override("en"):
        words = str(UnreadableFile(code, "Saldo"))

    assert words.endswith((".", "Saldo"))
    assert "%" not in words
