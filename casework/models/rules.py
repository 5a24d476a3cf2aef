"""The municipality's own rules, each with the days it was in force."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Unit
from accounts.models.organisations import period
from housing.enums import Step

M = TypeVar("M", bound=models.Model)


class EffectiveQuerySet(models.QuerySet[M]):
    def in_force(self, today: dt.date) -> EffectiveQuerySet[M]:
        """Those that apply on a day."""
        return self.filter(Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


class OpeningRule(models.Model):
    """Which shared arrears open a case, and where it lands."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="opening_rules")
    min_step = models.CharField(_("from step"), max_length=20, choices=Step, default=Step.DEMANDED)
    min_months = models.DecimalField(_("months of rent owed, at least"), max_digits=4, decimal_places=1, default=0)
    reopen_days = models.PositiveSmallIntegerField(_("days in which a closed case is reopened"), default=60)
    default_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_opening_rule_no_overlap",
                expressions=[(period("starts_on", "ends_on"), RangeOperators.OVERLAPS), ("municipality", "=")],
                violation_error_message=_("There already is an opening rule in that period."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_opening_rule_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} from {self.starts_on}"


class LeadDays(models.Model):
    """How many days before something is due a rule of urgency brings the case up."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="lead_days")
    rule = models.CharField(_("rule"), max_length=40)
    days = models.SmallIntegerField(_("days before"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_lead_days_no_overlap",
                expressions=[
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("municipality", "="),
                    ("rule", "="),
                ],
                violation_error_message=_("The rule already has lead days in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.days}"


class LegalParameter(models.Model):
    """One parameter of the law or of the municipality's own targets, with its source; see `legal_parameters`."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="legal_parameters")
    code = models.CharField(_("parameter"), max_length=40)
    value = models.CharField(_("value"), max_length=40)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_legal_parameter_no_overlap",
                expressions=[
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("municipality", "="),
                    ("code", "="),
                ],
                violation_error_message=_("The parameter already has a value in that period."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_legal_parameter_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"
