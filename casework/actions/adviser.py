"""What a tenant adviser writes in the own log."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, check_version
from accounts.scope import Scope
from housing.models import HousingAssociation, Tenant

from ..models import AdviserContact, AdviserContactTie, Consent, Programme
from .consents import TALKS


@dataclasses.dataclass(frozen=True, slots=True)
class Resident:
    """A resident a contact is tied to, and the day that resident agreed to it."""

    tenant: Tenant
    consent_given_on: dt.date


@transaction.atomic
def log_contact(
    *,
    association: HousingAssociation,
    occurred_on: dt.date,
    place: str,
    topics: list[str],
    minutes: int,
    done: str,
    referred_to: str,
    resident: Resident | None,
    programme: Programme | None = None,
    by: Scope,
    now: dt.datetime,
) -> AdviserContact:
    """A conversation, with an anonymous visitor or, with consent, tied to a resident of the association."""
    if by.role != Role.TENANT_ADVISER or association.pk not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers write adviser contacts."))
    contact = AdviserContact.objects.create(
        association=association,
        adviser_id=by.user_id,
        occurred_on=occurred_on,
        year=occurred_on.year,
        place=place,
        topics=topics,
        minutes=minutes,
        done=done,
        referred_to=referred_to,
        programme=programme,
        recorded_at=now,
    )
    _tie(contact, resident, now=now)
    return contact


@transaction.atomic
def change_contact(
    contact: AdviserContact,
    *,
    version: int,
    occurred_on: dt.date,
    place: str,
    topics: list[str],
    minutes: int,
    done: str,
    referred_to: str,
    resident: Resident | None,
    programme: Programme | None = None,
    by: Scope,
    now: dt.datetime,
) -> AdviserContact:
    """Change one's own contact; without a resident an earlier tie is taken back."""
    _check_own(by, contact)
    current = AdviserContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    check_version(current, version)
    current.occurred_on, current.year = occurred_on, occurred_on.year
    current.place, current.topics, current.minutes = place, topics, minutes
    current.done, current.referred_to, current.programme = done, referred_to, programme
    current.version += 1
    current.save(
        update_fields=[
            "occurred_on",
            "year",
            "place",
            "topics",
            "minutes",
            "done",
            "referred_to",
            "programme",
            "version",
        ]
    )
    _tie(current, resident, now=now)
    return current


def _check_own(by: Scope, contact: AdviserContact) -> None:
    is_own = contact.adviser_id == by.user_id and contact.association_id in by.association_ids
    if by.role != Role.TENANT_ADVISER or not is_own:
        raise NotAllowed(_("Only whoever wrote a contact changes it."))


def _tie(contact: AdviserContact, resident: Resident | None, *, now: dt.datetime) -> None:
    """Make the contact's one tie what it should be; an unchanged one is left alone, another one taken back."""
    wanted = (resident.tenant.pk, resident.consent_given_on) if resident else None
    kept = False
    for tie in AdviserContactTie.objects.filter(contact=contact, untied_at__isnull=True):
        if (tie.tenant_id, tie.consent_given_on) == wanted:
            kept = True
            continue
        tie.untied_at = now
        tie.save(update_fields=["untied_at"])
    if resident is None or kept:
        return
    if resident.tenant.association_id != contact.association_id:
        raise NotAllowed(_("The resident belongs to another association."))
    AdviserContactTie.objects.create(
        contact=contact,
        association_id=contact.association_id,
        tenant=resident.tenant,
        consent_given_on=resident.consent_given_on,
        consent=_consent_to_talks(resident, timezone.localdate(now)),
        tied_at=now,
    )


def _consent_to_talks(resident: Resident, today: dt.date) -> Consent | None:
    """The consent by which talks are kept under the resident's name, if one is recorded; with it the tie ends."""
    standing = Consent.objects.standing(today).filter(tenant=resident.tenant).covering([TALKS])
    return standing.order_by("-pk").first()
