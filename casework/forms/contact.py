"""Noting a try to reach the household."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..contact_pattern import NEEDS
from ..enums_appointments import AppointmentMode, AppointmentState
from ..models import Appointment, Person
from ..queries.contact import ContactPicture
from .fields import FollowUpFields, code_choices, day_field, not_later, note_field

REACHED = "reached"
#: Results which say that the number or address does not work.
FAILING = frozenset({"wrong_address", "returned"})

#: The first hour of each part of the day, and the hour a call of an earlier day is noted at.
PARTS = (("evening", 18, 19), ("afternoon", 12, 15), ("morning", 0, 10))


def part_of_day(moment: dt.datetime) -> str:
    """Morning before 12, afternoon before 18, evening after, by the clock of Copenhagen."""
    hour = timezone.localtime(moment).hour
    return next(part for part, first, _typical in PARTS if hour >= first)


class ContactForm(FollowUpFields):
    """A contact attempt: how, when, reached or why not. Everything but the mode and the result is filled in."""

    mode = forms.ChoiceField(label=gettext_lazy("How"))
    used = forms.ChoiceField(label=gettext_lazy("Number or address"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Result"))
    day = day_field(gettext_lazy("Day"))
    part_of_day = forms.ChoiceField(label=gettext_lazy("Part of day"))
    note = note_field(gettext_lazy("Note"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Whom"), required=False, empty_label=gettext_lazy("The household")
    )
    has_appointment = forms.BooleanField(label=gettext_lazy("Appointment made"), required=False)
    wants_no_contact = forms.BooleanField(label=gettext_lazy("Wants no further contact"), required=False)

    def __init__(
        self,
        *args: Any,
        now: dt.datetime,
        contact: ContactPicture,
        people: QuerySet[Person],
        appointment: Appointment | None = None,
        **kwargs: Any,
    ) -> None:
        today = timezone.localtime(now).date()
        usual: dict[str, Any] = {"day": today, "part_of_day": part_of_day(now), **_suggested(contact)}
        if appointment is not None and appointment.starts_at <= now:
            usual |= _as_agreed(appointment)
        super().__init__(*args, today=today, initial=usual, **kwargs)
        self.now = now
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a model choice
        self._offer("mode", code_choices("contact_mode", today=today))
        self._offer("used", [("", _("Not noted")), *((way.key, way.label) for way in contact.ways)])
        self.fields["used"].widget.attrs["data-needs"] = json.dumps(NEEDS)
        self._offer("part_of_day", code_choices("part_of_day", today=today))
        reasons = code_choices("not_reached_reason", today=today)
        self._offer(
            "outcome",
            [("", _("Choose")), (REACHED, _("Reached")), (_("Not reached"), reasons)],
        )

        self.helper.layout = Layout(
            Div("mode", "outcome", "used", css_class="log-grid"),
            Div("part_of_day", "day", "person", css_class="log-grid"),
            "note",
            Div("has_appointment", "wants_no_contact", css_class="log-grid"),
            Div(Field("follow_up", template="casework/case/_small_toggles.html"), "follow_up_on", css_class="log-grid"),
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def clean_day(self) -> dt.date | None:
        return not_later(self.cleaned_data["day"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "day" in cleaned and "part_of_day" in cleaned and self._moment() > self.now:
            self.add_error("part_of_day", _("That part of the day has not come yet."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        outcome = self.cleaned_data["outcome"]
        return {
            "mode": self.cleaned_data["mode"],
            "used": self._used(),
            "used_failed": outcome in FAILING,
            "part_of_day": self.cleaned_data["part_of_day"],
            "is_reached": outcome == REACHED,
            "not_reached_reason": "" if outcome == REACHED else outcome,
            "has_appointment": self.cleaned_data["has_appointment"],
            "wants_no_contact": self.cleaned_data["wants_no_contact"],
            "note": self.cleaned_data["note"],
            "person": self.cleaned_data["person"],
            "occurred_at": self._moment(),
            "follow_up_on": self.follow_up_day(),
        }

    def _used(self) -> tuple[str, str] | None:
        """The number or address, when the mode goes by one of its kind."""
        kind, _colon, value = self.cleaned_data["used"].partition(":")
        return (kind, value) if kind and NEEDS.get(self.cleaned_data["mode"]) == kind else None

    def _moment(self) -> dt.datetime:
        """Now for a call of this part of today; else an hour in the middle of the part."""
        day, part = self.cleaned_data["day"], self.cleaned_data["part_of_day"]
        if day == self.today and part == part_of_day(self.now):
            return self.now
        typical = next((hour for name, _first, hour in PARTS if name == part), 12)
        return timezone.make_aware(dt.datetime.combine(day, dt.time(typical)))


def _as_agreed(appointment: Appointment) -> dict[str, Any]:
    """A contact that was an appointment: its way, its hour, and what came of it."""
    is_call = appointment.mode == AppointmentMode.CALL
    outcomes: dict[str, str] = {
        AppointmentState.MET: REACHED,
        AppointmentState.NOT_MET: "no_answer" if is_call else "no_show",
    }
    return {
        "mode": "phone" if is_call else "home_visit",
        "outcome": outcomes.get(appointment.state, ""),
        "day": timezone.localdate(appointment.starts_at),
        "part_of_day": part_of_day(appointment.starts_at),
        "note": appointment.note,
    }


def _suggested(contact: ContactPicture) -> dict[str, str]:
    """The mode to try next and the number or address that goes with it."""
    mode = contact.suggestion.mode if contact.suggestion else "phone"
    return {"mode": mode, "used": contact.chosen.key if contact.chosen else ""}
