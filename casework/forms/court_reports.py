"""What an association's officer tells of a tenancy in court."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing.models import Tenancy

from ..enums import Cause
from ..enums_association import ReportKind
from ..queries.association_notices import lease_on
from .fields import CaseForm, day_field, not_later

DATES = (ReportKind.HEARING_SET, ReportKind.EVICTION_SET)


class CourtReportForm(CaseForm):
    """A day the court has set, or what came of an eviction."""

    tenancy = forms.ModelChoiceField(Tenancy.objects.none(), widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=ReportKind, widget=forms.RadioSelect)
    cause = forms.ChoiceField(label=gettext_lazy("Cause"), choices=Cause, initial=Cause.ARREARS)
    occurred_on = day_field(
        gettext_lazy("Date"),
        help_text=gettext_lazy("The day of the eviction, or the day you were told."),
    )
    takes_place_on = day_field(
        gettext_lazy("Hearing or eviction on"), required=False, help_text=gettext_lazy("For a day the court has set.")
    )
    takes_place_time = forms.TimeField(
        label=gettext_lazy("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    court = forms.CharField(label=gettext_lazy("Bailiff court"), max_length=100, required=False)
    court_case_number = forms.CharField(label=gettext_lazy("The court's case number"), max_length=40, required=False)

    def __init__(self, *args: Any, tenancies: QuerySet[Tenancy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tenancy"].queryset = tenancies  # type: ignore[attr-defined]  # it is a model choice

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in DATES:
            for field in ("takes_place_on", "takes_place_time"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("Give the day and hour the court has set."))
        tenancy, day = cleaned.get("tenancy"), cleaned.get("occurred_on")
        if tenancy and day:
            cleaned["lease"] = lease_on(tenancy, day)
            if cleaned["lease"] is None:
                self.add_error("occurred_on", _("Nobody is known to have rented the tenancy on that day."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        day, time = given.pop("takes_place_on"), given.pop("takes_place_time")
        del given["tenancy"]
        is_date = given["kind"] in DATES
        given["takes_place_at"] = timezone.make_aware(dt.datetime.combine(day, time)) if is_date else None
        return given
