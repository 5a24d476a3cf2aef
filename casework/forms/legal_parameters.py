"""A new value of a legal parameter, as the administrator sets it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..legal_parameters import DecisionStart, Measure, Parameter
from .fields import CaseForm, day_field
from .money import KronerField
from .rules import not_earlier

FIRST_YEAR, YEARS_AHEAD = 2000, 2


class LegalParameterForm(CaseForm):
    """The value, from when it holds or for which year, and who says so."""

    def __init__(self, *args: Any, parameter: Parameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameter = parameter
        self.fields["value"] = _value_field(parameter)
        if parameter.is_yearly:
            self.fields["year"] = forms.IntegerField(
                label=gettext_lazy("Calendar year"),
                min_value=FIRST_YEAR,
                max_value=self.today.year + YEARS_AHEAD,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                help_text=gettext_lazy("A value the year already has is replaced."),
            )
        else:
            self.fields["starts_on"] = day_field(gettext_lazy("In force from"))
        self.fields["source"] = forms.CharField(
            label=gettext_lazy("Source"),
            max_length=300,
            help_text=gettext_lazy("The law, the order or who decided it and when, so that others can look it up."),
        )

    def clean_starts_on(self) -> dt.date:
        return not_earlier(self.cleaned_data["starts_on"], self.today)

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        starts_on = dt.date(given["year"], 1, 1) if self.parameter.is_yearly else given["starts_on"]
        return {
            "code": self.parameter.code,
            "value": str(given["value"]),
            "starts_on": starts_on,
            "source": given["source"],
        }


def _value_field(parameter: Parameter) -> forms.Field:
    label, help_text = str(parameter.label), str(parameter.description)
    if parameter.measure == Measure.NOTICE:
        return forms.ChoiceField(label=label, help_text=help_text, choices=DecisionStart, widget=forms.RadioSelect)
    if parameter.measure == Measure.KRONER:
        return KronerField(label=label, help_text=help_text, max_value=parameter.most)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=parameter.least,
        max_value=parameter.most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
