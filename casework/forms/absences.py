"""Who is away, from when until when, and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..queries.colleagues import Colleague
from .fields import CaseForm, day_field


class AbsenceForm(CaseForm):
    """An absence with its deputy; a caseworker records their own, the team leader anybody's."""

    user = forms.TypedChoiceField(label=gettext_lazy("Who is away"), coerce=int)
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("Deputy"),
        coerce=int,
        help_text=gettext_lazy("Sees your cases in a list of their own, and those overdue in their own list."),
    )
    starts_on = day_field(gettext_lazy("First day"))
    ends_on = day_field(
        gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave it empty when nobody knows yet.")
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((one.pk, one.label) for one in colleagues)]
        for name in ("user", "deputy"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are choice fields
        if own is not None:
            del self.fields["user"]
            self.fields["deputy"].choices = [one for one in choices if one[0] != own]  # type: ignore[attr-defined]
