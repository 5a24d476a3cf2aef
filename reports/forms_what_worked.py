"""Of which cases what worked is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.scope import Scope

from .forms_places import PlaceForm

#: So many years are looked at together where nobody chose: enough cases for narrow bands.
YEARS_TOGETHER = 3


class WorkedForm(PlaceForm):
    """The years in which the cases were opened, one place, with or without campaigns, and the help to compare by.

    Who may not read small counts chooses one year alone, and all of its cases: from a span of years and the years in
    it, or from the whole and a part, what is hidden of one could be worked out.
    """

    field_order = ("since", "until")

    since = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Cases opened from"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Choose one of the years in the list.")},
    )
    until = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=pgettext_lazy("years", "until"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Choose one of the years in the list.")},
    )
    help = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        years: list[int],
        is_one_year: bool,
        this_year: int,
        scope: Scope,
        may_narrow: bool,
    ) -> None:
        usual = _usual(asked, years, this_year, is_one_year=is_one_year)
        given = {name: value for name, value in asked.items() if value or name not in usual}
        super().__init__({**usual, **given}, scope=scope, may_narrow=may_narrow)
        self.years, self.is_one_year = years, is_one_year
        if is_one_year:
            del self.fields["since"]
            self.fields["until"].label = _("Cases opened in")
        for name in {"since", "until"} & self.fields.keys():
            self.fields[name].choices = [(str(year), str(year)) for year in years or [this_year]]  # type: ignore[attr-defined]
        if not may_narrow:
            del self.fields["without_campaigns"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", _("The first year is after the last."))
        return cleaned

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last of the years; raises KeyError where the form is not valid."""
        until = self.cleaned_data["until"]
        return (until if self.is_one_year else self.cleaned_data["since"]), until


def _usual(asked: Mapping[str, str], years: list[int], this_year: int, *, is_one_year: bool) -> dict[str, str]:
    """The years that nobody chose: the newest with those before it; of one year alone the last that is over."""
    over = [year for year in years if year < this_year]
    newest = max(over if is_one_year and over else years, default=this_year)
    until = next((year for year in years if asked.get("until") == str(year)), newest)
    first = max(min(years, default=until), until - YEARS_TOGETHER + 1)
    return {"since": str(min(first, until)), "until": str(until)}
