"""Noting a complaint and taking it further."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..actions.complaints import FIELDS
from ..enums_decisions import AppealResult, ComplaintState, Reassessment
from ..models import Complaint
from .fields import CaseForm, VersionedForm, day_field, not_later, note_field


class ComplaintForm(CaseForm):
    """When a complaint came, from whom, and what it says."""

    received_on = day_field(gettext_lazy("Received on"))
    received_from = forms.CharField(
        label=gettext_lazy("From"), max_length=200, help_text=gettext_lazy("The party, or who complains for them.")
    )
    text = note_field(gettext_lazy("What it says"), required=False)

    def clean_received_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["received_on"], self.today)


class ComplaintStepForm(VersionedForm):
    """The day of a step of a complaint."""

    on = day_field(gettext_lazy("On"))
    field_order = ["on"]

    def clean_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["on"], self.today)


class ReassessmentForm(ComplaintStepForm):
    """What the municipality found when it looked again."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=Reassessment, widget=forms.RadioSelect)
    reasons = note_field(
        gettext_lazy("Reasons of the reassessment"),
        required=False,
        help_text=gettext_lazy("They go to Ankestyrelsen with the complaint, unless the complainant is right in full."),
    )


class AppealForm(ComplaintStepForm):
    """What Ankestyrelsen answered."""

    result = forms.ChoiceField(label=gettext_lazy("Answer"), choices=AppealResult, widget=forms.RadioSelect)


#: The form of each step.
STEP_FORMS: dict[ComplaintState, type[ComplaintStepForm]] = {
    ComplaintState.REASSESSED: ReassessmentForm,
    ComplaintState.FORWARDED: ComplaintStepForm,
    ComplaintState.SETTLED: AppealForm,
    ComplaintState.WITHDRAWN: ComplaintStepForm,
}


def stored_step(complaint: Complaint, step: ComplaintState) -> dict[str, Any]:
    """What is noted of a step, by the form's fields."""
    day, result = FIELDS[step]
    return {
        "on": getattr(complaint, day),
        "result": getattr(complaint, result) if result else "",
        "reasons": complaint.reassessment_reasons,
        "version": complaint.version,
    }
