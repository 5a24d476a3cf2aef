"""What is written down of a home let on unlawfully, or of a breach of the house rules."""

from __future__ import annotations

import datetime as dt
from typing import Required, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope

from ..course_facts import FACTS_OF
from ..enums import Cause, EventKind
from ..events import record
from ..models import CourseFact, LegalCourse
from ..permissions import check_work_on
from .locking import locked, save_valid


class FactWords(TypedDict, total=False):
    """What a fact says; see `CourseFact`."""

    kind: Required[str]
    occurred_on: Required[dt.date]
    source: Required[str]
    place: str
    parties: str
    text: str
    outcome: str


WORDS = tuple(FactWords.__annotations__)


@transaction.atomic
def note_fact(course: LegalCourse, *, by: Scope, now: dt.datetime, **words: Unpack[FactWords]) -> CourseFact:
    """Write down a fact of a course, with its source; it can be corrected, never changed."""
    return _write(course, CourseFact(**words), by=by, now=now)


@transaction.atomic
def correct_fact(
    fact: CourseFact, *, is_void: bool = False, by: Scope, now: dt.datetime, **words: Unpack[FactWords]
) -> CourseFact:
    """Put beside a fact what it should have said, or with `is_void` that it is not so.

    Raises `Conflict` with the correction when somebody was there first.
    """
    locked(fact.case)
    standing = CourseFact.objects.filter(corrects=fact).first()
    if standing is not None:
        raise Conflict(standing)
    said = {name: getattr(fact, name) for name in WORDS} if is_void else words
    return _write(fact.course, CourseFact(**said, corrects=fact, is_void=is_void), by=by, now=now)


def _write(course: LegalCourse, fact: CourseFact, *, by: Scope, now: dt.datetime) -> CourseFact:
    case = locked(course.case)
    check_work_on(by, case)
    if fact.kind not in FACTS_OF[Cause(course.cause)]:
        raise Refused(_("That is no fact of a course for this cause."))
    if fact.occurred_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    fact.course, fact.case, fact.municipality_id = course, case, case.municipality_id
    fact.recorded_at, fact.recorded_by_id = now, by.user_id
    save_valid(fact, force_insert=True)
    said = {name: getattr(fact, name) for name in WORDS if name != "occurred_on"}
    record(
        case,
        EventKind.COURSE_FACT,
        by=by,
        now=now,
        occurred_on=fact.occurred_on,
        fact=fact.pk,
        course=course.pk,
        corrects=fact.corrects_id,
        is_void=fact.is_void or None,
        **said,
    )
    return fact
