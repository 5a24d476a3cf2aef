"""Which managers have been mailed the figures of which month."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class MonthlyFigures(models.Model):
    """That a manager was written the figures until the end of a month, in the role and organisation of a membership.

    `month` is the first day of the month they reach to the end of.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(_("month"))
    written_at = models.DateTimeField(_("when"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "month"], name="reports_monthly_figures_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.membership_id}"
