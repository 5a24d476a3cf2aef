"""What stands around the worklist: whom one stands in for, what one can filter by, and the saved views."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from accounts.enums import CASEWORK_ROLES
from accounts.models import Membership, User
from accounts.scope import Scope
from housing.models import HousingAssociation

from ..models import Absence, Case, DefaultView, SavedView


class Absent(NamedTuple):
    """A colleague one stands in for, until when, and how many restricted cases of theirs stay closed to one."""

    user_id: int
    name: str
    until: dt.date | None
    closed_cases: int


class View(NamedTuple):
    """A saved view as the menu shows it."""

    pk: int
    name: str
    query: str
    is_shared: bool
    is_own: bool
    is_default: bool
    version: int


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """Everything around the list, read by one query."""

    absent: list[Absent]
    associations: list[tuple[int, str]]
    colleagues: list[tuple[int, str]]
    views: list[View]

    @property
    def default(self) -> View | None:
        """The view the list begins with."""
        return next((view for view in self.views if view.is_default), None)

    def view(self, pk: int | None) -> View | None:
        return next((view for view in self.views if view.pk == pk), None)


#: The columns of the union: what a row is, its key and name, and what else is told of it.
_COLUMNS = ("bar_kind", "bar_pk", "bar_name", "bar_text", "bar_number", "bar_is_shared", "bar_is_own", "bar_is_default")
_ABSENT, _ASSOCIATION, _COLLEAGUE, _VIEW = "absent", "association", "colleague", "view"


def bar_of(scope: Scope, *, today: dt.date, person: int | None = None) -> Bar:
    """What stands around a person's worklist on a day; `person` stays a choice though they have left the unit."""
    parts = [_views(scope), _absences(scope, today), _associations(scope), _colleagues(scope, today, person)]
    rows = parts[0].union(*parts[1:], all=True).order_by("bar_kind", "bar_name", "bar_pk")
    found: dict[str, list[Any]] = {_ABSENT: [], _ASSOCIATION: [], _COLLEAGUE: [], _VIEW: []}
    for kind, pk, name, text, number, *flags in rows:
        row: Any = (pk, name)
        if kind == _VIEW:
            is_shared, is_own, is_default = flags
            row = View(pk, name, text, is_shared, is_own, is_default, number)
        elif kind == _ABSENT:
            row = Absent(pk, name, dt.date.fromisoformat(text) if text else None, number)
        found[kind].append(row)
    return Bar(found[_ABSENT], found[_ASSOCIATION], found[_COLLEAGUE], found[_VIEW])


def _views(scope: Scope) -> QuerySet[Any, Any]:
    default = DefaultView.objects.filter(view=OuterRef("pk"), user_id=scope.user_id, unit_id=scope.unit_id)
    return _part(
        SavedView.objects.visible_to(scope),
        kind=_VIEW,
        name=F("name"),
        text=F("query"),
        number=F("version"),
        is_shared=F("is_shared"),
        is_own=Q(owner_id=scope.user_id),
        is_default=Exists(default),
    )


def _absences(scope: Scope, today: dt.date) -> QuerySet[Any, Any]:
    closed = (
        Case.objects.open()
        .filter(assigned_to=OuterRef("user_id"), is_restricted=True)
        .exclude(pk__in=scope.cleared_case_ids)
        .order_by()
        .values("assigned_to")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return _part(
        Absence.objects.visible_to(scope).current(today).filter(deputy_id=scope.user_id),
        kind=_ABSENT,
        pk="user_id",
        name=F("user__name"),
        text=Coalesce(Cast("ends_on", TextField()), Value("")),
        number=Coalesce(Subquery(closed), 0),
    )


def _associations(scope: Scope) -> QuerySet[Any, Any]:
    return _part(HousingAssociation.objects.visible_to(scope), kind=_ASSOCIATION, name=F("name"))


def _colleagues(scope: Scope, today: dt.date, person: int | None) -> QuerySet[Any, Any]:
    members = Membership.objects.current(today).filter(organisation_id=scope.organisation_id, role__in=CASEWORK_ROLES)
    has_cases = Case.objects.open().filter(unit_id=scope.unit_id, assigned_to=OuterRef("pk"))
    people = User.objects.filter(Q(pk__in=members.values("user")) | (Q(pk=person) & Exists(has_cases)))
    return _part(people, kind=_COLLEAGUE, name=F("name"))


def _part(rows: QuerySet[Any], *, kind: str, name: F, pk: str = "pk", **more: Any) -> QuerySet[Any, Any]:
    """One part of the union; what it does not tell is empty."""
    part: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            bar_kind=Value(kind, TextField()),
            bar_pk=Cast(F(pk), BigIntegerField()),
            bar_name=Cast(name, TextField()),
            bar_text=Cast(more.get("text", Value("")), TextField()),
            bar_number=Cast(more.get("number", Value(0)), IntegerField()),
            bar_is_shared=_flag(more.get("is_shared")),
            bar_is_own=_flag(more.get("is_own")),
            bar_is_default=_flag(more.get("is_default")),
        )
        .values_list(*_COLUMNS)
    )
    return part


def _flag(condition: Any) -> Any:
    return Value(False, BooleanField()) if condition is None else Cast(condition, BooleanField())
