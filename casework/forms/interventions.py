"""Noting what was done to avert the eviction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation

from ..enums import InterventionResult
from ..models import Intervention, Person, Programme
from .fields import CaseForm, code_choices, day_field, note_field
from .money import KronerField


class InterventionForm(CaseForm):
    """An intervention: its kind, with the legal basis in the code book, by whom, when, how much, what came of it."""

    kind = forms.ChoiceField(label=gettext_lazy("Intervention"))
    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=InterventionResult, initial=InterventionResult.ONGOING
    )
    amount = KronerField(label=gettext_lazy("Amount, kr."), required=False)
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"), required=False)
    responsible = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Responsible"), empty_label=None
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=gettext_lazy("Programme"), required=False, empty_label=gettext_lazy("None")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("For"), required=False, empty_label=gettext_lazy("The household")
    )
    note = note_field(gettext_lazy("Note"), required=False)

    def __init__(
        self,
        *args: Any,
        today: dt.date,
        responsible: QuerySet[Organisation],
        programmes: QuerySet[Programme],
        people: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        initial = {"starts_on": today, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, today=today, initial=initial, **kwargs)
        self.fields["kind"].choices = code_choices(  # type: ignore[attr-defined]  # it is a choice field
            "intervention", today=today, blank=_("Choose"), keep=initial.get("kind", "")
        )
        self.fields["responsible"].queryset = responsible  # type: ignore[attr-defined]  # it is a model choice
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # it is a model choice
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a model choice
        self.helper.layout = Layout(
            Div("kind", "result", "amount", "person", css_class="log-grid"),
            Div("starts_on", "ends_on", "responsible", "programme", css_class="log-grid"),
            "note",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class InterventionChangeForm(InterventionForm):
    """The same for an intervention that stands already, with the version it was opened at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append("version")


def stored(intervention: Intervention) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    return {
        "kind": intervention.kind,
        "result": intervention.result,
        "amount": intervention.amount,
        "starts_on": intervention.starts_on,
        "ends_on": intervention.ends_on,
        "responsible": intervention.responsible_id,
        "programme": intervention.programme_id,
        "person": intervention.person_id,
        "note": intervention.note,
        "version": intervention.version,
    }
