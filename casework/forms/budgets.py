"""The form of a stay-put budget."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums_money import COST_KINDS, INCOME_KINDS, BudgetKind
from ..models import Budget, Case
from .fields import CaseForm, day_field, not_later, note_field
from .money import KronerField


class BudgetForm(CaseForm):
    """A household's month, line by line; an empty line is nothing."""

    made_on = day_field(gettext_lazy("Made on"))
    adults = forms.IntegerField(label=gettext_lazy("Adults"), min_value=1, max_value=20)
    children = forms.IntegerField(label=gettext_lazy("Children under 18"), min_value=0, max_value=20)
    arrears = KronerField(label=gettext_lazy("Arrears, kr."))
    expected_benefit = KronerField(
        label=gettext_lazy("Housing benefit after a check, kr."),
        required=False,
        help_text=gettext_lazy("What they would get each month. Empty when nobody has reckoned it."),
    )
    cheaper_rent = KronerField(
        label=gettext_lazy("Rent of a cheaper home, kr."),
        required=False,
        help_text=gettext_lazy("Each month. Empty when there is none to look at."),
    )
    note = note_field(gettext_lazy("Note"), rows=2, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in BudgetKind:
            self.fields[kind.value] = KronerField(label=kind.label, required=False)
        self.helper.layout = Layout(
            Div("made_on", "adults", "children", "arrears", css_class="log-grid"),
            Div(
                Fieldset(_("Coming in each month, after tax, kr."), *(kind.value for kind in INCOME_KINDS)),
                Fieldset(_("Going out each month, kr."), *(kind.value for kind in COST_KINDS)),
                css_class="budget-lines",
            ),
            Fieldset(_("What may change"), Div("expected_benefit", "cheaper_rent", css_class="log-grid")),
            "note",
            "version",
        )

    def clean_made_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["made_on"], self.today)

    def facts(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        lines: dict[str, Decimal] = {kind.value: amount for kind in BudgetKind if (amount := told.pop(kind.value))}
        if told["version"] is None:
            del told["version"]
        return {**told, "lines": lines}


def stored_budget(budget: Budget) -> dict[str, Any]:
    """What stands in a budget, by the form's fields."""
    fields = ("made_on", "adults", "children", "arrears", "expected_benefit", "cheaper_rent", "note", "version")
    lines = {kind.value: None for kind in BudgetKind} | {line.kind: line.amount for line in budget.lines.all()}
    return {**{name: getattr(budget, name) for name in fields}, **lines}


def proposed_budget(case: Case, latest: Budget | None, *, today: dt.date) -> dict[str, Any]:
    """What a new budget begins with: the last one's lines, or what the case knows of the household."""
    known = {"made_on": today, "arrears": case.amount or Decimal(0)}
    if latest is not None:
        return {**stored_budget(latest), **known, "note": "", "version": None}
    return {
        **known,
        "adults": case.adults or 1,
        "children": case.children or 0,
        BudgetKind.RENT.value: case.monthly_rent,
    }
