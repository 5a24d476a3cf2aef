"""Offering a household times by a link, writing an appointment down, and saying what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.models import User
from accounts.scope import Outsider, Scope

from .. import derived, time_links
from ..calendar_feed import hash_of
from ..enums import EventKind
from ..enums_appointments import AppointmentMode, AppointmentState, OfferMode, PageLanguage
from ..events import record
from ..models import Appointment, AppointmentOffer, AppointmentSlot, Case
from ..permissions import check_work_on
from .locking import locked, save_valid

#: So many times fit on one page that is read on a phone.
MOST_SLOTS = 12
#: How long a link may be open, in days.
LONGEST = dt.timedelta(days=90)


@transaction.atomic
def offer_times(
    case: Case,
    *,
    mode: OfferMode,
    times: Sequence[dt.datetime],
    valid_until: dt.date,
    language: PageLanguage,
    host: User,
    by: Scope,
    now: dt.datetime,
) -> tuple[AppointmentOffer, str]:
    """Offer times by a new link, and its secret, which is known here alone; links nobody has used stop working."""
    case = locked(case)
    check_work_on(by, case)
    times = sorted(set(times))
    _check_offer(times, valid_until, now)
    for unused in case.offers.standing().filter(appointment__isnull=True).select_for_update(of=("self",)):
        _revoke(unused, by=by, now=now)
    secret = time_links.new_secret()
    offer = AppointmentOffer.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        host=host,
        mode=mode,
        language=language,
        valid_until=valid_until,
        token_hash=hash_of(secret),
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    AppointmentSlot.objects.bulk_create(
        AppointmentSlot(offer=offer, case=case, municipality_id=case.municipality_id, starts_at=at) for at in times
    )
    _told_offer(offer, "made", by=by, now=now, times=[timezone.localtime(at).isoformat() for at in times])
    return offer, secret


@transaction.atomic
def revoke_offer(offer: AppointmentOffer, *, by: Scope, now: dt.datetime) -> AppointmentOffer:
    """Stop a link from working; an appointment that came of it stays."""
    check_work_on(by, locked(offer.case))
    held = AppointmentOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if held.revoked_at is not None:
        raise Refused(_("The link has stopped working already."))
    return _revoke(held, by=by, now=now)


@transaction.atomic
def agree_appointment(
    case: Case,
    *,
    mode: AppointmentMode,
    starts_at: dt.datetime,
    host: User,
    note: str = "",
    by: Scope,
    now: dt.datetime,
) -> Appointment:
    """Write down an appointment that was agreed with the household, on the phone or in person."""
    case = locked(case)
    check_work_on(by, case)
    appointment = Appointment(
        case=case,
        municipality_id=case.municipality_id,
        host=host,
        mode=mode,
        starts_at=starts_at,
        note=note.strip(),
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(appointment)
    return told(appointment, "agreed", by=by, now=now)


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, state: AppointmentState, note: str = "", version: int, by: Scope, now: dt.datetime
) -> Appointment:
    """Say what came of an appointment, or call it off; said again it is a correction."""
    check_work_on(by, locked(appointment.case))
    held = Appointment.objects.select_for_update(of=("self",)).select_related("case").get(pk=appointment.pk)
    check_version(held, version)
    if state in {AppointmentState.MET, AppointmentState.NOT_MET} and held.starts_at > now:
        raise Refused(_("The appointment has not come yet. You can call it off."))
    if state == AppointmentState.PLANNED:
        raise Refused(_("Say what came of it."))
    held.state, held.note, held.ended_at, held.ended_by_id = state, note.strip(), now, by.user_id
    held.version += 1
    held.save(update_fields=["state", "note", "ended_at", "ended_by", "version"])
    return told(held, "ended", state=state, note=held.note, by=by, now=now)


def told(appointment: Appointment, did: str, *, by: Scope | Outsider, now: dt.datetime, **more: Any) -> Appointment:
    """Write it on the timeline and derive what follows from it."""
    when = timezone.localtime(appointment.starts_at).isoformat()
    facts = {"appointment": appointment.pk, "mode": appointment.mode, "starts_at": when, **more}
    record(appointment.case, EventKind.APPOINTMENT, by=by, now=now, did=did, **facts)
    derived.refresh([appointment.case_id], today=timezone.localdate(now))
    return appointment


def _check_offer(times: Sequence[dt.datetime], valid_until: dt.date, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if not times:
        raise Refused(_("Offer at least one time."))
    if len(times) > MOST_SLOTS:
        raise Refused(_("Offer at most %(count)d times.") % {"count": MOST_SLOTS})
    if times[0] <= now:
        raise Refused(_("Offer times that are still to come."))
    if not today <= valid_until <= today + LONGEST:
        raise Refused(_("A link is open until a day within the next %(days)d days.") % {"days": LONGEST.days})


def _revoke(offer: AppointmentOffer, *, by: Scope, now: dt.datetime) -> AppointmentOffer:
    offer.revoked_at, offer.revoked_by_id = now, by.user_id
    offer.save(update_fields=["revoked_at", "revoked_by"])
    return _told_offer(offer, "revoked", by=by, now=now)


def _told_offer(offer: AppointmentOffer, did: str, *, by: Scope, now: dt.datetime, **more: Any) -> AppointmentOffer:
    facts = {"offer": offer.pk, "mode": offer.mode, "valid_until": offer.valid_until, **more}
    record(offer.case, EventKind.OFFER, by=by, now=now, did=did, **facts)
    return offer
