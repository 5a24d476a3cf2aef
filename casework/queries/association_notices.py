"""The notices on filing: who may read which, and what became of them in one word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.scope import Scope
from housing.models import HousingAssociation, Lease, LeaseTenant, Notice, Tenancy
from housing.models.gate import NoticeQuerySet

from ..models import Case
from .association import tenants_of
from .keyset import Order, Page, page_of

PAGE_SIZE = 50
MATCHES = 20

RECEIVED, TAKEN_UP = "received", "taken_up"

_COLUMNS = (
    "received_on",
    "pk",
    "filed_on",
    "kind",
    "amount",
    "number",
    "street",
    "association",
    "is_taken_up",
    "tenants",
    "case",
)


def notices_of(scope: Scope, *, search: str = "", status: str = "", kind: str = "") -> NoticeQuerySet:
    """The notices somebody may read, with `is_taken_up`: all that the association learns of a case."""
    found = Notice.objects.visible_to(scope).annotate(is_taken_up=Exists(_taken_up()))
    if scope.does_casework:
        found = found.exclude(Exists(_restricted_for(scope)))
    for word in search.split():
        found = found.filter(_says(word))
    if status:
        found = found.filter(is_taken_up=status == TAKEN_UP)
    return found.filter(kind=kind) if kind else found


def page_of_notices(notices: NoticeQuerySet, scope: Scope, *, cursor: str, today: dt.date) -> Page:
    """One page, the latest received first, as dictionaries; `case` only for those who may open it."""
    rows = notices.values_list(
        "received_on",
        "pk",
        "filed_on",
        "kind",
        "amount",
        "tenancy__number",
        "tenancy__street",
        "association__name",
        "is_taken_up",
        tenants_of("lease", today),
        _case_for(scope),
    )
    page = page_of(rows, Order("received_on", is_newest_first=True), cursor=cursor, size=PAGE_SIZE)
    return page._replace(rows=[dict(zip(_COLUMNS, row, strict=True)) for row in page.rows])


def tenancies_matching(scope: Scope, search: str, *, today: dt.date) -> list[Mapping[str, Any]]:
    """The association's own tenancies in whose number, address or tenants' names every word stands."""
    found = Tenancy.objects.visible_to(scope)
    for word in search.split():
        named = LeaseTenant.objects.current(today).filter(lease__tenancy=OuterRef("pk"), tenant__name__icontains=word)
        found = found.filter(Q(number__icontains=word) | Q(street__icontains=word) | Exists(named))
    return list(
        found.order_by("number", "pk").values(
            "pk", "number", "street", "city", association_name=F("association__name")
        )[:MATCHES]
    )


def tenancy_in_notice(scope: Scope, association: HousingAssociation, number: str) -> Tenancy | None:
    """The tenancy a notice on paper names by its exact number, in the reader's own municipality.

    The notice itself is what makes it lawful to know the tenancy (almenlejeloven § 92(2)); nothing is searched.
    """
    return Tenancy.objects.filter(
        association=association, number=number.strip(), municipality_id=scope.municipality_id
    ).first()


def lease_on(tenancy: Tenancy, day: dt.date) -> Lease | None:
    """Who rented a tenancy on a day; failing that, who rented it last before it."""
    leases = Lease.objects.filter(tenancy=tenancy).filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day))
    return leases.order_by(F("starts_on").desc(nulls_last=True), "-pk").first()


def _taken_up() -> QuerySet[Case]:
    """The case a notice opened or joined, once a caseworker has it."""
    return Case.objects.filter(lease=OuterRef("lease"), taken_up_at__isnull=False).filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=OuterRef("recorded_at"))
    )


def _says(word: str) -> Q:
    named = LeaseTenant.objects.filter(lease=OuterRef("lease"), tenant__name__icontains=word)
    return (
        Q(tenancy__number__icontains=word)
        | Q(tenancy__street__icontains=word)
        | Q(court_case_number__icontains=word)
        | Q(Exists(named))
    )


def _case_for(scope: Scope) -> Subquery:
    own = Case.objects.visible_to(scope).filter(lease=OuterRef("lease")).order_by("-opened_at", "-pk")
    return Subquery(own.values(link=JSONObject(pk="pk", number="number"))[:1])


def _restricted_for(scope: Scope) -> QuerySet[Case]:
    """The restricted case of a notice's lease, unless the reader is named on it."""
    return Case.objects.filter(lease=OuterRef("lease"), is_restricted=True).exclude(pk__in=scope.cleared_case_ids)
