"""Asking another organisation, answering it in the fields of its kind, and what is said in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..enums_decisions import SentBy
from ..enums_requests import (
    Administering,
    BenefitKind,
    MessageCode,
    Receiver,
    RequestBasis,
    RequestKind,
    Sanction,
    WithdrawnWhy,
)
from ..models import RequestAnswer
from ..queries.request_receivers import Addressee
from ..request_rules import OUTSIDE, SHAPES, faults
from .fields import CaseForm, VersionedForm, day_field, note_field, pairs
from .money import KronerField

_CHOOSE = gettext_lazy("Choose")


class AskForm(CaseForm):
    """Whom to ask, what, on which ground and until when; outside the authority only from lists."""

    to = forms.ChoiceField(label=gettext_lazy("To"))
    question = note_field(gettext_lazy("What you need to know"), required=False)
    hold_until = day_field(gettext_lazy("Hold the eviction until"))
    basis = forms.ChoiceField(label=gettext_lazy("Legal basis"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("They see this sentence and nothing else of why you ask."),
    )
    due_on = day_field(gettext_lazy("Answer by"))

    def __init__(
        self,
        *args: Any,
        kind: RequestKind,
        receiver: Receiver,
        addressees: Sequence[Addressee],
        bases: Sequence[RequestBasis],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.addressees = {one.key: one for one in addressees}
        _choices(self.fields["to"], [(key, one.name) for key, one in self.addressees.items()])
        if len(self.addressees) == 1:
            self.fields["to"].initial = next(iter(self.addressees))
        if receiver in OUTSIDE:
            del self.fields["question"]
            _choices(self.fields["basis"], [(one.value, one.label) for one in bases])
            reasons = [(one.value, one.label) for one in SHAPES[kind].reasons]
            _choices(self.fields["reason"], reasons if len(reasons) == 1 else pairs(reasons, blank=_CHOOSE))
        else:
            del self.fields["basis"], self.fields["reason"]
            self.fields["question"].required = kind == RequestKind.DOCUMENTS
        if kind != RequestKind.HOLD:
            del self.fields["hold_until"]

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        to = self.addressees[facts.pop("to")]
        return {**facts, "organisation": to.organisation, "to_user": to.user}


def _answer_fields() -> dict[str, forms.Field]:
    """Every field an answer can have, made anew for each form."""
    return {
        "benefit": forms.ChoiceField(
            label=gettext_lazy("Benefit"), choices=pairs(BenefitKind.choices, blank=_CHOOSE), required=False
        ),
        "sanction": forms.ChoiceField(
            label=gettext_lazy("Sanction"), choices=pairs(Sanction.choices, blank=_CHOOSE), required=False
        ),
        "sanction_until": day_field(gettext_lazy("The sanction ends on"), required=False),
        "administration": forms.ChoiceField(
            label=gettext_lazy("Administration of the benefit (§ 90)"),
            choices=pairs(Administering.choices, blank=_CHOOSE),
            required=False,
        ),
        "granted_until": day_field(gettext_lazy("The eviction is held until"), required=False),
        "starts_on": day_field(gettext_lazy("From"), required=False),
        "appointment_on": day_field(gettext_lazy("Day of the appointment"), required=False),
        "expected_on": day_field(gettext_lazy("Can be moved into on"), required=False),
        "sent_by": forms.ChoiceField(
            label=gettext_lazy("Sent by"), choices=pairs(SentBy.choices, blank=_CHOOSE), required=False
        ),
        "why_not": forms.ChoiceField(label=gettext_lazy("Why not"), required=False),
        "next_payment_on": day_field(gettext_lazy("Next payment on"), required=False),
        "amount": KronerField(label=gettext_lazy("Amount a month, kr."), required=False),
    }


class AnswerForm(VersionedForm):
    """The answer to a request, by its kind; inside the authority with a note."""

    outcome = forms.ChoiceField(label=gettext_lazy("Answer"), widget=forms.RadioSelect)
    note = note_field(gettext_lazy("Note"), required=False)

    def __init__(self, *args: Any, kind: str, has_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = RequestKind(kind)
        shape = SHAPES[self.kind]
        _choices(self.fields["outcome"], [(one.value, one.label) for one in shape.outcomes])
        given = _answer_fields()
        chosen = [name for name in given if name in shape.fields]
        self.fields |= {name: given[name] for name in chosen}
        if "why_not" in chosen:
            whys = [(one.value, one.label) for one in shape.whys]
            _choices(self.fields["why_not"], pairs(whys, blank=gettext_lazy("Only when it is not possible")))
        if not has_note:
            del self.fields["note"]
        rest = ["note"] if has_note else []
        self.helper.layout = Layout("outcome", Div(*chosen, css_class="log-grid"), *rest, "version")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for name, sentence in faults(self.kind, cleaned).items():
                self.add_error(name, sentence)
        return cleaned


def stored_answer(answer: RequestAnswer | None) -> dict[str, Any]:
    """What was answered, by the form's fields."""
    if answer is None:
        return {}
    names = ("outcome", *_answer_fields(), "note")
    return {name: getattr(answer, name) for name in names if getattr(answer, name) not in (None, "")}


class SayForm(VersionedForm):
    """A question back or a reply in words, inside the authority."""

    text = note_field(gettext_lazy("What you want to say"), max_length=500)


class SayCodeForm(VersionedForm):
    """A question back or a reply from the list, across the border of the authority."""

    code = forms.ChoiceField(label=gettext_lazy("What you want to say"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, codes: Sequence[MessageCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["code"], [(one.value, one.label) for one in codes])


class WithdrawRequestForm(VersionedForm):
    """Why a request is taken back."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=WithdrawnWhy,
        widget=forms.RadioSelect,
        initial=WithdrawnWhy.NOT_NEEDED,
        help_text=gettext_lazy("Those who were asked see only that no answer is needed."),
    )


def _choices(field: forms.Field, choices: Sequence[tuple[str, str | Promise]]) -> None:
    field.choices = choices  # type: ignore[attr-defined]  # it is a field of choices
