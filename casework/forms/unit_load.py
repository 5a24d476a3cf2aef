"""Who gets which of the cases nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from ..models import Case
from ..queries.colleagues import Colleague
from .fields import CaseForm


class DistributeForm(CaseForm):
    """One choice for each case; left empty the case stays where it is."""

    def __init__(
        self,
        *args: Any,
        cases: Iterable[Case],
        colleagues: Iterable[Colleague],
        suggested: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = list(cases)
        choices = [("", _("Nobody yet")), *((str(one.pk), one.label) for one in colleagues)]
        for case in self.cases:
            label = _("Who gets case %(number)s?") % {"number": case.number}
            widget = forms.Select(attrs={"class": "form-select", "aria-label": label})
            self.fields[f"to-{case.pk}"] = forms.ChoiceField(
                label=label, required=False, choices=choices, widget=widget, initial=suggested.get(case.pk, "")
            )

    def lines(self) -> list[tuple[Case, BoundField]]:
        """Each case with its choice."""
        return [(case, self[f"to-{case.pk}"]) for case in self.cases]

    def receivers(self) -> dict[int, int]:
        """Who was chosen, by case."""
        chosen = ((case.pk, self.cleaned_data[f"to-{case.pk}"]) for case in self.cases)
        return {case: int(person) for case, person in chosen if person}
