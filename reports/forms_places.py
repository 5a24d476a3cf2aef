"""Which place in the municipality figures are asked for, and whether with the cases of campaigns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.scope import Scope
from casework.models import Programme
from housing.enums import District
from housing.models import Department, HousingAssociation

from .reach import Place

#: The fields that narrow figures to one place.
PLACES = ("association", "department", "district", "programme")


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class PlaceForm(forms.Form):
    """One place that a person may choose, an association before its department; the form has no place for others."""

    association = forms.ModelChoiceField[HousingAssociation](
        queryset=HousingAssociation.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Housing association"),
        empty_label=_("All associations"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the associations in the list.")},
    )
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
    without_campaigns = forms.BooleanField(
        label=_("Leave out the cases of campaigns"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, scope: Scope, may_narrow: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def clean(self) -> dict[str, Any]:
        """One place at most."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
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
    def narrowed(self) -> dict[str, str]:
        """What it is narrowed to, as a page's address carries it on."""
        given = self.cleaned_data
        place = given.get("department"), given.get("association"), given.get("programme")
        department, association, programme = place
        found = {
            "association": association and association.code,
            "department": department and department.pk,
            "district": given.get("district"),
            "programme": programme and programme.pk,
            "without_campaigns": "on" if given.get("without_campaigns") else "",
        }
        return {name: str(value) for name, value in found.items() if value}
