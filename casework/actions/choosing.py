"""A tenant chooses one of the times a link offers, or another one until the day before."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Outsider

from ..enums_appointments import AppointmentMode, OfferMode
from ..models import Appointment, AppointmentOffer
from .appointments import told
from .locking import locked


class LinkIsOver(Refused):
    """The link no longer answers."""


class ChosenMeanwhile(Refused):
    """Another person of the home chose a time while this one was reading."""


class TimeIsTaken(Refused):
    """The time has passed, or the one who calls or visits has been given to somebody else at that hour."""


@transaction.atomic
def choose_time(
    offer: AppointmentOffer, *, slot: int, mode: AppointmentMode, seen: int, now: dt.datetime
) -> Appointment:
    """Make a time of the link the appointment. `seen` is the version of the choice the page showed, 0 for none.

    Raises LinkIsOver, ChosenMeanwhile or TimeIsTaken; of two at the same moment the first wins.
    """
    locked(offer.case)
    held = AppointmentOffer.objects.open_to_tenant(now).select_related("case").filter(pk=offer.pk).first()
    if held is None:
        raise LinkIsOver(_("The link no longer works."))
    standing = Appointment.objects.filter(offer=held).first()
    if (standing.version if standing else 0) != seen or not may_change(standing, now):
        raise ChosenMeanwhile(_("A time has been chosen already."))
    chosen = held.slots.free(now).filter(pk=slot).first()
    if chosen is None or held.mode not in {mode, OfferMode.EITHER}:
        raise TimeIsTaken(_("The time is no longer free."))
    was_at = standing.starts_at if standing else None
    appointment = standing or Appointment(
        offer=held, case=held.case, municipality_id=held.municipality_id, host_id=held.host_id, recorded_at=now
    )
    appointment.mode, appointment.starts_at, appointment.chosen_at = mode, chosen.starts_at, now
    _save(appointment, is_new=standing is None)
    if was_at is None:
        return told(appointment, "chosen", by=_tenant(), now=now)
    return told(appointment, "changed", was_at=timezone.localtime(was_at).isoformat(), by=_tenant(), now=now)


def may_change(appointment: Appointment | None, now: dt.datetime) -> bool:
    """Whether the tenant may still choose: until the day before the one that was chosen."""
    return appointment is None or (
        appointment.is_planned and timezone.localdate(appointment.starts_at) > timezone.localdate(now)
    )


def _save(appointment: Appointment, *, is_new: bool) -> None:
    """Save it, unless the one who calls or visits was given away at that hour in the same moment."""
    try:
        with transaction.atomic():
            if is_new:
                appointment.save(force_insert=True)
            else:
                appointment.version += 1
                appointment.save(update_fields=["mode", "starts_at", "chosen_at", "version"])
    except IntegrityError as error:
        raise TimeIsTaken(_("The time is no longer free.")) from error


def _tenant() -> Outsider:
    """As the municipality's own language names them: the timeline keeps who did something as text."""
    with translation.override(settings.LANGUAGE_CODE):
        return Outsider(_("The tenant"), _("by the link"))
