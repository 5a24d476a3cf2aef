"""CPR numbers: how they may be written, which of them are possible, and the birth date they hold."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy as _

_SEPARATORS = dict.fromkeys(map(ord, " -\t\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}"))
_SHAPE = re.compile(r"[0-9]{6}[0-9A-Z]{4}")
_REPLACEMENT = 60
_A_LEAP_YEAR = 2000


def _days_and_months() -> frozenset[str]:
    first = dt.date(_A_LEAP_YEAR, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(366)]
    return frozenset(f"{day.day + added:02d}{day.month:02d}" for day in days for added in (0, _REPLACEMENT))


_DAYS_AND_MONTHS = _days_and_months()
_LEAP_DAYS = frozenset({"2902", f"{29 + _REPLACEMENT}02"})


class ImpossibleCpr(ValueError):
    """The text is no CPR number. Its words never repeat the number."""

    def __init__(self) -> None:
        super().__init__(_("This is no CPR number: ten digits that begin with a date of birth are expected."))


def normalise(text: str) -> str:
    """The ten characters of a CPR number or replacement number, however it was written.

    A dash and spaces are dropped and a lost leading zero is put back. Only length, digits and a possible
    date decide: since 2007 there are numbers that fail the modulus 11, so it never rejects one. Replacement
    numbers have the day plus 60, or letters among the last four. Raises `ImpossibleCpr`.
    """
    cpr = text[:6] + text[7:] if text[6:7] == "-" else text
    if not (len(cpr) == 10 and cpr.isascii() and cpr.isdecimal()):
        cpr = _compact(cpr)
    day_and_month = cpr[:4]
    if day_and_month not in _DAYS_AND_MONTHS:
        raise ImpossibleCpr
    if day_and_month in _LEAP_DAYS and not _is_leap_year(_birth_year(cpr)):
        raise ImpossibleCpr
    return cpr


def display(cpr: str) -> str:
    """A normalised number the way people read it: DDMMYY-SSSS."""
    return f"{cpr[:6]}-{cpr[6:]}"


def birth_date(cpr: str) -> dt.date | None:
    """The date of birth a normalised number holds; None where a letter hides the century."""
    year = _birth_year(cpr)
    if year is None:
        return None
    day = int(cpr[:2])
    return dt.date(year, int(cpr[2:4]), day - _REPLACEMENT if day > _REPLACEMENT else day)


def _compact(text: str) -> str:
    compact = text.translate(_SEPARATORS).upper()
    if len(compact) == 9 and compact.isdecimal():
        compact = f"0{compact}"
    if not _SHAPE.fullmatch(compact):
        raise ImpossibleCpr
    return compact


def _birth_year(cpr: str) -> int | None:
    """The year by the seventh digit, as the CPR office lays it down; None for a letter."""
    year, century = int(cpr[4:6]), cpr[6]
    if century in "0123":
        return 1900 + year
    if century in "49":
        return 2000 + year if year <= 36 else 1900 + year
    if century in "5678":
        return 2000 + year if year <= 57 else 1800 + year
    return None


def _is_leap_year(year: int | None) -> bool:
    return year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
