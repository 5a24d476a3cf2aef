"""The municipality's rules, as the administrator sets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from housing.enums import Step

from ..queries.rules import LeadDaysRow
from .fields import CaseForm, day_field

LEAST_DAYS, MOST_DAYS = -90, 90


def source_field(*, max_length: int = 300) -> forms.CharField:
    """Who decided a rule, and when."""
    return forms.CharField(
        label=gettext_lazy("Decided by"),
        max_length=max_length,
        help_text=gettext_lazy("Who decided it and when, so that others can look it up."),
    )


def not_earlier(day: dt.date, today: dt.date) -> dt.date:
    """The day, unless it has passed: what was done until now was done under the old rule."""
    if day < today:
        raise forms.ValidationError(_("Choose today or a later day."))
    return day


class OpeningRuleForm(CaseForm):
    """Which shared arrears open a case, where it lands, and from when."""

    min_step = forms.ChoiceField(
        label=gettext_lazy("Opens from the step"),
        choices=Step,
        help_text=gettext_lazy("Arrears at this step or further open a case, if they may be shared."),
    )
    min_months = forms.DecimalField(
        label=gettext_lazy("Months of rent owed, at least"),
        min_value=0,
        max_value=24,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("0 opens whatever the amount."),
    )
    reopen_days = forms.IntegerField(
        label=gettext_lazy("Days in which a closed case is reopened"),
        min_value=0,
        max_value=365,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    default_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit that receives new cases"), empty_label=None
    )
    starts_on = day_field(gettext_lazy("In force from"))
    source = source_field()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["default_unit"].queryset = units  # type: ignore[attr-defined]  # it is a model choice

    def clean_starts_on(self) -> dt.date:
        return not_earlier(self.cleaned_data["starts_on"], self.today)


class LeadDaysForm(CaseForm):
    """How many days before its due day each rule of urgency brings a case up."""

    as_seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[LeadDaysRow], **kwargs: Any) -> None:
        initial = {"as_seen": as_seen(rows), **{f"days-{row.code}": row.days for row in rows}}
        super().__init__(*args, initial=initial, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"days-{row.code}"] = forms.IntegerField(
                label=row.label,
                min_value=LEAST_DAYS,
                max_value=MOST_DAYS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control"}),
            )
        self.fields["source"] = source_field()

    def lines(self) -> list[tuple[LeadDaysRow, forms.BoundField]]:
        """Each rule with its field."""
        return [(row, self[f"days-{row.code}"]) for row in self.rows]

    def clean_as_seen(self) -> str:
        """Refuse the form when a colleague changed the days meanwhile; the fields keep what was typed."""
        seen: str = self.cleaned_data["as_seen"]
        if seen != as_seen(self.rows):
            raise forms.ValidationError(
                _("Somebody else changed the days while you were writing. What stands now is shown beside each field.")
            )
        return seen

    def facts(self) -> dict[str, Any]:
        return {
            "days": {row.code: self.cleaned_data[f"days-{row.code}"] for row in self.rows},
            "source": self.cleaned_data["source"],
        }


def as_seen(rows: Sequence[LeadDaysRow]) -> str:
    """The days as they stood when the form was opened."""
    return " ".join(f"{row.code}={row.days}" for row in rows)
