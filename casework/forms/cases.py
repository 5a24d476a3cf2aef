"""What is known of the household, why it came to this, and opening a case by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from housing.enums import ChildrenKnown
from housing.models import Department, HousingAssociation

from ..enums import Cause, OpenedBy
from ..models import Campaign
from .campaigns import campaign_field
from .fields import CaseForm, VersionedForm, code_choices, defined_choices, note_field, pairs

#: The grounds on which a person may open a case; lists and notices open theirs by themselves.
GROUNDS = [choice for choice in OpenedBy.choices if choice[0] not in {OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2}]


class HouseholdForm(VersionedForm):
    """Who lives there now."""

    household_type = forms.ChoiceField(label=gettext_lazy("Household"))
    adults = forms.IntegerField(label=gettext_lazy("Number of adults"), required=False, min_value=0, max_value=30)
    has_children = forms.ChoiceField(
        label=gettext_lazy("Children under 18"), choices=ChildrenKnown, widget=forms.RadioSelect
    )
    children = forms.IntegerField(label=gettext_lazy("Number of children"), required=False, min_value=0, max_value=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household_type"].choices = code_choices(  # type: ignore[attr-defined]  # a choice field
            "household_type", today=self.today, keep=self.initial.get("household_type", "")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("children") and cleaned.get("has_children") != ChildrenKnown.YES:
            self.add_error("has_children", _("You gave a number of children: answer yes, or remove the number."))
        return cleaned


class BackgroundForm(VersionedForm):
    """Why it came to this; several answers."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Why did it come to this?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = code_choices(  # type: ignore[attr-defined]  # it is a choice field
            "background", today=self.today
        )


class OpenCaseForm(CaseForm):
    """A case without a list or a notice: the tenancy by its exact number, the cause, and the legal basis."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=gettext_lazy("Choose")
    )
    tenancy_number = forms.CharField(
        label=gettext_lazy("Tenancy number"),
        max_length=40,
        help_text=gettext_lazy("The whole number, as it stands on the lease or on a letter from the association."),
    )
    cause = forms.ChoiceField(label=gettext_lazy("Cause"), choices=pairs(Cause.choices, blank=gettext_lazy("Choose")))
    opened_by = forms.ChoiceField(label=gettext_lazy("Legal basis"), choices=GROUNDS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Who turned to us, when, and what it is about."),
    )
    campaign = campaign_field()
    note = note_field(gettext_lazy("First note"), required=False)

    def __init__(
        self,
        *args: Any,
        associations: QuerySet[HousingAssociation],
        campaigns: QuerySet[Campaign],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]  # it is a model choice
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]  # it is a model choice
        names = dict(GROUNDS)
        defined = [choice for choice in defined_choices("legal_basis", today=self.today) if choice[0] in names]
        self.fields["opened_by"].choices = defined  # type: ignore[attr-defined]  # it is a choice field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        campaign, association = cleaned.get("campaign"), self._association(cleaned)
        if campaign and association and campaign.association_id != association:
            self.add_error("campaign", _("The campaign is another association's."))
        return cleaned

    def _association(self, cleaned: dict[str, Any]) -> int | None:
        """The association whose home it is."""
        return cleaned["association"].pk if cleaned.get("association") else None


class UnlistedHomeForm(OpenCaseForm):
    """A case for a home that no list has named yet: where it lies and who lives there."""

    department = forms.ModelChoiceField(
        Department.objects.none(), label=gettext_lazy("Department"), empty_label=gettext_lazy("Choose")
    )
    street = forms.CharField(label=gettext_lazy("Address"), max_length=200)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=4)
    city = forms.CharField(label=gettext_lazy("City"), max_length=60)
    residents = forms.CharField(
        label=gettext_lazy("Who lives there"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One name on each line. The association is not told."),
    )
    field_order = (
        "department", "tenancy_number", "street", "postcode", "city", "residents",
        "cause", "opened_by", "reason", "campaign", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, departments: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, associations=HousingAssociation.objects.none(), **kwargs)
        del self.fields["association"]
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]  # it is a model choice

    def _association(self, cleaned: dict[str, Any]) -> int | None:
        return cleaned["department"].association_id if cleaned.get("department") else None

    def clean_residents(self) -> list[str]:
        return [name.strip()[:200] for name in self.cleaned_data["residents"].splitlines() if name.strip()]


class ReasonForm(CaseForm):
    """Something that needs its reason written down."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class RestrictForm(VersionedForm):
    """Only named people may open the case from now on."""

    reason = forms.CharField(
        label=gettext_lazy("Why is the case restricted?"),
        max_length=300,
        help_text=gettext_lazy("For instance: protected address, criminal-offence data, the household of a colleague."),
    )


class AdmitForm(CaseForm):
    """Open the case to somebody, with the reason."""

    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who"), empty_label=gettext_lazy("Choose"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]  # it is a model choice
