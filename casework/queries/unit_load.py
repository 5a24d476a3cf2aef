"""How much each caseworker of a unit has to do, for the team leader who distributes the cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from accounts.enums import CASEWORK_ROLES, Role
from accounts.models import Membership, User
from accounts.scope import Scope

from ..models import Case
from ..models.cases import CaseQuerySet
from .colleagues import Colleague, with_deputies
from .worklist import OVERDUE, QUIET, SILENT, condition

#: As many cases as are handed out at once.
AT_ONCE = 50


class Counted(NamedTuple):
    """Open cases, and of these the overdue, never tried and long untouched.

    Cases that the team leader may not open are counted in `closed` alone.
    """

    open: int = 0
    overdue: int = 0
    silent: int = 0
    quiet: int = 0
    closed: int = 0


class Load(NamedTuple):
    """What one person has, whether they still work in the unit, and whether they are a caseworker there."""

    person: Colleague
    is_member: bool
    takes_cases: bool
    cases: Counted

    @property
    def is_suggested(self) -> bool:
        """Whether new cases are suggested for the person: a caseworker who is not away; the leader may still choose."""
        return self.takes_cases and not self.person.deputy


#: What the table can be ordered by, and how; the name settles ties.
ORDERS: dict[str, Callable[[Load], Any]] = {
    "name": lambda load: 0,
    "open": lambda load: -load.cases.open,
    "overdue": lambda load: -load.cases.overdue,
    "silent": lambda load: -load.cases.silent,
    "quiet": lambda load: -load.cases.quiet,
}


def loads_of(scope: Scope, *, today: dt.date) -> tuple[list[Load], Counted]:
    """Each person's load by name, and what nobody has; two queries whatever the number of cases and people."""
    counts = {row.pop("assigned_to"): Counted(**row) for row in _counts(scope, today)}
    members = Membership.objects.current(today).filter(organisation_id=scope.organisation_id, role__in=CASEWORK_ROLES)
    people = User.objects.filter(Q(pk__in=members.values("user")) | Q(pk__in=[pk for pk in counts if pk]))
    rows = with_deputies(people, scope.organisation_id, today=today).annotate(
        is_member=Exists(members.filter(user=OuterRef("pk"))),
        takes_cases=Exists(members.filter(user=OuterRef("pk"), role=Role.CASEWORKER)),
    )
    loads = [
        Load(Colleague.of(person), person.is_member, person.takes_cases, counts.get(person.pk, Counted()))
        for person in rows.order_by("name", "pk")
    ]
    return loads, counts.get(None, Counted())


def waiting(scope: Scope) -> CaseQuerySet:
    """The unit's cases that nobody has, the most urgent first; a restricted one is handed over by itself."""
    cases = Case.objects.visible_to(scope).open().of_unit(scope.organisation_id).unassigned()
    return cases.filter(is_restricted=False).by_urgency()


def _counts(scope: Scope, today: dt.date) -> list[dict[str, Any]]:
    seen = Q(is_restricted=False) | Q(pk__in=scope.cleared_case_ids)
    return list(
        Case.objects.open()
        .of_unit(scope.organisation_id)
        .order_by()
        .values("assigned_to")
        .annotate(
            open=Count("pk", filter=seen),
            closed=Count("pk", filter=~seen),
            **{
                name: Count("pk", filter=seen & Q(**condition(due, today)))
                for name, due in (("overdue", OVERDUE), ("silent", SILENT), ("quiet", QUIET))
            },
        )
    )
