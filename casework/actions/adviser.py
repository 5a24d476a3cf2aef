"""What a tenant adviser writes in the own log."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused, check_version
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
    follow_up_on: dt.date | None = None,
    device_key: uuid.UUID | None = None,
    by: Scope,
    now: dt.datetime,
) -> AdviserContact:
    """A conversation, with an anonymous visitor or, with consent, tied to a resident of the association.

    What a phone sends again under the same `device_key`, because the answer never came, is logged once.
    """
    if by.role != Role.TENANT_ADVISER or association.pk not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers write adviser contacts."))
    facts = {
        "association": association,
        "occurred_on": occurred_on,
        "year": occurred_on.year,
        "place": place,
        "topics": topics,
        "minutes": minutes,
        "done": done,
        "referred_to": referred_to,
        "programme": programme,
        "follow_up_on": follow_up_on,
        "recorded_at": now,
    }
    if device_key is None:
        contact, is_new = AdviserContact.objects.create(adviser_id=by.user_id, **facts), True
    else:
        contact, is_new = AdviserContact.objects.get_or_create(
            adviser_id=by.user_id, device_key=device_key, defaults=facts
        )
    if is_new:
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
    follow_up_on: dt.date | None = None,
    by: Scope,
    now: dt.datetime,
) -> AdviserContact:
    """Change one's own contact; without a resident an earlier tie is taken back.

    Another day to follow up on is one that waits again.
    """
    _check_own(by, contact)
    current = AdviserContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    check_version(current, version)
    current.occurred_on, current.year = occurred_on, occurred_on.year
    current.place, current.topics, current.minutes = place, topics, minutes
    current.done, current.referred_to, current.programme = done, referred_to, programme
    if current.follow_up_on != follow_up_on:
        current.follow_up_on, current.followed_up_on = follow_up_on, None
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
            "follow_up_on",
            "followed_up_on",
            "version",
        ]
    )
    _tie(current, resident, now=now)
    return current


@transaction.atomic
def settle_follow_up(contact: AdviserContact, *, is_done: bool, by: Scope, now: dt.datetime) -> AdviserContact:
    """The person was followed up on, or was not after all; a colleague who covers may say so too."""
    current = AdviserContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not AdviserContact.objects.visible_to(by).filter(pk=current.pk).exists():
        raise NotAllowed(_("Only whoever wrote a contact, or covers for them, follows up on it."))
    if current.follow_up_on is None:
        raise Refused(_("There is nothing to follow up on."))
    if (current.followed_up_on is not None) != is_done:
        current.followed_up_on = timezone.localdate(now) if is_done else None
        current.version += 1
        current.save(update_fields=["followed_up_on", "version"])
    return current


def _check_own(by: Scope, contact: AdviserContact) -> None:
    is_own = contact.adviser_id == by.user_id and contact.association_id in by.association_ids
    if by.role != Role.TENANT_ADVISER or not is_own:
        raise NotAllowed(_("Only whoever wrote a contact changes it."))


def _tie(contact: AdviserContact, resident: Resident | None, *, now: dt.datetime) -> None:
    """Make the contact's one tie what it should be; an unchanged one is left alone, another one taken back."""
    wanted = (resident.tenant.pk, resident.consent_given_on) if resident else None
    kept = False
    today = timezone.localdate(now)
    standing = set(AdviserContactTie.objects.standing(today).filter(contact=contact).values_list("pk", flat=True))
    for tie in AdviserContactTie.objects.filter(contact=contact, untied_at__isnull=True):
        if tie.pk in standing and (tie.tenant_id, tie.consent_given_on) == wanted:
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
        consent=_consent_to_talks(resident, today),
        tied_at=now,
    )


def _consent_to_talks(resident: Resident, today: dt.date) -> Consent | None:
    """The consent by which talks are kept under the resident's name, if one is recorded; with it the tie ends."""
    standing = Consent.objects.standing(today).filter(tenant=resident.tenant).covering([TALKS])
    return standing.order_by("-pk").first()
