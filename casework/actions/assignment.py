"""Who has a case: take it, take the next, hand it over, give it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import CASEWORK_ROLES
from accounts.errors import Refused, check_version
from accounts.models import Membership, User
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind, ParticipantKind
from ..events import record
from ..models import Case, CaseParticipant
from ..permissions import check_hand_over, check_take_next, check_work_on
from .locking import locked

_TAKE_NEXT = """
WITH next AS (
    SELECT id FROM casework_case
    WHERE unit_id = %(unit)s AND closed_at IS NULL AND assigned_to_id IS NULL AND NOT is_restricted
    ORDER BY triage_key, id
    LIMIT 1
    FOR NO KEY UPDATE SKIP LOCKED
), taken AS (
    UPDATE casework_case AS c
    SET assigned_to_id = %(user)s, assigned_at = %(now)s, taken_up_at = coalesce(c.taken_up_at, %(now)s),
        version = c.version + 1
    FROM next WHERE c.id = next.id
    RETURNING c.id, c.municipality_id
)
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT id, municipality_id, %(kind)s, %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s, '{}'
FROM taken
RETURNING case_id
"""


@transaction.atomic
def take_case(case: Case, *, version: int, by: Scope, now: dt.datetime) -> Case:
    """Take a case nobody has; raises `Refused` when somebody has."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    if case.assigned_to_id is not None:
        raise Refused(_("Somebody has already taken the case."))
    return _give_to(case, by.user_id, EventKind.TAKEN, by=by, now=now)


@transaction.atomic
def take_next_case(*, by: Scope, now: dt.datetime) -> Case | None:
    """Take the most urgent case of one's unit that nobody has; None when there is none.

    One statement finds, takes and records it, passing over those others are taking at the same moment.
    Restricted cases are never taken unseen.
    """
    check_take_next(by)
    today = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE_NEXT,
            {
                "unit": by.unit_id,
                "user": by.user_id,
                "now": now,
                "today": today,
                "kind": EventKind.TAKEN,
                "name": by.user_name,
                "organisation": by.organisation_name,
            },
        )
        taken = cursor.fetchone()
    if taken is None:
        return None
    derived.refresh(taken, today=today)
    return Case.objects.get(pk=taken[0])


@transaction.atomic
def assign_case(case: Case, *, to: User, version: int, by: Scope, now: dt.datetime) -> Case:
    """Hand a case over to a caseworker of its unit; a restricted one only to somebody named on it."""
    case = locked(case)
    check_hand_over(by, case)
    check_version(case, version)
    _check_receiver(case, to, now)
    return _give_to(case, to.pk, EventKind.ASSIGNED, by=by, now=now, to=to.name, to_id=to.pk)


@transaction.atomic
def give_back_case(case: Case, *, reason: str, version: int, by: Scope, now: dt.datetime) -> Case:
    """Put a case back among those nobody has, with the reason."""
    case = locked(case)
    check_hand_over(by, case)
    check_version(case, version)
    if case.assigned_to_id is None:
        raise Refused(_("Nobody has the case."))
    case.assigned_to, case.assigned_at = None, None
    case.version += 1
    case.save(update_fields=["assigned_to", "assigned_at", "version"])
    record(case, EventKind.GIVEN_BACK, by=by, now=now, reason=reason)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return case


def _give_to(case: Case, user_id: int, event: EventKind, *, by: Scope, now: dt.datetime, **detail: Any) -> Case:
    case.assigned_to_id, case.assigned_at = user_id, now
    case.taken_up_at = case.taken_up_at or now
    case.version += 1
    case.save(update_fields=["assigned_to", "assigned_at", "taken_up_at", "version"])
    record(case, event, by=by, now=now, **detail)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return case


def _check_receiver(case: Case, to: User, now: dt.datetime) -> None:
    if case.assigned_to_id == to.pk:
        raise Refused(_("%(name)s already has the case.") % {"name": to.name})
    today = timezone.localdate(now)
    works_there = Membership.objects.current(today).filter(
        user=to, user__is_active=True, role__in=CASEWORK_ROLES, organisation_id=case.unit_id
    )
    if not works_there.exists():
        raise Refused(_("%(name)s is not a caseworker of the case's unit.") % {"name": to.name})
    named = CaseParticipant.objects.current(now).filter(case=case, user=to, kind=ParticipantKind.CLEARED)
    if case.is_restricted and not named.exists():
        raise Refused(_("The case is restricted: let %(name)s in first.") % {"name": to.name})
