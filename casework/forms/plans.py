"""The forms of an instalment plan: its terms with a preview, payments on it, and its end."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording

from ..enums_money import AgreedWith, PaymentSource, PlanEnd, Rhythm
from ..instalments import LONGEST, CannotSplit, Part, TooMany, by_count, by_rate, in_order
from ..models import InstalmentPayment, InstalmentPlan
from .fields import CaseForm, VersionedForm, day_field, not_later, note_field
from .money import KronerField

#: What a typed line of a free plan may use between its day and its amount.
_DAY = forms.DateField(localize=False)
_AMOUNT = KronerField()


class PlanForm(CaseForm):
    """The terms of a plan; `parts` are the instalments they give, once the form is valid.

    `shown` tells which instalments the writer has seen: a plan is saved only as it was shown.
    """

    agreed_with = forms.ChoiceField(label=gettext_lazy("Agreed with"), choices=AgreedWith)
    agreed_on = day_field(gettext_lazy("Agreed on"))
    amount = KronerField(label=gettext_lazy("Amount to pay off, kr."))
    rhythm = forms.ChoiceField(label=gettext_lazy("Instalments"), choices=Rhythm)
    first_on = day_field(gettext_lazy("First instalment"), required=False)
    each = KronerField(
        label=gettext_lazy("Amount of each, kr."),
        required=False,
        help_text=gettext_lazy("The last one is the rest."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("or number of instalments"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("The last one takes the øre left over."),
    )
    lines = forms.CharField(
        label=gettext_lazy("Days and amounts as agreed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "01-12-2026 1.500,00"}),
        help_text=gettext_lazy("Only when the instalments follow no rhythm: one on each line, day and amount."),
    )
    note = note_field(gettext_lazy("Note"), rows=2, required=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    parts: list[Part]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = []
        self.helper.layout = Layout(
            Div("agreed_with", "agreed_on", "amount", css_class="log-grid"),
            Div("rhythm", "first_on", "each", "count", css_class="log-grid"),
            "lines",
            "note",
            "shown",
            "replaces",
            "version",
        )

    def clean_agreed_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["agreed_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._split(cleaned)
        if not self.errors and self.parts[0].due_on < cleaned["agreed_on"]:
            self.add_error(
                "lines" if cleaned["rhythm"] == Rhythm.FREE else "first_on",
                _("No instalment can be due before the plan was agreed."),
            )
        return cleaned

    def facts(self) -> dict[str, Any]:
        kept = ("agreed_with", "agreed_on", "rhythm", "note", "version")
        return {**{name: self.cleaned_data[name] for name in kept}, "parts": self.parts}

    @property
    def was_shown(self) -> bool:
        """Whether the writer has seen just these instalments."""
        return bool(self.cleaned_data["shown"] == self._seal())

    def show(self) -> None:
        """Let the form say that its instalments are on the page now."""
        self._retype("shown", self._seal())

    def go_on_from(self, current: models.Model) -> None:
        """Go on from the plan that stands now: saving again replaces or changes that one."""
        super().go_on_from(current)
        self._retype("replaces", current.pk)

    def _split(self, cleaned: dict[str, Any]) -> None:
        if cleaned["rhythm"] == Rhythm.FREE:
            self._read_lines(cleaned)
            return
        first_on, each, count = cleaned.get("first_on"), cleaned.get("each"), cleaned.get("count")
        if first_on is None:
            self.add_error("first_on", _("Choose the day of the first instalment."))
        elif (each is None) == (count is None):
            self.add_error("each", _("Give either the amount of each instalment or how many there are."))
        else:
            self._generate(cleaned["amount"], first_on, each, count, Rhythm(cleaned["rhythm"]))

    def _generate(
        self, amount: Decimal, first_on: dt.date, each: Decimal | None, count: int | None, rhythm: Rhythm
    ) -> None:
        try:
            if each is not None:
                self.parts = by_rate(amount, each, first_on=first_on, rhythm=rhythm)
            else:
                self.parts = by_count(amount, count or 0, first_on=first_on, rhythm=rhythm)
        except TooMany:
            limit = _("A plan has at most %(count)d instalments.")
            self.add_error("each" if each is not None else "count", limit % {"count": LONGEST})
        except CannotSplit:
            self.add_error("each" if each is not None else "amount", _("Every instalment must be at least one øre."))

    def _read_lines(self, cleaned: dict[str, Any]) -> None:
        parts = []
        for number, line in enumerate(cleaned["lines"].splitlines(), 1):
            if not line.strip():
                continue
            part = _read(line)
            if part is None:
                error = _("Line %(number)d: write a day and an amount, such as 01-12-2026 1.500,00.")
                self.add_error("lines", error % {"number": number})
                return
            parts.append(part)
        total = sum((part.amount for part in parts), Decimal(0))
        if not parts:
            self.add_error("lines", _("Write the instalments, one on each line."))
        elif len(parts) > LONGEST or total != cleaned["amount"]:
            said = {"total": wording.kroner(total), "amount": wording.kroner(cleaned["amount"])}
            self.add_error("lines", _("The instalments add up to %(total)s, not to %(amount)s.") % said)
        else:
            self.parts = in_order(parts)

    def _seal(self) -> str:
        return hashlib.sha256(repr(self.parts).encode()).hexdigest()[:16]


class PaymentForm(CaseForm):
    """A payment as somebody told of it."""

    paid_on = day_field(gettext_lazy("Paid on"))
    amount = KronerField(label=gettext_lazy("Amount, kr."))
    source = forms.ChoiceField(label=gettext_lazy("Reported by"), choices=PaymentSource)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Div("paid_on", "amount", "source", css_class="log-grid"), "note")

    def clean_paid_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["paid_on"], self.today)


class PaymentCorrectionForm(PaymentForm):
    """What a payment should have said, or that it was never made."""

    is_void = forms.BooleanField(label=gettext_lazy("This was not paid"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.append("is_void")


class PlanEndForm(VersionedForm):
    """Why a plan no longer runs."""

    ended_as = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        widget=forms.RadioSelect,
        choices=[
            (PlanEnd.BROKEN.value, gettext_lazy("The plan is broken")),
            (PlanEnd.ENDED.value, gettext_lazy("The plan no longer applies, for another reason")),
        ],
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


def stored_plan(plan: InstalmentPlan) -> dict[str, Any]:
    """What stands in a plan, by the form's fields, in the way its instalments can be reckoned again."""
    rows = plan.instalments.order_by("position").values_list("due_on", "amount")
    parts = [Part(due_on, amount) for due_on, amount in rows]
    return {
        "agreed_with": plan.agreed_with,
        "agreed_on": plan.agreed_on,
        "amount": plan.amount,
        "note": plan.note,
        "version": plan.version,
        **dict.fromkeys(("first_on", "each", "count")),
        "lines": "",
        **_terms(parts, plan.amount, plan.rhythm),
    }


def stored_payment(payment: InstalmentPayment) -> dict[str, Any]:
    """What stands in a payment, by the form's fields."""
    fields = ("paid_on", "amount", "source", "note", "is_void")
    return {name: getattr(payment, name) for name in fields}


def _terms(parts: list[Part], amount: Decimal, rhythm: str) -> dict[str, Any]:
    if parts and rhythm != Rhythm.FREE:
        first_on, each = parts[0]
        chosen = Rhythm(rhythm)
        if parts == by_count(amount, len(parts), first_on=first_on, rhythm=chosen):
            return {"first_on": first_on, "rhythm": chosen, "count": len(parts)}
        if parts == by_rate(amount, each, first_on=first_on, rhythm=chosen):
            return {"first_on": first_on, "rhythm": chosen, "each": each}
    said = (f"{part.due_on:%d-%m-%Y} {_AMOUNT.prepare_value(part.amount)}" for part in parts)
    return {"rhythm": Rhythm.FREE, "lines": "\n".join(said)}


def _read(line: str) -> Part | None:
    """The instalment written on a line; None when it cannot be read."""
    day, _space, amount = line.strip().partition(" ")
    try:
        part = Part(_DAY.clean(day), _AMOUNT.clean(amount))
    except ValidationError:
        return None
    return part if part.amount > 0 else None
