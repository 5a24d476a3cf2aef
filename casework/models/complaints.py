"""Complaints about a decision: reassessed by the municipality, and what Ankestyrelsen said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums_decisions import AppealResult, Reassessment
from .cases import Case
from .decisions import DecidedQuerySet, Decision


class ComplaintQuerySet(DecidedQuerySet["Complaint"]):
    def pending(self) -> ComplaintQuerySet:
        """Those that still wait for the municipality or for Ankestyrelsen."""
        is_over = Q(withdrawn_on__isnull=False) | Q(appeal_result_on__isnull=False) | Q(reassessment=Reassessment.FULL)
        return self.exclude(is_over)


class Complaint(models.Model):
    """A complaint about a decision (klage), from the day it came in until it is settled."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="complaints")
    case = models.ForeignKey(Case, models.PROTECT, related_name="complaints")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    received_on = models.DateField(_("received on"))
    received_from = models.CharField(_("from"), max_length=200)
    text = models.TextField(_("what it says"), blank=True)
    reassessed_on = models.DateField(_("reassessed on"), null=True, blank=True)
    reassessment = models.CharField(_("reassessment"), max_length=20, choices=Reassessment, blank=True)
    reassessment_reasons = models.TextField(_("reasons of the reassessment"), blank=True)
    forwarded_on = models.DateField(_("forwarded to Ankestyrelsen on"), null=True, blank=True)
    appeal_result_on = models.DateField(_("Ankestyrelsen's answer of"), null=True, blank=True)
    appeal_result = models.CharField(_("Ankestyrelsen's answer"), max_length=20, choices=AppealResult, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reassessed_on__isnull=True, reassessment="")
                | Q(reassessed_on__isnull=False, reassessed_on__gte=F("received_on"), reassessment__gt=""),
                name="casework_complaint_reassessed_pair",
                violation_error_message=_("A reassessment has its result, and its day is not before the complaint's."),
            ),
            models.CheckConstraint(
                condition=Q(forwarded_on__isnull=True)
                | Q(forwarded_on__gte=F("reassessed_on"), reassessment__in=[Reassessment.PARTIAL, Reassessment.UPHELD]),
                name="casework_complaint_forwarded_after",
                violation_error_message=_("A complaint is forwarded after its reassessment."),
            ),
            models.CheckConstraint(
                condition=Q(appeal_result_on__isnull=True, appeal_result="")
                | Q(
                    forwarded_on__isnull=False,
                    appeal_result_on__isnull=False,
                    appeal_result_on__gte=F("forwarded_on"),
                    appeal_result__gt="",
                ),
                name="casework_complaint_appeal_pair",
                violation_error_message=_("Ankestyrelsen answers after the complaint was forwarded."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(withdrawn_on__gte=F("received_on"), appeal_result_on__isnull=True),
                name="casework_complaint_withdrawn_after",
                violation_error_message=_("A complaint cannot be withdrawn before it came or after it was settled."),
            ),
        ]
        indexes = [models.Index(fields=["case", "received_on", "id"], name="casework_complaint_case")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.received_on}"
