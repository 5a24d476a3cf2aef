"""What an association said about a tenancy's arrears between two lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ..enums import StatementKind
from .associations import HousingAssociation
from .tenancies import Lease, Tenancy

if TYPE_CHECKING:
    from accounts.scope import Scope


class ArrearsStatementQuerySet(models.QuerySet["ArrearsStatement"]):
    def visible_to(self, scope: Scope) -> ArrearsStatementQuerySet:
        """The association's own people; the municipality reads what concerns it on its case."""
        if not scope.is_in_association:
            return self.none()
        return self.filter(association_id__in=scope.association_ids)

    def standing(self) -> ArrearsStatementQuerySet:
        """Those nobody took back."""
        return self.filter(undone_at__isnull=True)


class ArrearsStatement(models.Model):
    """One thing said of a tenancy's arrears: paid, withdrawn, or why it left the list. Never changed, only taken back.

    `as_of` is the day of the list it speaks of; `answer` a code of the list `vanished_answer`.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="arrears_statements")
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="arrears_statements")
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=StatementKind)
    as_of = models.DateField(_("as of"))
    answer = models.CharField(_("what happened"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    said_on = models.DateField(_("date"))
    said_at = models.DateTimeField(_("recorded"))
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = ArrearsStatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="housing_statement_undone_pair",
            ),
            models.CheckConstraint(
                condition=~Q(kind="vanished") | Q(answer__gt=""),
                name="housing_statement_answer",
                violation_error_message=_("Say what happened."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="withdrawn") | Q(reason__gt=""),
                name="housing_statement_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]
        indexes = [models.Index(fields=["tenancy", "-id"], name="housing_statement_tenancy")]

    def __str__(self) -> str:
        return f"{self.tenancy_id} {self.kind} {self.said_on}"
