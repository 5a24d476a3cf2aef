"""Why a case stands where it stands: every rule of urgency, those that apply and why the others do not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.scope import Scope

from ..enums import DeadlineEnd
from ..models import Case
from ..recorded import Recorded, read_cases
from ..urgency import RULES, Rule, Triage, applying
from .deadlines import not_read_by


@dataclasses.dataclass(frozen=True, slots=True)
class WhyLine:
    """One rule on one case: since when it brings the case up, or why it does not apply."""

    rule: Rule
    place: Triage | None
    lead_days: int
    reason: str
    is_winner: bool

    @property
    def brought_up(self) -> str:
        """How long before its day, or after it, the rule brings the case up."""
        days = self.lead_days
        if days < 0:
            return ngettext("brought up %(days)d day after", "brought up %(days)d days after", -days) % {"days": -days}
        return ngettext("brought up %(days)d day before", "brought up %(days)d days before", days) % {"days": days}


def why(case: Case, scope: Scope, *, today: dt.date) -> list[WhyLine]:
    """The rules for one case: those that apply in the order they bring it up, then the others in theirs.

    A rule that tells of what this person may not read is left out, as if it did not apply.
    """
    with connection.cursor() as cursor:
        [recorded] = read_cases(cursor, [case.pk], today=today)
    return why_lines(recorded, today=today, without=not_read_by(scope))


def why_lines(recorded: Recorded, *, today: dt.date, without: Collection[str] = ()) -> list[WhyLine]:
    """The same for a case whose records are at hand; for a closed case no rule applies."""
    is_closed = recorded.row.closed_on is not None
    applying_now = [] if is_closed else applying(recorded.urgency_facts, recorded.lead_days)
    places = [place for place in applying_now if place.rule not in without]
    winner = min(places, key=lambda place: place.key, default=None)
    by_rule = {place.rule: place for place in places}
    lines = [
        WhyLine(
            rule,
            place := by_rule.get(rule.code),
            recorded.lead_days.get(rule.code, rule.lead_days),
            rule.say((place.due_on - today).days) if place else _why_not(rule, recorded),
            place is not None and place == winner,
        )
        for rule in RULES
        if rule.code not in without
    ]
    up = [line for line in lines if line.place]
    return sorted(up, key=lambda line: line.place.key if line.place else dt.date.max) + [
        line for line in lines if not line.place
    ]


def _why_not(rule: Rule, recorded: Recorded) -> str:
    """Why a rule does not apply: its deadline has ended, it rests, or there is nothing it speaks of."""
    if not rule.is_deadline:
        return str(rule.absent)
    found = [one for one in recorded.deadlines if one.rule == rule.code]
    if any(one.is_open for one in found):
        return str(rule.resting)
    if not found:
        return str(rule.absent)
    last = max(found, key=lambda one: (one.ended_on or dt.date.min, one.subject))
    return _("%(how)s, %(day)s") % {"how": DeadlineEnd(last.ended_by).label, "day": wording.day(last.ended_on)}
