"""What may follow what in a legal course, and how far a course has come."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from .enums import Cause, CourseResult, LegalStepKind, Stage

Kind = LegalStepKind

#: The order of the stages; a course goes forwards, skipping what it likes.
STAGE_ORDER: dict[str, int] = {stage: number for number, stage in enumerate(Stage)}

#: The stage a course is at once a step has happened.
STAGE_OF: dict[str, Stage] = {
    Kind.OBJECTION: Stage.EARLY,
    Kind.HOUSE_RULES_WARNING: Stage.EARLY,
    Kind.CONDITIONAL_TENANCY: Stage.EARLY,
    Kind.CONDITION_BREACHED: Stage.EARLY,
    Kind.COMPLAINTS_BOARD: Stage.EARLY,
    Kind.BOARD_DECISION: Stage.EARLY,
    Kind.DEMAND: Stage.DEMANDED,
    Kind.TERMINATION: Stage.RESCINDED,
    Kind.RESCISSION: Stage.RESCINDED,
    Kind.LAWSUIT: Stage.HOUSING_COURT,
    Kind.JUDGMENT: Stage.HOUSING_COURT,
    Kind.FILING: Stage.FILED,
    Kind.HEARING_CALLED: Stage.HEARING,
    Kind.HEARING_HELD: Stage.HEARING,
    Kind.EVICTION_SCHEDULED: Stage.SCHEDULED,
    Kind.ENDED: Stage.ENDED,
}

_ALWAYS = {
    Kind.TERMINATION,
    Kind.RESCISSION,
    Kind.FILING,
    Kind.HEARING_CALLED,
    Kind.HEARING_HELD,
    Kind.EVICTION_SCHEDULED,
    Kind.ENDED,
}
_HOUSING_COURT = {Kind.LAWSUIT, Kind.JUDGMENT}

#: The steps a course can have, by its cause. Arrears never go through the housing court.
KINDS_OF: dict[Cause, frozenset[LegalStepKind]] = {
    Cause.ARREARS: frozenset(_ALWAYS | {Kind.DEMAND}),
    Cause.SUBLETTING: frozenset(_ALWAYS | _HOUSING_COURT | {Kind.OBJECTION}),
    Cause.HOUSE_RULES: frozenset(
        _ALWAYS
        | _HOUSING_COURT
        | {
            Kind.HOUSE_RULES_WARNING,
            Kind.CONDITIONAL_TENANCY,
            Kind.CONDITION_BREACHED,
            Kind.COMPLAINTS_BOARD,
            Kind.BOARD_DECISION,
        }
    ),
    Cause.CRIME: frozenset(_ALWAYS | _HOUSING_COURT),
    Cause.OTHER: frozenset(Kind),
}


def _may_follow(cause: Cause, stage: Stage) -> frozenset[LegalStepKind]:
    if stage == Stage.ENDED:
        return frozenset()
    return frozenset(kind for kind in KINDS_OF[cause] if STAGE_ORDER[STAGE_OF[kind]] >= STAGE_ORDER[stage])


#: The steps that may follow each stage, by cause. Nothing follows the end: a new demand starts a new course.
ALLOWED: dict[Cause, dict[Stage, frozenset[LegalStepKind]]] = {
    cause: {stage: _may_follow(cause, stage) for stage in Stage} for cause in Cause
}


class Step(Protocol):
    """A recorded step as the rules see it."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def occurred_on(self) -> dt.date: ...
    @property
    def takes_place_at(self) -> dt.datetime | None: ...
    @property
    def hearing_result(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def corrects_id(self) -> int | None: ...
    @property
    def is_void(self) -> bool: ...
    @property
    def arrived_on(self) -> dt.date | None: ...


class Course(Protocol):
    """A course as the rules see it."""

    @property
    def pk(self) -> int: ...
    @property
    def stage(self) -> str: ...
    @property
    def started_on(self) -> dt.date: ...
    @property
    def ended_on(self) -> dt.date | None: ...


S = TypeVar("S", bound=Step)
C = TypeVar("C", bound=Course)


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """Where a course stands: its stage, and when it is over the day and the result."""

    stage: Stage
    ended_on: dt.date | None = None
    result: CourseResult | None = None


def effective(steps: Iterable[S]) -> list[S]:
    """The steps that stand: neither corrected nor taken back, in the order in which they happened.

    Steps of one day stand in the order of their stages, whatever the order they were recorded in.
    """
    steps = list(steps)
    corrected = {step.corrects_id for step in steps}
    standing = (step for step in steps if step.pk not in corrected and not step.is_void)
    return sorted(standing, key=lambda step: (step.occurred_on, STAGE_ORDER[STAGE_OF[step.kind]], step.pk))


def first_records(steps: Iterable[Step]) -> dict[int, int]:
    """Of each step the id of the record its corrections began with: what stays the same when a step is corrected."""
    first: dict[int, int] = {}
    for step in sorted(steps, key=lambda step: step.pk):
        first[step.pk] = step.pk if step.corrects_id is None else first.get(step.corrects_id, step.corrects_id)
    return first


def stage_after(steps: Iterable[Step]) -> Standing:
    """How far a course has come by its recorded steps; one without steps is an early concern.

    The furthest stage counts, so that an earlier step learned of later changes nothing. What a hearing
    resulted in ends no course: only the step that says so does.
    """
    standing = effective(steps)
    ends = [step for step in standing if step.kind == Kind.ENDED]
    if ends:
        return Standing(Stage.ENDED, ends[-1].occurred_on, CourseResult(ends[-1].result))
    return Standing(_furthest_of(standing))


def reached(steps: Iterable[Step]) -> Stage:
    """The furthest stage the steps came to, the end left aside."""
    return _furthest_of(effective(steps))


def _furthest_of(standing: Iterable[Step]) -> Stage:
    passed = [STAGE_OF[step.kind] for step in standing if step.kind != Kind.ENDED]
    return max(passed, key=lambda stage: STAGE_ORDER[stage], default=Stage.EARLY)


def out_of_order(cause: Cause, steps: Iterable[S]) -> S | None:
    """The first standing step that may not follow those before it; None when all may."""
    stage = Stage.EARLY
    for step in effective(steps):
        if step.kind not in ALLOWED[cause][stage]:
            return step
        stage = STAGE_OF[step.kind]
    return None


def furthest(courses: Sequence[C]) -> C | None:
    """The course a case shows: the furthest open one, else the one that ended last; None without courses."""
    still_open = [course for course in courses if course.ended_on is None]
    if still_open:
        return max(still_open, key=lambda course: (STAGE_ORDER[course.stage], course.started_on, course.pk))
    return max(courses, key=lambda course: (course.ended_on or dt.date.min, course.pk), default=None)
