"""The lines of the worklist and of the case list, drawn by functions because a list has many of them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import wording
from accounts.icons import icon
from accounts.markup import relative_day_markup
from housing import codes

from ..enums import Stage
from ..queries.home import children_words
from ..queries.search import Found
from ..queries.worklist import Entry
from ..urgency import reason

#: How many of the six dots a stage fills.
DOTS = {
    Stage.EARLY: 1,
    Stage.DEMANDED: 2,
    Stage.RESCINDED: 3,
    Stage.HOUSING_COURT: 4,
    Stage.FILED: 4,
    Stage.HEARING: 5,
    Stage.SCHEDULED: 6,
    Stage.ENDED: 6,
}
DOT_COUNT = 6


def worklist_rows(entries: Iterable[Entry], *, today: dt.date, shows_assignee: bool, reader: str = "") -> SafeString:
    """Each case as one line: why, who and where, what is owed, how far, the last contact, when.

    `reader` is whose own list it is: a colleague's case in it says for whom one does it.
    """
    choose = _("Choose %(names)s")
    start, end = _around("casework:case")
    take = _around("casework:take")[1]
    stages = {stage.value: _stage(stage) for stage in Stage}
    why = functools.cache(functools.partial(urgency, today=today))  # many lines say the same
    contact = functools.cache(functools.partial(_last_contact, today=today))
    return format_html_join(
        "",
        '<li><div class="row-why"><label class="row-choose above"><input class="form-check-input" type="checkbox"'
        ' name="case" value="{}" aria-label="{}" data-choose></label><div>{}{}</div></div>'
        '<div class="row-who"><a class="row-link" href="{}{}{}">{}</a>{}'
        '<span class="second">{} · <span class="nowrap">{} {}</span></span></div>'
        '<div class="number">{}<span class="second">{}</span></div><div class="row-stage">{}</div>'
        '<div class="row-contact">{}</div>{}<div class="row-due nowrap">{}</div></li>',
        (
            (
                entry.pk,
                choose % {"names": entry.names},
                why(entry.rule, entry.due_on, entry.triage_key),
                _second(_why_more(entry, reader)),
                start,
                entry.pk,
                end,
                entry.names,
                household(entry.has_children, entry.children),
                entry.address,
                entry.association,
                entry.department,
                wording.kroner(entry.amount),
                _months(entry),
                stages[entry.stage],
                contact(*_attempt(entry)),
                _assignee(entry, start, take) if shows_assignee else "",
                wording.short_day(entry.due_on, today) if entry.due_on else "",
            )
            for entry in entries
        ),
    )


def case_rows(found: Iterable[Found]) -> SafeString:
    """Each found case as one line: who and where, number, stage, open or closed, who works on it."""
    start, end = _around("casework:case")
    stages = {stage.value: _stage(stage) for stage in Stage}
    return format_html_join(
        "",
        '<li><div class="row-who"><a class="row-link" href="{}{}{}">{}</a>{}'
        '<span class="second">{} · <span class="nowrap">{} {}</span></span></div>'
        '<div class="row-number">{}<span class="second">{}</span></div>'
        '<div class="row-stage">{}</div>'
        '<div class="row-state">{}{}</div></li>',
        (
            (
                start,
                case.pk,
                end,
                case.names,
                _lock(case.is_restricted),
                case.address,
                case.association,
                case.department,
                case.number,
                _("opened %(day)s") % {"day": wording.day(case.opened_on)},
                stages[case.stage],
                _state(case),
                _second(case.assigned_to or ""),
            )
            for case in found
        ),
    )


def urgency(rule: str, due_on: dt.date | None, key: dt.date, *, today: dt.date) -> SafeString:
    """Why the case stands where it stands, with the colour and picture of its class, and the class in a word."""
    if due_on is not None and due_on < today:
        tone, picture, word = "red", "triangle-fill", pgettext("urgency", "Overdue")
    elif key <= today:
        tone, picture, word = "amber", "diamond-fill", pgettext("urgency", "Soon")
    else:
        tone, picture, word = "neutral", "circle", pgettext("urgency", "Later")
    return format_html(
        '<span class="urgency urgency-{}">{}<span><span class="visually-hidden">{}: </span>{}</span></span>',
        tone,
        icon(picture),
        word,
        reason(rule, due_on, today),
    )


def household(has_children: str, children: int | None) -> SafeString:
    """The children after the names: " · 2 children", nothing when there are none or nobody knows."""
    words = children_words(has_children, children)
    return format_html(' <span class="nowrap">· {}</span>', words) if words else SafeString("")


def _around(name: str) -> tuple[str, str]:
    """The address of a case's page before and after its id, so that a list asks for it once."""
    start, _number, end = reverse(name, args=[0]).rpartition("0")
    return start, end


def _stage(stage: Stage) -> SafeString:
    filled = DOTS[stage]
    return format_html(
        '{}<span class="second stage-dots" aria-hidden="true">{}{}</span>',
        stage.label,
        "●" * filled,
        "○" * (DOT_COUNT - filled),
    )


def _why_more(entry: Entry, reader: str) -> str:
    is_news = entry.has_children == "yes" and entry.rule != "child_first_contact"
    said = [_("Children in the household")] if is_news else []
    if entry.is_restricted:
        said.append(_("Restricted"))
    if reader and entry.assigned_to and entry.assigned_to != reader:
        said.append(_("for %(name)s") % {"name": entry.assigned_to})
    return " · ".join(said)


def _months(entry: Entry) -> str:
    if entry.amount is None or not entry.monthly_rent:
        return ""
    return wording.months(Decimal(entry.amount) / entry.monthly_rent)


def _attempt(entry: Entry) -> tuple[dt.date | None, bool, str]:
    """The day of the last attempt, whether it reached anybody, and how it was made."""
    if entry.last_contact_at is None or entry.last_contact is None:
        return None, False, ""
    return (
        timezone.localtime(entry.last_contact_at).date(),
        bool(entry.last_contact["is_reached"]),
        str(entry.last_contact["mode"]),
    )


def _last_contact(day: dt.date | None, is_reached: bool, mode: str, *, today: dt.date) -> SafeString:
    if day is None:
        return format_html('<span class="quiet">{}</span>', _("no contact tried"))
    return format_html(
        '{}, {}<span class="second">{}</span>',
        relative_day_markup(day, today),
        _("reached") if is_reached else _("not reached"),
        codes.name_of("contact_mode", mode),
    )


def _assignee(entry: Entry, start: str, take: str) -> SafeString:
    """Who works on the case, or the button that makes it one's own; the list stands in one form."""
    if entry.assigned_to:
        return format_html('<div class="row-assignee">{}</div>', entry.assigned_to)
    return format_html(
        '<div class="row-assignee"><button class="btn btn-secondary btn-sm above" formaction="{}{}{}" name="version"'
        ' value="{}" data-key-take>{}<span class="visually-hidden">: {}</span></button></div>',
        start,
        entry.pk,
        take,
        entry.version,
        _("Take"),
        entry.names,
    )


def _second(words: str) -> SafeString:
    return format_html('<span class="second">{}</span>', words) if words else SafeString("")


def _lock(is_restricted: bool) -> SafeString:
    if not is_restricted:
        return SafeString("")
    return format_html(' <span class="state">{} {}</span>', icon("lock"), _("Restricted"))


def _state(case: Found) -> str:
    if case.closed_on is None:
        return pgettext("case", "Open")
    return _("closed %(day)s") % {"day": wording.day(case.closed_on)}
