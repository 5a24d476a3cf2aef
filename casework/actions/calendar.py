"""The link to one's own calendar: made anew, which ends the one before, and revoked."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.scope import Scope

from ..calendar_feed import hash_of
from ..models import CalendarLink


@transaction.atomic
def renew_link(*, by: Scope, now: dt.datetime) -> str:
    """A new secret for one's own calendar; the link before stops working. Only here is the secret known."""
    if not by.does_casework or by.membership_id is None:
        raise NotAllowed(_("Only caseworkers have a calendar of deadlines."))
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.user_id)
    CalendarLink.objects.visible_to(by).in_force().update(ended_at=now)
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.create(
        user_id=by.user_id, membership_id=by.membership_id, token_hash=hash_of(token), created_at=now
    )
    return token


@transaction.atomic
def revoke_link(*, by: Scope, now: dt.datetime) -> bool:
    """Stop one's link from working; False when there was none."""
    return CalendarLink.objects.visible_to(by).in_force().update(ended_at=now) > 0
