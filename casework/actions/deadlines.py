"""What a person does about a deadline: note that it was done in another way, waive it, take that back, follow up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope

from .. import derived
from ..deadline_rules import BY_CODE
from ..deadlines import FOLLOW_UP_MONTHS, months_after
from ..enums import EntryKind, EventKind
from ..events import record
from ..models import Case, Deadline, DeadlineEntry, FollowUp
from ..outcomes import STAYS
from ..permissions import check_follow_up, check_work_on
from .locking import locked, save_valid


@transaction.atomic
def note_done(
    deadline: Deadline, *, occurred_on: dt.date, channel: str, note: str = "", by: Scope, now: dt.datetime
) -> DeadlineEntry:
    """Note that what a deadline asks for was done in another way, on a day; `channel` is a code of `contact_mode`."""
    case = locked(deadline.case)
    check_work_on(by, case)
    deadline = _open(deadline)
    if not BY_CODE[deadline.rule].may_be_noted:
        raise Refused(_("This deadline is met by its own event alone: record that instead."))
    if occurred_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    if occurred_on < deadline.started_on:
        raise Refused(_("Choose a day on or after the one the deadline is counted from."))
    return _enter(deadline, EntryKind.NOTED, occurred_on=occurred_on, channel=channel, reason=note, by=by, now=now)


@transaction.atomic
def waive(deadline: Deadline, *, reason: str, by: Scope, now: dt.datetime) -> DeadlineEntry:
    """Waive a deadline, with the reason; it can be taken back."""
    case = locked(deadline.case)
    _check_waive(by, case)
    deadline = _open(deadline)
    if not BY_CODE[deadline.rule].may_be_waived:
        raise Refused(_("This deadline cannot be waived: others set it."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    today = timezone.localdate(now)
    return _enter(deadline, EntryKind.WAIVED, occurred_on=today, channel="", reason=reason, by=by, now=now)


@transaction.atomic
def undo_entry(entry: DeadlineEntry, *, by: Scope, now: dt.datetime) -> DeadlineEntry:
    """Take back what was noted or waived; the deadline stands again unless something else has met it."""
    case = locked(entry.case)
    _check_waive(by, case)
    if not DeadlineEntry.objects.standing().filter(pk=entry.pk).exists():
        raise Refused(_("This has been taken back already."))
    undo = DeadlineEntry.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        rule=entry.rule,
        subject=entry.subject,
        kind=entry.kind,
        occurred_on=timezone.localdate(now),
        reason=entry.reason,
        undoes=entry,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    _tell(case, entry, by=by, now=now, is_undone=True)
    return undo


@transaction.atomic
def record_follow_up(
    case: Case,
    *,
    months: int,
    asked_on: dt.date,
    is_housed: str,
    has_new_arrears: str,
    note: str = "",
    corrects: int | None = None,
    by: Scope,
    now: dt.datetime,
) -> FollowUp:
    """How it goes 3, 6 or 12 months after closing; a second answer must say which one it corrects.

    Raises `Conflict` with the answer that stands when it is another than `corrects`.
    """
    case = locked(case)
    check_follow_up(by, case)
    if months not in FOLLOW_UP_MONTHS or case.closed_on is None or case.housing_outcome != STAYS:
        raise Refused(_("There is nothing to follow up on."))
    if not case.closed_on <= asked_on <= timezone.localdate(now):
        raise Refused(_("Choose a day after the closing, today at the latest."))
    standing = standing_answer(case, months)
    if (standing and standing.pk) != corrects:
        raise Conflict(standing) if standing else Refused(_("There is nothing to correct."))
    answer = FollowUp(
        case=case,
        municipality_id=case.municipality_id,
        closed_on=case.closed_on,
        months=months,
        asked_on=asked_on,
        year=asked_on.year,
        is_housed=is_housed,
        has_new_arrears=has_new_arrears,
        note=note,
        corrects=standing,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(answer)
    facts = {"months": months, "is_housed": is_housed, "has_new_arrears": has_new_arrears, "note": note}
    record(case, EventKind.AFTER_CLOSING, by=by, now=now, occurred_on=asked_on, **facts)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return answer


def standing_answer(case: Case, months: int) -> FollowUp | None:
    """The answer of a month that nobody corrected, for the closing that stands."""
    answers = FollowUp.objects.standing().filter(case=case, closed_on=F("case__closed_on"), months=months)
    return answers.first()


def follow_up_due_on(case: Case, months: int) -> dt.date | None:
    """When a closed case is asked again."""
    return None if case.closed_on is None else months_after(case.closed_on, months)


def _check_waive(by: Scope, case: Case) -> None:
    """Whoever works on the case; once it is closed whoever follows up on it."""
    if case.closed_at is None:
        check_work_on(by, case)
    else:
        check_follow_up(by, case)


def _open(deadline: Deadline) -> Deadline:
    """The deadline as it stands, on a case held by `locked`."""
    current = Deadline.objects.filter(pk=deadline.pk, ended_on=None).first()
    if current is None:
        raise Refused(_("The deadline is no longer open: see how it ended."))
    return current


def _enter(
    deadline: Deadline,
    kind: EntryKind,
    *,
    occurred_on: dt.date,
    channel: str,
    reason: str,
    by: Scope,
    now: dt.datetime,
) -> DeadlineEntry:
    entry = DeadlineEntry(
        case_id=deadline.case_id,
        municipality_id=deadline.municipality_id,
        rule=deadline.rule,
        subject=deadline.subject,
        kind=kind,
        occurred_on=occurred_on,
        channel=channel,
        reason=reason,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(entry)
    _tell(deadline.case, entry, by=by, now=now)
    return entry


def _tell(case: Case, entry: DeadlineEntry, *, by: Scope, now: dt.datetime, **more: Any) -> None:
    record(
        case,
        EventKind.DEADLINE,
        by=by,
        now=now,
        rule=entry.rule,
        kind=entry.kind,
        entry=entry.pk,
        done_on=entry.occurred_on if entry.kind == EntryKind.NOTED else None,
        channel=entry.channel,
        reason=entry.reason,
        **more,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
