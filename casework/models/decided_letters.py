"""The letters that tell of a decision or a payment guarantee."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Municipality

from .cases import Case
from .decisions import DecidedQuerySet, Decision
from .guarantees import PaymentGuarantee
from .letters import Letter


class DecidedLetter(models.Model):
    """What a letter tells of: one decision or one guarantee. Never changed; a letter written anew is another one."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="tells_of")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="letters", null=True, blank=True)
    guarantee = models.ForeignKey(PaymentGuarantee, models.PROTECT, related_name="letters", null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")

    objects = DecidedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, guarantee__isnull=True)
                | Q(decision__isnull=True, guarantee__isnull=False),
                name="casework_decided_letter_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} of {self.decision_id or self.guarantee_id}"
