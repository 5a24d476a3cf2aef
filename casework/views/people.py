"""The people of a case's home: who lives there, who acts for them, and what to mind at their door."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, number_in

from .. import permissions
from ..actions import members, representatives, safety
from ..forms.people import (
    EndForm,
    RepresentativeChangeForm,
    RepresentativeForm,
    ResidentChangeForm,
    ResidentForm,
    SafetyNoteEndForm,
    SafetyNoteForm,
    stored_part,
)
from ..models import Case, CasePerson, Person, Representative, SafetyNote
from ..queries.home import home_of, people_of
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page

#: How long a safety note surely holds, unless another day is chosen.
REVIEW_MONTHS = 3


@require_GET
@for_roles(*READERS)
def people(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody of the home, those who moved out below."""
    case = case_for(request, pk)
    context = {
        **about(request, case),
        "home": home_of(case, people_of(case), request.scope, today=timezone.localdate()),
        "may_work": permissions.may_work_on(request.scope, case),
    }
    return render(request, "casework/people/home.html", context)


@sensitive_post_parameters("cpr")
@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def resident_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down somebody who lives there."""
    case = _workable(request, pk)
    form = ResidentForm(request.POST or None, today=timezone.localdate(), initial={"role": "member"})
    if form.is_valid() and is_done(
        form, lambda: members.add_resident(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(name)s was written down.") % {"name": form.cleaned_data["name"]})
        return redirect("casework:people", pk=pk)
    return form_page(request, case, form, title=_("Somebody who lives there"), submit=_("Save the person"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def resident_edit(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """Change somebody's part in the home."""
    case = _workable(request, pk)
    entry = _entry(case, entry_id)
    form = ResidentChangeForm(request.POST or None, today=timezone.localdate(), entry=entry, initial=stored_part(entry))
    if form.is_valid() and is_done(
        form,
        lambda: members.change_resident(entry, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_part,
    ):
        messages.success(request, _("What is known of %(name)s was saved.") % {"name": entry.person.name})
        return redirect("casework:people", pk=pk)
    return form_page(request, case, form, title=entry.person.name, submit=_("Save"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def resident_end(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """Somebody moved out; the record stays."""
    case = _workable(request, pk)
    entry = _entry(case, entry_id)
    today = timezone.localdate()
    form = EndForm(request.POST or None, today=today, initial={"ended_on": today, "version": entry.version})
    name = {"name": entry.person.name}
    if form.is_valid() and is_done(
        form, lambda: members.end_resident(entry, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(name)s is not part of the home any more.") % name)
        return redirect("casework:people", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("%(name)s moved out") % name,
        submit=_("Save the day"),
        lead=_("The person stays on the case with the day, and can be put back."),
    )


@require_POST
@for_roles(*CASEWORKERS)
def resident_return(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """Somebody lives there again, or never moved out."""
    case = _workable(request, pk)
    entry = _entry(case, entry_id)
    return _told(
        request,
        case,
        lambda version, now: members.return_resident(entry, version=version, by=request.scope, now=now),
        _("%(name)s is part of the home again.") % {"name": entry.person.name},
    )


@require_POST
@for_roles(*CASEWORKERS)
def counts(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the numbers of adults and children over from the people written down."""
    case = _workable(request, pk)
    return _told(
        request,
        case,
        lambda version, now: members.take_over_counts(case, version=version, by=request.scope, now=now),
        _("The household was saved."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def representative_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down somebody who may act for a person of the case."""
    case = _workable(request, pk)
    today = timezone.localdate()
    on_case = Person.objects.filter(case_people__case=case, case_people__ended_on__isnull=True)
    form = RepresentativeForm(
        request.POST or None,
        today=today,
        people=on_case.order_by("case_people__position", "pk"),
        initial={"starts_on": today},
    )
    if form.is_valid() and is_done(
        form, lambda: representatives.add_representative(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(name)s was written down.") % {"name": form.cleaned_data["name"]})
        return redirect("casework:people", pk=pk)
    return form_page(request, case, form, title=_("A representative"), submit=_("Save the representative"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def representative_edit(request: StaffRequest, pk: int, representative_id: int) -> HttpResponse:
    """Change what is known of a representative, or end it."""
    case = _workable(request, pk)
    found = get_object_or_404(case.representatives.select_related("person"), pk=representative_id)
    form = RepresentativeChangeForm(
        request.POST or None, today=timezone.localdate(), people=Person.objects.none(), initial=_stored(found)
    )
    if form.is_valid() and is_done(
        form,
        lambda: representatives.change_representative(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        messages.success(request, _("The representative was saved."))
        return redirect("casework:people", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("%(name)s, for %(person)s") % {"name": found.name, "person": found.person.name},
        submit=_("Save the representative"),
        lead=_("A last day ends the right to act."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def safety_note(request: StaffRequest, pk: int) -> HttpResponse:
    """What to mind on a home visit, with everything that was said of it before."""
    case = _workable(request, pk)
    history = list(SafetyNote.objects.filter(case=case).select_related("recorded_by").order_by("-version"))
    today = timezone.localdate()
    form = SafetyNoteForm(request.POST or None, today=today, initial=_next_note(history, today))
    if form.is_valid() and is_done(
        form,
        lambda: safety.write_safety_note(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda last: {"text": last.text, "review_on": last.review_on},
    ):
        messages.success(request, _("The safety note stands at the top of the case."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Safety note for home visits"),
        submit=_("Save the safety note"),
        template="casework/people/safety_note.html",
        history=history,
        stands=bool(history) and not history[0].is_ended,
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def safety_note_end(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the warning away."""
    case = _workable(request, pk)
    last = SafetyNote.objects.filter(case=case).order_by("-version").first()
    allowed(last is not None)
    version = last.version if last else 0
    form = SafetyNoteEndForm(request.POST or None, today=timezone.localdate(), initial={"version": version})
    if form.is_valid() and is_done(
        form, lambda: safety.end_safety_note(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The safety note was taken away."))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("Take the safety note away"), submit=_("Take it away"))


def _workable(request: StaffRequest, pk: int) -> Case:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case


def _entry(case: Case, pk: int) -> CasePerson:
    return get_object_or_404(case.case_people.select_related("case", "person"), pk=pk)


def _told(request: StaffRequest, case: Case, act: Any, done: str) -> HttpResponse:
    """Do what a button asks for, and say whether it was done."""
    try:
        act(number_in(request.POST.get("version", "")) or 0, timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, done)
    return redirect(reverse("casework:people", args=[case.pk]))


def _stored(representative: Representative) -> dict[str, Any]:
    names = ("kind", "name", "phone", "may", "starts_on", "ends_on", "version")
    return {name: getattr(representative, name) for name in names}


def _next_note(history: list[SafetyNote], today: dt.date) -> dict[str, Any]:
    """The note that stands, to be looked at again in a few months."""
    month = today.month - 1 + REVIEW_MONTHS
    review_on = dt.date(today.year + month // 12, month % 12 + 1, min(today.day, 28))
    last = history[0] if history else None
    text = last.text if last and not last.is_ended else ""
    return {"text": text, "review_on": review_on, "version": last.version if last else 0}
