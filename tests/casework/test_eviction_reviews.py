"""The joint review after an eviction: due, held once, corrected with its history, unseen by the association."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Unit
from accounts.scope import Scope
from casework import derived
from casework.actions.eviction_reviews import review_eviction
from casework.models import Eviction, EvictionReview
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import EvictionFactory
from tests.factories.people import make_caseworker, make_manager, make_officer, scope_of

pytestmark = pytest.mark.django_db
FOUND: dict[str, Any] = {"held_on": TODAY, "participants": "Mette Holm, SOF", "chances": ["language", "hold_not_asked"]}


@pytest.fixture
def by() -> Scope:
    return scope_of(make_caseworker(UnitFactory()))


@pytest.fixture
def eviction(by: Scope) -> Eviction:
    """Six days ago, of a case that is closed since."""
    unit = Unit.objects.get(pk=by.unit_id)
    case = CaseFactory(unit=unit, opened_on=dt.date(2026, 11, 2), is_closed=True, housing_outcome="evicted")
    found: Eviction = EvictionFactory(case=case, occurred_on=dt.date(2026, 11, 16))
    derived.refresh([case.pk], today=TODAY)
    return found


def due(eviction: Eviction) -> tuple[dt.date, dt.date | None, str]:
    found = eviction.case.deadlines.get(rule="eviction_review")  # type: ignore[union-attr]  # it has a case
    return found.due_on, found.ended_on, found.ended_by


def test_the_story_of_a_review(by: Scope, eviction: Eviction) -> None:
    assert due(eviction) == (dt.date(2026, 12, 16), None, "")

    first = review_eviction(eviction, **FOUND, by=by, now=NOW)
    assert due(eviction) == (dt.date(2026, 12, 16), TODAY, "reviewed")
    with pytest.raises(Conflict):
        review_eviction(eviction, **FOUND, by=by, now=NOW)

    corrected = review_eviction(eviction, **{**FOUND, "chances": ["none"]}, corrects=first.pk, by=by, now=NOW)
    assert list(EvictionReview.objects.standing()) == [corrected]
    assert (corrected.corrects, first.chances) == (first, ["language", "hold_not_asked"])
    events = eviction.case.events.filter(kind="eviction_review").order_by("pk")  # type: ignore[union-attr]
    assert [event.detail["did"] for event in events] == ["held", "corrected"]


@pytest.mark.parametrize(
    "changed",
    [
        {"chances": ["none", "language"]},
        {"chances": ["invented"]},
        {"chances": []},
        {"participants": " "},
        {"held_on": dt.date(2026, 11, 15)},
        {"held_on": TODAY + dt.timedelta(days=1)},
        {"corrects": 7},
    ],
)
def test_what_is_no_review_is_refused(by: Scope, eviction: Eviction, changed: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        review_eviction(eviction, **{**FOUND, **changed}, by=by, now=NOW)


def test_only_those_who_do_casework_read_and_write_it(by: Scope, eviction: Eviction) -> None:
    review = review_eviction(eviction, **FOUND, by=by, now=NOW)
    officer = scope_of(make_officer(eviction.association))
    manager = scope_of(make_manager(eviction.municipality.organisation))

    seen = {scope.role: EvictionReview.objects.visible_to(scope).exists() for scope in (by, officer, manager)}
    assert seen == {by.role: True, officer.role: False, manager.role: False}
    with pytest.raises(NotAllowed):
        review_eviction(eviction, **FOUND, corrects=review.pk, by=officer, now=NOW)
