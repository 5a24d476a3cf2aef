"""The people and organisations one chooses among on a case."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from accounts import wording
from accounts.enums import CASEWORK_ROLES, Role
from accounts.models import Membership, Unit, User
from accounts.scope import Scope

from ..models import Absence, Case, Person, Programme

#: Those who can be asked in on a case.
CASE_ROLES = frozenset({*CASEWORK_ROLES, Role.EMPLOYMENT_CASEWORKER})


class Colleague(NamedTuple):
    """Somebody who can get cases; `deputy` and `until` while they are away, `until` empty when nobody knows."""

    pk: int
    name: str
    deputy: str = ""
    until: dt.date | None = None

    @classmethod
    def of(cls, person: Any) -> Colleague:
        """From a person read by `with_deputies`."""
        away = person.away or {}
        until = away.get("until")
        return cls(person.pk, person.name, away.get("deputy", ""), dt.date.fromisoformat(until) if until else None)

    @property
    def label(self) -> str:
        """The name, and while the person is away who stands in."""
        if not self.deputy:
            return self.name
        return _("%(name)s (away, %(deputy)s stands in)") % {"name": self.name, "deputy": self.deputy}

    @property
    def hint(self) -> str:
        """What whoever gives the person a case should know; empty while they are there."""
        if not self.deputy:
            return ""
        if self.until is None:
            said = _("%(name)s is away. %(deputy)s stands in.")
        else:
            said = _("%(name)s is away until %(day)s. %(deputy)s stands in.")
        return said % {"name": self.name, "deputy": self.deputy, "day": wording.day(self.until)}


def colleagues_for(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Who does casework in the case's unit, without the one who has the case, each with who stands in for them."""
    members = Membership.objects.current(today).filter(organisation_id=case.unit_id, role__in=CASEWORK_ROLES)
    people = _people(members).exclude(pk=case.assigned_to_id or 0)
    return with_deputies(people, case.unit_id, today=today)


def with_deputies(people: QuerySet[User], unit_id: int, *, today: dt.date) -> QuerySet[User]:
    """Each person with `away`: who stands in for them in a unit on a day, and until when."""
    absences = Absence.objects.current(today).filter(unit_id=unit_id, user=OuterRef("pk"))
    away = absences.values(said=JSONObject(deputy="deputy__name", until="ends_on"))
    return people.annotate(away=Subquery(away[:1]))


def colleagues_in(unit_id: int, *, today: dt.date) -> list[Colleague]:
    """Who does casework in a unit, by name."""
    members = Membership.objects.current(today).filter(organisation_id=unit_id, role__in=CASEWORK_ROLES)
    return [Colleague.of(person) for person in with_deputies(_people(members), unit_id, today=today)]


def casework_units(scope: Scope, *, today: dt.date) -> list[Unit]:
    """The municipality's units in which somebody does casework, one's own first."""
    members = Membership.objects.current(today).filter(role__in=CASEWORK_ROLES)
    units = Unit.objects.filter(municipality_id=scope.municipality_id, pk__in=members.values("organisation"))
    return sorted(units.order_by("name", "pk"), key=lambda unit: unit.pk != scope.unit_id)


def unit_colleagues(scope: Scope, *, today: dt.date) -> QuerySet[User]:
    """Who does casework in one's own unit, oneself included."""
    return _people(
        Membership.objects.current(today).filter(organisation_id=scope.unit_id or 0, role__in=CASEWORK_ROLES)
    )


def invitable(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Those of the municipality who work with households and whom the case is not open to by their unit."""
    members = _members(case, today).exclude(role__in=CASEWORK_ROLES, organisation_id=case.unit_id)
    return _people(members)


def admissible(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Those of the municipality who can be named on a restricted case."""
    return _people(_members(case, today))


def people_on(case: Case) -> QuerySet[Person]:
    """Who is part of a case's home now, the tenants first: whoever lives there can be helped."""
    current = case.case_people.current().filter(person=OuterRef("pk"))
    people = Person.objects.filter(case_people__in=case.case_people.current())
    return people.order_by(Subquery(current.values("position")[:1]), "name", "pk")


def programmes_of(scope: Scope, *, today: dt.date, keep: int | None = None) -> QuerySet[Programme]:
    """The municipality's prevention programmes that run on a day; `keep` stays a choice though it has ended."""
    runs = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return Programme.objects.filter(runs | Q(pk=keep), municipality_id=scope.municipality_id).order_by("name", "pk")


def _members(case: Case, today: dt.date) -> QuerySet[Membership]:
    return Membership.objects.current(today).filter(
        organisation__unit__municipality_id=case.municipality_id, role__in=CASE_ROLES
    )


def _people(members: QuerySet[Membership]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("name", "pk")
