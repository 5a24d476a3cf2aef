"""Campaigns and programmes: what is written down of each, and the campaign a case came of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality, Organisation
from housing.models import Department, HousingAssociation

from ..enums_association import CampaignMethod
from ..models import Campaign, Programme
from .fields import CaseForm, VersionedForm, day_field


class CampaignField(forms.ModelChoiceField[Campaign]):
    """A campaign, named with its association."""

    def label_from_instance(self, campaign: Campaign) -> str:
        return f"{campaign.name} · {campaign.association.name}"


def campaign_field() -> CampaignField:
    """The campaign a case came of, if any."""
    return CampaignField(
        Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("The statistics can be read with and without the cases of campaigns."),
    )


class PeriodForm(CaseForm):
    """Something with a name that runs from a day until another, or goes on."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave empty while it goes on."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What was typed for a record that stands already."""
        return {**self.facts(), "version": self.cleaned_data["version"] or 0}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class DepartmentChoice(forms.ModelMultipleChoiceField[Department]):
    """Departments with their association."""

    def label_from_instance(self, obj: Department) -> str:
        return f"{obj.association.name}: {obj}"


class CampaignForm(PeriodForm):
    """A campaign of an association against unlawful subletting."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=None
    )
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=CampaignMethod)
    departments = DepartmentChoice(
        Department.objects.none(),
        label=gettext_lazy("Departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none when it covers all of the association's departments."),
    )
    field_order = ["association", "name", "method", "starts_on", "ends_on", "departments"]

    def __init__(
        self,
        *args: Any,
        associations: QuerySet[HousingAssociation],
        departments: QuerySet[Department],
        is_change: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = departments  # type: ignore[attr-defined]  # it is a model choice
        if is_change:
            del self.fields["association"]
        else:
            self.fields["association"].queryset = associations  # type: ignore[attr-defined]  # it is a model choice


class ProgrammeForm(PeriodForm):
    """A standing prevention programme."""

    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Run by"),
        required=False,
        empty_label=gettext_lazy("The municipality as a whole"),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=gettext_lazy("Municipality"), empty_label=None
    )
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["name", "purpose", "owner", "municipality", "starts_on", "ends_on"]

    def __init__(
        self,
        *args: Any,
        owners: QuerySet[Organisation],
        municipalities: QuerySet[Municipality],
        needs_owner: bool,
        is_change: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_change:
            del self.fields["owner"], self.fields["municipality"]
            return
        owner = self.fields["owner"]
        owner.queryset = owners  # type: ignore[attr-defined]  # it is a model choice
        owner.required = needs_owner
        if needs_owner:
            owner.empty_label = None  # type: ignore[attr-defined]  # it is a model choice
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]  # it is a model choice


class CaseCampaignForm(VersionedForm):
    """The campaign a case came of."""

    campaign = campaign_field()

    def __init__(self, *args: Any, campaigns: QuerySet[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]  # it is a model choice


def stored_campaign(campaign: Campaign) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    return {
        "name": campaign.name,
        "method": campaign.method,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "departments": list(campaign.departments.values_list("pk", flat=True)),
        "version": campaign.version,
    }


def stored_programme(programme: Programme) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    return {
        "name": programme.name,
        "purpose": programme.purpose,
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "version": programme.version,
    }
