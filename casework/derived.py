"""The one writer of what is derived on a case: its stage, contacts, place in the worklist and search text.

Every action calls `refresh` in its own transaction, an import once for all the cases it touched. Nothing
derived depends on the passing of time, so nothing is recomputed at night.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from . import derived_sql, stages, urgency
from .enums import EventKind, LegalStepKind, Stage
from .models.cases import NOTHING_DUE

#: Cases refreshed in one round of statements.
ROUND = 5000
#: Events that happen to a case without anybody attending to it.
UNATTENDED = (EventKind.REFRESHED, EventKind.LIST_UNDONE, EventKind.INSTALMENT_MISSED, EventKind.MERGED)


class _Step(NamedTuple):
    pk: int
    kind: str
    occurred_on: dt.date
    takes_place_at: dt.datetime | None
    hearing_result: str
    result: str
    corrects_id: int | None
    is_void: bool


class _Course(NamedTuple):
    pk: int
    case_id: int
    cause: str
    started_on: dt.date
    stage: str
    ended_on: dt.date | None
    result: str
    steps: Sequence[_Step]
    has_moved: bool

    @property
    def standing(self) -> tuple[int, str, dt.date | None, str]:
        return self.pk, self.stage, self.ended_on, self.result


class _Case(NamedTuple):
    pk: int
    municipality_id: int
    cause: str
    is_closed: bool
    opened_on: dt.date
    is_assigned: bool
    has_children: bool
    noticed_on: dt.date | None
    follow_up_on: dt.date | None
    number: str
    names: str
    address: str
    tenancy_number: str
    first_contact_at: dt.datetime | None
    last_contact_at: dt.datetime | None
    first_reached_at: dt.datetime | None
    last_reached_at: dt.datetime | None
    contact_count: int
    has_intervention: bool
    reopened_at: dt.datetime | None
    attended_at: dt.datetime | None


@transaction.atomic(savepoint=False)
def refresh(case_ids: Iterable[int], *, today: dt.date) -> None:
    """Derive courses and cases anew from what is recorded, in a few statements whatever their number.

    `today` decides which of the municipality's lead days are in force. The rows stay locked until the
    transaction ends, so that of two who record at the same moment the later counts both.
    """
    ids = sorted(set(case_ids))
    for start in range(0, len(ids), ROUND):
        _refresh_round(ids[start : start + ROUND], today)


def fold(text: str) -> str:
    """A text as it is searched: lower case, æ as ae, ø as oe, å as aa, no accents, single spaces."""
    danish = unicodedata.normalize("NFC", text).casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    if not danish.isascii():
        signs = unicodedata.normalize("NFKD", danish)
        danish = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join(danish.split())


def _refresh_round(ids: list[int], today: dt.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(derived_sql.LOCK, {"ids": ids})
        courses = _courses(_rows(cursor, derived_sql.COURSES, ids=ids))
        lead_days = _lead_days(_rows(cursor, derived_sql.LEAD_DAYS, today=today))
        facts = _rows(cursor, derived_sql.FACTS, ids=ids, reopened=EventKind.REOPENED, unattended=list(UNATTENDED))
        cases = [_Case(*row) for row in facts]
        rows = [_derive(case, courses[case.pk], lead_days[case.municipality_id]) for case in cases]
        moved = [course.standing for of_case in courses.values() for course in of_case if course.has_moved]
        if moved:
            cursor.execute(derived_sql.WRITE_COURSES, _columns(moved))
        if rows:
            cursor.execute(derived_sql.WRITE_CASES, _columns(rows))


def _rows(cursor: CursorWrapper, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    cursor.execute(statement, parameters)
    return list(cursor.fetchall())


def _columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _courses(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[_Course]]:
    """The courses of each case with their steps, standing where the steps say."""
    steps: dict[tuple[Any, ...], list[_Step]] = defaultdict(list)
    for row in rows:
        of_course = steps[row[:7]]
        if row[7] is not None:
            of_course.append(_Step(*row[7:]))
    courses: dict[int, list[_Course]] = defaultdict(list)
    for (pk, case_id, cause, started_on, *stood), recorded in steps.items():
        standing = stages.stage_after(recorded)
        result = standing.result or ""
        has_moved = [standing.stage, standing.ended_on, result] != stood
        courses[case_id].append(
            _Course(pk, case_id, cause, started_on, standing.stage, standing.ended_on, result, recorded, has_moved)
        )
    return courses


def _lead_days(rows: Iterable[tuple[int, str, int]]) -> dict[int, dict[str, int]]:
    """The lead days by municipality and rule."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for municipality_id, rule, days in rows:
        found[municipality_id][rule] = days
    return found


def _derive(case: _Case, courses: list[_Course], lead_days: dict[str, int]) -> tuple[Any, ...]:
    """The derived columns of one case, in the order in which they are written."""
    shown = stages.furthest(courses)
    stage = shown.stage if shown else Stage.EARLY
    open_courses = [course for course in courses if course.ended_on is None]
    court = sorted(
        (found for course in open_courses if (found := stages.court_date(course.steps))),
        key=lambda date: date.takes_place_at,
    )
    place = None if case.is_closed else urgency.triage(_facts(case, stage, open_courses, court), lead_days)
    return (
        case.pk,
        shown.cause if shown else case.cause,
        stage,
        court[0].takes_place_at if court else None,
        case.first_contact_at,
        case.last_contact_at,
        case.first_reached_at,
        case.contact_count,
        case.attended_at,
        place.key if place else NOTHING_DUE,
        place.rule if place else "",
        place.due_on if place else None,
        fold(f"{case.names} {case.address} {case.tenancy_number} {case.number}"),
    )


def _facts(case: _Case, stage: str, open_courses: list[_Course], court: list[stages.CourtDate]) -> urgency.Facts:
    demands = [
        step.occurred_on
        for course in open_courses
        for step in stages.effective(course.steps)
        if step.kind == LegalStepKind.DEMAND
    ]
    return urgency.Facts(
        began_on=_day(case.reopened_at) or case.opened_on,
        is_assigned=case.is_assigned,
        has_children=case.has_children,
        stage=stage,
        demanded_on=max(demands, default=None),
        noticed_on=case.noticed_on,
        hearing_on=next((_day(date.takes_place_at) for date in court if not date.is_eviction), None),
        eviction_on=next((_day(date.takes_place_at) for date in court if date.is_eviction), None),
        last_contact_on=_day(case.last_contact_at),
        last_reached_on=_day(case.last_reached_at),
        has_intervention=case.has_intervention,
        follow_up_on=case.follow_up_on,
        last_event_on=_day(case.attended_at),
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)
