"""What a sharing agreement covers, as the administrator records it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing.enums import SharedField, Step
from housing.models import HousingAssociation

from .fields import CaseForm, VersionedForm, day_field
from .rules import not_earlier


class AgreementForm(CaseForm):
    """Whose, from which step, which facts, on what basis, from when until when."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=gettext_lazy("Choose")
    )
    from_step = forms.ChoiceField(
        label=gettext_lazy("Shared from the step"),
        choices=Step,
        initial=Step.DEMANDED,
        help_text=gettext_lazy("Tenancies at this step or further are shared, the others are not."),
    )
    fields_shared = forms.MultipleChoiceField(
        label=gettext_lazy("What is shared"), choices=SharedField, widget=forms.CheckboxSelectMultiple
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=300,
        help_text=gettext_lazy("The provision and the agreement's date or file number."),
    )
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(
        gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave empty for an agreement without an end.")
    )

    def __init__(self, *args: Any, associations: QuerySet[HousingAssociation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]  # it is a model choice

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["fields"] = given.pop("fields_shared")
        return given


class AgreementEndForm(VersionedForm):
    """The last day of an agreement."""

    ends_on = day_field(gettext_lazy("Last day"))

    def clean_ends_on(self) -> dt.date:
        return not_earlier(self.cleaned_data["ends_on"], self.today)
