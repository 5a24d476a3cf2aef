"""An association's own list of tenancies in arrears, in the order in which to reach out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual

from accounts.paging import read_cursor, write_cursor
from accounts.scope import Scope
from housing import cpr
from housing.cpr_keys import keys_of
from housing.enums import ChildrenKnown
from housing.models import ArrearsPosition, HouseholdFacts, LeaseTenant
from housing.models.deliveries import ArrearsPositionQuerySet

from .search import take_apart

PAGE_SIZE = 50
CAP = 1000

#: The order of the list: the step where a talk still helps most, the oldest arrears, children, the largest amount.
_ORDER = ("outreach_rank", "since_on", "children_rank", "falling_amount", "pk")


@dataclasses.dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see of the list; an empty value filters nothing."""

    association: int | None = None
    department: int | None = None
    step: str = ""
    change: str = ""
    search: str = ""

    def conditions(self) -> dict[str, object]:
        """The filters in use, by column."""
        wanted = {
            "association_id": self.association,
            "tenancy__department_id": self.department,
            "step": self.step,
            "warning__change": self.change,
        }
        return {column: value for column, value in wanted.items() if value}


class Entry(NamedTuple):
    """One tenancy in arrears."""

    outreach_rank: int
    since_on: dt.date
    children_rank: int
    falling_amount: Decimal
    pk: int
    version: int
    step: str
    amount: Decimal
    monthly_rent: Decimal | None
    as_of: dt.date
    change: str
    number: str
    street: str
    postcode: str
    city: str
    department: str
    association: str
    tenants: list[dict[str, Any]]

    @property
    def months(self) -> Decimal | None:
        """How many months of rent are owed; None when the rent is unknown."""
        return self.amount / self.monthly_rent if self.monthly_rent else None

    @property
    def has_children(self) -> bool:
        return self.children_rank == 0


class Page(NamedTuple):
    """The rows of one page and the cursor of the next, empty on the last."""

    rows: list[Entry]
    next: str


def positions_of(scope: Scope, filters: Filters, *, today: dt.date) -> ArrearsPositionQuerySet:
    """The tenancies in arrears that somebody of the association wants to see, without an order."""
    owing = ArrearsPosition.objects.visible_to(scope).owing().filter(**filters.conditions())
    return matching(owing, filters.search, today=today)


def matching(positions: ArrearsPositionQuerySet, search: str, *, today: dt.date) -> ArrearsPositionQuerySet:
    """Those in whose address, tenancy number or tenants' names every word stands; a CPR number must be whole."""
    sought = take_apart(search)
    if sought.cpr:
        tenants = LeaseTenant.objects.current(today).filter(lease=OuterRef("lease"))
        positions = positions.filter(Exists(tenants.filter(tenant__cpr_hash__in=fingerprints(sought.cpr))))
    for word in sought.words.split():
        named = LeaseTenant.objects.current(today).filter(lease=OuterRef("lease"), tenant__name__icontains=word)
        positions = positions.filter(
            Q(tenancy__street__icontains=word)
            | Q(tenancy__number__icontains=word)
            | Q(tenancy__city__icontains=word)
            | Q(tenancy__postcode=word)
            | Exists(named)
        )
    return positions


def fingerprints(typed: str) -> list[bytes]:
    """By what a CPR number is found, under every key in use; a number that cannot be has none."""
    try:
        number = cpr.normalise(typed)
    except cpr.ImpossibleCpr:
        return []
    return [keys_of(version).fingerprint(number) for version in settings.CPR_KEYS]


def entries(positions: ArrearsPositionQuerySet, *, cursor: str, today: dt.date) -> Page:
    """One page in the order of outreach (see `_ORDER`)."""
    ordered = positions.annotate(
        children_rank=_children_rank(), falling_amount=Value(Decimal(0)) - F("amount")
    ).order_by(*_ORDER)
    place = _place(cursor)
    if place is not None:
        ordered = ordered.filter(_beyond(place))
    rows = ordered.values_list(
        *_ORDER,
        "version",
        "step",
        "amount",
        "monthly_rent",
        "as_of",
        "warning__change",
        "tenancy__number",
        "tenancy__street",
        "tenancy__postcode",
        "tenancy__city",
        "tenancy__department__name",
        "association__name",
        tenants_of("lease", today),
    )
    found = [Entry._make(row) for row in rows[: PAGE_SIZE + 1]]
    return Page(found[:PAGE_SIZE], _cursor_of(found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else "")


def count_to_cap(positions: ArrearsPositionQuerySet) -> int:
    """How many there are, counted no further than one above the cap."""
    return positions.order_by()[: CAP + 1].count()


def tenants_of(lease: str, today: dt.date) -> ArraySubquery:
    """The tenants now on a lease with what one needs to reach them, as JSON, by name."""
    people = LeaseTenant.objects.current(today).filter(lease=OuterRef(lease)).order_by("tenant__name", "tenant_id")
    return ArraySubquery(
        people.values(
            person=JSONObject(
                name="tenant__name",
                phone="tenant__phone",
                email="tenant__email",
                is_protected="tenant__is_address_protected",
            )
        )
    )


def _children_rank() -> Case:
    """0 when the newest household facts know of children, else 1."""
    newest = HouseholdFacts.objects.filter(lease=OuterRef("lease")).order_by("-occurred_on", "-pk")
    return Case(
        When(Exact(Subquery(newest.values("has_children")[:1]), Value(ChildrenKnown.YES)), then=Value(0)),
        default=Value(1),
    )


def _beyond(place: list[Any]) -> Q:
    """The rows after a place; the first two columns alone, so that the index finds where to begin."""
    rank, since, children, amount, pk = place
    begin: GreaterThanOrEqual[Any] = GreaterThanOrEqual(
        _row(F("outreach_rank"), F("since_on")), _row(Value(rank), Value(since))
    )
    return Q(begin) & Q(
        GreaterThan(
            _row(*(F(name) for name in _ORDER)),
            _row(Value(rank), Value(since), Value(children), Value(amount), Value(pk)),
        )
    )


def _row(*values: F | Value) -> Func:
    return Func(*values, function="ROW", output_field=BooleanField())


def _cursor_of(entry: Entry) -> str:
    return write_cursor(
        entry.outreach_rank, entry.since_on.isoformat(), entry.children_rank, str(entry.falling_amount), entry.pk
    )


def _place(cursor: str) -> list[Any] | None:
    """None for the first page, and for a cursor of another list."""
    match read_cursor(cursor):
        case [int(rank), str(since), int(children), str(amount), int(pk)]:
            return [rank, dt.date.fromisoformat(since), children, Decimal(amount), pk]
    return None
