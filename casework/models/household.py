"""Who acts for the people of a case, what to mind at their door, and where a household moved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums import RepresentativeKind
from .cases import Case
from .people import Person

if TYPE_CHECKING:
    from accounts.scope import Scope


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def visible_to(self, scope: Scope) -> RepresentativeQuerySet:
        """Those recorded on a case one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def current(self, today: dt.date) -> RepresentativeQuerySet:
        return self.filter(Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


class Representative(models.Model):
    """Somebody who may act for a person (partsrepræsentant), as it was told on a case; `may` says in what."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="representatives")
    case = models.ForeignKey(Case, models.PROTECT, related_name="representatives")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=RepresentativeKind)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    may = models.CharField(_("may"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_representative_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"


class SafetyNoteQuerySet(models.QuerySet["SafetyNote"]):
    def visible_to(self, scope: Scope) -> SafetyNoteQuerySet:
        """Those of a case one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def newest(self) -> SafetyNoteQuerySet:
        """The last word on each case."""
        return self.order_by("case_id", "-version").distinct("case_id")


class SafetyNote(models.Model):
    """What to mind on a home visit; each says the last word until the next is written. Never changed.

    It is to be looked at again on `review_on`; `is_ended` takes the warning away, and `text` says why.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="safety_notes")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    text = models.CharField(_("what to mind"), max_length=500)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    is_ended = models.BooleanField(_("ended"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SafetyNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="casework_safety_note_in_turn"),
            models.CheckConstraint(
                condition=Q(is_ended=True, review_on__isnull=True) | Q(is_ended=False, review_on__isnull=False),
                name="casework_safety_note_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.version}"

    def is_due(self, today: dt.date) -> bool:
        """Whether somebody has to say if it still holds."""
        return self.review_on is not None and self.review_on < today


class CaseTransfer(models.Model):
    """The household moved to another municipality on a day; the case was closed by it. Never changed.

    Nothing of the case is opened to the other municipality. `informed_on` is the day it was told something, and
    `informed_basis` what allowed that.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    to_municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", null=True, blank=True)
    to_name = models.CharField(_("municipality"), max_length=100)
    moved_on = models.DateField(_("moved on"))
    informed_on = models.DateField(_("informed on"), null=True, blank=True)
    informed_basis = models.CharField(_("legal basis or consent"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True, informed_basis="")
                | Q(informed_on__isnull=False, informed_basis__gt=""),
                name="casework_transfer_informed_pair",
                violation_error_message=_(
                    "Say on what basis the other municipality was informed, or leave both fields empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.to_name}"
