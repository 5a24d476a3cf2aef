"""Reads amounts and dates as people write them, and rather says no than guess."""

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

AmountReader = Callable[[str], Decimal | None]

MAX_AMOUNT = Decimal("9999999999.99")
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
_ORE = Decimal("0.01")

_COMMA = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]{1,2})?").fullmatch
_POINT = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?").fullmatch
_TWO_READINGS = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}").fullmatch
_CURRENCY = re.compile(r"^(?:kr\.?|dkk)|(?:kr\.?|dkk)$", re.IGNORECASE)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})").fullmatch
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})").fullmatch
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")


def comma_amount(text: str) -> Decimal | None:
    """Kroner written 12.345,50; None when the text is no such number. "1.234" is 1234."""
    if _COMMA(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    bare = _bare(text)
    return None if bare == text else comma_amount(bare)


def point_amount(text: str) -> Decimal | None:
    """Kroner written 12,345.50; None when the text is no such number. "1,234" is 1234."""
    if _POINT(text):
        return Decimal(text.replace(",", ""))
    bare = _bare(text)
    return None if bare == text else point_amount(bare)


def either_amount(text: str) -> Decimal | None:
    """Kroner in either style; None where the two styles would read different numbers (see `is_ambiguous`)."""
    if is_ambiguous(text):
        return None
    amount = comma_amount(text)
    return point_amount(text) if amount is None else amount


def is_ambiguous(text: str) -> bool:
    """Whether a point or comma may divide thousands or decimals: 1.234."""
    return _TWO_READINGS(_bare(text)) is not None


AMOUNT_READERS: dict[str, AmountReader] = {"comma": comma_amount, "point": point_amount, "auto": either_amount}


def kroner(amount: Decimal) -> str:
    """An amount the way the sender reads it: 12.345,50."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def number_text(number: float, decimal: str) -> str:
    """A number of a workbook's cell as text in a layout's style, with at most two decimals."""
    if not math.isfinite(number):
        return str(number)
    exact = Decimal(repr(number))
    if exact == exact.to_integral_value():
        return f"{exact:.0f}"
    text = f"{exact.quantize(_ORE, ROUND_HALF_UP):f}"
    return text.replace(".", ",") if decimal == "comma" else text


def parse_date(text: str) -> dt.date | None:
    """A date written 31-12-2026, 31.12.2026, 31/12/2026 or 2026-12-31, with or without midnight; else None."""
    bare = _MIDNIGHT.sub("", text)
    if found := _DAY_FIRST(bare):
        day, _, month, year = found.groups()
    elif found := _YEAR_FIRST(bare):
        year, month, day = found.groups()
    else:
        return None
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _bare(text: str) -> str:
    """The number without currency, spaces inside and a typographic minus; 250,00- as -250,00 and 100,- as 100."""
    bare = "".join(_CURRENCY.sub("", text.strip()).split()).replace("\N{MINUS SIGN}", "-")
    if bare.endswith(",-"):
        return bare[:-2]
    return f"-{bare[:-1]}" if bare.endswith("-") and not bare.startswith("-") else bare
