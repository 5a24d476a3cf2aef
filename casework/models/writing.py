"""What is written about a case besides its notes: the summary at its top, and what is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class CaseSummary(models.Model):
    """What a colleague must know first (resumé); each wording is a row, the highest version stands. Never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="summaries")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("summary"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="casework_summary_once")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, scope: Scope) -> DraftQuerySet:
        """One's own, on cases one may still open; nobody else's."""
        return self.filter(user_id=scope.user_id, case__in=Case.objects.visible_to(scope))


class Draft(models.Model):
    """What one person has begun to write in one form of a case (kladde); it goes when it is saved or thrown away."""

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    form = models.CharField(_("form"), max_length=40)
    fields: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("what was written"), default=dict)
    saved_at = models.DateTimeField(_("saved"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case", "form"], name="casework_draft_once")]

    def __str__(self) -> str:
        return f"{self.form} on {self.case_id}"
