"""Deadlines: noting that one was met in another way, waiving one, and the questions after closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from ..enums import Answer
from .fields import CaseForm, code_choices, day_field, not_later


class DoneForm(CaseForm):
    """On which day and by which way it was done."""

    occurred_on = day_field(gettext_lazy("Done on"))
    channel = forms.ChoiceField(label=gettext_lazy("How"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["channel"].choices = code_choices("contact_mode", today=today)  # type: ignore[attr-defined]  # a choice field

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)


class WaiveForm(CaseForm):
    """Why the deadline does not apply here."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Colleagues and whoever is given access to the case read it."),
    )


class FollowUpAnswerForm(CaseForm):
    """How it goes some months after closing; `corrects` is the answer that stood when the form was opened."""

    asked_on = day_field(gettext_lazy("Asked on"))
    is_housed = forms.ChoiceField(
        label=gettext_lazy("Does the household still live there?"), choices=Answer, widget=forms.RadioSelect
    )
    has_new_arrears = forms.ChoiceField(
        label=gettext_lazy("Are there new arrears?"), choices=Answer, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    corrects = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def go_on_from(self, current: models.Model) -> None:
        """Keep what was typed; the next answer corrects the one that stands now."""
        self._retype("corrects", current.pk)

    def clean_asked_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["asked_on"], self.today)
