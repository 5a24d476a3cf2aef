"""The citizen's whole situation: every open matter of a case, who is responsible, what it waits for, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import wording
from accounts.scope import Scope
from housing import codes

from .. import deadlines
from ..enums import InterventionResult
from ..enums_requests import RequestState
from ..models import Case, CaseMeeting, Handover, MeetingAgreement
from .case_page import courses_of
from .deadlines import DeadlineLine, open_lines
from .decisions import all_decided, lines
from .plans import plan_pages
from .requests import RequestLine, open_requests

#: The deadlines that another matter on the page tells in more words.
_TOLD_ELSEWHERE = frozenset({deadlines.REQUEST, deadlines.REQUEST_REPLY, deadlines.AGREEMENT})


class Matter(NamedTuple):
    """One open matter: until when, what it is, who is responsible, and what it waits for."""

    due_on: dt.date | None
    what: str
    who: str
    waits_for: str
    url: str
    level: str = "neutral"


def situation(case: Case, scope: Scope, *, now: dt.datetime) -> list[Matter]:
    """Every open matter across SOF, BIF, the association and the adviser, what is due first first, then the undated."""
    today = timezone.localdate(now)
    found = [
        *_deadlines(case, open_lines(case, scope, today=today)),
        *_requests(open_requests(case, today=today)),
        *_meetings(case, now),
        *_agreements(case, today),
        *_decided(case, scope, today),
        *_plan(case, today),
        *_courses(case),
        *_help(case),
        *_handovers(case, scope, today),
    ]
    return sorted(found, key=lambda one: (one.due_on or dt.date.max, one.what, one.url))


def _deadlines(case: Case, open_ones: list[DeadlineLine]) -> Iterator[Matter]:
    url = reverse("casework:deadline-list", args=[case.pk])
    for line in open_ones:
        if line.rule.code not in _TOLD_ELSEWHERE:
            who = _owner(case) if line.rule.is_duty else _("The household")
            yield Matter(line.deadline.due_on, line.label, who, str(line.rule.about), url, line.level)


def _requests(open_ones: list[RequestLine]) -> Iterator[Matter]:
    for line in open_ones:
        one = line.request
        is_back = one.state == RequestState.ASKED_BACK
        who = one.from_organisation.name if is_back else one.to_organisation.name
        waits = _("They ask back: reply") if is_back else _("The answer")
        url = reverse("casework:request", args=[one.pk])
        yield Matter(one.due_on, one.get_kind_display(), who, waits, url, line.level)


def _meetings(case: Case, now: dt.datetime) -> Iterator[Matter]:
    coming = CaseMeeting.objects.filter(case=case, called_off_at__isnull=True, starts_at__gte=now)
    for one in coming.order_by("starts_at", "pk"):
        url = reverse("casework:meeting", args=[case.pk, one.pk])
        when = wording.moment(one.starts_at)
        yield Matter(timezone.localdate(one.starts_at), _("Case meeting"), _owner(case), f"{when}, {one.place}", url)


def _agreements(case: Case, today: dt.date) -> Iterator[Matter]:
    for one in MeetingAgreement.objects.filter(case=case, done_at__isnull=True).order_by("due_on", "pk"):
        url = reverse("casework:meeting", args=[case.pk, one.meeting_id])
        level = "red" if one.due_on < today else "neutral"
        yield Matter(one.due_on, one.text, one.owner_name, _("Agreed at a case meeting"), url, level)


def _decided(case: Case, scope: Scope, today: dt.date) -> Iterator[Matter]:
    """Decisions, complaints and guarantees that still ask for something."""
    for line in lines(all_decided(case, scope), today=today)[0]:
        if line.next:
            yield Matter(None, line.said, _owner(case), line.next, line.url, line.tone or "neutral")


def _plan(case: Case, today: dt.date) -> Iterator[Matter]:
    for page in plan_pages(case, today=today):
        if page.plan.is_running:
            url = reverse("casework:plan", args=[case.pk, page.plan.pk])
            yield Matter(None, _("Instalment plan"), _("The household"), str(page.standing.label), url)


def _courses(case: Case) -> Iterator[Matter]:
    for page in courses_of(case):
        if page.is_open:
            url = reverse("casework:case", args=[case.pk])
            what = _("Legal course: %(cause)s") % {"cause": page.course.get_cause_display()}
            yield Matter(None, what, case.association.name, page.course.get_stage_display(), url)


def _help(case: Case) -> Iterator[Matter]:
    ongoing = case.interventions.filter(result=InterventionResult.ONGOING).select_related("responsible")
    for one in ongoing.order_by("starts_on", "pk"):
        url = reverse("casework:intervention-edit", args=[case.pk, one.pk])
        what = codes.name_of("intervention", one.kind)
        yield Matter(one.ends_on, what, one.responsible.name, one.get_result_display(), url)


def _handovers(case: Case, scope: Scope, today: dt.date) -> Iterator[Matter]:
    """What was handed over and waits for its receiver's answer."""
    for one in Handover.objects.visible_to(scope).filter(case=case).unanswered(today).order_by("sent_at", "pk"):
        url = reverse("casework:handover", args=[one.pk])
        yield Matter(None, pgettext("event", "Handover"), one.get_direction_display(), one.get_status_display(), url)


def _owner(case: Case) -> str:
    """Who has the case; the unit while nobody has."""
    return case.assigned_to.name if case.assigned_to else case.unit.name
