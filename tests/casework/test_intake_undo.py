"""A received list is taken back, as long as nobody has built on it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from accounts.errors import NotAllowed
from accounts.scope import Scope
from casework.actions.assignment import take_case
from casework.actions.intake import CannotUndo, undo_list
from casework.enums import CourseResult, EventKind, LegalStepKind, Stage
from casework.models import Case, CaseEvent, LegalCourse, LegalStep
from housing.enums import Change, DeliveryStatus, Step
from housing.models import ArrearsPosition, ArrearsWarning, Delivery, Tenancy
from tests.factories import NOW, TODAY
from tests.factories.people import make_adviser, make_caseworker, scope_of

from .intake import NOVEMBER, OCTOBER, World, departments_of, line, make_world, send
from .test_intake_cases import close, events

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(hours=2)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


@pytest.fixture
def caseworker(world: World) -> Scope:
    return scope_of(make_caseworker(world.unit))


def undo(world: World, by: Scope | None = None) -> Delivery:
    return undo_list(Delivery.objects.latest("pk"), by=by or world.scope, now=LATER)


def positions() -> list[dict[str, Any]]:
    rows = ArrearsPosition.objects.order_by("tenancy").values()
    return [{name: value for name, value in row.items() if name != "version"} for row in rows]


def cases() -> list[dict[str, Any]]:
    """The cases but for their versions and what follows from the newest event."""
    left_out = {"version", "triage_key", "triage_due_on", "triage_rule"}
    rows = Case.objects.order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in left_out} for row in rows]


def test_what_is_owed_is_again_what_the_list_before_said(world: World) -> None:
    send(world, line("51-01-0001", cpr=""), line("51-01-0002", cpr="", name="Bo"), line("51-01-0003", cpr="", step=1))
    before = positions()
    send(
        world,
        line("51-01-0001", "12.000,00", cpr="", rent="6.000,00"),
        line("51-01-0003", cpr="", step=4),
        line("51-01-0004", cpr="", step=1),
        as_of=NOVEMBER,
    )

    undone = undo(world)

    assert positions() == before
    assert (undone.status, undone.undone_at, undone.undone_by_id) == (DeliveryStatus.UNDONE, LATER, world.officer.pk)
    assert ArrearsWarning.objects.filter(delivery=undone).count() == 3
    assert Tenancy.objects.get(number="51-01-0001").monthly_rent == Decimal("5000.00")


def test_the_same_file_may_be_sent_again(world: World) -> None:
    first = send(world, line("51-01-0001"))
    undo(world)
    assert (ArrearsPosition.objects.count(), first.is_applied) == (0, True)

    again = send(world, line("51-01-0001"), now=LATER)

    assert (again.is_applied, again.counts["new"], again.counts["cases_opened"]) == (True, 1, 1)


def test_a_case_nobody_touched_is_closed_as_a_mistake(world: World) -> None:
    send(world, line("51-01-0001"))

    undo(world)

    case = Case.objects.get()
    assert (case.closed_on, case.closed_by, case.housing_outcome, case.contact_outcome, case.arrears_outcome) == (
        TODAY,
        world.officer,
        "unknown",
        "mistake",
        "none",
    )
    course = LegalCourse.objects.get()
    assert (course.stage, course.result, course.ended_on) == (Stage.ENDED, CourseResult.WITHDRAWN, TODAY)
    assert [kind for kind, _detail in events(case)] == [EventKind.OPENED, EventKind.LIST_UNDONE, EventKind.CLOSED]
    assert events(case)[1][1] == {"delivery": Delivery.objects.get().pk, "as_of": "2026-10-20", "did": "opened"}


def test_a_corrected_list_opens_the_case_again(world: World) -> None:
    send(world, line("51-01-0001"))
    undo(world)

    send(world, line("51-01-0001", "9.000,00"), now=LATER)

    assert (Case.objects.get().closed_at, Case.objects.get().reopened_count) == (None, 1)


def test_an_open_case_is_as_it_was_before(world: World) -> None:
    send(world, line("51-01-0001"))
    before = cases()
    send(world, line("51-01-0001", "12.000,00", step=3), as_of=NOVEMBER, now=NOW + dt.timedelta(hours=1))

    undo(world)

    assert cases() == before
    assert list(LegalStep.objects.order_by("pk").values_list("kind", "is_void")) == [
        (LegalStepKind.DEMAND, False),
        (LegalStepKind.RESCISSION, False),
        (LegalStepKind.RESCISSION, True),
    ]
    assert LegalCourse.objects.get().stage == Stage.DEMANDED


def test_a_case_that_was_reopened_is_closed_as_it_was(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001"))
    close(Case.objects.get(), caseworker)
    before = cases()
    send(world, line("51-01-0001", "12.000,00"), as_of=NOVEMBER)
    assert Case.objects.get().closed_at is None

    undo(world)

    assert cases() == before
    assert [course.result for course in LegalCourse.objects.order_by("pk")] == [
        CourseResult.SETTLED,
        CourseResult.WITHDRAWN,
    ]


def test_a_case_whose_tenancy_had_left_is_told(world: World) -> None:
    send(world, line("51-01-0001"))
    send(world, line("51-01-0002", cpr="", step=1), as_of=NOVEMBER)

    undo(world)

    assert [kind for kind, _detail in events(Case.objects.get())] == [
        EventKind.OPENED,
        EventKind.VANISHED,
        EventKind.LIST_UNDONE,
    ]
    assert list(ArrearsPosition.objects.values_list("vanished_on", "settled_on")) == [(None, None)]


def test_nobody_undoes_a_list_whose_case_is_taken(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001"))
    case = Case.objects.get()
    take_case(case, version=case.version, by=caseworker, now=NOW)
    before = CaseEvent.objects.count()

    with pytest.raises(CannotUndo):
        undo(world)

    assert (Delivery.objects.get().status, CaseEvent.objects.count()) == (DeliveryStatus.APPLIED, before)


def test_only_the_newest_list_can_be_undone(world: World) -> None:
    send(world, line("51-01-0001"))
    october = Delivery.objects.get()
    send(world, line("51-01-0001"), as_of=NOVEMBER)

    with pytest.raises(CannotUndo):
        undo_list(october, by=world.scope, now=LATER)
    undo(world)
    undo_list(october, by=world.scope, now=LATER)
    with pytest.raises(CannotUndo):
        undo_list(october, by=world.scope, now=LATER)


def test_only_the_associations_officers_undo(world: World) -> None:
    send(world, line("51-01-0001"))
    other = make_world("FSB")

    for somebody in (other.scope, scope_of(make_adviser(world.association))):
        with pytest.raises(NotAllowed):
            undo(world, somebody)


def test_warnings_of_an_undone_list_change_nothing_afterwards(world: World) -> None:
    send(world, line("51-01-0001", "1.000,00"))
    send(world, line("51-01-0001", "9.000,00"), as_of=NOVEMBER)
    undo(world)

    outcome = send(world, line("51-01-0001", "2.000,00"), as_of=NOVEMBER, now=LATER)

    warning = ArrearsWarning.objects.latest("pk")
    assert (outcome.counts["risen"], warning.change, warning.previous_amount) == (1, Change.RISEN, Decimal("1000.00"))
    assert ArrearsPosition.objects.get().since_on == OCTOBER
