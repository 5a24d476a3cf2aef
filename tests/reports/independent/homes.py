"""The records read whole from the database, and which of them belong to some homes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from casework.models import AdviserContact, Case, Eviction, Handover, HandoverItem
from housing.models import ArrearsWarning, Delivery, Department, DepartmentDwellings, HousingAssociation, Notice

_OF_CASES = (
    "courses__steps",
    "evictions",
    "contact_attempts",
    "interventions",
    "backgrounds",
    "unknown_facts",
    "follow_ups",
    "requests__answers",
    "requests__to_organisation",
    "lease__lease_tenants__tenant",
    "lease__cases",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Homes:
    """Whose figures are counted; what is None narrows nothing.

    A programme has the cases in which an intervention was its own, and those interventions and contacts.
    """

    municipality: int | None = None
    association: int | None = None
    department: int | None = None
    district: str | None = None
    programme: int | None = None
    adviser: int | None = None
    leaves_out_campaigns: bool = False

    def hold(self, place: Any) -> bool:
        """Whether something that lies in a place lies here."""
        if self.programme is not None or self.adviser is not None:
            return False
        pairs = (
            (self.municipality, place.municipality_id),
            (self.association, place.association_id),
            (self.department, place.department_id),
            (self.district, place.district),
        )
        return all(asked is None or asked == own for asked, own in pairs)

    def hold_case(self, case: Case) -> bool:
        """Whether the case, and so what was done on it, counts here."""
        if self.leaves_out_campaigns and case.campaign_id is not None:
            return False
        if self.programme is not None:
            return any(one.programme_id == self.programme for one in case.interventions.all())
        return self.hold(case)


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a home lies as it is known today."""

    municipality_id: int
    association_id: int
    department_id: int
    district: str


def place_of(department: Department) -> Place:
    return Place(department.municipality_id, department.association_id, department.pk, department.district)


class Records:
    """Everything that was ever written down, as the objects it is."""

    def __init__(self, *, now: dt.datetime) -> None:
        self.now = now
        cases = Case.objects.select_related("unit__organisation", "municipality", "lease")
        self.cases = list(cases.prefetch_related(*_OF_CASES))
        evictions = Eviction.objects.select_related("tenancy").prefetch_related("reviews", "tenancy__leases")
        self.evictions = list(evictions)
        self.case_of = {case.pk: case for case in self.cases}
        homes = "lease__tenancy__department"
        self.handovers = list(Handover.objects.select_related(homes))
        self.notices = list(Notice.objects.select_related(homes).prefetch_related("lease__cases"))
        self.warnings = list(ArrearsWarning.objects.select_related("tenancy__department", "delivery"))
        self.deliveries = list(Delivery.objects.all())
        self.dwellings = list(DepartmentDwellings.objects.select_related("department"))
        self.homes_of = set(Department.objects.values_list("association_id", "municipality_id"))
        self.contacts = list(AdviserContact.objects.all())
        self.handed_over = {item.source_id for item in HandoverItem.objects.filter(kind="contact")}
        self.code_of = dict(HousingAssociation.objects.values_list("pk", "code"))

    def narrowed(self, municipality: int) -> Records:
        """The same with what lies in one municipality alone, so that not all of it is walked through each time."""
        own = Records.__new__(Records)
        own.__dict__.update(self.__dict__)
        for name in ("cases", "evictions", "handovers", "notices", "warnings"):
            setattr(own, name, [one for one in getattr(self, name) if one.municipality_id == municipality])
        own.dwellings = [one for one in self.dwellings if one.department.municipality_id == municipality]
        return own

    def cases_of(self, homes: Homes) -> list[Case]:
        return [case for case in self.cases if homes.hold_case(case)]

    def evictions_of(self, homes: Homes) -> list[Eviction]:
        """Those that count here; one without a case is of no programme and of no campaign."""
        return [one for one in self.evictions if self._holds_eviction(homes, one)]

    def _holds_eviction(self, homes: Homes, eviction: Eviction) -> bool:
        if eviction.case_id is None:
            return homes.hold(eviction)
        case = self.case_of[eviction.case_id]
        if homes.leaves_out_campaigns and case.campaign_id is not None:
            return False
        return homes.hold_case(case) if homes.programme is not None else homes.hold(eviction)

    def contacts_of(self, homes: Homes) -> list[AdviserContact]:
        return [one for one in self.contacts if self._holds_contact(homes, one)]

    def _holds_contact(self, homes: Homes, contact: AdviserContact) -> bool:
        if homes.programme is not None:
            return contact.programme_id == homes.programme
        if homes.department is not None or homes.district is not None:
            return False
        if homes.adviser is not None and contact.adviser_id != homes.adviser:
            return False
        if homes.association is not None:
            return bool(contact.association_id == homes.association)
        return homes.municipality is None or (contact.association_id, homes.municipality) in self.homes_of


def codes_of(records: Records, associations: Iterable[int]) -> list[str]:
    """The codes of associations, by their numbers."""
    return [records.code_of[pk] for pk in associations]
