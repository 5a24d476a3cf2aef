"""Complaints about a decision: received, reassessed, forwarded to Ankestyrelsen, and what it said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope

from .. import derived
from ..decision_states import complaint_next
from ..enums import EventKind
from ..enums_decisions import ComplaintState, Reassessment
from ..events import record
from ..models import Complaint, Decision, DecisionSending
from ..permissions import check_see_through
from .locking import locked, save_valid

#: Where each step keeps its day and its result.
FIELDS: dict[ComplaintState, tuple[str, str]] = {
    ComplaintState.REASSESSED: ("reassessed_on", "reassessment"),
    ComplaintState.FORWARDED: ("forwarded_on", ""),
    ComplaintState.SETTLED: ("appeal_result_on", "appeal_result"),
    ComplaintState.WITHDRAWN: ("withdrawn_on", ""),
}


@transaction.atomic
def receive_complaint(
    decision: Decision, *, received_on: dt.date, received_from: str, text: str = "", by: Scope, now: dt.datetime
) -> Complaint:
    """Note a complaint, in time or late; the case may be closed meanwhile."""
    case = locked(decision.case)
    check_see_through(by, case)
    _check_day(received_on, now)
    if not DecisionSending.objects.filter(decision=decision).exists():
        raise Refused(_("Note first when the decision was sent: the time to complain is counted from there."))
    if received_on < decision.decided_on:
        raise Refused(_("A complaint comes after the decision."))
    complaint = Complaint.objects.create(
        decision=decision,
        case=case,
        municipality_id=case.municipality_id,
        received_on=received_on,
        received_from=received_from,
        text=text,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    record(
        case,
        EventKind.COMPLAINT,
        by=by,
        now=now,
        occurred_on=received_on,
        complaint=complaint.pk,
        decision=decision.pk,
        received_on=received_on,
        received_from=received_from,
        text=text,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    return complaint


@transaction.atomic
def note_complaint_step(
    complaint: Complaint,
    *,
    step: ComplaintState,
    on: dt.date,
    result: str = "",
    reasons: str = "",
    version: int,
    by: Scope,
    now: dt.datetime,
) -> Complaint:
    """Take a complaint one step further; what was noted last may be noted again, which corrects it.

    `result` is a `Reassessment` or an `AppealResult`; `reasons` are those of the reassessment.
    """
    case = locked(complaint.case)
    check_see_through(by, case)
    complaint = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    check_version(complaint, version)
    _check_day(on, now)
    if step not in complaint_next(complaint):
        raise Refused(_("That cannot follow on what is noted of the complaint."))
    day, answer = FIELDS[step]
    was_on = getattr(complaint, day)
    given: dict[str, Any] = {day: on} | ({answer: result} if answer else {})
    if step == ComplaintState.REASSESSED:
        given["reassessment_reasons"] = reasons
        if result != Reassessment.FULL and not reasons.strip():
            raise Refused(_("Give the reasons: they go to Ankestyrelsen with the complaint."))
    for field, value in given.items():
        setattr(complaint, field, value)
    complaint.version += 1
    save_valid(complaint, update_fields=[*given, "version"])
    record(
        case,
        EventKind.COMPLAINT_STEP,
        by=by,
        now=now,
        occurred_on=on,
        complaint=complaint.pk,
        step=step,
        on=on,
        result=result,
        reasons=reasons,
        was_on=was_on,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    return complaint


def _check_day(day: dt.date, now: dt.datetime) -> None:
    if day > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
