"""The stay-put budget of a household (Bliv boende): what comes in, what goes out, and what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums_money import BudgetKind
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class BudgetQuerySet(models.QuerySet["Budget"]):
    def visible_to(self, scope: Scope) -> BudgetQuerySet:
        """With their case."""
        return self.filter(case__in=Case.objects.visible_to(scope))


class Budget(models.Model):
    """A household's month as it was told on a day; the sums and the advice are reckoned at reading.

    `expected_benefit` is the housing benefit a check may give per month, `cheaper_rent` the rent of a home the
    household could move to; both empty when nobody knows.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="budgets")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    made_on = models.DateField(_("made on"))
    adults = models.PositiveSmallIntegerField(_("adults"))
    children = models.PositiveSmallIntegerField(_("children under 18"), default=0)
    arrears = models.DecimalField(_("arrears"), max_digits=12, decimal_places=2)
    expected_benefit = models.DecimalField(
        _("housing benefit to be expected"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cheaper_rent = models.DecimalField(
        _("rent of a cheaper home"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(adults__gte=1),
                name="casework_budget_adults",
                violation_error_message=_("At least one adult lives there."),
            ),
            models.CheckConstraint(condition=Q(arrears__gte=0), name="casework_budget_arrears"),
        ]
        indexes = [models.Index(fields=["case", "-made_on", "-id"], name="casework_budget_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.made_on}"


class BudgetLine(models.Model):
    """One amount per month of a budget, coming in or going out by its kind."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("line"), max_length=20, choices=BudgetKind)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "kind"], name="casework_budget_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="casework_budget_line_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
