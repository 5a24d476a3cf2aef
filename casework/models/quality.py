"""Random samples of cases, reviewed by the team leader (ledelsestilsyn)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, Unit, User

from ..enums import Cause, ReviewAnswer, SampleState
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class QualitySampleQuerySet(models.QuerySet["QualitySample"]):
    def visible_to(self, scope: Scope) -> QualitySampleQuerySet:
        """A unit's samples are its team leader's."""
        return self.filter(unit_id=scope.unit_id) if scope.role == Role.TEAM_LEADER else self.none()


class QualitySample(models.Model):
    """Cases drawn by lot: from which cases, with which seed, so that the draw can be repeated and shown."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(_("cases"), max_length=10, choices=SampleState, default=SampleState.ALL)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause, blank=True)
    caseworker = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    seed = models.PositiveIntegerField(_("seed"))
    size = models.PositiveSmallIntegerField(_("cases drawn"))
    candidates = models.PositiveIntegerField(_("cases to draw from"))
    left_out = models.PositiveIntegerField(_("restricted cases left out"))
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn"))

    objects = QualitySampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="casework_sample_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.drawn_at}"


class QualityReviewQuerySet(models.QuerySet["QualityReview"]):
    def visible_to(self, scope: Scope) -> QualityReviewQuerySet:
        """The team leader's of the unit, and for a caseworker what was said of their own cases; never a closed door.

        A review shows a case: whoever may not open the case does not see its review.
        """
        seen = self.filter(case__in=Case.objects.visible_to(scope))
        if scope.role == Role.TEAM_LEADER:
            return seen.filter(sample__unit_id=scope.unit_id)
        return seen.of(scope) if scope.role == Role.CASEWORKER else self.none()

    def of(self, scope: Scope) -> QualityReviewQuerySet:
        """What was said of the cases this person had."""
        return self.filter(caseworker_id=scope.user_id, reviewed_at__isnull=False)


class QualityReview(models.Model):
    """One case of a sample and the answers to the fixed questions; empty until somebody has reviewed it.

    `caseworker` is whoever had the case when it was drawn; `lot` is what the seed gave it.
    """

    QUESTIONS = ("contact_in_time", "notes_sufficient", "legal_basis_stated", "decision_reasoned", "guidance_given")

    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="reviews")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("number"))
    lot = models.CharField(_("lot"), max_length=32)
    contact_in_time = models.CharField(
        _("Was contact sought in time?"), max_length=12, choices=ReviewAnswer, blank=True
    )
    notes_sufficient = models.CharField(
        _("Do the notes show what was done and why?"), max_length=12, choices=ReviewAnswer, blank=True
    )
    legal_basis_stated = models.CharField(
        _("Is the legal basis of the help stated?"), max_length=12, choices=ReviewAnswer, blank=True
    )
    decision_reasoned = models.CharField(
        _("Is the decision reasoned?"), max_length=12, choices=ReviewAnswer, blank=True
    )
    guidance_given = models.CharField(
        _("Was the household told of advice and of its rights?"), max_length=12, choices=ReviewAnswer, blank=True
    )
    comment = models.TextField(_("Comment to the caseworker"), blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = QualityReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "case"], name="casework_review_case_once"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="casework_review_reviewed_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["caseworker", "-reviewed_at"],
                name="casework_review_caseworker",
                condition=Q(reviewed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}/{self.position}"
