"""Case meetings: when, where, about what and with whom; the minutes; and what was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User

from ..actions.meetings import Participant
from ..models import CaseMeeting, MeetingAgreement
from .fields import VersionedForm, day_field, note_field


class MeetingForm(VersionedForm):
    """A case meeting; who takes part is chosen among colleagues, others are written one a line."""

    day = day_field(gettext_lazy("Day"))
    time = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), localize=False
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200)
    agenda = note_field(gettext_lazy("Agenda"), rows=4, required=False)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Colleagues who take part"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = note_field(
        gettext_lazy("Others who take part"),
        required=False,
        help_text=gettext_lazy("One a line: the name, a comma, the organisation."),
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        choices = [(key, user.name) for key, user in self.colleagues.items()]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]  # it is a field of choices
        first = Div("day", "time", "place", css_class="log-grid")
        self.helper.layout = Layout(first, "agenda", "people", "others", "version")

    def clean_others(self) -> str:
        others: str = self.cleaned_data["others"]
        if any(len(part) > 150 for line in others.splitlines() for part in line.split(",", 1)):
            raise ValidationError(_("Write one name a line, at most 150 letters."))
        return others

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["people"] and not cleaned["others"].strip():
            self.add_error("people", _("Name at least one who takes part."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        starts_at = timezone.make_aware(dt.datetime.combine(facts.pop("day"), facts.pop("time")))
        chosen = [self.colleagues[key] for key in facts.pop("people")]
        people = [Participant(user.name, user=user) for user in chosen]
        people += [_other(line) for line in facts.pop("others").splitlines() if line.strip()]
        return {**facts, "starts_at": starts_at, "participants": people}


def stored_meeting(meeting: CaseMeeting) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    starts_at = timezone.localtime(meeting.starts_at)
    people = list(meeting.participants.order_by("pk"))
    others = [f"{one.name}, {one.organisation}".rstrip(", ") for one in people if one.user_id is None]
    return {
        "day": starts_at.date(),
        "time": starts_at.time(),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "people": [str(one.user_id) for one in people if one.user_id is not None],
        "others": "\n".join(others),
        "version": meeting.version,
    }


class CallOffForm(VersionedForm):
    """Why a meeting is not held."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class MinutesForm(VersionedForm):
    """What was said and decided at the meeting."""

    text = note_field(gettext_lazy("Minutes"), rows=12)


class AgreementForm(VersionedForm):
    """What was agreed, who does it and by when."""

    text = forms.CharField(label=pgettext_lazy("meeting", "What is agreed"), max_length=300)
    owner = forms.ChoiceField(label=gettext_lazy("Who does it"))
    due_on = day_field(pgettext_lazy("meeting", "By"))

    def __init__(self, *args: Any, participants: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participants = {owner_key(one): one for one in participants}
        choices = [(key, one.name) for key, one in self.participants.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]  # it is a field of choices

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return {**facts, "owner": self.participants[facts["owner"]]}


def owner_key(one: Participant) -> str:
    """How a form names somebody: by key, or by name for those without a role here."""
    return str(one.user.pk) if one.user else one.name


def stored_agreement(agreement: MeetingAgreement) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    owner = str(agreement.owner_id) if agreement.owner_id else agreement.owner_name
    return {"text": agreement.text, "owner": owner, "due_on": agreement.due_on, "version": agreement.version}


def _other(line: str) -> Participant:
    name, _comma, organisation = line.partition(",")
    return Participant(name.strip(), organisation.strip())
