"""What happened on a case, said as a sentence; the record holds codes alone, so that both languages can read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import wording
from housing import codes
from housing.enums import ChildrenKnown, StatementKind, Step

from ..enums import (
    Cause,
    CourseResult,
    EventKind,
    InterventionResult,
    OpenedBy,
    ParticipantKind,
)
from . import sentences_course as course
from . import sentences_deadline as deadline
from . import sentences_decisions as decisions
from . import sentences_money as money
from . import sentences_papers as papers
from . import sentences_people as people
from . import sentences_requests as requests
from . import sentences_sharing as sharing
from . import sentences_talks as talks
from . import sentences_told as told
from . import sentences_upkeep as upkeep
from .saying import Facts, Said, as_of, day, joined, kroner, label, lines, moment, period

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
    basis = label(OpenedBy, facts.get("opened_by"))
    more = [
        label(Cause, facts.get("cause")),
        label(Step, facts.get("step")),
        kroner(facts),
        as_of(facts),
        facts.get("reason"),
    ]
    return Said("folder-plus", _("Case opened: %(basis)s") % {"basis": basis}, joined(more), "teal")


def _refreshed(facts: Facts) -> Said:
    title = _("New arrears list: %(amount)s") % {"amount": kroner(facts) or wording.NOTHING}
    before = kroner({"amount": facts.get("previous_amount")})
    was = _("it was %(amount)s") % {"amount": before} if before and before != kroner(facts) else ""
    return Said("arrow-repeat", title, joined([was, label(Step, facts.get("step")), as_of(facts)]))


def _vanished(facts: Facts) -> Said:
    answer = facts.get("answer")
    more = [as_of(facts), codes.name_of("vanished_answer", answer) if answer else ""]
    return Said("dash-circle", _("Gone from the arrears list"), joined(more))


def _paid(facts: Facts) -> Said:
    return Said("check2-circle", _("The association reports the arrears paid"), joined([kroner(facts)]), "teal")


def _withdrawn(facts: Facts) -> Said:
    title = _("The association withdrew the arrears")
    return Said("x-circle", title, joined([kroner(facts), facts.get("reason")]))


def _undone(facts: Facts) -> Said:
    waited_for = _("the instalment it showed missed is waited for again")
    text = joined([as_of(facts), waited_for if facts.get("did") == EventKind.INSTALMENT_MISSED else ""])
    return Said("arrow-counterclockwise", _("An arrears list was undone"), text)


def _statement_undone(facts: Facts) -> Said:
    taken_back = label(StatementKind, facts.get("statement"))
    return Said("arrow-counterclockwise", _("The association took back what it had reported"), taken_back)


def _taken(_facts: Facts) -> Said:
    return Said("person-check", _("Took the case"))


def _assigned(facts: Facts) -> Said:
    return Said("person-up", _("Handed the case to %(name)s") % {"name": facts.get("to", wording.NOTHING)})


def _given_back(facts: Facts) -> Said:
    return Said("person-dash", _("Gave the case back to the unit"), facts.get("reason", ""))


def _assignment_undone(facts: Facts) -> Said:
    if not facts.get("to"):
        return Said("arrow-counterclockwise", _("Took back the handing over: nobody has the case"))
    return Said(
        "arrow-counterclockwise", _("Took back the handing over: %(name)s has the case") % {"name": facts["to"]}
    )


def _moved(facts: Facts) -> Said:
    return Said(
        "box-arrow-right", _("Gave the case to %(name)s") % {"name": facts.get("to", "")}, facts.get("reason", "")
    )


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
        _("Follow up on %(day)s") % {"day": day(facts["follow_up_on"])} if facts.get("follow_up_on") else "",
    ]
    text = lines([joined([facts.get("person"), facts.get("used")]), joined(marks), facts.get("note")])
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
        label(InterventionResult, facts.get("result")),
        kroner(facts),
        period(facts),
        _("for %(name)s") % {"name": facts["person"]} if facts.get("person") else "",
        facts.get("responsible"),
        facts.get("programme"),
    ]
    basis = codes.definition_of("intervention", code)
    text = lines([joined(more), basis, facts.get("note")])
    return Said("life-preserver", sentence % {"kind": codes.name_of("intervention", code)}, text, "teal")


def _note(facts: Facts) -> Said:
    title = _("Corrected note") if facts.get("corrects") else _("Note")
    return Said("pencil", title, facts.get("text", ""))


def _follow_up(facts: Facts) -> Said:
    if not facts.get("follow_up_on"):
        return Said("calendar-x", _("Removed the follow-up date"))
    return Said("calendar-event", _("Follow up on %(day)s") % {"day": day(facts["follow_up_on"])})


def _background(facts: Facts) -> Said:
    names = [codes.name_of("background", code) for code in facts.get("codes", [])]
    return Said("info-circle", _("Background noted"), joined(names) or _("None"))


def _household(facts: Facts) -> Said:
    children = facts.get("children")
    known = label(ChildrenKnown, facts.get("has_children"))
    more = [
        codes.name_of("household_type", str(facts.get("household_type", ""))),
        _("children under 18: %(answer)s") % {"answer": known.lower()} if known else "",
        ngettext("%(count)d child", "%(count)d children", children) % {"count": children} if children else "",
        ngettext("%(count)d adult", "%(count)d adults", facts["adults"]) % {"count": facts["adults"]}
        if facts.get("adults")
        else "",
    ]
    return Said("people", _("Household noted"), joined(more))


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
    until = _("until %(day)s") % {"day": moment(facts["ends_at"])} if facts.get("ends_at") else ""
    text = joined([until, facts.get("reason")])
    if kind == ParticipantKind.PURPOSE:
        return Said("eye", _("Opened the case by stating a purpose"), text)
    if kind == ParticipantKind.CLEARED:
        return Said("key", _("Let %(name)s in") % name, text)
    return Said("person-plus", _("Invited %(name)s") % name, text)


def _closed(facts: Facts) -> Said:
    return Said("folder-check", _("Case closed"), joined([*_outcomes(facts), *_results(facts)]), "teal")


#: What reopened a case when nobody did by hand.
BECAUSE = {"notice": gettext_lazy("because of a notice"), "list": gettext_lazy("because of an arrears list")}


def _reopened(facts: Facts) -> Said:
    because = BECAUSE.get(str(facts.get("because", "")), "")
    was_closed = _("closed on %(day)s") % {"day": day(facts["closed_on"])} if facts.get("closed_on") else ""
    owed = joined([label(Step, facts.get("step")), kroner(facts), as_of(facts)])
    text = lines([facts.get("reason"), because, owed, joined([was_closed, *_outcomes(facts)])])
    return Said("folder2-open", _("Case reopened"), text)


SENTENCES: dict[EventKind, Callable[[Facts], Said]] = {
    EventKind.OPENED: _opened,
    EventKind.REFRESHED: _refreshed,
    EventKind.NOTICE: course.notice,
    EventKind.VANISHED: _vanished,
    EventKind.PAID: _paid,
    EventKind.WARNING_WITHDRAWN: _withdrawn,
    EventKind.LIST_UNDONE: _undone,
    EventKind.STATEMENT_UNDONE: _statement_undone,
    EventKind.TAKEN: _taken,
    EventKind.ASSIGNED: _assigned,
    EventKind.GIVEN_BACK: _given_back,
    EventKind.ASSIGNMENT_UNDONE: _assignment_undone,
    EventKind.MOVED: _moved,
    EventKind.CONTACT: _contact,
    EventKind.INTERVENTION: _intervention,
    EventKind.INTERVENTION_CHANGED: _intervention_changed,
    EventKind.DECISION_DRAFT: decisions.draft,
    EventKind.PARTY_HEARING: decisions.party_hearing,
    EventKind.DECISION: decisions.decision,
    EventKind.DECISION_SENT: decisions.decision_sent,
    EventKind.COMPLAINT: decisions.complaint,
    EventKind.COMPLAINT_STEP: decisions.complaint_step,
    EventKind.GUARANTEE: decisions.guarantee,
    EventKind.GUARANTEE_STEP: decisions.guarantee_step,
    EventKind.NOTE: _note,
    EventKind.COURSE_OPENED: course.course_opened,
    EventKind.LEGAL_STEP: course.legal_step,
    EventKind.LEGAL_STEP_CORRECTED: course.legal_step_corrected,
    EventKind.RAISED: course.raised,
    EventKind.EVICTION: course.eviction,
    EventKind.COURSE_FACT: told.course_fact,
    EventKind.COURT_REPORT: told.court_report,
    EventKind.CAMPAIGN: told.campaign,
    EventKind.PLAN_AGREED: money.plan_agreed,
    EventKind.PLAN_CHANGED: money.plan_changed,
    EventKind.PLAN_ENDED: money.plan_ended,
    EventKind.PAYMENT: money.payment,
    EventKind.PAYMENT_CORRECTED: money.payment_corrected,
    EventKind.INSTALMENT_MISSED: money.instalment_missed,
    EventKind.BUDGET: money.budget,
    EventKind.BUDGET_CHANGED: money.budget_changed,
    EventKind.FOLLOW_UP: _follow_up,
    EventKind.BACKGROUND: _background,
    EventKind.HOUSEHOLD: _household,
    EventKind.PEOPLE: people.people,
    EventKind.PERSON_DATA: people.person_data,
    EventKind.REPRESENTATIVE: people.representative,
    EventKind.SAFETY_NOTE: people.safety_note,
    EventKind.MERGED: people.merged,
    EventKind.TRANSFERRED: people.transferred,
    EventKind.RESTRICTED: _restricted,
    EventKind.PARTICIPANT: _participant,
    EventKind.SUMMARY: upkeep.summary,
    EventKind.CONTACT_POINT: upkeep.contact_point,
    EventKind.AVOIDED_MODE: upkeep.avoided_mode,
    EventKind.ATTENDANCE: upkeep.attendance,
    EventKind.EVICTION_CHECK: upkeep.eviction_check,
    EventKind.STATISTICS_FACT: upkeep.statistics_fact,
    EventKind.CONSENT: sharing.consent,
    EventKind.CONSENT_WITHDRAWN: sharing.consent_withdrawn,
    EventKind.HANDOVER: sharing.handover,
    EventKind.REQUEST: requests.request,
    EventKind.MEETING: requests.meeting,
    EventKind.AGREEMENT: requests.agreement,
    EventKind.OFFER: talks.offer,
    EventKind.APPOINTMENT: talks.appointment,
    EventKind.EVICTION_REVIEW: talks.eviction_review,
    EventKind.DOCUMENT: papers.document,
    EventKind.DOCUMENT_WITHDRAWN: papers.document_withdrawn,
    EventKind.LETTER: papers.letter,
    EventKind.LETTER_SENT: papers.letter_sent,
    EventKind.LETTER_NOT_SENT: papers.letter_not_sent,
    EventKind.CASE_FILE: papers.case_file,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
    EventKind.DEADLINE: deadline.deadline,
    EventKind.AFTER_CLOSING: deadline.after_closing,
}


def _outcomes(facts: Facts) -> list[str]:
    questions = ("housing_outcome", "contact_outcome", "arrears_outcome")
    return [codes.name_of(question, str(facts[question])) for question in questions if facts.get(question)]


def _results(facts: Facts) -> list[str]:
    """The results of the courses: a list of codes, or codes by course."""
    results = facts.get("results") or {}
    chosen: Iterable[str] = results.values() if isinstance(results, dict) else results
    return [label(CourseResult, result) for result in chosen]
