"""How days and moments are marked up, so that the exact date is there for everybody."""

import datetime as dt

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import wording


def day_markup(value: dt.date | None) -> SafeString:
    """The day in a `<time>` element: 22-11-2026."""
    if value is None:
        return _nothing()
    return format_html('<time datetime="{}">{}</time>', _machine_day(value), wording.day(value))


def moment_markup(value: dt.datetime | None) -> SafeString:
    """Day and time of day in a `<time>` element: 22-11-2026 kl. 10.00."""
    if value is None:
        return _nothing()
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(value).isoformat(), wording.moment(value))


def relative_day_markup(value: dt.date | None, today: dt.date) -> SafeString:
    """The day seen from today, its date on hover and read aloud: om 3 dage (onsdag 25-11-2026)."""
    if value is None:
        return _nothing()
    said, exact = wording.relative_day(value, today), wording.weekday_and_day(value)
    if said == wording.day(value):
        return format_html('<time datetime="{}" title="{}">{}</time>', _machine_day(value), exact, said)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="visually-hidden"> ({})</span></time>',
        _machine_day(value),
        exact,
        said,
        exact,
    )


def _nothing() -> SafeString:
    return format_html("{}", wording.NOTHING)


def _machine_day(value: dt.date) -> str:
    local = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    return local.isoformat()
