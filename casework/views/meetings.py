"""Case meetings: calling, changing and calling off, the minutes, and what was agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look, number_in

from .. import permissions
from ..actions import meetings as actions
from ..actions.meetings import Participant
from ..forms.meetings import (
    AgreementForm,
    CallOffForm,
    MeetingForm,
    MinutesForm,
    stored_agreement,
    stored_meeting,
)
from ..models import Case, CaseMeeting, MeetingAgreement
from ..queries.meetings import colleagues_of, meeting_page
from .attempts import is_done
from .opened import CASEWORKERS, READERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def meeting_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Call a meeting about the case, or write down one that was held."""
    case = _worked_on(request, pk)
    form = _form(request, case, {"version": 0})
    if form.is_valid():
        facts = form.facts()
        facts.pop("version")
        if is_done(form, lambda: actions.call_meeting(case, **facts, by=request.scope, now=timezone.now())):
            messages.success(
                request, _("The meeting is called. Colleagues who take part are told; tell the others yourself.")
            )
            return redirect("casework:meeting", pk=pk, meeting_id=case.meetings.latest("pk").pk)
    return form_page(request, case, form, title=_("New case meeting"), submit=_("Call the meeting"))


@require_GET
@for_roles(*READERS)
def meeting(request: StaffRequest, pk: int, meeting_id: int) -> HttpResponse:
    """One meeting: who, what about, the minutes, and what was agreed."""
    case = case_for(request, pk)
    found = _found(request, case, meeting_id)
    now = timezone.now()
    context = {
        "case": case,
        "page": meeting_page(found),
        "today": timezone.localdate(now),
        "is_over": found.starts_at <= now,
        "may_work": permissions.may_work_on(request.scope, case) and found.called_off_at is None,
        "user_id": request.scope.user_id,
    }
    return render(request, "casework/meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def meeting_edit(request: StaffRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Change when, where, about what and with whom."""
    case = _worked_on(request, pk)
    found = _found(request, case, meeting_id)
    form = _form(request, case, stored_meeting(found))
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_meeting(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_meeting,
    ):
        messages.success(request, _("The meeting was changed."))
        return redirect("casework:meeting", pk=pk, meeting_id=meeting_id)
    return form_page(request, case, form, title=_("Change the meeting"), submit=_("Save the meeting"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def meeting_call_off(request: StaffRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Call the meeting off, with the reason."""
    case = _worked_on(request, pk)
    found = _found(request, case, meeting_id)
    form = CallOffForm(request.POST or None, today=timezone.localdate(), initial={"version": found.version})
    if form.is_valid() and is_done(
        form, lambda: actions.call_off_meeting(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The meeting is called off."))
        return redirect("casework:meeting", pk=pk, meeting_id=meeting_id)
    title = _("Call the meeting off")
    return form_page(request, case, form, title=title, submit=title, tone="danger")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def minutes(request: StaffRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Write the minutes, or a corrected version of them."""
    case = _worked_on(request, pk)
    found = _found(request, case, meeting_id)
    last = found.minutes.order_by("-number").first()
    initial = {"version": found.version, "text": last.text if last else ""}
    form = MinutesForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if form.is_valid() and is_done(
        form, lambda: actions.write_minutes(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The minutes are saved."))
        return redirect("casework:meeting", pk=pk, meeting_id=meeting_id)
    lead = _("What stood before stays as a version of its own.") if last else ""
    return form_page(request, case, form, title=_("Minutes"), submit=_("Save the minutes"), lead=lead)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def agreement_new(request: StaffRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Write down what was agreed, who does it and by when."""
    case = _worked_on(request, pk)
    found = _found(request, case, meeting_id)
    form = AgreementForm(
        request.POST or None,
        today=timezone.localdate(),
        participants=_participants(found),
        initial={"version": found.version},
    )
    if form.is_valid():
        facts = form.facts()
        facts.pop("version")
        if is_done(form, lambda: actions.agree(found, **facts, by=request.scope, now=timezone.now())):
            messages.success(request, _("The agreement stands among the case's deadlines and in the owner's list."))
            return redirect("casework:meeting", pk=pk, meeting_id=meeting_id)
    return form_page(request, case, form, title=_("New agreement"), submit=_("Save the agreement"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def agreement_edit(request: StaffRequest, pk: int, agreement_id: int) -> HttpResponse:
    """Correct what was agreed; the timeline keeps what it was."""
    case = _worked_on(request, pk)
    found = get_object_or_404(case.agreements.select_related("meeting", "case"), pk=agreement_id)
    form = AgreementForm(
        request.POST or None,
        today=timezone.localdate(),
        participants=_participants(found.meeting, found),
        initial=stored_agreement(found),
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_agreement(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_agreement,
    ):
        messages.success(request, _("The agreement was corrected."))
        return redirect("casework:meeting", pk=pk, meeting_id=found.meeting_id)
    return form_page(request, case, form, title=_("Correct the agreement"), submit=_("Save the agreement"))


@require_POST
@for_roles(*READERS)
def agreement_tick(request: StaffRequest, pk: int) -> HttpResponse:
    """An agreement is done, or is not done after all."""
    seen = MeetingAgreement.objects.visible_to(request.scope)
    found = get_object_or_404(seen.select_related("case"), pk=pk)
    allowed(permissions.may_tick(request.scope, found))
    note_look(request, Look.CHANGE, Subject.CASE, ids=[found.case_id], case_id=found.case_id)
    is_done_now = request.POST.get("done", "yes") == "yes"
    version = number_in(request.POST.get("version", ""))
    try:
        actions.tick_agreement(found, is_done=is_done_now, version=version or 0, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("Noted as done.") if is_done_now else _("It is open again."))
    if request.POST.get("back") == "list" or not permissions.sees(request.scope, found.case):
        return redirect("casework:request-list")
    return redirect("casework:meeting", pk=found.case_id, meeting_id=found.meeting_id)


def _worked_on(request: StaffRequest, pk: int) -> Case:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case


def _found(request: StaffRequest, case: Case, meeting_id: int) -> CaseMeeting:
    return get_object_or_404(CaseMeeting.objects.visible_to(request.scope).filter(case=case), pk=meeting_id)


def _form(request: StaffRequest, case: Case, initial: dict[str, object]) -> MeetingForm:
    now = timezone.now()
    today = timezone.localdate(now)
    colleagues = colleagues_of(case, today=today, now=now)
    return MeetingForm(request.POST or None, today=today, colleagues=colleagues, initial=initial)


def _participants(meeting: CaseMeeting, agreement: MeetingAgreement | None = None) -> list[Participant]:
    """Those who take part; who owns an agreement stays a choice."""
    people = [
        Participant(one.name, one.organisation, one.user)
        for one in meeting.participants.select_related("user").order_by("pk")
    ]
    if agreement is not None and agreement.owner_name not in {one.name for one in people}:
        people.append(Participant(agreement.owner_name, user=agreement.owner))
    if not people:
        raise Http404
    return people
