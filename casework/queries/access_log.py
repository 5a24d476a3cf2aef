"""The access log, with the numbers of the cases looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import AccessLog
from accounts.models.access_log import AccessLogQuerySet
from accounts.scope import Scope

from ..models import Case


def looks_seen_by(scope: Scope, *, sought: dict[str, Any]) -> AccessLogQuerySet:
    """The entries the data-protection officer sought, each with `case_number`.

    The log of a municipality names its cases; their number says nothing of whom they are about.
    """
    cases = Case.objects.filter(municipality_id=scope.municipality_id)
    found = AccessLog.objects.visible_to(scope).annotate(
        case_number=Subquery(cases.filter(pk=OuterRef("case_id")).values("number"))
    )
    if sought.get("who"):
        found = found.filter(user_name__icontains=sought["who"])
    if sought.get("number"):
        found = found.filter(case_id__in=cases.filter(number=sought["number"].strip()).values("pk"))
    if sought.get("look"):
        found = found.filter(look=sought["look"])
    if sought.get("first"):
        found = found.filter(at__gte=_midnight(sought["first"]))
    if sought.get("last"):
        found = found.filter(at__lt=_midnight(sought["last"] + dt.timedelta(days=1)))
    return found


def _midnight(day: dt.date) -> dt.datetime:
    """The first moment of a day in Copenhagen."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
