"""What sharing agreements cover is shown to everybody concerned; the administrator records and ends them."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import Conflict, NotAllowed
from accounts.models import AccessLog, Municipality, User
from casework.actions import rules as actions
from housing.models import HousingAssociation, SharingAgreement
from tests.factories import NOW, TODAY
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.housing import DepartmentFactory, HousingAssociationFactory, SharingAgreementFactory
from tests.factories.people import (
    make_administrator,
    make_adviser,
    make_caseworker,
    make_data_protection_officer,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)

pytestmark = pytest.mark.django_db

LIST, NEW = "casework:agreement-list", "casework:agreement-new"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def municipality() -> Municipality:
    return MunicipalityFactory(name="København")


@pytest.fixture
def association(municipality: Municipality) -> HousingAssociation:
    association = HousingAssociationFactory(name="KAB")
    DepartmentFactory(association=association, municipality=municipality)
    return association


@pytest.fixture
def agreement(association: HousingAssociation, municipality: Municipality) -> SharingAgreement:
    return SharingAgreementFactory(association=association, municipality=municipality)


@pytest.fixture
def administrator(municipality: Municipality) -> User:
    return make_administrator(municipality.organisation)


def shown(user: User) -> list[str]:
    client = Client()
    client.force_login(user)
    context = client.get(reverse(LIST)).context
    return [row["agreement"].association.name for row in context["current"]]


def test_everybody_concerned_reads_what_is_shared(
    association: HousingAssociation, municipality: Municipality, agreement: SharingAgreement
) -> None:
    unit = UnitFactory(municipality=municipality)
    concerned = [
        make_caseworker(unit),
        make_team_leader(unit),
        make_employment_caseworker(unit),
        make_manager(municipality.organisation),
        make_administrator(municipality.organisation),
        make_data_protection_officer(municipality.organisation),
        make_officer(association),
        make_adviser(association),
        make_manager(association.organisation),
    ]
    strangers = [make_officer(), make_caseworker()]

    assert [shown(user) for user in concerned] == [["KAB"]] * len(concerned)
    assert [shown(user) for user in strangers] == [[], []]


def test_it_is_told_which_steps_and_fields_pass_and_who_shares_nothing(
    client: Client, municipality: Municipality, agreement: SharingAgreement
) -> None:
    DepartmentFactory(association=HousingAssociationFactory(name="AAB"), municipality=municipality)
    SharingAgreement.objects.filter(pk=agreement.pk).update(fields=["name", "amount", "shoe_size"])
    client.force_login(make_caseworker(UnitFactory(municipality=municipality)))

    context = client.get(reverse(LIST)).context
    [row] = context["current"]

    assert len(row["steps"]) == 3, "demanded, rescinded, filed"
    assert (len(row["fields"]), row["fields"][2]) == (3, "shoe_size")
    assert (context["without"], context["may_change"]) == (["AAB"], False)


def test_agreements_in_force_planned_and_ended_stand_apart(
    client: Client, association: HousingAssociation, municipality: Municipality
) -> None:
    parties = {"association": association, "municipality": municipality}
    old = SharingAgreementFactory(**parties, ends_on=dt.date(2026, 11, 21))
    now = SharingAgreementFactory(**parties, starts_on=TODAY, ends_on=TODAY)
    new = SharingAgreementFactory(**parties, starts_on=dt.date(2026, 11, 23))
    client.force_login(make_officer(association))

    context = client.get(reverse(LIST)).context

    assert {state: [row["agreement"] for row in context[state]] for state in ("ended", "current", "planned")} == {
        "ended": [old],
        "current": [now],
        "planned": [new],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    client: Client, municipality: Municipality, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        SharingAgreementFactory(municipality=municipality)
    client.force_login(make_caseworker(UnitFactory(municipality=municipality)))

    with django_assert_num_queries(6):
        response = client.get(reverse(LIST))

    assert len(response.context["current"]) == count


def new(association: HousingAssociation, **changes: Any) -> dict[str, Any]:
    return {
        "association": association.pk,
        "from_step": "demanded",
        "fields_shared": ["name", "amount"],
        "legal_basis": "Retssikkerhedsloven § 11 c, aftale 17-11-2026",
        "starts_on": "2026-11-22",
        "ends_on": "",
        **changes,
    }


def test_the_administrator_records_an_agreement(
    client: Client, administrator: User, association: HousingAssociation, municipality: Municipality
) -> None:
    client.force_login(administrator)

    asked = client.get(reverse(NEW))
    done = client.post(reverse(NEW), new(association))

    assert (asked.status_code, done.status_code) == (200, 302)
    assert list(
        SharingAgreement.objects.values_list(
            "association", "municipality", "from_step", "fields", "starts_on", "ends_on", "version"
        )
    ) == [(association.pk, municipality.pk, "demanded", ["name", "amount"], TODAY, None, 1)]
    assert list(AccessLog.objects.values_list("look", "subject")) == [("change", "sharing agreement")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2026-11-21"}, "ends_on"),
        ({"starts_on": "2026-11-21"}, "__all__"),
        ({"fields_shared": []}, "fields_shared"),
        ({"legal_basis": ""}, "legal_basis"),
    ],
)
def test_what_is_wrong_is_said(
    client: Client, administrator: User, association: HousingAssociation, changes: dict[str, Any], field: str
) -> None:
    client.force_login(administrator)

    response = client.post(reverse(NEW), new(association, **changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert SharingAgreement.objects.count() == 0


def test_two_agreements_never_overlap(
    client: Client, administrator: User, association: HousingAssociation, agreement: SharingAgreement
) -> None:
    client.force_login(administrator)

    answers = [client.post(reverse(NEW), new(association))]
    SharingAgreement.objects.filter(pk=agreement.pk).update(ends_on=dt.date(2026, 11, 30))
    answers.append(client.post(reverse(NEW), new(association, starts_on="2026-11-30")))
    answers.append(client.post(reverse(NEW), new(association, starts_on="2026-12-01")))

    assert [answer.status_code for answer in answers] == [422, 422, 302]


def test_an_agreement_gets_its_last_day(client: Client, administrator: User, agreement: SharingAgreement) -> None:
    client.force_login(administrator)
    url = reverse("casework:agreement-end", args=[agreement.pk])

    asked = client.get(url)
    past = client.post(url, {"ends_on": "2026-11-21", "version": 1})
    done = client.post(url, {"ends_on": "2026-11-30", "version": 1})

    assert [asked.status_code, past.status_code, done.status_code] == [200, 422, 302]
    assert list(SharingAgreement.objects.values_list("ends_on", "version")) == [(dt.date(2026, 11, 30), 2)]


def test_a_conflict_shows_both_days_and_loses_none(
    client: Client, administrator: User, agreement: SharingAgreement
) -> None:
    SharingAgreement.objects.filter(pk=agreement.pk).update(ends_on=dt.date(2026, 12, 31), version=2)
    client.force_login(administrator)
    url = reverse("casework:agreement-end", args=[agreement.pk])

    response = client.post(url, {"ends_on": "2026-11-30", "version": 1})
    again = client.post(url, {"ends_on": "2026-11-30", "version": response.context["form"]["version"].value()})

    assert (response.status_code, again.status_code) == (422, 302)
    assert [(row["theirs"], row["yours"]) for row in response.context["conflict"]] == [
        (dt.date(2026, 12, 31), dt.date(2026, 11, 30))
    ]
    assert response.context["form"]["ends_on"].value() == dt.date(2026, 11, 30)


def test_an_agreement_does_not_end_before_it_begins(
    client: Client, administrator: User, association: HousingAssociation, municipality: Municipality
) -> None:
    planned = SharingAgreementFactory(
        association=association, municipality=municipality, starts_on=dt.date(2026, 12, 1)
    )
    client.force_login(administrator)

    response = client.post(
        reverse("casework:agreement-end", args=[planned.pk]), {"ends_on": "2026-11-30", "version": 1}
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_nobody_else_records_or_ends(
    client: Client, association: HousingAssociation, agreement: SharingAgreement
) -> None:
    end = reverse("casework:agreement-end", args=[agreement.pk])
    client.force_login(make_officer(association))
    officers = [client.get(reverse(NEW)).status_code, client.get(end).status_code]
    client.force_login(make_administrator())
    strangers = client.post(end, {"ends_on": "2026-11-30", "version": 1}).status_code

    assert (officers, strangers) == ([404, 404], 404)


def test_actions_refuse_other_people(association: HousingAssociation, agreement: SharingAgreement) -> None:
    officer, stranger = scope_of(make_officer(association)), scope_of(make_administrator())

    for by in (officer, stranger):
        with pytest.raises(NotAllowed):
            actions.end_agreement(agreement, ends_on=TODAY, version=1, by=by, now=NOW)
    own = scope_of(make_administrator(agreement.municipality.organisation))
    with pytest.raises(Conflict):
        actions.end_agreement(agreement, ends_on=TODAY, version=7, by=own, now=NOW)
