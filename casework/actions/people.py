"""The people of a case: each tenant of the lease as a person the municipality knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F

from housing.models import Lease, LeaseTenant, Tenant

from ..models import Case, CasePerson, Person, PersonTenant

#: What a person takes over from the tenant they are.
COPIED = (
    "name",
    "cpr_hash",
    "cpr_sealed",
    "cpr_key_version",
    "birth_date",
    "phone",
    "email",
    "is_address_protected",
)


def tenants_of(lease: Lease, today: dt.date) -> list[Tenant]:
    """The tenants on a lease on a day, in the order they came to it."""
    current = LeaseTenant.objects.current(today).filter(lease=lease).select_related("tenant").order_by("pk")
    return [entry.tenant for entry in current]


def add_people(case: Case, tenants: list[Tenant], *, now: dt.datetime) -> None:
    """Put the tenants on a case as people: those already known by link or CPR number, the others anew."""
    people = [_person_for(tenant, case.municipality_id, now) for tenant in tenants]
    known = set(CasePerson.objects.filter(case=case).values_list("person_id", flat=True))
    CasePerson.objects.bulk_create(
        CasePerson(case=case, municipality_id=case.municipality_id, person=person, position=position)
        for position, person in enumerate(dict.fromkeys(people), start=1)
        if person.pk not in known
    )


def add_residents(case: Case, names: Sequence[str]) -> None:
    """Put people on a case whom no association has named as tenants; the case bears their names."""
    if not names:
        return
    people = Person.objects.bulk_create(Person(municipality_id=case.municipality_id, name=name) for name in names)
    CasePerson.objects.bulk_create(
        CasePerson(case=case, municipality_id=case.municipality_id, person=person, position=position)
        for position, person in enumerate(people, start=1)
    )
    case.names = ", ".join(names)[:400]
    case.save(update_fields=["names"])


def with_cpr(municipality_id: int, prints: Sequence[bytes]) -> Person | None:
    """Whoever bears a CPR number in the municipality, or whom that one turned out to be."""
    known = Person.objects.filter(municipality=municipality_id, cpr_hash__in=prints).select_related("merged_into")
    first = known.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
    return (first.merged_into or first) if first else None


def _person_for(tenant: Tenant, municipality_id: int, now: dt.datetime) -> Person:
    linked = Person.objects.filter(
        tenant_links__tenant=tenant, tenant_links__municipality=municipality_id, tenant_links__unlinked_at=None
    ).first()
    if linked is not None:
        return linked
    person = None
    if tenant.cpr_hash is not None:
        person = with_cpr(municipality_id, [bytes(tenant.cpr_hash)])
    if person is None:
        copied = {field: getattr(tenant, field) for field in COPIED}
        person = Person.objects.create(municipality_id=municipality_id, **copied)
    PersonTenant.objects.create(person=person, tenant=tenant, municipality_id=municipality_id, linked_at=now)
    return person
