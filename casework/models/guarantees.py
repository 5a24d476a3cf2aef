"""Payment guarantees: what the municipality promises an association, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums_decisions import GuaranteeAnswer, SentBy
from .budgets import Budget
from .cases import Case
from .decisions import DecidedQuerySet, Decision
from .log import Intervention


class GuaranteeQuerySet(DecidedQuerySet["PaymentGuarantee"]):
    def outstanding(self) -> GuaranteeQuerySet:
        """Those that may still be paid: neither paid, rejected nor withdrawn; whether they ran out says their day."""
        return self.filter(paid_on__isnull=True, withdrawn_on__isnull=True).exclude(answer=GuaranteeAnswer.REJECTED)


class PaymentGuarantee(models.Model):
    """The municipality's promise to the association (betalingstilsagn).

    It rests on a decision, on an intervention, or on both. That it ran out is read from `valid_until`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="guarantees")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="guarantees", null=True, blank=True)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="guarantees", null=True, blank=True)
    budget = models.ForeignKey(
        Budget, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rests on the budget")
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    covers = models.CharField(_("what it covers"), max_length=300)
    rent_from = models.DateField(_("rent from"), null=True, blank=True)
    rent_until = models.DateField(_("rent until"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    made_on = models.DateField(_("made on"))
    valid_until = models.DateField(_("valid until"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.CharField(_("sent by"), max_length=20, choices=SentBy, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("the association's answer"), max_length=20, choices=GuaranteeAnswer, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_amount = models.DecimalField(_("amount paid"), max_digits=12, decimal_places=2, null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = GuaranteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | Q(intervention__isnull=False),
                name="casework_guarantee_has_basis",
                violation_error_message=_("Choose the decision or the intervention the guarantee rests on."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="casework_guarantee_amount",
                violation_error_message=_("A guarantee is for an amount above zero."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("made_on")),
                name="casework_guarantee_period",
                violation_error_message=_("The guarantee would run out before it is made."),
            ),
            models.CheckConstraint(
                condition=Q(rent_from__isnull=True, rent_until__isnull=True)
                | Q(rent_from__isnull=False, rent_until__isnull=False, rent_until__gte=F("rent_from")),
                name="casework_guarantee_rent_period",
                violation_error_message=_("Give the first and the last day of the rent it covers, in that order."),
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_by="")
                | Q(sent_on__isnull=False, sent_on__gte=F("made_on"), sent_by__gt=""),
                name="casework_guarantee_sent_pair",
                violation_error_message=_("Say when and how it was sent; that is not before it was made."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(
                    sent_on__isnull=False,
                    answered_on__isnull=False,
                    answered_on__gte=F("sent_on"),
                    answer__gt="",
                ),
                name="casework_guarantee_answered_pair",
                violation_error_message=_("The association answers after the guarantee was sent."),
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paid_amount__isnull=True)
                | Q(
                    ~Q(answer=GuaranteeAnswer.REJECTED),
                    sent_on__isnull=False,
                    paid_on__isnull=False,
                    paid_on__gte=F("sent_on"),
                    paid_amount__gt=0,
                    paid_amount__lte=F("amount"),
                ),
                name="casework_guarantee_paid_pair",
                violation_error_message=_(
                    "What is paid is at most the amount of the guarantee, after it was sent and not rejected."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | Q(
                    withdrawn_on__isnull=False,
                    withdrawn_on__gte=F("made_on"),
                    withdrawn_reason__gt="",
                    paid_on__isnull=True,
                ),
                name="casework_guarantee_withdrawn_pair",
                violation_error_message=_("A guarantee is withdrawn with a reason, and not after it was paid."),
            ),
        ]
        indexes = [models.Index(fields=["case", "made_on", "id"], name="casework_guarantee_case")]

    def __str__(self) -> str:
        return f"{self.amount} until {self.valid_until}"
