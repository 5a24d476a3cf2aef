"""Drop-in hours: where, for whom, on which weekday or date, from when until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.scope import Scope
from housing.models import HousingAssociation

from ..models import DropInHours
from .fields import CaseForm, day_field


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), localize=False)


class DropInForm(CaseForm):
    """Hours of every week, or of one date."""

    place = forms.CharField(label=gettext_lazy("Place"), max_length=100)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Every week on"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    on = day_field(gettext_lazy("Or once on"), required=False)
    starts_at = _time_field(gettext_lazy("From"))
    ends_at = _time_field(gettext_lazy("Until"))
    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        days = [(number, str(name).capitalize()) for number, name in WEEKDAYS.items()]
        self.fields["weekday"].choices = [("", _("Not every week")), *days]  # type: ignore[attr-defined]  # a choice
        own = HousingAssociation.objects.filter(pk__in=scope.association_ids).order_by("name", "pk")
        self.fields["association"].queryset = own  # type: ignore[attr-defined]  # it is a model choice
        if len(scope.association_ids) == 1:
            self.fields["association"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"weekday", "on"} & self.errors.keys() and (cleaned["weekday"] is None) == (cleaned["on"] is None):
            self.add_error("weekday", _("Choose a weekday or a date, not both."))
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("They end before they begin."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def stored_drop_in(hours: DropInHours) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    names = ("place", "weekday", "on", "starts_at", "ends_at", "version")
    return {**{name: getattr(hours, name) for name in names}, "association": hours.association_id}
