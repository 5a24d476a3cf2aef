"""Appointments with the household: times offered by a link, one written down, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import wording
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles

from .. import permissions, time_links
from ..actions import appointments as actions
from ..enums_appointments import AppointmentState
from ..forms.appointments import AppointmentForm, EndForm, OfferForm, proposed
from ..models import Appointment, AppointmentOffer, Case
from ..page_words import words_in
from ..queries.appointments import appointments_of, letters_for, offers_of
from ..queries.colleagues import unit_colleagues
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page


@require_GET
@for_roles(*READERS)
def appointment_list(request: StaffRequest, pk: int) -> HttpResponse:
    """The case's appointments and the links by which times were offered."""
    case = case_for(request, pk)
    now = timezone.now()
    context = {
        **about(request, case),
        "appointments": appointments_of(case),
        "offers": [(offer, _standing(offer, now)) for offer in offers_of(case)],
        "may_work": permissions.may_work_on(request.scope, case),
    }
    return render(request, "casework/times/appointments.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def offer_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Offer times by a link; its secret is shown this once, ready for a letter or a message."""
    case = _worked_on(request, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    form = OfferForm(
        request.POST or None,
        today=today,
        colleagues=unit_colleagues(request.scope, today=today),
        initial={"host": request.scope.user_id, **proposed(today)},
    )
    made: list[tuple[AppointmentOffer, str]] = []
    if form.is_valid() and is_done(
        form, lambda: made.append(actions.offer_times(case, **form.facts(), by=request.scope, now=now))
    ):
        return _offered(request, case, *made[0])
    lead = _("The tenant gets a link without personal data, chooses a time, and it becomes an appointment on the case.")
    return form_page(request, case, form, title=_("Offer times"), submit=_("Make the link"), lead=lead)


@require_POST
@for_roles(*CASEWORKERS)
def offer_revoke(request: StaffRequest, pk: int, offer_id: int) -> HttpResponse:
    """Stop a link from working."""
    case = _worked_on(request, pk)
    offer = get_object_or_404(case.offers, pk=offer_id)
    try:
        actions.revoke_offer(offer, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("The link no longer works."))
    return redirect("casework:appointment-list", pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def appointment_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down an appointment that was agreed with the household."""
    case = _worked_on(request, pk)
    today = timezone.localdate()
    form = AppointmentForm(
        request.POST or None,
        today=today,
        colleagues=unit_colleagues(request.scope, today=today),
        initial={"host": request.scope.user_id},
    )
    if form.is_valid() and is_done(
        form, lambda: actions.agree_appointment(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The appointment is written down."))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("New appointment"), submit=_("Write the appointment down"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def appointment_end(request: StaffRequest, pk: int, appointment_id: int) -> HttpResponse:
    """Say what came of it; a talk that took place can then be noted as a contact, filled in already."""
    case = _worked_on(request, pk)
    found = get_object_or_404(case.appointments.select_related("case"), pk=appointment_id)
    now = timezone.now()
    is_over = found.starts_at <= now
    form = EndForm(request.POST or None, today=timezone.localdate(now), is_over=is_over, initial=_stored(found))
    if form.is_valid() and is_done(
        form, lambda: actions.end_appointment(found, **form.facts(), by=request.scope, now=now), stored=_stored
    ):
        return _ended(request, found, form.cleaned_data["state"])
    title = _("What came of the appointment?") if is_over else _("Call the appointment off")
    lead = _("%(mode)s %(when)s, %(host)s.") % {
        "mode": found.get_mode_display(),
        "when": wording.moment(found.starts_at),
        "host": found.host,
    }
    return form_page(request, case, form, title=title, submit=_("Save"), lead=lead)


def _ended(request: StaffRequest, appointment: Appointment, state: str) -> HttpResponse:
    case = reverse("casework:case", args=[appointment.case_id])
    if state in {AppointmentState.MET, AppointmentState.NOT_MET}:
        messages.success(request, _("It is noted what came of the appointment. Note it as a contact too, below."))
        return redirect(f"{case}?log=contact&appointment={appointment.pk}#log")
    messages.success(request, _("The appointment is called off."))
    return redirect(case)


def _offered(request: StaffRequest, case: Case, offer: AppointmentOffer, secret: str) -> HttpResponse:
    """The link, the message and the letters it can go into; nobody can show it again."""
    link = f"{settings.PUBLIC_URL}{reverse('times:choose', args=[time_links.written(secret)])}"
    words = words_in(offer.language)
    municipality, phone = case.municipality.organisation.name, case.unit.organisation.phone
    context = {
        **about(request, case),
        "link": link,
        "message": words.message.format(municipality=municipality, link=link, phone=phone),
        "words": words,
        "letters": letters_for(case.municipality_id, today=timezone.localdate()),
        "valid_until": offer.valid_until,
    }
    return render(request, "casework/times/offered.html", context)


def _standing(offer: AppointmentOffer, now: dt.datetime) -> str:
    """How a link stands, in words."""
    if offer.revoked_at is not None:
        return _("Revoked")
    if hasattr(offer, "appointment"):
        return _("A time was chosen")
    return _("Waits for the tenant") if offer.valid_until >= timezone.localdate(now) else _("Out of date")


def _stored(appointment: Appointment) -> dict[str, Any]:
    return {"state": appointment.state, "note": appointment.note, "version": appointment.version}


def _worked_on(request: StaffRequest, pk: int) -> Case:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case
