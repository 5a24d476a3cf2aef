"""Closing a case by four questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording

from ..models import LegalCourse
from .fields import VersionedForm, day_field, defined_choices, not_later


class CloseForm(VersionedForm):
    """Where the household lives, how contact went, what became of the arrears, and each open course's result."""

    closed_on = day_field(gettext_lazy("Closed on"))
    housing_outcome = forms.ChoiceField(
        label=gettext_lazy("Where does the household live now?"), widget=forms.RadioSelect
    )
    contact_outcome = forms.ChoiceField(label=gettext_lazy("How did contact go?"), widget=forms.RadioSelect)
    arrears_outcome = forms.ChoiceField(label=gettext_lazy("What became of the arrears?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, courses: Sequence[LegalCourse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = courses
        for question in ("housing_outcome", "contact_outcome", "arrears_outcome"):
            self.fields[question].choices = defined_choices(  # type: ignore[attr-defined]  # a choice field
                question, today=self.today
            )
        for course in courses:
            self.fields[_field(course)] = forms.ChoiceField(
                label=_("How did the legal course end? %(cause)s, begun %(day)s")
                % {"cause": course.get_cause_display(), "day": wording.day(course.started_on)},
                choices=defined_choices("course_result", today=self.today),
                widget=forms.RadioSelect,
            )

    def clean_closed_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["closed_on"], self.today)

    def answers(self) -> dict[str, str]:
        """What is answered so far, right or wrong, to go on with on the page of a household that moved away."""
        kept = ("closed_on", "contact_outcome", "arrears_outcome", *map(_field, self.courses))
        return {name: answer for name in kept if (answer := self.data.get(name))}

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["course_results"] = {course.pk: given.pop(_field(course)) for course in self.courses}
        return given


def _field(course: LegalCourse) -> str:
    return f"course_{course.pk}"
