"""Cases are drawn on a page, reviewed one after the other, and the caseworker reads the feedback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.models import QualityReview, QualitySample
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.listing import QualityReviewFactory, QualitySampleFactory
from tests.factories.people import make_caseworker, make_team_leader

from .pages import main_words

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(QualityReview.QUESTIONS, "yes")
PERIOD = {"starts_on": "2026-10-01", "ends_on": "2026-11-22", "state": "all", "size": "2"}


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def leader(unit: Unit, client: Client) -> User:
    leader = make_team_leader(unit, name="Jonas", language="en")
    client.force_login(leader)
    return leader


def test_cases_are_drawn_reviewed_one_by_one_and_summed(client: Client, unit: Unit, leader: User) -> None:
    CaseFactory.create_batch(3, unit=unit)

    drawn = client.post("/cases/quality/new/", PERIOD, follow=True)
    sample = QualitySample.objects.get()
    first, second = sample.reviews.order_by("position")
    assert f"2 of 3 cases with the seed {sample.seed}." in main_words(drawn)
    assert "0 of 2 cases reviewed" in main_words(drawn)

    then = client.post(reverse("casework:review", args=[first.pk]), {**YES, "comment": "Godt", "version": "1"})
    end = client.post(reverse("casework:review", args=[second.pk]), {**YES, "contact_in_time": "no", "version": "1"})

    assert then.headers["Location"] == reverse("casework:review", args=[second.pk])
    assert end.headers["Location"] == reverse("casework:sample", args=[sample.pk])
    said = main_words(client.get(end.headers["Location"]))
    assert "2 of 2 cases reviewed" in said
    assert "Was contact sought in time? 1 1 0" in said
    assert "2 of 2" in main_words(client.get("/cases/quality/"))


def test_every_question_is_answered_and_a_conflict_shows_both(client: Client, unit: Unit, leader: User) -> None:
    review = QualityReviewFactory(sample__unit=unit, version=3, comment="First")
    address = reverse("casework:review", args=[review.pk])

    incomplete = client.post(address, {"version": "3"})
    conflict = client.post(address, {**YES, "comment": "Second", "version": "2"})

    assert set(incomplete.context["form"].errors) == set(QualityReview.QUESTIONS)
    assert "Comment to the caseworker First Second" in main_words(conflict)


def test_a_period_without_cases_says_what_to_do(client: Client, leader: User) -> None:
    none = client.post("/cases/quality/new/", PERIOD)
    backwards = client.post("/cases/quality/new/", {**PERIOD, "ends_on": "2026-09-01"})

    assert "No case of the unit fits" in main_words(none)
    assert "The last day is before the first." in main_words(backwards)


@pytest.mark.parametrize("count", [1, 3])
def test_a_sample_costs_the_same_for_one_and_for_three(
    client: Client, unit: Unit, leader: User, count: int, django_assert_num_queries: Any
) -> None:
    sample = QualitySampleFactory(unit=unit, size=count)
    for position in range(count):
        QualityReviewFactory(sample=sample, position=position, case__assigned_to=make_caseworker(unit))

    with django_assert_num_queries(7):  # session, user, role, scope, sample, reviews, access log
        client.get(reverse("casework:sample", args=[sample.pk]))


def test_a_drawn_case_that_is_closed_to_the_leader_is_only_counted(client: Client, unit: Unit, leader: User) -> None:
    review = QualityReviewFactory(sample__unit=unit, case__is_restricted=True, case__names="Ida")

    said = main_words(client.get(reverse("casework:sample", args=[review.sample_id])))

    assert "1 drawn case is not open to you." in said
    assert "Ida" not in said
    assert client.get(reverse("casework:review", args=[review.pk])).status_code == 404


def test_the_caseworker_reads_what_was_said_and_nobody_else(client: Client, unit: Unit, leader: User) -> None:
    mette, lise = make_caseworker(unit, language="en"), make_caseworker(unit, language="en")
    QualityReviewFactory(
        sample__unit=unit, case__assigned_to=mette, reviewed_by=leader, reviewed_at=NOW, comment="Flot", **YES
    )
    found = []
    for user in (mette, lise):
        client.force_login(user)
        found.append(main_words(client.get("/cases/quality/feedback/")))

    assert "reviewed by Jonas" in found[0]
    assert "Flot" in found[0]
    assert "Was contact sought in time? Yes" in found[0]
    assert "No feedback yet" in found[1]
