"""The pages of a stay-put budget: what would keep the home said first, and two who change one at once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework.actions.budgets import change_budget
from casework.enums import EventKind
from casework.models import Budget, Case, CaseEvent, LegalParameter
from casework.queries.budgets import budget_page, budgets_of
from tests.factories import NOW, TODAY
from tests.factories.casework import CaseFactory
from tests.factories.decisions import DecisionFactory, PaymentGuaranteeFactory
from tests.factories.people import make_caseworker, scope_of

from .pages import link, main_words

pytestmark = pytest.mark.django_db

TOLD = {
    "made_on": "2026-11-22",
    "adults": "1",
    "children": "0",
    "arrears": "14.000",
    "wages": "14.000",
    "rent": "7.000",
}


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case() -> Case:
    return CaseFactory(amount=Decimal(14000), adults=1, children=0, monthly_rent=Decimal(7000))


@pytest.fixture
def user(case: Case, client: Client) -> User:
    user = make_caseworker(case.unit, language="en")
    client.force_login(user)
    return user


@pytest.fixture
def budget(case: Case, user: User, client: Client) -> Budget:
    client.post(reverse("casework:budget-new", args=[case.pk]), TOLD)
    return budgets_of(case).get()


def test_what_would_keep_the_home_is_said_first(client: Client, case: Case, budget: Budget) -> None:
    said = main_words(client.get(reverse("casework:budget", args=[case.pk, budget.pk])))

    sentence = "The home can be kept by instalments: 1,000.00 kr. a month for 14 months."
    assert said.index(sentence) < said.index("Guidance, reckoned from what the household told.") < said.index("Way")
    assert "| One-off grant aktivloven § 81 Enough The arrears of 14,000.00 kr. are paid at once." in said
    assert "The household can bear a rent of 5,600.00 kr. at most." in said
    assert sentence in main_words(client.get(reverse("casework:case", args=[case.pk])))


def test_what_rests_on_a_budget_leads_to_it_and_says_what_it_came_to(
    client: Client, case: Case, budget: Budget
) -> None:
    decision = DecisionFactory(case=case, budget=budget)
    guarantee = PaymentGuaranteeFactory(case=case, decision=decision, budget=budget)
    there = reverse("casework:budget", args=[case.pk, budget.pk])

    pages = [
        client.get(reverse("casework:decision", args=[case.pk, decision.pk])),
        client.get(reverse("casework:guarantee", args=[case.pk, guarantee.pk])),
    ]

    assert [link(page, "udget of 22 Nov 2026") for page in pages] == [there, there]
    for page in pages:
        said = main_words(page)
        assert "udget of 22 Nov 2026 : The home can be kept by instalments" in said
        assert f"{case.names} Case {case.number}" in said  # whose case it is stands on top


def test_the_timeline_keeps_what_it_came_to(case: Case, budget: Budget) -> None:
    (event,) = CaseEvent.objects.filter(case=case, kind=EventKind.BUDGET)

    assert event.detail == {
        "budget": budget.pk,
        "made_on": "2026-11-22",
        "disposable": "7000.00",
        "minimum": "6000",
        "arrears": "14000",
    }


def test_the_parameters_of_its_day_count(case: Case, budget: Budget) -> None:
    """A minimum that holds from tomorrow changes no budget of today."""
    rows = {"municipality": case.municipality, "code": "budget_adult", "source": "Udvalget"}
    tomorrow = TODAY.replace(day=TODAY.day + 1)
    LegalParameter.objects.create(**rows, value="6500", starts_on=TODAY.replace(day=1), ends_on=TODAY)
    LegalParameter.objects.create(**rows, value="9000", starts_on=tomorrow)

    page = budget_page(budgets_of(case).get())

    assert page.reckoned.minimum == 6500
    assert "Udvalget" in page.sources


def test_a_new_budget_begins_with_the_last_one(client: Client, case: Case, budget: Budget) -> None:
    page = client.get(reverse("casework:budget-new", args=[case.pk])).content.decode()

    assert 'name="wages" value="14000,00"' in page
    assert 'name="version"' in page


def test_two_change_a_budget_at_once_and_both_see_it(client: Client, case: Case, user: User, budget: Budget) -> None:
    told: dict[str, Any] = {"adults": 2, "children": 1, "arrears": Decimal(14000), "made_on": TODAY}
    change_budget(budget, version=1, lines={"wages": Decimal(20000)}, **told, by=scope_of(user), now=NOW)

    response = client.post(
        reverse("casework:budget-edit", args=[case.pk, budget.pk]), {**TOLD, "wages": "15.000", "version": "1"}
    )

    said = main_words(response)
    assert response.status_code == 422
    assert "| Adults 2 1" in said
    assert "| Wages 20,000.00 kr. 15,000.00 kr." in said
    assert "| Rent – 7,000.00 kr." in said
    assert budgets_of(case).get().lines.get().amount == 20000
    saved = client.post(
        reverse("casework:budget-edit", args=[case.pk, budget.pk]), {**TOLD, "wages": "15.000", "version": "2"}
    )
    assert saved.status_code == 302
    assert sorted(budgets_of(case).get().lines.values_list("kind", "amount")) == [
        ("rent", Decimal(7000)),
        ("wages", Decimal(15000)),
    ]


def test_a_budget_of_a_day_to_come_is_refused(client: Client, case: Case, user: User) -> None:
    response = client.post(reverse("casework:budget-new", args=[case.pk]), {**TOLD, "made_on": "2026-11-23"})

    assert (response.status_code, Budget.objects.count()) == (422, 0)
