"""The next arrears list shows which instalments were not paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.scope import Scope
from casework.actions.intake import undo_list
from casework.actions.payments import report_payment
from casework.actions.plans import agree_plan, end_plan
from casework.enums import EventKind
from casework.enums_money import AgreedWith, PaymentSource, PlanEnd, PlanStanding, Rhythm
from casework.instalments import Part
from casework.models import Case, CaseEvent, InstalmentPlan
from housing.enums import Step
from housing.models import Delivery
from tests.factories import NOW, at
from tests.factories.people import make_caseworker, scope_of

from .intake import NOVEMBER, OCTOBER, World, line, make_world, send

pytestmark = pytest.mark.django_db

AGREED, DUE = dt.date(2026, 10, 22), dt.date(2026, 11, 1)
DECEMBER = dt.date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    """10,000 kr. owed on 20 October."""
    world = make_world("KAB", ["51-01"], shares_from=Step.DEMANDED)
    send(world, line("51-01-1", "10.000,00"), now=at(OCTOBER))
    return world


@pytest.fixture
def by(world: World) -> Scope:
    return scope_of(make_caseworker(world.unit))


@pytest.fixture
def plan(world: World, by: Scope) -> InstalmentPlan:
    """1,000 kr. on the first of November and of December, agreed in October."""
    return agree(Case.objects.get(), by)


def agree(case: Case, by: Scope) -> InstalmentPlan:
    parts = [Part(DUE, Decimal(1000)), Part(dt.date(2026, 12, 1), Decimal(1000))]
    return agree_plan(
        case,
        agreed_with=AgreedWith.ASSOCIATION,
        agreed_on=AGREED,
        rhythm=Rhythm.MONTHLY,
        parts=parts,
        by=by,
        now=at(AGREED),
    )


def november(world: World, amount: str) -> None:
    send(world, line("51-01-1", amount), as_of=NOVEMBER, now=NOW)


def missed() -> list[dict[str, Any]]:
    events = CaseEvent.objects.filter(kind=EventKind.INSTALMENT_MISSED).order_by("pk")
    return [{key: value for key, value in event.detail.items() if key != "delivery"} for event in events]


def standing(plan: InstalmentPlan) -> PlanStanding:
    plan.refresh_from_db()
    return plan.standing(NOVEMBER)


@pytest.mark.parametrize("owed", ["10.000,00", "14.000,00", "9.000,01"])
def test_a_debt_that_has_not_fallen_by_the_instalment(world: World, plan: InstalmentPlan, owed: str) -> None:
    november(world, owed)

    assert missed() == [
        {
            "plan": plan.pk,
            "as_of": "2026-11-20",
            "position": 1,
            "due_on": "2026-11-01",
            "number": 1,
            "amount": "1000.00",
            "owed": owed.replace(".", "").replace(",", "."),
            "before": "10000.00",
        }
    ]
    assert standing(plan) == PlanStanding.BROKEN
    assert plan.missed_since == DUE


@pytest.mark.parametrize("owed", ["9.000,00", "3.000,00"])
def test_a_debt_that_fell_by_the_instalment_speaks_for_the_household(
    world: World, plan: InstalmentPlan, owed: str
) -> None:
    november(world, owed)

    assert (missed(), standing(plan)) == ([], PlanStanding.BEHIND)


def test_a_debt_that_rose_before_the_instalment_was_due(world: World, plan: InstalmentPlan) -> None:
    """What counts then is what was owed on the last list up to the day."""
    send(world, line("51-01-1", "12.000,00"), as_of=dt.date(2026, 11, 1), now=NOW)
    november(world, "11.000,00")

    assert missed() == []


def test_a_reported_payment_covers_the_instalment(world: World, plan: InstalmentPlan, by: Scope) -> None:
    report_payment(plan, paid_on=DUE, amount=Decimal(1000), source=PaymentSource.TENANT, by=by, now=NOW)
    november(world, "15.000,00")

    assert (missed(), standing(plan)) == ([], PlanStanding.KEPT)


def test_a_payment_reported_later_mends_the_plan(world: World, plan: InstalmentPlan, by: Scope) -> None:
    november(world, "10.000,00")
    report_payment(plan, paid_on=DUE, amount=Decimal(1000), source=PaymentSource.ASSOCIATION, by=by, now=NOW)

    assert standing(plan) == PlanStanding.KEPT


def test_each_instalment_is_found_once(world: World, plan: InstalmentPlan) -> None:
    november(world, "10.000,00")
    send(world, line("51-01-1", "10.000,00"), as_of=dt.date(2026, 11, 21), now=NOW)
    send(world, line("51-01-1", "11.000,00"), as_of=DECEMBER, now=at(DECEMBER))

    assert [(one["position"], one["number"], one["amount"]) for one in missed()] == [
        (1, 1, "1000.00"),
        (2, 1, "2000.00"),
    ]


def test_a_plan_that_does_not_run_is_left_alone(world: World, plan: InstalmentPlan, by: Scope) -> None:
    end_plan(plan, version=1, ended_as=PlanEnd.ENDED, reason="Lejeren fraflytter", by=by, now=NOW)
    november(world, "10.000,00")

    assert missed() == []


def test_a_tenancy_that_left_the_list_missed_nothing(world: World, plan: InstalmentPlan) -> None:
    send(world, line("51-01-2"), as_of=NOVEMBER, now=NOW)

    assert (missed(), standing(plan)) == ([], PlanStanding.BEHIND)


def test_undoing_the_list_takes_it_back(world: World, plan: InstalmentPlan) -> None:
    before = list(plan.instalments.order_by("pk").values())
    november(world, "10.000,00")
    undo_list(Delivery.objects.latest("pk"), by=world.scope, now=NOW)

    assert standing(plan) == PlanStanding.BEHIND
    assert list(plan.instalments.order_by("pk").values()) == before
    undone = CaseEvent.objects.filter(kind=EventKind.LIST_UNDONE).values_list("detail__did", flat=True)
    assert list(undone) == ["instalment_missed"]
    november(world, "10.500,00")
    assert standing(plan) == PlanStanding.BROKEN


def test_the_same_statements_for_one_plan_and_for_three(world: World, by: Scope) -> None:
    lines = [line(f"51-01-{number + 1}", "10.000,00", cpr=f"01018{number}-1234") for number in (0, 1, 2)]
    send(world, *lines, as_of=dt.date(2026, 10, 21), now=at(OCTOBER))
    counts = []
    for as_of, planned in ((NOVEMBER, 1), (dt.date(2026, 11, 21), 3)):
        for case in Case.objects.order_by("pk")[:planned]:
            if not case.plans.exists():
                agree(case, by)
        with CaptureQueriesContext(connection) as queries:
            send(world, *(text.replace("10.000,00", f"10.00{planned},00") for text in lines), as_of=as_of, now=NOW)
        counts.append(len(queries))

    assert (len(missed()), counts[0]) == (3, counts[1])
