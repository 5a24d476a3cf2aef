"""Reaching a household: what is read before one tries, what the form offers, and what is marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.models import AvoidedMode, Case, ContactAttempt, ContactPoint
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import AvoidedModeFactory, CaseFactory, ContactAttemptFactory, ContactPointFactory
from tests.factories.people import make_caseworker
from tests.factories.persons import CasePersonFactory

from .pages import main_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def case(unit: Unit, client: Client) -> Case:
    """A case of somebody with a telephone, open to the caseworker who is logged in."""
    user: User = make_caseworker(unit, language="en")
    client.force_login(user)
    case: Case = CaseFactory(unit=unit, assigned_to=user, address="Ruten 169, 2700 Brønshøj")
    CasePersonFactory(case=case, person__name="Ida Andersen", person__phone="20 12 34 56")
    return case


def page(client: Client, case: Case, name: str = "case") -> str:
    return main_words(client.get(reverse(f"casework:{name}", args=[case.pk])))


def test_the_pattern_is_a_table_of_mode_by_part_of_day(client: Client, case: Case) -> None:
    for part in ("morning", "morning", "evening"):
        ContactAttemptFactory(case=case, part_of_day=part, is_reached=part == "evening")

    assert "| Mode Morning Afternoon Evening | Phone 2 2 tries – not tried 1/1 reached 1 of 1" in page(client, case)


def test_the_form_comes_with_the_next_try_and_its_number(client: Client, case: Case) -> None:
    form = client.get(reverse("casework:case", args=[case.pk])).context["log"].form

    assert (form["mode"].value(), form["used"].value()) == ("phone", "phone:20 12 34 56")
    assert form.fields["used"].choices == [
        ("", "Not noted"),
        ("phone:20 12 34 56", "20 12 34 56 · Ida Andersen"),
        ("address:Ruten 169, 2700 Brønshøj", "Ruten 169, 2700 Brønshøj"),
    ]


def test_a_wrong_number_is_marked_by_logging_it(client: Client, case: Case) -> None:
    call = {"mode": "phone", "used": "phone:20 12 34 56", "outcome": "wrong_address", "day": "2026-11-22"}
    client.post(reverse("casework:contact", args=[case.pk]), {**call, "part_of_day": "morning"})

    said = page(client, case)
    assert "20 12 34 56 does not work since 22 Nov 2026" in said
    assert "Next try: home visit, morning. Not tried yet." in said
    assert ContactAttempt.objects.get().point == ContactPoint.objects.get(fails_since=TODAY)


def test_a_number_is_not_noted_with_a_letter(client: Client, case: Case) -> None:
    sent = {"mode": "letter", "used": "phone:20 12 34 56", "outcome": "no_answer", "day": "2026-11-22"}
    client.post(reverse("casework:contact", args=[case.pk]), {**sent, "part_of_day": "morning"})

    assert ContactAttempt.objects.get().point is None


def test_what_must_not_be_done_is_read_before_one_tries(client: Client, case: Case) -> None:
    AvoidedModeFactory(case=case, mode="letter", reason="Faren åbner posten")
    ContactPointFactory(case=case, value="30 30 30 30", avoid_reason="Det er arbejdsgiverens")
    ContactAttemptFactory(case=case, is_reached=True, wants_no_contact=True)

    said = page(client, case)
    warned = said[: said.index("How")]

    assert "Asked on 3 Nov 2026 for no further contact." in warned
    assert "Do not contact by: Letter. Faren åbner posten" in warned
    assert "Do not use 30 30 30 30. Det er arbejdsgiverens" in warned
    assert "Next try" not in said


def test_a_number_is_added_marked_and_used_again(client: Client, case: Case) -> None:
    ways = reverse("casework:contact-ways", args=[case.pk])
    client.post(ways, {"kind": "phone", "value": "40 40 40 40", "whose": "Søsteren"})
    assert "40 40 40 40 Phone · Søsteren" in page(client, case, "contact-ways")

    mark = {"kind": "phone", "value": "40 40 40 40", "fails_since": "2026-11-20", "version": "1"}
    client.post(reverse("casework:contact-point", args=[case.pk]), mark)
    assert "does not work since 20 Nov 2026" in page(client, case, "contact-ways")

    client.post(reverse("casework:contact-point", args=[case.pk]), {**mark, "fails_since": "", "version": "2"})
    assert ContactPoint.objects.get().fails_since is None


def test_the_same_number_is_there_once(client: Client, case: Case) -> None:
    ContactPointFactory(case=case, value="40 40 40 40")

    response = client.post(
        reverse("casework:contact-ways", args=[case.pk]), {"kind": "phone", "value": "40 40 40 40", "whose": ""}
    )

    assert "That number or address is on the case already." in main_words(response)


def test_a_way_is_avoided_with_its_reason_and_allowed_again(client: Client, case: Case) -> None:
    client.post(reverse("casework:avoid-mode", args=[case.pk]), {"mode": "sms", "reason": "Læser ikke dansk"})
    avoided = AvoidedMode.objects.get()
    assert (avoided.mode, avoided.reason) == ("sms", "Læser ikke dansk")

    client.post(reverse("casework:allow-mode", args=[case.pk, avoided.pk]))
    assert not AvoidedMode.objects.exists()
