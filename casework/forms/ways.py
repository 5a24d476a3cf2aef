"""The ways to reach a household: a new number or address, what does not work, and what is not to be used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import ContactPointKind
from .fields import CaseForm, code_choices, day_field, not_later


class PointForm(CaseForm):
    """A number or an address at which the household can be reached."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ContactPointKind)
    value = forms.CharField(label=gettext_lazy("Number or address"), max_length=300)
    whose = forms.CharField(
        label=gettext_lazy("Whose"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For instance: the sister, work, where they stay for now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Div("kind", "value", css_class="log-grid"), "whose")


class PointChangeForm(CaseForm):
    """What is known of a number or an address; empty answers say that it may be used."""

    kind = forms.ChoiceField(choices=ContactPointKind, widget=forms.HiddenInput)
    value = forms.CharField(max_length=300, widget=forms.HiddenInput)
    whose = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    fails_since = day_field(gettext_lazy("Does not work since"), required=False)
    avoid_reason = forms.CharField(
        label=gettext_lazy("Do not use it, because"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The reason is read by every colleague before they try."),
    )

    def clean_fails_since(self) -> dt.date | None:
        return not_later(self.cleaned_data["fails_since"], self.today)


class AvoidModeForm(CaseForm):
    """A way in which the household is not to be contacted."""

    mode = forms.ChoiceField(label=gettext_lazy("Do not contact by"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = code_choices(  # type: ignore[attr-defined]  # it is a choice field
            "contact_mode", today=self.today, blank=_("Choose")
        )
