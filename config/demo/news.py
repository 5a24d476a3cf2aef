"""What the demo's people were told of late: what others did on their cases, most of it read already."""

from __future__ import annotations

import datetime as dt

from django.db.models import F
from django.urls import reverse

from accounts.models import Notification
from casework.models import CaseEvent
from casework.telling import TOLD

RECENT = dt.timedelta(days=21)
UNREAD = dt.timedelta(days=4)


def write_news(now: dt.datetime) -> None:
    """As `casework.telling` would have told it, all at once; what an action of the demo told already stays."""
    lines = (
        CaseEvent.objects.filter(kind__in=TOLD, recorded_at__gt=now - RECENT, case__assigned_to__isnull=False)
        .exclude(by_user=F("case__assigned_to"))
        .select_related("case__assigned_to")
        .order_by("pk")
    )
    Notification.objects.bulk_create(
        (
            Notification(
                user=line.case.assigned_to,
                organisation_id=line.case.unit_id,
                kind=f"event.{line.kind}",
                subject=line.case.number,
                path=reverse("casework:case", args=[line.case_id]),
                key=f"event:{line.pk}",
                told_at=line.recorded_at,
                read_at=None if line.recorded_at > now - UNREAD else line.recorded_at + dt.timedelta(hours=3),
                is_mailed=True,
            )
            for line in lines
        ),
        ignore_conflicts=True,
    )


def read_older(now: dt.datetime) -> None:
    """Everybody has read what they were told some days ago."""
    older = Notification.objects.unread().filter(told_at__lte=now - UNREAD)
    older.update(read_at=F("told_at") + dt.timedelta(hours=3))
