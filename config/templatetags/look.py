"""How things are said and drawn in templates: days, amounts, shares and icons."""

import datetime as dt
from urllib.parse import urlsplit

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.utils.safestring import SafeString

from accounts import icons, markup, wording

register = template.Library()

UNDO = "undo:"

register.filter("kroner", wording.kroner)
register.filter("percent", wording.percent)
register.filter("months", wording.months)
register.filter("number", wording.number)
register.filter("clock", wording.clock)
register.filter("clock_until", wording.clock_span)
register.filter("days", wording.days)
register.filter("weekday_and_day", wording.weekday_and_day)
register.filter("capped_count", wording.capped_count)
register.filter("day", markup.day_markup)
register.filter("plain_day", wording.day)
register.filter("moment", markup.moment_markup)


@register.filter
def relative_day(value: dt.date | None, today: dt.date) -> SafeString:
    """`{{ case.due_on|relative_day:today }}`: om 3 dage, with the date on hover and read aloud."""
    return markup.relative_day_markup(value, today)


@register.filter
def short_day(value: dt.date | None, today: dt.date) -> str:
    """`{{ case.due_on|short_day:today }}`: 25-11, with its year when that is another one."""
    return wording.short_day(value, today)


@register.filter
def undo_url(message: Message) -> str:
    """Where a flash message can be undone: the path given as `extra_tags="undo:/…"`, else nothing."""
    tags = message.extra_tags or ""
    if not tags.startswith(UNDO):
        return ""
    url = tags.removeprefix(UNDO)
    return url if url.startswith("/") and not urlsplit(url).netloc else ""


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of what a link to a faulty field should focus; the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "telephone" %}`: a Bootstrap icon, inline and silent; always beside a word."""
    return icons.icon(name)


@register.simple_block_tag
def capture(content: SafeString) -> SafeString:
    """`{% capture as title %}…{% endcapture %}`: keep what was rendered, to show it in several places."""
    return content
