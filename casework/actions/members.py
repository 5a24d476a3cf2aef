"""Who lives in the home of a case: household members and others, written down, changed and ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope
from housing import cpr as cpr_numbers
from housing import cpr_keys

from .. import derived
from ..enums import EventKind, PersonRole
from ..events import record
from ..household import counted
from ..models import Case, CasePerson, Person
from ..permissions import check_work_on
from .locking import locked, save_valid
from .logging import set_household

#: What is known of somebody's part in a home.
PART = ("role", "relation", "age", "is_child", "needs_help", "lives_elsewhere")


@transaction.atomic
def add_resident(
    case: Case,
    *,
    name: str,
    birth_date: dt.date | None = None,
    cpr: str = "",
    phone: str = "",
    interpreter: str = "",
    role: str,
    relation: str = "",
    age: int | None = None,
    is_child: bool = False,
    needs_help: bool | None = None,
    by: Scope,
    now: dt.datetime,
) -> CasePerson:
    """Write down somebody who lives there and is no tenant. Someone of the same CPR number one may see is that one."""
    case = locked(case)
    check_work_on(by, case)
    _check_role(role)
    numbers = sealed(cpr)
    person = _known(numbers, case, by)
    if person is None:
        born = birth_date or (cpr_numbers.birth_date(cpr_numbers.normalise(cpr)) if cpr else None)
        person = Person.objects.create(
            municipality_id=case.municipality_id,
            name=name,
            birth_date=born,
            phone=phone,
            interpreter=interpreter,
            **numbers,
        )
    last = CasePerson.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0
    entry = CasePerson(
        case=case, person=person, municipality_id=case.municipality_id, position=last + 1, role=role,
        relation=relation, age=age, age_on=None if age is None else timezone.localdate(now), is_child=is_child,
        needs_help=needs_help,
    )  # fmt: skip
    save_valid(entry)
    return _recorded(entry, "added", by=by, now=now)


@transaction.atomic
def change_resident(
    entry: CasePerson,
    *,
    version: int,
    role: str,
    relation: str = "",
    age: int | None = None,
    is_child: bool = False,
    needs_help: bool | None = None,
    lives_elsewhere: bool = False,
    by: Scope,
    now: dt.datetime,
) -> CasePerson:
    """Change somebody's part in the home; a tenant stays one, for the lease says so."""
    entry = _held(entry, version, by)
    if (role == PersonRole.TENANT) != (entry.role == PersonRole.TENANT):
        raise Refused(_("The lease says who is a tenant."))
    if age != entry.age:
        entry.age_on = None if age is None else timezone.localdate(now)
    entry.role, entry.relation, entry.age, entry.is_child = role, relation, age, is_child
    entry.needs_help, entry.lives_elsewhere = needs_help, lives_elsewhere
    return _saved(entry, [*PART, "age_on"], "changed", by=by, now=now)


@transaction.atomic
def end_resident(entry: CasePerson, *, ended_on: dt.date, version: int, by: Scope, now: dt.datetime) -> CasePerson:
    """Somebody does not live there any more from a day on; the record stays."""
    entry = _held(entry, version, by)
    if ended_on > timezone.localdate(now):
        raise Refused(_("That day has not come yet."))
    entry.ended_on = ended_on
    return _saved(entry, ["ended_on"], "ended", by=by, now=now)


@transaction.atomic
def return_resident(entry: CasePerson, *, version: int, by: Scope, now: dt.datetime) -> CasePerson:
    """Somebody lives there again, or never moved out."""
    entry = _held(entry, version, by)
    entry.ended_on = None
    return _saved(entry, ["ended_on"], "returned", by=by, now=now)


@transaction.atomic
def take_over_counts(case: Case, *, version: int, by: Scope, now: dt.datetime) -> Case:
    """Let the case's numbers of adults and children be those of the people written down."""
    case = locked(case)
    counts = counted(CasePerson.objects.filter(case=case).select_related("person"), timezone.localdate(now))
    if counts is None:
        raise Refused(_("Only the tenants are written down: list who else lives there first."))
    return set_household(
        case, household_type=case.household_type, **counts._asdict(), version=version, by=by, now=now
    )  # fmt: skip


def sealed(cpr: str) -> dict[str, Any]:
    """A CPR number as a person keeps it; nothing for none. Raises `Refused` for one that cannot be."""
    if not cpr.strip():
        return {}
    try:
        number = cpr_numbers.normalise(cpr)
    except cpr_numbers.ImpossibleCpr as fault:
        raise Refused(str(fault)) from fault
    return {
        "cpr_hash": cpr_keys.fingerprint(number),
        "cpr_sealed": cpr_keys.seal(number),
        "cpr_key_version": cpr_keys.current_version(),
    }


def _known(numbers: dict[str, Any], case: Case, by: Scope) -> Person | None:
    """Somebody with that CPR number whom one may see; nobody is told of another."""
    if not numbers:
        return None
    visible = Person.objects.visible_to(by).standing().filter(cpr_hash=numbers["cpr_hash"])
    person = visible.order_by("pk").first()
    if person is not None and CasePerson.objects.filter(case=case, person=person).exists():
        raise Refused(_("%(name)s is on the case already.") % {"name": person.name})
    return person


def _check_role(role: str) -> None:
    if role == PersonRole.TENANT:
        raise Refused(_("The lease says who is a tenant."))


def _held(entry: CasePerson, version: int, by: Scope) -> CasePerson:
    check_work_on(by, locked(entry.case))
    held = CasePerson.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=entry.pk)
    check_version(held, version)
    return held


def _saved(entry: CasePerson, fields: list[str], did: str, *, by: Scope, now: dt.datetime) -> CasePerson:
    entry.version += 1
    save_valid(entry, update_fields=[*fields, "version"])
    return _recorded(entry, did, by=by, now=now)


def _recorded(entry: CasePerson, did: str, *, by: Scope, now: dt.datetime) -> CasePerson:
    known = {field: getattr(entry, field) for field in ("role", "relation", "needs_help", "ended_on")}
    today = timezone.localdate(now)
    record(
        entry.case,
        EventKind.PEOPLE,
        by=by,
        now=now,
        did=did,
        person=entry.person_id,
        name=entry.person.name,
        is_child=entry.is_child_on(today) or None,
        lives_elsewhere=entry.lives_elsewhere or None,
        **known,
    )
    derived.refresh([entry.case_id], today=today)
    return entry
