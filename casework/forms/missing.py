"""Filling in what the yearly statistics still lack of a case, each answer or "unknown to us"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording
from housing.enums import ChildrenKnown, District

from ..enums import Ground, StatisticsFact
from ..models import LegalCourse
from .fields import VersionedForm, code_choices, pairs

Fact = StatisticsFact
#: Answers that are asked with each other.
_UNKNOWN = "unknown_"


class MissingForm(VersionedForm):
    """The questions that are open, and beside each whether it is unknown to us. An empty answer stays open."""

    def __init__(self, *args: Any, facts: Collection[str], courses: Sequence[LegalCourse] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [fact for fact in Fact if fact in facts]
        self.courses = [course for course in courses if course.ground is None]
        for fact in self.asked:
            for name, field in self._questions(fact):
                self.fields[name] = field
            self.fields[_UNKNOWN + fact] = forms.BooleanField(
                label=_("Unknown to us: %(fact)s") % {"fact": str(fact.label).lower()}, required=False
            )
        self.order_fields([name for name in self.fields if name != "version"])

    def _questions(self, fact: StatisticsFact) -> list[tuple[str, forms.Field]]:
        if fact == Fact.GROUND:
            return [(_ground_of(course), _ground_field(course)) for course in self.courses]
        makers = {
            Fact.HOUSEHOLD: self._household,
            Fact.CHILDREN: _children,
            Fact.CHILD_COUNT: _child_count,
            Fact.BACKGROUND: self._background,
            Fact.DISTRICT: _district,
        }
        return [(fact.value, makers[fact]())]

    def _household(self) -> forms.Field:
        known = [choice for choice in code_choices("household_type", today=self.today) if choice[0] != "unknown"]
        return forms.ChoiceField(
            label=Fact.HOUSEHOLD.label, required=False, choices=[("", gettext_lazy("Not answered")), *known]
        )

    def _background(self) -> forms.Field:
        return forms.MultipleChoiceField(
            label=gettext_lazy("Why did it come to this?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=code_choices("background", today=self.today),
        )

    def clean(self) -> dict[str, Any]:
        """An answer and "unknown to us" cannot both be true; a number of children says that there are some."""
        cleaned = super().clean() or {}
        for fact in self.asked:
            if cleaned.get(_UNKNOWN + fact) and any(cleaned.get(name) for name in self._names(fact)):
                self.add_error(_UNKNOWN + fact, _("You gave an answer too: remove one of the two."))
        return cleaned

    def answers(self) -> dict[StatisticsFact, Any]:
        """What was answered, by fact; of the ground by course."""
        given: dict[StatisticsFact, Any] = {}
        for fact in self.asked:
            if fact == Fact.GROUND:
                grounds = {course: self.cleaned_data.get(_ground_of(course)) for course in self.courses}
                given[fact] = {course: ground for course, ground in grounds.items() if ground}
            else:
                given[fact] = self.cleaned_data.get(fact.value)
        return {fact: answer for fact, answer in given.items() if answer}

    def unknown(self) -> list[StatisticsFact]:
        """What was answered with "unknown to us"."""
        return [fact for fact in self.asked if self.cleaned_data.get(_UNKNOWN + fact)]

    def _names(self, fact: StatisticsFact) -> list[str]:
        return [_ground_of(course) for course in self.courses] if fact == Fact.GROUND else [fact.value]


def _children() -> forms.Field:
    return forms.ChoiceField(
        label=Fact.CHILDREN.label,
        required=False,
        widget=forms.RadioSelect,
        choices=[choice for choice in ChildrenKnown.choices if choice[0] != ChildrenKnown.UNKNOWN],
    )


def _child_count() -> forms.Field:
    return forms.IntegerField(label=Fact.CHILD_COUNT.label, required=False, min_value=1, max_value=30)


def _district() -> forms.Field:
    return forms.ChoiceField(
        label=Fact.DISTRICT.label, required=False, choices=pairs(District.choices, blank=gettext_lazy("Not answered"))
    )


def _ground_field(course: LegalCourse) -> forms.Field:
    said = {"cause": course.get_cause_display(), "day": wording.day(course.started_on)}
    return forms.TypedChoiceField(
        label=_("Ground, almenlejeloven § 90(1): %(cause)s, begun %(day)s") % said,
        required=False,
        coerce=int,
        empty_value=None,
        choices=pairs(Ground.choices, blank=gettext_lazy("Not answered")),
    )


def _ground_of(course: LegalCourse) -> str:
    return f"ground_{course.pk}"
