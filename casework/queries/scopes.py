"""Which cases were opened to a person by name: part of who they are in every request."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from accounts.memberships import CHOSEN, scope_for
from accounts.scope import Scope

from ..enums import ParticipantKind
from ..models import AdviserCover, CalendarLink, CaseParticipant


def opened_cases(now: dt.datetime) -> dict[str, ArraySubquery]:
    """The cases a membership's person is invited to, the restricted ones they are cleared for, and their covers."""
    return {
        "invited": _case_ids(now, ParticipantKind.INVITED, ParticipantKind.PURPOSE),
        "cleared": _case_ids(now, ParticipantKind.CLEARED),
        "covers": ArraySubquery(
            AdviserCover.objects.current(timezone.localdate(now)).filter(cover=OuterRef("user")).values("pk")
        ),
    }


def scope_of_link(link: CalendarLink, *, now: dt.datetime) -> Scope | None:
    """Who a calendar link speaks for today; None when they may no longer log in or hold another role by now."""
    if not link.user.is_active:
        return None
    scope = scope_for(link.user, {CHOSEN: link.membership_id}, now=now, opened=opened_cases)
    return scope if scope is not None and scope.membership_id == link.membership_id else None


def _case_ids(now: dt.datetime, *kinds: ParticipantKind) -> ArraySubquery:
    return ArraySubquery(
        CaseParticipant.objects.current(now).filter(user=OuterRef("user"), kind__in=kinds).values("case_id")
    )
