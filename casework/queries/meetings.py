"""A case's meetings as they are read, and the colleagues who can take part."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, User

from ..models import Case, CaseMeeting, MeetingAgreement, MeetingMinutes, MeetingParticipant


class MeetingPage(NamedTuple):
    """One meeting with who takes part, its minutes (the standing one first) and what was agreed."""

    meeting: CaseMeeting
    participants: list[MeetingParticipant]
    minutes: list[MeetingMinutes]
    agreements: list[MeetingAgreement]


def meeting_page(meeting: CaseMeeting) -> MeetingPage:
    """Gather one meeting that may be opened."""
    return MeetingPage(
        meeting,
        list(meeting.participants.order_by("pk")),
        list(meeting.minutes.select_related("recorded_by").order_by("-number")),
        list(meeting.agreements.select_related("done_by", "case").order_by("due_on", "pk")),
    )


def colleagues_of(case: Case, *, today: dt.date, now: dt.datetime) -> list[User]:
    """The municipal people who may know of the case: its unit's, and those it was opened to by name.

    Of a restricted case only the named ones.
    """
    named = Q(user__case_participations__in=case.participants.current(now))
    unit = Q(organisation_id=case.unit_id, role__in=[Role.CASEWORKER, Role.TEAM_LEADER])
    may_know = named if case.is_restricted else named | unit
    members = Membership.objects.current(today).filter(may_know, user__is_active=True)
    return list(User.objects.filter(memberships__in=members).distinct().order_by("name", "pk"))
