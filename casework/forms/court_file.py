"""Sending the court's file, and saying which tenancy a parked line is about."""

from __future__ import annotations

import datetime as dt
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.scope import Scope
from housing.models import HousingAssociation

from ..models import CourtFileLine
from ..queries.association_notices import lease_on, tenancy_in_notice
from .fields import CaseForm, day_field, not_later


class CourtFileForm(CaseForm):
    """A file and the day it came."""

    file = forms.FileField(
        label=gettext_lazy("The court's file"),
        help_text=gettext_lazy("CSV or XLSX, 5 MB at most. The headings may be the court's own words."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    received_on = day_field(gettext_lazy("Received on"))

    def clean_received_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["received_on"], self.today)

    def facts(self) -> dict[str, Any]:
        sent: UploadedFile = self.cleaned_data["file"]
        return {
            "stream": cast(BinaryIO, sent.file),
            "file_name": sent.name or "",
            "size": sent.size,
            "received_on": self.cleaned_data["received_on"],
        }


class CourtLineForm(CaseForm):
    """Which tenancy a line is about, by its exact number."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=gettext_lazy("Choose")
    )
    number = forms.CharField(
        label=gettext_lazy("Tenancy number"),
        max_length=40,
        help_text=gettext_lazy("Exactly as it stands in the notice. Only the tenancy of the notice is looked up."),
    )

    def __init__(self, *args: Any, scope: Scope, line: CourtFileLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scope, self._line = scope, line
        self.fields["association"].queryset = (  # type: ignore[attr-defined]  # it is a model choice
            HousingAssociation.objects.visible_to(scope).order_by("name", "pk")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        association, number = cleaned.get("association"), cleaned.get("number")
        if not association or not number:
            return cleaned
        tenancy = tenancy_in_notice(self._scope, association, number)
        cleaned["lease"] = lease_on(tenancy, self._line.filed_on) if tenancy else None
        if tenancy is None:
            self.add_error(
                "number",
                _("%(association)s has no tenancy with that number in the municipality. Check it letter by letter.")
                % {"association": association.name},
            )
        elif cleaned["lease"] is None:
            self.add_error("number", _("Nobody is known to have rented the tenancy on that day."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {"lease": self.cleaned_data["lease"]}
