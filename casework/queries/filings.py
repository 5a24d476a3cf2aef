"""Cases filed with the bailiff court of which no notice under § 92(2) came, or one that came late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.scope import Scope
from housing.enums import NoticeKind, Step
from housing.models import ArrearsPosition, Notice

from ..enums import Cause, LegalStepKind
from ..models import Case, CourtReport, LegalStep
from .association_notices import notices_of

#: How far back the lists go.
DAYS = 365

Row = dict[str, Any]


def missing_of(scope: Scope, *, today: dt.date) -> list[Row]:
    """Filings known without a notice: an association's by its own list and reports, the municipality's by its cases.

    An association's rows come from its own records alone, so that they say nothing of any case.
    """
    found = _own_missing(scope, today) if scope.is_in_association else _known_missing(scope, today)
    return sorted(found, key=lambda row: (row["association"], row["filed_on"], row["number"]))


def late_of(scope: Scope, *, today: dt.date) -> list[Row]:
    """Notices that came after the filing they tell of: at the latest at the same time, says the law."""
    late = notices_of(scope).filter(
        kind=NoticeKind.SECTION_92_2, received_on__gt=F("filed_on"), received_on__gte=today - dt.timedelta(days=DAYS)
    )
    rows = late.values(
        "pk", "filed_on", "received_on", number=F("tenancy__number"), street=F("tenancy__street"),
        association_name=F("association__name"),
    )  # fmt: skip
    named = [{**row, "association": row["association_name"]} for row in rows]
    for row in named:
        row["days"] = (row["received_on"] - row["filed_on"]).days
    return sorted(named, key=lambda row: (row["association"], row["received_on"], row["number"], row["pk"]))


def by_association(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under the name of their association."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row["association"])]


def _own_missing(scope: Scope, today: dt.date) -> list[Row]:
    since = today - dt.timedelta(days=DAYS)
    listed = ArrearsPosition.objects.visible_to(scope).owing().filter(step=Step.FILED)
    listed = listed.exclude(Exists(_notices(OuterRef("lease"), received_on__gte=OuterRef("since_on"))))
    told = CourtReport.objects.visible_to(scope).standing().filter(cause=Cause.ARREARS, occurred_on__gte=since)
    told = told.exclude(Exists(_notices(OuterRef("lease"))))
    rows: dict[int, Row] = {}
    for found, day in ((told, "occurred_on"), (listed, "as_of")):
        for row in found.values(
            "tenancy_id", number=F("tenancy__number"), street=F("tenancy__street"), owner=F("association__name"),
            known_on=F(day),
        ):  # fmt: skip
            rows[row["tenancy_id"]] = {**row, "association": row["owner"], "filed_on": row["known_on"]}
    return list(rows.values())


def _known_missing(scope: Scope, today: dt.date) -> list[Row]:
    steps = LegalStep.objects.filter(
        kind=LegalStepKind.FILING,
        course__cause=Cause.ARREARS,
        case__in=Case.objects.visible_to(scope),
        corrected_by__isnull=True,
        is_void=False,
        occurred_on__gte=today - dt.timedelta(days=DAYS),
    ).exclude(Exists(_notices(OuterRef("case__lease"), received_on__gte=OuterRef("course__started_on"))))
    rows = steps.values(
        "source", "case_id", filed_on=F("occurred_on"), case_number=F("case__number"),
        number=F("case__tenancy__number"), street=F("case__tenancy__street"), association=F("case__association__name"),
    )  # fmt: skip
    return list({row["case_id"]: dict(row) for row in rows}.values())


def _notices(lease: OuterRef, **more: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(Q(lease=lease), kind=NoticeKind.SECTION_92_2, **more)
