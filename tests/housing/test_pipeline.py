"""How a list is compared with what is known: by amount, by home, by people, and who may see what."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from casework.actions.association import report_paid
from housing.cpr_keys import current_version, fingerprint, seal
from housing.deliveries.positions import recompute_positions
from housing.enums import Change, GateBasis, NoticeKind, Step
from housing.models import (
    ArrearsPosition,
    ArrearsWarning,
    Delivery,
    DeliveryRow,
    Lease,
    LeaseTenant,
    Tenancy,
    Tenant,
)
from tests.casework.intake import NOVEMBER, OCTOBER, World, departments_of, line, make_world, send
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory
from tests.factories.housing import (
    DepartmentFactory,
    HousingAssociationFactory,
    LeaseFactory,
    LeaseTenantFactory,
    NoticeFactory,
    SharingAgreementFactory,
    TenancyFactory,
    TenantFactory,
)

pytestmark = pytest.mark.django_db
DECEMBER = dt.date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"))


def parked(world: World) -> dict[str, str]:
    rows = DeliveryRow.objects.filter(association=world.association, change=Change.AMBIGUOUS)
    return dict(rows.values_list("tenancy_number", "reason"))


def home(world: World, number: str = "51-01-0001", **lease: Any) -> Lease:
    department = world.association.departments.get(code="51-01")
    return LeaseFactory(tenancy=TenancyFactory(department=department, number=number), **lease)


def with_cpr(lease: Lease, cpr: str, **tenant: Any) -> Tenant:
    kept = {"cpr_hash": fingerprint(cpr), "cpr_sealed": seal(cpr), "cpr_key_version": current_version()}
    return LeaseTenantFactory(
        lease=lease, tenant__name="Ida Holm", **{f"tenant__{k}": v for k, v in kept.items()}
    ).tenant


def positions() -> list[dict[str, Any]]:
    rows = ArrearsPosition.objects.order_by("tenancy__number").values()
    return [{name: value for name, value in row.items() if name != "version"} for row in rows]


def test_a_home_nobody_knew_comes_with_its_lease_and_people(world: World) -> None:
    send(world, line("51-01-0001", name_2="Bo Holm", cpr_2="020280-1111", phone="20123456"))

    tenancy = Tenancy.objects.get()
    assert (tenancy.department.code, tenancy.street, tenancy.monthly_rent, tenancy.municipality_id) == (
        "51-01",
        "Ruten 1, 1. th",
        Decimal("5000.00"),
        world.municipality.pk,
    )
    lease = Lease.objects.get()
    assert (lease.tenancy, lease.starts_on, lease.ends_on) == (tenancy, None, None)
    people = LeaseTenant.objects.filter(lease=lease).order_by("pk").select_related("tenant")
    assert [(part.tenant.name, part.tenant.phone, part.tenant.birth_date) for part in people] == [
        ("Ida Holm", "20123456", dt.date(1980, 1, 1)),
        ("Bo Holm", "", dt.date(1980, 2, 2)),
    ]


def test_one_person_on_two_leases_is_one_tenant(world: World) -> None:
    send(world, line("51-01-0001"), line("51-01-0002"))

    assert (Tenant.objects.count(), LeaseTenant.objects.count()) == (1, 2)


def test_people_without_a_cpr_number_are_told_apart_by_their_line(world: World) -> None:
    send(world, line("51-01-0001", cpr=""), line("51-01-0002", cpr=""))

    assert (Tenant.objects.count(), LeaseTenant.objects.count()) == (2, 2)


def test_a_later_lease_that_is_known_keeps_its_days(world: World) -> None:
    home(world, starts_on=dt.date(2026, 12, 1))

    send(world, line("51-01-0001"))

    assert list(Lease.objects.order_by("starts_on").values_list("starts_on", "ends_on")) == [
        (dt.date(2026, 12, 1), None),
        (None, dt.date(2026, 11, 30)),
    ]


def test_a_known_lease_without_people_gets_those_of_the_list(world: World) -> None:
    lease = home(world)

    send(world, line("51-01-0001"))

    assert [part.tenant.name for part in lease.lease_tenants.all()] == ["Ida Holm"]
    assert ArrearsWarning.objects.get().lease == lease


@pytest.mark.parametrize(
    ("name", "cpr", "reason"),
    [
        ("Ida Holm", "010180-1234", None),
        ("Ida Nytnavn", "010180-1234", None),
        ("ida holm", "", None),
        ("Ida Holm", "030380-1234", "people_differ"),
        ("Bo Ny", "", "people_differ"),
    ],
)
def test_people_are_known_by_cpr_number_else_by_name(world: World, name: str, cpr: str, reason: str | None) -> None:
    with_cpr(home(world), "0101801234")

    send(world, line("51-01-0001", name=name, cpr=cpr))

    assert parked(world) == ({"51-01-0001": reason} if reason else {})
    assert ArrearsWarning.objects.count() == (0 if reason else 1)


def test_a_list_may_leave_out_a_co_tenant_but_not_add_one(world: World) -> None:
    for number in ("51-01-0001", "51-01-0002"):
        lease = home(world, number)
        LeaseTenantFactory(lease=lease, tenant__name="Ida Holm")
        LeaseTenantFactory(lease=lease, tenant__name="Bo Holm")

    send(world, line("51-01-0001", cpr=""), line("51-01-0002", cpr="", name_2="Ny Mand"))

    assert parked(world) == {"51-01-0002": "people_differ"}


def test_the_newest_name_phone_and_rent_are_kept(world: World) -> None:
    tenant = with_cpr(home(world), "0101801234", phone="1")

    send(world, line("51-01-0001", name="Ida Nytnavn", phone="20123456", rent="5.500,00"))

    tenant.refresh_from_db()
    assert (tenant.name, tenant.phone) == ("Ida Nytnavn", "20123456")
    assert Tenancy.objects.get().monthly_rent == Decimal("5500.00")


@pytest.mark.parametrize(
    ("number", "department", "reason"),
    [
        ("51-01-0002", "99-01", "department_unknown"),
        ("51-01-0001", "99-01", "department_unknown"),
        ("51-01-0001", "51-02", "department_differs"),
    ],
)
def test_a_department_that_is_not_the_one_known_parks_the_row(
    world: World, number: str, department: str, reason: str
) -> None:
    home(world)

    outcome = send(world, line(number, department=department))

    assert (outcome.counts["ambiguous"], parked(world)) == (1, {number: reason})


def test_a_lease_that_has_ended_parks_the_row(world: World) -> None:
    home(world, ends_on=dt.date(2026, 9, 30))

    send(world, line("51-01-0001"))

    assert parked(world) == {"51-01-0001": "lease_ended"}


def test_a_line_of_another_association_is_parked(world: World) -> None:
    HousingAssociationFactory(code="FSB")

    send(world, line("51-01-0001", selskab="fsb"), line("51-01-0002", selskab="Selskab 7"))

    assert parked(world) == {"51-01-0001": "association_differs"}


def test_a_parked_row_does_not_vanish_and_waits_for_the_next_list(world: World) -> None:
    LeaseTenantFactory(lease=home(world), tenant__name="Ida Holm")
    send(world, line("51-01-0001", cpr=""))

    november = send(world, line("51-01-0001", cpr="", name="Bo Ny"), as_of=NOVEMBER)
    assert (november.counts["vanished"], november.counts["ambiguous"]) == (0, 1)

    send(world, line("51-01-0001", cpr=""), as_of=DECEMBER)
    assert parked(world) == {}
    kept = Delivery.objects.get(as_of=NOVEMBER).counts
    assert (kept["ambiguous"], kept["put_aside"]) == (0, 1)


def test_nobody_vanishes_because_of_a_faulty_line(world: World) -> None:
    send(
        world,
        line("51-01-0001"),
        line("51-01-0002", name="Bo", cpr="020280-1111"),
        line("51-01-0003", name="Åse", cpr="030380-1111"),
        line("51-01-0004", name="Ole", cpr="040480-1111"),
    )

    outcome = send(
        world,
        line("51-01-0001", "abc"),
        line("", name="Bo", cpr="020280-1111"),
        line("51-01-0004", name="Ole", cpr="040480-1111"),
        as_of=NOVEMBER,
        skips_faulty=True,
    )

    gone = ArrearsPosition.objects.filter(vanished_on=NOVEMBER)
    assert (outcome.counts["vanished"], [position.tenancy.number for position in gone]) == (1, ["51-01-0003"])


def test_nobody_vanishes_when_a_line_names_nobody(world: World) -> None:
    send(world, line("51-01-0001"), line("51-01-0002", name="Bo", cpr="020280-1111"))

    outcome = send(world, line("51-01-0001"), line("", name="Bo", cpr=""), as_of=NOVEMBER, skips_faulty=True)

    assert outcome.counts["vanished"] == 0


def test_what_is_owed_follows_the_lists(world: World) -> None:
    send(world, line("51-01-0001", "1.000,00", step=1), line("51-01-0002", "2.000,00", cpr="020280-1111", name="Bo"))
    send(world, line("51-01-0001", "1.000,00", step=3), as_of=NOVEMBER)

    first, second = ArrearsPosition.objects.order_by("tenancy__number")
    assert (first.amount, first.step, first.since_on, first.as_of, first.settled_on, first.version) == (
        Decimal("1000.00"),
        Step.RESCINDED,
        OCTOBER,
        NOVEMBER,
        None,
        2,
    )
    assert (second.vanished_on, second.settled_on, second.as_of) == (NOVEMBER, NOVEMBER, OCTOBER)
    changes = ArrearsWarning.objects.order_by("pk").values_list("tenancy__number", "change", "previous_amount")
    assert list(changes) == [
        ("51-01-0001", Change.NEW, None),
        ("51-01-0002", Change.NEW, None),
        ("51-01-0001", Change.UNCHANGED, Decimal("1000.00")),
    ]


def test_arrears_that_were_paid_and_came_back_are_new(world: World) -> None:
    send(world, line("51-01-0001"))
    report_paid(ArrearsPosition.objects.get(), version=1, by=world.scope, now=NOW)

    outcome = send(world, line("51-01-0001"), as_of=NOVEMBER)

    position = ArrearsPosition.objects.get()
    assert outcome.counts["new"] == 1
    assert (position.since_on, position.settled_on, position.settled_by) == (NOVEMBER, None, None)


def test_positions_made_anew_are_the_same(world: World) -> None:
    send(
        world,
        line("51-01-0001"),
        line("51-01-0002", cpr="020280-1111", name="Bo"),
        line("51-01-0003", cpr="", name="Å"),
    )
    report_paid(ArrearsPosition.objects.get(tenancy__number="51-01-0003"), version=1, by=world.scope, now=NOW)
    send(world, line("51-01-0001", "12.000,00", step=4), line("51-01-0004", cpr="", name="Ø"), as_of=NOVEMBER)
    written = positions()
    assert [row["settled_on"] is None for row in written] == [True, False, False, True]

    recompute_positions(world.association.pk)
    assert positions() == written

    ArrearsPosition.objects.all().delete()
    recompute_positions(world.association.pk)
    assert positions() == written


def test_the_agreement_opens_the_gate_from_its_step_on_its_days(world: World) -> None:
    for municipality in (world.municipality, MunicipalityFactory()):
        DepartmentFactory(association=world.association, municipality=municipality, code=f"60-{municipality.pk}")
    SharingAgreementFactory(
        association=world.association, municipality=world.municipality, from_step=Step.RESCINDED, ends_on=OCTOBER
    )
    lines = [line(f"51-01-000{step}", step=step, cpr="") for step in (1, 2, 3, 4)]
    elsewhere = world.association.departments.exclude(municipality=world.municipality).get()
    lines.append(line("60-0001", step=4, cpr="", department=elsewhere.code))

    send(world, *lines)
    assert list(ArrearsWarning.objects.order_by("tenancy__number").values_list("step", "gate_basis")) == [
        (Step.EARLY, ""),
        (Step.DEMANDED, ""),
        (Step.RESCINDED, GateBasis.AGREEMENT),
        (Step.FILED, GateBasis.AGREEMENT),
        (Step.FILED, ""),
    ]

    send(world, *lines, as_of=NOVEMBER)
    assert set(ArrearsPosition.objects.values_list("gate_basis", flat=True)) == {""}


def test_foged_on_a_list_is_no_notice(world: World) -> None:
    send(world, line("51-01-0001", step=4))

    assert ArrearsWarning.objects.get().gate_basis == ""


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_a_notice_opens_the_gate_for_the_arrears_it_is_about(world: World, kind: str) -> None:
    lease = home(world)
    NoticeFactory(lease=lease, kind=kind, received_on=OCTOBER)

    send(world, line("51-01-0001"))
    send(world, line("51-01-0001", "9.000,00"), as_of=NOVEMBER)
    assert list(ArrearsWarning.objects.order_by("pk").values_list("gate_basis", flat=True)) == [kind, kind]

    send(world, line("51-01-0002", cpr="", name="Bo"), as_of=DECEMBER)
    later = DECEMBER + dt.timedelta(days=30)
    send(world, line("51-01-0001"), as_of=later)
    assert ArrearsWarning.objects.get(lease=lease, as_of=later).gate_basis == ""


def test_a_notice_that_comes_between_two_lists_opens_the_gate(world: World) -> None:
    send(world, line("51-01-0001"))
    NoticeFactory(lease=Lease.objects.get(), received_on=dt.date(2026, 11, 1))

    send(world, line("51-01-0001"), as_of=NOVEMBER)

    assert ArrearsPosition.objects.get().gate_basis == GateBasis.SECTION_92_2


def test_associations_do_not_meet(world: World) -> None:
    other = make_world("FSB", departments_of("KAB"), municipality=world.municipality)

    send(world, line("51-01-0001"))
    outcome = send(other, line("51-01-0001", "1,00", selskab=""))

    assert (outcome.counts["new"], Tenancy.objects.count(), Tenant.objects.count()) == (1, 2, 2)
    assert TenantFactory._meta.model.objects.filter(association=other.association).count() == 1
    assert ArrearsPosition.objects.get(association=world.association).amount == Decimal("10000.00")
