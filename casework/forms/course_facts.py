"""A fact of a course for subletting or house rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..course_facts import FACTS_OF
from ..enums import Cause
from ..enums_association import MediationOutcome
from ..models import CourseFact, LegalCourse
from .courses import SOURCES
from .fields import CaseForm, day_field, not_later, note_field, pairs


class CourseFactForm(CaseForm):
    """What became known, when, and who told us."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), widget=forms.RadioSelect)
    occurred_on = day_field(gettext_lazy("Date"))
    source = forms.ChoiceField(label=gettext_lazy("Who told us"), choices=SOURCES)
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The website or paper of an advert, or the room that was seen."),
    )
    parties = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Who lives there, who complained, or who met. People who need help go on the case too."),
    )
    text = note_field(gettext_lazy("In words"), required=False, max_length=1000)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of the mediation"),
        required=False,
        choices=pairs(MediationOutcome.choices, blank="–"),
    )

    def __init__(self, *args: Any, course: LegalCourse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = FACTS_OF[Cause(course.cause)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]  # choices
        if "mediation" not in {kind.value for kind in kinds}:
            del self.fields["outcome"]

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)


class CourseFactCorrectionForm(CourseFactForm):
    """The same for a fact that stands, or that it is not so."""

    is_void = forms.BooleanField(label=gettext_lazy("It is not so: take the fact back"), required=False)


def stored(fact: CourseFact) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    names = ("kind", "occurred_on", "source", "place", "parties", "text", "outcome")
    return {name: getattr(fact, name) for name in names}
