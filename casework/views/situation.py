"""The citizen's whole situation on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..queries.situation import situation as matters_of
from .opened import CASEWORKERS, case_for


@require_GET
@for_roles(*CASEWORKERS)
def situation(request: StaffRequest, pk: int) -> HttpResponse:
    """Every open matter of the case, sorted by day."""
    case = case_for(request, pk)
    now = timezone.now()
    context = {
        "case": case,
        "matters": matters_of(case, request.scope, now=now),
        "today": timezone.localdate(now),
        "may_work": permissions.may_work_on(request.scope, case),
        "meetings": case.meetings.order_by("-starts_at", "-pk"),
    }
    return render(request, "casework/requests/situation.html", context)
