"""The housing associations and their estates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation

from ..enums import District

if TYPE_CHECKING:
    from accounts.scope import Scope


class AssociationQuerySet(models.QuerySet["HousingAssociation"]):
    def visible_to(self, scope: Scope) -> AssociationQuerySet:
        """Municipal people every association with homes there; others their own."""
        if scope.is_municipal:
            return self.filter(departments__municipality_id=scope.municipality_id).distinct()
        return self.filter(pk__in=scope.association_ids)


class HousingAssociation(models.Model):
    """Owner of social homes (boligorganisation); shares its key with its organisation."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="association")
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    lbf_number = models.CharField(_("LBF number"), max_length=20, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)

    objects = AssociationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class DepartmentQuerySet(models.QuerySet["Department"]):
    def visible_to(self, scope: Scope) -> DepartmentQuerySet:
        """Municipal people the departments in the municipality; others those of their associations."""
        if scope.is_municipal:
            return self.filter(municipality_id=scope.municipality_id)
        return self.filter(association_id__in=scope.association_ids)


class Department(models.Model):
    """A housing estate (afdeling) of an association, in one municipality and district."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="departments")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="departments")
    code = models.CharField(_("department number"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    lbf_number = models.CharField(_("LBF department number"), max_length=20, blank=True)
    district = models.CharField(_("district"), max_length=2, choices=District, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "code"],
                name="housing_department_code_once",
                violation_error_message=_("The association already has a department with that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DepartmentDwellings(models.Model):
    """How many dwellings a department had on 1 January of a year; the denominator of every rate."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="dwellings")
    year = models.PositiveSmallIntegerField(_("year"))
    dwellings = models.PositiveIntegerField(_("dwellings on 1 January"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "year"], name="housing_dwellings_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=1900), name="housing_dwellings_year"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.year}: {self.dwellings}"
