"""Requests between organisations: asking, reminding, asking back, replying, answering and taking back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.models import Organisation, User
from accounts.scope import Scope

from .. import derived
from ..deadlines import working_days_after
from ..enums import EventKind
from ..enums_requests import MessageCode, MessageKind, Receiver, RequestBasis, RequestKind, WithdrawnWhy
from ..events import record
from ..models import AgencyRequest, Case, Consent, RequestAnswer, RequestMessage
from ..permissions import check_answer, check_pursue, check_work_on
from ..queries.legal_parameters import legal_parameters_on
from ..queries.request_basis import bases_of
from ..queries.request_receivers import may_receive
from ..request_news import tell_receivers
from ..request_rules import ASKED_BACK, REPLIES, SHAPES, faults, whole_answer
from .locking import locked, save_valid

#: What those who are asked are told of.
_NEWS = frozenset({"sent", "reminded", "replied", "withdrawn"})
#: What each message is called on the timeline.
_DID = {MessageKind.REMINDER: "reminded", MessageKind.ASKED_BACK: "asked_back", MessageKind.REPLY: "replied"}


@transaction.atomic
def ask(
    case: Case,
    *,
    kind: RequestKind,
    receiver: Receiver,
    organisation: Organisation,
    to_user: User | None = None,
    question: str = "",
    basis: str = "",
    reason: str = "",
    hold_until: dt.date | None = None,
    due_on: dt.date | None = None,
    by: Scope,
    now: dt.datetime,
) -> AgencyRequest:
    """Ask another organisation; without a day the municipality's own days count from today.

    Raises `Refused` where nobody there can be asked this, or asking has no ground that stands.
    """
    case = locked(case)
    check_work_on(by, case)
    today = timezone.localdate(now)
    _check_asked(case, kind, receiver, organisation, to_user, today)
    request = AgencyRequest(
        case=case,
        municipality_id=case.municipality_id,
        tenancy_id=case.tenancy_id,
        kind=kind,
        receiver=receiver,
        from_organisation_id=by.organisation_id,
        to_organisation=organisation,
        to_user=to_user,
        question=question.strip(),
        basis=basis,
        reason=reason,
        hold_until=hold_until,
        due_on=due_on or default_due(case, kind, today=today),
        sent_at=now,
        sent_by_id=by.user_id,
    )
    _check_terms(request, today)
    save_valid(request)
    terms = {"due_on": request.due_on, "hold_until": hold_until, "basis": basis, "reason": reason}
    _tell(request, "sent", by=by, now=now, **terms, question=request.question, user=to_user.name if to_user else "")
    return request


@transaction.atomic
def remind(request: AgencyRequest, *, version: int, by: Scope, now: dt.datetime) -> AgencyRequest:
    """Remind those who have not answered in time."""
    request = _held(request, version)
    check_pursue(by, request)
    if request.asked_back_at is not None:
        raise Refused(_("They asked back and wait for you: reply first."))
    if request.due_on > timezone.localdate(now):
        raise Refused(_("They still have time. Remind them once the day has come."))
    return _said(request, MessageKind.REMINDER, by=by, now=now)


@transaction.atomic
def ask_back(
    request: AgencyRequest, *, version: int, code: str = "", text: str = "", by: Scope, now: dt.datetime
) -> AgencyRequest:
    """The receiver needs to know more before answering; outside the authority by a code of the list alone."""
    request = _held(request, version)
    check_answer(by, request)
    if not request.is_open or request.asked_back_at is not None:
        raise Refused(_("The request does not wait for you."))
    request.asked_back_at = now
    return _said(request, MessageKind.ASKED_BACK, code=code, text=text, by=by, now=now)


@transaction.atomic
def reply(
    request: AgencyRequest, *, version: int, code: str = "", text: str = "", by: Scope, now: dt.datetime
) -> AgencyRequest:
    """Reply to a question back: the request waits for its receiver again."""
    request = _held(request, version)
    check_pursue(by, request)
    if request.asked_back_at is None:
        raise Refused(_("Nobody waits for a reply."))
    request.asked_back_at = None
    return _said(request, MessageKind.REPLY, code=code, text=text, by=by, now=now)


@transaction.atomic
def answer(
    request: AgencyRequest, *, version: int, note: str = "", by: Scope, now: dt.datetime, **given: Any
) -> RequestAnswer:
    """Answer a request in the fields of its kind; a second answer corrects the one that stands.

    Of two who answer at the same moment one wins: the other gets `Conflict` and is shown both.
    """
    request = _held(request, version)
    check_answer(by, request)
    if found := faults(request.kind, given):
        raise Refused(next(iter(found.values())))
    if note.strip() and request.leaves_authority:
        raise Refused(_("Only what the form asks for is passed on here: leave the note out."))
    standing = standing_answer(request)
    fields = whole_answer(request.kind, given)
    given_answer = RequestAnswer(
        request=request,
        case_id=request.case_id,
        municipality_id=request.municipality_id,
        kind=request.kind,
        note=note.strip(),
        corrects=standing,
        answered_at=now,
        answered_by_id=by.user_id,
        by_organisation=by.organisation_name,
        **fields,
    )
    save_valid(given_answer)
    request.answered_at = request.answered_at or now
    request.asked_back_at = None
    _save(request)
    _tell(request, "corrected" if standing else "answered", by=by, now=now, **fields, text=given_answer.note)
    return given_answer


@transaction.atomic
def withdraw(request: AgencyRequest, *, version: int, why: WithdrawnWhy, by: Scope, now: dt.datetime) -> AgencyRequest:
    """Take a request back; its receiver sees that no answer is needed, and nothing more."""
    request = _held(request, version)
    check_pursue(by, request)
    _withdrawn(request, why, now=now)
    _tell(request, "withdrawn", by=by, now=now, why=why)
    return request


def withdraw_open(case: Case, *, why: WithdrawnWhy, by: Scope, now: dt.datetime) -> None:
    """Take back every request of a case that waits: part of closing it. `case` is held by `locked`."""
    for request in AgencyRequest.objects.select_for_update(of=("self",)).filter(case=case).open().order_by("pk"):
        _withdrawn(request, why, now=now)
        _tell(request, "withdrawn", by=by, now=now, why=why)


def withdraw_unfounded(case: Case, consent: Consent, *, by: Scope, now: dt.datetime) -> None:
    """Take back what waits outside on a consent that was withdrawn; those asked can no longer read that they were."""
    rests = AgencyRequest.objects.filter(
        case=case,
        basis=RequestBasis.CONSENT,
        to_organisation__in=consent.organisations,
        sent_at__date__gte=consent.starts_on,
    )
    for request in rests.select_for_update(of=("self",)).open().order_by("pk"):
        _withdrawn(request, WithdrawnWhy.NO_CONSENT, now=now)
        _note(request, "withdrawn", by=by, now=now, why=WithdrawnWhy.NO_CONSENT)


def standing_answer(request: AgencyRequest) -> RequestAnswer | None:
    """The answer nobody corrected."""
    return RequestAnswer.objects.standing().filter(request=request).first()


def default_due(case: Case, kind: RequestKind, *, today: dt.date) -> dt.date:
    """The day by which a kind of request is answered unless another is given."""
    days: int = getattr(legal_parameters_on(case.municipality_id, today), SHAPES[kind].days)
    return working_days_after(today, days)


def _check_asked(
    case: Case, kind: RequestKind, receiver: Receiver, organisation: Organisation, to_user: User | None, today: dt.date
) -> None:
    if receiver not in SHAPES[kind].receivers:
        raise Refused(_("They cannot be asked this."))
    if case.is_restricted and to_user is None:
        raise Refused(_("The case is restricted: choose the person who is asked."))
    if not may_receive(case, receiver, organisation, to_user, today=today):
        raise Refused(_("There is nobody there who can be asked about this case."))


def _check_terms(request: AgencyRequest, today: dt.date) -> None:
    """The ground, the reason and the days of a request."""
    if request.leaves_authority:
        if request.basis not in bases_of(request.case, Receiver(request.receiver), today=today):
            raise Refused(_("Nothing on the case makes it lawful to ask them on this ground."))
        if request.reason not in SHAPES[RequestKind(request.kind)].reasons:
            raise Refused(_("Choose a reason from the list."))
    elif request.kind == RequestKind.DOCUMENTS and not request.question:
        raise Refused(_("Say which documents are needed."))
    if request.due_on < today:
        raise Refused(_("Choose a day that has not gone by."))
    if request.hold_until is not None and request.hold_until <= today:
        raise Refused(_("Choose a later day than today to hold the eviction until."))


def _held(request: AgencyRequest, version: int) -> AgencyRequest:
    """The request as it stands now, its case held still too."""
    case = locked(request.case)
    held = AgencyRequest.objects.select_for_update(of=("self",)).select_related("to_organisation").get(pk=request.pk)
    held.case = case
    check_version(held, version)
    return held


def _said(
    request: AgencyRequest, kind: MessageKind, *, code: str = "", text: str = "", by: Scope, now: dt.datetime
) -> AgencyRequest:
    listed: tuple[MessageCode, ...] = {MessageKind.ASKED_BACK: ASKED_BACK, MessageKind.REPLY: REPLIES}.get(kind, ())
    if kind != MessageKind.REMINDER and request.leaves_authority and (text or code not in listed):
        raise Refused(_("Choose what to say from the list."))
    message = RequestMessage(
        request=request,
        case_id=request.case_id,
        municipality_id=request.municipality_id,
        kind=kind,
        code=code,
        text=text.strip(),
        at=now,
        by_user_id=by.user_id,
        by_organisation=by.organisation_name,
    )
    save_valid(message)
    _save(request)
    _tell(request, _DID[kind], by=by, now=now, code=code, text=message.text)
    return request


def _withdrawn(request: AgencyRequest, why: WithdrawnWhy, *, now: dt.datetime) -> AgencyRequest:
    request.withdrawn_at, request.withdrawn_why, request.asked_back_at = now, why, None
    _save(request)
    return request


def _save(request: AgencyRequest) -> None:
    request.version += 1
    save_valid(request, update_fields=["asked_back_at", "answered_at", "withdrawn_at", "withdrawn_why", "version"])


def _tell(request: AgencyRequest, did: str, *, by: Scope, now: dt.datetime, **more: Any) -> None:
    _note(request, did, by=by, now=now, **more)
    if did in _NEWS:
        tell_receivers(request, by=by, now=now)


def _note(request: AgencyRequest, did: str, *, by: Scope, now: dt.datetime, **more: Any) -> None:
    record(
        request.case,
        EventKind.REQUEST,
        by=by,
        now=now,
        request=request.pk,
        did=did,
        kind=request.kind,
        to=request.to_organisation.name,
        **more,
    )
    derived.refresh([request.case_id], today=timezone.localdate(now))
