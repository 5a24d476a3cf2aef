"""Amounts are read as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from casework.forms.money import KronerField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("20.132,92", "20132.92"),
        ("20132,92", "20132.92"),
        ("20132.92", "20132.92"),
        ("20.132", "20132"),
        ("1.020.132", "1020132"),
        (" 20 132 kr. ", "20132"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_it_is_meant(typed: str, amount: str) -> None:
    assert KronerField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["en masse", "1,234,5", "-5", "12,345", "99999999999", "NaN", ""])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        KronerField().clean(typed)


def test_an_amount_of_ours_is_shown_the_danish_way_and_a_typed_one_as_typed() -> None:
    field = KronerField()

    assert [field.prepare_value(value) for value in (Decimal("20132.9"), "20.132,9", None)] == [
        "20132,90",
        "20.132,9",
        None,
    ]
