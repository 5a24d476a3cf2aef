"""Advisers' contacts, consents and handovers: the smallest valid rows."""

import datetime as dt
import hashlib
from typing import Any

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, FileField

from casework.enums import OpenedBy
from casework.enums_sharing import ConsentForm, HandoverDirection, HandoverStatus, ItemKind
from casework.models import (
    AdviserContact,
    AdviserContactTie,
    AdviserCover,
    AdviserErasure,
    Consent,
    DropInHours,
    Handover,
    HandoverItem,
    HandoverQuestion,
)

from . import NOW
from .accounts import MunicipalityFactory, UnitFactory, UserFactory
from .casework import CaseFactory
from .housing import HousingAssociationFactory, LeaseFactory, TenantFactory
from .persons import CasePersonFactory


class AdviserContactFactory(DjangoModelFactory[AdviserContact]):
    class Meta:
        model = AdviserContact

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    occurred_on = dt.date(2026, 11, 10)
    year = LazyAttribute(lambda contact: contact.occurred_on.year)
    topics = LazyAttribute(lambda _: ["budget"])
    minutes = 30
    recorded_at = NOW


class DropInHoursFactory(DjangoModelFactory[DropInHours]):
    """Every Sunday, the weekday of `TODAY`."""

    class Meta:
        model = DropInHours

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    place = "Beboerhuset"
    weekday = 6
    starts_at = dt.time(15)
    ends_at = dt.time(17)


class AdviserContactTieFactory(DjangoModelFactory[AdviserContactTie]):
    class Meta:
        model = AdviserContactTie

    contact = SubFactory(AdviserContactFactory)
    association = SelfAttribute("contact.association")
    tenant = SubFactory(TenantFactory, association=SelfAttribute("..association"))
    consent_given_on = dt.date(2026, 11, 10)
    tied_at = NOW


_SIGNED = b"Underskrevet af Ida Holm"


#: The columns of a record that keeps a file of a few words.
_STORED: dict[str, Any] = {
    "file": FileField(data=_SIGNED, filename="samtykke.txt"),
    "file_name": "samtykke.txt",
    "media_type": "text/plain",
    "size": len(_SIGNED),
    "sha256": hashlib.sha256(_SIGNED).hexdigest(),
}


class ConsentFactory(DjangoModelFactory[Consent]):
    """Somebody on a case lets the municipality talk with the case's association; oral, with a witness.

    `ConsentFactory(of_resident=True)` is a resident's to the adviser; give `tenant=` and `organisations=`.
    """

    class Meta:
        model = Consent

    class Params:
        of_paper = Trait(form=ConsentForm.PAPER, witness="", **_STORED)
        of_resident = Trait(
            case=None,
            person=None,
            municipality=None,
            tenant=SubFactory(TenantFactory),
            association=SelfAttribute("tenant.association"),
            topics=["arrears", "debt", "talks"],
            organisations=LazyAttribute(lambda _: [MunicipalityFactory().pk]),
        )

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = LazyAttribute(lambda consent: CasePersonFactory(case=consent.case).person)
    topics = LazyAttribute(lambda _: ["arrears", "agreements"])
    organisations = LazyAttribute(lambda consent: [consent.case.association_id])
    starts_on = dt.date(2026, 11, 1)
    ends_on = dt.date(2027, 10, 31)
    form = ConsentForm.ORAL
    witness = "Mona Lund"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class HandoverFactory(DjangoModelFactory[Handover]):
    """An adviser's handover on the tenant's own inquiry that waits in a unit of the home's municipality."""

    class Meta:
        model = Handover

    direction = HandoverDirection.FROM_ADVISER
    lease = SubFactory(LeaseFactory)
    municipality = SelfAttribute("lease.municipality")
    association = SelfAttribute("lease.association")
    unit = LazyAttribute(lambda handover: UnitFactory(municipality=handover.municipality))
    tenant = SubFactory(TenantFactory, association=SelfAttribute("..association"))
    about_names = SelfAttribute("tenant.name")
    about_address = "Ruten 169, 4. tv, 2700 Brønshøj"
    basis = OpenedBy.OWN_INQUIRY
    purpose = "Hjælp til at blive boende"
    sent_at = NOW
    sent_by = SubFactory(UserFactory)


class HandoverItemFactory(DjangoModelFactory[HandoverItem]):
    class Meta:
        model = HandoverItem

    class Params:
        of_file = Trait(kind=ItemKind.DOCUMENT, **_STORED)

    handover = SubFactory(HandoverFactory)
    municipality = SelfAttribute("handover.municipality")
    association = SelfAttribute("handover.association")
    kind = ItemKind.FACT
    text = "Har mistet sit arbejde i september."


class HandoverQuestionFactory(DjangoModelFactory[HandoverQuestion]):
    class Meta:
        model = HandoverQuestion

    handover = SubFactory(HandoverFactory, status=HandoverStatus.ASKED)
    municipality = SelfAttribute("handover.municipality")
    association = SelfAttribute("handover.association")
    question = "Har familien børn?"
    asked_at = NOW
    asked_by = SubFactory(UserFactory)


class AdviserCoverFactory(DjangoModelFactory[AdviserCover]):
    class Meta:
        model = AdviserCover

    association = SubFactory(HousingAssociationFactory)
    covered = SubFactory(UserFactory)
    cover = SubFactory(UserFactory)
    starts_on = dt.date(2026, 11, 16)
    ends_on = dt.date(2026, 11, 30)
    reason = "Ferie"
    granted_at = NOW
    granted_by = SelfAttribute("covered")


class AdviserErasureFactory(DjangoModelFactory[AdviserErasure]):
    class Meta:
        model = AdviserErasure

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    contact_number = Sequence(lambda n: n + 1)
    reason = "Skrevet på den forkerte"
    erased_at = NOW
