"""What is known of a person: how to reach them, their interpreter, whether their address is protected."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind, PersonChangeKind
from ..events import facts, record
from ..models import Case, Person, PersonChange
from ..models.cases import CaseQuerySet
from ..outcomes import STAYS
from ..permissions import check_change_person, sees
from .access import name_on, restrict
from .locking import locked_cases, locked_people
from .members import sealed
from .opening import PROTECTED_ADDRESS

#: What may be changed by hand; name and date of birth only of those whom no association has named.
CONTACT = ("phone", "email", "interpreter", "is_address_protected")
IDENTITY = ("name", "birth_date")


@transaction.atomic
def change_person(person: Person, *, version: int, cpr: str = "", by: Scope, now: dt.datetime, **values: Any) -> Person:
    """Change what is known of a person, with what stood there before kept beside it.

    `values` are fields of `CONTACT` and `IDENTITY`; an empty `cpr` leaves the number as it is. Protecting the
    address restricts every case at whose address the person may live; taking the protection away opens none.
    """
    cases = locked_cases(_cases_of(person))
    person = locked_people(person.pk)[person.pk]
    check_change_person(by, person)
    check_version(person, version)
    _check_identity(person, values)
    changed = {field: value for field, value in values.items() if getattr(person, field) != value}
    detail: dict[str, Any] = {
        field: facts({"was": getattr(person, field), "is": value}) for field, value in changed.items()
    }
    numbers = sealed(cpr)
    if numbers and bytes(person.cpr_hash or b"") != numbers["cpr_hash"]:
        changed |= numbers
        detail["cpr"] = True
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    person.version += 1
    person.save(update_fields=[*changed, "version"])
    note_change(person, PersonChangeKind.CONTACT, detail, by=by, now=now)
    _record(person, cases, sorted(detail), by=by, now=now)
    if changed.get("is_address_protected"):
        _restrict(cases, by=by, now=now)
    return person


def note_change(
    person: Person, kind: PersonChangeKind, detail: dict[str, Any], *, by: Scope, now: dt.datetime
) -> PersonChange:
    """One line of what was changed on a person: part of several actions."""
    return PersonChange.objects.create(
        person=person,
        municipality_id=person.municipality_id,
        kind=kind,
        detail=detail,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )


def is_named_by_an_association(person: Person) -> bool:
    """Whether a tenant is held to be this person: then the association says the name."""
    return person.tenant_links.filter(unlinked_at__isnull=True).exists()


def _cases_of(person: Person) -> CaseQuerySet:
    """The cases whose address may be the person's: the open ones, and those after which the household stayed."""
    on = Case.objects.filter(case_people__person=person, case_people__ended_on__isnull=True)
    return on.filter(Q(closed_at__isnull=True) | Q(housing_outcome=STAYS))


def _check_identity(person: Person, values: dict[str, Any]) -> None:
    is_changed = any(field in values and values[field] != getattr(person, field) for field in IDENTITY)
    if is_changed and is_named_by_an_association(person):
        raise Refused(_("The association names its tenants: name and date of birth follow from its lists."))


def _restrict(cases: list[Case], *, by: Scope, now: dt.datetime) -> None:
    """Restrict them all; nobody is named on a case they could not open before."""
    for case in cases:
        if case.is_restricted:
            continue
        if sees(by, case):
            restrict(case, because=PROTECTED_ADDRESS, by=by, now=now)
            continue
        case.is_restricted = True
        case.version += 1
        case.save(update_fields=["is_restricted", "version"])
        name_on(case, {case.assigned_to_id}, reason=PROTECTED_ADDRESS, by=by, now=now)
        record(case, EventKind.RESTRICTED, by=by, now=now, because=PROTECTED_ADDRESS)


def _record(person: Person, cases: list[Case], fields: list[str], *, by: Scope, now: dt.datetime) -> None:
    """A line on each open case of the person that one can open."""
    seen = [case for case in cases if case.closed_at is None and sees(by, case)]
    for case in seen:
        record(case, EventKind.PERSON_DATA, by=by, now=now, person=person.pk, name=person.name, fields=fields)
    derived.refresh([case.pk for case in seen], today=timezone.localdate(now))
