"""The kinds of answer that several forms of a case ask for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper
from housing import codes

TOMORROW, IN_A_WEEK, ON_DATE = "tomorrow", "week", "date"
FOLLOW_UP_DAYS = {TOMORROW: 1, IN_A_WEEK: 7}

#: The days anything here can have; beyond them lie slips of the keyboard, and days no database can count on from.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


@dataclasses.dataclass(frozen=True, slots=True)
class Clash:
    """One answer that somebody else gave otherwise meanwhile: what is saved now and what was written here."""

    label: str
    theirs: str
    yours: str


class CaseForm(forms.Form):
    """A form of a case; it is told which day it is. `clashes` are the answers that lost a race."""

    clashes: Sequence[Clash] = ()

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = page_helper()

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return dict(self.cleaned_data)

    def go_on_from(self, current: models.Model) -> None:
        """Keep what was typed, and carry the version of the record as it stands now."""
        if "version" in self.fields:
            self._retype("version", getattr(current, "version"))  # noqa: B009 - not every model has a version

    def _retype(self, name: str, value: Any) -> None:
        typed = {
            key: field.widget.value_from_datadict(self.data, self.files, key) for key, field in self.fields.items()
        }
        self.data = {**typed, name: value}


class VersionedForm(CaseForm):
    """A form that carries the version of the record it was opened at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Folded(Div):  # type: ignore[misc]  # crispy forms has no types
    """Fields one seldom needs, folded away until they hold something."""

    template = "components/folded_fields.html"

    def __init__(self, summary: str | Promise, *fields: str) -> None:
        super().__init__(*fields, css_class="log-grid")
        self.summary = summary
        self.is_open = False

    def render(self, form: forms.Form, *args: Any, **kwargs: Any) -> SafeString:
        self.is_open = any(form[name].errors or form[name].value() for name in self.fields)
        rendered: SafeString = super().render(form, *args, **kwargs)
        return rendered


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    beyond = gettext_lazy("Choose a day between 1900 and 2199.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        localize=False,
        validators=[MinValueValidator(FIRST_DAY, beyond), MaxValueValidator(LAST_DAY, beyond)],
        **options,
    )


def note_field(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A few words or many."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def code_choices(list_name: str, *, today: dt.date, blank: str | None = None, keep: str = "") -> list[tuple[str, str]]:
    """The codes that may be chosen on a day, by their names; `blank` is offered first, `keep` stays a choice."""
    first = [] if blank is None else [("", blank)]
    return [*first, *codes.choices(list_name, today=today, keep=keep)]


def defined_choices(list_name: str, *, today: dt.date) -> list[tuple[str, str | SafeString]]:
    """The codes with their definitions under their names, for where one must not choose by taste."""
    return [(entry.code, _defined(entry.name, entry.definition)) for entry in codes.entries(list_name, today=today)]


def not_later(day: dt.date | None, today: dt.date) -> dt.date | None:
    """The day, unless it lies ahead: what has happened has a day that has come."""
    if day is not None and day > today:
        raise ValidationError(_("That day has not come yet."))
    return day


class FollowUpFields(CaseForm):
    """When the case is shown again: tomorrow, in a week or on a date."""

    follow_up = forms.ChoiceField(
        label=gettext_lazy("Show me this again"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("No change")),
            (TOMORROW, gettext_lazy("Tomorrow")),
            (IN_A_WEEK, gettext_lazy("In a week")),
            (ON_DATE, gettext_lazy("On a date")),
        ],
    )
    follow_up_on = day_field(gettext_lazy("Follow up on"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choice, day = cleaned.get("follow_up", ""), cleaned.get("follow_up_on")
        if choice == ON_DATE and day is None and "follow_up_on" not in self.errors:
            self.add_error("follow_up_on", _("Choose the date."))
        if day is not None and day < self.today:
            self.add_error("follow_up_on", _("Choose today or a later day."))
        return cleaned

    def follow_up_day(self) -> dt.date | None:
        """The day chosen; None for no change. A date typed without its button counts too."""
        choice = self.cleaned_data["follow_up"]
        if choice in FOLLOW_UP_DAYS:
            return self.today + dt.timedelta(days=FOLLOW_UP_DAYS[choice])
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        return day


def words_for(field: forms.ChoiceField, chosen: Iterable[Any]) -> list[str]:
    """The words of the answers chosen, groups of answers taken apart."""
    names: dict[str, str] = {}
    for code, name in list(field.choices):  # type: ignore[arg-type]  # the stubs allow more than a field gives back
        group = name if isinstance(name, list | tuple) else [(code, name)]
        names |= {str(inner): str(word) for inner, word in group}
    return [names.get(str(code), str(code)) for code in chosen]


def _defined(name: str, definition: str) -> str | SafeString:
    if not definition:
        return name
    return format_html('{}<span class="second quiet small-text d-block">{}</span>', name, definition)


def pairs(choices: Sequence[tuple[Any, Any]], *, blank: str | Promise) -> list[tuple[Any, Any]]:
    """The choices of an enum with an empty one first."""
    return [("", blank), *choices]
