"""The order the worklist had on a past day, from what had been recorded by the end of it.

Two things are not kept as they were and are taken as they are now: the unit of a case, and what an intervention
was changed to later. Whether children lived there is unknown before the first record of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from .derived import ROUND
from .models import Case
from .models.cases import CaseQuerySet
from .recorded import read_cases
from .urgency import reason


class Replayed(NamedTuple):
    """One case as it stood: its place, what was due when, and the reason the list gave."""

    key: dt.date
    case: str
    rule: str
    due_on: dt.date
    reason: str
    is_assigned: bool


def replay(cases: CaseQuerySet, *, as_of: dt.date) -> list[Replayed]:
    """The open cases of that day in the order they stood at its end."""
    until = timezone.make_aware(dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time.min))
    until -= dt.timedelta(microseconds=1)
    then = cases.filter(opened_at__lte=until)
    maybe_open = then.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=until) | Q(reopened_count__gt=0))
    ids = list(maybe_open.order_by("pk").values_list("pk", flat=True))
    return sorted(_replayed(ids, as_of, until), key=lambda one: (one.key, one.case))


def _replayed(ids: list[int], as_of: dt.date, until: dt.datetime) -> Iterator[Replayed]:
    with connection.cursor() as cursor:
        for start in range(0, len(ids), ROUND):
            for case in read_cases(cursor, ids[start : start + ROUND], today=as_of, until=until):
                if (place := case.triage) is not None:
                    said = reason(place.rule, place.due_on, as_of)
                    is_assigned = case.row.assigned_to_id is not None
                    yield Replayed(place.key, case.row.number, place.rule, place.due_on, said, is_assigned)


def cases_of_unit(name: str) -> CaseQuerySet:
    """The cases of a unit by its name; all where no name is given."""
    return Case.objects.filter(unit__name=name) if name else Case.objects.all()
