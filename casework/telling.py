"""Tells whoever has a case what others did on it, and their deputy while they are away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notifications import KINDS, Receiver, tell
from accounts.scope import Scope
from accounts.wording import day
from housing.models import Delivery

from .enums import EventKind
from .models import Absence, Case, CaseEvent

#: What a colleague, an association or a list does that whoever has the case needs to know of.
TOLD = frozenset(
    {
        EventKind.NOTICE,
        EventKind.PAID,
        EventKind.WARNING_WITHDRAWN,
        EventKind.STATEMENT_UNDONE,
        EventKind.ASSIGNED,
        EventKind.CONTACT,
        EventKind.INTERVENTION,
        EventKind.INTERVENTION_CHANGED,
        EventKind.DECISION,
        EventKind.COMPLAINT,
        EventKind.COMPLAINT_STEP,
        EventKind.GUARANTEE,
        EventKind.GUARANTEE_STEP,
        EventKind.NOTE,
        EventKind.COURSE_OPENED,
        EventKind.LEGAL_STEP,
        EventKind.LEGAL_STEP_CORRECTED,
        EventKind.EVICTION,
        EventKind.PLAN_AGREED,
        EventKind.PLAN_ENDED,
        EventKind.PAYMENT,
        EventKind.SAFETY_NOTE,
        EventKind.TRANSFERRED,
        EventKind.RESTRICTED,
        EventKind.DOCUMENT,
        EventKind.CLOSED,
        EventKind.REOPENED,
    }
)

LIST = "list"
KINDS[LIST] = _("An arrears list changed cases of yours")
KINDS.update({f"event.{kind.value}": kind.label for kind in EventKind})


def tell_of(case: Case, event: CaseEvent, *, by: Scope, now: dt.datetime) -> None:
    """Tell those concerned by one line of a timeline, unless they wrote it themselves."""
    receivers = _concerned(case, event, today=timezone.localdate(now)) - {by.user_id}
    if receivers:
        tell(
            [Receiver(user, case.unit_id if user == case.assigned_to_id else None) for user in sorted(receivers)],
            kind=f"event.{event.kind}",
            subject=case.number,
            path=reverse("casework:case", args=[case.pk]),
            key=f"event:{event.pk}",
            now=now,
        )


def tell_of_list(cases: Iterable[int], delivery: Delivery, *, by: Scope, now: dt.datetime) -> None:
    """Tell everybody who has cases that a list changed, once for the list."""
    touched = Case.objects.filter(pk__in=list(cases), assigned_to__isnull=False).exclude(assigned_to=by.user_id)
    holders = touched.values_list("assigned_to_id", "unit_id").distinct().order_by()
    tell(
        [Receiver(user, unit) for user, unit in holders],
        kind=LIST,
        subject=day(delivery.as_of),
        path=reverse("casework:worklist"),
        key=f"list:{delivery.pk}",
        now=now,
    )


def _concerned(case: Case, event: CaseEvent, *, today: dt.date) -> set[int]:
    if event.kind == EventKind.PARTICIPANT:
        return {event.detail["to_id"]} if "to_id" in event.detail else set()
    if event.kind not in TOLD or case.assigned_to_id is None:
        return set()
    if case.is_restricted:
        return {case.assigned_to_id}
    deputies = Absence.objects.current(today).filter(user=case.assigned_to_id, unit=case.unit_id)
    return {case.assigned_to_id, *deputies.values_list("deputy_id", flat=True)}
