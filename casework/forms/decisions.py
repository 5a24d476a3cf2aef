"""Writing a decision, making it, noting how it went out, and logging what it grants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording
from housing import codes

from ..enums_decisions import DecisionOutcome, PartyHearing, SentBy
from ..models import Budget, Decision, DecisionDraft, DecisionSending
from .fields import CaseForm, VersionedForm, day_field, defined_choices, not_later, note_field, pairs
from .money import KronerField


class BudgetField(forms.ModelChoiceField[Budget]):
    """One of a case's stay-put budgets, by its day."""

    def label_from_instance(self, obj: Budget) -> str:
        return _("Budget of %(day)s") % {"day": wording.day(obj.made_on)}


class DecisionForm(VersionedForm):
    """A draft in four steps; everything may stand open until the decision is made."""

    hearing = forms.ChoiceField(
        label=gettext_lazy("Must the party be heard?"),
        required=False,
        widget=forms.RadioSelect,
        choices=pairs(PartyHearing.choices, blank=gettext_lazy("Not settled yet")),
        help_text=gettext_lazy(
            "Yes, when the decision rests on something the party does not know we have, and it counts against them"
            " (forvaltningsloven § 19)."
        ),
    )
    hearing_reason = forms.CharField(
        label=gettext_lazy("If not: why not"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hearing_sent_on = day_field(gettext_lazy("Hearing sent on"), required=False)
    hearing_answer_by = day_field(gettext_lazy("Answer by"), required=False)
    hearing_answered_on = day_field(gettext_lazy("Answer received on"), required=False)
    hearing_answer = note_field(gettext_lazy("What the party said"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        required=False,
        widget=forms.RadioSelect,
        choices=pairs(DecisionOutcome.choices, blank=gettext_lazy("Not settled yet")),
    )
    bases = forms.MultipleChoiceField(
        label=gettext_lazy("Legal basis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The help that is granted, or that was weighed and refused."),
    )
    budget = BudgetField(
        Budget.objects.none(),
        label=gettext_lazy("Rests on the budget"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    facts_weighed = note_field(
        gettext_lazy("Facts weighed"),
        rows=5,
        required=False,
        help_text=gettext_lazy("The household, the arrears, the income: what the decision rests on."),
    )
    reasons = note_field(
        gettext_lazy("Reasons"),
        rows=6,
        required=False,
        help_text=gettext_lazy("Why these facts and these rules lead to this outcome, in words the party understands."),
    )
    complaint_to = forms.CharField(label=gettext_lazy("Complaints go to"), required=False, max_length=200)
    complaint_weeks = forms.IntegerField(
        label=gettext_lazy("Weeks to complain"),
        required=False,
        min_value=1,
        max_value=52,
        help_text=gettext_lazy("As the legal parameters have it today."),
    )

    def __init__(self, *args: Any, budgets: QuerySet[Budget], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = budgets  # type: ignore[attr-defined]  # it is a model choice
        kept = self.initial.get("bases") or []
        self.fields["bases"].choices = _bases(self.today, kept)  # type: ignore[attr-defined]  # it is a choice field
        self.helper.layout = Layout(
            Fieldset(
                _("1. Hearing of the party"),
                _toggles("hearing"),
                "hearing_reason",
                Div("hearing_sent_on", "hearing_answer_by", "hearing_answered_on", css_class="log-grid"),
                "hearing_answer",
                css_class="form-step",
            ),
            Fieldset(_("2. Outcome and legal basis"), _toggles("outcome"), "bases", css_class="form-step"),
            Fieldset(_("3. Facts and reasons"), "budget", "facts_weighed", "reasons", css_class="form-step"),
            Fieldset(
                _("4. How to complain"),
                Div("complaint_to", "complaint_weeks", css_class="log-grid"),
                css_class="form-step",
            ),
            "version",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent, by = cleaned.get("hearing_sent_on"), cleaned.get("hearing_answer_by")
        if sent and by and by < sent:
            self.add_error("hearing_answer_by", _("The party cannot answer before the hearing was sent."))
        for field in ("hearing_sent_on", "hearing_answered_on"):
            if cleaned.get(field) and cleaned[field] > self.today:
                self.add_error(field, _("That day has not come yet."))
        return cleaned


def _toggles(name: str) -> Field:
    return Field(name, template="casework/case/_small_toggles.html")


def stored_draft(text: DecisionDraft) -> dict[str, Any]:
    """What stands in the draft, by the form's fields."""
    return {**text.text(), "budget": text.budget_id, "version": text.version}


def _bases(today: dt.date, kept: Sequence[str]) -> list[tuple[str, Any]]:
    """The help that has a legal basis in the code book, with it; what was chosen stays a choice."""
    with_basis = {entry.code for entry in codes.entries("intervention", today=today) if entry.definition}
    offered = [choice for choice in defined_choices("intervention", today=today) if choice[0] in {*with_basis, *kept}]
    known = {code for code, _name in offered}
    return [*offered, *((code, codes.name_of("intervention", code)) for code in kept if code not in known)]


class DecideForm(VersionedForm):
    """The day the decision is made."""

    decided_on = day_field(gettext_lazy("Decided on"))

    def clean_decided_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["decided_on"], self.today)


class SendingForm(VersionedForm):
    """When and how a decision went out, and when the party knew it."""

    sent_on = day_field(gettext_lazy("Sent on"))
    sent_by = forms.ChoiceField(label=gettext_lazy("Sent by"), choices=SentBy)
    known_on = day_field(
        gettext_lazy("Made known to the party on"),
        help_text=gettext_lazy(
            "Digital Post is there the same day, a letter some days later. The time to complain is counted from here."
        ),
    )

    def clean_sent_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["sent_on"], self.today)

    def clean_known_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["known_on"], self.today)


def stored_sending(sending: DecisionSending) -> dict[str, Any]:
    return {
        "sent_on": sending.sent_on,
        "sent_by": sending.sent_by,
        "known_on": sending.known_on,
        "version": sending.version,
    }


class DecidedLetterForm(CaseForm):
    """The letter as it will be made; it begins with the template filled in."""

    recipient = note_field(gettext_lazy("To"), rows=3)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = note_field(
        gettext_lazy("Text"),
        rows=22,
        help_text=gettext_lazy("A line that begins with # is a heading; fields between braces must be filled in."),
    )


class GrantForm(CaseForm):
    """What of a decision is logged as an intervention, each with its amount."""

    def __init__(self, *args: Any, decision: Decision, logged: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [code for code in decision.bases if code not in logged]
        rows = []
        for code in self.kinds:
            self.fields[f"log_{code}"] = forms.BooleanField(
                label=codes.name_of("intervention", code), required=False, initial=True
            )
            self.fields[f"amount_{code}"] = KronerField(label=_("Amount, kr."), required=False)
            rows.append(Div(f"log_{code}", f"amount_{code}", css_class="log-grid"))
        self.helper.layout = Layout(*rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.chosen():
            self.add_error(None, _("Choose at least one."))
        return cleaned

    def chosen(self) -> dict[str, Decimal | None]:
        """The amounts of what was chosen, by code."""
        given = self.cleaned_data
        return {code: given.get(f"amount_{code}") for code in self.kinds if given.get(f"log_{code}")}


def decision_label(decision: Decision) -> str:
    """A decision as one of several to choose from."""
    return _("Decision of %(day)s: %(outcome)s.") % {
        "day": wording.day(decision.decided_on),
        "outcome": decision.get_outcome_display(),
    }
