"""A case for a home that no arrears list has named yet."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Unit
from casework.models import Case, CasePerson
from housing.models import Department, LeaseTenant, Tenancy
from tests.factories.accounts import UnitFactory
from tests.factories.association import CampaignFactory
from tests.factories.housing import DepartmentFactory, LeaseFactory, TenancyFactory
from tests.factories.people import make_caseworker

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def department(unit: Unit) -> Department:
    return DepartmentFactory(municipality=unit.municipality)


def described(home_of: Department, **changes: Any) -> dict[str, Any]:
    return {
        "department": home_of.pk,
        "tenancy_number": "33-02-0999",
        "street": "Ruten 12, 1. tv",
        "postcode": "2700",
        "city": "Brønshøj",
        "residents": "Aisha Warsame\n\n Omar Warsame ",
        "cause": "subletting",
        "opened_by": "own_inquiry",
        "reason": "Ringede i dag: fremlejer er rejst",
        **changes,
    }


def test_a_case_is_opened_for_a_home_on_no_list(client: Client, unit: Unit, department: Department) -> None:
    client.force_login(make_caseworker(unit))

    assert client.get(reverse("casework:open-unlisted")).status_code == 200
    response = client.post(reverse("casework:open-unlisted"), described(department))

    case = Case.objects.get()
    assert response.headers["Location"] == reverse("casework:case", args=[case.pk])
    assert (case.names, case.address, case.cause, case.unit) == (
        "Aisha Warsame, Omar Warsame",
        "Ruten 12, 1. tv, 2700 Brønshøj",
        "subletting",
        unit,
    )
    assert (case.tenancy.number, case.department, case.association) == (
        "33-02-0999",
        department,
        department.association,
    )
    assert "aisha warsame" in case.search_doc
    assert list(CasePerson.objects.order_by("position").values_list("person__name", flat=True)) == [
        "Aisha Warsame",
        "Omar Warsame",
    ]
    assert client.get(reverse("casework:case", args=[case.pk])).status_code == 200


def test_the_association_is_told_no_names(client: Client, unit: Unit, department: Department) -> None:
    client.force_login(make_caseworker(unit))
    client.post(reverse("casework:open-unlisted"), described(department))
    assert not LeaseTenant.objects.exists()


def test_a_number_the_association_has_already_is_refused(client: Client, unit: Unit, department: Department) -> None:
    known = TenancyFactory(department=department)
    client.force_login(make_caseworker(unit))

    response = client.post(reverse("casework:open-unlisted"), described(department, tenancy_number=known.number))

    assert response.status_code == 422
    assert (Case.objects.count(), Tenancy.objects.count()) == (0, 1)


@pytest.mark.parametrize("missing", ["street", "residents", "reason", "department"])
def test_what_is_missing_is_asked_for(client: Client, unit: Unit, department: Department, missing: str) -> None:
    client.force_login(make_caseworker(unit))

    response = client.post(reverse("casework:open-unlisted"), described(department, **{missing: ""}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [missing])


def test_another_municipalitys_department_cannot_be_chosen(client: Client, unit: Unit) -> None:
    client.force_login(make_caseworker(unit))

    response = client.post(reverse("casework:open-unlisted"), described(DepartmentFactory()))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["department"])


def test_a_case_begins_with_the_campaign_it_came_of(client: Client, unit: Unit, department: Department) -> None:
    client.force_login(make_caseworker(unit))
    campaign = CampaignFactory(association=department.association)
    elsewhere = DepartmentFactory(municipality=unit.municipality)
    another = CampaignFactory(association=elsewhere.association)
    known = LeaseFactory(tenancy__department=department)
    listed = {"association": department.association_id, "tenancy_number": known.tenancy.number, "lease": known.pk}
    address = reverse("casework:open-unlisted")

    refused = client.post(address, described(department, campaign=another.pk))
    client.post(address, described(department, campaign=campaign.pk))
    client.post(reverse("casework:open-case"), {**described(department, campaign=campaign.pk), **listed})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["campaign"])
    assert [case.campaign for case in Case.objects.all()] == [campaign, campaign]
