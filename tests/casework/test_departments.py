"""An officer enters the departments a list names and we do not know, and counts their dwellings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import Municipality
from housing.enums import Change, District, Step
from housing.models import ArrearsPosition, DeliveryRow, Department, DepartmentDwellings
from tests.factories import NOW, TODAY
from tests.factories.accounts import MunicipalityFactory
from tests.factories.housing import DepartmentFactory
from tests.factories.people import make_officer

from .intake import World, departments_of, line, make_world, send

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("casework:department-list"), reverse("casework:department-new")


@pytest.fixture(autouse=True)
def clock(settings: Settings, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


@pytest.fixture
def copenhagen(world: World) -> Municipality:
    municipality: Municipality = world.association.departments.order_by("pk")[0].municipality
    Municipality.objects.filter(pk=municipality.pk).update(code="101")
    return municipality


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(make_officer(world.association))
    return client


def typed(world: World, municipality: Municipality, **changes: Any) -> dict[str, Any]:
    facts = {
        "association": world.association.pk,
        "code": "51-99",
        "name": "Solsiden",
        "municipality": municipality.pk,
        "district": District.VALBY,
        "dwellings": 120,
    }
    return facts | changes


def test_a_row_that_waited_for_its_department_is_received(
    officer: Client, world: World, copenhagen: Municipality
) -> None:
    send(world, line("51-99-0001", department="51-99"))
    row = DeliveryRow.objects.get(change=Change.AMBIGUOUS)
    settle = reverse("casework:delivery-row", args=[row.delivery_id, row.pk])
    enter = f"{NEW}?association={world.association.pk}&amp;code=51-99&amp;next={settle.replace('/', '%2F')}"
    assert enter in officer.get(settle).content.decode()

    entered = officer.post(enter.replace("&amp;", "&"), typed(world, copenhagen))
    officer.post(settle)

    assert (entered.status_code, entered.headers["Location"]) == (302, settle)
    assert ArrearsPosition.objects.get().tenancy.department.name == "Solsiden"
    assert list(DepartmentDwellings.objects.values_list("department__code", "year", "dwellings")) == [
        ("51-99", TODAY.year, 120)
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"district": ""}, "district"),
        ({"code": ""}, "code"),
        ({"code": "51-01"}, "code"),
        ({"dwellings": -1}, "dwellings"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    officer: Client, world: World, copenhagen: Municipality, changes: dict[str, Any], field: str
) -> None:
    before = Department.objects.count()

    answer = officer.post(NEW, typed(world, copenhagen, **changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Department.objects.count() == before


def test_only_copenhagen_has_districts(officer: Client, world: World) -> None:
    elsewhere = MunicipalityFactory(code="147")

    refused = officer.post(NEW, typed(world, elsewhere))
    entered = officer.post(NEW, typed(world, elsewhere, district=""))

    assert (list(refused.context["form"].errors), entered.status_code) == (["district"], 302)


def test_nobody_enters_a_department_of_another_association(
    officer: Client, world: World, copenhagen: Municipality
) -> None:
    other = DepartmentFactory()

    answer = officer.post(NEW, typed(world, copenhagen, association=other.association_id))

    assert list(answer.context["form"].errors) == ["association"]


def test_dwellings_are_counted_and_two_at_once_lose_nothing(officer: Client, world: World) -> None:
    first, second = world.association.departments.order_by("pk")[:2]
    DepartmentDwellings.objects.create(department=first, year=TODAY.year, dwellings=100)
    seen = {f"was-{first.pk}": "100", f"dwellings-{first.pk}": "100"}

    officer.post(LIST, seen | {f"dwellings-{second.pk}": "40", f"was-{second.pk}": ""})
    late = officer.post(LIST, seen | {f"dwellings-{second.pk}": "50", f"was-{second.pk}": ""}, follow=True)

    counts = dict(DepartmentDwellings.objects.values_list("department__code", "dwellings"))
    assert counts == {first.code: 100, second.code: 40}
    assert second.code in str(list(late.context["messages"])[-1])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_any_number(client: Client, django_assert_num_queries: Any, count: int) -> None:
    first = DepartmentFactory()
    DepartmentFactory.create_batch(count - 1, association=first.association)
    client.force_login(make_officer(first.association))

    with django_assert_num_queries(6):
        page = client.get(LIST)

    assert len(page.context["rows"]) == count
