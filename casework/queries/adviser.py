"""A tenant adviser's own contacts, and the residents a contact can be tied to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Count, Exists, F, Func, OuterRef, Q, Sum, Value, When

from accounts.scope import Scope
from housing.models import LeaseTenant, Tenant

from ..models import AdviserContact, AdviserContactTie
from ..models.adviser import AdviserContactQuerySet
from .keyset import Order, Page, page_of

PAGE_SIZE = 50
MATCHES = 10
LEAST_LETTERS = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Filters:
    """What the adviser wants to see of the log; an empty value filters nothing."""

    search: str = ""
    topic: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    resident: int | None = None


class Entry(NamedTuple):
    """One line of the log."""

    occurred_on: dt.date
    pk: int
    place: str
    topics: list[str]
    minutes: int
    done: str
    referred_to: str
    association: str
    residents: list[str]
    colleague: str


class TopicCount(NamedTuple):
    """How often a topic was talked about; a contact with several topics counts in each."""

    topic: str
    contacts: int


class Summary(NamedTuple):
    """The contacts of a period in numbers."""

    contacts: int
    minutes: int
    topics: list[TopicCount]


def contacts_of(scope: Scope, filters: Filters) -> AdviserContactQuerySet:
    """The adviser's own contacts that match, without an order."""
    found = AdviserContact.objects.visible_to(scope)
    ties = AdviserContactTie.objects.standing(scope.today).filter(contact=OuterRef("pk"))
    if filters.topic:
        found = found.filter(topics__contains=[filters.topic])
    if filters.first:
        found = found.filter(occurred_on__gte=filters.first)
    if filters.last:
        found = found.filter(occurred_on__lte=filters.last)
    if filters.resident is not None:
        found = found.filter(Exists(ties.filter(tenant=filters.resident)))
    for word in filters.search.split():
        tied = ties.filter(tenant__name__icontains=word)
        found = found.filter(
            Q(place__icontains=word) | Q(done__icontains=word) | Q(referred_to__icontains=word) | Exists(tied)
        )
    return found


def entries(contacts: AdviserContactQuerySet, scope: Scope, *, cursor: str) -> Page:
    """One page of the log as `Entry` rows, the latest contact first; one covered for bears the colleague's name."""
    ties = AdviserContactTie.objects.standing(scope.today).filter(contact=OuterRef("pk"))
    names = ties.order_by("tenant__name").values("tenant__name")
    rows = contacts.values_list(
        "occurred_on",
        "pk",
        "place",
        "topics",
        "minutes",
        "done",
        "referred_to",
        "association__name",
        ArraySubquery(names),
        Case(When(adviser=scope.user_id, then=Value("")), default=F("adviser__name"), output_field=CharField()),
    )
    page = page_of(rows, Order("occurred_on", is_newest_first=True), cursor=cursor, size=PAGE_SIZE)
    return page._replace(rows=[Entry._make(row) for row in page.rows])


def summary(contacts: AdviserContactQuerySet) -> Summary:
    """The adviser's own numbers for what the list shows, the most frequent topic first."""
    totals = contacts.aggregate(contacts=Count("pk"), minutes=Sum("minutes", default=0))
    by_topic = (
        contacts.order_by()
        .values(topic=Func(F("topics"), function="unnest", output_field=CharField()))
        .annotate(contacts=Count("pk"))
        .order_by("-contacts", "topic")
        .values_list("topic", "contacts")
    )
    return Summary(totals["contacts"], totals["minutes"], [TopicCount._make(row) for row in by_topic])


def resident_of(scope: Scope, filters: Filters) -> Tenant | None:
    """The resident whose talks the list is filtered by."""
    if filters.resident is None:
        return None
    found: Tenant | None = Tenant.objects.visible_to(scope).filter(pk=filters.resident).first()
    return found


def tie_of(contact: AdviserContact, on: dt.date) -> AdviserContactTie | None:
    """The resident a contact is tied to on a day, if any."""
    standing = AdviserContactTie.objects.standing(on).filter(contact=contact)
    return standing.select_related("tenant").order_by("-pk").first()


def residents_matching(scope: Scope, search: str, *, chosen: int | None, today: dt.date) -> list[dict[str, Any]]:
    """The association's present tenants in whose name, address or tenancy number every word stands.

    The resident already chosen comes first, also when the search does not find them.
    """
    found = Tenant.objects.visible_to(scope)
    rows = list(_with_home(found.filter(pk=chosen), today)) if chosen is not None else []
    if len(search.strip()) >= LEAST_LETTERS:
        for word in search.split():
            home = LeaseTenant.objects.current(today).filter(tenant=OuterRef("pk"))
            lives = home.filter(Q(lease__tenancy__street__icontains=word) | Q(lease__tenancy__number__icontains=word))
            found = found.filter(Exists(home)).filter(Q(name__icontains=word) | Exists(lives))
        rows += _with_home(found.exclude(pk=chosen or 0).order_by("name", "pk"), today)[:MATCHES]
    return rows


def _with_home(tenants: Any, today: dt.date) -> Any:
    home = LeaseTenant.objects.current(today).filter(tenant=OuterRef("pk")).order_by("-pk")
    return tenants.values("pk", "name", "association_id", homes=ArraySubquery(home.values("lease__tenancy__street")))
