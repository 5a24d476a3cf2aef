"""Making a payment guarantee and noting what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording
from housing import codes

from ..actions.guarantees import DAY_OF
from ..enums_decisions import GuaranteeState, SentBy
from ..models import Budget, Decision, Intervention, PaymentGuarantee
from .decisions import BudgetField, decision_label
from .fields import VersionedForm, day_field, not_later, note_field
from .money import KronerField


class DecisionField(forms.ModelChoiceField[Decision]):
    """One of a case's decisions."""

    def label_from_instance(self, obj: Decision) -> str:
        return decision_label(obj)


class InterventionField(forms.ModelChoiceField[Intervention]):
    """One of a case's interventions, by its name and first day."""

    def label_from_instance(self, obj: Intervention) -> str:
        return f"{codes.name_of('intervention', obj.kind)}, {wording.day(obj.starts_on)}"


class GuaranteeForm(VersionedForm):
    """How much, for what, until when, on which conditions, and what the promise rests on."""

    amount = KronerField(label=gettext_lazy("Amount, kr."))
    valid_until = day_field(gettext_lazy("Valid until"), help_text=gettext_lazy("The last day it holds."))
    covers = forms.CharField(
        label=gettext_lazy("What it covers"),
        max_length=300,
        help_text=gettext_lazy("Which arrears, in the association's words. It stands in the letter."),
    )
    rent_from = day_field(gettext_lazy("Rent from"), required=False)
    rent_until = day_field(gettext_lazy("Rent until"), required=False)
    conditions = note_field(
        gettext_lazy("Conditions"),
        required=False,
        help_text=gettext_lazy("For instance that the eviction is held and the case withdrawn once we have paid."),
    )
    decision = DecisionField(
        Decision.objects.none(),
        label=gettext_lazy("Rests on the decision"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    intervention = InterventionField(
        Intervention.objects.none(),
        label=gettext_lazy("Rests on the intervention"),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    budget = BudgetField(
        Budget.objects.none(),
        label=gettext_lazy("Rests on the budget"),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(
        self,
        *args: Any,
        decisions: QuerySet[Decision],
        interventions: QuerySet[Intervention],
        budgets: QuerySet[Budget],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = budgets  # type: ignore[attr-defined]  # it is a model choice
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]  # it is a model choice
        self.fields["intervention"].queryset = interventions  # type: ignore[attr-defined]  # it is a model choice
        self.helper.layout = Layout(
            Div("amount", "valid_until", css_class="log-grid"),
            "covers",
            Div("rent_from", "rent_until", css_class="log-grid"),
            "conditions",
            Div("decision", "intervention", "budget", css_class="log-grid"),
            "version",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("decision") and not cleaned.get("intervention"):
            self.add_error("decision", _("Choose the decision or the intervention the guarantee rests on."))
        return cleaned


def stored_guarantee(guarantee: PaymentGuarantee) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    return {
        "amount": guarantee.amount,
        "valid_until": guarantee.valid_until,
        "covers": guarantee.covers,
        "rent_from": guarantee.rent_from,
        "rent_until": guarantee.rent_until,
        "conditions": guarantee.conditions,
        "decision": guarantee.decision_id,
        "intervention": guarantee.intervention_id,
        "budget": guarantee.budget_id,
        "version": guarantee.version,
    }


class GuaranteeStepForm(VersionedForm):
    """The day of a step of a guarantee."""

    on = day_field(gettext_lazy("On"))
    field_order = ["on"]

    def clean_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["on"], self.today)


class GuaranteeSentForm(GuaranteeStepForm):
    """How it went to the association."""

    sent_by = forms.ChoiceField(label=gettext_lazy("Sent by"), choices=SentBy, initial=SentBy.EMAIL)


class GuaranteePaidForm(GuaranteeStepForm):
    """What was paid on it."""

    amount = KronerField(label=gettext_lazy("Amount paid, kr."))


class GuaranteeWithdrawnForm(GuaranteeStepForm):
    """Why it is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


#: The form of each step.
STEP_FORMS: dict[GuaranteeState, type[GuaranteeStepForm]] = {
    GuaranteeState.SENT: GuaranteeSentForm,
    GuaranteeState.ACCEPTED: GuaranteeStepForm,
    GuaranteeState.REJECTED: GuaranteeStepForm,
    GuaranteeState.PAID: GuaranteePaidForm,
    GuaranteeState.WITHDRAWN: GuaranteeWithdrawnForm,
}


def stored_step(guarantee: PaymentGuarantee, step: GuaranteeState) -> dict[str, Any]:
    """What is noted of a step, by the form's fields."""
    return {
        "on": getattr(guarantee, DAY_OF[step]),
        "sent_by": guarantee.sent_by,
        "amount": guarantee.paid_amount,
        "reason": guarantee.withdrawn_reason,
        "version": guarantee.version,
    }
