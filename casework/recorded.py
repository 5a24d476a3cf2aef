"""What the records of cases say, read for many at once: now, or as far as it was recorded by a past moment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from . import deadlines, recorded_sql, stages, urgency
from .enums import EventKind
from .legal_parameters import Dated, ParameterHistory

#: Events that happen to a case without anybody attending to it.
UNATTENDED = (EventKind.REFRESHED, EventKind.LIST_UNDONE, EventKind.INSTALMENT_MISSED, EventKind.MERGED)


class Step(NamedTuple):
    """A recorded step of a course."""

    pk: int
    kind: str
    occurred_on: dt.date
    takes_place_at: dt.datetime | None
    hearing_result: str
    result: str
    corrects_id: int | None
    is_void: bool
    arrived_on: dt.date | None


class Course(NamedTuple):
    """A legal course standing where its steps say; `has_moved` when its row says otherwise."""

    pk: int
    case_id: int
    cause: str
    started_on: dt.date
    stage: str
    ended_on: dt.date | None
    result: str
    steps: Sequence[Step]
    has_moved: bool

    @property
    def standing(self) -> tuple[int, str, dt.date | None, str]:
        return self.pk, self.stage, self.ended_on, self.result


class CaseRow(NamedTuple):
    """One case with what its contacts and its timeline add up to."""

    pk: int
    municipality_id: int
    cause: str
    opened_on: dt.date
    received_on: dt.date
    closed_on: dt.date | None
    housing_outcome: str
    assigned_to_id: int | None
    has_children: bool
    follow_up_on: dt.date | None
    number: str
    names: str
    address: str
    tenancy_number: str
    first_contact_at: dt.datetime | None
    last_contact_at: dt.datetime | None
    first_reached_at: dt.datetime | None
    last_reached_at: dt.datetime | None
    contacted_at: dt.datetime | None
    contact_count: int
    has_intervention: bool
    reopened_at: dt.datetime | None
    closed_before_on: dt.date | None
    attended_at: dt.datetime | None

    @property
    def began_on(self) -> dt.date:
        return _day(self.reopened_at) or self.opened_on


@dataclasses.dataclass(frozen=True, slots=True)
class Recorded:
    """One case with its courses, its deadlines and the lead days of its municipality."""

    row: CaseRow
    courses: Sequence[Course]
    deadlines: Sequence[deadlines.Deadline]
    lead_days: Mapping[str, int]

    @property
    def urgency_facts(self) -> urgency.Facts:
        """What the rules of urgency ask."""
        row = self.row
        due: dict[str, dt.date] = {}
        for one in self.deadlines:
            if one.is_open:
                due[one.rule] = min(one.due_on, due.get(one.rule, one.due_on))
        return urgency.Facts(
            began_on=row.began_on,
            due=due,
            is_assigned=row.assigned_to_id is not None,
            has_children=row.has_children,
            last_contact_on=_day(row.last_contact_at),
            last_reached_on=_day(row.last_reached_at),
            has_intervention=row.has_intervention,
            follow_up_on=row.follow_up_on,
            last_event_on=_day(row.attended_at),
        )

    @property
    def triage(self) -> urgency.Triage | None:
        """The place in the worklist; None for a closed case."""
        return None if self.row.closed_on is not None else urgency.triage(self.urgency_facts, self.lead_days)


def read_cases(
    cursor: CursorWrapper, ids: Sequence[int], *, today: dt.date, until: dt.datetime | None = None
) -> list[Recorded]:
    """What is recorded on cases, in a few statements whatever their number.

    `today` decides which lead days are in force; with `until` only what was recorded by that moment counts.
    """
    asked = {"ids": ids, "until": until or "infinity", "today": today, "unattended": list(UNATTENDED)}
    courses = _courses(_rows(cursor, recorded_sql.COURSES, asked))
    lead_days = _lead_days(_rows(cursor, recorded_sql.LEAD_DAYS, asked))
    parameters = _parameters(_rows(cursor, recorded_sql.PARAMETERS, asked))
    dated = _dated(_rows(cursor, recorded_sql.DATED, asked))
    rows = _rows(cursor, recorded_sql.FACTS_NOW if until is None else recorded_sql.FACTS_THEN, asked)
    return [
        Recorded(
            row,
            courses[row.pk],
            deadlines.deadlines_of(_facts(row, courses[row.pk], dated[row.pk], parameters[row.municipality_id])),
            lead_days[row.municipality_id],
        )
        for row in map(CaseRow._make, rows)
    ]


def _facts(
    row: CaseRow, courses: Sequence[Course], dated: Sequence[deadlines.Dated], parameters: ParameterHistory
) -> deadlines.Facts:
    return deadlines.Facts(
        opened_on=row.opened_on,
        received_on=row.received_on,
        began_on=row.began_on,
        since_on=row.received_on if row.reopened_at is None else row.closed_before_on or row.began_on,
        parameters=parameters.on,
        contacted_on=_day(row.contacted_at),
        courses=[deadlines.Course(course.steps, course.ended_on) for course in courses],
        dated=dated,
        closed_on=row.closed_on,
        housing_outcome=row.housing_outcome,
    )


def _rows(cursor: CursorWrapper, statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    cursor.execute(statement, parameters)
    return list(cursor.fetchall())


def _courses(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Course]]:
    """The courses of each case with their steps, standing where the steps say."""
    steps: dict[tuple[Any, ...], list[Step]] = defaultdict(list)
    for row in rows:
        of_course = steps[row[:7]]
        if row[7] is not None:
            of_course.append(Step(*row[7:]))
    courses: dict[int, list[Course]] = defaultdict(list)
    for (pk, case_id, cause, started_on, *stood), recorded in steps.items():
        standing = stages.stage_after(recorded)
        result = standing.result or ""
        has_moved = [standing.stage, standing.ended_on, result] != stood
        courses[case_id].append(
            Course(pk, case_id, cause, started_on, standing.stage, standing.ended_on, result, recorded, has_moved)
        )
    return courses


def _lead_days(rows: Iterable[tuple[Any, ...]]) -> dict[int, dict[str, int]]:
    """The lead days by municipality and rule."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for municipality_id, rule, days in rows:
        found[municipality_id][rule] = days
    return found


def _parameters(rows: Iterable[tuple[Any, ...]]) -> dict[int, ParameterHistory]:
    """What the law said when, by municipality; one without rows of its own has the product's proposals."""
    found: dict[int, list[Dated]] = defaultdict(list)
    for municipality_id, *values in rows:
        found[municipality_id].append(Dated(*values))
    histories: dict[int, ParameterHistory] = defaultdict(lambda: ParameterHistory(()))
    histories.update({key: ParameterHistory(values) for key, values in found.items()})
    return histories


def _dated(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[deadlines.Dated]]:
    found: dict[int, list[deadlines.Dated]] = defaultdict(list)
    for case_id, *values in rows:
        found[case_id].append(deadlines.Dated(*values))
    return found


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)
