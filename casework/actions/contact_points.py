"""The numbers and addresses of a household: added, found not to work, and not to be used."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..models import AvoidedMode, Case, ContactPoint
from ..permissions import check_work_on
from .locking import locked, save_valid


@transaction.atomic
def add_point(case: Case, *, kind: str, value: str, whose: str = "", by: Scope, now: dt.datetime) -> ContactPoint:
    """Write down a number or an address at which the household can be reached."""
    case = locked(case)
    check_work_on(by, case)
    point = _new_point(case, kind, value, whose, by=by, now=now)
    save_valid(point)
    _record(point, "added", by=by, now=now)
    return point


@transaction.atomic
def change_point(
    case: Case,
    *,
    kind: str,
    value: str,
    whose: str = "",
    fails_since: dt.date | None,
    avoid_reason: str = "",
    version: int,
    by: Scope,
    now: dt.datetime,
) -> ContactPoint:
    """Say that a number or an address does not work since a day, or that it is not to be used and why.

    `version` is 0 for one of which nothing was known. An empty day and reason say that it may be used again.
    """
    case = locked(case)
    check_work_on(by, case)
    if fails_since is not None and fails_since > timezone.localdate(now):
        raise Refused(_("That day has not come yet."))
    point = point_of(case, kind=kind, value=value, whose=whose, by=by, now=now)
    check_version(point, version or point.version)
    point.fails_since, point.avoid_reason = fails_since, avoid_reason.strip()
    point.version += 1
    point.save()
    _record(point, "changed", by=by, now=now, fails_since=fails_since, reason=point.avoid_reason)
    return point


@transaction.atomic
def avoid_mode(case: Case, *, mode: str, reason: str, by: Scope, now: dt.datetime) -> AvoidedMode:
    """Mark a way of contact as not to be used on this case, with the reason the next colleague reads."""
    case = locked(case)
    check_work_on(by, case)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    avoided = AvoidedMode(
        case=case,
        municipality_id=case.municipality_id,
        mode=mode,
        reason=reason,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(avoided)
    record(case, EventKind.AVOIDED_MODE, by=by, now=now, mode=mode, reason=reason)
    return avoided


@transaction.atomic
def allow_mode(avoided: AvoidedMode, *, by: Scope, now: dt.datetime) -> None:
    """Take the mark back: this way may be used again."""
    case = locked(avoided.case)
    check_work_on(by, case)
    deleted, _rows = AvoidedMode.objects.filter(pk=avoided.pk).delete()
    if deleted:
        record(case, EventKind.AVOIDED_MODE, by=by, now=now, mode=avoided.mode, is_lifted=True)


def point_of(case: Case, *, kind: str, value: str, whose: str = "", by: Scope, now: dt.datetime) -> ContactPoint:
    """The number or address on a case held by `locked`, written now when nothing was known of it yet."""
    known = ContactPoint.objects.filter(case=case, kind=kind, value=value).first()
    if known is not None:
        return known
    point = _new_point(case, kind, value, whose, by=by, now=now)
    save_valid(point)
    return point


def mark_failed(point: ContactPoint, *, on: dt.date, by: Scope, now: dt.datetime) -> None:
    """A number or address of a case held by `locked` did not work: part of logging an attempt."""
    if point.fails_since is not None:
        return
    point.fails_since = on
    point.version += 1
    point.save(update_fields=["fails_since", "version"])
    _record(point, "changed", by=by, now=now, fails_since=on, reason=point.avoid_reason)


def _new_point(case: Case, kind: str, value: str, whose: str, *, by: Scope, now: dt.datetime) -> ContactPoint:
    return ContactPoint(
        case=case,
        municipality_id=case.municipality_id,
        kind=kind,
        value=value.strip(),
        whose=whose,
        added_at=now,
        added_by_id=by.user_id,
    )


def _record(
    point: ContactPoint,
    did: str,
    *,
    by: Scope,
    now: dt.datetime,
    fails_since: dt.date | None = None,
    reason: str = "",
) -> None:
    record(
        point.case,
        EventKind.CONTACT_POINT,
        by=by,
        now=now,
        did=did,
        kind=point.kind,
        value=point.value,
        whose=point.whose,
        fails_since=fails_since,
        reason=reason,
    )
