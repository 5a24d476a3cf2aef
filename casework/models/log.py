"""What was done on a case, and the timeline that nobody can change."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation, User

from ..enums import EventKind, InterventionResult
from .cases import Case
from .contact import ContactPoint
from .people import Person
from .programmes import Programme


class CaseEvent(models.Model):
    """One thing that happened on a case; the timeline is made of nothing else. Never changed.

    `occurred_on` is the day it happened, `recorded_at` the moment it was written down, `detail` its facts by code.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("event"), max_length=30, choices=EventKind)
    occurred_on = models.DateField(_("date"))
    recorded_at = models.DateTimeField(_("recorded"))
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    by_name = models.CharField(_("by"), max_length=150)
    by_organisation = models.CharField(_("organisation"), max_length=200)
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("facts"), default=dict)

    class Meta:
        indexes = [models.Index(fields=["case", "-occurred_on", "-id"], name="casework_event_timeline")]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"


class ContactAttempt(models.Model):
    """One try to reach the household (kontaktforsøg), or the `person` named. Never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_attempts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField(_("when"))
    mode = models.CharField(_("mode"), max_length=40)
    part_of_day = models.CharField(_("part of day"), max_length=40)
    point = models.ForeignKey(
        ContactPoint,
        models.PROTECT,
        related_name="attempts",
        null=True,
        blank=True,
        verbose_name=_("number or address"),
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="attempts", null=True, blank=True)
    is_reached = models.BooleanField(_("reached"))
    not_reached_reason = models.CharField(_("why not"), max_length=40, blank=True)
    has_appointment = models.BooleanField(_("appointment made"), default=False)
    wants_no_contact = models.BooleanField(_("wants no further contact"), default=False)
    note = models.TextField(_("note"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_reached=True, not_reached_reason="") | Q(is_reached=False, not_reached_reason__gt=""),
                name="casework_attempt_reached_or_why",
                violation_error_message=_("Say whether the household was reached, and if not, why."),
            ),
        ]
        indexes = [models.Index(fields=["case", "occurred_at"], name="casework_attempt_case")]

    def __str__(self) -> str:
        return f"{self.mode} {self.occurred_at}"


class Intervention(models.Model):
    """Something done to avert the eviction (indsats), with its legal basis in the code book.

    It is for the household, or for the `person` named: somebody who lives in a sublet home is helped as well.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="interventions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("intervention"), max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="interventions", null=True, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="interventions", null=True, blank=True)
    responsible = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("responsible organisation")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    result = models.CharField(
        _("result"), max_length=20, choices=InterventionResult, default=InterventionResult.ONGOING
    )
    note = models.TextField(_("note"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_intervention_period",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="casework_intervention_amount",
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_on"], name="casework_intervention_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class Note(models.Model):
    """A note on a case; never changed, a correction stands beside the original."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    text = models.TextField(_("note"))
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="casework_note_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at}"
