"""The link behind a secret, and a case's appointments."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from accounts.enums import Administration
from accounts.models import Unit

from .. import time_links
from ..calendar_feed import hash_of
from ..enums import LetterCode
from ..models import Appointment, AppointmentOffer, Case
from .letters import templates_of

#: The letters in which a household is invited to talk.
CARRYING = (LetterCode.HELP_OFFER, LetterCode.MEETING)


class Number(NamedTuple):
    """Where somebody whose link does not answer can call."""

    municipality: str
    phone: str


def offer_behind(token: str, *, now: dt.datetime) -> AppointmentOffer | None:
    """The offer a secret opens; None for one that is unknown, out of date, used or revoked, found out in one step."""
    found = AppointmentOffer.objects.open_to_tenant(now).filter(token_hash=hash_of(time_links.read(token)))
    return found.select_related("municipality__organisation", "case__unit__organisation").first()


def numbers_to_call() -> list[Number]:
    """The numbers of every municipality's social services: a link that does not answer does not tell whose it was."""
    units = Unit.objects.filter(administration=Administration.SOCIAL).exclude(organisation__phone="")
    rows = units.values_list("municipality__organisation__name", "organisation__phone")
    return [Number(*row) for row in rows.order_by("municipality__organisation__name", "organisation__phone").distinct()]


def appointments_of(case: Case) -> list[Appointment]:
    """All of a case, the latest first."""
    return list(case.appointments.select_related("host", "ended_by").order_by("-starts_at", "-pk"))


def planned_of(case: Case) -> list[Appointment]:
    """Those still to come, and those nobody has said anything of yet; the next one first."""
    return list(case.appointments.planned().select_related("host").order_by("starts_at", "pk"))


def offers_of(case: Case) -> list[AppointmentOffer]:
    """The links of a case, the latest first, each with its times."""
    offers = case.offers.select_related("recorded_by", "appointment").prefetch_related("slots")
    return list(offers.order_by("-recorded_at", "-pk"))


def letters_for(municipality_id: int, *, today: dt.date) -> list[tuple[str, str]]:
    """The letters to a household that a link can go into: each key with its name and language."""
    return [
        (f"{one.code}.{one.language}", f"{one}, {one.get_language_display().lower()}")
        for one in templates_of(municipality_id, today=today)
        if one.code in CARRYING
    ]
