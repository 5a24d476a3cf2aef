"""The tenancies that left the newest list, and what the association said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from accounts.scope import Scope
from housing.enums import StatementKind
from housing.models import ArrearsPosition, ArrearsStatement
from housing.models.deliveries import ArrearsPositionQuerySet

from .association import tenants_of
from .keyset import Order, Page, page_of

PAGE_SIZE = 50
RECENT = 10


def unanswered(scope: Scope, *, cursor: str, today: dt.date) -> Page:
    """One page of those nobody has answered for, the longest gone first, as dictionaries."""
    rows = _of(scope).values_list(
        "vanished_on",
        "pk",
        "version",
        "amount",
        "step",
        "tenancy__number",
        "tenancy__street",
        "association__name",
        tenants_of("lease", today),
    )
    page = page_of(rows, Order("vanished_on"), cursor=cursor, size=PAGE_SIZE)
    names = ("vanished_on", "pk", "version", "amount", "step", "number", "street", "association", "tenants")
    return page._replace(rows=[dict(zip(names, row, strict=True)) for row in page.rows])


def has_unanswered(scope: Scope) -> bool:
    """Whether the association is being asked about anybody."""
    return _of(scope).exists()


def answered_recently(scope: Scope) -> list[Mapping[str, Any]]:
    """The last answers that can still be taken back: no newer list has spoken of the tenancy."""
    said = (
        ArrearsStatement.objects.visible_to(scope)
        .standing()
        .filter(
            kind=StatementKind.VANISHED,
            tenancy__position__as_of=F("as_of"),
            tenancy__position__vanished_answer=F("answer"),
        )
    )
    return list(
        said.order_by("-pk").values(
            "answer",
            "said_on",
            position=F("tenancy_id"),
            version=F("tenancy__position__version"),
            number=F("tenancy__number"),
            street=F("tenancy__street"),
            by=F("said_by__name"),
        )[:RECENT]
    )


def _of(scope: Scope) -> ArrearsPositionQuerySet:
    return ArrearsPosition.objects.visible_to(scope).unanswered()
