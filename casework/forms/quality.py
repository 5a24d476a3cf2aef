"""From which cases a sample is drawn, and the fixed questions of a review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Cause, ReviewAnswer, SampleState
from ..models import QualityReview
from ..queries.colleagues import Colleague
from .fields import CaseForm, VersionedForm, day_field, note_field, pairs

MOST = 50


class SampleForm(CaseForm):
    """The period, what narrows it, and how many cases are drawn."""

    starts_on = day_field(gettext_lazy("In work from"))
    ends_on = day_field(gettext_lazy("In work until"))
    state = forms.ChoiceField(label=gettext_lazy("Cases"), choices=SampleState)
    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"), required=False, choices=pairs(Cause.choices, blank=gettext_lazy("All"))
    )
    caseworker = forms.TypedChoiceField(label=gettext_lazy("Caseworker"), required=False, coerce=int, empty_value=None)
    size = forms.IntegerField(label=gettext_lazy("How many cases"), min_value=1, max_value=MOST, initial=10)

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All")), *((one.pk, one.name) for one in colleagues)]
        self.fields["caseworker"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class ReviewForm(VersionedForm):
    """The fixed questions about one case, each answered yes, no or not relevant, and a comment."""

    comment = note_field(
        gettext_lazy("Comment to the caseworker"),
        required=False,
        help_text=gettext_lazy("The caseworker reads it. Say what was good, and what to do another time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QualityReview.QUESTIONS:
            label = str(QualityReview._meta.get_field(question).verbose_name)  # type: ignore[union-attr]  # a column
            self.fields[question] = forms.ChoiceField(label=label, choices=ReviewAnswer, widget=forms.RadioSelect)
        self.helper.layout = Layout(*map(InlineRadios, QualityReview.QUESTIONS), "comment", "version")

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        answers = {question: given.pop(question) for question in QualityReview.QUESTIONS}
        return {"answers": answers, **given}
