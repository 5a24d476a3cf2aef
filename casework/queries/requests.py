"""Requests as they are read: one's own to answer, those that wait for others, and one with all that was said."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.scope import Scope

from ..enums_requests import RequestKind, RequestState
from ..models import AgencyRequest, Case, MeetingAgreement, RequestAnswer, RequestMessage
from ..models.requests import RequestQuerySet
from ..request_rules import ANSWER_FIELDS
from .sentences_requests import answer_words

#: How many requests a list shows of each kind; the oldest answers fall off.
MOST = 200
#: How long an answer stays in the list.
ANSWERED_DAYS = 30


@dataclasses.dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in a list: how far it has come and how urgent that is, as the reader of the list sees it."""

    request: AgencyRequest
    answer: RequestAnswer | None
    today: dt.date
    is_mine: bool

    @property
    def level(self) -> str:
        """Red once its day has gone by, amber when it waits for the reader, else neutral."""
        if self.request.is_overdue(self.today):
            return "red"
        return "amber" if self.waits_for_me else "neutral"

    @property
    def waits_for_me(self) -> bool:
        mine = RequestState.WAITING if self.is_mine else RequestState.ASKED_BACK
        return self.request.state == mine

    @property
    def state(self) -> str:
        """How it stands, in words; for what waits with its day."""
        request = self.request
        if request.state == RequestState.ANSWERED:
            return answer_line(self.answer)
        if request.state == RequestState.WITHDRAWN:
            return _("Withdrawn: no answer is needed")
        if request.state == RequestState.ASKED_BACK:
            return _("Waits for the one who asked") if self.is_mine else _("They ask back: reply")
        late = (self.today - request.due_on).days
        if late > 0:
            return ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
        return _("Answer due %(day)s") % {"day": wording.relative_day(request.due_on, self.today)}


class Lists(NamedTuple):
    """The requests one has to do with, by what is to be done."""

    to_answer: list[RequestLine]
    waiting: list[RequestLine]
    answered: list[RequestLine]
    agreements: list[MeetingAgreement]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is shown."""
        return any(len(found) == MOST for found in self)


class RequestPage(NamedTuple):
    """One request with what was said about it and its answers, the standing one first."""

    request: AgencyRequest
    messages: list[RequestMessage]
    answers: list[RequestAnswer]

    @property
    def standing(self) -> RequestAnswer | None:
        return self.answers[0] if self.answers else None


def lists_of(scope: Scope, *, now: dt.datetime, today: dt.date) -> Lists:
    """What somebody has to answer, what their unit's cases wait for, what was answered lately, and their agreements."""
    since = now - dt.timedelta(days=ANSWERED_DAYS)
    received = AgencyRequest.objects.received_by(scope)
    sent = AgencyRequest.objects.sent_from(scope)
    answered = AgencyRequest.objects.filter(answered_at__gte=since)
    both = (
        answered.received_by(scope) | answered.sent_from(scope) if scope.does_casework else answered.received_by(scope)
    )
    mine = {request.pk for request in received.open().only("pk")}
    agreements = MeetingAgreement.objects.visible_to(scope).filter(owner_id=scope.user_id).open()
    return Lists(
        _lines(received.open().order_by("due_on", "pk"), today, is_mine=True),
        _lines(sent.open().exclude(pk__in=mine).order_by("due_on", "pk"), today, is_mine=False),
        _lines(both.order_by("-answered_at", "-pk"), today, is_mine=not scope.does_casework),
        list(agreements.select_related("case").order_by("due_on", "pk")[:MOST]),
    )


def open_requests(case: Case, *, today: dt.date) -> list[RequestLine]:
    """What a case waits for from others, the most urgent first, in one question."""
    return _lines(case.requests.open().order_by("due_on", "pk"), today, is_mine=False)


def request_page(request: AgencyRequest) -> RequestPage:
    """A request that may be opened, with everything said about it."""
    answers = RequestAnswer.objects.filter(request=request).select_related("answered_by").order_by("-pk")
    messages = RequestMessage.objects.filter(request=request).select_related("by_user").order_by("pk")
    return RequestPage(request, list(messages), list(answers))


def with_all(requests: RequestQuerySet) -> RequestQuerySet:
    """Requests together with what their page names."""
    return requests.select_related(
        "case__association", "tenancy", "from_organisation", "to_organisation", "to_user", "sent_by", "municipality"
    )


def answer_line(answer: RequestAnswer | None) -> str:
    """An answer in one line."""
    if answer is None:
        return ""
    names = ("outcome", *ANSWER_FIELDS)
    facts: dict[str, Any] = {name: getattr(answer, name) for name in names}
    return answer_words(
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in facts.items()}
    )


def facts_for_receiver(request: AgencyRequest) -> list[tuple[str, object]]:
    """What those who are asked need to know to answer; to the association the home alone, to an adviser the names."""
    case = request.case
    facts: list[tuple[str, object]] = [(_("From"), request.from_organisation.name)]
    if request.leaves_authority:
        facts.append((_("Tenancy"), request.tenancy.number))
        tenancy = request.tenancy
        facts.append((_("Address"), f"{tenancy.street}, {tenancy.postcode} {tenancy.city}".strip(", ")))
        facts.append((_("Legal basis"), request.get_basis_display()))
        facts.append((_("Reason"), request.get_reason_display()))
    else:
        facts += [(_("Household"), case.names), (_("Address"), case.address)]
    if request.kind == RequestKind.DIRECT_RENT:
        facts.append((_("Rent"), wording.kroner(case.monthly_rent)))
        facts.append((_("To be paid to"), case.association.name))
    if request.hold_until is not None:
        facts.append((_("Hold the eviction until"), wording.day(request.hold_until)))
    if request.question:
        facts.append((_("What they need to know"), request.question))
    return [*facts, (_("Sent"), wording.moment(request.sent_at)), (_("Answer by"), wording.day(request.due_on))]


def _lines(requests: RequestQuerySet, today: dt.date, *, is_mine: bool) -> list[RequestLine]:
    found = list(with_all(requests)[:MOST])
    answers = RequestAnswer.objects.standing().filter(
        request__in=[request.pk for request in found if request.answered_at is not None]
    )
    by_request = {answer.request_id: answer for answer in answers} if any(one.answered_at for one in found) else {}
    return [RequestLine(request, by_request.get(request.pk), today, is_mine) for request in found]
