"""The files of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums import LetterCode
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope

#: The letters that nobody reads who is only asked in on a case.
FOR_CASEWORKERS = (LetterCode.DECISION, LetterCode.GUARANTEE)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, scope: Scope) -> DocumentQuerySet:
        """With their case; letters of decisions and guarantees to those who do casework."""
        seen = self.filter(case__in=Case.objects.visible_to(scope))
        return seen if scope.does_casework else seen.exclude(letter__template__code__in=FOR_CASEWORKERS)

    def standing(self) -> DocumentQuerySet:
        """Those nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Document(models.Model):
    """A file on a case (dokument), kept as it came. Never changed; one attached by mistake is withdrawn and kept."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    title = models.CharField(_("what it is"), max_length=150)
    file_name = models.CharField(_("file name"), max_length=150)
    file = models.FileField(_("file"), upload_to="documents/%Y/%m/", max_length=255)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    recorded_at = models.DateTimeField(_("attached"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""),
                name="casework_document_withdrawn_whole",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="casework_document_case")]

    def __str__(self) -> str:
        return self.title
