"""Which year a report is asked for; why an edition is made or rejected; remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import page_helper

from .forms_places import PlaceForm
from .official import FIRST_YEAR


def _number_box() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})


class ReportForm(PlaceForm):
    """The year or years, until this one, and one place that a person may choose."""

    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.HiddenInput)
    since = forms.IntegerField(label=_("From the year"), required=False, widget=_number_box())

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year

    def clean_year(self) -> int:
        """The year asked for, this one when none was."""
        return self._known("year") or self.this_year

    def clean_since(self) -> int | None:
        """The first of several years, None when one year is asked for."""
        return self._known("since")

    def clean(self) -> dict[str, Any]:
        """The years in their order, and one place at most."""
        cleaned = super().clean()
        since, year = cleaned.get("since"), cleaned.get("year")
        if since and year and since > year:
            self.add_error("since", _("The first year comes before the last."))
        return cleaned

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for, as a page's address carries it on."""
        years = {name: self.cleaned_data.get(name) for name in ("year", "since")}
        return {**{name: str(year) for name, year in years.items() if year}, **self.narrowed}

    def _known(self, name: str) -> int | None:
        year: int | None = self.cleaned_data[name]
        if year is not None and not FIRST_YEAR <= year <= self.this_year:
            raise forms.ValidationError(
                _("Choose a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": self.this_year}
            )
        return year


class TwoTonguesForm(forms.Form):
    """A text that is published, in both languages."""

    text_da = forms.CharField(label=_("In Danish"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


class RejectForm(forms.Form):
    """Why an edition is not published."""

    because = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever proposed it reads this."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()
