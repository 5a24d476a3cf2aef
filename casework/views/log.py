"""Noting what was done: contact attempts, interventions, notes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import StaffRequest, for_roles
from accounts.queries import organisations_of

from .. import permissions
from ..actions import logging as actions
from ..forms.interventions import InterventionChangeForm, stored
from ..forms.notes import NoteCorrectionForm
from ..queries.colleagues import people_on, programmes_of
from .attempts import is_done
from .case import show
from .drafts import forget, writing_in
from .log_box import contact_form, intervention_form, note_form
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_POST
@for_roles(*CASEWORKERS)
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a try to reach the household."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    now = timezone.now()
    form = contact_form(request, case, request.POST, now)
    if form.is_valid() and is_done(
        form, lambda: actions.log_contact_attempt(case, **form.facts(), by=request.scope, now=now)
    ):
        forget(request, case, "contact")
        messages.success(request, _("The contact was noted."))
        return redirect("casework:case", pk=pk)
    return show(request, case, tab="contact", form=form, status=422)


@require_POST
@for_roles(*CASEWORKERS)
def intervention(request: StaffRequest, pk: int) -> HttpResponse:
    """Note something done to avert the eviction."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    now = timezone.now()
    form = intervention_form(request, case, request.POST, now)
    if form.is_valid() and is_done(
        form, lambda: actions.log_intervention(case, **form.facts(), by=request.scope, now=now)
    ):
        forget(request, case, "intervention")
        messages.success(request, _("The intervention was noted."))
        return redirect("casework:case", pk=pk)
    return show(request, case, tab="intervention", form=form, status=422)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def intervention_edit(request: StaffRequest, pk: int, intervention_id: int) -> HttpResponse:
    """Change what is known of an intervention."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = get_object_or_404(
        case.interventions.select_related("programme", "responsible", "person"), pk=intervention_id
    )
    today = timezone.localdate()
    form = InterventionChangeForm(
        request.POST or None,
        today=today,
        responsible=organisations_of(request.scope),
        programmes=programmes_of(request.scope, today=today, keep=found.programme_id),
        people=people_on(case),
        initial=stored(found),
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_intervention(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored,
    ):
        messages.success(request, _("The intervention was changed."))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("Change the intervention"), submit=_("Save the intervention"))


@require_POST
@for_roles(*CASEWORKERS)
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a note."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    now = timezone.now()
    form = note_form(request, case, request.POST, now)
    if form.is_valid() and is_done(form, lambda: actions.write_note(case, **form.facts(), by=request.scope, now=now)):
        forget(request, case, "note")
        messages.success(request, _("The note was written."))
        return redirect("casework:case", pk=pk)
    return show(request, case, tab="note", form=form, status=422)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def note_correct(request: StaffRequest, pk: int, note_id: int) -> HttpResponse:
    """Put a correction beside a note."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    wrong = get_object_or_404(case.notes.select_related("case"), pk=note_id)
    form = NoteCorrectionForm(request.POST or None, today=timezone.localdate(), initial={"text": wrong.text})
    name = f"correction-{wrong.pk}"
    writing = writing_in(request, case, name, form, back=reverse("casework:note-correct", args=[pk, wrong.pk]))
    if form.is_valid() and is_done(
        form,
        lambda: actions.correct_note(wrong, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda standing: {"text": standing.text},
    ):
        forget(request, case, name)
        messages.success(request, _("The correction stands beside the note."))
        return redirect("casework:case", pk=pk)
    latest = case.notes.filter(corrects=wrong).values_list("pk", flat=True).first() or wrong.pk
    return form_page(
        request,
        case,
        form,
        title=_("Correct the note"),
        submit=_("Save the correction"),
        lead=_("The note stays as it was written; your correction stands beside it."),
        action=reverse("casework:note-correct", args=[case.pk, latest]),
        template="casework/case/writing.html",
        writing=writing,
    )
