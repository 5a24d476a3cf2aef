"""What is to be done to the cases one has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit

from ..queries.colleagues import Colleague
from .assignment import FollowUpForm
from .fields import CaseForm

PERSON, UNIT = "person", "unit"


class ReceiverForm(CaseForm):
    """Who gets the cases: a colleague, or a unit whose caseworkers take them."""

    to = forms.ChoiceField(label=gettext_lazy("Give the cases to"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed for a unit: whoever takes a case reads it first."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {f"{PERSON}-{one.pk}": one for one in colleagues}
        self.units = {f"{UNIT}-{one.pk}": one for one in units}
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # it is a choice field
            ("", _("Choose")),
            (_("Colleague"), [(key, one.label) for key, one in self.colleagues.items()]),
            (_("Those nobody has, of the unit"), [(key, one.name) for key, one in self.units.items()]),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to", "") in self.units and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Give the reason."))
        return cleaned

    @property
    def colleague(self) -> Colleague | None:
        return self.colleagues.get(self.cleaned_data["to"])

    @property
    def unit(self) -> Unit:
        return self.units[self.cleaned_data["to"]]


class FollowUpManyForm(FollowUpForm):
    """The day the chosen cases are shown again."""

    version = None  # type: ignore[assignment]  # each case has its own
