"""What waits for a tenant adviser today, the residents they know, and what was talked about this year."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, F, Func, Max, Min, OuterRef, Q, QuerySet, Subquery

from accounts.scope import Scope
from housing.models import LeaseTenant, Tenant

from ..enums_sharing import HandoverDirection
from ..models import AdviserContact, AdviserContactTie, AgencyRequest, DropInHours, Handover
from ..models.adviser import AdviserContactQuerySet
from .keyset import Order, Page, page_of

#: How far ahead today's page looks.
AHEAD = dt.timedelta(days=7)
#: More people to follow up than this are on the days after.
MOST = 50
RESIDENTS = 50
#: Counts from 1 to this one are not told to advisers.
LARGEST_HIDDEN = 4


class FollowUpEntry(NamedTuple):
    """Somebody to follow up on."""

    follow_up_on: dt.date
    pk: int
    topics: list[str]
    done: str
    place: str
    residents: list[str]


class ResidentEntry(NamedTuple):
    """A resident with the last talk and what is still to be followed up."""

    last_on: dt.date
    pk: int
    name: str
    homes: list[str]
    talks: int
    follow_up_on: dt.date | None


class TopicLine(NamedTuple):
    """How often a topic was talked about in a year; None where the count is too small to be told."""

    topic: str
    contacts: int | None


class AdviserDay(NamedTuple):
    """What waits: people, the hours held today, and what others wait for or answered."""

    due: list[FollowUpEntry]
    soon: list[FollowUpEntry]
    hours: list[DropInHours]
    handovers: int
    asked_back: int
    requests: int


def day_of(scope: Scope, *, today: dt.date) -> AdviserDay:
    """The adviser's day, in a fixed number of questions."""
    waiting = AdviserContact.objects.visible_to(scope).to_follow_up().filter(follow_up_on__lte=today + AHEAD)
    ties = AdviserContactTie.objects.standing(today).filter(contact=OuterRef("pk"))
    names = ties.order_by("tenant__name").values("tenant__name")
    rows = waiting.order_by("follow_up_on", "pk").values_list(
        "follow_up_on", "pk", "topics", "done", "place", ArraySubquery(names)
    )
    entries = [FollowUpEntry._make(row) for row in rows[:MOST]]
    handovers = Handover.objects.visible_to(scope).unanswered(today)
    incoming = Q(direction=HandoverDirection.TO_ADVISER)
    question = Q(direction=HandoverDirection.FROM_ADVISER, questions__isnull=False, questions__answered_at__isnull=True)
    counts = handovers.aggregate(
        incoming=Count("pk", filter=incoming, distinct=True), asked=Count("pk", filter=question, distinct=True)
    )
    held = DropInHours.objects.visible_to(scope).held_on(today).select_related("association")
    return AdviserDay(
        due=[entry for entry in entries if entry.follow_up_on <= today],
        soon=[entry for entry in entries if entry.follow_up_on > today],
        hours=list(held.order_by("starts_at", "pk")),
        handovers=counts["incoming"],
        asked_back=counts["asked"],
        requests=AgencyRequest.objects.received_by(scope).waiting().count(),
    )


def residents_page(scope: Scope, search: str, *, cursor: str, today: dt.date) -> Page:
    """The residents to whom one's talks are tied as `ResidentEntry` rows, the latest talk first.

    Found by words of the name, the address or the tenancy number.
    """
    standing = AdviserContactTie.objects.standing(today)
    ties = standing.filter(tenant=OuterRef("pk"), contact__in=AdviserContact.objects.visible_to(scope))
    home = LeaseTenant.objects.current(today).filter(tenant=OuterRef("pk")).order_by("-pk")
    found: QuerySet[Tenant] = Tenant.objects.visible_to(scope).filter(Exists(ties))
    for word in search.split():
        lives = home.filter(Q(lease__tenancy__street__icontains=word) | Q(lease__tenancy__number__icontains=word))
        found = found.filter(Q(name__icontains=word) | Exists(lives))
    waiting = ties.filter(contact__follow_up_on__isnull=False, contact__followed_up_on__isnull=True)
    rows = found.annotate(last_on=_of(ties, Max("contact__occurred_on"))).values_list(
        "last_on",
        "pk",
        "name",
        ArraySubquery(home.values("lease__tenancy__street")),
        _of(ties, Count("contact")),
        _of(waiting, Min("contact__follow_up_on")),
    )
    page = page_of(rows, Order("last_on", is_newest_first=True), cursor=cursor, size=RESIDENTS)
    return page._replace(rows=[ResidentEntry._make(row) for row in page.rows])


def topics_of(contacts: AdviserContactQuerySet, year: int) -> list[TopicLine]:
    """The year's contacts by topic, the most frequent first; a contact with several topics counts in each."""
    counts = (
        contacts.filter(year=year)
        .order_by()
        .values(topic=Func(F("topics"), function="unnest", output_field=CharField()))
        .annotate(contacts=Count("pk"))
        .order_by("-contacts", "topic")
        .values_list("topic", "contacts")
    )
    return [TopicLine(topic, contacts if contacts > LARGEST_HIDDEN else None) for topic, contacts in counts]


def drop_in_of(scope: Scope, *, today: dt.date) -> QuerySet[DropInHours]:
    """One's drop-in hours: those of every week by weekday, then the days to come."""
    found = DropInHours.objects.visible_to(scope).filter(Q(on__isnull=True) | Q(on__gte=today))
    return found.select_related("association").order_by(F("weekday").asc(nulls_last=True), "on", "starts_at", "pk")


def _of(ties: QuerySet[AdviserContactTie], value: Max | Min | Count) -> Subquery:
    """Something of all the talks of a resident."""
    return Subquery(ties.order_by().values("tenant").annotate(value=value).values("value"))
