"""The day in court: which day, who attends, what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

from ..enums import CourseResult, HearingResult
from .fields import CaseForm, VersionedForm, day_field

#: The way an eviction is called off that is no end of the course.
NEW_DATE = "new_date"


class DayForm(forms.Form):
    """The day that is shown."""

    day = day_field(gettext_lazy("Day"), required=False)


class AttendForm(VersionedForm):
    """Who attends, and what is prepared."""

    attends = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who attends"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    prepared = forms.CharField(
        label=gettext_lazy("What is prepared"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Papers to bring, what was agreed, what to ask for."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attends"].queryset = colleagues  # type: ignore[attr-defined]  # it is a model choice


class NewDateForm(VersionedForm):
    """A new day and hour set by the court."""

    new_day = day_field(gettext_lazy("New date"), required=False)
    new_time = forms.TimeField(
        label=gettext_lazy("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.needs_date(cleaned):
            if not (cleaned.get("new_day") and cleaned.get("new_time")):
                self._ask(_("Give the day and hour the court has set."))
            elif cleaned["new_day"] < self.today:
                self._ask(_("Choose today or a later day."))
        return cleaned

    def needs_date(self, cleaned: dict[str, Any]) -> bool:
        """Whether the answers given ask for a new date; a form that asks for one always says yes."""
        return True

    def new_moment(self) -> dt.datetime:
        given = self.cleaned_data
        return timezone.make_aware(dt.datetime.combine(given["new_day"], given["new_time"]))

    def _ask(self, sentence: str) -> None:
        if "new_day" not in self.errors:
            self.add_error("new_day", sentence)


class HearingForm(NewDateForm):
    """What came of a hearing; one that was postponed has a new date."""

    hearing_result = forms.ChoiceField(label=gettext_lazy("Result of the hearing"), choices=HearingResult)
    field_order = ["hearing_result", "new_day", "new_time"]

    def needs_date(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("hearing_result") == HearingResult.POSTPONED

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "hearing_result": given["hearing_result"],
            "postponed_to": self.new_moment() if self.needs_date(given) else None,
            "version": given["version"],
        }


class CallOffForm(NewDateForm):
    """An eviction that does not take place, and why."""

    because = forms.ChoiceField(
        label=gettext_lazy("Why was it called off?"),
        choices=[
            (CourseResult.PAID, gettext_lazy("The arrears are paid")),
            (CourseResult.SETTLED, gettext_lazy("A settlement or instalments")),
            (CourseResult.WITHDRAWN, gettext_lazy("The association withdrew it")),
            (CourseResult.LEFT_BEFORE, gettext_lazy("The tenant left first")),
            (NEW_DATE, gettext_lazy("It has a new date")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    field_order = ["because", "new_day", "new_time", "reason"]

    def needs_date(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("because") == NEW_DATE

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        is_moved = self.needs_date(given)
        return {
            "because": "" if is_moved else given["because"],
            "reason": given["reason"],
            "new_date": self.new_moment() if is_moved else None,
            "version": given["version"],
        }


class CheckForm(CaseForm):
    """One point of the checklist and its answer; an empty answer opens it again."""

    point = forms.CharField(max_length=20)
    answer = forms.CharField(max_length=15, required=False)
