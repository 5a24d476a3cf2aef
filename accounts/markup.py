"""How days and moments are marked up, so that the exact date is there for everybody."""

import datetime as dt
import functools

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from . import wording


def day_markup(value: dt.date | None) -> SafeString:
    """The day in a `<time>` element: 22-11-2026."""
    if value is None:
        return _nothing()
    return format_html('<time datetime="{}">{}</time>', wording.local_date(value).isoformat(), wording.day(value))


def moment_markup(value: dt.datetime | None) -> SafeString:
    """Day and time of day in a `<time>` element: 22-11-2026 kl. 10.00."""
    if value is None:
        return _nothing()
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(value).isoformat(), wording.moment(value))


def relative_day_markup(value: dt.date | None, today: dt.date) -> SafeString:
    """The day seen from today, its date on hover and read aloud: om 3 dage (onsdag 25-11-2026)."""
    if value is None:
        return _nothing()
    return _relative_in(get_language(), wording.local_date(value), today)


# The same few days stand in every row of a list: each is marked up once per language.
@functools.lru_cache(maxsize=4096)
def _relative_in(_language: str | None, value: dt.date, today: dt.date) -> SafeString:
    said, exact = wording.relative_day(value, today), wording.weekday_and_day(value)
    if said == wording.day(value):
        return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, said)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="visually-hidden"> ({})</span></time>',
        value.isoformat(),
        exact,
        said,
        exact,
    )


def _nothing() -> SafeString:
    return format_html("{}", wording.NOTHING)
