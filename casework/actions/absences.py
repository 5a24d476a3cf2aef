"""Being away, with a colleague who stands in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import CASEWORK_ROLES
from accounts.errors import Refused, check_version
from accounts.models import Membership, User
from accounts.scope import Scope

from ..models import Absence
from ..permissions import check_record_absence
from .locking import save_valid


@transaction.atomic
def record_absence(
    *, user: User, deputy: User, starts_on: dt.date, ends_on: dt.date | None, by: Scope, now: dt.datetime
) -> Absence:
    """Say who is away and who stands in; without a last day until somebody ends it.

    It opens no case: a deputy sees what the unit sees, and a restricted case needs its own clearance.
    """
    check_record_absence(by, user.pk, by.unit_id or 0)
    today = timezone.localdate(now)
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The last day is before the first."))
    if ends_on is not None and ends_on < today:
        raise Refused(_("Choose today or a later day."))
    for person in (user, deputy):
        _check_works_there(person, by.organisation_id, today)
    absence = Absence(
        municipality_id=by.municipality_id,
        unit_id=by.unit_id,
        user=user,
        deputy=deputy,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by_id=by.user_id,
        recorded_at=now,
    )
    _check_is_there(absence)
    save_valid(absence, force_insert=True)
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, version: int, by: Scope, now: dt.datetime) -> Absence:
    """End an absence at once, or take back one that has not begun."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    check_record_absence(by, absence.user_id, absence.unit_id)
    check_version(absence, version)
    if absence.ended_at is not None:
        raise Refused(_("The absence has been ended already."))
    absence.ended_by_id, absence.ended_at = by.user_id, now
    absence.version += 1
    absence.save(update_fields=["ended_by", "ended_at", "version"])
    return absence


def _check_works_there(person: User, unit_id: int, today: dt.date) -> None:
    works_there = Membership.objects.current(today).filter(
        user=person, user__is_active=True, role__in=CASEWORK_ROLES, organisation_id=unit_id
    )
    if not works_there.exists():
        raise Refused(_("%(name)s is not a caseworker of the unit.") % {"name": person.name})


def _check_is_there(absence: Absence) -> None:
    """A deputy who is away as well helps nobody."""
    away = Absence.objects.filter(unit_id=absence.unit_id, user_id=absence.deputy_id, ended_at__isnull=True).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=absence.starts_on)
    )
    if absence.ends_on is not None:
        away = away.filter(starts_on__lte=absence.ends_on)
    if away.exists():
        raise Refused(_("%(name)s is away in that period too: choose somebody else.") % {"name": absence.deputy.name})
