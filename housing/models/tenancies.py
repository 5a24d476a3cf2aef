"""The let homes, who rents them and who lives there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from accounts.models.organisations import period

from ..enums import ChildrenKnown
from .associations import Department, HousingAssociation

if TYPE_CHECKING:
    from accounts.scope import Scope


class TenancyQuerySet(models.QuerySet["Tenancy"]):
    def visible_to(self, scope: Scope) -> TenancyQuerySet:
        """The association's own people; the municipality meets a tenancy through its case."""
        return self.filter(association_id__in=scope.association_ids)


class Tenancy(models.Model):
    """One let home with its tenancy number; the number outlives its tenants.

    `municipality` repeats the department's, so that a row knows whose it is.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="tenancies", db_index=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="tenancies", db_index=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="tenancies")
    number = models.CharField(_("tenancy number"), max_length=40)
    street = models.CharField(_("address"), max_length=200)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    dar_id = models.UUIDField(_("address identifier"), null=True, blank=True)
    monthly_rent = models.DecimalField(_("monthly rent"), max_digits=12, decimal_places=2, null=True, blank=True)

    objects = TenancyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "number"],
                name="housing_tenancy_number_once",
                violation_error_message=_("The association already has a tenancy with that number."),
            ),
            models.CheckConstraint(
                condition=Q(monthly_rent__isnull=True) | Q(monthly_rent__gte=0), name="housing_tenancy_rent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.street}"


class TenantQuerySet(models.QuerySet["Tenant"]):
    def visible_to(self, scope: Scope) -> TenantQuerySet:
        """The association's own people alone: a tenant is never shared between associations."""
        return self.filter(association_id__in=scope.association_ids)


class Tenant(models.Model):
    """A person on a lease, as one association knows them. The CPR number is kept as keyed hash and ciphertext."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="tenants")
    name = models.CharField(_("name"), max_length=200)
    cpr_hash = models.BinaryField(_("CPR hash"), max_length=32, null=True, blank=True)
    cpr_sealed = models.BinaryField(_("CPR ciphertext"), null=True, blank=True)
    cpr_key_version = models.PositiveSmallIntegerField(_("key version"), null=True, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_address_protected = models.BooleanField(_("protected address"), default=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "cpr_hash"],
                condition=Q(cpr_hash__isnull=False),
                name="housing_tenant_cpr_once",
            ),
            models.CheckConstraint(
                condition=Q(cpr_hash__isnull=True, cpr_sealed__isnull=True, cpr_key_version__isnull=True)
                | Q(cpr_hash__isnull=False, cpr_sealed__isnull=False, cpr_key_version__isnull=False),
                name="housing_tenant_cpr_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LeaseQuerySet(models.QuerySet["Lease"]):
    def visible_to(self, scope: Scope) -> LeaseQuerySet:
        return self.filter(association_id__in=scope.association_ids)

    def current(self, today: dt.date) -> LeaseQuerySet:
        """Those in force on a day; an unknown first day counts as long ago."""
        return self.filter(
            (Q(starts_on__isnull=True) | Q(starts_on__lte=today)) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        )


class Lease(models.Model):
    """Who rents a tenancy from when until when; no two leases of a tenancy overlap.

    Association and municipality repeat the tenancy's, whose foreign keys vouch for them.
    """

    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="leases")
    association = models.ForeignKey(
        HousingAssociation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    allocation = models.CharField(_("how the home was allocated"), max_length=40, blank=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="housing_lease_no_overlap",
                expressions=[("tenancy", "="), (period("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
                violation_error_message=_("The tenancy already has a lease in that period."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="housing_lease_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenancy_id} {self.starts_on}-{self.ends_on}"


class LeaseTenantQuerySet(models.QuerySet["LeaseTenant"]):
    def current(self, today: dt.date) -> LeaseTenantQuerySet:
        return self.filter(
            (Q(starts_on__isnull=True) | Q(starts_on__lte=today)) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        )


class LeaseTenant(models.Model):
    """One tenant's period on a lease; co-tenants overlap, two periods of one tenant do not.

    The association repeats the lease's.
    """

    lease = models.ForeignKey(Lease, models.PROTECT, related_name="lease_tenants")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="lease_tenants")
    association = models.ForeignKey(
        HousingAssociation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = LeaseTenantQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="housing_lease_tenant_no_overlap",
                expressions=[
                    ("lease", "="),
                    ("tenant", "="),
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This tenant is already on the lease in that period."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="housing_lease_tenant_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id} on {self.lease_id}"


class HouseholdFactsQuerySet(models.QuerySet["HouseholdFacts"]):
    def visible_to(self, scope: Scope) -> HouseholdFactsQuerySet:
        return self.filter(association_id__in=scope.association_ids)


class HouseholdFacts(models.Model):
    """Who lives in a leased home, as the association knew it on a day."""

    lease = models.ForeignKey(Lease, models.PROTECT, related_name="household_facts")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    occurred_on = models.DateField(_("as of"))
    household_type = models.CharField(_("household"), max_length=40, default="unknown")
    has_children = models.CharField(
        _("children under 18"), max_length=7, choices=ChildrenKnown, default=ChildrenKnown.UNKNOWN
    )
    children = models.PositiveSmallIntegerField(_("number of children"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(_("number of adults"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = HouseholdFactsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lease", "occurred_on"], name="housing_household_facts_once_a_day"),
            models.CheckConstraint(
                condition=Q(children__isnull=True) | Q(children=0) | Q(has_children="yes"),
                name="housing_household_children",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} as of {self.occurred_on}"
