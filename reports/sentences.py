"""What the figures say in a sentence: the report's first words and the title of each part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording

from .enums import ReachKind, Section, Unit
from .models import OfficialFigure
from .official import Change, Series, is_firm
from .reach import Reach
from .report import YearReport
from .values import Part, Value
from .wording import said


def opening(report: YearReport, official: Series | None, *, today: dt.date) -> list[str]:
    """The first sentences of the report: what the court administration counted, and what is recorded here."""
    sentences = []
    if official is not None and (figure := official.of(report.year)) is not None:
        sentences.append(official_sentence(figure, official.change(report.year)))
    if report.reach.kind == ReachKind.ADVISER:
        sentences.append(_contacts_sentence(report, today))
    elif report.has_records:
        sentences.append(_own_sentence(report, today))
    elif not sentences:
        facts = {"year": report.year, "place": place(report.reach)}
        sentences.append(_("Fasthold has no records %(place)s for %(year)s.") % facts)
    return sentences


def official_sentence(figure: OfficialFigure, change: Change | None) -> str:
    """In 2018, 266 effective evictions were carried out in København, 65.9% fewer than in 2011 (781)."""
    facts = {"year": figure.year, "area": figure.area, "count": wording.number(figure.value)}
    if change is None:
        if not is_firm(figure):
            return _("In %(year)s, about %(count)s effective evictions were carried out in %(area)s.") % facts
        return _("In %(year)s, %(count)s effective evictions were carried out in %(area)s.") % facts
    facts |= {
        "percent": wording.percent(abs(change.percent)),
        "since": change.since,
        "before": wording.number(change.before),
    }
    if change.now < change.before:
        return (
            _(
                "In %(year)s, %(count)s effective evictions were carried out in %(area)s,"
                " %(percent)s fewer than in %(since)s (%(before)s)."
            )
            % facts
        )
    if change.now > change.before:
        return (
            _(
                "In %(year)s, %(count)s effective evictions were carried out in %(area)s,"
                " %(percent)s more than in %(since)s (%(before)s)."
            )
            % facts
        )
    return (
        _("In %(year)s, %(count)s effective evictions were carried out in %(area)s, as many as in %(since)s.") % facts
    )


def _own_sentence(report: YearReport, today: dt.date) -> str:
    evictions = report.get("evictions")
    facts = {"period": _period(report.year, today), "place": place(report.reach)}
    if evictions.is_hidden:
        return _("%(period)s Fasthold has recorded between 1 and 4 evictions %(place)s.") % facts
    count = evictions.count
    if not count:
        return _("%(period)s Fasthold has recorded no evictions %(place)s.") % facts
    return ngettext(
        "%(period)s Fasthold has recorded %(count)s eviction %(place)s.",
        "%(period)s Fasthold has recorded %(count)s evictions %(place)s.",
        count,
    ) % (facts | {"count": wording.number(count)})


def _contacts_sentence(report: YearReport, today: dt.date) -> str:
    contacts = report.get("adviser_contacts")
    facts = {"period": _period(report.year, today), "count": wording.number(contacts.count)}
    if contacts.is_hidden:
        return _("%(period)s you have recorded between 1 and 4 contacts.") % facts
    return (
        ngettext(
            "%(period)s you have recorded %(count)s contact.",
            "%(period)s you have recorded %(count)s contacts.",
            contacts.count,
        )
        % facts
    )


def _period(year: int, today: dt.date) -> str:
    if year == today.year:
        return _("In %(year)s, until %(day)s,") % {"year": year, "day": wording.day(today)}
    return _("In %(year)s") % {"year": year}


def place(reach: Reach) -> str:
    """Where the figures are from: i København, hos KAB, i alle kommuner."""
    if reach.kind == ReachKind.MUNICIPALITY:
        return _("in %(municipality)s") % {"municipality": reach.name}
    if reach.kind == ReachKind.EVERYTHING:
        return _("in all municipalities")
    return _("at %(association)s") % {"association": reach.name}


def section_title(report: YearReport, section: Section) -> str:
    """A title that answers the question of a part; its name where the answer is unknown or hidden."""
    code, say = _TITLES.get(section, ("", str))
    if not report.has(code):
        return str(section.label)
    value = report.get(code)
    return str(section.label) if value.is_hidden or value.value is None else say(value)


def largest(value: Value) -> Part | None:
    """The one part of several that is larger than every other, None when there is none or it cannot be told."""
    counts = sorted((part.count for part in value.parts if part.value is not None), reverse=True)
    if len(value.parts) < 2 or not counts or not counts[0] or counts[0] in counts[1:2]:
        return None
    return next(part for part in value.parts if part.value is not None and part.count == counts[0])


def _evictions(value: Value) -> str:
    return ngettext("%(count)s eviction is recorded", "%(count)s evictions are recorded", value.count) % _count(value)


def _arrears(value: Value) -> str:
    return ngettext(
        "%(count)s line of arrears was received", "%(count)s lines of arrears were received", value.count
    ) % _count(value)


def _cases(value: Value) -> str:
    return ngettext("%(count)s case was opened", "%(count)s cases were opened", value.count) % _count(value)


def _contact(value: Value) -> str:
    return _("%(share)s of the households were reached within 7 days") % {"share": said(value.value, Unit.PERCENT)}


def _help(value: Value) -> str:
    return ngettext("%(count)s intervention began", "%(count)s interventions began", value.count) % _count(value)


def _outcomes(value: Value) -> str:
    return ngettext("%(count)s eviction was averted", "%(count)s evictions were averted", value.count) % _count(value)


def _reviewed(value: Value) -> str:
    evicted = sum(part.count for part in value.parts)
    return ngettext(
        "%(count)s of %(evicted)s eviction was reviewed", "%(count)s of %(evicted)s evictions were reviewed", evicted
    ) % {**_count(value), "evicted": wording.number(evicted)}


def _advisers(value: Value) -> str:
    return ngettext(
        "%(count)s conversation with a tenant adviser", "%(count)s conversations with tenant advisers", value.count
    ) % _count(value)


def _ends(value: Value) -> str:
    averted = next((part for part in value.parts if part.code == "averted"), None)
    if averted is None or averted.value is None:
        return str(Section.FUNNEL.label)
    return ngettext(
        "%(count)s of %(cases)s case was averted within twelve months",
        "%(count)s of %(cases)s cases were averted within twelve months",
        value.count,
    ) % {"count": wording.number(averted.count), "cases": wording.number(value.count)}


def _attempts(value: Value) -> str:
    return _("%(share)s of the contact attempts reached somebody") % {"share": said(value.value, Unit.PERCENT)}


def _who(value: Value) -> str:
    most = largest(value)
    if most is None:
        return str(Section.WHO.label)
    facts = {"cause": most.label, "count": wording.number(most.count), "cases": wording.number(value.count)}
    return _("Most often: %(cause)s, %(count)s of %(cases)s cases") % facts


def _repeat(value: Value) -> str:
    return _("%(share)s were back within twelve months") % {"share": said(value.value, Unit.PERCENT)}


def _requests(value: Value) -> str:
    return ngettext("%(count)s request was sent", "%(count)s requests were sent", value.count) % _count(value)


def _cost(value: Value) -> str:
    return _("About %(amount)s kr., an order of magnitude") % {"amount": wording.number(value.value)}


def _complete(value: Value) -> str:
    return _("%(share)s of the cases have all facts") % {"share": said(value.value, Unit.PERCENT)}


def _count(value: Value) -> dict[str, str]:
    return {"count": wording.number(value.count)}


#: The figure that answers the question of each part, and how it says so.
_TITLES: dict[Section, tuple[str, Callable[[Value], str]]] = {
    Section.EVICTIONS: ("evictions", _evictions),
    Section.ARREARS: ("warnings_received", _arrears),
    Section.CASES: ("cases_opened", _cases),
    Section.CONTACT: ("reached_within_7_days", _contact),
    Section.HELP: ("interventions", _help),
    Section.OUTCOMES: ("averted", _outcomes),
    Section.FUNNEL: ("cohort_ends", _ends),
    Section.REACH: ("attempts_reached", _attempts),
    Section.WHO: ("cases_by_cause", _who),
    Section.REPEAT: ("repeat_after_12_months", _repeat),
    Section.TOGETHER: ("requests_sent", _requests),
    Section.MONEY: ("cost_of_evictions", _cost),
    Section.QUALITY: ("cases_complete", _complete),
    Section.MISSED_CHANCES: ("evictions_reviewed", _reviewed),
    Section.ADVISERS: ("adviser_contacts", _advisers),
}
