"""The households of the demo: names, homes and CPR numbers that belong to nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from decimal import Decimal

from housing.enums import ChildrenKnown

from .places import Estate

FIRST_NAMES = (
    "Ida", "Bo", "Amina", "Rasmus", "Yasmin", "Peter", "Fatima", "Mikkel", "Sofie", "Hassan", "Karen", "Emil",
    "Zeynep", "Niels", "Camilla", "Omar", "Lærke", "Jens", "Aisha", "Søren", "Maria", "Abdi", "Pernille", "Mehmet",
    "Anne", "Ali", "Kirsten", "Viktor", "Layla", "Thomas", "Birthe", "Mustafa", "Freja", "Åse", "Ibrahim", "Tove",
    "Nadia", "Kasper", "Vibeke", "Dorthe",
)  # fmt: skip
LAST_NAMES = (
    "Andersen", "Thygesen", "Hansen", "Yilmaz", "Sørensen", "Ibrahim", "Nielsen", "Hassan", "Kjær", "Østergaard",
    "Larsen", "Demir", "Christensen", "Ahmed", "Bæk", "Pedersen", "Ünal", "Mortensen", "Frandsen", "Ali", "Møller",
    "Vestergård", "Khan", "Jensen", "Grønbech", "Eriksen", "Mohamed", "Nørgaard", "Rasmussen", "Kaya", "Petersen",
    "Holm", "Said", "Lund", "Jørgensen", "Aydin", "Poulsen", "Dahl", "Warsame", "Skov",
)  # fmt: skip
DOORS = ("tv", "th", "mf")
INTERPRETERS = ("tyrkisk", "arabisk", "somali", "polsk")
#: How homes are allocated: by the waiting list, by the municipality, or by internal exchange.
ALLOCATIONS = ("waiting_list", "waiting_list", "waiting_list", "municipal", "exchange")
TYPES_WITH_CHILDREN = ("single_parent", "couple_children")
TYPES_WITHOUT = ("single", "single", "single", "couple", "other")


@dataclasses.dataclass(frozen=True, slots=True)
class Resident:
    """An invented tenant."""

    name: str
    cpr: str
    born_on: dt.date
    phone: str


@dataclasses.dataclass(frozen=True, slots=True)
class Household:
    """A home and those who rent it."""

    estate: Estate
    number: str
    street: str
    rent: Decimal
    lease_from: dt.date
    allocation: str
    residents: tuple[Resident, ...]
    household_type: str
    has_children: str
    children: int | None
    adults: int | None
    interpreter: str
    is_address_protected: bool


def make_household(chance: random.Random, estate: Estate, serial: int) -> Household:
    """One household; its tenancy number begins above those of the sample lists."""
    has_children = chance.random() < 0.34
    kind = chance.choice(TYPES_WITH_CHILDREN if has_children else TYPES_WITHOUT)
    is_couple = kind.startswith("couple")
    is_known = chance.random() < 0.86
    residents = [_resident(chance)]
    if is_couple and chance.random() < 0.7:
        residents.append(_resident(chance))
    return Household(
        estate=estate,
        number=f"{estate.code}-{serial:04d}",
        street=f"{estate.street} {chance.randint(1, 190)}, {_door(chance)}",
        rent=Decimal(chance.randrange(380_000, 1_150_000)) / 100,
        lease_from=dt.date(chance.randint(1998, 2020), chance.randint(1, 12), 1),
        allocation=chance.choice(ALLOCATIONS),
        residents=tuple(residents),
        household_type=kind if is_known else "unknown",
        has_children=_known(has_children) if is_known else ChildrenKnown.UNKNOWN,
        children=(chance.choice((1, 1, 2, 2, 3, 4)) if has_children else 0) if is_known else None,
        adults=(2 if is_couple else 1) if is_known else None,
        interpreter=chance.choice(INTERPRETERS) if chance.random() < 0.08 else "",
        is_address_protected=chance.random() < 0.006,
    )


def _known(has_children: bool) -> str:
    return ChildrenKnown.YES if has_children else ChildrenKnown.NO


def _door(chance: random.Random) -> str:
    floor = chance.randint(0, 5)
    return f"{floor}. {chance.choice(DOORS)}" if floor else f"st. {chance.choice(DOORS)}"


def _resident(chance: random.Random) -> Resident:
    born_on = dt.date(chance.randint(1942, 1999), chance.randint(1, 12), chance.randint(1, 28))
    return Resident(
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        cpr=f"{born_on:%d%m%y}{chance.randint(0, 3999):04d}",
        born_on=born_on,
        phone=f"20 {chance.randint(10, 99)} {chance.randint(10, 99)} {chance.randint(10, 99)}",
    )
