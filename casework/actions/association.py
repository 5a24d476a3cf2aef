"""What an association says of its arrears: paid, withdrawn, why a tenancy left the list, filed with the court."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused, check_version
from accounts.scope import Scope
from housing.enums import NoticeKind, StatementKind
from housing.models import ArrearsPosition, ArrearsStatement, Lease, Notice

from .. import derived, events
from ..enums import Cause, EventKind
from ..models import Case
from ..permissions import check_record_notice
from .opening import open_case_for_notice

#: What the timeline of an open case calls each statement.
_EVENTS = {
    StatementKind.PAID: EventKind.PAID,
    StatementKind.WITHDRAWN: EventKind.WARNING_WITHDRAWN,
    StatementKind.VANISHED: EventKind.VANISHED,
}


class AlreadySettled(Refused):
    """The tenancy is no longer counted as owing."""


class NothingToUndo(Refused):
    """Nobody has said anything of the newest list that could be taken back."""


class AlreadyRecorded(Refused):
    """The same notice has been recorded before; carries it."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(_("That notice has already been recorded. Nothing was changed."))
        self.notice = notice


@transaction.atomic
def report_paid(position: ArrearsPosition, *, version: int, by: Scope, now: dt.datetime) -> ArrearsStatement:
    """The tenant has paid since the newest list: the tenancy no longer counts as owing; a case stays open."""
    return _settle(position, StatementKind.PAID, reason="", version=version, by=by, now=now)


@transaction.atomic
def withdraw_warning(
    position: ArrearsPosition, *, reason: str, version: int, by: Scope, now: dt.datetime
) -> ArrearsStatement:
    """The association takes its warning back, with a reason: it should not have stood on the list."""
    return _settle(position, StatementKind.WITHDRAWN, reason=reason, version=version, by=by, now=now)


@transaction.atomic
def undo_settlement(position: ArrearsPosition, *, version: int, by: Scope, now: dt.datetime) -> ArrearsStatement:
    """Take "paid" or a withdrawal back: the tenancy owes again what the newest list says."""
    current = _locked(position, version=version, by=by)
    statement = _last_said(current, StatementKind.PAID, StatementKind.WITHDRAWN)
    if current.settled_by_id is None:
        raise NothingToUndo(_("There is nothing to take back."))
    current.settled_on, current.settled_by = None, None
    return _take_back(current, statement, by=by, now=now)


@transaction.atomic
def answer_vanished(
    position: ArrearsPosition, *, answer: str, version: int, by: Scope, now: dt.datetime
) -> ArrearsStatement:
    """Why a tenancy left the list, by a code of the list `vanished_answer`; it closes nothing."""
    current = _locked(position, version=version, by=by)
    if current.vanished_on is None or current.vanished_answer:
        raise AlreadySettled(_("This tenancy has been answered for."))
    current.vanished_answer = answer
    _save(current)
    return _say(current, StatementKind.VANISHED, answer=answer, by=by, now=now)


@transaction.atomic
def undo_answer(position: ArrearsPosition, *, version: int, by: Scope, now: dt.datetime) -> ArrearsStatement:
    """Take an answer back: the association is asked again."""
    current = _locked(position, version=version, by=by)
    statement = _last_said(current, StatementKind.VANISHED)
    if not current.vanished_answer:
        raise NothingToUndo(_("There is nothing to take back."))
    current.vanished_answer = ""
    return _take_back(current, statement, by=by, now=now)


@transaction.atomic
def record_notice(
    *,
    kind: NoticeKind,
    lease: Lease,
    filed_on: dt.date,
    received_on: dt.date,
    amount: Decimal | None = None,
    court: str = "",
    court_case_number: str = "",
    cause: str = Cause.ARREARS,
    by: Scope,
    now: dt.datetime,
) -> Notice:
    """Record a § 92(2) or court notice and open its case, or join the open one. Almenlejeloven § 92(2).

    An association sends § 92(2) notices of its own tenancies; casework records what came on paper.
    The same notice twice raises `AlreadyRecorded`.
    """
    notice = Notice(
        kind=kind,
        association_id=lease.association_id,
        municipality_id=lease.municipality_id,
        tenancy_id=lease.tenancy_id,
        lease=lease,
        filed_on=filed_on,
        received_on=received_on,
        amount=amount,
        court=court,
        court_case_number=court_case_number,
        cause=cause,
        recorded_by_id=by.user_id,
        recorded_at=now,
    )
    _check_may_record(by, notice)
    Lease.objects.select_for_update(of=("self",)).get(pk=lease.pk)
    known = Notice.objects.filter(lease=lease, kind=kind, filed_on=filed_on).first()
    if known is not None:
        raise AlreadyRecorded(known)
    notice.save(force_insert=True)
    open_case_for_notice(notice, by=by, now=now)
    return notice


def _check_may_record(by: Scope, notice: Notice) -> None:
    check_record_notice(by, notice)
    if notice.kind == NoticeKind.SECTION_92_2 and notice.cause != Cause.ARREARS:
        raise Refused(_("A notice under § 92(2) is about arrears."))
    if notice.kind != NoticeKind.SECTION_92_2 and not by.does_casework:
        raise NotAllowed(_("An association sends its own notices; those of the court reach the municipality."))


def _settle(
    position: ArrearsPosition, kind: StatementKind, *, reason: str, version: int, by: Scope, now: dt.datetime
) -> ArrearsStatement:
    current = _locked(position, version=version, by=by)
    if current.settled_on is not None:
        raise AlreadySettled(_("This tenancy no longer counts as owing."))
    current.settled_on, current.settled_by_id = timezone.localdate(now), by.user_id
    _save(current)
    return _say(current, kind, reason=reason, by=by, now=now)


def _locked(position: ArrearsPosition, *, version: int, by: Scope) -> ArrearsPosition:
    """The position as it stands, held until the end of the transaction; officers of its association only."""
    if by.role != Role.ASSOCIATION_OFFICER or position.association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's officers report on its arrears."))
    current = ArrearsPosition.objects.select_for_update(of=("self",)).get(pk=position.pk)
    check_version(current, version)
    return current


def _save(position: ArrearsPosition) -> None:
    position.version += 1
    position.save(update_fields=["settled_on", "settled_by", "vanished_answer", "version"])


def _say(
    position: ArrearsPosition,
    kind: StatementKind,
    *,
    answer: str = "",
    reason: str = "",
    by: Scope,
    now: dt.datetime,
) -> ArrearsStatement:
    statement = ArrearsStatement.objects.create(
        association_id=position.association_id,
        tenancy_id=position.tenancy_id,
        lease_id=position.lease_id,
        kind=kind,
        as_of=position.as_of,
        answer=answer,
        reason=reason,
        said_on=timezone.localdate(now),
        said_at=now,
        said_by_id=by.user_id,
    )
    _tell_case(position, _EVENTS[kind], {"answer": answer, "reason": reason}, by=by, now=now)
    return statement


def _last_said(position: ArrearsPosition, *kinds: StatementKind) -> ArrearsStatement:
    said = ArrearsStatement.objects.standing().filter(
        tenancy_id=position.tenancy_id, lease_id=position.lease_id, as_of=position.as_of, kind__in=kinds
    )
    statement = said.order_by("-pk").first()
    if statement is None:
        raise NothingToUndo(_("There is nothing to take back."))
    return statement


def _take_back(
    position: ArrearsPosition, statement: ArrearsStatement, *, by: Scope, now: dt.datetime
) -> ArrearsStatement:
    _save(position)
    statement.undone_at, statement.undone_by_id = now, by.user_id
    statement.save(update_fields=["undone_at", "undone_by"])
    _tell_case(position, EventKind.STATEMENT_UNDONE, {"statement": statement.kind}, by=by, now=now)
    return statement


def _tell_case(
    position: ArrearsPosition, kind: EventKind, detail: dict[str, Any], *, by: Scope, now: dt.datetime
) -> None:
    """Put it on the timeline of the open case, if there is one and the municipality may know of these arrears.

    The association learns nothing of it.
    """
    case = Case.objects.open().filter(lease_id=position.lease_id).first()
    if case is not None and _may_pass(position):
        events.record(case, kind, by=by, now=now, **detail)
        derived.refresh([case.pk], today=timezone.localdate(now))


def _may_pass(position: ArrearsPosition) -> bool:
    """Whether the legal gate is open for these arrears: they were shared, or a notice has come since they began."""
    if position.gate_basis:
        return True
    return Notice.objects.filter(lease_id=position.lease_id, received_on__gte=position.since_on).exists()
