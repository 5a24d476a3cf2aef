"""Consents, handovers and their answers, covers: what is asked of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper
from accounts.models import Organisation, User
from accounts.wording import day
from housing import codes
from housing.models import HousingAssociation, Lease

from ..actions.consents import MOST_DAYS, TOPICS
from ..actions.handovers import Contents
from ..enums import Cause, OpenedBy
from ..enums_sharing import ConsentForm as Ways
from ..models import AdviserContact, Consent, Document
from .documents import AttachmentField
from .fields import CaseForm, VersionedForm, day_field, defined_choices, not_later, note_field

Choices = Iterable[tuple[Any, Any]]


def _boxes(label: Any, **options: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(label=label, coerce=int, widget=forms.CheckboxSelectMultiple, **options)


class ConsentForm(CaseForm):
    """Whose consent, what it covers, whom it names, and how it was given."""

    whose = forms.TypedChoiceField(label=gettext_lazy("Whose consent"), coerce=int, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(label=gettext_lazy("What may be shared"), widget=forms.CheckboxSelectMultiple)
    organisations = _boxes(gettext_lazy("With whom"))
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"), help_text=gettext_lazy("A year at most."))
    form = forms.ChoiceField(label=gettext_lazy("How it was given"), choices=Ways, widget=forms.RadioSelect)
    attachment = AttachmentField(label=gettext_lazy("The signed paper"), required=False)
    witness = forms.CharField(
        label=gettext_lazy("Witness"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("For an oral consent: who heard it."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Where it can be found"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For a digital consent, for example “Digital Post, 3 November”."),
    )

    def __init__(
        self, *args: Any, people: Choices, organisations: Iterable[Organisation], today: dt.date, **kwargs: Any
    ) -> None:
        year = today + dt.timedelta(days=MOST_DAYS - 1)
        kwargs["initial"] = {"starts_on": today, "ends_on": year, "form": Ways.PAPER, **(kwargs.get("initial") or {})}
        super().__init__(*args, today=today, **kwargs)
        chosen = list(people)
        if len(chosen) == 1:
            self.fields["whose"].initial = chosen[0][0]
        _offer(self, "whose", chosen)
        _offer(self, "topics", defined_choices(TOPICS, today=today))
        _offer(self, "organisations", [(one.pk, one.name) for one in organisations])

    def clean_starts_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["starts_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way = cleaned.get("form")
        if way == Ways.PAPER and not cleaned.get("attachment") and "attachment" not in self.errors:
            self.add_error("attachment", _("Attach the signed paper."))
        if way == Ways.ORAL and not cleaned.get("witness"):
            self.add_error("witness", _("Name the witness."))
        if way == Ways.DIGITAL and not cleaned.get("reference"):
            self.add_error("reference", _("Say where the consent can be found."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "whose"}


class HandoverForm(CaseForm):
    """What every handover says: what, on which basis, and what for."""

    fact = note_field(gettext_lazy("In words"), required=False, max_length=4000)
    attachment = AttachmentField(label=gettext_lazy("A document"), required=False)
    basis = forms.ChoiceField(label=gettext_lazy("Legal basis"), widget=forms.RadioSelect)
    basis_reason = forms.CharField(
        label=gettext_lazy("Reasons"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed for another basis."),
    )
    purpose = note_field(gettext_lazy("What it is for"), rows=2, max_length=1000)

    bases: Sequence[OpenedBy] = ()

    def __init__(self, *args: Any, bases: Sequence[OpenedBy] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bases:
            _offer(self, "basis", [(basis.value, basis.label) for basis in bases])

    def contents(self) -> Contents:
        return Contents(fact=self.cleaned_data["fact"], attachment=self.cleaned_data.get("attachment"))

    def facts(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("basis", "basis_reason", "purpose")}
        return {**given, "contents": self.contents()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("basis") == OpenedBy.OTHER and not cleaned.get("basis_reason"):
            self.add_error("basis_reason", _("Give the reasons for another basis."))
        return cleaned


class ConsentedForm(HandoverForm):
    """A handover that may rest on a consent."""

    consent = forms.TypedChoiceField(
        label=gettext_lazy("Which consent"), coerce=int, empty_value=None, widget=forms.RadioSelect, required=False
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("What it is about"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, consents: Sequence[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consents = {consent.pk: consent for consent in consents}
        _offer(self, "consent", [(consent.pk, consent_words(consent)) for consent in consents])
        _offer(self, "topics", codes.choices(TOPICS, today=self.today))
        if not consents:
            self.fields["consent"].help_text = _("No consent stands. Note it first: the button is below.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.needs_consent(cleaned):
            if not cleaned.get("consent"):
                self.add_error("consent", _("Choose the consent. If there is none, record it first."))
            if not cleaned.get("topics") and "topics" not in self.errors:
                self.add_error("topics", _("Choose at least one topic."))
        return cleaned

    def needs_consent(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("basis") == OpenedBy.CONSENT

    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data["consent"]
        return {
            **super().facts(),
            "consent": self.consents[chosen] if chosen else None,
            "topics": self.cleaned_data["topics"],
        }


class ResidentHandoverForm(ConsentedForm):
    """An adviser's handover: which talks, which home."""

    contacts = _boxes(gettext_lazy("Talks to hand over"), required=False)
    lease = forms.TypedChoiceField(label=gettext_lazy("Home"), coerce=int, widget=forms.RadioSelect)
    field_order = ["lease", "contacts", "fact", "attachment", "basis", "basis_reason", "consent", "topics", "purpose"]

    def __init__(self, *args: Any, talks: Sequence[AdviserContact], leases: Sequence[Lease], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = {talk.pk: talk for talk in talks}
        self.leases = {lease.pk: lease for lease in leases}
        _offer(self, "contacts", [(talk.pk, _talk_words(talk)) for talk in talks])
        homes = [(one.pk, f"{one.tenancy.street} · {one.municipality.organisation.name}") for one in leases]
        _offer(self, "lease", homes)
        if len(homes) == 1:
            self.fields["lease"].initial = homes[0][0]

    def contents(self) -> Contents:
        talks = [self.talks[key] for key in self.cleaned_data["contacts"]]
        return Contents(fact=self.cleaned_data["fact"], contacts=talks, attachment=self.cleaned_data.get("attachment"))

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "lease": self.leases[self.cleaned_data["lease"]]}


class CaseHandoverForm(ConsentedForm):
    """The municipality's handover to an adviser: only on consent."""

    adviser = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("To whom"), empty_label=None)
    documents = _boxes(gettext_lazy("Documents to hand over"), required=False)
    basis = None  # type: ignore[assignment]  # it is always consent
    basis_reason = None  # type: ignore[assignment]
    attachment = None  # type: ignore[assignment]
    field_order = ["adviser", "consent", "topics", "fact", "documents", "purpose"]

    def __init__(self, *args: Any, advisers: Any, papers: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {paper.pk: paper for paper in papers}
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]  # it is a model choice
        _offer(self, "documents", [(paper.pk, paper.title) for paper in papers])

    def needs_consent(self, cleaned: dict[str, Any]) -> bool:
        return True

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        documents = [self.papers[key] for key in cleaned["documents"]]
        return {
            "adviser": cleaned["adviser"],
            "consent": self.consents[cleaned["consent"]],
            "topics": cleaned["topics"],
            "purpose": cleaned["purpose"],
            "contents": Contents(fact=cleaned["fact"], documents=documents),
        }


class AcceptForm(VersionedForm):
    """Taking a handover up; where it opens a case, for which cause."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause of the case"), choices=Cause, initial=Cause.ARREARS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, opens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens:
            del self.fields["cause"]


class DeclineForm(VersionedForm):
    """Why a handover is declined."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class AskForm(VersionedForm):
    """What one needs to know first."""

    question = note_field(gettext_lazy("Question"), max_length=2000)


class AnswerForm(VersionedForm):
    """The answer to what was asked back."""

    answer = note_field(gettext_lazy("Answer"), max_length=4000)


class EraseForm(VersionedForm):
    """Why a contact is erased."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class CoverForm(CaseForm):
    """Who is away, who covers, from when until when."""

    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=None
    )
    covered = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who is away"), empty_label=None)
    cover = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who covers"), empty_label=gettext_lazy("Choose")
    )
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, *args: Any, associations: Any, advisers: Any, own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]  # they are model choices
        away = advisers.filter(pk=own) if own else advisers
        self.fields["covered"].queryset = away  # type: ignore[attr-defined]
        self.fields["cover"].queryset = advisers.exclude(pk=own or 0)  # type: ignore[attr-defined]


class HandoverSearchForm(forms.Form):
    """Whom or which home one looks for."""

    q = forms.CharField(
        label=gettext_lazy("Name or address"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


def consent_words(consent: Consent) -> str:
    """A consent in one line."""
    whose = consent.person or consent.tenant
    topics = ", ".join(codes.name_of(TOPICS, topic) for topic in consent.topics)
    until = _("until %(day)s") % {"day": day(consent.ends_on)}
    return f"{whose}: {topics} · {until}"


def _talk_words(talk: AdviserContact) -> str:
    topics = ", ".join(codes.name_of("adviser_topic", topic) for topic in talk.topics)
    done = f" · {talk.done[:80]}" if talk.done else ""
    return f"{day(talk.occurred_on)} · {topics}{done}"


def _offer(form: forms.Form, field: str, choices: Sequence[tuple[Any, Any]]) -> None:
    form.fields[field].choices = choices  # type: ignore[attr-defined]  # it is a choice field
