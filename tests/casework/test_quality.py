"""A sample is drawn by lot, anybody can draw it again, and the caseworker reads what was said."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Unit
from casework.actions.quality import draw_sample, review_case
from casework.enums import Cause, ParticipantKind, ReviewAnswer, SampleState
from casework.models import CaseEvent, QualityReview, QualitySample
from casework.queries.quality import Summed, summed
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.listing import QualityReviewFactory
from tests.factories.people import make_caseworker, make_team_leader, scope_of

pytestmark = pytest.mark.django_db
SEED = 421_781
YES = dict.fromkeys(QualityReview.QUESTIONS, ReviewAnswer.YES)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


def draw(leader: Any, **conditions: Any) -> QualitySample:
    usual: dict[str, Any] = {
        "starts_on": dt.date(2026, 7, 1),
        "ends_on": dt.date(2026, 9, 30),
        "state": SampleState.ALL,
        "cause": "",
        "caseworker": None,
        "size": 3,
        "seed": SEED,
    }
    return draw_sample(**{**usual, **conditions}, by=scope_of(leader), now=NOW)


def drawn(sample: QualitySample) -> list[str]:
    return list(sample.reviews.order_by("position").values_list("case__number", flat=True))


def test_the_lowest_lots_are_drawn_and_can_be_worked_out_again(unit: Unit) -> None:
    leader = make_team_leader(unit)
    cases = [CaseFactory(unit=unit, opened_on=dt.date(2026, 8, 3)) for _ in range(9)]
    CaseFactory(opened_on=dt.date(2026, 8, 3))

    sample = draw(leader)

    lots = sorted((hashlib.md5(f"{SEED}:{case.number}".encode()).hexdigest(), case.number) for case in cases)  # noqa: S324
    assert drawn(sample) == [number for _lot, number in lots[:3]]
    assert list(sample.reviews.order_by("position").values_list("lot", "case__number")) == lots[:3]
    assert (sample.candidates, sample.size, sample.left_out) == (9, 3, 0)
    assert set(drawn(draw(leader, seed=5, size=9))) == {case.number for case in cases}


def test_the_conditions_narrow_what_is_drawn_from(unit: Unit) -> None:
    leader, mette = make_team_leader(unit), make_caseworker(unit)
    august = dt.date(2026, 8, 3)
    CaseFactory(unit=unit, opened_on=august, number="open", assigned_to=mette)
    CaseFactory(unit=unit, opened_on=august, number="closed", is_closed=True, cause=Cause.SUBLETTING)
    CaseFactory(unit=unit, opened_on=dt.date(2026, 5, 4), number="before", is_closed=True)
    CaseFactory(unit=unit, opened_on=dt.date(2026, 10, 5), number="after")

    found = [
        set(drawn(draw(leader, **conditions)))
        for conditions in (
            {},
            {"state": SampleState.OPEN},
            {"state": SampleState.CLOSED},
            {"cause": Cause.SUBLETTING},
            {"caseworker": mette},
        )
    ]

    assert found == [{"open", "closed"}, {"open"}, {"closed"}, {"closed"}, {"open"}]
    with pytest.raises(Refused, match="No case of the unit fits"):
        draw(leader, cause=Cause.CRIME)


def test_restricted_cases_are_drawn_only_by_whoever_is_named_and_the_rest_is_counted(unit: Unit) -> None:
    leader = make_team_leader(unit)
    august = dt.date(2026, 8, 3)
    named = CaseFactory(unit=unit, opened_on=august, is_restricted=True, number="named")
    CaseParticipantFactory(case=named, user=leader, kind=ParticipantKind.CLEARED)
    CaseFactory(unit=unit, opened_on=august, is_restricted=True)
    CaseFactory(unit=unit, opened_on=august, number="plain")

    sample = draw(leader)

    assert (set(drawn(sample)), sample.candidates, sample.left_out) == ({"named", "plain"}, 2, 1)


def test_only_the_team_leader_draws_and_reviews(unit: Unit) -> None:
    review = QualityReviewFactory(sample__unit=unit)
    for stranger in (make_caseworker(unit), make_team_leader()):
        with pytest.raises(NotAllowed):
            review_case(review, answers=YES, comment="", version=1, by=scope_of(stranger), now=NOW)
    with pytest.raises(NotAllowed):
        draw(make_caseworker(unit))


def test_a_review_is_kept_and_summed_and_never_stands_on_the_timeline(unit: Unit) -> None:
    leader = make_team_leader(unit)
    review = QualityReviewFactory(sample__unit=unit)
    QualityReviewFactory(sample=review.sample, position=2)

    done = review_case(
        review, answers={**YES, "decision_reasoned": "no"}, comment="Godt", version=1, by=scope_of(leader), now=NOW
    )

    assert (done.reviewed_by, done.reviewed_at, done.comment) == (leader, NOW, "Godt")
    found = summed(review.sample.reviews.all())
    assert found[0] == Summed("contact_in_time", 1, 0, 0)
    assert found[3] == Summed("decision_reasoned", 0, 1, 0)
    assert not CaseEvent.objects.exists()
    with pytest.raises(Conflict):
        review_case(review, answers=YES, comment="", version=1, by=scope_of(leader), now=NOW)


def test_a_caseworker_reads_the_reviews_of_own_cases_alone(unit: Unit) -> None:
    mette, leader = make_caseworker(unit), make_team_leader(unit)
    done = {"sample__unit": unit, "reviewed_by": leader, "reviewed_at": NOW}
    mine = QualityReviewFactory(case__assigned_to=mette, **done)
    QualityReviewFactory(case__assigned_to=mette, sample__unit=unit)  # not reviewed yet
    QualityReviewFactory(case__assigned_to=make_caseworker(unit), **done)
    QualityReviewFactory(case__assigned_to=mette, case__is_restricted=True, **done)

    assert list(QualityReview.objects.visible_to(scope_of(mette))) == [mine]
    assert QualityReview.objects.visible_to(scope_of(leader)).count() == 3
    assert not QualityReview.objects.visible_to(scope_of(make_team_leader())).exists()
    assert not QualitySample.objects.visible_to(scope_of(mette)).exists()
