"""From the boxes of the list to a page that asks how, and back with what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.models import Case, CaseBatch
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.listing import AbsenceFactory
from tests.factories.people import make_caseworker, make_team_leader

from .pages import main_words

pytestmark = pytest.mark.django_db
ASSIGN, FOLLOW_UP = "/cases/several/assign/", "/cases/several/follow-up/"


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


def sent(*cases: Case, **given: Any) -> dict[str, Any]:
    return {"case": [case.pk for case in cases], **{f"version-{case.pk}": case.version for case in cases}, **given}


def test_the_list_has_a_box_in_each_row(client: Client, unit: Unit, leader: User) -> None:
    case = CaseFactory(unit=unit, names="Ida")

    page = client.get("/cases/", {"list": "unit"}).content.decode()

    assert f'type="checkbox" name="case" value="{case.pk}" aria-label="Choose Ida"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_that_asks_how_costs_the_same_for_many(
    client: Client, unit: Unit, leader: User, count: int, django_assert_num_queries: Any
) -> None:
    cases = CaseFactory.create_batch(count, unit=unit)

    with django_assert_num_queries(8):  # session, user, role, scope, cases, colleagues, units, access log
        page = client.get(ASSIGN, {"case": [case.pk for case in cases]})

    assert page.context["cases"] == cases


def test_chosen_cases_go_to_a_colleague_and_back(client: Client, unit: Unit, leader: User) -> None:
    lise, tariq = make_caseworker(unit, name="Lise"), make_caseworker(unit, name="Tariq")
    AbsenceFactory(unit=unit, user=lise, deputy=tariq)
    cases = CaseFactory.create_batch(2, unit=unit)
    changed = CaseFactory(unit=unit, number="2026-7")
    chosen = [*cases, changed]

    asked = client.post("/cases/several/", {"case": [case.pk for case in chosen], "act": "assign", "back": "list=unit"})
    page = client.get(asked.headers["Location"])
    assert "Lise (away, Tariq stands in)" in main_words(page)
    Case.objects.filter(pk=changed.pk).update(version=9)
    answer = client.post(ASSIGN, sent(*chosen, to=f"person-{lise.pk}", back="list=unit"), follow=True)

    said = main_words(answer)
    assert answer.redirect_chain == [("/cases/?list=unit", 302)]
    assert "Lise has 2 cases more now." in said
    assert "Left out: 2026-7: somebody changed it meanwhile" in said
    assert "Lise is away until 28 Nov 2026. Tariq stands in." in said
    assert Case.objects.filter(assigned_to=lise).count() == 2

    undo = reverse("casework:several-undo", args=[CaseBatch.objects.get().pk])
    assert f'action="{undo}"' in answer.content.decode()
    assert "2 cases are as they were before." in main_words(client.post(undo, follow=True))
    assert not Case.objects.filter(assigned_to=lise).exists()
    assert "undone already" in main_words(client.post(undo, follow=True))


def test_giving_to_a_unit_needs_a_reason(client: Client, unit: Unit, leader: User) -> None:
    case = CaseFactory(unit=unit, assigned_to=leader)

    without = client.post(ASSIGN, sent(case, to=f"unit-{unit.pk}"))
    client.post(ASSIGN, sent(case, to=f"unit-{unit.pk}", reason="Ferie"))

    assert (without.status_code, without.context["form"].errors) == (422, {"reason": ["Give the reason."]})
    case.refresh_from_db()
    assert case.assigned_to is None


def test_chosen_cases_get_a_follow_up_date(client: Client, unit: Unit, leader: User) -> None:
    cases = CaseFactory.create_batch(2, unit=unit)

    answer = client.post(FOLLOW_UP, sent(*cases, follow_up="week"), follow=True)

    assert "2 cases have a new follow-up date." in main_words(answer)
    assert set(Case.objects.values_list("follow_up_on", flat=True)) == {TODAY + dt.timedelta(days=7)}


def test_what_cannot_be_changed_is_said_before_one_chooses(client: Client, unit: Unit) -> None:
    mette = make_caseworker(unit, language="en")
    client.force_login(mette)
    CaseFactory(unit=unit, assigned_to=mette)
    others = CaseFactory(unit=unit, assigned_to=make_caseworker(unit), number="2026-8")
    hidden = CaseFactory(number="2026-9")

    said = main_words(client.get(ASSIGN, {"case": [others.pk, hidden.pk]}))

    assert "Case 2026-8: Only the one who has the case" in said
    assert "A case: it is no longer open to you" in said
    assert "2026-9" not in said
    assert "None of the cases can be changed." in said


@pytest.mark.parametrize(
    "given", [{}, {"act": "assign"}, {"case": "1", "act": "dance"}, {"case": "x", "act": "assign"}]
)
def test_nothing_chosen_leads_back(client: Client, leader: User, given: dict[str, str]) -> None:
    answer = client.post("/cases/several/", {**given, "back": "list=unit&x=//evil.example"}, follow=True)

    assert answer.redirect_chain[0][0].startswith("/cases/?list=unit&x=%2F%2Fevil")
    assert "Choose the cases on the list first." in main_words(answer)
