"""Handing information to another organisation: chosen contents, on a stated basis, as it is at that moment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused, check_version
from accounts.models import User
from accounts.scope import Scope
from housing.enums import NoticeKind
from housing.models import Lease, LeaseTenant, Notice, SharingAgreement, Tenant

from ..enums import EventKind, OpenedBy
from ..enums_sharing import HandoverDirection, HandoverStatus, ItemKind
from ..events import record
from ..file_kinds import Attachment
from ..models import (
    AdviserContact,
    AdviserContactTie,
    Case,
    Consent,
    Document,
    Handover,
    HandoverItem,
    OpeningRule,
    Person,
    PersonTenant,
)
from ..permissions import check_work_on
from ..queries.handovers import advisers_of
from ..telling import tell_of_arrival, tell_of_handover
from . import consents
from .filing import filed
from .locking import locked, save_valid
from .people import tenants_of

#: On what an adviser, and on what an association's officer may hand something to the municipality.
ADVISER_BASES = (OpenedBy.CONSENT, OpenedBy.OWN_INQUIRY, OpenedBy.CHILD_CONCERN, OpenedBy.OTHER)
OFFICER_BASES = (
    OpenedBy.AGREEMENT,
    OpenedBy.SECTION_92_2,
    OpenedBy.COURT,
    OpenedBy.CHILD_CONCERN,
    OpenedBy.OTHER,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Contents:
    """What is handed over: talks from the log, documents of the case, new files and facts in words."""

    fact: str = ""
    contacts: Sequence[AdviserContact] = ()
    documents: Sequence[Document] = ()
    attachment: Attachment | None = None

    def is_empty(self) -> bool:
        return not (self.fact.strip() or self.contacts or self.documents or self.attachment)


@transaction.atomic
def hand_over_resident(
    tenant: Tenant,
    *,
    lease: Lease,
    contents: Contents,
    basis: str,
    basis_reason: str = "",
    consent: Consent | None = None,
    topics: Sequence[str] = (),
    purpose: str,
    by: Scope,
    now: dt.datetime,
) -> Handover:
    """An adviser hands what they know of a resident to the municipality the resident lives in."""
    if by.role != Role.TENANT_ADVISER or tenant.association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's tenant advisers hand over a resident's matter."))
    today = timezone.localdate(now)
    if not LeaseTenant.objects.current(today).filter(lease=lease, tenant=tenant).exists():
        raise Refused(_("The resident does not rent this home now."))
    _check_basis(basis, ADVISER_BASES)
    _check_own_contacts(contents, tenant, by)
    if basis == OpenedBy.CONSENT:
        consent = _consent_of(consent, tenant, lease.municipality_id, topics, by=by, today=today)
    handover = Handover(
        direction=HandoverDirection.FROM_ADVISER,
        tenant=tenant,
        consent=consent if basis == OpenedBy.CONSENT else None,
        topics=list(topics),
    )
    return _arrive(handover, lease, contents, basis, basis_reason, purpose, by=by, now=now)


@transaction.atomic
def hand_over_tenancy(
    lease: Lease,
    *,
    contents: Contents,
    basis: str,
    basis_reason: str = "",
    purpose: str,
    by: Scope,
    now: dt.datetime,
) -> Handover:
    """An association's officer hands something about a home to its municipality; never on consent."""
    if by.role != Role.ASSOCIATION_OFFICER or lease.association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's officers hand something over about its homes."))
    _check_basis(basis, OFFICER_BASES)
    _check_stands(lease, basis, timezone.localdate(now))
    handover = Handover(direction=HandoverDirection.FROM_ASSOCIATION)
    return _arrive(handover, lease, contents, basis, basis_reason, purpose, by=by, now=now)


@transaction.atomic
def hand_over_case(
    case: Case,
    *,
    adviser: User,
    consent: Consent,
    contents: Contents,
    topics: Sequence[str],
    purpose: str,
    by: Scope,
    now: dt.datetime,
) -> Handover:
    """The municipality hands chosen facts of a case to an association's adviser, on the person's own consent."""
    case = locked(case)
    check_work_on(by, case)
    today = timezone.localdate(now)
    if consent.case_id != case.pk or consent.person_id is None:
        raise consents.NoConsent(_("Record the consent on this case first."))
    consents.held(consent, topics=topics, organisation_id=case.association_id, today=today)
    _check_advises(adviser, case.association_id, today)
    if any(document.case_id != case.pk or document.withdrawn_at for document in contents.documents):
        raise Refused(_("Choose documents that stand on this case."))
    tenant = _tenant_of(consent, case)
    handover = Handover(
        direction=HandoverDirection.TO_ADVISER,
        adviser=adviser,
        tenant=tenant,
        case=case,
        consent=consent,
        topics=list(topics),
        about_names=tenant.name,
    )
    _send(handover, case.lease, contents, OpenedBy.CONSENT, "", purpose, by=by, now=now)
    tell(case, handover, "sent", by=by, now=now)
    tell_of_handover(handover, "sent", now=now)
    return handover


@transaction.atomic
def take_back(handover: Handover, *, version: int, by: Scope, now: dt.datetime) -> Handover:
    """Its sender takes back what nobody has answered yet; the receiver can no longer read it.

    An officer does not: whether it still can be taken back would tell what became of it.
    """
    handover = held(handover, version=version)
    check_sent(by, handover)
    if by.role == Role.ASSOCIATION_OFFICER:
        raise NotAllowed(_("Call the municipality: it can set the handover aside."))
    check_unanswered(handover)
    handover.status = HandoverStatus.TAKEN_BACK
    settle(handover, by=by, now=now)
    case = handover.case or Case.objects.open().filter(lease=handover.lease_id).first()
    if case is not None:
        tell(case, handover, "taken_back", by=by, now=now)
    return handover


def held(handover: Handover, *, version: int) -> Handover:
    """The handover as it stands, held until the end of the action. Raises `Conflict` when somebody was quicker."""
    current = Handover.objects.select_for_update(of=("self",)).select_related("consent", "case").get(pk=handover.pk)
    check_version(current, version)
    return current


def check_unanswered(handover: Handover) -> None:
    if not handover.is_open:
        raise Refused(_("The handover has already been answered."))


def check_sent(by: Scope, handover: Handover) -> None:
    """Whoever stands where it was sent from."""
    sees = Handover.objects.visible_to(by).filter(pk=handover.pk).exists()
    if not sees or by.is_municipal == handover.goes_to_municipality:
        raise NotAllowed(_("Only the sender does this."))


def settle(handover: Handover, *, by: Scope, now: dt.datetime) -> None:
    """Write the final answer."""
    handover.answered_at, handover.answered_by_id = now, by.user_id
    handover.version += 1
    save_valid(handover, update_fields=["status", "answered_at", "answered_by", "answer_reason", "case", "version"])


def tell(case: Case, handover: Handover, did: str, *, reason: str = "", by: Scope, now: dt.datetime) -> None:
    """A line on the case's timeline; it never holds what was handed over."""
    record(
        case,
        EventKind.HANDOVER,
        by=by,
        now=now,
        did=did,
        handover=handover.pk,
        direction=handover.direction,
        basis=handover.basis,
        organisation=handover.association.name,
        reason=reason,
    )


def _arrive(
    handover: Handover,
    lease: Lease,
    contents: Contents,
    basis: str,
    basis_reason: str,
    purpose: str,
    *,
    by: Scope,
    now: dt.datetime,
) -> Handover:
    """To the unit that has the home's open case, else to the one the opening rule names."""
    today = timezone.localdate(now)
    case = Case.objects.open().filter(lease=lease).first()
    tenants = tenants_of(lease, today)
    handover.unit_id = case.unit_id if case else _default_unit(lease.municipality_id, today)
    handover.about_names = handover.tenant.name if handover.tenant else ", ".join(one.name for one in tenants)[:400]
    handover.is_protected = any(tenant.is_address_protected for tenant in tenants)
    _send(handover, lease, contents, basis, basis_reason, purpose, by=by, now=now)
    if case is not None:
        tell(case, handover, "arrived", by=by, now=now)
    else:
        tell_of_arrival(handover, now=now)
    return handover


def _send(
    handover: Handover,
    lease: Lease,
    contents: Contents,
    basis: str,
    basis_reason: str,
    purpose: str,
    *,
    by: Scope,
    now: dt.datetime,
) -> None:
    if contents.is_empty():
        raise Refused(_("Choose what to hand over, or write it in words."))
    tenancy = lease.tenancy
    handover.municipality_id, handover.association_id = lease.municipality_id, lease.association_id
    handover.lease = lease
    handover.about_address = f"{tenancy.street}, {tenancy.postcode} {tenancy.city}".strip(", ")
    handover.basis, handover.basis_reason, handover.purpose = basis, basis_reason.strip(), purpose
    handover.sent_at, handover.sent_by_id = now, by.user_id
    save_valid(handover, force_insert=True)
    _keep(handover, contents)


def _keep(handover: Handover, contents: Contents) -> None:
    """The contents as they are now; nothing that is changed later shows through."""
    scope = {
        "handover": handover,
        "municipality_id": handover.municipality_id,
        "association_id": handover.association_id,
    }
    items = [
        HandoverItem(
            **scope,
            kind=ItemKind.CONTACT,
            occurred_on=contact.occurred_on,
            topics=contact.topics,
            text="\n".join(part for part in (contact.done, contact.referred_to) if part),
            source_id=contact.pk,
        )
        for contact in contents.contacts
    ]
    items += [
        HandoverItem(
            **scope,
            kind=ItemKind.DOCUMENT,
            text=document.title,
            document=document,
            file=document.file.name,
            file_name=document.file_name,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
        )
        for document in contents.documents
    ]
    if contents.fact.strip():
        items.append(HandoverItem(**scope, kind=ItemKind.FACT, text=contents.fact.strip()))
    HandoverItem.objects.bulk_create(items)
    if contents.attachment is not None:
        item = HandoverItem(**scope, kind=ItemKind.DOCUMENT, text=contents.attachment.name)
        with filed(item, contents.attachment):
            item.save(force_insert=True)


def _check_basis(basis: str, allowed: Sequence[OpenedBy]) -> None:
    if basis not in allowed:
        raise Refused(_("Choose one of the legal bases that hold for you."))


def _check_own_contacts(contents: Contents, tenant: Tenant, by: Scope) -> None:
    """Talks the adviser may see and that are tied to this resident."""
    keys = {contact.pk for contact in contents.contacts}
    tied = AdviserContactTie.objects.standing(by.today).filter(tenant=tenant, contact__in=keys)
    seen = AdviserContact.objects.visible_to(by).filter(pk__in=tied.values("contact"))
    if set(seen.values_list("pk", flat=True)) != keys:
        raise NotAllowed(_("Choose talks of your own that are tied to this resident."))


def _consent_of(
    consent: Consent | None, tenant: Tenant, municipality_id: int, topics: Sequence[str], *, by: Scope, today: dt.date
) -> Consent:
    if consent is None or consent.tenant_id != tenant.pk:
        raise consents.NoConsent(_("Record the resident's consent first, then hand over."))
    if not Consent.objects.visible_to(by).filter(pk=consent.pk).exists():
        raise consents.NoConsent(_("Record the resident's consent first, then hand over."))
    return consents.held(consent, topics=topics, organisation_id=municipality_id, today=today)


def _check_stands(lease: Lease, basis: str, today: dt.date) -> None:
    """That the agreement or the notice on which something is handed over is there."""
    if basis == OpenedBy.AGREEMENT:
        agreements = SharingAgreement.objects.current(today)
        if not agreements.filter(association=lease.association_id, municipality=lease.municipality_id).exists():
            raise Refused(_("You have no sharing agreement with the municipality in force. Choose another basis."))
    if basis == OpenedBy.SECTION_92_2 and not Notice.objects.filter(lease=lease, kind=NoticeKind.SECTION_92_2).exists():
        raise Refused(_("Send the notice on filing for this tenancy first."))


def _default_unit(municipality_id: int, today: dt.date) -> int:
    rule = OpeningRule.objects.in_force(today).filter(municipality=municipality_id).first()
    if rule is None:
        raise Refused(_("The municipality cannot receive handovers yet. Call it instead."))
    unit_id: int = rule.default_unit_id
    return unit_id


def _check_advises(adviser: User, association_id: int, today: dt.date) -> None:
    if not advisers_of(association_id, today=today).filter(pk=adviser.pk).exists():
        raise Refused(_("Choose a tenant adviser of the housing association."))


def _tenant_of(consent: Consent, case: Case) -> Tenant:
    """The association's tenant whom the person who consented is."""
    person = Person.objects.get(consents=consent)
    link = (
        PersonTenant.objects.filter(
            person=person.merged_into_id or person.pk, unlinked_at__isnull=True, tenant__association=case.association_id
        )
        .select_related("tenant")
        .order_by("-pk")
        .first()
    )
    if link is None:
        raise Refused(_("The housing association knows nobody by this person: nothing can be handed over about them."))
    return link.tenant
