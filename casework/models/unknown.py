"""What a caseworker has answered with "unknown to us", so that nobody asks again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums import StatisticsFact
from .cases import Case


class UnknownFact(models.Model):
    """A fact the yearly statistics ask for and that we do not know and cannot learn."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="unknown_facts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    fact = models.CharField(_("fact"), max_length=20, choices=StatisticsFact)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "fact"], name="casework_unknown_fact_once")]

    def __str__(self) -> str:
        return f"{self.fact} of {self.case_id}"
