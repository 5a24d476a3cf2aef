"""The next thing to do on a case, and why."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import wording
from housing import codes

from ..urgency import reason
from .case_page import CasePage

#: The parts of a day, in the order a day has them.
PARTS = ("morning", "afternoon", "evening")
#: The rules whose reason already names the court date.
COURT_RULES = frozenset({"eviction", "bailiff_hearing"})


@dataclasses.dataclass(frozen=True, slots=True)
class NextThing:
    """Why the case stands where it stands, how urgent that is, and what more one should know now."""

    level: str
    reason: str
    more: list[str]


def next_thing(page: CasePage, *, today: dt.date) -> NextThing:
    """The reason the worklist gives, with its day, the next court date, and when nobody has tried yet."""
    case = page.case
    said = reason(case.triage_rule, case.triage_due_on, today)
    if case.triage_due_on is not None and case.triage_rule not in COURT_RULES:
        said = f"{said} ({wording.short_day(case.triage_due_on, today)})"
    more = [_court(page), _follow_up(page, today), _untried(page)]
    return NextThing(_level(page, today), said, [words for words in more if words])


def _level(page: CasePage, today: dt.date) -> str:
    case = page.case
    if case.triage_due_on is not None and case.triage_due_on < today:
        return "red"
    return "amber" if case.triage_key <= today else "neutral"


def _court(page: CasePage) -> str:
    moment = page.case.next_court_at
    if moment is None:
        return ""
    step = page.next_court_step
    local = timezone.localtime(moment)
    said = f"{wording.weekday_and_day(local)} {wording.clock(local)}"
    if step is None:
        return _("Court date: %(when)s") % {"when": said}
    where = f", {step.court}" if step.court else ""
    return f"{step.get_kind_display()}: {said}{where}"


def _follow_up(page: CasePage, today: dt.date) -> str:
    day = page.case.follow_up_on
    if day is None or page.case.triage_rule == "follow_up":
        return ""
    return _("Follow-up date: %(day)s") % {"day": wording.relative_day(day, today)}


def _untried(page: CasePage) -> str:
    """Which parts of the day nobody has called in, as long as nobody was reached."""
    if not page.attempts or any(attempt.is_reached for attempt in page.attempts):
        return ""
    tried = {attempt.part_of_day for attempt in page.attempts}
    untried = [codes.name_of("part_of_day", part).lower() for part in PARTS if part not in tried]
    if not untried:
        return _("Tried at every time of the day without an answer: try another way, for example a visit.")
    done = [codes.name_of("part_of_day", part).lower() for part in PARTS if part in tried]
    return _("Tried without an answer: %(tried)s. Not tried yet: %(untried)s.") % {
        "tried": ", ".join(done),
        "untried": ", ".join(untried),
    }
