"""Times offered by a link, an appointment written down, and what came of one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

from ..enums_appointments import AppointmentMode, AppointmentState, OfferMode, PageLanguage
from ..legal_calendar import next_working_day
from .fields import CaseForm, VersionedForm, day_field

#: So many times can be offered at once on the form.
TIMES = tuple(f"time_{number}" for number in range(1, 7))
#: The hours proposed on the working days to come: one before noon, one after, one towards the evening.
PROPOSED_HOURS = (10, 14, 17)
#: How many days a link is open unless another day is chosen.
OPEN_DAYS = 14


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """A day and hour, chosen in the browser's own calendar."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        localize=False,
        **options,
    )


class HostForm(CaseForm):
    """Who calls or visits is a colleague, oneself unless another is chosen."""

    host = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who calls or visits"), empty_label=None)

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = colleagues  # type: ignore[attr-defined]  # it is a model choice


class OfferForm(HostForm):
    """Several times, until when one can choose, and the language in which the page opens."""

    mode = forms.ChoiceField(label=gettext_lazy("Call or visit"), choices=OfferMode)
    valid_until = day_field(gettext_lazy("The link is open until"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the page"),
        choices=PageLanguage,
        help_text=gettext_lazy("The tenant can choose another one on the page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(TIMES, start=1):
            self.fields[name] = moment_field(_("Time %(number)d") % {"number": number}, required=number == 1)
        self.helper.layout = Layout(
            Div("mode", "host", css_class="log-grid"),
            *(Div(*TIMES[first : first + 2], css_class="log-grid") for first in range(0, len(TIMES), 2)),
            Div("valid_until", "language", css_class="log-grid"),
        )

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        times = [facts.pop(name) for name in TIMES]
        return {**facts, "times": [at for at in times if at]}


class AppointmentForm(HostForm):
    """An appointment that was agreed on the phone or in person."""

    mode = forms.ChoiceField(label=gettext_lazy("Call or visit"), choices=AppointmentMode)
    starts_at = moment_field(gettext_lazy("Day and hour"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Div("mode", "starts_at", css_class="log-grid"), Div("host", "note", css_class="log-grid")
        )


class EndForm(VersionedForm):
    """What came of an appointment, or who called it off; one to come can only be called off."""

    state = forms.ChoiceField(label=gettext_lazy("What came of it"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=300, required=False, help_text=gettext_lazy("It stands on the timeline.")
    )

    def __init__(self, *args: Any, is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = {AppointmentState.PLANNED} if is_over else {*AppointmentState} - CALLED_OFF
        choices = [choice for choice in AppointmentState.choices if choice[0] not in later]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]  # it is a choice field
        self.order_fields(["state", "note", "version"])


CALLED_OFF = frozenset({AppointmentState.CALLED_OFF_BY_US, AppointmentState.CALLED_OFF_BY_TENANT})


def proposed(today: dt.date) -> dict[str, Any]:
    """Times on the next working days but one, at different parts of the day, and how long the link is open."""
    day, initial = next_working_day(today), {}
    for name, hour in zip(TIMES, PROPOSED_HOURS, strict=False):
        day = next_working_day(day)
        initial[name] = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    return {**initial, "valid_until": today + dt.timedelta(days=OPEN_DAYS)}
