"""An officer settles the rows that a list cannot: who moved in, which department, or nothing to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from casework.actions.intake import CannotSettle, dismiss_row, settle_row, undo_list
from casework.models import Case
from housing.enums import Change, Step
from housing.models import ArrearsPosition, ArrearsWarning, Delivery, DeliveryRow, Lease, LeaseTenant
from tests.factories import NOW
from tests.factories.housing import DepartmentFactory, LeaseFactory, LeaseTenantFactory, TenancyFactory

from .intake import NOVEMBER, OCTOBER, World, departments_of, line, make_world, send

pytestmark = pytest.mark.django_db
MOVED = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


@pytest.fixture
def lease(world: World) -> Lease:
    department = world.association.departments.get(code="51-01")
    lease = LeaseFactory(tenancy=TenancyFactory(department=department, number="51-01-0001"))
    LeaseTenantFactory(lease=lease, tenant__name="Ole Før")
    return lease


def parked() -> DeliveryRow:
    return DeliveryRow.objects.get(change=Change.AMBIGUOUS)


def test_new_tenants_get_a_lease_of_their_own(world: World, lease: Lease) -> None:
    send(world, line("51-01-0001"), line("51-01-0002", cpr="", step=1))

    delivery = settle_row(parked(), moved_in_on=MOVED, by=world.scope, now=NOW)

    lease.refresh_from_db()
    new = Lease.objects.get(starts_on=MOVED)
    assert (lease.ends_on, new.ends_on, new.tenancy) == (dt.date(2026, 8, 31), None, lease.tenancy)
    assert [part.tenant.name for part in new.lease_tenants.all()] == ["Ida Holm"]
    assert LeaseTenant.objects.get(lease=lease).ends_on == dt.date(2026, 8, 31)
    assert ArrearsPosition.objects.get(tenancy=lease.tenancy).lease == new
    assert (Case.objects.get().lease, Case.objects.get().names) == (new, "Ida Holm")
    assert {name: delivery.counts[name] for name in ("new", "ambiguous", "cases_opened")} == {
        "new": 2,
        "ambiguous": 0,
        "cases_opened": 1,
    }
    assert DeliveryRow.objects.count() == 0


def test_somebody_after_a_lease_that_ended(world: World, lease: Lease) -> None:
    lease.ends_on = dt.date(2026, 7, 31)
    lease.save(update_fields=["ends_on"])
    send(world, line("51-01-0001"))

    settle_row(parked(), moved_in_on=MOVED, by=world.scope, now=NOW)

    lease.refresh_from_db()
    assert lease.ends_on == dt.date(2026, 7, 31)
    assert ArrearsWarning.objects.get().lease.starts_on == MOVED


def test_a_department_entered_afterwards(world: World) -> None:
    send(world, line("60-01-0001", department="60-01"))
    row = parked()
    with pytest.raises(CannotSettle):
        settle_row(row, by=world.scope, now=NOW)

    DepartmentFactory(association=world.association, municipality=world.municipality, code="60-01")
    settle_row(row, by=world.scope, now=NOW)

    assert (ArrearsWarning.objects.count(), Case.objects.count(), DeliveryRow.objects.count()) == (1, 1, 0)


@pytest.mark.parametrize("moved", [OCTOBER + dt.timedelta(days=1), dt.date(2020, 1, 1), dt.date(2019, 1, 1)])
def test_a_lease_that_cannot_begin_then(world: World, lease: Lease, moved: dt.date) -> None:
    send(world, line("51-01-0001"))

    with pytest.raises(CannotSettle):
        settle_row(parked(), moved_in_on=moved, by=world.scope, now=NOW)

    assert Lease.objects.count() == 1


def test_a_lease_settles_only_who_lives_there(world: World) -> None:
    send(world, line("60-01-0001", department="60-01"))

    with pytest.raises(CannotSettle):
        settle_row(parked(), moved_in_on=MOVED, by=world.scope, now=NOW)


def test_a_row_of_an_older_list_no_longer_counts(world: World, lease: Lease) -> None:
    send(world, line("51-01-0001"))
    row = parked()
    send(world, line("51-01-0002", cpr=""), as_of=NOVEMBER, is_complete=False)

    with pytest.raises(CannotSettle):
        settle_row(row, moved_in_on=MOVED, by=world.scope, now=NOW)

    dismiss_row(row, by=world.scope)
    with pytest.raises(CannotSettle):
        dismiss_row(row, by=world.scope)


def test_settling_tells_other_cases_nothing(world: World, lease: Lease) -> None:
    send(world, line("51-01-0005", cpr="", name="Bo"), line("51-01-0006", cpr="", name="Åse"))
    send(world, line("51-01-0005", cpr="", name="Bo"), line("51-01-0001"), as_of=NOVEMBER)
    before = {case.pk: case.events.count() for case in Case.objects.all()}

    settle_row(parked(), moved_in_on=MOVED, by=world.scope, now=NOW)

    assert {case.pk: case.events.count() for case in Case.objects.filter(pk__in=before)} == before


def test_undoing_the_list_undoes_what_was_settled(world: World, lease: Lease) -> None:
    send(world, line("51-01-0001"))
    settle_row(parked(), moved_in_on=MOVED, by=world.scope, now=NOW + dt.timedelta(hours=1))

    undo_list(Delivery.objects.get(), by=world.scope, now=NOW + dt.timedelta(hours=2))

    case = Case.objects.get()
    assert (case.contact_outcome, case.closed_by) == ("mistake", world.officer)
    assert ArrearsPosition.objects.count() == 0


class TestPages:
    @pytest.fixture(autouse=True)
    def _today(self) -> Any:
        with time_machine.travel(NOW, tick=False):
            yield

    @pytest.fixture
    def officer(self, world: World, client: Client) -> Client:
        client.force_login(world.officer)
        return client

    def test_the_page_says_why_and_receives_the_row(self, officer: Client, world: World, lease: Lease) -> None:
        send(world, line("51-01-0001"))
        delivery, row = Delivery.objects.get(), parked()
        address = reverse("casework:delivery-row", args=[delivery.pk, row.pk])
        listing = officer.get(reverse("casework:delivery", args=[delivery.pk]), {"show": "ambiguous"})
        assert address in listing.text

        asked = officer.get(address)
        refused = officer.post(address, {"moved_in_on": "2026-12-01"})
        settled = officer.post(address, {"moved_in_on": "2026-09-01"}, follow=True)

        assert "Ida Holm" in asked.text
        assert (refused.status_code, bool(refused.context["form"].errors)) == (422, True)
        assert settled.redirect_chain == [(f"{reverse('casework:delivery', args=[delivery.pk])}?show=ambiguous", 302)]
        assert ArrearsWarning.objects.count() == 1
        assert officer.get(address).status_code == 404

    def test_a_row_is_compared_again(self, officer: Client, world: World) -> None:
        send(world, line("60-01-0001", department="60-01"))
        address = reverse("casework:delivery-row", args=[Delivery.objects.get().pk, parked().pk])

        officer.post(address)
        assert ArrearsWarning.objects.count() == 0

        DepartmentFactory(association=world.association, municipality=world.municipality, code="60-01")
        officer.post(address)
        assert ArrearsWarning.objects.count() == 1

    def test_a_row_is_put_aside(self, officer: Client, world: World, lease: Lease) -> None:
        send(world, line("51-01-0001"))
        address = reverse("casework:delivery-row-dismiss", args=[Delivery.objects.get().pk, parked().pk])

        officer.post(address)

        assert DeliveryRow.objects.count() == 0
        assert Delivery.objects.get().counts["ambiguous"] == 0
        assert officer.post(address).status_code == 404

    def test_another_associations_row_is_not_there(self, officer: Client) -> None:
        other = make_world("FSB", departments_of("KAB"))
        send(other, line("60-01-0001", department="60-01", selskab=""))
        keys = [Delivery.objects.get().pk, parked().pk]

        assert officer.get(reverse("casework:delivery-row", args=keys)).status_code == 404
        assert officer.post(reverse("casework:delivery-row-dismiss", args=keys)).status_code == 404
        assert DeliveryRow.objects.count() == 1
