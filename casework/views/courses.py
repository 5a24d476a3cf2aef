"""The legal course: opening one, recording and correcting steps, and the eviction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import courses as actions
from ..forms.courses import CourseForm, EvictionForm, StepCorrectionForm, stored_step
from .attempts import is_done
from .case import show
from .drafts import forget
from .log_box import step_form
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def course_open(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a legal course, for any cause."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    form = CourseForm(request.POST or None, today=today, initial={"started_on": today, "cause": case.cause})
    if form.is_valid() and is_done(
        form, lambda: actions.open_course(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The legal course was opened."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Open a legal course"),
        submit=_("Open the course"),
        lead=_(
            "A new demand starts a new course, and each ground has its own. A course for crime restricts the case"
            " to named people."
        ),
    )


@require_POST
@for_roles(*CASEWORKERS)
def step(request: StaffRequest, pk: int) -> HttpResponse:
    """Record a step of one of the open courses."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    now = timezone.now()
    form = step_form(request, case, request.POST, now)
    if form.is_valid():
        facts = form.facts()
        course = facts.pop("course")
        if is_done(form, lambda: actions.record_step(course, **facts, by=request.scope, now=now)):
            forget(request, case, "step")
            messages.success(request, _("The step was recorded."))
            return redirect("casework:case", pk=pk)
    return show(request, case, tab="step", form=form, status=422)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def step_correct(request: StaffRequest, pk: int, step_id: int) -> HttpResponse:
    """Put beside a step what it should have said, or that it did not happen."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    wrong = get_object_or_404(case.steps.select_related("course", "case"), pk=step_id)
    form = StepCorrectionForm(request.POST or None, today=timezone.localdate(), initial=stored_step(wrong))
    if form.is_valid() and is_done(
        form,
        lambda: actions.correct_step(wrong, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_step,
    ):
        messages.success(request, _("The correction was recorded. The first record stays on the timeline."))
        return redirect("casework:case", pk=pk)
    latest = case.steps.filter(corrects=wrong).values_list("pk", flat=True).first() or wrong.pk
    return form_page(
        request,
        case,
        form,
        title=_("Correct the step: %(step)s") % {"step": wrong.get_kind_display()},
        submit=_("Save the correction"),
        lead=_("The first record stays on the timeline; your correction stands beside it."),
        action=reverse("casework:step-correct", args=[case.pk, latest]),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def eviction(request: StaffRequest, pk: int) -> HttpResponse:
    """Record that the bailiff put the household out, with the day."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    courses = case.courses.order_by("-started_on", "-pk")
    form = EvictionForm(
        request.POST or None,
        today=today,
        courses=courses,
        initial={
            "occurred_on": request.GET.get("day", today),
            "cause": case.cause,
            "course": request.GET.get("course") or courses.filter(ended_on__isnull=True).first(),
        },
    )
    if form.is_valid() and is_done(
        form, lambda: actions.record_eviction(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The eviction was recorded."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Record an eviction"),
        submit=_("Record the eviction"),
        tone="danger",
        lead=_(
            "Only an eviction the bailiff carried out, also when the home was found empty. A household that left before"
            " is recorded when the case is closed. The eviction counts by its day."
        ),
    )
