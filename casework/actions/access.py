"""Opening a case to somebody: a stated purpose, an invitation, a name on a restricted case."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import CASEWORK_ROLES, Role
from accounts.errors import Refused, check_version
from accounts.models import Membership, User
from accounts.scope import Scope

from ..enums import EventKind, ParticipantKind
from ..events import record
from ..models import Case, CaseParticipant
from ..permissions import check_invite, check_let_in, check_state_purpose, check_work_on
from .locking import locked

#: How long a stated purpose opens a case.
PURPOSE_HOURS = 24


@transaction.atomic
def state_purpose(case: Case, *, purpose: str, by: Scope, now: dt.datetime) -> CaseParticipant:
    """Open a case of the own municipality to oneself for 24 hours, saying why; never a restricted case."""
    case = locked(case)
    check_state_purpose(by, case)
    _check_reason(purpose)
    until = now + dt.timedelta(hours=PURPOSE_HOURS)
    return _open_to(case, by.user_id, ParticipantKind.PURPOSE, purpose, to=by.user_name, by=by, now=now, until=until)


@transaction.atomic
def restrict_case(case: Case, *, reason: str, version: int, by: Scope, now: dt.datetime) -> Case:
    """Close a case to all but oneself and the one who has it; the team leader lets others in."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    _check_reason(reason)
    if case.is_restricted:
        raise Refused(_("The case is already restricted."))
    restrict(case, reason=reason, by=by, now=now)
    return case


@transaction.atomic
def let_in(case: Case, *, user: User, reason: str, by: Scope, now: dt.datetime) -> CaseParticipant:
    """Name somebody of the municipality on a restricted case, with the reason."""
    case = locked(case)
    check_let_in(by, case)
    _check_reason(reason)
    _check_municipal(case, user, now)
    _check_not_yet(case, user, ParticipantKind.CLEARED, now)
    return _open_to(case, user.pk, ParticipantKind.CLEARED, reason, to=user.name, by=by, now=now)


@transaction.atomic
def invite(case: Case, *, user: User, reason: str, by: Scope, now: dt.datetime) -> CaseParticipant:
    """Open a case to somebody of the municipality outside its unit, with the reason."""
    case = locked(case)
    check_invite(by, case)
    _check_reason(reason)
    _check_municipal(case, user, now)
    _check_not_yet(case, user, ParticipantKind.INVITED, now)
    return _open_to(case, user.pk, ParticipantKind.INVITED, reason, to=user.name, by=by, now=now)


def restrict(case: Case, *, reason: str = "", because: str = "", by: Scope, now: dt.datetime) -> None:
    """Restrict a case held by `locked`: part of several actions. Names whoever acts and whoever has the case.

    `reason` is what a person wrote, `because` the code of what made it necessary: crime, protected_address.
    """
    case.is_restricted = True
    case.version += 1
    case.save(update_fields=["is_restricted", "version"])
    name_on(case, {by.user_id, case.assigned_to_id}, reason=reason or because, by=by, now=now)
    record(case, EventKind.RESTRICTED, by=by, now=now, reason=reason, because=because)


def name_on(case: Case, user_ids: set[int | None], *, reason: str, by: Scope, now: dt.datetime) -> None:
    """Name people on a restricted case without a line of its own on the timeline: the restriction says it."""
    CaseParticipant.objects.bulk_create(
        CaseParticipant(
            case=case,
            municipality_id=case.municipality_id,
            user_id=user_id,
            kind=ParticipantKind.CLEARED,
            reason=reason,
            starts_at=now,
            given_by_id=by.user_id,
        )
        for user_id in sorted(user_id for user_id in user_ids if user_id is not None)
    )


def _open_to(
    case: Case,
    user_id: int,
    kind: ParticipantKind,
    reason: str,
    *,
    to: str,
    by: Scope,
    now: dt.datetime,
    until: dt.datetime | None = None,
) -> CaseParticipant:
    participant = CaseParticipant.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        user_id=user_id,
        kind=kind,
        reason=reason,
        starts_at=now,
        ends_at=until,
        given_by_id=by.user_id,
    )
    record(case, EventKind.PARTICIPANT, by=by, now=now, kind=kind, to=to, to_id=user_id, reason=reason, ends_at=until)
    return participant


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Give the reason."))


def _check_municipal(case: Case, user: User, now: dt.datetime) -> None:
    works_there = Membership.objects.current(timezone.localdate(now)).filter(
        Q(role__in=CASEWORK_ROLES) | Q(role=Role.EMPLOYMENT_CASEWORKER),
        user=user,
        user__is_active=True,
        organisation__unit__municipality_id=case.municipality_id,
    )
    if not works_there.exists():
        raise Refused(_("%(name)s does not work with cases in the municipality.") % {"name": user.name})


def _check_not_yet(case: Case, user: User, kind: ParticipantKind, now: dt.datetime) -> None:
    if CaseParticipant.objects.current(now).filter(case=case, user=user, kind=kind).exists():
        raise Refused(_("The case is already open to %(name)s.") % {"name": user.name})
