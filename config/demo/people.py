"""The people around the demo's cases: a family in a sublet home, guardians, safety notes, moves and duplicates."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.utils import timezone

from accounts.scope import Scope
from casework.actions.members import add_resident, change_resident
from casework.actions.representatives import add_representative
from casework.actions.safety import write_safety_note
from casework.enums import Cause, EventKind, PersonRole, Relation, RepresentativeKind
from casework.events import facts
from casework.models import Case, CaseEvent, CasePerson, CaseTransfer
from casework.outcomes import TRANSFERRED

from .organisations import Town
from .scopes import scope_in

#: The family that lives in a home somebody else rents.
FAMILY: tuple[tuple[str, str, int, bool], ...] = (
    ("Hodan Warsame", Relation.SUBTENANT, 34, False),
    ("Abdi Warsame", Relation.SUBTENANTS_FAMILY, 9, True),
    ("Layla Warsame", Relation.SUBTENANTS_FAMILY, 5, True),
)
NOTES = ("Stor hund i lejligheden. Ring, før du går op.", "Mød op to sammen: råbte ad en kollega ved sidste besøg.")
NEIGHBOURS = ("Hvidovre", "Rødovre", "Gladsaxe", "Tårnby", "Frederiksberg")
#: How many people are written down twice.
TWICE = 6


def furnish_people(town: Town, chance: random.Random, now: dt.datetime) -> None:
    """What the lists do not tell: who else lives there, who acts for whom, who is known twice, who moved where."""
    by = scope_in(town, "mette", now)
    then = now - dt.timedelta(days=3)
    cases = list(Case.objects.filter(assigned_to=by.user_id, is_restricted=False).open().order_by("pk"))
    sublet = [case for case in cases if case.cause == Cause.SUBLETTING]
    others = [case for case in cases if case.cause == Cause.ARREARS]
    for case in sublet[:1]:
        _sublet(case, by, then)
    for case, text in zip(others, NOTES, strict=False):
        review_on = timezone.localdate(then) + dt.timedelta(days=90)
        write_safety_note(case, text=text, review_on=review_on, version=0, by=by, now=then)
    for case in others[1:3]:
        _guarded(case, by, then)
    _twice(others, by, then)
    _moved(chance)


def _sublet(case: Case, by: Scope, now: dt.datetime) -> None:
    """The tenant lives elsewhere; a family with two children lives there and needs help of its own."""
    for tenant in CasePerson.objects.filter(case=case).order_by("pk"):
        change_resident(
            tenant,
            version=tenant.version,
            role=PersonRole.TENANT,
            lives_elsewhere=True,
            needs_help=False,
            by=by,
            now=now,
        )
    for name, relation, age, is_child in FAMILY:
        add_resident(
            case, name=name, role=PersonRole.OCCUPANT, relation=relation, age=age, is_child=is_child,
            needs_help=not is_child, interpreter="" if is_child else "somali", by=by, now=now,
        )  # fmt: skip


def _guarded(case: Case, by: Scope, now: dt.datetime) -> None:
    tenant = CasePerson.objects.filter(case=case).select_related("person").order_by("pk")[0]
    add_representative(
        case, person=tenant.person, kind=RepresentativeKind.GUARDIAN, name="Vibeke Lund", phone="33 11 22 33",
        may="Økonomi: husleje, afdragsordning og ansøgning om hjælp.", starts_on=dt.date(2025, 3, 1), by=by, now=now,
    )  # fmt: skip


def _twice(cases: list[Case], by: Scope, now: dt.datetime) -> None:
    """Tenants of one case who were written down again, as living in the home of another or in their own."""
    tenants = CasePerson.objects.filter(case__in=cases, role=PersonRole.TENANT, position=1).select_related("person")
    for number, known in enumerate(tenants.order_by("pk")[:TWICE]):
        home = cases[-1 - number] if number % 2 else known.case
        name = known.person.name if number % 3 else known.person.name.replace("e", "ee", 1)
        born = known.person.birth_date if number % 2 else None
        add_resident(home, name=name, birth_date=born, role=PersonRole.MEMBER, by=by, now=now)


def _moved(chance: random.Random) -> None:
    """Where the households of the transferred cases moved, written at once for all of them."""
    moved = list(Case.objects.filter(housing_outcome=TRANSFERRED).select_related("unit", "closed_by").order_by("pk"))
    transfers = CaseTransfer.objects.bulk_create(_transfer(case, chance) for case in moved)
    CaseEvent.objects.bulk_create(_event(transfer) for transfer in transfers)


def _transfer(case: Case, chance: random.Random) -> CaseTransfer:
    day, moment = case.closed_on or case.opened_on, case.closed_at or case.opened_at
    informed: dict[str, Any] = {}
    if chance.random() < 0.4:
        informed = {"informed_on": day, "informed_basis": "Skriftligt samtykke fra lejeren"}
    return CaseTransfer(
        case=case, municipality_id=case.municipality_id, to_name=chance.choice(NEIGHBOURS), moved_on=day,
        recorded_at=moment, recorded_by=case.closed_by, **informed,
    )  # fmt: skip


def _event(transfer: CaseTransfer) -> CaseEvent:
    told = {name: getattr(transfer, name) for name in ("moved_on", "informed_on", "informed_basis")} | {
        "transfer": transfer.pk,
        "to": transfer.to_name,
    }
    return CaseEvent(
        case=transfer.case, municipality_id=transfer.municipality_id, kind=EventKind.TRANSFERRED,
        occurred_on=transfer.moved_on, recorded_at=transfer.recorded_at, by_user_id=transfer.recorded_by_id,
        by_name=transfer.recorded_by.name, by_organisation=transfer.case.unit.name, detail=facts(told),
    )  # fmt: skip
