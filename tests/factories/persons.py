"""People of cases, who stands in for them, and who turned out to be one: the smallest valid rows."""

import datetime as dt

from factory import Faker, LazyAttribute, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import PersonChangeKind, RepresentativeKind
from casework.models import (
    CasePerson,
    CaseTransfer,
    DistinctPeople,
    Person,
    PersonChange,
    PersonMerge,
    PersonMergeRow,
    PersonTenant,
    Representative,
    SafetyNote,
)

from . import NOW
from .accounts import MunicipalityFactory, UserFactory
from .casework import CaseFactory
from .housing import TenantFactory


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    municipality = SubFactory(MunicipalityFactory)
    name = Faker("name", locale="da_DK")


class PersonTenantFactory(DjangoModelFactory[PersonTenant]):
    class Meta:
        model = PersonTenant

    person = SubFactory(PersonFactory)
    municipality = SelfAttribute("person.municipality")
    tenant = SubFactory(TenantFactory, name=SelfAttribute("..person.name"))
    linked_at = NOW


class CasePersonFactory(DjangoModelFactory[CasePerson]):
    class Meta:
        model = CasePerson

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))


class PersonChangeFactory(DjangoModelFactory[PersonChange]):
    class Meta:
        model = PersonChange

    person = SubFactory(PersonFactory)
    municipality = SelfAttribute("person.municipality")
    kind = PersonChangeKind.CONTACT
    detail = LazyAttribute(lambda _: {"phone": {"was": "20 12 34 56", "is": "20 65 43 21"}})
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class RepresentativeFactory(DjangoModelFactory[Representative]):
    """A guardian of somebody new on a case; give `person=` for one who is on it."""

    class Meta:
        model = Representative

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = LazyAttribute(lambda representative: CasePersonFactory(case=representative.case).person)
    kind = RepresentativeKind.GUARDIAN
    name = "Vibeke Lund"
    may = "Økonomi"
    starts_on = dt.date(2026, 1, 1)
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class SafetyNoteFactory(DjangoModelFactory[SafetyNote]):
    """A note that holds; `is_ended=True` takes it away."""

    class Meta:
        model = SafetyNote

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    text = "Stor hund. Ring før besøg."
    review_on = LazyAttribute(lambda note: None if note.is_ended else dt.date(2027, 2, 22))
    is_ended = False
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CaseTransferFactory(DjangoModelFactory[CaseTransfer]):
    class Meta:
        model = CaseTransfer

    case = SubFactory(CaseFactory, is_closed=True, housing_outcome="transferred")
    municipality = SelfAttribute("case.municipality")
    to_name = "Hvidovre"
    moved_on = SelfAttribute("case.closed_on")
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class PersonMergeFactory(DjangoModelFactory[PersonMerge]):
    """A merge without rows; the action `merge_people` makes whole ones."""

    class Meta:
        model = PersonMerge

    kept = SubFactory(PersonFactory)
    municipality = SelfAttribute("kept.municipality")
    gone = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))
    merged_at = NOW
    merged_by = SubFactory(UserFactory)


class PersonMergeRowFactory(DjangoModelFactory[PersonMergeRow]):
    class Meta:
        model = PersonMergeRow

    merge = SubFactory(PersonMergeFactory)
    municipality = SelfAttribute("merge.municipality")
    table = "casework_person"
    row_id = SelfAttribute("merge.gone_id")
    before = LazyAttribute(lambda _: {})


class DistinctPeopleFactory(DjangoModelFactory[DistinctPeople]):
    class Meta:
        model = DistinctPeople

    first = SubFactory(PersonFactory)
    municipality = SelfAttribute("first.municipality")
    second = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))
    said_at = NOW
    said_by = SubFactory(UserFactory)
