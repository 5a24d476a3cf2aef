"""The day in court (Fogeddagen): all hearings and evictions of a day, answered with one tap each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import wording
from accounts.enums import Look, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import court_day as actions
from ..enums import HearingResult, LegalStepKind
from ..forms.court_day import AttendForm, CallOffForm, CheckForm, DayForm, HearingForm
from ..models import Case, CourtAttendance, LegalStep
from ..queries import court_day as queries
from ..queries.colleagues import unit_colleagues
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page

#: The results that need no more than a tap; a hearing that was postponed needs its new date.
TAPS = [result for result in HearingResult if result != HearingResult.POSTPONED]


@require_GET
@for_roles(*CASEWORKERS)
def court_day(request: StaffRequest) -> HttpResponse:
    """One day, today unless another is asked for."""
    today = timezone.localdate()
    form = DayForm(request.GET)
    day = (form.cleaned_data["day"] if form.is_valid() else None) or today
    found = queries.court_day(request.scope, day=day)
    note_look(request, Look.LIST, Subject.CASE, ids=[one.case.pk for one in found.dates])
    context = {
        "today": today,
        "court_day": found,
        "is_today": day == today,
        "has_come": day <= today,
        "colleagues": list(unit_colleagues(request.scope, today=today)),
        "taps": [(result.value, result.label) for result in TAPS],
        "me": request.user,
    }
    return render(request, "casework/court/day.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def attend(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Say who attends and what is prepared."""
    case, step = _step(request, pk, step_id)
    root = actions.first_of(case, step)
    standing = CourtAttendance.objects.filter(step=root).first()
    form = AttendForm(
        request.POST or None,
        today=timezone.localdate(),
        colleagues=unit_colleagues(request.scope, today=timezone.localdate()),
        initial=_stored(standing) if standing else {"version": 0},
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.attend(root, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        messages.success(request, _attending(form))
        return _back(step)
    return form_page(request, case, form, title=_("Who attends"), submit=_("Save"), lead=_named(step))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def result(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Record what came of a hearing; a tap can be undone."""
    case, step = _step(request, pk, step_id)
    form = HearingForm(
        request.POST or None,
        today=timezone.localdate(),
        initial={"version": step.course.version, "hearing_result": request.GET.get("result", "")},
    )
    recorded: list[LegalStep] = []
    if form.is_valid() and is_done(
        form,
        lambda: recorded.append(actions.record_hearing(step, **form.facts(), by=request.scope, now=timezone.now())),
    ):
        _say(request, recorded[0], recorded[0].get_hearing_result_display())
        return _back(step)
    return form_page(request, case, form, title=_("Result of the hearing"), submit=_("Save"), lead=_named(step))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def call_off(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Record that an eviction does not take place, and why."""
    case, step = _step(request, pk, step_id)
    allowed(step.kind == LegalStepKind.EVICTION_SCHEDULED)
    form = CallOffForm(request.POST or None, today=timezone.localdate(), initial={"version": step.course.version})
    recorded: list[LegalStep] = []
    if form.is_valid() and is_done(
        form,
        lambda: recorded.append(actions.call_off_eviction(step, **form.facts(), by=request.scope, now=timezone.now())),
    ):
        _say(request, recorded[0], _("The eviction was called off"))
        return _back(step)
    return form_page(request, case, form, title=_("Call the eviction off"), submit=_("Call it off"), lead=_named(step))


@require_POST
@for_roles(*CASEWORKERS)
def undo(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Take a result back that was tapped by mistake."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    step = get_object_or_404(case.steps.select_related("course", "case"), pk=step_id)
    try:
        actions.take_back(step, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("It was taken back. The timeline keeps that it was recorded."))
    return redirect(f"{reverse('casework:court-day')}?day={step.occurred_on.isoformat()}")


@require_POST
@for_roles(*CASEWORKERS)
def check(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Settle a point of an eviction's checklist, or open it again."""
    case, step = _step(request, pk, step_id)
    form = CheckForm(request.POST, today=timezone.localdate())
    root = actions.first_of(case, step)
    if not form.is_valid() or not is_done(
        form, lambda: actions.mark_check(root, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.error(request, _("Nothing was marked: choose a point and an answer."))
    return _back(step)


def _step(request: StaffRequest, pk: int, step_id: int) -> tuple[Case, LegalStep]:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case, get_object_or_404(queries.court_step_of(case, step_id))


def _back(step: LegalStep) -> HttpResponse:
    day = actions.court_day_of(step)
    return redirect(f"{reverse('casework:court-day')}?day={day.isoformat()}#step-{step.pk}")


def _say(request: StaffRequest, recorded: LegalStep, words: str) -> None:
    url = reverse("casework:court-undo", args=[recorded.case_id, recorded.pk])
    messages.success(
        request, _("%(case)s: %(result)s.") % {"case": recorded.case.names, "result": words}, extra_tags=f"undo:{url}"
    )


def _named(step: LegalStep) -> str:
    return f"{step.get_kind_display()} · {wording.moment(step.takes_place_at)} · {step.case.names}"


def _attending(form: AttendForm) -> str:
    who = form.cleaned_data["attends"]
    return _("%(name)s attends.") % {"name": who} if who else _("Nobody attends yet.")


def _stored(standing: CourtAttendance) -> dict[str, object]:
    return {"attends": standing.attends_id, "prepared": standing.prepared, "version": standing.version}
