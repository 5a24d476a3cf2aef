"""Who saw, searched and exported what, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Look, Role, Subject

if TYPE_CHECKING:
    from ..scope import Scope


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def visible_to(self, scope: Scope) -> AccessLogQuerySet:
        """Everybody their own entries; the data-protection officer those of the own municipality."""
        own = Q(user_id=scope.user_id)
        if scope.role == Role.DATA_PROTECTION_OFFICER:
            return self.filter(own | Q(municipality_id=scope.municipality_id))
        return self.filter(own)


class AccessLog(models.Model):
    """One look; plain ids without foreign keys, so that it outlives what it speaks of. Never changed."""

    at = models.DateTimeField(_("when"))
    user_id = models.BigIntegerField()
    user_name = models.CharField(_("who"), max_length=150)
    organisation_id = models.BigIntegerField()
    municipality_id = models.BigIntegerField(null=True)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    look = models.CharField(_("what"), max_length=10, choices=Look)
    subject = models.CharField(_("of what"), max_length=60)
    subject_ids = models.JSONField(default=list)
    case_id = models.BigIntegerField(null=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    path = models.CharField(_("page"), max_length=100)
    status = models.PositiveSmallIntegerField(_("answer"))

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["municipality_id", "-at", "-id"], name="accounts_log_municipality"),
            models.Index(fields=["user_id", "-at", "-id"], name="accounts_log_user"),
            models.Index(fields=["case_id", "-at"], name="accounts_log_case", condition=Q(case_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} {self.look} {self.subject}"

    @property
    def subject_name(self) -> str:
        """What was looked at, in the reader's language."""
        return str(Subject(self.subject).label)
