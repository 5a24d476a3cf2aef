"""The legal course of a case, step by step, and the eviction if it comes to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Municipality, User
from housing.enums import ChildrenKnown, District
from housing.models import Department, HousingAssociation, Tenancy

from ..enums import Cause, CourseResult, Ground, HearingResult, LegalStepKind, Stage, StepSource
from .cases import Case
from .documents import Document

if TYPE_CHECKING:
    from accounts.scope import Scope


class LegalCourse(models.Model):
    """One ground and round within a case (retsforløb): a new demand starts a new course.

    `stage`, `ended_on` and `result` are derived from the steps.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="courses")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    ground = models.PositiveSmallIntegerField(_("ground, § 90(1)"), choices=Ground, null=True, blank=True)
    started_on = models.DateField(_("started on"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.EARLY)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=20, choices=CourseResult, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, result="") | Q(ended_on__isnull=False, result__gt="", stage="ended"),
                name="casework_course_ended_whole",
                violation_error_message=_("An ended course has its day and its result."),
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="casework_course_case")]

    def __str__(self) -> str:
        return f"{self.cause} {self.stage}"


class LegalStep(models.Model):
    """One step of a course with its date and source. Never changed: a correction is a step that points back.

    `takes_place_at` is when a hearing or an eviction is to happen, `ends_on` the last day of a conditional tenancy or
    of a tenancy given notice. A demand may know the rent's due day, the day it reached the tenant, its amount and
    how much of that is not rent. A step that corrects another and `is_void` takes it back altogether.
    """

    course = models.ForeignKey(LegalCourse, models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("step"), max_length=30, choices=LegalStepKind)
    occurred_on = models.DateField(_("date"))
    takes_place_at = models.DateTimeField(_("takes place"), null=True, blank=True)
    court = models.CharField(_("court"), max_length=100, blank=True)
    court_case_number = models.CharField(_("the court's case number"), max_length=40, blank=True)
    hearing_result = models.CharField(_("result of the hearing"), max_length=20, choices=HearingResult, blank=True)
    result = models.CharField(_("result"), max_length=20, choices=CourseResult, blank=True)
    due_on = models.DateField(_("the rent was due on"), null=True, blank=True)
    arrived_on = models.DateField(_("reached the tenant on"), null=True, blank=True)
    amount = models.DecimalField(_("amount demanded"), max_digits=12, decimal_places=2, null=True, blank=True)
    other_amount = models.DecimalField(_("of which not rent"), max_digits=12, decimal_places=2, null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=StepSource)
    note = models.CharField(_("note"), max_length=500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="steps", null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    is_void = models.BooleanField(pgettext_lazy("legal step", "taken back"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(result="") | Q(kind="ended"), name="casework_step_result_when_ended"),
            models.CheckConstraint(
                condition=~Q(kind="ended") | Q(result__gt=""),
                name="casework_step_ended_has_result",
                violation_error_message=_("Say how the course ended."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["hearing_called", "eviction_scheduled"]) | Q(takes_place_at__isnull=False),
                name="casework_step_court_date",
                violation_error_message=_("Give the day and hour the court has set."),
            ),
            models.CheckConstraint(
                condition=Q(is_void=False) | Q(corrects__isnull=False), name="casework_step_void_corrects"
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("occurred_on")),
                name="casework_step_arrives_after_sent",
                violation_error_message=_("The demand cannot reach the tenant before it was sent."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("occurred_on")),
                name="casework_step_ends_after_begun",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(other_amount__isnull=True) | Q(other_amount__gte=0, other_amount__lte=F("amount")),
                name="casework_step_part_of_amount",
                violation_error_message=_("What is not rent is part of the amount demanded."),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "occurred_on", "id"], name="casework_step_case"),
            models.Index(
                fields=["municipality", "takes_place_at"],
                name="casework_step_court_day",
                condition=Q(takes_place_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"


class EvictionQuerySet(models.QuerySet["Eviction"]):
    def visible_to(self, scope: Scope) -> EvictionQuerySet:
        """With its case; one that has none to those who do casework in the municipality."""
        cases = Case.objects.visible_to(scope)
        if scope.does_casework:
            return self.filter(municipality_id=scope.municipality_id).filter(Q(case__isnull=True) | Q(case__in=cases))
        return self.filter(case__in=cases)


class Eviction(models.Model):
    """The bailiff put a household out (effektiv udsættelse); one per tenancy and day, counted by its day."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="evictions")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="evictions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="evictions", null=True, blank=True)
    course = models.ForeignKey(LegalCourse, models.PROTECT, related_name="evictions", null=True, blank=True)
    occurred_on = models.DateField(_("day of the eviction"))
    year = models.PositiveSmallIntegerField(_("year"))
    cause = models.CharField(_("principal ground"), max_length=20, choices=Cause)
    further_causes = ArrayField(
        models.CharField(max_length=20, choices=Cause), verbose_name=_("further grounds"), default=list, blank=True
    )
    district = models.CharField(_("district"), max_length=2, choices=District, blank=True)
    household_type = models.CharField(_("household"), max_length=40, default="unknown")
    has_children = models.CharField(_("children under 18"), max_length=7, choices=ChildrenKnown)
    children = models.PositiveSmallIntegerField(_("number of children"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(_("number of adults"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=StepSource)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EvictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenancy", "occurred_on"],
                name="casework_eviction_once_a_day",
                violation_error_message=_("An eviction from this tenancy on that day is already recorded."),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "year"], name="casework_eviction_year")]

    def __str__(self) -> str:
        return f"{self.tenancy_id} {self.occurred_on}"
