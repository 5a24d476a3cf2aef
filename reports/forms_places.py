"""Which place in the municipality figures are asked for, and whether with the cases of campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.scope import Scope
from casework.models import Programme
from housing.enums import District
from housing.models import Department, HousingAssociation

from .reach import Place

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The fields that narrow figures to one place.
PLACES = ("association", "department", "district", "programme")
M = TypeVar("M", bound=Model)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _one_of(
    model: type[M], label: _StrPromise, *, none: _StrPromise, unfit: _StrPromise, key: str | None = None
) -> forms.ModelChoiceField[M]:
    """A choice of rows, which the form offers, or of `none`. `unfit` is said of others; `key` stands in the address."""
    return forms.ModelChoiceField[M](
        queryset=model._default_manager.none(),
        to_field_name=key,
        required=False,
        label=label,
        empty_label=none,
        widget=_select(),
        error_messages={"invalid_choice": unfit},
    )


class PlaceForm(forms.Form):
    """One place that a person may choose, an association before its department; the form has no place for others."""

    association = _one_of(
        HousingAssociation,
        _("Housing association"),
        none=_("All associations"),
        unfit=_("Choose one of the associations in the list."),
        key="code",
    )
    department = _one_of(
        Department,
        _("Department"),
        none=_("All departments"),
        unfit=_("Choose one of the departments of the association."),
    )
    district = forms.ChoiceField(
        choices=[("", _("All districts")), *District.choices],
        required=False,
        label=_("District"),
        widget=_select(),
        error_messages={"invalid_choice": _("Choose one of the districts in the list.")},
    )
    programme = _one_of(
        Programme, _("Programme"), none=_("No programme"), unfit=_("Choose one of the programmes in the list.")
    )
    without_campaigns = forms.BooleanField(
        label=_("Leave out the cases of campaigns"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, scope: Scope, may_narrow: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_narrow:
            for name in PLACES:
                del self.fields[name]
            return
        self._offer("association", HousingAssociation.objects.visible_to(scope).order_by("name", "pk"))
        self._offer("programme", Programme.objects.visible_to(scope).order_by("name", "pk"))
        if chosen := self.data.get("association", "").replace("\0", ""):  # the database takes no NUL
            departments = Department.objects.visible_to(scope).filter(association__code=chosen)
            self._offer("department", departments.order_by("code", "pk"))
        else:
            del self.fields["department"]

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, Any]:
        """One place at most."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if sum(bool(cleaned.get(name)) for name in ("association", "district", "programme")) > 1:
            self.add_error(None, _("Choose one of association, district and programme."))
        return cleaned

    @property
    def place(self) -> Place | None:
        """The place asked for; None for the whole."""
        given = self.cleaned_data
        if district := given.get("district"):
            return District(district)
        place: Place | None = given.get("department") or given.get("association") or given.get("programme")
        return place

    def places(self) -> list[forms.BoundField]:
        """The fields that narrow to one place, as far as there are any."""
        return [self[name] for name in PLACES if name in self.fields]

    @property
    def narrowed(self) -> dict[str, str]:
        """What it is narrowed to, as a page's address carries it on."""
        given = self.cleaned_data
        department, association, programme = (given.get(name) for name in ("department", "association", "programme"))
        found = {
            "association": association and association.code,
            "department": department and department.pk,
            "district": given.get("district"),
            "programme": programme and programme.pk,
            "without_campaigns": "on" if given.get("without_campaigns") else "",
        }
        return {name: str(value) for name, value in found.items() if value}
