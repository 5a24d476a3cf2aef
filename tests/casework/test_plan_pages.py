"""The pages of instalment plans: agree with a preview, change, pay, end, and two at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework.actions.plans import agree_plan, change_plan
from casework.enums import HearingResult, LegalStepKind
from casework.instalments import Part
from casework.models import Case, InstalmentPayment, InstalmentPlan
from tests.factories import NOW, TODAY
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.money import BudgetFactory, BudgetLineFactory
from tests.factories.people import make_caseworker, scope_of

from .pages import Answer, main_words

pytestmark = pytest.mark.django_db

#: 9,000 kr. in three instalments from the first of December.
TERMS = {
    "agreed_with": "association",
    "agreed_on": "2026-11-22",
    "amount": "9.000,00",
    "rhythm": "monthly",
    "first_on": "2026-12-01",
    "each": "",
    "count": "3",
    "lines": "",
    "note": "",
}


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case() -> Case:
    return CaseFactory(amount=Decimal("9000.00"))


@pytest.fixture
def user(case: Case, client: Client) -> User:
    user = make_caseworker(case.unit, language="en")
    client.force_login(user)
    return user


def shown(response: Answer) -> str:
    """The seal of the instalments on the page."""
    found = re.search(r'name="shown" value="([0-9a-f]+)"', response.content.decode())
    return found.group(1) if found else ""


def agree(case: Case, user: User, *parts: Part) -> InstalmentPlan:
    return agree_plan(
        case,
        agreed_with="association",
        agreed_on=TODAY,
        rhythm="free",
        parts=parts or [Part(dt.date(2026, 12, 1), Decimal(9000))],
        by=scope_of(user),
        now=NOW,
    )


def save(client: Client, case: Case, **changes: Any) -> Any:
    """Look at the instalments, then save them as they were shown."""
    address = reverse("casework:plan-new", args=[case.pk])
    terms = {**TERMS, **changes}
    preview = client.post(address, terms)
    return client.post(address, {**terms, "shown": shown(preview), "save": "1"})


def test_the_form_begins_with_what_is_owed(client: Client, case: Case, user: User) -> None:
    page = client.get(reverse("casework:plan-new", args=[case.pk])).content.decode()

    assert 'value="9000,00"' in page
    assert 'value="2026-12-01"' in page


def test_a_plan_is_shown_before_it_is_saved(client: Client, case: Case, user: User) -> None:
    address = reverse("casework:plan-new", args=[case.pk])
    preview = client.post(address, {**TERMS, "save": "1"})

    assert "| 1 1 Dec 2026 3,000.00 kr. | 2 1 Jan 2027 3,000.00 kr. | 3 1 Feb 2027 3,000.00 kr." in main_words(preview)
    assert not InstalmentPlan.objects.exists()
    other = client.post(address, {**TERMS, "count": "2", "shown": shown(preview), "save": "1"})
    assert "4,500.00 kr." in main_words(other)
    assert not InstalmentPlan.objects.exists()
    saved = client.post(address, {**TERMS, "count": "2", "shown": shown(other), "save": "1"})
    assert saved.status_code == 302
    assert InstalmentPlan.objects.get().instalments.count() == 2


def test_days_and_amounts_as_agreed(client: Client, case: Case, user: User) -> None:
    save(client, case, rhythm="free", lines="15-12-2026 4.000,00\n\n2026-12-01 5000\n", count="", first_on="")

    plan = InstalmentPlan.objects.get()
    assert list(plan.instalments.order_by("position").values_list("due_on", "amount")) == [
        (dt.date(2026, 12, 1), Decimal(5000)),
        (dt.date(2026, 12, 15), Decimal(4000)),
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"count": ""}, "Give either the amount of each instalment or how many there are."),
        ({"each": "100"}, "Give either the amount of each instalment or how many there are."),
        ({"count": "", "each": "10"}, "A plan has at most 240 instalments."),
        ({"first_on": ""}, "Choose the day of the first instalment."),
        ({"first_on": "2026-11-01"}, "No instalment can be due before the plan was agreed."),
        ({"agreed_on": "2026-11-23"}, "That day has not come yet."),
        ({"rhythm": "free"}, "Write the instalments, one on each line."),
        ({"rhythm": "free", "lines": "1/12 100"}, "Line 1: write a day and an amount"),
        ({"rhythm": "free", "lines": "01-12-2026 100"}, "add up to 100.00 kr., not to 9,000.00 kr."),
    ],
)
def test_what_is_wrong_is_said(client: Client, case: Case, user: User, changes: dict[str, str], why: str) -> None:
    response = client.post(reverse("casework:plan-new", args=[case.pk]), {**TERMS, **changes, "save": "1"})

    assert response.status_code == 422
    assert why in main_words(response)


def test_the_case_and_the_plan_say_how_it_stands(client: Client, case: Case, user: User) -> None:
    plan = agree(case, user, Part(dt.date(2026, 12, 1), Decimal(4000)), Part(dt.date(2027, 1, 4), Decimal(5000)))
    payment = reverse("casework:payment", args=[case.pk, plan.pk])
    assert 'value="4000,00"' in client.get(payment).content.decode()
    client.post(payment, {"paid_on": "2026-11-22", "amount": "4.500", "source": "tenant"})

    assert "Next: 4,500.00 kr. on 4 Jan 2027 . 4,500.00 kr. of 9,000.00 kr. is reported paid." in main_words(
        client.get(reverse("casework:case", args=[case.pk]))
    )
    said = main_words(client.get(reverse("casework:plan", args=[case.pk, plan.pk])))
    assert "| 1 Dec 2026 4,000.00 kr. 0.00 kr. Paid | 4 Jan 2027 5,000.00 kr. 4,500.00 kr. Partly paid" in said
    assert "| 22 Nov 2026 4,500.00 kr. Tenant" in said


def test_a_payment_is_corrected_and_taken_back(client: Client, case: Case, user: User) -> None:
    plan = agree(case, user)
    client.post(
        reverse("casework:payment", args=[case.pk, plan.pk]),
        {"paid_on": "2026-11-22", "amount": "4.500", "source": "tenant"},
    )
    wrong = InstalmentPayment.objects.get()
    address = reverse("casework:payment-correct", args=[case.pk, plan.pk, wrong.pk])
    told = {"paid_on": "2026-11-22", "amount": "45", "source": "tenant"}
    client.post(address, told)
    again = client.post(address, {**told, "amount": "450"})

    assert again.status_code == 422
    assert "| Amount, kr. 45.00 kr. 450.00 kr." in main_words(again)
    plan.refresh_from_db()
    assert plan.paid == Decimal(45)


def test_two_agree_at_once_and_both_see_it(client: Client, case: Case, user: User) -> None:
    """The form was opened while no plan ran; the other's plan is shown, and replaced only knowingly."""
    theirs = agree(case, user)
    response = save(client, case)

    assert response.status_code == 422
    assert "Somebody else changed this while you were writing" in main_words(response)
    assert "| or number of instalments – 3" in main_words(response)
    page = response.content.decode()
    assert f'name="replaces" value="{theirs.pk}"' in page
    save(client, case, replaces=theirs.pk, version=theirs.version)
    theirs.refresh_from_db()
    assert theirs.ended_as == "replaced"


def test_two_change_a_plan_at_once_and_both_see_it(client: Client, case: Case, user: User) -> None:
    plan = agree(case, user)
    address = reverse("casework:plan-edit", args=[case.pk, plan.pk])
    assert "01-12-2026 9000,00" in client.get(address).content.decode()
    change_plan(
        plan,
        version=1,
        agreed_with="court",
        agreed_on=TODAY,
        rhythm="free",
        parts=[Part(dt.date(2026, 12, 1), Decimal(9000))],
        by=scope_of(user),
        now=NOW,
    )
    terms = {**TERMS, "version": "1"}
    preview = client.post(address, terms)
    response = client.post(address, {**terms, "shown": shown(preview), "save": "1"})

    said = main_words(response)
    assert response.status_code == 422
    assert "| Agreed with Settlement in the bailiff court Housing association" in said
    assert 'name="version" value="2"' in response.content.decode()


@pytest.mark.parametrize(
    ("amount", "given"), [("9000.00", {"each": "2500", "count": ""}), ("10000.00", {"each": "", "count": "3"})]
)
def test_a_plan_is_opened_as_it_was_written(
    client: Client, case: Case, user: User, amount: str, given: dict[str, str]
) -> None:
    save(client, case, amount=amount, **given)
    plan = InstalmentPlan.objects.get()
    before = list(plan.instalments.order_by("position").values_list("due_on", "amount"))
    page = client.get(reverse("casework:plan-edit", args=[case.pk, plan.pk])).content.decode()
    assert ('value="2500,00"' in page) == bool(given["each"])
    assert ('name="count" value="3"' in page) == bool(given["count"])
    assert len(before) == (4 if given["each"] else 3)


def test_a_plan_is_called_broken(client: Client, case: Case, user: User) -> None:
    plan = agree(case, user)
    address = reverse("casework:plan-end", args=[case.pk, plan.pk])
    client.post(address, {"ended_as": "broken", "reason": "Association says so", "version": "1"})

    said = main_words(client.get(reverse("casework:plan", args=[case.pk, plan.pk])))
    assert "Broken" in said
    assert "Association says so" in said
    assert "Note a payment" not in said


def test_a_settlement_in_court_leads_to_a_plan(client: Client, case: Case, user: User) -> None:
    step = LegalStepFactory(
        course=LegalCourseFactory(case=case),
        kind=LegalStepKind.HEARING_HELD,
        hearing_result=HearingResult.SETTLEMENT,
        occurred_on=TODAY,
    )
    page = reverse("casework:case", args=[step.case_id])
    assert "Write the instalment plan down" in main_words(client.get(page))

    agree(case, user)
    assert "Write the instalment plan down" not in main_words(client.get(page))


def test_a_plan_begins_with_what_a_budget_says_can_be_paid(client: Client, case: Case, user: User) -> None:
    budget = BudgetFactory(case=case, arrears=Decimal(8000))
    for kind, amount in (("wages", 14000), ("rent", 7000)):
        BudgetLineFactory(budget=budget, kind=kind, amount=Decimal(amount))

    page = client.get(reverse("casework:plan-new", args=[case.pk]), {"budget": budget.pk}).content.decode()

    assert 'value="8000,00"' in page
    assert 'value="1000,00"' in page
    for key in ("x", "²", "9" * 30, str(budget.pk + 1)):
        assert client.get(reverse("casework:plan-new", args=[case.pk]), {"budget": key}).status_code == 200
