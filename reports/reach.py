"""Whose figures a report shows: a municipality's, an association's, a department's, or one adviser's own."""

from __future__ import annotations

import dataclasses

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Municipality
from casework.models import Programme
from housing.enums import District
from housing.models import Department, HousingAssociation

from .enums import PlaceKind, ReachKind
from .models import Cell

#: What a municipality's report can be narrowed to.
Place = HousingAssociation | Department | District | Programme
#: What is counted of advisers' contacts; an association's belong to no one municipality.
OF_ADVISERS = ("contacts", "contacts_handed_over", "topics")


@dataclasses.dataclass(frozen=True, slots=True)
class Reach:
    """The population of every figure, and the one door to the sums.

    `municipality_id` None: in every municipality; `association_ids` None: of every association. `place_id` is the
    department, district or programme. `adviser_id` narrows to one adviser's own contacts. `is_associations_own`
    marks what an association reads of itself: of the notices those it sent, of the cases those it made known.
    `leaves_out_campaigns` counts no case that came of a campaign, nor anything recorded on it: its courses, attempts,
    interventions, requests, handovers and evictions, and the notices that came while it was open.
    """

    kind: ReachKind
    code: str
    name: str
    municipality_id: int | None = None
    association_ids: tuple[int, ...] | None = None
    adviser_id: int | None = None
    place_id: int | None = None
    is_associations_own: bool = False
    leaves_out_campaigns: bool = False

    def without_campaigns(self) -> Reach:
        """The same without the cases that came of a campaign, and what belongs to them."""
        return dataclasses.replace(self, leaves_out_campaigns=True)

    def with_campaigns(self) -> Reach:
        """The same with all cases."""
        return dataclasses.replace(self, leaves_out_campaigns=False)

    def cells(self) -> QuerySet[Cell]:
        """The sums of this reach in every year; those of several places are to be added."""
        cells = Cell.objects.filter(self._places())
        return cells.filter(is_campaign=False) if self.leaves_out_campaigns else cells

    def municipalities(self) -> QuerySet[Municipality]:
        """The municipalities whose official figures belong beside: the own one, or those with homes of ours."""
        if self.municipality_id is not None:
            return Municipality.objects.filter(pk=self.municipality_id)
        if self.association_ids is None:
            return Municipality.objects.all()
        departments = Department.objects.filter(association_id__in=self.association_ids)
        return Municipality.objects.filter(pk__in=departments.values("municipality_id"))

    def _places(self) -> Q:
        match self.kind:
            case ReachKind.EVERYTHING:
                here = Q(place_kind=PlaceKind.MUNICIPALITY) & ~Q(measure__in=OF_ADVISERS)
                return here | Q(place_kind=PlaceKind.ASSOCIATION, municipality_id=0)
            case ReachKind.MUNICIPALITY:
                return Q(place_kind=PlaceKind.MUNICIPALITY, place_id=self.municipality_id)
            case ReachKind.ASSOCIATION:
                own = Q(place_kind=PlaceKind.ASSOCIATION, place_id__in=self.association_ids)
                return own if self.municipality_id is None else own & Q(municipality_id__in=(self.municipality_id, 0))
            case ReachKind.ADVISER:
                return Q(
                    place_kind=PlaceKind.ADVISER, place_id=self.adviser_id, association_id__in=self.association_ids
                )
            case _:
                return Q(place_kind=self.kind.value, place_id=self.place_id) & self._in_municipality()

    def _in_municipality(self) -> Q:
        return Q() if self.municipality_id is None else Q(municipality_id__in=(self.municipality_id, 0))


def of_everything() -> Reach:
    """All that is kept here, for the operator of a system with several municipalities."""
    return Reach(kind=ReachKind.EVERYTHING, code="", name="")


def of_municipality(municipality: Municipality, place: Place | None = None) -> Reach:
    """A municipality, whole or one place in it."""
    match place:
        case HousingAssociation():
            return Reach(
                ReachKind.ASSOCIATION,
                place.code,
                place.name,
                municipality_id=municipality.pk,
                association_ids=(place.pk,),
            )
        case Department():
            return of_department(place)
        case District():
            return of_district(municipality, place)
        case Programme():
            return of_programme(place)
    return Reach(ReachKind.MUNICIPALITY, municipality.code, municipality.name, municipality_id=municipality.pk)


def of_department(department: Department) -> Reach:
    """One estate of an association."""
    return Reach(
        ReachKind.DEPARTMENT,
        department.code,
        f"{department.association.name}, {department}",
        municipality_id=department.municipality_id,
        association_ids=(department.association_id,),
        place_id=department.pk,
    )


def of_district(municipality: Municipality, district: District) -> Reach:
    """One district of a municipality."""
    return Reach(
        ReachKind.DISTRICT, district.value, str(district.label), municipality_id=municipality.pk, place_id=int(district)
    )


def of_programme(programme: Programme) -> Reach:
    """The cases on which a standing programme did something, its interventions whatever came of them, its contacts."""
    name = _("Programme %(name)s") % {"name": programme.name}
    return Reach(
        ReachKind.PROGRAMME, str(programme.pk), name, municipality_id=programme.municipality_id, place_id=programme.pk
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
