"""The facts of a course for subletting or house rules: noted, and corrected beside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions.course_facts import correct_fact, note_fact
from ..course_facts import FACTS_OF
from ..enums import Cause
from ..forms.course_facts import CourseFactCorrectionForm, CourseFactForm, stored
from ..models import CourseFact
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def fact_new(request: StaffRequest, pk: int, course_id: int) -> HttpResponse:
    """Note a fact of a course that can have some."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    course = get_object_or_404(case.courses, pk=course_id)
    allowed(bool(FACTS_OF[Cause(course.cause)]))
    today = timezone.localdate()
    form = CourseFactForm(request.POST or None, today=today, course=course, initial={"occurred_on": today})
    if form.is_valid() and is_done(
        form, lambda: note_fact(course, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The fact was noted."))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("Note a fact"), submit=_("Note the fact"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def fact_correct(request: StaffRequest, pk: int, fact_id: int) -> HttpResponse:
    """Put a correction beside a fact."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    fact = get_object_or_404(CourseFact.objects.filter(case=case).standing().select_related("course__case"), pk=fact_id)
    form = CourseFactCorrectionForm(
        request.POST or None, today=timezone.localdate(), course=fact.course, initial=stored(fact)
    )
    if form.is_valid() and is_done(
        form,
        lambda: correct_fact(fact, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored,
    ):
        messages.success(request, _("The correction was saved."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Correct the fact"),
        submit=_("Save the correction"),
        lead=_("What was noted stays in the timeline; your correction stands beside it."),
    )
