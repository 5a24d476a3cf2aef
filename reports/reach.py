"""Whose records a report counts: a municipality's, an association's, or one adviser's own."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Municipality
from casework.models import (
    AdviserContact,
    AgencyRequest,
    Case,
    Eviction,
    EvictionReview,
    Intervention,
    LegalCourse,
)
from casework.models.cases import CaseQuerySet
from housing.enums import NoticeKind
from housing.models import ArrearsWarning, Delivery, Department, DepartmentDwellings, HousingAssociation, Notice

from .enums import ReachKind


@dataclasses.dataclass(frozen=True, slots=True)
class Reach:
    """The population of every figure, and the one door from the records to a count.

    `municipality_id` None: in every municipality; `association_ids` None: of every association.
    `adviser_id` narrows to one adviser's own contacts. `is_associations_own` marks what an association
    reads of itself: of the notices those it sent, of the cases those it made known. `leaves_out_campaigns`
    counts no case that came of a campaign, nor its courses, interventions, evictions and notices.
    """

    kind: ReachKind
    code: str
    name: str
    municipality_id: int | None = None
    association_ids: tuple[int, ...] | None = None
    adviser_id: int | None = None
    is_associations_own: bool = False
    leaves_out_campaigns: bool = False

    def without_campaigns(self) -> Reach:
        """The same without the cases that came of a campaign, and what belongs to them."""
        return dataclasses.replace(self, leaves_out_campaigns=True)

    def deliveries(self) -> QuerySet[Delivery]:
        """Lists that were received and not undone."""
        return Delivery.objects.applied().filter(self._associations("association_id"))

    def warnings(self) -> QuerySet[ArrearsWarning]:
        """Arrears of lists that were received and not undone."""
        return ArrearsWarning.objects.filter(self._own(), delivery__in=Delivery.objects.applied())

    def notices(self) -> QuerySet[Notice]:
        sent = Q(kind=NoticeKind.SECTION_92_2) if self.is_associations_own else Q()
        notices = Notice.objects.filter(self._own(), sent)
        if not self.leaves_out_campaigns:
            return notices
        return notices.exclude(lease__in=Case.objects.filter(campaign__isnull=False).values("lease"))

    def cases(self) -> CaseQuerySet:
        return Case.objects.filter(self._own(), self._campaigns())

    def courses(self) -> QuerySet[LegalCourse]:
        return LegalCourse.objects.filter(self._own("case__"), self._campaigns("case__"))

    def interventions(self) -> QuerySet[Intervention]:
        return Intervention.objects.filter(self._own("case__"), self._campaigns("case__"))

    def requests(self) -> QuerySet[AgencyRequest]:
        return AgencyRequest.objects.filter(self._own("case__"))

    def evictions(self) -> QuerySet[Eviction]:
        return Eviction.objects.filter(self._own(), self._campaigns("case__"))

    def eviction_reviews(self) -> QuerySet[EvictionReview]:
        """The reviews that stand; one that was corrected counts as corrected."""
        return EvictionReview.objects.standing().filter(self._own("eviction__"), self._campaigns("case__"))

    def adviser_contacts(self) -> QuerySet[AdviserContact]:
        """An adviser's contact belongs to an association, which may have homes in several municipalities."""
        contacts = AdviserContact.objects.filter(self._associations("association_id"))
        if self.adviser_id is not None:
            return contacts.filter(adviser_id=self.adviser_id)
        if self.municipality_id is not None:
            departments = Department.objects.filter(municipality_id=self.municipality_id)
            return contacts.filter(association_id__in=departments.values("association_id"))
        return contacts

    def dwellings(self) -> QuerySet[DepartmentDwellings]:
        return DepartmentDwellings.objects.filter(self._own("department__"))

    def municipalities(self) -> QuerySet[Municipality]:
        """The municipalities whose official figures belong beside: the own one, or those with homes of ours."""
        if self.municipality_id is not None:
            return Municipality.objects.filter(pk=self.municipality_id)
        if self.association_ids is None:
            return Municipality.objects.all()
        departments = Department.objects.filter(association_id__in=self.association_ids)
        return Municipality.objects.filter(pk__in=departments.values("municipality_id"))

    def _campaigns(self, path: str = "") -> Q:
        return Q(**{f"{path}campaign__isnull": True}) if self.leaves_out_campaigns else Q()

    def _own(self, path: str = "") -> Q:
        place: dict[str, Any] = {}
        if self.municipality_id is not None:
            place[f"{path}municipality_id"] = self.municipality_id
        return Q(**place) & self._associations(f"{path}association_id")

    def _associations(self, field: str) -> Q:
        return Q() if self.association_ids is None else Q(**{f"{field}__in": self.association_ids})


def of_everything() -> Reach:
    """All that is kept here, for the operator of a system with several municipalities."""
    return Reach(kind=ReachKind.EVERYTHING, code="", name="")


def of_municipality(municipality: Municipality, association: HousingAssociation | None = None) -> Reach:
    """A municipality, whole or the homes of one association in it."""
    if association is None:
        return Reach(ReachKind.MUNICIPALITY, municipality.code, municipality.name, municipality_id=municipality.pk)
    return Reach(
        ReachKind.ASSOCIATION,
        association.code,
        association.name,
        municipality_id=municipality.pk,
        association_ids=(association.pk,),
    )


def of_association(association: HousingAssociation) -> Reach:
    """One association with all its homes, wherever they lie."""
    return Reach(ReachKind.ASSOCIATION, association.code, association.name, association_ids=(association.pk,))


def of_own_associations(associations: list[HousingAssociation]) -> Reach:
    """What associations read of themselves, together when one body runs several."""
    return Reach(
        ReachKind.ASSOCIATION,
        ", ".join(association.code for association in associations),
        ", ".join(association.name for association in associations),
        association_ids=tuple(association.pk for association in associations),
        is_associations_own=True,
    )


def of_adviser(user_id: int, name: str, association_ids: tuple[int, ...]) -> Reach:
    """One adviser's own contacts in the associations they work for."""
    return Reach(ReachKind.ADVISER, "", name, association_ids=association_ids, adviser_id=user_id)
