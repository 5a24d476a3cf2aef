"""Consents: recorded by the municipality or by an adviser, and withdrawn with effect at once."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused
from accounts.scope import Scope
from housing import codes
from housing.models import Tenant

from ..enums import EventKind
from ..enums_sharing import ConsentForm
from ..events import record
from ..file_kinds import Attachment
from ..models import AdviserContactTie, Case, CasePerson, Consent, Handover, Person
from ..permissions import check_work_on
from ..telling import tell_of_handover
from .filing import filed
from .locking import locked, save_valid
from .requests import withdraw_unfounded

TOPICS = "consent_topic"
#: The topic that lets an adviser keep talks under the resident's name.
TALKS = "talks"
#: No consent is longer than this; then one asks again.
MOST_DAYS = 366


class NoConsent(Refused):
    """The consent that was meant does not cover what was asked for: unknown, expired, withdrawn or too narrow."""


@transaction.atomic
def record_case_consent(case: Case, *, person: Person, by: Scope, now: dt.datetime, **given: Any) -> Consent:
    """Write down that somebody of the home lets the municipality share with others.

    `given` is topics, organisations (keys), starts_on, ends_on, form, witness, reference and attachment.
    """
    case = locked(case)
    check_work_on(by, case)
    if not CasePerson.objects.current().filter(case=case, person=person).exists():
        raise Refused(_("Only somebody who is part of the home can consent on this case."))
    consent = Consent(case=case, municipality_id=case.municipality_id, person=person)
    _write(consent, by=by, now=now, **given)
    record(case, EventKind.CONSENT, by=by, now=now, **facts(consent, person.name))
    return consent


@transaction.atomic
def record_resident_consent(tenant: Tenant, *, by: Scope, now: dt.datetime, **given: Any) -> Consent:
    """Write down that a resident lets the adviser share with others, or keep talks under their name."""
    if by.role != Role.TENANT_ADVISER or tenant.association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers record a resident's consent."))
    consent = Consent(association_id=tenant.association_id, tenant=tenant)
    _write(consent, by=by, now=now, **given)
    if TALKS in consent.topics:
        _renew_ties(consent)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Scope, now: dt.datetime) -> Consent:
    """From this moment nothing more passes on it, and what passed is shut to its receiver; ties to talks end.

    Whoever hears it records it, also once the case is closed: those who hold the consent, and either end of a
    handover that rests on it.
    """
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    _check_hears(by, consent)
    if consent.withdrawn_at is not None:
        raise Refused(_("The consent has already been withdrawn."))
    consent.withdrawn_at, consent.withdrawn_by_id = now, by.user_id
    consent.version += 1
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    AdviserContactTie.objects.filter(consent=consent, untied_at__isnull=True).update(untied_at=now)
    _tell_cases(consent, by=by, now=now)
    if consent.case is not None:
        withdraw_unfounded(consent.case, consent, by=by, now=now)
    return consent


def held(consent: Consent, *, topics: Collection[str], organisation_id: int, today: dt.date) -> Consent:
    """The consent, held so that nobody withdraws it meanwhile; raises `NoConsent` unless it covers this today."""
    current = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if current.withdrawn_at is not None:
        raise NoConsent(_("The consent was withdrawn. Ask for a new one before you share anything."))
    if today > current.ends_on:
        raise NoConsent(_("The consent has expired. Ask for a new one before you share anything."))
    if today < current.starts_on:
        raise NoConsent(_("The consent does not hold yet. Wait until it does, or ask for one that holds now."))
    if organisation_id not in current.organisations:
        raise NoConsent(_("The consent does not name the receiver. Ask for one that does."))
    missing = [codes.name_of(TOPICS, topic) for topic in topics if topic not in current.topics]
    if missing:
        raise NoConsent(
            _("The consent does not cover: %(topics)s. Leave it out, or ask for a wider consent.")
            % {"topics": ", ".join(missing)}
        )
    return current


def facts(consent: Consent, name: str) -> dict[str, Any]:
    """What the timeline keeps of a consent."""
    return {
        "consent": consent.pk,
        "name": name,
        "topics": consent.topics,
        "starts_on": consent.starts_on,
        "ends_on": consent.ends_on,
        "form": consent.form,
        "witness": consent.witness,
    }


def _write(
    consent: Consent,
    *,
    topics: list[str],
    organisations: list[int],
    starts_on: dt.date,
    ends_on: dt.date,
    form: str,
    witness: str = "",
    reference: str = "",
    attachment: Attachment | None = None,
    by: Scope,
    now: dt.datetime,
) -> None:
    if starts_on > timezone.localdate(now):
        raise Refused(_("A consent begins on the day it was given: choose today or an earlier day."))
    if (ends_on - starts_on).days > MOST_DAYS:
        raise Refused(_("A consent holds for a year at most. Then ask again."))
    consent.topics, consent.organisations = topics, organisations
    consent.starts_on, consent.ends_on, consent.form = starts_on, ends_on, form
    consent.witness = witness.strip() if form == ConsentForm.ORAL else ""
    consent.reference = reference.strip() if form == ConsentForm.DIGITAL else ""
    consent.recorded_at, consent.recorded_by_id = now, by.user_id
    is_paper = form == ConsentForm.PAPER and attachment is not None
    with filed(consent, attachment) if is_paper and attachment else contextlib.nullcontext():
        save_valid(consent)


def _renew_ties(consent: Consent) -> None:
    """Talks tied by an earlier consent of the same person that was not withdrawn go on by this one."""
    earlier = AdviserContactTie.objects.filter(tenant=consent.tenant, untied_at__isnull=True)
    earlier.filter(consent__withdrawn_at__isnull=True, consent__ends_on__lt=consent.ends_on).update(consent=consent)


def _check_hears(by: Scope, consent: Consent) -> None:
    does_work = by.does_casework or by.role == Role.TENANT_ADVISER
    holds = Consent.objects.visible_to(by).filter(pk=consent.pk)
    handed_over = Handover.objects.visible_to(by).filter(consent=consent)
    if not does_work or not (holds.exists() or handed_over.exists()):
        raise NotAllowed(_("Only those who hold the consent, or were handed something on it, record its withdrawal."))


def _tell_cases(consent: Consent, *, by: Scope, now: dt.datetime) -> None:
    """Every case the consent let something into, and the one it was given on."""
    joined = Handover.objects.filter(consent=consent, case__isnull=False).values("case")
    name = consent.person.name if consent.person else consent.tenant.name if consent.tenant else ""
    cases = {consent.case} if consent.case else set()
    for case in sorted({*cases, *Case.objects.filter(pk__in=joined)}, key=lambda case: case.pk):
        record(case, EventKind.CONSENT_WITHDRAWN, by=by, now=now, consent=consent.pk, name=name)
    for handover in Handover.objects.filter(consent=consent).order_by("pk"):
        if by.user_id != (handover.adviser_id or handover.sent_by_id):
            tell_of_handover(handover, "withdrawn", now=now)
