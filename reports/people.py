"""Whose eyes a report is made for on the command line."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.memberships import CHOSEN, choices_for, scope_for
from accounts.models import User
from accounts.scope import Scope
from casework.models import CaseParticipant

from .permissions import REPORT_ROLES


class NoSuchReader(Exception):
    """The person has no role with a report, or several."""


def scope_of(username: str, *, now: dt.datetime) -> Scope:
    """The scope of a person's one role that has a report; raises NoSuchReader."""
    today = timezone.localdate(now)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NoSuchReader(_("Nobody called %(name)s may log in.") % {"name": username})
    roles = list(choices_for(user, today=today).filter(role__in=REPORT_ROLES))
    if len(roles) != 1:
        facts = {"name": username, "count": len(roles)}
        raise NoSuchReader(_("%(name)s has %(count)d roles with a report; it takes exactly one.") % facts)
    session = SessionStore()
    session[CHOSEN] = roles[0].pk
    return cast(Scope, scope_for(user, session, now=now, opened=_nothing))


def _nothing(now: dt.datetime) -> dict[str, ArraySubquery]:
    """A report opens no case, so that none need be found."""
    none = ArraySubquery(CaseParticipant.objects.filter(user=OuterRef("user"), pk=0).values("case_id"))
    return {"invited": none, "cleared": none, "covers": none}
