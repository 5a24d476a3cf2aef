"""What the receiver does with a handover: accepts it, declines it with a reason, or asks back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed, Refused
from accounts.scope import Scope
from housing.models import Lease

from .. import derived
from ..enums import Cause
from ..enums_sharing import HandoverStatus
from ..models import Case, Handover, HandoverQuestion
from ..permissions import check_work_on
from ..telling import tell_of_handover
from . import consents
from .handovers import check_sent, check_unanswered, held, settle, tell
from .locking import locked
from .opening import open_case_by_hand


@transaction.atomic
def accept_handover(
    handover: Handover, *, version: int, cause: str = Cause.ARREARS, by: Scope, now: dt.datetime
) -> Handover:
    """Take it up. In the municipality it joins the home's open case, or opens one for `cause` on its own basis."""
    handover = _received(handover, version=version, by=by, now=now)
    if handover.goes_to_municipality:
        handover.case = _case_for(handover, cause, by=by, now=now)
    handover.status = HandoverStatus.ACCEPTED
    settle(handover, by=by, now=now)
    _tell(handover, "accepted", by=by, now=now)
    if handover.case is not None:
        derived.refresh([handover.case.pk], today=timezone.localdate(now))
    return handover


@transaction.atomic
def decline_handover(handover: Handover, *, version: int, reason: str, by: Scope, now: dt.datetime) -> Handover:
    """Say no, with the reason; what was handed over can no longer be read."""
    handover = _received(handover, version=version, by=by, now=now, needs_consent=False)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    handover.status, handover.answer_reason = HandoverStatus.DECLINED, reason.strip()
    settle(handover, by=by, now=now)
    _tell(handover, "declined", reason=reason, by=by, now=now)
    return handover


@transaction.atomic
def ask_back(handover: Handover, *, version: int, question: str, by: Scope, now: dt.datetime) -> HandoverQuestion:
    """Ask the sender before one answers."""
    handover = _received(handover, version=version, by=by, now=now)
    if handover.status == HandoverStatus.ASKED:
        raise Refused(_("A question is waiting for its answer already."))
    asked = HandoverQuestion.objects.create(
        handover=handover,
        municipality_id=handover.municipality_id,
        association_id=handover.association_id,
        question=question,
        asked_at=now,
        asked_by_id=by.user_id,
    )
    _move(handover, HandoverStatus.ASKED)
    _tell(handover, "asked", by=by, now=now)
    return asked


@transaction.atomic
def answer_question(handover: Handover, *, version: int, answer: str, by: Scope, now: dt.datetime) -> Handover:
    """The sender answers what the receiver asked; the handover waits again."""
    handover = held(handover, version=version)
    check_sent(by, handover)
    if handover.status != HandoverStatus.ASKED:
        raise Refused(_("Nothing is asked."))
    _check_consent(handover, now)
    asked = HandoverQuestion.objects.select_for_update(of=("self",)).get(handover=handover, answered_at__isnull=True)
    asked.answer, asked.answered_at, asked.answered_by_id = answer, now, by.user_id
    asked.save(update_fields=["answer", "answered_at", "answered_by"])
    _move(handover, HandoverStatus.WAITING)
    _tell(handover, "answered", by=by, now=now)
    return handover


def _received(handover: Handover, *, version: int, by: Scope, now: dt.datetime, needs_consent: bool = True) -> Handover:
    """The handover, held; only its receiver goes on, and only while its consent stands."""
    handover = held(handover, version=version)
    sees = Handover.objects.visible_to(by).filter(pk=handover.pk).exists()
    if not sees or by.is_municipal != handover.goes_to_municipality or (by.is_municipal and not by.does_casework):
        raise NotAllowed(_("Only the receiver answers a handover."))
    check_unanswered(handover)
    if needs_consent:
        _check_consent(handover, now)
    return handover


def _check_consent(handover: Handover, now: dt.datetime) -> None:
    if handover.consent is None:
        return
    receiver = handover.municipality_id if handover.goes_to_municipality else handover.association_id
    consents.held(handover.consent, topics=handover.topics, organisation_id=receiver, today=timezone.localdate(now))


def _case_for(handover: Handover, cause: str, *, by: Scope, now: dt.datetime) -> Case:
    """The open case of the home, or a new one; held, so that two answers open one case."""
    lease = Lease.objects.select_for_update(of=("self",), no_key=True).get(pk=handover.lease_id)
    case = Case.objects.open().filter(lease=lease).first()
    if case is None:
        return open_case_by_hand(
            lease=lease, cause=cause, opened_by=handover.basis, reason=handover.basis_reason, by=by, now=now
        )
    case = locked(case)
    check_work_on(by, case)
    return case


def _move(handover: Handover, status: HandoverStatus) -> None:
    handover.status = status
    handover.version += 1
    handover.save(update_fields=["status", "version"])


def _tell(handover: Handover, did: str, *, reason: str = "", by: Scope, now: dt.datetime) -> None:
    case = handover.case or Case.objects.open().filter(lease=handover.lease_id).first()
    if case is not None:
        tell(case, handover, did, reason=reason, by=by, now=now)
    if by.is_municipal:
        tell_of_handover(handover, did, now=now)
