"""What an officer says when sending a list, confirming it, and settling what only a person can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from crispy_forms.layout import Field, Layout
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.forms import page_helper
from accounts.scope import Scope
from housing.deliveries.records import Arrival, layouts_for
from housing.importing.layouts import Layout as ListLayout
from housing.importing.unreadable import UnreadableFile
from housing.models import HousingAssociation

from .fields import day_field

COMPLETE, SUPPLEMENT = "complete", "supplement"


class DeliveryForm(forms.Form):
    """A list, whose it is, how it is laid out and which day it speaks of."""

    association = forms.TypedChoiceField(label=gettext_lazy("Housing association"), coerce=int)
    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("CSV or XLSX as your system exports it, 50 MB at most."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Layout"), help_text=gettext_lazy("Which system's columns the list has.")
    )
    as_of = day_field(gettext_lazy("The list's day"), help_text=gettext_lazy("The day on which the arrears stood so."))
    kind = forms.ChoiceField(
        label=gettext_lazy("Which tenancies stand on it"),
        choices=[
            (COMPLETE, pgettext_lazy("arrears list", "All in arrears")),
            (SUPPLEMENT, pgettext_lazy("arrears list", "Some more")),
        ],
        help_text=gettext_lazy(
            "When all stand on it, you are asked about those that have left it since the list before."
        ),
        widget=forms.RadioSelect,
        initial=COMPLETE,
    )

    def __init__(self, *args: Any, scope: Scope, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        own = HousingAssociation.objects.visible_to(scope).order_by("name", "pk")
        self._associations: Mapping[int, HousingAssociation] = {row.pk: row for row in own}
        self._layouts: Mapping[str, ListLayout] = layouts_for(scope.association_ids)
        self._offer("association", [(row.pk, row.name) for row in own])
        self._offer("layout", [(code, layout.name) for code, layout in self._layouts.items()])
        if len(self._associations) == 1:
            self.fields["association"].widget = forms.HiddenInput()
            self.fields["association"].initial = next(iter(self._associations))
        self.fields["as_of"].initial = today
        self.helper = page_helper()
        self.helper.layout = Layout(
            "association",
            Field("file", template="components/file_drop.html"),
            "layout",
            "as_of",
            Field("kind", template="components/toggles.html"),
        )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
            raise forms.ValidationError(UnreadableFile("too_large", str(limit)).message)
        return file

    def clean_as_of(self) -> dt.date:
        as_of: dt.date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return as_of

    @property
    def stream(self) -> BinaryIO:
        """The bytes of the list."""
        return cast(BinaryIO, self.cleaned_data["file"].file)

    def arrival(self) -> Arrival:
        """What was said about the list."""
        return Arrival(
            association=self._associations[self.cleaned_data["association"]],
            layout=self._layouts[self.cleaned_data["layout"]],
            as_of=self.cleaned_data["as_of"],
            is_complete=self.cleaned_data["kind"] == COMPLETE,
            file_name=self.cleaned_data["file"].name,
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a choice field


class ConfirmForm(forms.Form):
    """Whether the lines that cannot be received are to be left out."""

    skips_faulty = forms.BooleanField(required=False)


class NewLeaseForm(forms.Form):
    """The day from which the tenants on the list have the lease."""

    moved_in_on = day_field(gettext_lazy("Moved in on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()
