"""Writing a letter, saying how it was sent, and wording a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Language

from ..enums import Addressee, LetterChannel
from ..models import LetterTemplate
from ..papers.fields import MEANINGS, LetterField, UnknownField, check_known
from .fields import CaseForm, VersionedForm, day_field, not_later, pairs
from .rules import not_earlier, source_field

ROWS = 22


class LetterForm(CaseForm):
    """The words of a letter, filled in from the case, to be changed before it is finished."""

    recipient = forms.CharField(
        label=gettext_lazy("To"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        help_text=gettext_lazy("Name and address, a line each, as they stand in the window of the envelope."),
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": ROWS}), max_length=20_000)


class SentForm(VersionedForm):
    """How and when a letter left the house."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Sent by"), choices=pairs(LetterChannel.choices, blank=gettext_lazy("Choose"))
    )
    sent_on = day_field(gettext_lazy("Sent on"))
    proof = forms.CharField(
        label=gettext_lazy("Proof or reference"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For instance the number of the registered letter, or who received it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Div("channel", "sent_on", css_class="log-grid"), "proof", "version")

    def clean_sent_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["sent_on"], self.today)


class TemplateForm(VersionedForm):
    """A new wording of a letter, from a day on."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": ROWS}), max_length=20_000)
    starts_on = day_field(gettext_lazy("In force from"))
    source = source_field()

    def clean_subject(self) -> str:
        return _known(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        return _known(self.cleaned_data["body"])

    def clean_starts_on(self) -> dt.date:
        return not_earlier(self.cleaned_data["starts_on"], self.today)


class OwnTemplateForm(TemplateForm):
    """A letter of the municipality's own."""

    name = forms.CharField(label=gettext_lazy("Name of the letter"), max_length=100)
    addressee = forms.ChoiceField(label=gettext_lazy("To"), choices=Addressee)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    field_order = ["name", "addressee", "language", "subject", "body"]


class ManyForm(CaseForm):
    """Which letter each of several cases gets, and what is the same in all of them."""

    template = forms.ChoiceField(label=gettext_lazy("Letter"))

    def __init__(
        self, *args: Any, templates: Iterable[LetterTemplate], asked: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(key_of(one), f"{one} ({one.get_language_display()})") for one in templates]
        self.fields["template"].choices = pairs(offered, blank=_("Choose"))  # type: ignore[attr-defined]
        self.asked = list(asked)
        for name in self.asked:
            meaning, _example = MEANINGS[LetterField(name)]
            self.fields[f"field-{name}"] = forms.CharField(label=str(meaning), max_length=500, required=False)

    def common(self) -> dict[str, str]:
        """What is the same in all letters, by the names of the fields."""
        answers = {name: self.cleaned_data.get(f"field-{name}", "").strip() for name in self.asked}
        return {name: answer for name, answer in answers.items() if answer}


class CaseFileForm(CaseForm):
    """Why a whole case leaves the system, and what of it."""

    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=300,
        help_text=gettext_lazy("For instance access to documents asked for by the tenant, or the records system."),
    )
    with_notes = forms.BooleanField(label=gettext_lazy("With notes and contacts"), required=False, initial=True)
    with_papers = forms.BooleanField(
        label=gettext_lazy("With letters and attached files"), required=False, initial=True
    )


def key_of(template: LetterTemplate) -> str:
    """A letter and its language in one word."""
    return f"{template.code}.{template.language}"


def _known(text: str) -> str:
    try:
        check_known(text)
    except UnknownField as fact:
        raise forms.ValidationError(fact.message) from fact
    return text
