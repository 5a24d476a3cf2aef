"""What happened on a case, said as a sentence; the record holds codes alone, so that both languages can read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import wording
from housing import codes
from housing.enums import ChildrenKnown, NoticeKind, StatementKind, Step

from ..enums import (
    Cause,
    CourseResult,
    EventKind,
    Ground,
    HearingResult,
    InterventionResult,
    LegalStepKind,
    OpenedBy,
    ParticipantKind,
    StepSource,
)

Facts = dict[str, Any]


class Said(NamedTuple):
    """An event in words: its picture, the sentence, what more there is to read, and its colour."""

    icon: str
    title: str
    text: str = ""
    tone: str = ""


#: The pictures of the ways to reach a household.
MODE_ICONS = {
    "letter": "envelope",
    "digital_post": "envelope-at",
    "phone": "telephone",
    "sms": "chat-left-text",
    "email": "envelope-at",
    "home_visit": "house-door",
    "door_card": "card-text",
    "office": "building",
    "relative": "people",
    "caretaker": "person-gear",
    "bailiff_court": "bank",
}


def say(kind: str, facts: Facts) -> Said:
    """The event in the reader's language; an unknown fact is left out of the sentence."""
    return SENTENCES[EventKind(kind)](facts)


def _opened(facts: Facts) -> Said:
    basis = _label(OpenedBy, facts.get("opened_by"))
    more = [
        _label(Cause, facts.get("cause")),
        _label(Step, facts.get("step")),
        _kroner(facts),
        _as_of(facts),
        facts.get("reason"),
    ]
    return Said("folder-plus", _("Case opened: %(basis)s") % {"basis": basis}, _joined(more), "teal")


def _refreshed(facts: Facts) -> Said:
    title = _("New arrears list: %(amount)s") % {"amount": _kroner(facts) or wording.NOTHING}
    before = _kroner({"amount": facts.get("previous_amount")})
    was = _("it was %(amount)s") % {"amount": before} if before and before != _kroner(facts) else ""
    return Said("arrow-repeat", title, _joined([was, _label(Step, facts.get("step")), _as_of(facts)]))


def _notice(facts: Facts) -> Said:
    filed = facts.get("filed_on")
    more = [_("filed on %(day)s") % {"day": _day(filed)} if filed else "", _kroner(facts), *_court(facts)]
    return Said("envelope-paper", _label(NoticeKind, facts.get("kind")), _joined(more), "amber")


def _vanished(facts: Facts) -> Said:
    answer = facts.get("answer")
    more = [_as_of(facts), codes.name_of("vanished_answer", answer) if answer else ""]
    return Said("dash-circle", _("Gone from the arrears list"), _joined(more))


def _paid(facts: Facts) -> Said:
    return Said("check2-circle", _("The association reports the arrears paid"), _joined([_kroner(facts)]), "teal")


def _withdrawn(facts: Facts) -> Said:
    title = _("The association withdrew the arrears")
    return Said("x-circle", title, _joined([_kroner(facts), facts.get("reason")]))


def _undone(facts: Facts) -> Said:
    return Said("arrow-counterclockwise", _("An arrears list was undone"), _as_of(facts))


def _statement_undone(facts: Facts) -> Said:
    taken_back = _label(StatementKind, facts.get("statement"))
    return Said("arrow-counterclockwise", _("The association took back what it had reported"), taken_back)


def _taken(_facts: Facts) -> Said:
    return Said("person-check", _("Took the case"))


def _assigned(facts: Facts) -> Said:
    return Said("person-up", _("Handed the case to %(name)s") % {"name": facts.get("to", wording.NOTHING)})


def _given_back(facts: Facts) -> Said:
    return Said("person-dash", _("Gave the case back to the unit"), facts.get("reason", ""))


def _contact(facts: Facts) -> Said:
    mode = str(facts.get("mode", ""))
    said = {"mode": codes.name_of("contact_mode", mode), "part": _part(facts)}
    if facts.get("is_reached"):
        title = _("%(mode)s, %(part)s: reached") % said
    else:
        why = codes.name_of("not_reached_reason", str(facts.get("not_reached_reason", "")))
        title = _("%(mode)s, %(part)s: not reached (%(why)s)") % {**said, "why": why.lower()}
    marks = [
        _("Appointment made") if facts.get("has_appointment") else "",
        _("Wants no further contact") if facts.get("wants_no_contact") else "",
        _("Follow up on %(day)s") % {"day": _day(facts["follow_up_on"])} if facts.get("follow_up_on") else "",
    ]
    text = _lines([_joined(marks), facts.get("note")])
    return Said(MODE_ICONS.get(mode, "chat"), title, text, "teal" if facts.get("is_reached") else "")


def _part(facts: Facts) -> str:
    return codes.name_of("part_of_day", str(facts.get("part_of_day", ""))).lower()


def _intervention(facts: Facts) -> Said:
    return _said_intervention(facts, _("Intervention: %(kind)s"))


def _intervention_changed(facts: Facts) -> Said:
    return _said_intervention(facts, _("Intervention changed: %(kind)s"))


def _said_intervention(facts: Facts, sentence: str) -> Said:
    code = str(facts.get("kind", ""))
    more = [
        _label(InterventionResult, facts.get("result")),
        _kroner(facts),
        _period(facts),
        facts.get("responsible"),
        facts.get("programme"),
    ]
    basis = codes.definition_of("intervention", code)
    text = _lines([_joined(more), basis, facts.get("note")])
    return Said("life-preserver", sentence % {"kind": codes.name_of("intervention", code)}, text, "teal")


def _note(facts: Facts) -> Said:
    title = _("Corrected note") if facts.get("corrects") else _("Note")
    return Said("pencil", title, facts.get("text", ""))


def _course_opened(facts: Facts) -> Said:
    title = _("Legal course opened: %(cause)s") % {"cause": _label(Cause, facts.get("cause"))}
    more = [_label(Ground, facts.get("ground")), *_source(facts)]
    return Said("signpost", title, _joined(more), "amber")


def _legal_step(facts: Facts) -> Said:
    text = _lines([_joined([*_step_facts(facts), *_source(facts)]), facts.get("note")])
    return Said("bank", _step_name(facts), text, "amber")


def _legal_step_corrected(facts: Facts) -> Said:
    was = _label(LegalStepKind, facts.get("was_kind"))
    was_on = _day(facts["was_on"]) if facts.get("was_on") else ""
    if facts.get("is_void"):
        title = _("Did not happen: %(step)s %(day)s") % {"step": was, "day": was_on}
        return Said("eraser", title.strip(), facts.get("note", ""))
    title = _("Corrected: %(step)s") % {"step": _step_name(facts)}
    before = _("It said: %(step)s %(day)s") % {"step": was, "day": was_on}
    text = _lines([_joined([*_step_facts(facts), *_source(facts)]), before.strip(), facts.get("note")])
    return Said("eraser", title, text)


def _step_name(facts: Facts) -> str:
    return _label(LegalStepKind, facts.get("kind"))


def _step_facts(facts: Facts) -> list[str]:
    takes_place = facts.get("takes_place_at")
    moment = dt.datetime.fromisoformat(takes_place) if takes_place else None
    return [
        wording.moment(moment) if moment else "",
        _label(HearingResult, facts.get("hearing_result")),
        _label(CourseResult, facts.get("result")),
        *_court(facts),
    ]


def _eviction(facts: Facts) -> Said:
    causes = [facts.get("cause"), *facts.get("further_causes", [])]
    text = _joined([*(_label(Cause, cause) for cause in causes), *_source(facts)])
    return Said("house-x", _("The bailiff carried out the eviction"), text, "red")


def _follow_up(facts: Facts) -> Said:
    if not facts.get("follow_up_on"):
        return Said("calendar-x", _("Removed the follow-up date"))
    return Said("calendar-event", _("Follow up on %(day)s") % {"day": _day(facts["follow_up_on"])})


def _background(facts: Facts) -> Said:
    names = [codes.name_of("background", code) for code in facts.get("codes", [])]
    return Said("info-circle", _("Background noted"), _joined(names) or _("None"))


def _household(facts: Facts) -> Said:
    children = facts.get("children")
    known = _label(ChildrenKnown, facts.get("has_children"))
    more = [
        codes.name_of("household_type", str(facts.get("household_type", ""))),
        _("children under 18: %(answer)s") % {"answer": known.lower()} if known else "",
        ngettext("%(count)d child", "%(count)d children", children) % {"count": children} if children else "",
        ngettext("%(count)d adult", "%(count)d adults", facts["adults"]) % {"count": facts["adults"]}
        if facts.get("adults")
        else "",
    ]
    return Said("people", _("Household noted"), _joined(more))


#: What restricted a case when nobody gave a reason.
RESTRICTED_BY = {
    "crime": gettext_lazy("because of criminal-offence data"),
    "protected_address": gettext_lazy("because of a protected address"),
}


def _restricted(facts: Facts) -> Said:
    text = facts.get("reason") or RESTRICTED_BY.get(str(facts.get("because", "")), "")
    return Said("lock", _("Restricted the case to named people"), str(text), "amber")


def _participant(facts: Facts) -> Said:
    name = {"name": facts.get("to", wording.NOTHING)}
    kind = facts.get("kind")
    until = _("until %(day)s") % {"day": _moment(facts["ends_at"])} if facts.get("ends_at") else ""
    text = _joined([until, facts.get("reason")])
    if kind == ParticipantKind.PURPOSE:
        return Said("eye", _("Opened the case by stating a purpose"), text)
    if kind == ParticipantKind.CLEARED:
        return Said("key", _("Let %(name)s in") % name, text)
    return Said("person-plus", _("Invited %(name)s") % name, text)


def _closed(facts: Facts) -> Said:
    return Said("folder-check", _("Case closed"), _joined([*_outcomes(facts), *_results(facts)]), "teal")


#: What reopened a case when nobody did by hand.
BECAUSE = {"notice": gettext_lazy("because of a notice"), "list": gettext_lazy("because of an arrears list")}


def _reopened(facts: Facts) -> Said:
    because = BECAUSE.get(str(facts.get("because", "")), "")
    was_closed = _("closed on %(day)s") % {"day": _day(facts["closed_on"])} if facts.get("closed_on") else ""
    owed = _joined([_label(Step, facts.get("step")), _kroner(facts), _as_of(facts)])
    text = _lines([facts.get("reason"), because, owed, _joined([was_closed, *_outcomes(facts)])])
    return Said("folder2-open", _("Case reopened"), text)


SENTENCES: dict[EventKind, Callable[[Facts], Said]] = {
    EventKind.OPENED: _opened,
    EventKind.REFRESHED: _refreshed,
    EventKind.NOTICE: _notice,
    EventKind.VANISHED: _vanished,
    EventKind.PAID: _paid,
    EventKind.WARNING_WITHDRAWN: _withdrawn,
    EventKind.LIST_UNDONE: _undone,
    EventKind.STATEMENT_UNDONE: _statement_undone,
    EventKind.TAKEN: _taken,
    EventKind.ASSIGNED: _assigned,
    EventKind.GIVEN_BACK: _given_back,
    EventKind.CONTACT: _contact,
    EventKind.INTERVENTION: _intervention,
    EventKind.INTERVENTION_CHANGED: _intervention_changed,
    EventKind.NOTE: _note,
    EventKind.COURSE_OPENED: _course_opened,
    EventKind.LEGAL_STEP: _legal_step,
    EventKind.LEGAL_STEP_CORRECTED: _legal_step_corrected,
    EventKind.EVICTION: _eviction,
    EventKind.FOLLOW_UP: _follow_up,
    EventKind.BACKGROUND: _background,
    EventKind.HOUSEHOLD: _household,
    EventKind.RESTRICTED: _restricted,
    EventKind.PARTICIPANT: _participant,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
}


def _outcomes(facts: Facts) -> list[str]:
    questions = ("housing_outcome", "contact_outcome", "arrears_outcome")
    return [codes.name_of(question, str(facts[question])) for question in questions if facts.get(question)]


def _results(facts: Facts) -> list[str]:
    """The results of the courses: a list of codes, or codes by course."""
    results = facts.get("results") or {}
    chosen: Iterable[str] = results.values() if isinstance(results, dict) else results
    return [_label(CourseResult, result) for result in chosen]


def _court(facts: Facts) -> list[str]:
    return [facts.get("court", ""), facts.get("court_case_number", "")]


def _source(facts: Facts) -> list[str]:
    source = _label(StepSource, facts.get("source"))
    return [_("told by: %(source)s") % {"source": source}] if source else []


def _label(enum: Any, value: Any) -> str:
    """The word for a code of a fixed list; a code that has left the list stands as it is."""
    if value in (None, ""):
        return ""
    return str(dict(enum.choices).get(value, value))


def _kroner(facts: Facts) -> str:
    amount = facts.get("amount")
    return wording.kroner(Decimal(amount)) if amount else ""


def _period(facts: Facts) -> str:
    first, last = facts.get("starts_on"), facts.get("ends_on")
    if not first:
        return ""
    if not last:
        return _("from %(day)s") % {"day": _day(first)}
    return f"{_day(first)}\N{EN DASH}{_day(last)}"


def _as_of(facts: Facts) -> str:
    return _("list of %(day)s") % {"day": _day(facts["as_of"])} if facts.get("as_of") else ""


def _day(text: str) -> str:
    return wording.day(dt.date.fromisoformat(text))


def _moment(text: str) -> str:
    return wording.moment(dt.datetime.fromisoformat(text))


def _joined(parts: Iterable[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)


def _lines(parts: Iterable[Any]) -> str:
    return "\n".join(str(part) for part in parts if part)
