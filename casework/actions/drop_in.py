"""The drop-in hours a tenant adviser keeps."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, check_version
from accounts.scope import Scope
from housing.models import HousingAssociation

from ..models import DropInHours
from .locking import save_valid


@transaction.atomic
def keep_drop_in(
    *,
    association: HousingAssociation,
    place: str,
    weekday: int | None,
    on: dt.date | None,
    starts_at: dt.time,
    ends_at: dt.time,
    by: Scope,
) -> DropInHours:
    """New drop-in hours of one's own."""
    if by.role != Role.TENANT_ADVISER or association.pk not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers keep drop-in hours."))
    hours = DropInHours(
        association=association,
        adviser_id=by.user_id,
        place=place,
        weekday=weekday,
        on=on,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    save_valid(hours)
    return hours


@transaction.atomic
def change_drop_in(
    hours: DropInHours,
    *,
    version: int,
    association: HousingAssociation,
    place: str,
    weekday: int | None,
    on: dt.date | None,
    starts_at: dt.time,
    ends_at: dt.time,
    by: Scope,
) -> DropInHours:
    """Other hours, another place or day."""
    current = _own(hours, by)
    check_version(current, version)
    if association.pk not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers keep drop-in hours."))
    current.association, current.place = association, place
    current.weekday, current.on = weekday, on
    current.starts_at, current.ends_at = starts_at, ends_at
    current.version += 1
    save_valid(current)
    return current


@transaction.atomic
def end_drop_in(hours: DropInHours, *, by: Scope) -> None:
    """They are held no longer. What was logged at them stays."""
    _own(hours, by).delete()


def _own(hours: DropInHours, by: Scope) -> DropInHours:
    current = DropInHours.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=hours.pk).first()
    if current is None:
        raise NotAllowed(_("Only whoever keeps drop-in hours changes them."))
    return current
