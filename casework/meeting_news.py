"""Tells colleagues of the case meetings they take part in, and of what they agreed to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.notifications import KINDS, News, Receiver, tell
from accounts.scope import Scope
from accounts.wording import day

from .models import Case, CaseMeeting, MeetingAgreement

KINDS.update(
    {
        "meeting.called": _("You take part in a case meeting"),
        "meeting.changed": _("A case meeting you take part in was changed"),
        "meeting.called_off": _("A case meeting you take part in was called off"),
        "meeting.minutes": _("The minutes of a case meeting you took part in are written"),
        "meeting.left": _("You no longer take part in a case meeting"),
        "agreement.given": _("You do something that was agreed at a case meeting"),
    }
)
_COLLEAGUES = (Role.CASEWORKER, Role.TEAM_LEADER, Role.EMPLOYMENT_CASEWORKER)


def participants_of(meeting: CaseMeeting) -> frozenset[int]:
    """The people with a role here who take part."""
    return frozenset(meeting.participants.filter(user__isnull=False).values_list("user", flat=True))


def tell_participants(
    meeting: CaseMeeting, did: str, *, before: Collection[int] = (), by: Scope, now: dt.datetime
) -> None:
    """Tell those who take part what became of a meeting, and those of `before` who no longer do.

    Whoever is new to a meeting is called to it. A meeting written down afterwards calls nobody.
    """
    present = participants_of(meeting)
    new = present - set(before) if did in {"called", "changed"} else frozenset()
    if meeting.starts_at > now:
        _tell(meeting.case, new, _news(meeting, "called"), by=by, now=now)
        _tell(meeting.case, set(before) - present, _news(meeting, "left"), by=by, now=now)
    if did != "called":
        _tell(meeting.case, present - new, _news(meeting, did), by=by, now=now)


def tell_owner(agreement: MeetingAgreement, *, by: Scope, now: dt.datetime) -> None:
    """Tell the owner of an agreement that it is theirs; it stands in their own list."""
    if agreement.owner_id is not None:
        key = f"agreement:{agreement.pk}:{agreement.version}"
        news = News("agreement.given", reverse("casework:request-list"), key, day(agreement.due_on))
        _tell(agreement.case, {agreement.owner_id}, news, by=by, now=now)


def _news(meeting: CaseMeeting, did: str) -> News:
    path = reverse("casework:meeting", args=[meeting.case_id, meeting.pk])
    return News(f"meeting.{did}", path, f"meeting:{meeting.pk}:{meeting.version}:{did}", meeting.case.number)


def _tell(case: Case, users: Collection[int], news: News, *, by: Scope, now: dt.datetime) -> None:
    """As members of the municipality they may know of the case in; whoever has it is told by its timeline."""
    members = Membership.objects.current(timezone.localdate(now)).filter(
        user__in=set(users) - {by.user_id, case.assigned_to_id},
        user__is_active=True,
        role__in=_COLLEAGUES,
        organisation__unit__municipality=case.municipality_id,
    )
    told = dict(members.order_by("pk").values_list("user_id", "organisation_id"))
    tell((Receiver(user, organisation) for user, organisation in told.items()), news, now=now)
