"""Noting that something in a legal course was raised with the association."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import plausibility as actions
from ..enums import Finding
from ..forms.plausibility import RaiseForm
from ..models import LegalCourse
from ..queries.course_dates import ShownFinding, course_dates
from ..stages import effective
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def raise_finding(request: StaffRequest, pk: int, course_id: int, finding: str) -> HttpResponse:
    """Note the day a finding was raised with the association; only what is found can be raised."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    course = get_object_or_404(case.courses.select_related("case"), pk=course_id)
    found = _found(request, course, finding)
    today = timezone.localdate()
    form = RaiseForm(request.POST or None, today=today, initial={"raised_on": today})
    if form.is_valid() and is_done(
        form,
        lambda: actions.raise_finding(
            course, finding=Finding(found.code), **form.facts(), by=request.scope, now=timezone.now()
        ),
    ):
        messages.success(request, _("It is noted that this was raised."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Raise with the association: %(finding)s") % {"finding": found.label},
        submit=_("Note that it was raised"),
        lead=_("%(what)s Dates are guidance: ask the association what happened, and note here that you did.")
        % {"what": found.text},
    )


def _found(request: StaffRequest, course: LegalCourse, code: str) -> ShownFinding:
    steps = effective(course.steps.order_by("pk"))
    dates = course_dates(course.case, [(course, steps)], request.scope)[course.pk]
    found = next((one for one in dates.findings if one.code == code), None)
    if found is None:
        raise Http404
    return found
