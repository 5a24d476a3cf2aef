"""Instalment plans on the arrears, and what was reported paid on them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Municipality, User
from housing.models import Delivery

from ..enums_money import AgreedWith, PaymentSource, PlanEnd, PlanStanding, Rhythm
from .cases import Case
from .courses import LegalCourse

if TYPE_CHECKING:
    from accounts.scope import Scope


class InstalmentPlanQuerySet(models.QuerySet["InstalmentPlan"]):
    def visible_to(self, scope: Scope) -> InstalmentPlanQuerySet:
        """With their case."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def running(self) -> InstalmentPlanQuerySet:
        """Those with an instalment still to be covered, and not ended."""
        return self.filter(ended_on__isnull=True, next_due_on__isnull=False)


class InstalmentPlan(models.Model):
    """Arrears paid off bit by bit (afdragsordning); at most one of a case runs at a time.

    `amount` is what the instalments add up to, `owed_when_agreed` what the household owed altogether that day.
    Columns marked "derived" are written by `casework.derived_plans` alone.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    course = models.ForeignKey(LegalCourse, models.PROTECT, related_name="plans", null=True, blank=True)
    agreed_with = models.CharField(_("agreed with"), max_length=20, choices=AgreedWith)
    agreed_on = models.DateField(_("agreed on"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    owed_when_agreed = models.DecimalField(
        _("owed when it was agreed"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm)
    note = models.TextField(_("note"), blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, related_name="replaced_by", null=True, blank=True)
    paid = models.DecimalField(_("paid"), max_digits=12, decimal_places=2, default=Decimal(0))  # derived
    next_due_on = models.DateField(_("next instalment"), null=True, blank=True)  # derived
    missed_since = models.DateField(_("missed since"), null=True, blank=True)  # derived
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_as = models.CharField(_("how it ended"), max_length=20, choices=PlanEnd, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = InstalmentPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True, next_due_on__isnull=False),
                name="casework_plan_one_running",
                violation_error_message=_("Another instalment plan of this case is running."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="casework_plan_amount",
                violation_error_message=_("There must be something to pay."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_as="") | Q(ended_on__isnull=False, ended_as__gt=""),
                name="casework_plan_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="casework_plan_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.agreed_on}"

    @property
    def remaining(self) -> Decimal:
        """What is still to be paid, by what was reported."""
        return max(self.amount - self.paid, Decimal(0))

    @property
    def is_running(self) -> bool:
        return self.ended_on is None and self.next_due_on is not None

    def standing(self, today: dt.date) -> PlanStanding:
        """How the plan stands on a day.

        Paid: everything is reported paid. Broken: a list showed that an instalment still unreported was not
        paid, or somebody said so. Behind: an instalment's day has passed and nobody has reported its payment.
        """
        if self.next_due_on is None:
            return PlanStanding.PAID
        if self.ended_on is not None:
            return PlanStanding.BROKEN if self.ended_as == PlanEnd.BROKEN else PlanStanding.ENDED
        if self.missed_since is not None:
            return PlanStanding.BROKEN
        return PlanStanding.BEHIND if self.next_due_on < today else PlanStanding.KEPT


class Instalment(models.Model):
    """One payment of a plan; `running_total` is what the plan asks for up to and with this one.

    `missed_on` is the day of the arrears list that showed it was not paid, `missed_in` that list.
    """

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="instalments")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(_("due"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    running_total = models.DecimalField(_("in all so far"), max_digits=12, decimal_places=2)
    missed_on = models.DateField(_("missed by the list of"), null=True, blank=True)
    missed_in = models.ForeignKey(Delivery, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="casework_instalment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="casework_instalment_amount"),
            models.CheckConstraint(condition=Q(running_total__gte=F("amount")), name="casework_instalment_total"),
            models.CheckConstraint(
                condition=Q(missed_on__isnull=True, missed_in__isnull=True)
                | Q(missed_on__isnull=False, missed_in__isnull=False),
                name="casework_instalment_missed_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.amount} {self.due_on}"


class InstalmentPaymentQuerySet(models.QuerySet["InstalmentPayment"]):
    def standing(self) -> InstalmentPaymentQuerySet:
        """Those that count: not corrected, and not taken back."""
        return self.filter(corrected_by__isnull=True, is_void=False)


class InstalmentPayment(models.Model):
    """A payment as it was reported. Never changed: a correction is a payment that points back.

    One that corrects another and `is_void` takes it back altogether.
    """

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="payments")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    paid_on = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    source = models.CharField(_("reported by"), max_length=20, choices=PaymentSource)
    note = models.CharField(_("note"), max_length=300, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, related_name="corrected_by", null=True, blank=True)
    is_void = models.BooleanField(pgettext_lazy("payment", "taken back"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = InstalmentPaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="casework_payment_amount",
                violation_error_message=_("A payment is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(is_void=False) | Q(corrects__isnull=False), name="casework_payment_void_corrects"
            ),
        ]
        indexes = [models.Index(fields=["plan", "id"], name="casework_payment_plan")]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"
