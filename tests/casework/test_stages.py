"""What may follow what in a legal course, and how far a course has come."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import stages
from casework.enums import Cause, CourseResult, HearingResult, LegalStepKind, Stage
from casework.stages import Standing
from tests.factories import at

Kind = LegalStepKind
FIRST = dt.date(2026, 11, 1)


@dataclasses.dataclass(frozen=True)
class Step:
    """A recorded step, as short as a test can say it."""

    pk: int
    kind: str
    day: int = 0
    takes_place_at: dt.datetime | None = None
    hearing_result: str = ""
    result: str = ""
    corrects_id: int | None = None
    is_void: bool = False
    arrived_on: dt.date | None = None

    @property
    def occurred_on(self) -> dt.date:
        return FIRST + dt.timedelta(days=self.day)


@dataclasses.dataclass(frozen=True)
class Course:
    pk: int
    stage: str
    started_on: dt.date = FIRST
    ended_on: dt.date | None = None


def test_nothing_follows_the_end() -> None:
    assert {cause: stages.ALLOWED[cause][Stage.ENDED] for cause in Cause} == dict.fromkeys(Cause, frozenset())


def test_arrears_never_go_through_the_housing_court() -> None:
    kinds = frozenset().union(*stages.ALLOWED[Cause.ARREARS].values())

    assert kinds == {
        Kind.DEMAND,
        Kind.TERMINATION,
        Kind.RESCISSION,
        Kind.FILING,
        Kind.HEARING_CALLED,
        Kind.HEARING_HELD,
        Kind.EVICTION_SCHEDULED,
        Kind.ENDED,
    }


@pytest.mark.parametrize(
    ("cause", "stage", "allowed"),
    [
        (
            Cause.ARREARS,
            Stage.FILED,
            {Kind.FILING, Kind.HEARING_CALLED, Kind.HEARING_HELD, Kind.EVICTION_SCHEDULED, Kind.ENDED},
        ),
        (Cause.CRIME, Stage.SCHEDULED, {Kind.EVICTION_SCHEDULED, Kind.ENDED}),
        (
            Cause.HOUSE_RULES,
            Stage.HOUSING_COURT,
            {
                Kind.LAWSUIT,
                Kind.JUDGMENT,
                Kind.FILING,
                Kind.HEARING_CALLED,
                Kind.HEARING_HELD,
                Kind.EVICTION_SCHEDULED,
                Kind.ENDED,
            },
        ),
        (Cause.OTHER, Stage.EARLY, set(Kind)),
    ],
)
def test_a_course_goes_forwards_and_may_skip(cause: Cause, stage: Stage, allowed: set[LegalStepKind]) -> None:
    assert stages.ALLOWED[cause][stage] == allowed


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ([], Standing(Stage.EARLY)),
        ([Step(1, Kind.HOUSE_RULES_WARNING)], Standing(Stage.EARLY)),
        ([Step(1, Kind.DEMAND), Step(2, Kind.FILING, 9)], Standing(Stage.FILED)),
        ([Step(1, Kind.FILING, 9), Step(2, Kind.DEMAND, 0)], Standing(Stage.FILED)),
        (
            [Step(1, Kind.HEARING_CALLED, 9), Step(2, Kind.HEARING_HELD, 20, hearing_result=HearingResult.POSTPONED)],
            Standing(Stage.HEARING),
        ),
        ([Step(1, Kind.HEARING_HELD, 20, hearing_result=HearingResult.SETTLEMENT)], Standing(Stage.HEARING)),
        ([Step(1, Kind.HEARING_HELD, 20, hearing_result=HearingResult.REFUSED)], Standing(Stage.HEARING)),
        (
            [Step(1, Kind.FILING), Step(2, Kind.ENDED, 9, result=CourseResult.PAID)],
            Standing(Stage.ENDED, dt.date(2026, 11, 10), CourseResult.PAID),
        ),
        ([Step(1, Kind.DEMAND), Step(2, Kind.DEMAND, corrects_id=1, is_void=True)], Standing(Stage.EARLY)),
        ([Step(1, Kind.FILING), Step(2, Kind.RESCISSION, corrects_id=1)], Standing(Stage.RESCINDED)),
        (
            [
                Step(1, Kind.FILING),
                Step(2, Kind.RESCISSION, corrects_id=1),
                Step(3, Kind.HEARING_CALLED, corrects_id=2),
            ],
            Standing(Stage.HEARING),
        ),
        (
            [
                Step(1, Kind.FILING),
                Step(2, Kind.ENDED, 3, result=CourseResult.PAID),
                Step(3, Kind.ENDED, 3, result=CourseResult.PAID, corrects_id=2, is_void=True),
            ],
            Standing(Stage.FILED),
        ),
    ],
)
def test_the_stage_follows_from_the_steps_that_stand(steps: list[Step], standing: Standing) -> None:
    assert stages.stage_after(steps) == standing


@pytest.mark.parametrize(
    ("cause", "kinds", "fault"),
    [
        (Cause.ARREARS, [(Kind.DEMAND, 0), (Kind.FILING, 5), (Kind.ENDED, 9)], None),
        (Cause.ARREARS, [(Kind.FILING, 5), (Kind.DEMAND, 0)], None),
        (Cause.ARREARS, [(Kind.FILING, 5), (Kind.DEMAND, 5)], None),
        (Cause.ARREARS, [(Kind.FILING, 5), (Kind.DEMAND, 6)], Kind.DEMAND),
        (Cause.ARREARS, [(Kind.LAWSUIT, 0)], Kind.LAWSUIT),
        (Cause.ARREARS, [(Kind.ENDED, 5), (Kind.DEMAND, 6)], Kind.DEMAND),
        (Cause.SUBLETTING, [(Kind.OBJECTION, 0), (Kind.LAWSUIT, 5), (Kind.JUDGMENT, 9)], None),
        (Cause.SUBLETTING, [(Kind.DEMAND, 0)], Kind.DEMAND),
    ],
)
def test_a_step_is_judged_by_its_day(cause: Cause, kinds: list[tuple[Kind, int]], fault: LegalStepKind | None) -> None:
    steps = [Step(pk, kind, day) for pk, (kind, day) in enumerate(kinds, start=1)]

    found = stages.out_of_order(cause, steps)

    assert (found.kind if found else None) == fault


recorded = st.lists(
    st.tuples(st.sampled_from(Kind), st.integers(0, 60)).map(
        lambda drawn: (drawn[0], drawn[1], CourseResult.PAID if drawn[0] == Kind.ENDED else "")
    ),
    max_size=8,
)


@settings(deadline=None)
@given(recorded, st.sampled_from(Cause))
def test_a_course_in_order_stands_at_its_last_step(drawn: list[tuple[Kind, int, str]], cause: Cause) -> None:
    steps = [Step(pk, kind, day, result=result) for pk, (kind, day, result) in enumerate(drawn, start=1)]
    standing = stages.effective(steps)

    if steps and stages.out_of_order(cause, steps) is None:
        assert stages.stage_after(steps).stage == stages.STAGE_OF[standing[-1].kind]


@settings(deadline=None)
@given(recorded, st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_no_stage(drawn: list[tuple[Kind, int, str]], random: object) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random

    first, second = (
        stages.stage_after(Step(pk, kind, day, result=result) for pk, (kind, day, result) in enumerate(order, start=1))
        for order in (drawn, shuffled)
    )

    assert first == second


@settings(deadline=None)
@given(recorded)
def test_taking_every_step_back_leaves_an_early_concern(drawn: list[tuple[Kind, int, str]]) -> None:
    steps = [Step(pk, kind, day, result=result) for pk, (kind, day, result) in enumerate(drawn, start=1)]
    voids = [dataclasses.replace(step, pk=step.pk + 100, corrects_id=step.pk, is_void=True) for step in steps]

    assert stages.stage_after([*steps, *voids]) == Standing(Stage.EARLY)


HEARING, LATER, EVICTION = at(dt.date(2026, 12, 1)), at(dt.date(2026, 12, 8)), at(dt.date(2026, 12, 20))


def test_the_end_does_not_hide_how_far_a_course_came() -> None:
    steps = [Step(1, Kind.DEMAND), Step(2, Kind.RESCISSION, 20), Step(3, Kind.ENDED, 30, result="paid")]

    assert stages.reached(steps) == Stage.RESCINDED


@pytest.mark.parametrize(
    ("courses", "shown"),
    [
        ([], None),
        ([Course(1, Stage.DEMANDED), Course(2, Stage.FILED), Course(3, Stage.EARLY)], 2),
        ([Course(1, Stage.FILED), Course(2, Stage.FILED)], 2),
        ([Course(1, Stage.ENDED, ended_on=FIRST), Course(2, Stage.EARLY)], 2),
        (
            [
                Course(1, Stage.ENDED, ended_on=dt.date(2026, 11, 9)),
                Course(2, Stage.ENDED, ended_on=dt.date(2026, 11, 3)),
            ],
            1,
        ),
    ],
)
def test_a_case_shows_its_furthest_open_course(courses: list[Course], shown: int | None) -> None:
    found = stages.furthest(courses)

    assert (found.pk if found else None) == shown
