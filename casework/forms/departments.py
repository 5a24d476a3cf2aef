"""What an association's officer says of its departments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality
from housing.enums import District
from housing.models import Department, HousingAssociation

from .fields import CaseForm

#: No estate has more homes than this.
MOST_DWELLINGS = 20_000
#: The municipality that is divided into districts.
COPENHAGEN = "101"


class DepartmentForm(CaseForm):
    """A department the association has: its number as it stands on the lists, its name and where it lies."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=None
    )
    code = forms.CharField(
        label=gettext_lazy("Department number"),
        max_length=20,
        help_text=gettext_lazy("Exactly as it stands on your arrears lists."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=gettext_lazy("Municipality"), empty_label=gettext_lazy("Choose")
    )
    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        choices=[("", gettext_lazy("Choose")), *District.choices],
        required=False,
        help_text=gettext_lazy("Only in Copenhagen."),
    )
    lbf_number = forms.CharField(label=gettext_lazy("LBF department number"), max_length=20, required=False)
    dwellings = forms.IntegerField(
        label=gettext_lazy("Dwellings on 1 January"),
        min_value=0,
        max_value=MOST_DWELLINGS,
        required=False,
        help_text=gettext_lazy("Of this year. Evictions are counted per 1,000 dwellings."),
    )

    def __init__(self, *args: Any, associations: QuerySet[HousingAssociation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]  # it is a model choice
        self.fields["municipality"].queryset = Municipality.objects.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        municipality = cleaned.get("municipality")
        is_copenhagen = municipality is not None and municipality.code == COPENHAGEN
        if is_copenhagen and not cleaned.get("district"):
            self.add_error("district", _("Choose the district the department lies in."))
        if municipality is not None and not is_copenhagen and cleaned.get("district"):
            self.add_error("district", _("Only Copenhagen has districts. Leave it empty."))
        return cleaned


class DwellingsForm(forms.Form):
    """How many dwellings each department had on 1 January of a year; an empty one stays as it is."""

    def __init__(self, *args: Any, departments: Iterable[Department], known: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for department in departments:
            was = known.get(department.pk)
            self.fields[f"dwellings-{department.pk}"] = forms.IntegerField(
                label=str(department), min_value=0, max_value=MOST_DWELLINGS, required=False, initial=was
            )
            self.fields[f"was-{department.pk}"] = forms.IntegerField(
                required=False, initial=was, widget=forms.HiddenInput
            )

    def changed(self) -> dict[int, tuple[int | None, int]]:
        """By department what stood there when the page was opened, and what was typed, where it is another number."""
        typed = {
            int(name.partition("-")[2]): (self.cleaned_data[name.replace("dwellings", "was")], number)
            for name, number in self.cleaned_data.items()
            if name.startswith("dwellings-") and number is not None
        }
        return {key: (was, number) for key, (was, number) in typed.items() if was != number}
