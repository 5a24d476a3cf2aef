"""What a municipality knows of one person over the years, as far as whoever asks may see it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.scope import Scope
from housing import codes
from housing.models import ArrearsWarning, LeaseTenant

from ..derived import fold
from ..models import (
    Case,
    CasePerson,
    CaseTransfer,
    Eviction,
    Person,
    PersonChange,
    PersonMerge,
    Representative,
)
from ..outcomes import TRANSFERRED
from .search import Elsewhere, askable
from .sentences_people import FIELDS

#: How many cases, changes and people found are shown; nobody has more cases than these.
CASES, CHANGES, FOUND = 100, 20, 10


class Happening(NamedTuple):
    """One line of a person's years; a line with a case leads to it."""

    day: dt.date
    icon: str
    title: str
    text: str = ""
    tone: str = ""
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class PersonPage:
    """A person and what happened around them, the newest year first."""

    person: Person
    entries: list[CasePerson]
    years: list[tuple[int, list[Happening]]]
    elsewhere: list[Elsewhere]
    representatives: list[Representative]
    merges: list[PersonMerge]
    changes: list[tuple[PersonChange, str]]


def person_page(person: Person, scope: Scope) -> PersonPage:
    """Everything of a person one may see, in a fixed number of questions; restricted cases are never told of."""
    entries = _entries(person, scope)
    cases = [entry.case for entry in entries]
    shared = list(_warnings(person, scope))
    happened = [
        *_cases(cases),
        *_evictions(cases),
        *_transfers(cases),
        *_warned(shared),
        *_moves(person, {case.lease_id for case in cases} | {row["lease"] for row in shared}),
    ]
    happened.sort(key=lambda one: one.day, reverse=True)
    return PersonPage(
        person=person,
        entries=entries,
        years=[(year, list(lines)) for year, lines in groupby(happened, key=lambda one: one.day.year)],
        elsewhere=_elsewhere(person, scope),
        representatives=list(
            Representative.objects.visible_to(scope).filter(person=person).order_by("-starts_on", "-pk")
        ),
        merges=list(
            PersonMerge.objects.standing().filter(kept=person).select_related("gone", "merged_by").order_by("-pk")
        ),
        changes=[(change, _change_words(change)) for change in _changes(person)],
    )


def people_found(words: str, scope: Scope) -> list[Person]:
    """Some of the people one may see whose name holds every word; those on no list are found by it too."""
    people = Person.objects.visible_to(scope).standing()
    for word in fold(words).split():
        people = people.filter(name_key__contains=word)
    return list(people.order_by("-pk")[:FOUND])


def _entries(person: Person, scope: Scope) -> list[CasePerson]:
    found = CasePerson.objects.filter(person=person, case__in=Case.objects.visible_to(scope))
    related = found.select_related("case__association", "case__tenancy", "person")
    return list(related.order_by("-case__opened_on", "-case__pk")[:CASES])


def _elsewhere(person: Person, scope: Scope) -> list[Elsewhere]:
    """Unrestricted cases in other units; nothing of them is told but where they are."""
    if not scope.does_casework:
        return []
    found = askable(scope).filter(case_people__person=person).order_by("-pk").values_list("pk", "unit__name")
    return [Elsewhere(*row) for row in found[:10]]


def _warnings(person: Person, scope: Scope) -> Iterable[dict[str, Any]]:
    """What passed the legal gate, by lease and year, while the person was on the lease; nothing of closed doors."""
    theirs = ArrearsWarning.objects.visible_to(scope).filter(
        Q(lease__lease_tenants__starts_on__isnull=True) | Q(lease__lease_tenants__starts_on__lte=F("as_of")),
        Q(lease__lease_tenants__ends_on__isnull=True) | Q(lease__lease_tenants__ends_on__gte=F("as_of")),
        lease__lease_tenants__tenant__person_links__person=person,
        lease__lease_tenants__tenant__person_links__unlinked_at__isnull=True,
    )
    closed = Case.objects.filter(municipality=person.municipality_id, is_restricted=True)
    closed = closed.exclude(pk__in=scope.cleared_case_ids)
    grouped = theirs.exclude(lease__in=closed.values("lease")).values("lease", "as_of_year", "tenancy__street")
    return grouped.annotate(warnings=Count("pk", distinct=True), highest=Max("amount"), last_on=Max("as_of")).order_by(
        "-as_of_year", "lease"
    )


def _warned(rows: Iterable[dict[str, Any]]) -> Iterator[Happening]:
    for row in rows:
        count = {"count": row["warnings"]}
        title = ngettext("On %(count)d arrears list", "On %(count)d arrears lists", row["warnings"]) % count
        highest = _("at most %(amount)s") % {"amount": wording.kroner(row["highest"])}
        yield Happening(row["last_on"], "cash-stack", title, f"{row['tenancy__street']} · {highest}")


def _cases(cases: Sequence[Case]) -> Iterator[Happening]:
    for case in cases:
        number = {"number": case.number}
        url = reverse("casework:case", args=[case.pk])
        where = f"{case.get_cause_display()} · {case.address}"
        yield Happening(case.opened_on, "folder-plus", _("Case %(number)s opened") % number, where, "teal", url)
        if case.closed_on is not None:
            outcome = codes.name_of("housing_outcome", case.housing_outcome)
            yield Happening(case.closed_on, "folder-check", _("Case %(number)s closed") % number, outcome, "", url)


def _evictions(cases: Sequence[Case]) -> Iterator[Happening]:
    addresses = {case.pk: case.address for case in cases}
    for eviction in Eviction.objects.filter(case__in=addresses).order_by("pk"):
        text = f"{eviction.get_cause_display()} · {addresses[eviction.case_id or 0]}"
        yield Happening(eviction.occurred_on, "door-closed", _("Evicted"), text, "red")


def _transfers(cases: Sequence[Case]) -> Iterator[Happening]:
    moved = [case.pk for case in cases if case.housing_outcome == TRANSFERRED]
    for transfer in CaseTransfer.objects.filter(case__in=moved).order_by("pk"):
        title = _("Moved to %(municipality)s") % {"municipality": transfer.to_name}
        yield Happening(transfer.moved_on, "signpost-split", title)


def _moves(person: Person, leases: set[int]) -> Iterator[Happening]:
    """When they came onto the leases that one may know of, and off them."""
    parts = LeaseTenant.objects.filter(
        lease__in=leases, tenant__person_links__person=person, tenant__person_links__unlinked_at__isnull=True
    ).select_related("lease__tenancy", "lease__association")
    for part in parts.order_by("pk"):
        home = f"{part.lease.tenancy.street} · {part.lease.association.name}"
        came, left = part.starts_on or part.lease.starts_on, part.ends_on or part.lease.ends_on
        if came is not None:
            yield Happening(came, "box-arrow-in-right", _("Became a tenant"), home)
        if left is not None:
            yield Happening(left, "box-arrow-right", _("Left the lease"), home)


def _changes(person: Person) -> list[PersonChange]:
    changes = PersonChange.objects.filter(Q(person=person) | Q(person__merged_into=person))
    return list(changes.select_related("recorded_by").order_by("-pk")[:CHANGES])


def _change_words(change: PersonChange) -> str:
    """What was changed: the field, what stood there and what stands there now."""
    if "other" in change.detail:
        return str(change.detail["other"])
    return " · ".join(_field_words(name, values) for name, values in change.detail.items())


def _field_words(name: str, values: Any) -> str:
    field = str(FIELDS.get(name, name))
    if not isinstance(values, dict) or isinstance(values.get("is"), bool):
        return field
    return f"{field}: {values.get('was', wording.NOTHING)} → {values.get('is', wording.NOTHING)}"
