"""Finding a case by name, address, tenancy number, case number or CPR number."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from accounts.scope import Scope
from housing import cpr
from housing.cpr_keys import keys_of

from ..derived import fold
from ..models import Case, CasePerson
from ..models.cases import CaseQuerySet
from .keyset import Order, Page, page_of

PAGE_SIZE = 50
#: Fewer letters than this find half the town.
MIN_LETTERS = 3

OPEN, CLOSED = "open", "closed"

#: What may be a CPR or replacement number within what was typed, possible or not.
_CPR = re.compile(r"(?<![0-9A-Za-z])[0-9]{6}[-\u2010-\u2015\u2212\s]?[0-9A-Za-z]{4}(?![0-9A-Za-z])")


class Found(NamedTuple):
    """One line of the case list."""

    opened_on: dt.date
    pk: int
    number: str
    names: str
    address: str
    association: str
    department: str
    stage: str
    closed_on: dt.date | None
    assigned_to: str | None
    is_restricted: bool


class Elsewhere(NamedTuple):
    """A case of another unit: nothing of it is told but where it is."""

    pk: int
    unit: str


class Sought(NamedTuple):
    """What was typed, taken apart: the words, and a CPR number if there is one."""

    words: str
    cpr: str

    @property
    def is_too_short(self) -> bool:
        return not self.cpr and 0 < len("".join(self.words.split())) < MIN_LETTERS


def is_cpr(typed: str) -> bool:
    """Whether a CPR number may stand in what was typed: then it must not come into an address or a log."""
    return _CPR.search(typed) is not None


def take_apart(typed: str) -> Sought:
    """The CPR number, as it was typed, and the rest."""
    found = _CPR.search(typed)
    if found is None:
        return Sought(typed.strip(), "")
    return Sought(f"{typed[: found.start()]} {typed[found.end() :]}".strip(), found[0])


def cases_found(sought: Sought, scope: Scope, *, state: str = "") -> CaseQuerySet:
    """The cases one may open that the words name; without words all of them. `state` narrows to open or closed.

    Every word must occur in names, address, tenancy number or case number; a CPR number must be whole.
    """
    cases = Case.objects.visible_to(scope)
    if state:
        cases = cases.filter(closed_at__isnull=state == OPEN)
    if sought.cpr:
        cases = cases.filter(pk__in=_cases_with(sought.cpr, scope))
    for word in fold(sought.words).split():
        cases = cases.filter(search_doc__contains=word)
    return cases


def page(cases: CaseQuerySet, *, cursor: str) -> Page:
    """One page of the case list as `Found` rows, the newest case first."""
    rows = cases.values_list(
        "opened_on",
        "pk",
        "number",
        "names",
        "address",
        "association__name",
        "department__code",
        "stage",
        "closed_on",
        "assigned_to__name",
        "is_restricted",
    )
    listed = page_of(rows, Order("opened_on", is_newest_first=True), cursor=cursor, size=PAGE_SIZE)
    return listed._replace(rows=[Found._make(row) for row in listed.rows])


def elsewhere(sought: Sought, scope: Scope) -> list[Elsewhere]:
    """Cases of the municipality's other units that were named exactly, and that a purpose would open.

    Only a whole case number, tenancy number or CPR number counts; a restricted case is never told of.
    """
    if not scope.does_casework:
        return []
    exactly = Q(number=sought.words) | Q(tenancy__number=sought.words)
    if sought.cpr:
        exactly = Q(pk__in=_cases_with(sought.cpr, scope)) | Q(tenancy__number=sought.cpr)
    found = askable(scope).filter(exactly).order_by("-pk").values_list("pk", "unit__name")
    return [Elsewhere(*row) for row in found[:10]]


def askable(scope: Scope) -> CaseQuerySet:
    """The unrestricted cases of the municipality that open to this person once they have stated a purpose."""
    opened = (*scope.invited_case_ids, *scope.cleared_case_ids)
    return (
        Case.objects.filter(municipality_id=scope.municipality_id, is_restricted=False)
        .exclude(unit_id=scope.unit_id)
        .exclude(assigned_to_id=scope.user_id)
        .exclude(pk__in=opened)
    )


def _cases_with(typed: str, scope: Scope) -> list[int]:
    """The municipality's cases that a person with this CPR number is on; a number that cannot be is on none."""
    try:
        number = cpr.normalise(typed)
    except cpr.ImpossibleCpr:
        return []
    prints = [keys_of(version).fingerprint(number) for version in settings.CPR_KEYS]
    people = CasePerson.objects.filter(
        Q(person__cpr_hash__in=prints) | Q(person__merged_people__cpr_hash__in=prints),
        municipality_id=scope.municipality_id,
    )
    return list(people.values_list("case_id", flat=True).distinct()[:100])
