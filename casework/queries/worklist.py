"""The cases a caseworker has to do with, the most urgent first."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.scope import Scope

from ..models import Case, ContactAttempt
from ..models.cases import CaseQuerySet
from ..reasons import QUIET_DAYS
from .keyset import Order, Page, page_of

PAGE_SIZE = 50
CAP = 1000

MINE, UNIT, UNASSIGNED, ALL = "mine", "unit", "unassigned", "all"
#: The lists by their name in the address, in the order of the tabs.
LISTS = {
    MINE: pgettext_lazy("worklist", "Mine"),
    UNIT: pgettext_lazy("worklist", "My unit's"),
    UNASSIGNED: pgettext_lazy("worklist", "Unassigned"),
    ALL: pgettext_lazy("worklist", "All"),
}
#: The list of a colleague one stands in for is named by their key: for-17.
FOR = "for-"


@dataclasses.dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see of a list; an empty value filters nothing."""

    cause: str = ""
    stage: str = ""
    association: int | None = None
    district: str = ""
    person: int | None = None
    has_children: bool = False
    due: str = ""

    def conditions(self, today: dt.date) -> dict[str, object]:
        """The filters in use, by column and comparison."""
        wanted = {
            "cause": self.cause,
            "stage": self.stage,
            "association_id": self.association,
            "district": self.district,
            "assigned_to_id": self.person,
            "has_children": "yes" if self.has_children else "",
        }
        return {column: value for column, value in wanted.items() if value} | condition(self.due, today)


OVERDUE, TODAY, SILENT, QUIET = "overdue", "today", "silent", "quiet"
_DUE: dict[str, Callable[[dt.date], dict[str, object]]] = {
    "": lambda today: {},
    OVERDUE: lambda today: {"triage_due_on__lt": today},
    TODAY: lambda today: {"triage_due_on": today},
    SILENT: lambda today: {"contact_count": 0},
    QUIET: lambda today: {"attended_at__lt": _midnight(today - dt.timedelta(days=QUIET_DAYS))},
}


def condition(due: str, today: dt.date) -> dict[str, object]:
    """What is due, by column and comparison: overdue, due today, never tried, untouched for long."""
    return _DUE[due](today)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class Entry(NamedTuple):
    """One line of the worklist."""

    triage_key: dt.date
    pk: int
    rule: str
    due_on: dt.date | None
    names: str
    has_children: str
    children: int | None
    address: str
    association: str
    department: str
    amount: Decimal | None
    monthly_rent: Decimal | None
    stage: str
    cause: str
    last_contact_at: dt.datetime | None
    last_contact: dict[str, object] | None
    assigned_to: str | None
    is_restricted: bool
    version: int


class Counts(NamedTuple):
    """How many cases of a list are open, overdue, due today and never tried; counting stops above the cap."""

    open: int
    overdue: int
    due_today: int
    without_contact: int


def cases_of(
    name: str, scope: Scope, filters: Filters, *, today: dt.date, absent: Collection[int] = ()
) -> CaseQuerySet:
    """The open cases of one of the lists, filtered, without an order.

    `absent` are the colleagues one stands in for: what is overdue of theirs stands among one's own.
    """
    cases = Case.objects.visible_to(scope).open().filter(**filters.conditions(today))
    if name == MINE and absent:
        overdue = Q(assigned_to__in=absent, **condition(OVERDUE, today))
        return cases.filter(Q(assigned_to=scope.user_id) | overdue)
    if name == MINE:
        return cases.assigned_to(scope.user_id)
    if name.startswith(FOR):
        return cases.assigned_to(int(name.removeprefix(FOR)))
    if name in (UNIT, UNASSIGNED) and scope.unit_id is not None:
        cases = cases.of_unit(scope.unit_id)
    return cases.unassigned() if name == UNASSIGNED else cases


def entries(cases: CaseQuerySet, *, cursor: str) -> Page:
    """One page of the worklist as `Entry` rows, in order of urgency."""
    last = ContactAttempt.objects.filter(case=OuterRef("pk")).order_by("-occurred_at", "-pk")
    rows = cases.values_list(
        "triage_key",
        "pk",
        "triage_rule",
        "triage_due_on",
        "names",
        "has_children",
        "children",
        "address",
        "association__name",
        "department__code",
        "amount",
        "monthly_rent",
        "stage",
        "cause",
        "last_contact_at",
        Subquery(last.values(said=JSONObject(mode="mode", is_reached="is_reached"))[:1]),
        "assigned_to__name",
        "is_restricted",
        "version",
    )
    page = page_of(rows, Order("triage_key"), cursor=cursor, size=PAGE_SIZE)
    return page._replace(rows=[Entry._make(row) for row in page.rows])


def counts(cases: CaseQuerySet, *, today: dt.date) -> Counts:
    """The counts above the list, over its most urgent cases up to one more than the cap."""
    sample = cases.by_urgency().values("pk", "triage_due_on", "contact_count")[: CAP + 1]
    found = sample.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(triage_due_on__lt=today)),
        due_today=Count("pk", filter=Q(triage_due_on=today)),
        without_contact=Count("pk", filter=Q(contact_count=0)),
    )
    return Counts(**found)
