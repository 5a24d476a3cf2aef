"""Which year, and of which association, a report is asked for; why an edition is made or rejected; remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import page_helper
from accounts.scope import Scope
from casework.models import Programme
from housing.enums import District
from housing.models import Department, HousingAssociation

from .official import FIRST_YEAR
from .reach import Place

#: The fields that narrow a report to one place.
PLACES = ("association", "department", "district", "programme")


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _number_box() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})


def association_field() -> forms.ModelChoiceField[HousingAssociation]:
    """One of the associations a person may choose, by its code; the form says which."""
    return forms.ModelChoiceField(
        queryset=HousingAssociation.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Housing association"),
        empty_label=_("All associations"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the associations in the list.")},
    )


class ReportForm(forms.Form):
    """The year or years, until this one, and one place that a person may choose."""

    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.HiddenInput)
    since = forms.IntegerField(label=_("From the year"), required=False, widget=_number_box())
    association = association_field()
    department = forms.ModelChoiceField[Department](
        queryset=Department.objects.none(),
        required=False,
        label=_("Department"),
        empty_label=_("All departments"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the departments of the association.")},
    )
    district = forms.ChoiceField(
        choices=[("", _("All districts")), *District.choices],
        required=False,
        label=_("District"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the districts in the list.")},
    )
    programme = forms.ModelChoiceField[Programme](
        queryset=Programme.objects.none(),
        required=False,
        label=_("Programme"),
        empty_label=_("No programme"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the programmes in the list.")},
    )
    without_campaigns = forms.BooleanField(label=_("Leave out the cases of campaigns"), required=False)

    def __init__(self, *args: Any, this_year: int, scope: Scope, may_narrow: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        if not may_narrow:
            for name in PLACES:
                del self.fields[name]
            return
        associations = HousingAssociation.objects.visible_to(scope)
        self.fields["association"].queryset = associations.order_by("name", "pk")  # type: ignore[attr-defined]  # a choice of rows
        programmes = Programme.objects.visible_to(scope)
        self.fields["programme"].queryset = programmes.order_by("name", "pk")  # type: ignore[attr-defined]  # a choice of rows
        if chosen := self.data.get("association", "").replace("\0", ""):  # the database takes no NUL
            departments = Department.objects.visible_to(scope).filter(association__code=chosen)
            self.fields["department"].queryset = departments.order_by("code", "pk")  # type: ignore[attr-defined]  # a choice of rows
        else:
            del self.fields["department"]

    def clean_year(self) -> int:
        """The year asked for, this one when none was."""
        return self._known("year") or self.this_year

    def clean_since(self) -> int | None:
        """The first of several years, None when one year is asked for."""
        return self._known("since")

    def clean(self) -> dict[str, Any]:
        """The years in their order, and one place at most."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, year = cleaned.get("since"), cleaned.get("year")
        if since and year and since > year:
            self.add_error("since", _("The first year comes before the last."))
        if sum(bool(cleaned.get(name)) for name in ("association", "district", "programme")) > 1:
            self.add_error(None, _("Choose one of association, district and programme."))
        return cleaned

    @property
    def place(self) -> Place | None:
        """The place asked for; None for the whole."""
        given = self.cleaned_data
        if district := given.get("district"):
            return District(district)
        place: Place | None = given.get("department") or given.get("association") or given.get("programme")
        return place

    def places(self) -> list[forms.BoundField]:
        """The fields that narrow to one place, as far as there are any."""
        return [self[name] for name in PLACES if name in self.fields]

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for, as a page's address carries it on."""
        given = self.cleaned_data
        place = given.get("department"), given.get("association"), given.get("programme")
        department, association, programme = place
        found = {
            "year": given.get("year"),
            "since": given.get("since"),
            "association": association and association.code,
            "department": department and department.pk,
            "district": given.get("district"),
            "programme": programme and programme.pk,
            "without_campaigns": "on" if given.get("without_campaigns") else "",
        }
        return {name: str(value) for name, value in found.items() if value}

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
