import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from housing.importing.values import (
    comma_amount,
    either_amount,
    is_ambiguous,
    kroner,
    number_text,
    parse_date,
    point_amount,
)

AMOUNTS = st.decimals(Decimal("-9999999999.99"), Decimal("9999999999.99"), places=2)
LIST_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(AMOUNTS)
def test_every_amount_comes_back_in_either_style(amount: Decimal) -> None:
    english = f"{amount:,.2f}"

    assert comma_amount(kroner(amount)) == comma_amount(f"{amount:.2f}".replace(".", ",")) == amount
    assert point_amount(english) == point_amount(f"{amount:.2f}") == amount
    assert either_amount(kroner(amount)) == either_amount(english) == amount


@given(st.text(alphabet="0123456789.,- ", max_size=12))
def test_two_styles_never_agree_on_different_numbers(text: str) -> None:
    """Where the style is not known, a number is read only if no style would read another."""
    read = either_amount(text)
    by_style = {amount for amount in (comma_amount(text), point_amount(text)) if amount is not None}

    if len(by_style) > 1:
        assert (read, is_ambiguous(text)) == (None, True)
    elif read is not None:
        assert by_style == {read}


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1.234", Decimal(1234), None),
        ("1,234", None, Decimal(1234)),
        ("12.345,50", Decimal("12345.50"), None),
        ("12,345.50", None, Decimal("12345.50")),
        ("5081", Decimal(5081), Decimal(5081)),
        ("5081,7", Decimal("5081.7"), None),
        ("1 234,50", Decimal("1234.50"), None),
        ("1\N{NO-BREAK SPACE}234,50 kr.", Decimal("1234.50"), None),
        ("kr 1.234,50", Decimal("1234.50"), None),
        ("DKK 1234.50", None, Decimal("1234.50")),
        ("100,-", Decimal(100), Decimal(100)),
        ("250,00-", Decimal(-250), None),
        ("\N{MINUS SIGN}250.00", None, Decimal(-250)),
        ("12.34,50", None, None),
        ("1.2345", None, None),
        ("1,2,3", None, None),
        ("abc", None, None),
        ("", None, None),
        ("-", None, None),
        ("1e5", None, None),
        ("NaN", None, None),
        ("१२३", None, None),
        ("--5", None, None),
    ],
)
def test_an_amount_is_read_in_its_style_or_not_at_all(text: str, comma: Decimal | None, point: Decimal | None) -> None:
    assert (comma_amount(text), point_amount(text)) == (comma, point)


def test_an_amount_with_two_readings_is_not_guessed() -> None:
    assert [either_amount(text) for text in ("1.234", "1,234", "-12.345", "1.234 kr.")] == [None] * 4
    assert [either_amount(text) for text in ("1.234,5", "1,234.5", "1.234.567", "12,5", "12.5")] == [
        Decimal("1234.5"),
        Decimal("1234.5"),
        Decimal(1234567),
        Decimal("12.5"),
        Decimal("12.5"),
    ]


@given(LIST_DAYS)
def test_every_date_comes_back_in_each_form(day: dt.date) -> None:
    forms = ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00.000")

    assert {parse_date(day.strftime(form)) for form in forms} == {day}
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day


@pytest.mark.parametrize(
    "text",
    [
        "31-02-2026",
        "00-01-2026",
        "01-13-2026",
        "01-10-26",
        "01-10.2026",
        "2026/10/01",
        "20261001",
        "01-10-0026",
        "01-10-1989",
        "2100-01-01",
        "2026-10-01 12:30:00",
        "46296",
        "i går",
        "",
    ],
)
def test_no_date_is_guessed(text: str) -> None:
    assert parse_date(text) is None


@given(AMOUNTS)
def test_a_workbooks_number_is_written_in_the_layouts_style(amount: Decimal) -> None:
    assert comma_amount(number_text(float(amount), "comma")) == amount
    assert point_amount(number_text(float(amount), "point")) == amount
    assert either_amount(number_text(float(amount), "auto")) == amount


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2704733175.0, "2704733175"),
        (2700, "2700"),
        (9721.360000000001, "9721.36"),
        (0.125, "0.13"),
        (1e22, "10000000000000000000000"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_a_workbooks_number_as_text(number: float, text: str) -> None:
    assert number_text(number, "point") == text
