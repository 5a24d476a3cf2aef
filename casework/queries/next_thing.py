"""The next thing to do on a case, and why."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import wording
from accounts.scope import Scope

from ..models import Case
from ..urgency import Triage, reason
from .case_page import CasePage
from .deadlines import not_read_by
from .why import why

#: The rules whose reason already names the court date.
COURT_RULES = frozenset({"eviction", "bailiff_hearing"})


@dataclasses.dataclass(frozen=True, slots=True)
class NextThing:
    """Why the case stands where it stands, how urgent that is, and what more one should know now."""

    level: str
    reason: str
    more: list[str]


def next_thing(page: CasePage, scope: Scope, *, today: dt.date) -> NextThing:
    """The reason the worklist gives, with its day, the next court date, and when nobody has tried yet."""
    place = _place(page.case, scope, today)
    said = reason(place.rule, place.due_on, today)
    if said and place.rule not in COURT_RULES:
        said = f"{said} ({wording.short_day(place.due_on, today)})"
    more = [_court(page), _follow_up(page, place, today), _next_try(page)]
    return NextThing(_level(place, today), said, [words for words in more if words])


def _place(case: Case, scope: Scope, today: dt.date) -> Triage:
    """Where the case stands and by which rule; for who may not read of that rule, by the first they may read of."""
    if case.triage_rule in not_read_by(scope):
        places = (line.place for line in why(case, scope, today=today) if line.place)
        return next(places)  # one rule, that of a quiet case, always applies
    return Triage(case.triage_key, case.triage_rule, case.triage_due_on or case.triage_key)


def _level(place: Triage, today: dt.date) -> str:
    if place.due_on < today:
        return "red"
    return "amber" if place.key <= today else "neutral"


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


def _follow_up(page: CasePage, place: Triage, today: dt.date) -> str:
    day = page.case.follow_up_on
    if day is None or place.rule == "follow_up":
        return ""
    return _("Follow-up date: %(day)s") % {"day": wording.relative_day(day, today)}


def _next_try(page: CasePage) -> str:
    """What to try next, as long as nobody was reached."""
    if page.contact.wish_on is not None:
        asked = {"day": wording.day(page.contact.wish_on)}
        return _("The household asked on %(day)s not to be contacted any more.") % asked
    if not page.attempts or page.contact.is_reached:
        return ""
    return page.contact.next_try
