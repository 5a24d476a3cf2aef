"""Municipalities, their associations and homes, and what the lists and notices said of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from accounts.models import Municipality, Unit, User
from casework import derived
from casework.models import AdviserContact, Campaign, Case, Programme
from housing.enums import Change, DeliveryStatus, District, NoticeKind, Step
from housing.models import (
    ArrearsWarning,
    Delivery,
    Department,
    DepartmentDwellings,
    HousingAssociation,
    Lease,
    LeaseTenant,
    Notice,
    Tenancy,
    Tenant,
)
from reports.facts.rebuild import rebuild
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import MunicipalityFactory, UnitFactory, UserFactory
from tests.factories.association import CampaignFactory
from tests.factories.casework import ProgrammeFactory
from tests.factories.housing import DepartmentFactory, HousingAssociationFactory

from .cases import World, make_cases, make_handovers
from .chance import DAY, FIRST_YEAR, LAST_YEAR, Chance
from .keeping import Kept

ALLOCATIONS = ("", "waiting_list", "municipal", "exchange", "unknown", "byttebørs")
TOPICS = ("budget", "debt", "arrears", "children", "never heard of")
#: The years between the birth of a tenant, or the beginning of a lease, and something that happens.
AGES, LENGTHS = (18, 24, 25, 29, 30, 40, 50, 64, 65, 90), (0, 1, 2, 5, 10, 12)


@dataclasses.dataclass(frozen=True, slots=True)
class RandomWorlds:
    """What the worlds have in common, and where each is."""

    municipalities: list[Municipality]
    associations: list[HousingAssociation]
    departments: list[Department]
    programmes: list[Programme]
    advisers: list[User]


def make_worlds(number: int, *, seed: int = 5) -> RandomWorlds:
    """So many municipalities, each a world of its own, on associations that have homes in several; counted."""
    chance, kept = Chance(seed), Kept()
    user, advisers = UserFactory(), UserFactory.create_batch(3)
    associations = HousingAssociationFactory.create_batch(3 + number // 3)
    campaigns = {one.pk: CampaignFactory(association=one, recorded_by=user) for one in associations}
    deliveries = [one for association in associations for one in _deliveries(kept, chance, association, user)]
    worlds = [
        _make_world(kept, Chance(f"{seed}-{place}"), place, associations, campaigns, deliveries, user)
        for place in range(number)
    ]
    everything = RandomWorlds(
        [world.municipality for world in worlds],
        associations,
        [department for world in worlds for department in world.departments],
        [programme for world in worlds for programme in world.programmes],
        advisers,
    )
    contacts = [_contact(kept, chance, everything) for _ in range(4 * len(associations))]
    for world in worlds:
        make_handovers(kept, world, contacts)
    kept.write()
    derived.refresh(Case.objects.values_list("pk", flat=True), today=TODAY)
    rebuild(now=NOW)
    return everything


def _deliveries(kept: Kept, chance: Chance, association: HousingAssociation, user: User) -> list[Delivery]:
    """Lists of which some were taken back or never received; an association may have sent none."""
    made = []
    for _ in range(chance.randint(0, 8)):
        day, status = chance.day(), chance.choice([DeliveryStatus.APPLIED, *DeliveryStatus])
        is_applied = status in (DeliveryStatus.APPLIED, DeliveryStatus.UNDONE)
        made.append(
            kept.add(
                Delivery(
                    association=association, sender=association.organisation, as_of=day, layout="kab",
                    file_name="restance.csv", file="deliveries/restance.csv", sha256=f"{kept.next_number():064x}",
                    status=status, received_at=at(day), received_by=user,
                    applied_at=at(day) if is_applied else None, applied_by=user if is_applied else None,
                )
            )
        )  # fmt: skip
    return made


def _make_world(
    kept: Kept,
    chance: Chance,
    place: int,
    associations: list[HousingAssociation],
    campaigns: dict[int, Campaign],
    deliveries: list[Delivery],
    user: User,
) -> World:
    municipality = MunicipalityFactory(code="101" if place == 0 else str(200 + place))
    units: list[Unit] = [
        UnitFactory(municipality=municipality, organisation__code=f"U|{municipality.code}|{number}")
        for number in (1, 2)
    ]
    programmes = ProgrammeFactory.create_batch(2, municipality=municipality)
    departments: list[Department] = []
    for association in chance.sample(associations, chance.randint(1, 3)):
        for _ in range(chance.randint(1, 2)):
            district = chance.choice(["", *District]) if chance.happens(0.8) else ""
            department = DepartmentFactory(association=association, municipality=municipality, district=district)
            departments.append(department)
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                if chance.happens(0.6):
                    dwellings = chance.choice((0, 1, 7, 300, 999))
                    kept.add(DepartmentDwellings(department=department, year=year, dwellings=dwellings))
    world = World(chance, municipality, units, programmes, departments, campaigns, user)
    for _ in range(chance.randint(3, 7)):
        turn = chance.day()
        for lease in _leases(kept, world, turn):
            make_cases(kept, world, lease, turn)
            _told(kept, world, lease, deliveries)
    return world


def _leases(kept: Kept, world: World, turn: dt.date) -> list[Lease]:
    """A home with one household, or with one after another, the second from a day on."""
    chance, department = world.chance, world.chance.choice(world.departments)
    tenancy = kept.add(
        Tenancy(
            department=department, association=department.association, municipality=department.municipality,
            number=f"{kept.next_number()}-1", street="Lundtoftegade 1",
        )
    )  # fmt: skip
    first = None if chance.happens(0.2) else chance.anniversary(turn, LENGTHS)
    periods: list[tuple[dt.date | None, dt.date | None]] = [(first, None)]
    if chance.happens(0.4) and (first is None or first < turn):
        periods = [(first, turn - DAY), (turn, None if chance.happens(0.8) else turn + 300 * DAY)]
    leases = []
    for starts_on, ends_on in periods:
        lease = kept.add(
            Lease(
                tenancy=tenancy, association=tenancy.association, municipality=tenancy.municipality,
                starts_on=starts_on, ends_on=ends_on, allocation=chance.choice(ALLOCATIONS),
            )
        )  # fmt: skip
        leases.append(lease)
        for _ in range(chance.randint(0, 2)):
            _tenant(kept, chance, lease, turn)
    return leases


def _tenant(kept: Kept, chance: Chance, lease: Lease, day: dt.date) -> None:
    """Somebody on the lease, from its beginning or from a day, until its end or until a day."""
    born = None if chance.happens(0.2) else chance.anniversary(day, AGES)
    tenant = kept.add(Tenant(association=lease.association, name="Ida Holm", birth_date=born))
    starts_on = chance.choice((None, None, day, chance.near(day)))
    ends_on = lease.ends_on if chance.happens(0.6) else chance.after(starts_on or day)
    if starts_on and ends_on and ends_on < starts_on:
        ends_on = starts_on
    kept.add(
        LeaseTenant(
            lease=lease, tenant=tenant, association=lease.association, starts_on=starts_on, ends_on=ends_on
        )
    )  # fmt: skip


def _told(kept: Kept, world: World, lease: Lease, deliveries: list[Delivery]) -> None:
    """The lists and notices that name a lease."""
    chance = world.chance
    lists = [one for one in deliveries if one.association == lease.association]
    named = world.named.setdefault(id(lease.tenancy), set())
    for delivery in chance.sample(lists, chance.randint(0, len(lists))):
        if id(delivery) in named:
            continue
        named.add(id(delivery))
        kept.add(
            ArrearsWarning(
                delivery=delivery, association=lease.association, municipality=lease.municipality,
                tenancy=lease.tenancy, lease=lease, as_of=delivery.as_of, as_of_year=delivery.as_of.year,
                amount=Decimal(100), step=chance.choice(list(Step)), change=Change.NEW,
            )
        )  # fmt: skip
    days = world.days[id(lease)]
    filed = {chance.near(chance.choice(days)) for _ in range(chance.randint(0, 2))}
    for filed_on in sorted(filed):
        kept.add(
            Notice(
                kind=chance.choice(list(NoticeKind)), association=lease.association, municipality=lease.municipality,
                tenancy=lease.tenancy, lease=lease, filed_on=filed_on,
                received_on=chance.choice(days) if chance.happens(0.3) else chance.near(filed_on),
                recorded_by=world.user, recorded_at=NOW,
            )
        )  # fmt: skip


def _contact(kept: Kept, chance: Chance, worlds: RandomWorlds) -> AdviserContact:
    day = chance.day()
    return kept.add(
        AdviserContact(
            association=chance.choice(worlds.associations), adviser=chance.choice(worlds.advisers),
            occurred_on=day, year=day.year, topics=chance.sample(TOPICS, chance.randint(1, 3)), minutes=30,
            programme=chance.choice([None, *worlds.programmes]), recorded_at=NOW,
        )
    )  # fmt: skip
