"""What officers and advisers ask of their list of arrears, and what officers say of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper
from housing.enums import Change, Step
from housing.models import Department, HousingAssociation

from ..queries.association import Filters
from .fields import VersionedForm

#: What can have become of an amount that is still owed.
CHANGES = (Change.NEW, Change.RISEN, Change.FALLEN, Change.UNCHANGED)


class OutreachForm(forms.Form):
    """What to see of the list; everything may be left open."""

    q = forms.CharField(
        label=gettext_lazy("Name, address or tenancy number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    association = forms.TypedChoiceField(
        label=gettext_lazy("Housing association"), required=False, coerce=int, empty_value=None
    )
    department = forms.TypedChoiceField(label=gettext_lazy("Department"), required=False, coerce=int, empty_value=None)
    step = forms.ChoiceField(
        label=gettext_lazy("Step"), required=False, choices=[("", gettext_lazy("All")), *Step.choices]
    )
    change = forms.ChoiceField(
        label=gettext_lazy("Since the list before"),
        required=False,
        choices=[("", gettext_lazy("All")), *((change.value, change.label) for change in CHANGES)],
    )

    def __init__(
        self, *args: Any, associations: Iterable[HousingAssociation], departments: Iterable[Department], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [(association.pk, association.name) for association in associations]
        self._offer("department", [("", _("All")), *((row.pk, str(row)) for row in departments)])
        if len(own) > 1:
            self._offer("association", [("", _("All")), *own])
        else:
            del self.fields["association"]
        self.helper = page_helper()

    def filters(self) -> Filters:
        """The filters as typed; an address bar that was tampered with filters nothing."""
        sought = self.cleaned_data if self.is_valid() else {}
        return Filters(
            association=sought.get("association"),
            department=sought.get("department"),
            step=sought.get("step", ""),
            change=sought.get("change", ""),
            search=sought.get("q", ""),
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a choice field


class WithdrawForm(VersionedForm):
    """Why a warning is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("For instance: booked on the wrong tenancy. Write nothing about the people."),
    )


class VanishedForm(forms.Form):
    """What happened to each tenancy that left the list; those left open are asked about again."""

    def __init__(self, *args: Any, rows: list[dict[str, Any]], answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["rest"] = forms.ChoiceField(
            label=_("For those I leave open"), required=False, choices=[("", _("Ask again later")), *answers]
        )
        for row in rows:
            self.fields[f"answer-{row['pk']}"] = forms.ChoiceField(
                label=row["number"], required=False, choices=answers, widget=forms.RadioSelect
            )
            self.fields[f"version-{row['pk']}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=row["version"]
            )

    def lines(self) -> list[tuple[dict[str, Any], forms.BoundField, forms.BoundField]]:
        """Each tenancy with its field of answers and its version."""
        return [(row, self[f"answer-{row['pk']}"], self[f"version-{row['pk']}"]) for row in self.rows]

    def answers(self) -> list[tuple[int, str, int]]:
        """Tenancy, answer and version of each one answered; one that was not on the form is left open."""
        rest = self.cleaned_data["rest"]
        given = (
            (row["pk"], self.cleaned_data[f"answer-{row['pk']}"] or rest, self.cleaned_data[f"version-{row['pk']}"])
            for row in self.rows
        )
        return [(pk, answer, version) for pk, answer, version in given if answer and version is not None]
