"""What the reader wants to see of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from housing.enums import District

from ..enums import Cause, Stage
from ..queries.worklist import OVERDUE, QUIET, SILENT, TODAY, Filters
from .fields import words_for

ANY = gettext_lazy("All")


class FilterForm(forms.Form):
    """The filters of the worklist, as they stand in the address."""

    cause = forms.ChoiceField(label=gettext_lazy("Cause"), required=False, choices=[("", ANY), *Cause.choices])
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        required=False,
        choices=[("", ANY), *(choice for choice in Stage.choices if choice[0] != Stage.ENDED)],
    )
    association = forms.TypedChoiceField(
        label=gettext_lazy("Housing association"), required=False, coerce=int, empty_value=None
    )
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False, choices=[("", ANY), *District.choices])
    person = forms.TypedChoiceField(label=gettext_lazy("Caseworker"), required=False, coerce=int, empty_value=None)
    due = forms.ChoiceField(
        label=gettext_lazy("What is due"),
        required=False,
        choices=[
            ("", ANY),
            (OVERDUE, gettext_lazy("Overdue")),
            (TODAY, gettext_lazy("Due today")),
            (SILENT, gettext_lazy("Without contact")),
            (QUIET, gettext_lazy("Untouched for 14 days")),
        ],
    )
    children = forms.BooleanField(label=gettext_lazy("Children in the household"), required=False)

    def __init__(
        self, *args: Any, associations: Iterable[tuple[int, str]], colleagues: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("association", associations), ("person", colleagues)):
            self.fields[name].choices = [("", ANY), *choices]  # type: ignore[attr-defined]  # both are choice fields

    def filters(self) -> Filters:
        """What is asked for; an answer that is none of the choices filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            cause=given.get("cause", ""),
            stage=given.get("stage", ""),
            association=given.get("association"),
            district=given.get("district", ""),
            person=given.get("person"),
            has_children=given.get("children", False),
            due=given.get("due", ""),
        )

    def gone(self) -> list[str]:
        """The names of the filters whose answer is no choice any more: an association that left, somebody who did."""
        return [str(self.fields[name].label) for name in self.errors]

    def in_use(self) -> dict[str, Any]:
        """The filters in use with the words for them, by field."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: self._words(name, value) for name, value in given.items()}

    def _words(self, name: str, value: Any) -> Any:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return str(field.label)
        return words_for(field, [value])[0]
