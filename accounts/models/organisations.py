"""The organisations that take part, and who administers whom."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Administration, OrganisationKind


class DateRange(Func):
    """A PostgreSQL daterange from a first day to a last day, the last day included."""

    function = "daterange"
    output_field = models.Field()


def period(first: str, last: str) -> DateRange:
    """The days from field `first` to field `last`, both included; an empty field is open."""
    return DateRange(F(first), F(last), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Organisation(models.Model):
    """Any body that takes part: municipality, municipal unit, housing association, administrator, other."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """The authority; shares its key with its organisation. 101 København, 147 Frederiksberg."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="municipality")
    code = models.CharField(_("municipality code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=100)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A municipal administration or team; shares its key with its organisation."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="unit")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="units")
    administration = models.CharField(_("administration"), max_length=10, choices=Administration)
    name = models.CharField(_("name"), max_length=200)

    def __str__(self) -> str:
        return self.name


class AdministrationQuerySet(models.QuerySet["OrganisationAdministration"]):
    def current(self, today: dt.date) -> AdministrationQuerySet:
        """Those in force on a day."""
        return self.filter(Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


class OrganisationAdministration(models.Model):
    """A period in which one organisation is run by an administrator (administrationsorganisation)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="administrations")
    administrator = models.ForeignKey(Organisation, models.PROTECT, related_name="administered")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_administration_no_overlap",
                expressions=[(period("starts_on", "ends_on"), RangeOperators.OVERLAPS), ("organisation", "=")],
                violation_error_message=_("This organisation already has an administrator in that period."),
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("administrator")),
                name="accounts_administration_not_itself",
                violation_error_message=_("An organisation cannot administer itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} by {self.administrator_id}"
