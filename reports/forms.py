"""Which year, and of which association, a report is asked for; why an edition is made or rejected; remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import page_helper
from housing.models import HousingAssociation
from housing.models.associations import AssociationQuerySet

from .official import FIRST_YEAR


class ReportForm(forms.Form):
    """The year, until this one, and one of the associations a person may choose."""

    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.HiddenInput)
    association = forms.ModelChoiceField[HousingAssociation](
        queryset=HousingAssociation.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Housing association"),
        empty_label=_("All associations"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Choose one of the associations in the list.")},
    )

    without_campaigns = forms.BooleanField(label=_("Leave out the cases of campaigns"), required=False)

    def __init__(self, *args: Any, this_year: int, associations: AssociationQuerySet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        if associations is None:
            del self.fields["association"]
        else:
            self.fields["association"].queryset = associations.order_by("name", "pk")  # type: ignore[attr-defined]  # a choice of rows

    def clean_year(self) -> int:
        """The year asked for, this one when none was."""
        year: int | None = self.cleaned_data["year"]
        if year is None:
            return self.this_year
        if not FIRST_YEAR <= year <= self.this_year:
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
