"""The municipality's rules as they were, are and will be, and what a changed one would open."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import Unit
from accounts.scope import Scope
from housing.models import Delivery, HousingAssociation

from ..models import LeadDays, OpeningRule
from ..urgency import RULES


class LeadDaysRow(NamedTuple):
    """One rule of urgency with the days it has now and those it had before."""

    code: str
    label: str
    description: str
    days: int
    history: list[LeadDays]


def opening_rules(scope: Scope) -> list[OpeningRule]:
    """All opening rules of the reader's municipality, the latest first."""
    return list(
        OpeningRule.objects.filter(municipality_id=scope.municipality_id)
        .select_related("default_unit")
        .order_by("-starts_on", "-pk")
    )


def units_of(scope: Scope) -> QuerySet[Unit]:
    """The municipality's units, by name."""
    return Unit.objects.filter(municipality_id=scope.municipality_id).order_by("name", "pk")


def lead_days_on(municipality_id: int | None, *, today: dt.date) -> dict[str, int]:
    """The lead days of every rule of urgency on a day; the product's own where the municipality has none."""
    own = dict(LeadDays.objects.filter(municipality_id=municipality_id).in_force(today).values_list("rule", "days"))
    return {rule.code: own.get(rule.code, rule.lead_days) for rule in RULES}


def lead_days_rows(scope: Scope, *, today: dt.date) -> list[LeadDaysRow]:
    """Every rule of urgency in its order, with its days and their history, the latest first."""
    now = lead_days_on(scope.municipality_id, today=today)
    rows = list(LeadDays.objects.filter(municipality_id=scope.municipality_id).order_by("-starts_on", "-pk"))
    return [
        LeadDaysRow(
            rule.code,
            str(rule.label),
            str(rule.description),
            now[rule.code],
            [row for row in rows if row.rule == rule.code],
        )
        for rule in RULES
    ]


def newest_lists(scope: Scope) -> list[Delivery]:
    """The newest complete list received from each association with homes in the municipality."""
    there = HousingAssociation.objects.visible_to(scope).values("pk")
    received = Delivery.objects.applied().filter(is_complete=True, association__in=there)
    return list(received.order_by("association_id", "-as_of", "-pk").distinct("association_id"))
