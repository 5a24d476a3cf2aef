"""What the yearly statistics ask of a case: facts filled in late, and the answer "unknown to us"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from accounts.errors import check_version
from accounts.scope import Scope
from housing.enums import ChildrenKnown

from ..enums import EventKind, StatisticsFact
from ..events import record
from ..models import Case, LegalCourse, UnknownFact
from ..permissions import check_work_on
from .locking import locked
from .logging import set_background, set_household


@transaction.atomic
def answer_unknown(case: Case, *, fact: str, by: Scope, now: dt.datetime) -> None:
    """Say that a fact is unknown to us; it is not asked for again. Twice is once."""
    case = locked(case)
    check_work_on(by, case)
    _row, is_new = UnknownFact.objects.get_or_create(
        case=case,
        fact=fact,
        defaults={"municipality_id": case.municipality_id, "recorded_at": now, "recorded_by_id": by.user_id},
    )
    if is_new:
        record(case, EventKind.STATISTICS_FACT, by=by, now=now, fact=fact, is_unknown=True)


@transaction.atomic
def ask_again(case: Case, *, fact: str, by: Scope, now: dt.datetime) -> None:
    """Take "unknown to us" back: the fact is asked for again while it is missing."""
    case = locked(case)
    check_work_on(by, case)
    deleted, _rows = UnknownFact.objects.filter(case=case, fact=fact).delete()
    if deleted:
        record(case, EventKind.STATISTICS_FACT, by=by, now=now, fact=fact, is_asked_again=True)


@transaction.atomic
def state_ground(course: LegalCourse, *, ground: int, version: int, by: Scope, now: dt.datetime) -> LegalCourse:
    """Say on which ground of almenlejeloven § 90(1) a course stands that was opened without one."""
    case = locked(course.case)
    check_work_on(by, case)
    course = LegalCourse.objects.select_for_update(of=("self",)).get(pk=course.pk)
    check_version(course, version)
    course.ground = ground
    course.version += 1
    course.save(update_fields=["ground", "version"])
    record(case, EventKind.STATISTICS_FACT, by=by, now=now, fact=StatisticsFact.GROUND, course=course.pk, ground=ground)
    return course


@transaction.atomic
def state_district(case: Case, *, district: str, version: int, by: Scope, now: dt.datetime) -> Case:
    """Say in which district (bydel) the home lies, when the department does not tell."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    case.district = district
    case.version += 1
    case.save(update_fields=["district", "version"])
    record(case, EventKind.STATISTICS_FACT, by=by, now=now, fact=StatisticsFact.DISTRICT, district=district)
    return case


@transaction.atomic
def fill_in(
    case: Case,
    *,
    answers: Mapping[StatisticsFact, Any],
    unknown: Collection[StatisticsFact],
    version: int,
    by: Scope,
    now: dt.datetime,
) -> Case:
    """Take the answers to what was missing: each is written where it belongs, with its line on the timeline.

    `answers` gives the value by fact, of the grounds a value by course. Raises `Conflict` when somebody changed the
    case meanwhile.
    """
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    for course, ground in answers.get(StatisticsFact.GROUND, {}).items():
        state_ground(course, ground=ground, version=course.version, by=by, now=now)
    if StatisticsFact.BACKGROUND in answers:
        case = set_background(case, codes=answers[StatisticsFact.BACKGROUND], version=case.version, by=by, now=now)
    if StatisticsFact.DISTRICT in answers:
        case = state_district(case, district=answers[StatisticsFact.DISTRICT], version=case.version, by=by, now=now)
    household = _household(case, answers)
    if household:
        case = set_household(case, **household, version=case.version, by=by, now=now)
    for fact in unknown:
        answer_unknown(case, fact=fact, by=by, now=now)
    return case


def _household(case: Case, answers: Mapping[StatisticsFact, Any]) -> dict[str, Any]:
    """The household with what was answered of it; empty when nothing was. A number says that there are children."""
    if not answers.keys() & {StatisticsFact.HOUSEHOLD, StatisticsFact.CHILDREN, StatisticsFact.CHILD_COUNT}:
        return {}
    children = answers.get(StatisticsFact.CHILD_COUNT, case.children)
    has_children = answers.get(StatisticsFact.CHILDREN, case.has_children)
    return {
        "household_type": answers.get(StatisticsFact.HOUSEHOLD, case.household_type),
        "has_children": has_children,
        "children": children if has_children == ChildrenKnown.YES else None,
        "adults": case.adults,
    }
