"""Instalment plans: agreed, changed, ended, replaced, and what was paid on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.scope import Scope
from casework.actions.payments import correct_payment, report_payment
from casework.actions.plans import agree_plan, change_plan, end_plan
from casework.derived_plans import refresh_plans
from casework.enums import EventKind
from casework.enums_money import AgreedWith, PaymentSource, PlanEnd, PlanStanding, Rhythm
from casework.instalments import Part, by_count
from casework.models import Case, CaseEvent, InstalmentPayment, InstalmentPlan
from tests.factories import NOW, TODAY
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, scope_of

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 12, 1)
LATER = dt.date(2027, 6, 1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def case() -> Case:
    return CaseFactory(amount=Decimal("9000.00"))


@pytest.fixture
def by(case: Case) -> Scope:
    return scope_of(make_caseworker(case.unit))


def agree(case: Case, by: Scope, **changes: Any) -> InstalmentPlan:
    """9,000 kr. in three instalments from 1 December."""
    terms: dict[str, Any] = {
        "agreed_with": AgreedWith.ASSOCIATION,
        "agreed_on": TODAY,
        "rhythm": Rhythm.MONTHLY,
        "parts": by_count(Decimal(9000), 3, first_on=FIRST, rhythm=Rhythm.MONTHLY),
    }
    return agree_plan(case, **{**terms, **changes}, by=by, now=NOW)


def pay(plan: InstalmentPlan, by: Scope, amount: int, *, paid_on: dt.date = TODAY) -> InstalmentPayment:
    return report_payment(plan, paid_on=paid_on, amount=Decimal(amount), source=PaymentSource.TENANT, by=by, now=NOW)


def standing(plan: InstalmentPlan) -> tuple[Decimal, dt.date | None, PlanStanding]:
    """What is paid, what is next and how it stands; and that deriving anew changes nothing."""
    stood = InstalmentPlan.objects.values().get(pk=plan.pk)
    refresh_plans([plan.pk])
    assert InstalmentPlan.objects.values().get(pk=plan.pk) == stood
    plan.refresh_from_db()
    return plan.paid, plan.next_due_on, plan.standing(TODAY)


def told(case: Case, kind: EventKind) -> list[dict[str, Any]]:
    return list(CaseEvent.objects.filter(case=case, kind=kind).order_by("pk").values_list("detail", flat=True))


def test_a_plan_has_its_instalments_and_its_line_on_the_timeline(case: Case, by: Scope) -> None:
    plan = agree(case, by, note="Aftalt i telefonen")

    rows = plan.instalments.order_by("position").values_list("position", "due_on", "amount", "running_total")
    assert list(rows) == [
        (1, dt.date(2026, 12, 1), Decimal(3000), Decimal(3000)),
        (2, dt.date(2027, 1, 1), Decimal(3000), Decimal(6000)),
        (3, dt.date(2027, 2, 1), Decimal(3000), Decimal(9000)),
    ]
    assert (plan.amount, plan.owed_when_agreed) == (Decimal(9000), Decimal(9000))
    assert standing(plan) == (Decimal(0), FIRST, PlanStanding.KEPT)
    assert told(case, EventKind.PLAN_AGREED) == [
        {
            "plan": plan.pk,
            "agreed_with": "association",
            "amount": "9000.00",
            "number": 3,
            "first_on": "2026-12-01",
            "last_on": "2027-02-01",
            "note": "Aftalt i telefonen",
        }
    ]


def test_payments_cover_the_instalments_in_their_order(case: Case, by: Scope) -> None:
    plan = agree(case, by)

    pay(plan, by, 2999)
    assert standing(plan) == (Decimal(2999), FIRST, PlanStanding.KEPT)
    pay(plan, by, 1)
    assert standing(plan) == (Decimal(3000), dt.date(2027, 1, 1), PlanStanding.KEPT)
    pay(plan, by, 6000)
    assert standing(plan) == (Decimal(9000), None, PlanStanding.PAID)
    with pytest.raises(Refused, match="no longer runs"):
        pay(plan, by, 5)


def test_a_day_that_passed_without_a_payment_reported(case: Case, by: Scope) -> None:
    plan = agree(case, by)

    assert plan.standing(FIRST) == PlanStanding.KEPT
    assert plan.standing(FIRST + dt.timedelta(days=1)) == PlanStanding.BEHIND


def test_a_correction_stands_beside_the_payment(case: Case, by: Scope) -> None:
    plan = agree(case, by)
    payment = pay(plan, by, 3000)

    corrected = correct_payment(
        payment, paid_on=TODAY, amount=Decimal(300), source=PaymentSource.ASSOCIATION, by=by, now=NOW
    )
    assert standing(plan) == (Decimal(300), FIRST, PlanStanding.KEPT)
    with pytest.raises(Conflict) as raised:
        correct_payment(payment, paid_on=TODAY, amount=Decimal(1), source=PaymentSource.TENANT, by=by, now=NOW)
    assert raised.value.current == corrected
    correct_payment(
        corrected,
        paid_on=TODAY,
        amount=Decimal(300),
        source=PaymentSource.ASSOCIATION,
        is_void=True,
        by=by,
        now=NOW,
    )
    assert standing(plan) == (Decimal(0), FIRST, PlanStanding.KEPT)
    assert [(one["was_amount"], one.get("is_void")) for one in told(case, EventKind.PAYMENT_CORRECTED)] == [
        ("3000", None),
        ("300", True),
    ]


def test_the_same_payment_is_noted_once(case: Case, by: Scope) -> None:
    plan = agree(case, by)
    pay(plan, by, 3000)

    with pytest.raises(Refused, match="noted already"):
        pay(plan, by, 3000)
    assert plan.payments.count() == 1


@pytest.mark.parametrize(
    ("paid_on", "why"),
    [(TODAY + dt.timedelta(days=1), "not come yet"), (TODAY - dt.timedelta(days=1), "before the plan was agreed")],
)
def test_a_payment_has_a_day_within_the_plan(case: Case, by: Scope, paid_on: dt.date, why: str) -> None:
    plan = agree(case, by)

    with pytest.raises(Refused, match=why):
        pay(plan, by, 100, paid_on=paid_on)


def test_a_new_plan_takes_the_place_of_the_running_one(case: Case, by: Scope) -> None:
    first = agree(case, by)

    second = agree(case, by, replaces=first.pk, version=first.version, parts=[Part(LATER, Decimal(5000))])

    first.refresh_from_db()
    assert (first.ended_on, first.ended_as, first.standing(TODAY)) == (TODAY, PlanEnd.REPLACED, PlanStanding.ENDED)
    assert list(InstalmentPlan.objects.running()) == [second]
    assert told(case, EventKind.PLAN_AGREED)[1]["replaces"] == first.pk


def test_two_agree_on_a_plan_at_once(case: Case, by: Scope) -> None:
    """The second saw no plan when the form was opened, and is shown the first one's."""
    first = agree(case, by)

    with pytest.raises(Conflict) as raised:
        agree(case, by, parts=[Part(LATER, Decimal(1))])

    assert raised.value.current == first
    assert InstalmentPlan.objects.count() == 1


def test_two_change_a_plan_at_once(case: Case, by: Scope) -> None:
    plan = agree(case, by)
    terms: dict[str, Any] = {"agreed_with": AgreedWith.COURT, "agreed_on": TODAY, "rhythm": Rhythm.FREE}
    mine = change_plan(plan, version=1, **terms, parts=[Part(LATER, Decimal(9000))], by=by, now=NOW)

    with pytest.raises(Conflict) as raised:
        change_plan(plan, version=1, **terms, parts=[Part(FIRST, Decimal(10))], by=by, now=NOW)

    assert (raised.value.current, mine.version) == (plan, 2)
    assert standing(plan) == (Decimal(0), LATER, PlanStanding.KEPT)
    assert [event["amount"] for event in told(case, EventKind.PLAN_CHANGED)] == ["9000"]


def test_what_was_paid_counts_on_a_changed_plan(case: Case, by: Scope) -> None:
    plan = agree(case, by)
    pay(plan, by, 4000)

    parts = [Part(FIRST, Decimal(4000)), Part(LATER, Decimal(5000))]
    change_plan(plan, version=1, agreed_with="court", agreed_on=TODAY, rhythm="free", parts=parts, by=by, now=NOW)

    assert standing(plan) == (Decimal(4000), LATER, PlanStanding.KEPT)


def test_a_plan_is_called_broken_with_a_reason(case: Case, by: Scope) -> None:
    plan = agree(case, by)

    with pytest.raises(Refused, match="Say why"):
        end_plan(plan, version=1, ended_as=PlanEnd.BROKEN, reason=" ", by=by, now=NOW)
    end_plan(plan, version=1, ended_as=PlanEnd.BROKEN, reason="Boligorganisationen oplyser det", by=by, now=NOW)

    assert standing(plan)[2] == PlanStanding.BROKEN
    assert told(case, EventKind.PLAN_ENDED)[0]["reason"] == "Boligorganisationen oplyser det"
    for attempt in (
        lambda: end_plan(plan, version=2, ended_as=PlanEnd.ENDED, reason="igen", by=by, now=NOW),
        lambda: pay(plan, by, 100),
    ):
        with pytest.raises(Refused, match="no longer runs"):
            attempt()


def test_a_paid_plan_does_not_run_again_beside_another(case: Case, by: Scope) -> None:
    first = agree(case, by)
    payment = pay(first, by, 9000)
    agree(case, by, parts=[Part(LATER, Decimal(2000))])

    with pytest.raises(Refused, match="Another instalment plan"):
        correct_payment(payment, paid_on=TODAY, amount=Decimal(1), source=PaymentSource.TENANT, by=by, now=NOW)


def test_days_that_no_plan_has(case: Case, by: Scope) -> None:
    with pytest.raises(Refused, match="not come yet"):
        agree(case, by, agreed_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="before the plan was agreed"):
        agree(case, by, parts=[Part(TODAY - dt.timedelta(days=1), Decimal(1))])
    with pytest.raises(Refused, match="something to pay"):
        agree(case, by, parts=[])


def test_only_those_who_work_on_the_case_agree_plans(case: Case) -> None:
    with pytest.raises(NotAllowed):
        agree(case, scope_of(make_employment_caseworker()))
    assert not InstalmentPlan.objects.exists()
