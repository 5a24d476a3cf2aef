"""How amounts, days, spans and shares are said, in the reader's language."""

import datetime as dt
import functools
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

NOTHING = "–"
NEAR_DAYS = 14
_MINUS = "\N{MINUS SIGN}"

Number = int | float | Decimal


def number(value: Number | None, decimals: int = 0) -> str:
    """A number with the language's grouping and decimals (1.234,5), an en dash for none."""
    if value is None:
        return NOTHING
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,}".translate(_separators(get_language()))
    return f"{_MINUS}{text}" if rounded < 0 else text


def kroner(value: Number | None) -> str:
    """An amount of kroner with two decimals: 20.132,92 kr."""
    if value is None:
        return NOTHING
    return _("%(amount)s kr.") % {"amount": number(value, 2)}


def percent(value: Number | None, decimals: int = 1) -> str:
    """A share given in per cent (65.9, not 0.659): 65,9 %."""
    if value is None:
        return NOTHING
    return pgettext("share", "%(number)s%%") % {"number": number(value, decimals)}


def months(value: Number | None) -> str:
    """A number of months' rent with one decimal: 2,0 mdr."""
    if value is None:
        return NOTHING
    return pgettext("span", "%(number)s months") % {"number": number(value, 1)}


def day(value: dt.date | None) -> str:
    """The day in Copenhagen: 22-11-2026."""
    if value is None:
        return NOTHING
    return _day_in(get_language(), local_date(value))


def short_day(value: dt.date | None, today: dt.date) -> str:
    """The day as 25-11 in the year of today, else with its year."""
    if value is None:
        return NOTHING
    local = local_date(value)
    if local.year != today.year:
        return day(local)
    return _short_day_in(get_language(), local)


def weekday_and_day(value: dt.date) -> str:
    """The day with its weekday: onsdag 25-11-2026."""
    local = local_date(value)
    return f"{WEEKDAYS[local.weekday()]} {day(local)}"


def clock(value: dt.datetime | dt.time | None) -> str:
    """The time of day in Copenhagen: kl. 10.00."""
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value)
    return time_format(value, "TIME_FORMAT")


def moment(value: dt.datetime | None) -> str:
    """Day and time of day in Copenhagen: 22-11-2026 kl. 10.00."""
    if value is None:
        return NOTHING
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")


def relative_day(value: dt.date | None, today: dt.date) -> str:
    """The day seen from today: i går, om 3 dage; beyond 14 days the date itself."""
    if value is None:
        return NOTHING
    local = local_date(value)
    away = (local - today).days
    if abs(away) > NEAR_DAYS:
        return day(local)
    if abs(away) <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    if away > 0:
        return ngettext("in %(days)d day", "in %(days)d days", away) % {"days": away}
    return ngettext("%(days)d day ago", "%(days)d days ago", -away) % {"days": -away}


def clock_span(first: dt.time, last: dt.time) -> str:
    """From one time of day to another: kl. 10.00–12.00."""
    return f"{clock(first)}–{clock(last).removeprefix('kl. ')}"


def days(count: int) -> str:
    """A number of days: 1 dag, 9 dage."""
    return ngettext("%(days)d day", "%(days)d days", count) % {"days": count}


def capped_count(count: int, cap: int = 1000) -> str:
    """A count that stops at the cap: 118, or 1.000+ when there are more."""
    return f"{number(cap)}+" if count > cap else number(count)


def local_date(value: dt.date) -> dt.date:
    """The day in Copenhagen on which a moment falls; a day is itself."""
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


# A list says the same days again and again, and Django's formatting is slow: each is made once per language.


@functools.lru_cache(maxsize=8)
def _separators(language: str | None) -> dict[int, str]:
    return str.maketrans(
        {",": get_format("THOUSAND_SEPARATOR", language), ".": get_format("DECIMAL_SEPARATOR", language)}
    )


@functools.lru_cache(maxsize=4096)
def _day_in(language: str | None, value: dt.date) -> str:
    return date_format(value, get_format("SHORT_DATE_FORMAT", language))


@functools.lru_cache(maxsize=1024)
def _short_day_in(language: str | None, value: dt.date) -> str:
    return date_format(value, pgettext("date format without year", "j M"))
