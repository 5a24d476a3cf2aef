"""Decisions under retssikkerhedsloven § 5 a: the draft that is worked on, what was decided, and when it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums_decisions import DecisionOutcome, PartyHearing, SentBy
from .budgets import Budget
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope

M = TypeVar("M", bound=models.Model)


class DecidedQuerySet(models.QuerySet[M]):
    """What is decided and promised on cases."""

    def visible_to(self, scope: Scope) -> Self:
        """With its case, to those who do casework; who is only asked in on a case does not read it."""
        if not scope.does_casework:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(scope))


class DecisionText(models.Model):
    """What a decision says: how the party was heard, the outcome with its basis, the reasons, how to complain."""

    hearing = models.CharField(_("hearing of the party"), max_length=20, choices=PartyHearing, blank=True)
    hearing_reason = models.CharField(_("why no hearing"), max_length=500, blank=True)
    hearing_sent_on = models.DateField(_("hearing sent on"), null=True, blank=True)
    hearing_answer_by = models.DateField(_("answer by"), null=True, blank=True)
    hearing_answered_on = models.DateField(_("answer received on"), null=True, blank=True)
    hearing_answer = models.TextField(_("what the party said"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=DecisionOutcome, blank=True)
    bases = ArrayField(models.CharField(max_length=40), verbose_name=_("legal basis"), default=list, blank=True)
    facts_weighed = models.TextField(_("facts weighed"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    budget = models.ForeignKey(
        Budget, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rests on the budget")
    )
    complaint_to = models.CharField(_("complaints go to"), max_length=200, blank=True)
    complaint_weeks = models.PositiveSmallIntegerField(_("weeks to complain"), null=True, blank=True)

    class Meta:
        abstract = True

    def text(self) -> dict[str, object]:
        """What it says, by field."""
        return {field.name: getattr(self, field.name) for field in DecisionText._meta.fields}


class DecisionDraft(DecisionText):
    """A decision that is being written; a case has one at most, and it goes once the decision is made."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="decision_draft")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    replaces = models.ForeignKey(
        "Decision", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("replaces")
    )
    started_at = models.DateTimeField(_("begun"))
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = DecidedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft of {self.case_id}"


class DecisionQuerySet(DecidedQuerySet["Decision"]):
    def standing(self) -> DecisionQuerySet:
        """Those that no later decision replaced."""
        return self.filter(replaced_by__isnull=True)


class Decision(DecisionText):
    """What was decided (afgørelse). Never changed: a new decision replaces it and says so."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True, verbose_name=_("replaces")
    )
    recorded_at = models.DateTimeField(_("recorded"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hearing=PartyHearing.NOT_NEEDED, hearing_reason__gt="")
                | Q(hearing=PartyHearing.NEEDED, hearing_sent_on__isnull=False, hearing_answer_by__isnull=False),
                name="casework_decision_heard",
                violation_error_message=_("Say how the party was heard, or why no hearing was needed."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__gt="", bases__len__gt=0, facts_weighed__gt="", reasons__gt=""),
                name="casework_decision_reasoned",
                violation_error_message=_("A decision has its outcome, its legal basis, its facts and its reasons."),
            ),
            models.CheckConstraint(
                condition=Q(complaint_to__gt="", complaint_weeks__gt=0),
                name="casework_decision_guided",
                violation_error_message=_("A decision says where and within how long one can complain."),
            ),
        ]
        indexes = [models.Index(fields=["case", "decided_on", "id"], name="casework_decision_case")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.decided_on}"


class DecisionSending(models.Model):
    """How a decision went out to the party, and the day on which it was made known to them."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="sending")
    case = models.ForeignKey(Case, models.PROTECT, related_name="decision_sendings")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    sent_on = models.DateField(_("sent on"))
    sent_by = models.CharField(_("sent by"), max_length=20, choices=SentBy)
    known_on = models.DateField(_("made known on"))
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = DecidedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(known_on__gte=F("sent_on")),
                name="casework_decision_known_after_sent",
                violation_error_message=_("A decision cannot be known before it was sent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.sent_on}"
