"""What happened in the legal course of a case, said as sentences."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from accounts import wording
from housing.enums import NoticeKind

from ..enums import Cause, CourseResult, Finding, Ground, HearingResult, LegalStepKind, StepSource
from .saying import Facts, Said, day, joined, kroner, label, lines


def notice(facts: Facts) -> Said:
    """An association or the court wrote that the arrears are filed."""
    filed = facts.get("filed_on")
    more = [
        label(Cause, facts.get("cause")),
        _("filed on %(day)s") % {"day": day(filed)} if filed else "",
        kroner(facts),
        *_court(facts),
    ]
    return Said("envelope-paper", label(NoticeKind, facts.get("kind")), joined(more), "amber")


def course_opened(facts: Facts) -> Said:
    """A new course began."""
    title = _("Legal course opened: %(cause)s") % {"cause": label(Cause, facts.get("cause"))}
    more = [label(Ground, facts.get("ground")), *_source(facts)]
    return Said("signpost", title, joined(more), "amber")


def legal_step(facts: Facts) -> Said:
    """A step of a course."""
    text = lines([joined([*_step_facts(facts), *_source(facts)]), facts.get("note")])
    return Said("bank", _step_name(facts), text, "amber")


def legal_step_corrected(facts: Facts) -> Said:
    """A step that had been recorded wrongly, and what it said."""
    was = label(LegalStepKind, facts.get("was_kind"))
    was_on = day(facts["was_on"]) if facts.get("was_on") else ""
    if facts.get("is_void"):
        title = _("Did not happen: %(step)s %(day)s") % {"step": was, "day": was_on}
        return Said("eraser", title.strip(), facts.get("note", ""))
    title = _("Corrected: %(step)s") % {"step": _step_name(facts)}
    before = _("It said: %(step)s %(day)s") % {"step": was, "day": was_on}
    text = lines([joined([*_step_facts(facts), *_source(facts)]), before.strip(), facts.get("note")])
    return Said("eraser", title, text)


def _step_name(facts: Facts) -> str:
    return label(LegalStepKind, facts.get("kind"))


def _step_facts(facts: Facts) -> list[str]:
    takes_place = facts.get("takes_place_at")
    moment = dt.datetime.fromisoformat(takes_place) if takes_place else None
    return [
        wording.moment(moment) if moment else "",
        label(HearingResult, facts.get("hearing_result")),
        label(CourseResult, facts.get("result")),
        *_court(facts),
        *_demand(facts),
        _("until %(day)s") % {"day": day(facts["ends_on"])} if facts.get("ends_on") else "",
    ]


def _demand(facts: Facts) -> list[str]:
    other = kroner({"amount": facts.get("other_amount")})
    return [
        kroner(facts),
        _("%(amount)s of it not rent") % {"amount": other} if other else "",
        _("rent due %(day)s") % {"day": day(facts["due_on"])} if facts.get("due_on") else "",
        _("reached the tenant %(day)s") % {"day": day(facts["arrived_on"])} if facts.get("arrived_on") else "",
    ]


def raised(facts: Facts) -> Said:
    """A caseworker took something that does not look right up with the association."""
    title = _("Raised with the association: %(finding)s") % {"finding": label(Finding, facts.get("finding"))}
    return Said("chat-left-text", title, facts.get("note", ""), "amber")


def eviction(facts: Facts) -> Said:
    """The bailiff put the household out."""
    causes = [facts.get("cause"), *facts.get("further_causes", [])]
    text = joined([*(label(Cause, cause) for cause in causes), *_source(facts)])
    return Said("house-x", _("The bailiff carried out the eviction"), text, "red")


def _court(facts: Facts) -> list[str]:
    return [facts.get("court", ""), facts.get("court_case_number", "")]


def _source(facts: Facts) -> list[str]:
    source = label(StepSource, facts.get("source"))
    return [_("told by: %(source)s") % {"source": source}] if source else []
