"""Complaints about a decision: noting one, and taking it further."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import StaffRequest, for_roles

from ..actions import complaints as actions
from ..decision_states import complaint_next, complaint_state
from ..enums_decisions import ComplaintState
from ..forms.complaints import STEP_FORMS, ComplaintForm, stored_step
from ..models import Complaint, Decision
from ..queries.decisions import all_decided
from .attempts import is_done
from .opened import CASEWORKERS, about, case_for, form_page

#: What each step is called, on its button and on its page.
STEPS = {
    ComplaintState.REASSESSED: gettext_lazy("Note the reassessment"),
    ComplaintState.FORWARDED: gettext_lazy("Note that it was sent to Ankestyrelsen"),
    ComplaintState.SETTLED: gettext_lazy("Note Ankestyrelsen's answer"),
    ComplaintState.WITHDRAWN: gettext_lazy("Note that it was withdrawn"),
}


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def complaint_new(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """Note a complaint about a decision."""
    case = case_for(request, pk)
    decision = get_object_or_404(Decision.objects.visible_to(request.scope), case=case, pk=decision_id)
    today = timezone.localdate()
    initial = {"received_on": today, "received_from": case.names}
    form = ComplaintForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form, lambda: actions.receive_complaint(decision, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The complaint was noted. Look at the decision again."))
        return redirect("casework:complaint", pk=pk, complaint_id=case.complaints.latest("pk").pk)
    return form_page(
        request,
        case,
        form,
        title=_("Complaint about the decision"),
        submit=_("Note the complaint"),
        lead=_("Note it also when it comes late: Ankestyrelsen decides whether it is looked at."),
    )


@require_GET
@for_roles(*CASEWORKERS)
def complaint(request: StaffRequest, pk: int, complaint_id: int) -> HttpResponse:
    """A complaint: in time or late, what was found, what Ankestyrelsen said."""
    case = case_for(request, pk)
    decided = all_decided(case, request.scope)
    found = next((one for one in decided.complaints if one.pk == complaint_id), None)
    if found is None:
        raise Http404
    last = ComplaintState.REASSESSED if complaint_state(found) == ComplaintState.MET else complaint_state(found)
    context = {
        **about(request, case),
        "complaint": found,
        "made": decided.made_of(found.decision_id),
        "is_late": decided.is_late(found),
        "state": complaint_state(found),
        "steps": [(step, words) for step, words in STEPS.items() if step in complaint_next(found) - {last}],
        "last": last if last in complaint_next(found) else "",
    }
    return render(request, "casework/decision/complaint.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def complaint_step(request: StaffRequest, pk: int, complaint_id: int, step: str) -> HttpResponse:
    """Take a complaint one step further, or correct the last one."""
    case = case_for(request, pk)
    found = get_object_or_404(Complaint.objects.visible_to(request.scope), case=case, pk=complaint_id)
    if step not in STEPS:
        raise Http404
    taken = ComplaintState(step)
    today = timezone.localdate()
    noted = stored_step(found, taken)
    form = STEP_FORMS[taken](request.POST or None, today=today, initial={**noted, "on": noted["on"] or today})
    if form.is_valid() and is_done(
        form,
        lambda: actions.note_complaint_step(found, step=taken, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda current: stored_step(current, taken),
    ):
        messages.success(request, _("The complaint was taken further."))
        return redirect("casework:complaint", pk=pk, complaint_id=complaint_id)
    return form_page(request, case, form, title=str(STEPS[taken]), submit=_("Save"))
