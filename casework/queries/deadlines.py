"""A case's deadlines in words, and the follow-ups after closing that are due."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.scope import Scope

from ..deadline_rules import BY_CODE, Rule
from ..deadlines import (
    AFTER_CLOSING,
    ASSESSMENT,
    COMPLAINT,
    EVICTION_REVIEW,
    GUARANTEE,
    INSTALMENT,
    OUTLIVE_THE_CASE,
)
from ..enums import EntryKind
from ..models import Case, Deadline, DeadlineEntry
from ..models.cases import CaseQuerySet
from ..models.deadlines import DeadlineQuerySet

#: How long after its day a follow-up is still asked for: until the next one takes its place.
ASKED_FOR = dt.timedelta(days=90)
#: How many days ahead the list of follow-ups looks.
AHEAD = dt.timedelta(days=14)


@dataclasses.dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline of a case with its rule; `entry` is what somebody recorded that ended it."""

    deadline: Deadline
    rule: Rule
    today: dt.date
    entry: DeadlineEntry | None = None

    @property
    def label(self) -> str:
        if self.rule.code == AFTER_CLOSING:
            return ngettext(
                "Follow-up %(months)d month after closing",
                "Follow-up %(months)d months after closing",
                self.deadline.subject,
            ) % {"months": self.deadline.subject}
        return str(self.rule.label)

    @property
    def is_open(self) -> bool:
        return self.deadline.ended_on is None

    @property
    def is_overdue(self) -> bool:
        """Somebody must act and has not; a day that merely passes is never overdue."""
        return self.is_open and self.rule.is_duty and self.deadline.due_on < self.today

    @property
    def level(self) -> str:
        """How it is drawn: red when overdue, amber within a week, else neutral."""
        if self.is_overdue:
            return "red"
        near = dt.timedelta(0) <= self.deadline.due_on - self.today <= dt.timedelta(days=7)
        return "amber" if self.is_open and near else "neutral"

    @property
    def when(self) -> str:
        """The day, with the hour of a date in court."""
        day = f"{wording.weekday_and_day(self.deadline.due_on)}"
        moment = self.deadline.takes_place_at
        return f"{day} {wording.clock(moment)}" if moment else day

    @property
    def state(self) -> str:
        """How it stands, in words."""
        one = self.deadline
        if one.ended_on is not None:
            return _("%(how)s, %(day)s") % {"how": one.get_ended_by_display(), "day": wording.day(one.ended_on)}
        away = (one.due_on - self.today).days
        if self.is_overdue:
            return ngettext("%(days)d day overdue", "%(days)d days overdue", -away) % {"days": -away}
        if away < 0:
            return ngettext("passed %(days)d day ago", "passed %(days)d days ago", -away) % {"days": -away}
        if away <= 1:
            return wording.relative_day(one.due_on, self.today)
        return ngettext("in %(days)d day", "in %(days)d days", away) % {"days": away}

    @property
    def counted_from(self) -> str:
        """The start event with its day."""
        return f"{self.deadline.get_started_by_display()}: {wording.day(self.deadline.started_on)}"

    @property
    def follow_up_months(self) -> int:
        """The month of a follow-up that can be answered; 0 for every other deadline."""
        return self.deadline.subject if self.is_open and self.rule.code == AFTER_CLOSING else 0

    @property
    def eviction_to_review(self) -> int:
        """The eviction that waits for its review; 0 for every other deadline."""
        return self.deadline.subject if self.is_open and self.rule.code == EVICTION_REVIEW else 0

    @property
    def may_be_waived(self) -> bool:
        return self.is_open and self.rule.may_be_waived

    @property
    def may_be_noted(self) -> bool:
        return self.is_open and self.rule.may_be_noted


def deadline_lines(
    found: Iterable[Deadline], *, today: dt.date, entries: Iterable[DeadlineEntry] = ()
) -> list[DeadlineLine]:
    """Deadlines with their rules, those due first first; one whose rule the product no longer has is left out."""
    by_key = {(entry.rule, entry.subject, entry.kind): entry for entry in entries}
    return [
        DeadlineLine(one, BY_CODE[one.rule], today, by_key.get((one.rule, one.subject, _entry_kind(one.ended_by))))
        for one in sorted(found, key=lambda one: (one.due_on, one.pk))
        if one.rule in BY_CODE
    ]


def open_lines(case: Case, scope: Scope, *, today: dt.date) -> list[DeadlineLine]:
    """The open deadlines of a case, of its instalments only the next, in one question to the database.

    A time to complain that is over asks nothing of anybody: it stands among all deadlines alone.
    """
    over = Q(rule=COMPLAINT, due_on__lt=today)
    found = case.deadlines.open().exclude(over).exclude(rule__in=not_read_by(scope))
    return next_lines(deadline_lines(found, today=today))[0]


def next_lines(lines: list[DeadlineLine]) -> tuple[list[DeadlineLine], list[DeadlineLine]]:
    """What is to be read at once, and the instalments after the next."""
    later = [line for line in lines if line.rule.code == INSTALMENT][1:]
    return [line for line in lines if line not in later], later


def all_lines(case: Case, scope: Scope, *, today: dt.date) -> tuple[list[DeadlineLine], list[DeadlineLine]]:
    """All deadlines of a case: those that are open, and those that have ended, the latest first."""
    entries = case.deadline_entries.standing().select_related("recorded_by").order_by("pk")
    found = case.deadlines.exclude(rule__in=not_read_by(scope))
    lines = deadline_lines(found, today=today, entries=entries)
    ended = [line for line in lines if not line.is_open]
    return [line for line in lines if line.is_open], ended[::-1]


def follow_ups_due(scope: Scope, *, today: dt.date) -> DeadlineQuerySet:
    """What is due now or soon on the closed cases of one's unit or one's own: follow-ups, and evictions to review."""
    cases = Case.objects.visible_to(scope).filter(closed_at__isnull=False)
    return (
        Deadline.objects.open()
        .filter(municipality_id=scope.municipality_id, rule__in=OUTLIVE_THE_CASE, case__in=_own(cases, scope))
        .filter(due_on__gte=today - ASKED_FOR, due_on__lte=today + AHEAD)
        .select_related("case__assigned_to")
        .by_day()
    )


def not_read_by(scope: Scope) -> tuple[str, ...]:
    """The rules that tell of a decision or a guarantee, for who is only asked in on a case."""
    return () if scope.does_casework else (ASSESSMENT, COMPLAINT, GUARANTEE)


def _own(cases: CaseQuerySet, scope: Scope) -> CaseQuerySet:
    return cases.filter(Q(unit_id=scope.unit_id) | Q(assigned_to_id=scope.user_id))


def _entry_kind(ended_by: str) -> str:
    """The kind of entry that ended a deadline in this way; empty where no entry did."""
    return ended_by if ended_by in EntryKind.values else ""
