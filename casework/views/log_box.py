"""The box in which things are noted on a case: a contact, an intervention, a note, a step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.http import StaffRequest, number_in
from accounts.queries import organisations_of

from ..forms.contact import ContactForm
from ..forms.courses import StepForm
from ..forms.fields import CaseForm
from ..forms.interventions import InterventionForm
from ..forms.notes import NoteForm
from ..models import Appointment, Case
from ..queries.campaigns import last_used
from ..queries.colleagues import people_on, programmes_of
from ..queries.contact import ContactPicture, picture_of
from .drafts import Writing, writing_in

Data = Mapping[str, Any] | None


class Tab(NamedTuple):
    """One kind of thing to note: its word, the verb on the button, and where it is sent."""

    label: str | Promise
    submit: str | Promise
    url_name: str
    make: Callable[[StaffRequest, Case, Data, dt.datetime], CaseForm]


class LogBox(NamedTuple):
    """The box as the page shows it."""

    tabs: list[dict[str, Any]]
    tab: str
    form: CaseForm
    url: str
    submit: str | Promise
    has_course: bool
    writing: Writing
    contact: ContactPicture | None


def contact_form(request: StaffRequest, case: Case, data: Data, now: dt.datetime) -> ContactForm:
    """With the numbers and addresses of the household, and the next try chosen."""
    return _contact_form(case, picture_of(case), data, now)


def _contact_form(
    case: Case, contact: ContactPicture, data: Data, now: dt.datetime, appointment: Appointment | None = None
) -> ContactForm:
    return ContactForm(data, now=now, contact=contact, people=people_on(case), appointment=appointment)


def _held(request: StaffRequest, case: Case) -> Appointment | None:
    """The appointment the reader comes from, to be noted as a contact."""
    key = number_in(request.GET.get("appointment", ""))
    return None if key is None else case.appointments.filter(pk=key).first()


def intervention_form(request: StaffRequest, case: Case, data: Data, now: dt.datetime) -> InterventionForm:
    """One's own unit is responsible unless another is chosen."""
    today = timezone.localdate(now)
    return InterventionForm(
        data,
        today=today,
        responsible=organisations_of(request.scope),
        programmes=programmes_of(request.scope, today=today),
        people=people_on(case),
        initial={"responsible": request.scope.organisation_id, "programme": last_used(request.scope)},
    )


def note_form(request: StaffRequest, case: Case, data: Data, now: dt.datetime) -> NoteForm:
    return NoteForm(data, today=timezone.localdate(now))


def step_form(request: StaffRequest, case: Case, data: Data, now: dt.datetime) -> StepForm:
    return StepForm(
        data,
        request.FILES if data is not None else None,
        today=timezone.localdate(now),
        courses=case.courses.filter(ended_on__isnull=True).order_by("-started_on", "-pk"),
    )


CONTACT = "contact"
TABS = {
    CONTACT: Tab(_("Contact"), _("Note the contact"), "casework:contact", contact_form),
    "intervention": Tab(_("Intervention"), _("Note the intervention"), "casework:intervention", intervention_form),
    "note": Tab(_("Note"), _("Write the note"), "casework:note", note_form),
    "step": Tab(_("Step"), _("Record the step"), "casework:step", step_form),
}


def log_box(
    request: StaffRequest,
    case: Case,
    *,
    tab: str,
    now: dt.datetime,
    form: CaseForm | None = None,
    contact: ContactPicture | None = None,
) -> LogBox:
    """The box opened at a tab; with `form` as it came back, when something was wrong with it.

    `contact` is the picture of the household's contact, when it is at hand.
    """
    name = tab if tab in TABS else CONTACT
    chosen = TABS[name]
    here = reverse("casework:case", args=[case.pk])
    tabs = [
        {"url": f"{here}?log={key}#log", "label": one.label, "is_current": key == name, "count": None}
        for key, one in TABS.items()
    ]
    if name == CONTACT:
        contact = contact or picture_of(case)
        form = form or _contact_form(case, contact, None, now, _held(request, case))
    form = form or chosen.make(request, case, None, now)
    return LogBox(
        tabs=tabs,
        tab=name,
        form=form,
        url=reverse(chosen.url_name, args=[case.pk]),
        submit=chosen.submit,
        has_course=isinstance(form, StepForm) and form.has_course,
        writing=writing_in(request, case, name, form, back=f"{here}?log={name}#log"),
        contact=contact if name == CONTACT else None,
    )
