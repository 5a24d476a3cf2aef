"""What is known of a home let on unlawfully, or of a breach of the house rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Municipality, User

from ..enums import StepSource
from ..enums_association import FactKind, MediationOutcome
from .cases import Case
from .courses import LegalCourse

if TYPE_CHECKING:
    from accounts.scope import Scope


class CourseFactQuerySet(models.QuerySet["CourseFact"]):
    def visible_to(self, scope: Scope) -> CourseFactQuerySet:
        """With their case."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def standing(self) -> CourseFactQuerySet:
        """Those that count: not corrected, and not taken back."""
        return self.filter(corrected_by__isnull=True, is_void=False)


class CourseFact(models.Model):
    """One fact of a course for subletting or house rules, with its source. Never changed, only corrected.

    `place` is where an advert stood or a home was seen; `parties` who lives there, who complained or who met.
    One that corrects another and `is_void` takes it back altogether.
    """

    course = models.ForeignKey(LegalCourse, models.PROTECT, related_name="facts")
    case = models.ForeignKey(Case, models.PROTECT, related_name="course_facts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=20, choices=FactKind)
    occurred_on = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=20, choices=StepSource)
    place = models.CharField(_("where"), max_length=200, blank=True)
    parties = models.CharField(_("who"), max_length=300, blank=True)
    text = models.CharField(_("in words"), max_length=1000, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=20, choices=MediationOutcome, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    is_void = models.BooleanField(pgettext_lazy("legal step", "taken back"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CourseFactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="advert") | Q(place__gt=""),
                name="casework_fact_advert_place",
                violation_error_message=_("Say where the advert was found."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["occupants", "mediation"]) | Q(parties__gt=""),
                name="casework_fact_parties",
                violation_error_message=_("Say who."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["complaint", "inspection"]) | Q(text__gt=""),
                name="casework_fact_text",
                violation_error_message=_("Say in words what it was about."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(kind="mediation"),
                name="casework_fact_outcome",
                violation_error_message=_("Only a mediation has an outcome."),
            ),
            models.CheckConstraint(
                condition=Q(is_void=False) | Q(corrects__isnull=False), name="casework_fact_void_corrects"
            ),
        ]
        indexes = [models.Index(fields=["case", "occurred_on", "id"], name="casework_fact_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"
