"""Tells whoever has a case what others did on it, and their deputy while they are away."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.notifications import KINDS, News, Receiver, tell, tell_all
from accounts.scope import Outsider, Scope
from accounts.wording import day
from housing.models import Delivery

from .enums import EventKind
from .enums_sharing import HandoverDirection
from .models import Absence, Case, CaseEvent, Handover

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
        EventKind.APPOINTMENT,
        EventKind.EVICTION_REVIEW,
        EventKind.DOCUMENT,
        EventKind.CONSENT_WITHDRAWN,
        EventKind.HANDOVER,
        EventKind.REQUEST,
        EventKind.MEETING,
        EventKind.AGREEMENT,
        EventKind.CLOSED,
        EventKind.REOPENED,
    }
)

LIST = "list"
KINDS[LIST] = _("An arrears list changed cases of yours")
HANDOVER, ARRIVAL = "handover", "handover.arrival"
KINDS[HANDOVER] = _("A handover of yours has moved on")
KINDS[ARRIVAL] = _("A handover has arrived")
KINDS.update({f"event.{kind.value}": kind.label for kind in EventKind})


def tell_of(lines: Iterable[tuple[Case, CaseEvent]], *, by: Scope | Outsider, now: dt.datetime) -> None:
    """Tell those concerned by lines of timelines, each on its case, unless they wrote them themselves."""
    lines = list(lines)
    deputies = _deputies([case for case, _line in lines], today=timezone.localdate(now))
    told = [
        (receiver, _news(case, line))
        for case, line in lines
        for receiver in _concerned(case, line, deputies)
        if receiver.user_id != by.user_id
    ]
    if told:
        tell_all(told, now=now)


def tell_of_list(cases: Iterable[int], delivery: Delivery, *, by: Scope, now: dt.datetime) -> None:
    """Tell everybody who has cases that a list changed, once for the list."""
    touched = Case.objects.filter(pk__in=list(cases), assigned_to__isnull=False).exclude(assigned_to=by.user_id)
    holders = touched.values_list("assigned_to_id", "unit_id").distinct().order_by()
    news = News(LIST, reverse("casework:worklist"), f"list:{delivery.pk}", day(delivery.as_of))
    tell((Receiver(user, unit) for user, unit in holders), news, now=now)


def tell_of_handover(handover: Handover, step: str, *, now: dt.datetime) -> None:
    """Tell the association's end of a handover: the adviser it went to, or whoever sent it.

    An officer is told that it was taken up or asked about, never that it was declined.
    """
    page = "casework:adviser-handover"
    if handover.direction == HandoverDirection.FROM_ASSOCIATION:
        page = "casework:officer-handover"
        if step not in {"accepted", "asked"}:
            return
    news = News(
        HANDOVER,
        reverse(page, args=[handover.pk]),
        f"handover:{handover.pk}:{handover.version}:{step}",
        day(handover.sent_at),
    )
    tell([Receiver(handover.adviser_id or handover.sent_by_id, handover.association_id)], news, now=now)


def tell_of_arrival(handover: Handover, *, now: dt.datetime) -> None:
    """Tell the unit's team leaders of a handover that has no case yet: nobody else would hear of it."""
    leaders = Membership.objects.current(timezone.localdate(now)).filter(
        organisation=handover.unit_id, role=Role.TEAM_LEADER, user__is_active=True
    )
    news = News(
        ARRIVAL, reverse("casework:handover", args=[handover.pk]), f"arrival:{handover.pk}", day(handover.sent_at)
    )
    tell((Receiver(user, handover.unit_id) for user in leaders.values_list("user", flat=True)), news, now=now)


def _news(case: Case, line: CaseEvent) -> News:
    return News(f"event.{line.kind}", reverse("casework:case", args=[case.pk]), f"event:{line.pk}", case.number)


def _concerned(case: Case, line: CaseEvent, deputies: dict[tuple[int, int], list[int]]) -> list[Receiver]:
    if line.kind == EventKind.PARTICIPANT:
        return [Receiver(line.detail["to_id"])] if "to_id" in line.detail else []
    if line.kind not in TOLD or case.assigned_to_id is None:
        return []
    standing_in = [] if case.is_restricted else deputies.get((case.assigned_to_id, case.unit_id), [])
    return [Receiver(user, case.unit_id) for user in (case.assigned_to_id, *standing_in)]


def _deputies(cases: Iterable[Case], *, today: dt.date) -> dict[tuple[int, int], list[int]]:
    """Who stands in today, by who is away and their unit."""
    holders = {case.assigned_to_id for case in cases} - {None}
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    if holders:
        away = Absence.objects.current(today).filter(user__in=holders)
        for user, unit, deputy in away.values_list("user_id", "unit_id", "deputy_id"):
            found[user, unit].append(deputy)
    return found
