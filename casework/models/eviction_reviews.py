"""The short joint review after an eviction: which chances were missed, and what is done better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from .cases import Case
from .courses import Eviction

if TYPE_CHECKING:
    from accounts.scope import Scope


class EvictionReviewQuerySet(models.QuerySet["EvictionReview"]):
    def visible_to(self, scope: Scope) -> EvictionReviewQuerySet:
        """To those who do casework, with the cases they may open."""
        if not scope.does_casework:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(scope))

    def standing(self) -> EvictionReviewQuerySet:
        """Those nobody corrected; what statistics count."""
        return self.filter(corrected_by__isnull=True)


class EvictionReview(models.Model):
    """What those who had to do with an eviction found together. Never changed; a correction points back.

    `chances` are the coded missed chances; the code that says none was missed stands alone.
    """

    eviction = models.ForeignKey(Eviction, models.PROTECT, related_name="reviews")
    case = models.ForeignKey(Case, models.PROTECT, related_name="eviction_reviews")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField(_("held on"))
    participants = models.TextField(_("who took part"))
    chances = ArrayField(models.CharField(max_length=40), verbose_name=_("missed chances"))
    would_have_helped = models.TextField(_("what would have helped"), blank=True)
    improvements = models.TextField(_("what we do better"), blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EvictionReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["eviction"],
                condition=Q(corrects__isnull=True),
                name="casework_eviction_review_once",
                violation_error_message=_("This eviction has already been reviewed. Correct the review instead."),
            ),
            models.CheckConstraint(
                condition=Q(chances__len__gt=0, participants__gt=""),
                name="casework_eviction_review_says_something",
                violation_error_message=_("Say who took part and which chances were missed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.eviction_id} {self.held_on}"
