import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from housing.cpr import ImpossibleCpr, birth_date, display, normalise

DAYS = st.dates(dt.date(1858, 1, 1), dt.date(2057, 12, 31))


def century_digits(year: int) -> str:
    """The seventh digits a person born in a year may have, from the table of the CPR office."""
    if year < 1900:
        return "5678"
    if year < 2000:
        return "0123" if year < 1937 else "012349"
    return "456789" if year <= 2036 else "5678"


@pytest.mark.parametrize(
    ("written", "cpr"),
    [
        ("010756-3364", "0107563364"),
        ("0107563364", "0107563364"),
        ("107563364", "0107563364"),
        ("10756-3364", "0107563364"),
        (" 010756 3364 ", "0107563364"),
        ("010756\N{EN DASH}3364", "0107563364"),
        ("010756\N{NO-BREAK SPACE}3364", "0107563364"),
        ("610756-3364", "6107563364"),
        ("010756-3ab4", "0107563AB4"),
        ("290200-4000", "2902004000"),
        ("290201-ABCD", "290201ABCD"),
        ("890204-0000", "8902040000"),
    ],
)
def test_a_number_is_understood_however_it_is_written(written: str, cpr: str) -> None:
    assert normalise(written) == cpr


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "12345678",
        "01075633645",
        "320299-1234",
        "311156-1234",
        "011356-1234",
        "000156-1234",
        "920156-1234",
        "290201-1234",
        "290200-0000",  # 1900 was no leap year
        "890201-0000",
        "010756-33æ4",
        "0A0756-3364",
        "ABCDEFGHIJ",
        "٠١٠٧٥٦٣٣٦٤",
        "010756/3364",
    ],
)
def test_an_impossible_number_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(ImpossibleCpr) as refusal:
        normalise(written)

    assert not written or written not in str(refusal.value)


@given(day=DAYS, serial=st.integers(0, 999), data=st.data())
def test_every_birth_date_comes_back_and_no_check_digit_rejects_it(
    day: dt.date, serial: int, data: st.DataObject
) -> None:
    digit = data.draw(st.sampled_from(century_digits(day.year)))
    written = f"{day:%d%m%y}-{digit}{serial:03d}"

    cpr = normalise(written)

    assert (display(cpr), birth_date(cpr)) == (written, day)
    assert normalise(cpr) == cpr
    assert normalise(str(int(cpr))) == cpr
    replaced = f"{day.day + 60}{cpr[2:]}"
    assert (normalise(replaced), birth_date(replaced)) == (replaced, day)


def test_a_letter_hides_the_century() -> None:
    assert birth_date(normalise("010756-AB34")) is None
    assert birth_date(normalise("010756-4B34")) == dt.date(1956, 7, 1)


@given(st.text(max_size=14))
def test_any_text_is_a_possible_number_or_refused(text: str) -> None:
    try:
        cpr = normalise(text)
    except ImpossibleCpr:
        return
    assert (len(cpr), cpr.isascii(), cpr) == (10, True, normalise(display(cpr)))
