"""A legal course drawn as a row of stages: passed, where it stands, and to come."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.wording import short_day

from ..enums import Cause, CourseResult, Stage
from ..models import LegalCourse, LegalStep
from ..stages import STAGE_OF, STAGE_ORDER, reached

#: The stages shown for arrears; the other causes may go through the housing court.
ARREARS_WAY = (Stage.DEMANDED, Stage.RESCINDED, Stage.FILED, Stage.HEARING, Stage.SCHEDULED)
OTHER_WAY = (Stage.EARLY, Stage.RESCINDED, Stage.HOUSING_COURT, Stage.FILED, Stage.HEARING, Stage.SCHEDULED)


@dataclasses.dataclass(frozen=True, slots=True)
class StageMark:
    """One stage of the row: its word, whether it is done, current or future, and its day."""

    label: str
    state: str
    date: str


def stage_marks(course: LegalCourse, steps: Sequence[LegalStep], *, today: dt.date) -> list[StageMark]:
    """The row of stages of a course by the steps that stand; an ended course closes with its result."""
    way = ARREARS_WAY if course.cause == Cause.ARREARS else OTHER_WAY
    days = {STAGE_OF[step.kind]: _day(step) for step in steps}
    has_ended = course.ended_on is not None
    here = STAGE_ORDER[reached(steps)]
    marks = [
        StageMark(str(stage.label), _state(STAGE_ORDER[stage], here, has_ended), short_day(days[stage], today))
        if stage in days
        else StageMark(str(stage.label), _state(STAGE_ORDER[stage], here, has_ended), "")
        for stage in way
        if not has_ended or stage in days
    ]
    if has_ended:
        ended = _("Ended: %(result)s") % {"result": CourseResult(course.result).label}
        marks.append(StageMark(ended, "current", short_day(course.ended_on, today)))
    return marks


def _state(stage: int, here: int, has_ended: bool) -> str:
    if stage == here and not has_ended:
        return "current"
    return "done" if stage <= here else "future"


def _day(step: LegalStep) -> dt.date:
    """The day the court has set, for a step that names one; else the day the step happened."""
    return timezone.localtime(step.takes_place_at).date() if step.takes_place_at else step.occurred_on
