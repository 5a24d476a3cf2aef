"""The joint review after an eviction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.eviction_reviews import MISSED_CHANCE, NONE_MISSED
from .fields import CaseForm, defined_choices, not_later, note_field


class ReviewForm(CaseForm):
    """Who looked back together, which chances were missed, what would have helped and what is done better."""

    held_on = forms.DateField(
        label=gettext_lazy("Held on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        localize=False,
    )
    participants = note_field(
        gettext_lazy("Who took part"), help_text=gettext_lazy("One a line: the name, a comma, the organisation.")
    )
    chances = forms.MultipleChoiceField(
        label=gettext_lazy("Missed chances"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They are counted in the yearly report; what you write below is not."),
    )
    would_have_helped = note_field(gettext_lazy("What would have helped"), required=False)
    improvements = note_field(gettext_lazy("What we do better from now on"), required=False)
    corrects = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = defined_choices(MISSED_CHANCE, today=self.today)
        self.fields["chances"].choices = offered  # type: ignore[attr-defined]  # it is a choice field

    def clean_held_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["held_on"], self.today)

    def clean_chances(self) -> list[str]:
        chances: list[str] = self.cleaned_data["chances"]
        if NONE_MISSED in chances and len(chances) > 1:
            raise forms.ValidationError(_("Either no chance was missed, or choose which were."))
        return chances

    def go_on_from(self, current: Any) -> None:
        """Somebody else wrote the review meanwhile: saving again corrects theirs."""
        self._retype("corrects", current.pk)
