"""From stories to rows: the homes of the demo, its lists and what is owed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from housing import cpr_keys
from housing.enums import STEP_ORDER, Change, DeliveryStatus, GateBasis, Step
from housing.models import (
    ArrearsPosition,
    ArrearsWarning,
    Delivery,
    HouseholdFacts,
    Lease,
    LeaseTenant,
    Tenancy,
    Tenant,
)

from .copying import Table
from .facts import Story, Warned
from .households import Household
from .organisations import Town
from .stories import LAST_LIST


@dataclasses.dataclass(frozen=True, slots=True)
class Home:
    """The keys of a household's registered rows."""

    tenancy: int
    lease: int
    tenants: tuple[int, ...]


class Registry:
    """Writes homes, leases and tenants."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.tenancies = Table(
            Tenancy, "id", "association", "municipality", "department", "number", "street", "postcode",
            "city", "monthly_rent",
        )  # fmt: skip
        self.leases = Table(Lease, "id", "tenancy", "association", "municipality", "starts_on", "allocation")
        self.tenants = Table(
            Tenant, "id", "association", "name", "cpr_hash", "cpr_sealed", "cpr_key_version", "birth_date", "phone",
            "email", "is_address_protected",
        )  # fmt: skip
        self.lease_tenants = Table(LeaseTenant, "id", "lease", "tenant", "association", "starts_on")
        self.facts = Table(
            HouseholdFacts, "id", "lease", "association", "occurred_on", "household_type", "has_children", "children",
            "adults", "recorded_at",
        )  # fmt: skip

    def write(self, households: list[Household], now: dt.datetime) -> list[Home]:
        """The homes of these households, in their order."""
        tenancy_keys, lease_keys = self.tenancies.keys(len(households)), self.leases.keys(len(households))
        tenant_keys = iter(self.tenants.keys(sum(len(household.residents) for household in households)))
        homes = []
        for household, tenancy, lease in zip(households, tenancy_keys, lease_keys, strict=True):
            tenants = tuple(next(tenant_keys) for _ in household.residents)
            homes.append(Home(tenancy, lease, tenants))
            self._add(household, homes[-1], now)
        fact_keys = self.facts.keys(len(self.facts.rows))
        self.facts.rows = [[key, *row[1:]] for key, row in zip(fact_keys, self.facts.rows, strict=True)]
        link_keys = self.lease_tenants.keys(len(self.lease_tenants.rows))
        self.lease_tenants.rows = [[key, *row[1:]] for key, row in zip(link_keys, self.lease_tenants.rows, strict=True)]
        for table in (self.tenancies, self.leases, self.tenants, self.lease_tenants, self.facts):
            table.send()
        return homes

    def _add(self, household: Household, home: Home, now: dt.datetime) -> None:
        estate = household.estate
        association = self.town.associations[estate.association].pk
        municipality = self.town.municipalities[estate.municipality].pk
        self.tenancies.add(
            home.tenancy, association, municipality, self.town.departments[estate.code].pk, household.number,
            household.street, estate.postcode, estate.city, household.rent,
        )  # fmt: skip
        self.leases.add(home.lease, home.tenancy, association, municipality, household.lease_from, household.allocation)
        for key, resident in zip(home.tenants, household.residents, strict=True):
            self.tenants.add(
                key, association, resident.name, cpr_keys.fingerprint(resident.cpr), cpr_keys.seal(resident.cpr),
                cpr_keys.current_version(), resident.born_on, resident.phone, "", household.is_address_protected,
            )  # fmt: skip
            self.lease_tenants.add(None, home.lease, key, association, household.lease_from)
        if household.household_type != "unknown":
            self.facts.add(
                None, home.lease, association, dt.date(2021, 1, 1), household.household_type, household.has_children,
                household.children, household.adults, now,
            )  # fmt: skip


class Lists:
    """Writes the lists, their warnings, and what each tenancy owes now."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.deliveries: dict[tuple[str, dt.date], Delivery] = {}
        self.warnings = Table(
            ArrearsWarning, "id", "delivery", "association", "municipality", "tenancy", "lease", "as_of", "as_of_year",
            "amount", "previous_amount", "monthly_rent", "step", "due_on", "demand_sent_on", "change", "gate_basis",
        )  # fmt: skip
        self.positions = Table(
            ArrearsPosition, "tenancy", "association", "municipality", "lease", "warning", "amount", "monthly_rent",
            "step", "due_on", "as_of", "since_on", "gate_basis", "vanished_on", "vanished_answer",
            "settled_on", "version",
        )  # fmt: skip

    def receive(self, days: Iterable[dt.date]) -> None:
        """The lists of every association for these days, as received."""
        made = [
            self._delivery(code, day)
            for day in days
            for code in self.town.associations
        ]  # fmt: skip
        for delivery in Delivery.objects.bulk_create(made):
            self.deliveries[delivery.association.code, delivery.as_of] = delivery

    def _delivery(self, code: str, day: dt.date) -> Delivery:
        name = f"{code.lower()}_{day:%Y-%m}.csv"
        moment = dt.datetime.combine(day, dt.time(8, 12), dt.UTC)
        officer = self.town.officer(code)
        return Delivery(
            association=self.town.associations[code],
            sender_id=self.town.associations[code].pk,
            as_of=day,
            layout=code.lower(),
            file_name=name,
            sha256=hashlib.sha256(f"demo {name}".encode()).hexdigest(),
            status=DeliveryStatus.APPLIED,
            received_at=moment,
            received_by=officer,
            applied_at=moment,
            applied_by=officer,
        )

    def write(self, stories: list[Story], homes: list[Home], chance: random.Random) -> None:
        """The warnings of these stories, and the positions that follow from the last of each."""
        keys = iter(self.warnings.keys(sum(len(story.warned) for story in stories)))
        for story, home in zip(stories, homes, strict=True):
            previous: Decimal | None = None
            key = None
            for warned in story.warned:
                key = next(keys)
                self._warn(key, story, home, warned, previous)
                previous = warned.amount
            if key is not None:
                self._stand(key, story, home, chance)
        self.warnings.send()
        self.positions.send()

    def count(self) -> None:
        """Write on each list how many tenancies it named."""
        counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        rows = ArrearsWarning.objects.values_list("delivery_id", "change")
        for delivery_id, change in rows.iterator():
            counted[delivery_id][change] += 1
        for delivery in self.deliveries.values():
            changes = counted[delivery.pk]
            total = sum(changes.values())
            delivery.counts = {
                "rows": total,
                "tenancies": total,
                **{change: changes.get(change, 0) for change in Change},
            }
        Delivery.objects.bulk_update(self.deliveries.values(), ["counts"], batch_size=500)

    def _basis(self, story: Story, step: Step, as_of: dt.date) -> str:
        """Why the municipality may see the row: the agreement, or the notice that came before it."""
        estate = story.household.estate
        lowest = {"KAB": Step.DEMANDED, "FSB": Step.EARLY}.get(estate.association)
        if lowest and estate.municipality == "101" and STEP_ORDER[step] >= STEP_ORDER[lowest]:
            return GateBasis.AGREEMENT
        return GateBasis.SECTION_92_2 if story.noticed_on and story.noticed_on <= as_of else ""

    def _warn(self, key: int, story: Story, home: Home, warned: Warned, previous: Decimal | None) -> None:
        estate = story.household.estate
        self.warnings.add(
            key, self.deliveries[estate.association, warned.as_of].pk, self.town.associations[estate.association].pk,
            self.town.municipalities[estate.municipality].pk, home.tenancy, home.lease, warned.as_of, warned.as_of.year,
            warned.amount, previous, story.household.rent, warned.step, warned.as_of.replace(day=1),
            warned.demand_sent_on, _change(warned.amount, previous), self._basis(story, warned.step, warned.as_of),
        )  # fmt: skip

    def _stand(self, key: int, story: Story, home: Home, chance: random.Random) -> None:
        last, estate = story.warned[-1], story.household.estate
        gone_on = next(
            (
                day
                for code, day in sorted(self.deliveries, key=lambda one: one[1])
                if code == estate.association and day > last.as_of
            ),
            None,
        )
        answer = ""
        if gone_on and (gone_on < LAST_LIST or chance.random() < 0.5):
            answer = chance.choice(("paid", "paid", "paid", "moved", "lawyer", "unknown"))
        self.positions.add(
            home.tenancy, self.town.associations[estate.association].pk,
            self.town.municipalities[estate.municipality].pk,
            home.lease, key, last.amount, story.household.rent, last.step, last.as_of.replace(day=1), last.as_of,
            story.warned[0].as_of, self._basis(story, last.step, last.as_of), gone_on, answer, gone_on, 1,
        )  # fmt: skip


def _change(amount: Decimal, previous: Decimal | None) -> str:
    if previous is None:
        return Change.NEW
    if amount == previous:
        return Change.UNCHANGED
    return Change.RISEN if amount > previous else Change.FALLEN
