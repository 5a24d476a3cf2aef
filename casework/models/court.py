"""The day in court: who attends, what is prepared, and what must be thought of when a household is put out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums import CheckAnswer, EvictionCheck
from .cases import Case
from .courses import LegalStep


class CourtAttendance(models.Model):
    """Who attends a hearing or an eviction, and what is prepared.

    Kept with the step that first named it: a corrected hour does not lose it.
    """

    step = models.OneToOneField(LegalStep, models.PROTECT, related_name="attendance")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    attends = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("who attends")
    )
    prepared = models.CharField(_("what is prepared"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.attends_id} at {self.step_id}"


class EvictionCheckMark(models.Model):
    """One point of an eviction's checklist that was settled, by whom and when; taking it back deletes the row."""

    step = models.ForeignKey(LegalStep, models.PROTECT, related_name="check_marks")
    case = models.ForeignKey(Case, models.PROTECT, related_name="check_marks")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    point = models.CharField(_("point"), max_length=20, choices=EvictionCheck)
    answer = models.CharField(_("answer"), max_length=15, choices=CheckAnswer)
    marked_at = models.DateTimeField(_("marked"))
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "point"], name="casework_check_mark_once")]

    def __str__(self) -> str:
        return f"{self.point} at {self.step_id}"
