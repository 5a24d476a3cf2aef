"""Sending or recording the notice that an arrears case has been filed with the bailiff court."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper
from accounts.scope import Scope
from housing.enums import NoticeKind
from housing.models import HousingAssociation, Lease, Notice, Tenancy

from ..enums import Cause
from ..queries.association_notices import RECEIVED, TAKEN_UP, lease_on, tenancy_in_notice
from .fields import CaseForm, day_field, not_later
from .money import KronerField


class NoticeSearchForm(forms.Form):
    """What to see of the list of notices."""

    q = forms.CharField(
        label=gettext_lazy("Name, address, tenancy or court number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            (RECEIVED, gettext_lazy("Received")),
            (TAKEN_UP, gettext_lazy("Taken up")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


class NoticeForm(CaseForm):
    """What every notice says: when it was filed, where, how much."""

    filed_on = day_field(gettext_lazy("Filed with the bailiff court on"))
    amount = KronerField(label=gettext_lazy("Amount owed, kr."), required=False)
    court = forms.CharField(label=gettext_lazy("Bailiff court"), max_length=100, required=False)
    court_case_number = forms.CharField(label=gettext_lazy("The court's case number"), max_length=40, required=False)

    #: The same notice, where it turned out to be recorded already.
    known: Notice | None = None

    def clean_filed_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["filed_on"], self.today)


class AssociationNoticeForm(NoticeForm):
    """The association's own § 92(2) notice about one of its tenancies."""

    tenancy = forms.ModelChoiceField(Tenancy.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, tenancies: QuerySet[Tenancy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tenancy"].queryset = tenancies  # type: ignore[attr-defined]  # it is a model choice

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        tenancy, filed_on = cleaned.get("tenancy"), cleaned.get("filed_on")
        if tenancy and filed_on:
            cleaned["lease"] = _lease(self, tenancy, filed_on)
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {
            **_of_notice(self.cleaned_data),
            "kind": NoticeKind.SECTION_92_2,
            "received_on": self.today,
        }


class MunicipalNoticeForm(NoticeForm):
    """A notice that reached the municipality on paper, from the court or from an association."""

    kind = forms.ChoiceField(
        label=gettext_lazy("From whom"), choices=NoticeKind, widget=forms.RadioSelect, initial=NoticeKind.COURT
    )
    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=gettext_lazy("Choose")
    )
    number = forms.CharField(
        label=gettext_lazy("Tenancy number"),
        max_length=40,
        help_text=gettext_lazy("Exactly as it stands in the notice. Only the tenancy of the notice is looked up."),
    )
    received_on = day_field(gettext_lazy("Received on"))

    cause = forms.ChoiceField(label=gettext_lazy("Cause"), choices=Cause, initial=Cause.ARREARS, required=False)

    field_order = [
        "kind",
        "cause",
        "association",
        "number",
        "received_on",
        "filed_on",
        "amount",
        "court",
        "court_case_number",
    ]

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.fields["association"].queryset = (  # type: ignore[attr-defined]  # it is a model choice
            HousingAssociation.objects.visible_to(scope).order_by("name", "pk")
        )

    def clean_received_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["received_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == NoticeKind.SECTION_92_2 and cleaned.get("cause") not in (None, "", Cause.ARREARS):
            self.add_error("cause", _("A notice under § 92(2) is about arrears."))
        association, number, filed_on = (cleaned.get(name) for name in ("association", "number", "filed_on"))
        if association and number:
            tenancy = tenancy_in_notice(self.scope, association, number)
            if tenancy is None:
                self.add_error(
                    "number",
                    _("%(association)s has no tenancy with that number in the municipality. Check it letter by letter.")
                    % {"association": association.name},
                )
            elif filed_on:
                cleaned["lease"] = _lease(self, tenancy, filed_on)
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {
            **_of_notice(self.cleaned_data),
            "kind": NoticeKind(self.cleaned_data["kind"]),
            "cause": self.cleaned_data["cause"] or Cause.ARREARS,
            "received_on": self.cleaned_data["received_on"],
        }


class TenancySearchForm(forms.Form):
    """Which of the association's tenancies a notice is about."""

    q = forms.CharField(
        label=gettext_lazy("Tenancy number, address or name"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


def _of_notice(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: cleaned[name] for name in ("lease", "filed_on", "amount", "court", "court_case_number")}


def _lease(form: forms.Form, tenancy: Tenancy, filed_on: dt.date) -> Lease | None:
    lease = lease_on(tenancy, filed_on)
    if lease is None:
        form.add_error("filed_on", _("Nobody is known to have rented the tenancy on that day."))
    return lease
