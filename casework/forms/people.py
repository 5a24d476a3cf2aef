"""The people of a home, those who act for them, what to mind at their door, and where they moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality
from housing import cpr as cpr_numbers

from ..enums import PersonRole, Relation, RepresentativeKind
from ..models import CasePerson, Person
from ..models.people import ADULT, OLDEST
from .closing import CloseForm
from .fields import CaseForm, VersionedForm, day_field, not_later, note_field, pairs

YES, NO, UNKNOWN = "yes", "no", ""
NEEDS = {YES: True, NO: False, UNKNOWN: None}
_ROLES = [
    (PersonRole.MEMBER, gettext_lazy("Part of the tenant's household")),
    (PersonRole.OCCUPANT, gettext_lazy("Lives there without being part of it, for example in a sublet home")),
]


def cpr_field(label: Any, **options: Any) -> forms.CharField:
    """A CPR number; a form that comes back does not repeat it."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=20,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        **options,
    )


def clean_cpr(typed: str) -> str:
    """The number normalised; empty for none. Raises the form's error for one that cannot be."""
    if not typed.strip():
        return ""
    try:
        return cpr_numbers.normalise(typed)
    except cpr_numbers.ImpossibleCpr as fault:
        raise forms.ValidationError(str(fault)) from fault


class PartFields(CaseForm):
    """Somebody's part in a home."""

    role = forms.ChoiceField(label=gettext_lazy("Part"), choices=_ROLES, widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label=gettext_lazy("What is the person to the tenant?"),
        required=False,
        choices=pairs(Relation.choices, blank=gettext_lazy("Not known")),
    )
    age = forms.IntegerField(
        label=gettext_lazy("Age, if the date of birth is not known"), required=False, min_value=0, max_value=OLDEST
    )
    is_child = forms.BooleanField(label=gettext_lazy("Under 18, if the age is not known either"), required=False)
    needs_help = forms.ChoiceField(
        label=gettext_lazy("Does the person need help themselves?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(UNKNOWN, gettext_lazy("Not asked yet")), (YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        age = cleaned.get("age")
        if cleaned.get("is_child") and age is not None and age >= ADULT:
            self.add_error("age", _("Somebody under 18 is younger: correct the age or the tick."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "needs_help": NEEDS[self.cleaned_data["needs_help"]]}


class ResidentForm(PartFields):
    """Somebody who lives in the home and is no tenant."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    birth_date = day_field(gettext_lazy("Date of birth"), required=False)
    cpr = cpr_field(
        gettext_lazy("CPR number, if it is known"),
        help_text=gettext_lazy("Kept encrypted. By it the same person is found again."),
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    interpreter = forms.CharField(
        label=gettext_lazy("Interpreter"), max_length=60, required=False, help_text=gettext_lazy("The language.")
    )
    field_order = ("name", "role", "relation", "birth_date", "age", "is_child", "needs_help", "phone", "interpreter")

    def clean_birth_date(self) -> dt.date | None:
        return not_later(self.cleaned_data["birth_date"], self.today)

    def clean_cpr(self) -> str:
        return clean_cpr(self.cleaned_data["cpr"])


class ResidentChangeForm(VersionedForm, PartFields):
    """What is known of somebody's part in the home."""

    lives_elsewhere = forms.BooleanField(
        label=gettext_lazy("Does not live in the home"),
        required=False,
        help_text=gettext_lazy("For example a tenant who has sublet it."),
    )

    def __init__(self, *args: Any, entry: CasePerson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_tenant = entry.role == PersonRole.TENANT
        if self.is_tenant:
            for name in ("role", "relation", "age", "is_child"):
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        return {"role": PersonRole.TENANT, **super().facts()} if self.is_tenant else super().facts()


def stored_part(entry: CasePerson) -> dict[str, Any]:
    """The part as the form has it."""
    needs = next(code for code, answer in NEEDS.items() if answer is entry.needs_help)
    plain = ("role", "relation", "age", "is_child", "lives_elsewhere", "version")
    return {name: getattr(entry, name) for name in plain} | {"needs_help": needs}


class EndForm(VersionedForm):
    """Since when somebody does not live there any more."""

    ended_on = day_field(gettext_lazy("Moved out on"))

    def clean_ended_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["ended_on"], self.today)


class RepresentativeForm(CaseForm):
    """Somebody who may act for a person of the case."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("For whom"), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("On what ground"), choices=RepresentativeKind, widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    may = forms.CharField(
        label=gettext_lazy("What may they do?"),
        max_length=300,
        help_text=gettext_lazy("For example: speak about the arrears and sign an instalment plan."),
    )
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a model choice

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class RepresentativeChangeForm(VersionedForm, RepresentativeForm):
    """What is known of a representative; the last day ends the right to act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["person"]


class SafetyNoteForm(VersionedForm):
    """What to mind on a home visit, and when somebody looks at it again."""

    text = note_field(
        gettext_lazy("What must a colleague mind at the door?"),
        max_length=500,
        help_text=gettext_lazy("Facts, briefly: what happened and what to do. The household may ask to read it."),
    )
    review_on = day_field(gettext_lazy("Look at it again on"))

    def clean_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day after today on which somebody looks at it again."))
        return day


class SafetyNoteEndForm(VersionedForm):
    """Why the warning does not hold any more."""

    reason = forms.CharField(label=gettext_lazy("Why does it not hold any more?"), max_length=300)


class TransferForm(CloseForm):
    """Where the household moved and when, who was told, and the questions of every closing."""

    to_municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("To which municipality?"),
        required=False,
        empty_label=gettext_lazy("Another, named below"),
    )
    to_name = forms.CharField(label=gettext_lazy("Name of another municipality"), max_length=100, required=False)
    informed_on = day_field(
        gettext_lazy("The other municipality was informed on"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it was not. Nothing of the case is opened to it either way."),
    )
    informed_basis = forms.CharField(
        label=gettext_lazy("On what legal basis or whose consent?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["housing_outcome"]
        self.fields["closed_on"].label = _("Moved on")
        self.fields["to_municipality"].queryset = municipalities  # type: ignore[attr-defined]  # a model choice
        self.order_fields(["closed_on", "to_municipality", "to_name", "informed_on", "informed_basis"])

    def clean_informed_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["informed_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("to_municipality") and not cleaned.get("to_name", "").strip():
            self.add_error("to_name", _("Say to which municipality the household moved."))
        if bool(cleaned.get("informed_on")) != bool(cleaned.get("informed_basis")) and not self.errors:
            self.add_error(
                "informed_basis" if cleaned.get("informed_on") else "informed_on",
                _("Say on what basis the other municipality was informed, or leave both fields empty."),
            )
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        given["moved_on"] = given.pop("closed_on")
        return given


class PersonForm(VersionedForm):
    """How a person is reached; name and date of birth only of those whom no association has named."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    birth_date = day_field(gettext_lazy("Date of birth"), required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    interpreter = forms.CharField(
        label=gettext_lazy("Interpreter"), max_length=60, required=False, help_text=gettext_lazy("The language.")
    )
    is_address_protected = forms.BooleanField(
        label=gettext_lazy("Protected address"),
        required=False,
        help_text=gettext_lazy(
            "Restricts every case at the person's address to named people. That cannot be taken back here."
        ),
    )
    cpr = cpr_field(
        gettext_lazy("CPR number"), help_text=gettext_lazy("Leave it empty to keep the number that is known.")
    )

    def __init__(self, *args: Any, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_named:
            del self.fields["name"], self.fields["birth_date"]

    def clean_birth_date(self) -> dt.date | None:
        return not_later(self.cleaned_data["birth_date"], self.today)

    def clean_cpr(self) -> str:
        return clean_cpr(self.cleaned_data["cpr"])


class CprPurposeForm(CaseForm):
    """Why somebody needs to read a CPR number."""

    purpose = forms.CharField(label=gettext_lazy("What do you need the CPR number for?"), max_length=300)


class MergeForm(CaseForm):
    """Whose value holds, where two records of one person differ; `filled` is what only the one who goes over has."""

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str, str, str]], filled: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.filled = filled
        for version in ("kept_version", "gone_version"):
            self.fields[version] = forms.IntegerField(widget=forms.HiddenInput)
        for name, label, ours, theirs in choices:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("kept", ours), ("gone", theirs)], widget=forms.RadioSelect, initial="kept"
            )

    def facts(self) -> dict[str, Any]:
        chosen = dict(self.cleaned_data)
        versions = chosen.pop("kept_version"), chosen.pop("gone_version")
        taken = [name for name, whose in chosen.items() if whose == "gone"]
        return {"versions": versions, "take": [*taken, *self.filled]}
