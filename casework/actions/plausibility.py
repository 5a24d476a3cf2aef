"""Raising with the association what does not look right in a legal course."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import EventKind, Finding
from ..events import record
from ..models import CaseEvent, LegalCourse
from ..permissions import check_work_on
from .locking import locked


@transaction.atomic
def raise_finding(
    course: LegalCourse, *, finding: Finding, raised_on: dt.date, note: str = "", by: Scope, now: dt.datetime
) -> CaseEvent:
    """Note that a finding was taken up with the association on a day; nothing of the course changes."""
    case = locked(course.case)
    check_work_on(by, case)
    if raised_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    return record(
        case,
        EventKind.RAISED,
        by=by,
        now=now,
        occurred_on=raised_on,
        course=course.pk,
        finding=finding.value,
        note=note,
    )
