"""The legal course: opening one, recording and correcting its steps, and the eviction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording

from ..enums import Cause, CourseResult, Ground, HearingResult, LegalStepKind, StepSource
from ..models import LegalCourse, LegalStep
from ..stages import KINDS_OF
from .documents import AttachmentField
from .fields import CaseForm, Folded, day_field, not_later, pairs
from .money import KronerField

#: Steps that name a day and hour which the court has set.
COURT_DATES = (LegalStepKind.HEARING_CALLED, LegalStepKind.EVICTION_SCHEDULED)
#: What only a demand says, and the steps that have a last day.
DEMAND_FACTS = ("due_on", "arrived_on", "amount", "other_amount")
ENDING_LATER = (LegalStepKind.CONDITIONAL_TENANCY, LegalStepKind.TERMINATION)
#: The sources a person may give; "arrears list" is for lists alone.
SOURCES = [choice for choice in StepSource.choices if choice[0] != StepSource.LIST]


class CourseForm(CaseForm):
    """A new legal course on the case, for any cause."""

    cause = forms.ChoiceField(label=gettext_lazy("Cause"), choices=Cause)
    ground = forms.TypedChoiceField(
        label=gettext_lazy("Ground, almenlejeloven § 90(1)"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=pairs(Ground.choices, blank=gettext_lazy("Not known yet")),
    )
    started_on = day_field(gettext_lazy("Started on"))
    source = forms.ChoiceField(label=gettext_lazy("Who told us"), choices=SOURCES)

    def clean_started_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["started_on"], self.today)


class CourseField(forms.ModelChoiceField[LegalCourse]):
    """One of a case's courses, said by its cause and when it began."""

    def label_from_instance(self, obj: LegalCourse) -> str:
        return _("%(cause)s, begun %(day)s") % {"cause": obj.get_cause_display(), "day": wording.day(obj.started_on)}


class StepFields(CaseForm):
    """One step of a course: what happened when, who told us, and what the court has set."""

    kind = forms.ChoiceField(label=gettext_lazy("Step"), choices=LegalStepKind)
    occurred_on = day_field(gettext_lazy("Happened on"))
    source = forms.ChoiceField(label=gettext_lazy("Who told us"), choices=SOURCES)
    takes_place_on = day_field(gettext_lazy("Hearing or eviction on"), required=False)
    takes_place_time = forms.TimeField(
        label=gettext_lazy("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    court = forms.CharField(label=gettext_lazy("Court"), max_length=100, required=False)
    court_case_number = forms.CharField(label=gettext_lazy("The court's case number"), max_length=40, required=False)
    hearing_result = forms.ChoiceField(
        label=gettext_lazy("Result of the hearing"),
        required=False,
        choices=pairs(HearingResult.choices, blank="–"),
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Result of the course"), required=False, choices=pairs(CourseResult.choices, blank="–")
    )
    due_on = day_field(gettext_lazy("Rent due on"), required=False)
    arrived_on = day_field(gettext_lazy("Reached the tenant on"), required=False)
    amount = KronerField(label=gettext_lazy("Amount demanded"), required=False)
    other_amount = KronerField(
        label=gettext_lazy("Of which not rent"), required=False, help_text=gettext_lazy("Fees and other charges.")
    )
    ends_on = day_field(
        gettext_lazy("Ends on"),
        required=False,
        help_text=gettext_lazy("The last day of a conditional tenancy, or of a tenancy given notice."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)

    def clean_arrived_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["arrived_on"], self.today)

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind in COURT_DATES and not (cleaned.get("takes_place_on") and cleaned.get("takes_place_time")):
            self._ask("takes_place_on", _("Give the day and hour the court has set."))
        if kind == LegalStepKind.HEARING_HELD and not cleaned.get("hearing_result"):
            self._ask("hearing_result", _("Say what came of the hearing."))
        if kind == LegalStepKind.ENDED and not cleaned.get("result"):
            self._ask("result", _("Say how the course ended."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The step's facts; answers that belong to another kind of step are left out."""
        given = dict(self.cleaned_data)
        day, hour = given.pop("takes_place_on"), given.pop("takes_place_time")
        kind = given["kind"]
        is_court_date = kind in COURT_DATES
        given["takes_place_at"] = timezone.make_aware(dt.datetime.combine(day, hour)) if is_court_date else None
        for name in DEMAND_FACTS if kind != LegalStepKind.DEMAND else ():
            given[name] = None
        if kind not in ENDING_LATER:
            given["ends_on"] = None
        if kind != LegalStepKind.HEARING_HELD:
            given["hearing_result"] = ""
        if kind != LegalStepKind.ENDED:
            given["result"] = ""
        return given

    def _ask(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


class StepForm(StepFields):
    """A new step of one of the case's open courses, each with the version it was opened at."""

    course = CourseField(LegalCourse.objects.none(), label=gettext_lazy("Legal course"), empty_label=None)
    attachment = AttachmentField(label=gettext_lazy("The paper it came with"), required=False)
    field_order = ["course", "kind", "occurred_on", "source", "takes_place_on", "takes_place_time"]

    def __init__(self, *args: Any, today: dt.date, courses: QuerySet[LegalCourse], **kwargs: Any) -> None:
        initial = {"occurred_on": today, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, today=today, initial=initial, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]  # it is a model choice
        self.fields["kind"].choices = _kinds_of(courses)  # type: ignore[attr-defined]  # it is a choice field
        for course in courses:
            self.fields[_version_of(course)] = forms.IntegerField(
                widget=forms.HiddenInput, initial=course.version, required=False
            )
        self.helper.layout = Layout(
            Div("course", "kind", "occurred_on", "source", css_class="log-grid"),
            Div("takes_place_on", "takes_place_time", "court", "court_case_number", css_class="log-grid"),
            Div("hearing_result", "result", css_class="log-grid"),
            Folded(gettext_lazy("About a demand"), *DEMAND_FACTS),
            Folded(gettext_lazy("Last day of a conditional tenancy or after notice"), "ends_on"),
            "note",
            "attachment",
            *(name for name in self.fields if name.startswith(_VERSION)),
        )

    @property
    def has_course(self) -> bool:
        """Whether there is an open course that a step can be recorded on."""
        return any(name.startswith(_VERSION) for name in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        course = cleaned.get("course")
        if course is not None and cleaned.get(_version_of(course)) is None:
            self.add_error(None, _("The form was not whole. Check what you wrote and send it again."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        versions = {name: given.pop(name) for name in list(given) if name.startswith(_VERSION)}
        return {**given, "version": versions[_version_of(given["course"])]}

    def go_on_from(self, current: models.Model) -> None:
        self._retype(f"{_VERSION}{current.pk}", getattr(current, "version"))  # noqa: B009 - a course has one


_VERSION = "version_"


def _kinds_of(courses: Iterable[LegalCourse]) -> list[tuple[str, Any]]:
    """The steps that courses of these causes can have, in the order in which they follow each other."""
    kinds = {kind for course in courses for kind in KINDS_OF[Cause(course.cause)]}
    return [("", _("Choose")), *((kind.value, kind.label) for kind in LegalStepKind if kind in kinds)]


def _version_of(course: LegalCourse) -> str:
    return f"{_VERSION}{course.pk}"


class StepCorrectionForm(StepFields):
    """What a recorded step should have said, or that it did not happen; the first record stays beside it."""

    is_void = forms.BooleanField(label=gettext_lazy("This step did not happen"), required=False)


class EvictionForm(CaseForm):
    """The bailiff put the household out; counted by its day."""

    course = CourseField(
        LegalCourse.objects.none(), label=gettext_lazy("Legal course"), required=False, empty_label=gettext_lazy("None")
    )
    occurred_on = day_field(gettext_lazy("Day of the eviction"))
    cause = forms.ChoiceField(label=gettext_lazy("Principal ground"), choices=Cause)
    further_causes = forms.MultipleChoiceField(
        label=gettext_lazy("Further grounds"), required=False, choices=Cause, widget=forms.CheckboxSelectMultiple
    )
    source = forms.ChoiceField(label=gettext_lazy("Who told us"), choices=SOURCES, initial=StepSource.COURT)

    def __init__(self, *args: Any, courses: QuerySet[LegalCourse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]  # it is a model choice

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)

    def facts(self) -> dict[str, Any]:
        """The principal ground is not a further one too."""
        given = dict(self.cleaned_data)
        given["further_causes"] = [cause for cause in given["further_causes"] if cause != given["cause"]]
        return given


def stored_step(step: LegalStep) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    moment = timezone.localtime(step.takes_place_at) if step.takes_place_at else None
    return {
        "kind": step.kind,
        "occurred_on": step.occurred_on,
        "source": step.source,
        "takes_place_on": moment.date() if moment else None,
        "takes_place_time": moment.time() if moment else None,
        "court": step.court,
        "court_case_number": step.court_case_number,
        "hearing_result": step.hearing_result,
        "result": step.result,
        "due_on": step.due_on,
        "arrived_on": step.arrived_on,
        "amount": step.amount,
        "other_amount": step.other_amount,
        "ends_on": step.ends_on,
        "note": step.note,
    }
