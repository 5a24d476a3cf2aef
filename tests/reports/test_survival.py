"""Cumulative incidence against published data and a second count, and the landmark against immortal time."""

from __future__ import annotations

import datetime as dt
import math
import random
from itertools import pairwise

import pytest

from reports.survival.courses import ENDINGS, Course, Event, course_of
from reports.survival.feeding import FactRow, courses_from
from reports.survival.incidence import AtRisk, Step, band, incidence
from reports.survival.landmark import (
    Comparison,
    GroupKind,
    Withheld,
    by_intervention,
    early_or_late,
    may_be_shown,
    whole_year,
)

from .survival_data import (
    BREAST_CANCER,
    CHECKED_BY_R_AND_STATA,
    LEUKAEMIA_ALL,
    LEUKAEMIA_AML,
    TREATMENT_A,
    TREATMENT_B,
    Row,
    courses,
    exactly,
)

WITHIN = 1e-6
#: Satagopan and others (2004), table 2, step 1: the overall survival after each day, in per cent.
PRINTED_THERE = {0: 100.0, 10: 99.7, 16: 99.3, 18: 99.0, 23: 98.7, 26: 98.3, 27: 98.0}


@pytest.mark.parametrize(
    "rows",
    [
        LEUKAEMIA_ALL,
        LEUKAEMIA_AML,
        TREATMENT_A,
        TREATMENT_B,
        BREAST_CANCER,
        CHECKED_BY_R_AND_STATA,
        [(3, 1)] * 5,
        [(0, 1), (1, 2), (1, 0), (2, 1), (3, 2)],
        [(5, 0)] * 4 + [(6, 2)],
    ],
)
def test_published_data_agree_with_a_second_count(rows: list[Row]) -> None:
    found = incidence(courses(rows))

    for event in ENDINGS:
        curve = found.of(event)
        assert curve.count == sum(kind == event for _, kind in rows)
        for day, (share, variance) in exactly(rows, event).items():
            step = curve.at(day)
            assert step.share == pytest.approx(float(share), abs=WITHIN)
            assert step.error == pytest.approx(math.sqrt(variance), abs=WITHIN)


def test_the_printed_figures_of_the_breast_cancer_example_come_back() -> None:
    """Satagopan and others print, in per cent with one decimal, who is still there and what each death adds."""
    found = incidence(courses(BREAST_CANCER), horizon=27)

    there = {day: round(100 * (1 - sum(curve.at(day).share for curve in found.curves)), 1) for day in PRINTED_THERE}
    deaths = found.of(Event.EVICTED).steps
    added = {after.day: round(100 * (after.share - before.share), 1) for before, after in pairwise(deaths)}
    assert found.count == 305
    assert there == PRINTED_THERE
    assert added == {10: 0.3, 16: 0.3, 23: 0.3, 27: 0.3}


def test_the_printed_figures_of_r_and_stata_come_back() -> None:
    found = incidence(courses(CHECKED_BY_R_AND_STATA))

    assert [round(found.of(Event(kind)).at(9).share, 8) for kind in (1, 2, 3)] == [0.17037037, 0.20740741, 0.26666667]


def test_the_curves_of_all_endings_add_up_to_those_no_longer_there() -> None:
    found = incidence(courses(TREATMENT_A))
    for day in (0, 13, 89, 239):
        still_there = 1.0
        for other in sorted({other for other, kind in TREATMENT_A if kind and other <= day}):
            at_risk = sum(each >= other for each, _ in TREATMENT_A)
            still_there *= 1 - sum(each == other and kind > 0 for each, kind in TREATMENT_A) / at_risk
        assert sum(curve.at(day).share for curve in found.curves) == pytest.approx(1 - still_there, abs=WITHIN)


def test_nothing_happened_and_nothing_is_claimed() -> None:
    all_open = incidence([Course(100, Event.CENSORED)] * 30)
    none_at_all = incidence([])

    assert all_open.of(Event.EVICTED).at(365) == Step(0, 0.0, 0.0, None, None)
    assert [each.count for each in all_open.at_risk] == [30, 30, 30, 30, 0, 0, 0]
    assert [curve.count for curve in none_at_all.curves] == [0, 0, 0, 0]
    assert all_open.at_risk[1] == AtRisk(30, 30)


def test_what_came_after_the_follow_up_is_not_counted() -> None:
    found = incidence([Course(40, Event.EVICTED), Course(50, Event.EVICTED), Course(60, Event.AVERTED)], horizon=50)

    assert [curve.count for curve in found.curves] == [2, 0, 0, 0]
    assert found.at_risk == (AtRisk(0, 3), AtRisk(30, 3), AtRisk(50, 2))
    assert found.of(Event.EVICTED).at(50).share == pytest.approx(2 / 3)


def test_the_band_is_that_of_the_log_log_transformation() -> None:
    """Worked by hand: a share of one fifth with an error of one twentieth."""
    low, high = band(0.2, 0.05)

    assert low is not None
    assert high is not None
    for end, sign in ((low, 1), (high, -1)):
        assert math.log(-math.log(end)) == pytest.approx(
            math.log(-math.log(0.2)) + sign * 1.959964 * 0.05 / (0.2 * -math.log(0.2)), abs=1e-6
        )
    assert 0 < low < 0.2 < high < 1
    assert band(0, 0) == band(1, 0) == (None, None)


def test_a_course_ends_where_it_was_last_seen() -> None:
    start = dt.date(2026, 1, 1)

    def seen(event: Event, ended_on: dt.date | None, until: dt.date) -> Course | None:
        return course_of(started_on=start, ended_on=ended_on, event=event, seen_until=until)

    assert seen(Event.EVICTED, dt.date(2026, 1, 11), dt.date(2026, 6, 1)) == Course(10, Event.EVICTED)
    assert seen(Event.EVICTED, dt.date(2026, 1, 11), dt.date(2026, 1, 10)) == Course(9, Event.CENSORED)
    assert seen(Event.EVICTED, dt.date(2027, 1, 2), dt.date(2028, 1, 1)) == Course(365, Event.CENSORED)
    assert seen(Event.AVERTED, dt.date(2027, 1, 1), dt.date(2028, 1, 1)) == Course(365, Event.AVERTED)
    assert seen(Event.CENSORED, None, dt.date(2026, 1, 31)) == Course(30, Event.CENSORED)
    assert seen(Event.CENSORED, None, dt.date(2025, 12, 31)) is None
    assert seen(Event.EVICTED, dt.date(2025, 12, 1), dt.date(2026, 6, 1)) is None


def test_the_facts_of_cases_become_courses() -> None:
    start = dt.date(2026, 1, 1)
    rows: list[FactRow] = [
        (1, start, "evicted", dt.date(2026, 2, 1), 3),
        (2, start, "moved", dt.date(2026, 1, 2), None),
        (3, start, "open", None, 9),
        (4, dt.date(2026, 7, 1), "open", None, None),
    ]

    courses = courses_from(
        rows,
        {1: {"debt_advice": dt.date(2026, 1, 11), "mediation": dt.date(2025, 12, 1)}},
        seen_until=dt.date(2026, 3, 2),
    )

    assert courses == [
        Course(31, Event.EVICTED, 3, {"debt_advice": 10, "mediation": 0}),
        Course(1, Event.MOVED_OUT),
        Course(60, Event.CENSORED, 9),
    ]


def world_without_effect(size: int, seed: int) -> list[Course]:
    """Households that are evicted, rescued and reached without any of these bearing on the others."""
    chance = random.Random(seed)
    world = []
    for _ in range(size):
        evicted, averted, contact = (int(chance.expovariate(1 / mean)) for mean in (200, 150, 25))
        days, event = min((evicted, Event.EVICTED), (averted, Event.AVERTED))
        reached = contact if contact <= days else None
        world.append(Course(days, event, first_contact_day=reached).until(365))
    return world


def shares(comparison: Comparison, event: Event = Event.EVICTED) -> list[float]:
    return [group.incidence.of(event).at(90).share for group in comparison.groups if group.incidence is not None]


def test_where_contact_makes_no_difference_only_the_landmark_finds_none() -> None:
    """Who was reached late must have stayed so long, so that a naive comparison makes late contact look good."""
    world = world_without_effect(20_000, seed=2018)

    early = [course for course in world if course.first_contact_day is not None and course.first_contact_day <= 7]
    late = [course for course in world if course.first_contact_day is not None and course.first_contact_day > 7]
    naive = [incidence(group).of(Event.EVICTED).at(30).share for group in (early, late)]
    assert naive[0] - naive[1] > 0.06

    comparison = early_or_late(world)
    difference = comparison.difference(Event.EVICTED)
    assert difference is not None
    assert difference.low < 0 < difference.high
    assert abs(shares(comparison)[0] - shares(comparison)[1]) < 0.015


def test_the_landmark_keeps_those_at_risk_and_starts_their_clock() -> None:
    gone = [Course(7, Event.EVICTED, first_contact_day=2), Course(3, Event.AVERTED), Course(7, Event.CENSORED)]
    early = [Course(17, Event.EVICTED, first_contact_day=day) for day in (0, 7)]
    late = [Course(27, Event.AVERTED, first_contact_day=day) for day in (8, None)]

    comparison = early_or_late([*gone, *early, *late], fewest=2)

    first, second = (group.incidence for group in comparison.groups)
    assert first is not None
    assert second is not None
    assert (comparison.landmark, comparison.horizon, first.count, second.count) == (7, 358, 2, 2)
    assert first.of(Event.EVICTED).steps[-1].day == 10
    assert second.of(Event.AVERTED).steps[-1].day == 20
    assert [each.day for each in first.at_risk] == [0, 30, 60, 90, 180, 270, 358]


def test_a_small_group_hides_itself_and_whoever_would_give_it_away() -> None:
    early = [Course(100, Event.AVERTED, first_contact_day=1)] * 19
    late = [Course(100, Event.EVICTED)] * 400

    comparison = early_or_late([*early, *late])

    assert [(group.kind, group.incidence, group.withheld) for group in comparison.groups] == [
        (GroupKind.EARLY, None, Withheld.FEW),
        (GroupKind.LATE, None, Withheld.SHIELDS),
    ]
    assert not comparison.is_shown
    assert comparison.difference(Event.EVICTED) is None
    assert whole_year([*early, *late]).incidence is not None
    assert whole_year(early).withheld == Withheld.FEW
    assert early_or_late([*early, early[0], *late]).is_shown
    assert [may_be_shown(*each) for each in ((20, 20), (20, 39), (20, 40), (19, 100))] == [True, False, True, False]


def test_help_is_what_had_begun_by_its_landmark() -> None:
    helped = [Course(200, Event.AVERTED, interventions={"debt_advice": 30, "rehousing": 31})] * 20
    others = [Course(150, Event.EVICTED)] * 25
    over = [Course(20, Event.EVICTED, interventions={"debt_advice": 2})] * 50

    advice, rehousing = by_intervention([*helped, *others, *over])

    assert (advice.intervention, advice.landmark, advice.horizon) == ("debt_advice", 30, 335)
    assert [group.incidence.count if group.incidence else None for group in advice.groups] == [20, 25]
    assert [group.withheld for group in rehousing.groups] == [Withheld.FEW, Withheld.SHIELDS]
