"""Two records of one person made one, so that it can be undone; and pairs said to be two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from .people import Person

if TYPE_CHECKING:
    from accounts.scope import Scope


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def visible_to(self, scope: Scope) -> PersonMergeQuerySet:
        """Those into a person one may see."""
        return self.filter(municipality_id=scope.municipality_id, kept__in=Person.objects.visible_to(scope))

    def standing(self) -> PersonMergeQuerySet:
        return self.filter(undone_at__isnull=True)


class PersonMerge(models.Model):
    """One record of a person became another: `gone` was held to be `kept`. Undone it stays as a record."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges_away")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="casework_merge_once",
                violation_error_message=_("This person was merged already."),
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="casework_merge_two"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="casework_merge_undone_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class PersonMergeRow(models.Model):
    """One row that a merge changed, whole, as it was before and after; without an after it was taken away."""

    merge = models.ForeignKey(PersonMerge, models.PROTECT, related_name="rows")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    table = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    after: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "table", "row_id"], name="casework_merge_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class DistinctPeople(models.Model):
    """Somebody looked at two records and says that they are two people; they are not asked about again."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="casework_distinct_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="casework_distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
