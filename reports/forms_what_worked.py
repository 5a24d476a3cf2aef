"""Of which cases what worked is asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from housing.models import HousingAssociation
from housing.models.associations import AssociationQuerySet

from .forms import association_field

#: So many years are looked at together where nobody chose: enough cases for narrow bands.
YEARS_TOGETHER = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Chosen:
    """The years in which the cases were opened, the association if one was chosen, and the help to compare by."""

    since: int
    until: int
    association: HousingAssociation | None = None
    help: str = ""


class WorkedForm(forms.Form):
    """The years in which the cases were opened, the association, and the help to compare by.

    Who may not read small counts chooses one year alone: from a span of years and the years in it, what is hidden of
    one could be worked out.
    """

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
    association = association_field()
    help = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        years: list[int],
        is_one_year: bool,
        this_year: int,
        associations: AssociationQuerySet | None,
    ) -> None:
        super().__init__({**_usual(asked, years, this_year, is_one_year=is_one_year), **asked})
        self.years, self.is_one_year = years, is_one_year
        if is_one_year:
            del self.fields["since"]
            self.fields["until"].label = _("Cases opened in")
        for name in {"since", "until"} & self.fields.keys():
            self.fields[name].choices = [(str(year), str(year)) for year in years or [this_year]]  # type: ignore[attr-defined]
        if associations is None:
            del self.fields["association"]
        else:
            self.fields["association"].queryset = associations.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", _("The first year is after the last."))
        return cleaned

    @property
    def chosen(self) -> Chosen:
        """What is asked for; raises KeyError where the form is not valid."""
        given = self.cleaned_data
        since = given["until"] if self.is_one_year else given["since"]
        return Chosen(since, given["until"], given.get("association"), given["help"])


def _usual(asked: Mapping[str, str], years: list[int], this_year: int, *, is_one_year: bool) -> dict[str, str]:
    """The years that nobody chose: the newest with those before it; of one year alone the last that is over."""
    over = [year for year in years if year < this_year]
    newest = max(over if is_one_year and over else years, default=this_year)
    until = next((year for year in years if asked.get("until") == str(year)), newest)
    first = max(min(years, default=until), until - YEARS_TOGETHER + 1)
    return {"since": str(min(first, until)), "until": str(until)}
