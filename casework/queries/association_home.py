"""What an association's officer has to do next, from the association's own records alone."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.scope import Scope
from housing.enums import Change, DeliveryStatus
from housing.models import Delivery, DeliveryRow

from ..enums_association import ReportKind
from ..enums_sharing import HandoverStatus
from ..models import AgencyRequest, CourtReport, Handover
from .association_money import guarantees_for

#: How many dates the page names.
SHOWN = 10
DATES = (ReportKind.HEARING_SET, ReportKind.EVICTION_SET)
ENDS = (ReportKind.CALLED_OFF, ReportKind.CARRIED_OUT)


def waiting_lists(scope: Scope) -> list[dict[str, Any]]:
    """The lists that were sent and not received: with faults to correct, or only to be confirmed."""
    waiting = Delivery.objects.visible_to(scope).filter(status=DeliveryStatus.CHECKED).order_by("-received_at", "-pk")
    return [
        {
            "pk": row["pk"],
            "as_of": row["as_of"],
            "file_name": row["file_name"],
            "faults": row["counts"].get("faults", 0),
        }
        for row in waiting.values("pk", "as_of", "file_name", "counts")[:SHOWN]
    ]


class Asked(NamedTuple):
    """How many wait for the officer's answer: requests, questions about handovers, and guarantees."""

    requests: int
    questions: int
    guarantees: int


def asked_of(scope: Scope, *, today: dt.date) -> Asked:
    """What the municipality waits to hear from the association."""
    return Asked(
        AgencyRequest.objects.received_by(scope).waiting().count(),
        Handover.objects.visible_to(scope).filter(status=HandoverStatus.ASKED).count(),
        guarantees_for(scope).outstanding().filter(answer="", valid_until__gte=today).count(),
    )


def parked_rows(scope: Scope) -> list[dict[str, Any]]:
    """The received lists with rows that only a person can settle."""
    rows = DeliveryRow.objects.filter(
        delivery__in=Delivery.objects.visible_to(scope).applied(), change=Change.AMBIGUOUS
    )
    lists = rows.values("delivery_id", as_of=F("delivery__as_of")).distinct().order_by("-as_of", "-delivery_id")
    return [dict(row) for row in lists[:SHOWN]]


def reports_of(scope: Scope) -> QuerySet[CourtReport]:
    """What the association has told, the latest first."""
    found = CourtReport.objects.visible_to(scope).select_related("tenancy", "association", "said_by")
    return found.order_by("-said_at", "-pk")


def dates_ahead(scope: Scope, *, now: dt.datetime) -> list[CourtReport]:
    """The days the court has set that are still to come, the nearest first."""
    return list(_dates(scope).filter(takes_place_at__gte=now).order_by("takes_place_at", "pk")[:SHOWN])


def dates_to_report(scope: Scope, *, now: dt.datetime) -> list[CourtReport]:
    """Evictions whose day has passed without a word of what came of it, the oldest first."""
    passed = _dates(scope).filter(kind=ReportKind.EVICTION_SET, takes_place_at__lt=now)
    return list(passed.order_by("takes_place_at", "pk")[:SHOWN])


def _dates(scope: Scope) -> QuerySet[CourtReport]:
    standing = CourtReport.objects.visible_to(scope).standing()
    told = CourtReport.objects.standing().filter(
        lease=OuterRef("lease"), kind__in=ENDS, occurred_on__gte=OuterRef("occurred_on")
    )
    return standing.filter(kind__in=DATES).exclude(Exists(told)).select_related("tenancy", "association")
