"""The deadlines of a case as its records set them, what people recorded about them, and the answers after closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..deadlines import FOLLOW_UP_MONTHS
from ..enums import Answer, DeadlineEnd, DeadlineStart, EntryKind
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, scope: Scope) -> DeadlineQuerySet:
        """Those of the cases one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def open(self) -> DeadlineQuerySet:
        return self.filter(ended_on__isnull=True)

    def by_day(self) -> DeadlineQuerySet:
        """What is due first comes first."""
        return self.order_by("due_on", "pk")


class Deadline(models.Model):
    """One deadline of a case (frist): by which rule, from which event, due when, and how it ended.

    Derived from the case's records; `casework.derived` alone writes it. `subject` tells several of one rule apart,
    `revision` counts how often its row was changed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", db_index=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    rule = models.CharField(_("rule"), max_length=40)
    subject = models.BigIntegerField(_("which of several"), default=0)
    started_by = models.CharField(_("counted from"), max_length=20, choices=DeadlineStart)
    started_on = models.DateField(_("from the day"))
    due_on = models.DateField(_("due"))
    takes_place_at = models.DateTimeField(_("takes place"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=20, choices=DeadlineEnd, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    changed_at = models.DateTimeField(_("changed"))

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "subject"], name="casework_deadline_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by="") | Q(ended_on__isnull=False, ended_by__gt=""),
                name="casework_deadline_ended_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "due_on", "id"],
                name="casework_deadline_open",
                condition=Q(ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"


class DeadlineEntryQuerySet(models.QuerySet["DeadlineEntry"]):
    def standing(self) -> DeadlineEntryQuerySet:
        """Those nobody took back, and no taking back itself."""
        return self.filter(undone_by__isnull=True, undoes__isnull=True)


class DeadlineEntry(models.Model):
    """What a person recorded about a deadline: done in another way on a day, or waived with a reason. Never changed.

    An entry that `undoes` another takes it back.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadline_entries")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    rule = models.CharField(_("rule"), max_length=40)
    subject = models.BigIntegerField(_("which of several"), default=0)
    kind = models.CharField(_("what"), max_length=10, choices=EntryKind)
    occurred_on = models.DateField(_("date"))
    channel = models.CharField(_("how"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, related_name="undone_by", null=True, blank=True, verbose_name=_("takes back")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DeadlineEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.WAIVED) | Q(reason__gt=""),
                name="casework_deadline_entry_waived_why",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.rule} {self.occurred_on}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def standing(self) -> FollowUpQuerySet:
        """The answers that nobody corrected; what statistics count."""
        return self.filter(corrected_by__isnull=True)


class FollowUp(models.Model):
    """How it goes some months after closing: still housed, new arrears. Never changed; a correction points back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    closed_on = models.DateField(_("closed on"))
    months = models.PositiveSmallIntegerField(_("months after"))
    asked_on = models.DateField(_("asked on"))
    year = models.PositiveSmallIntegerField(_("year"))
    is_housed = models.CharField(_("still lives there"), max_length=7, choices=Answer)
    has_new_arrears = models.CharField(_("new arrears"), max_length=7, choices=Answer)
    note = models.CharField(_("note"), max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "closed_on", "months"],
                condition=Q(corrects__isnull=True),
                name="casework_follow_up_once",
                violation_error_message=_("This follow-up has already been recorded."),
            ),
            models.CheckConstraint(condition=Q(months__in=FOLLOW_UP_MONTHS), name="casework_follow_up_months"),
        ]
        indexes = [models.Index(fields=["municipality", "year"], name="casework_follow_up_year")]

    def __str__(self) -> str:
        return f"{self.case_id} after {self.months} months"
