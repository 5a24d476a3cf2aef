"""Closing a case by its four questions, and opening it again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import closing as actions
from ..forms.cases import ReasonForm
from ..forms.closing import CloseForm
from ..outcomes import TRANSFERRED
from ..queries.closing import recorded
from ..queries.missing import lacks_of_case
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the case; beside the questions stands what is recorded."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    form = CloseForm(
        request.POST or None,
        today=today,
        courses=list(case.courses.filter(ended_on__isnull=True).order_by("started_on", "pk")),
        initial={"closed_on": today, "version": case.version},
    )
    if form.data.get("housing_outcome") == TRANSFERRED:
        messages.info(request, _("Say where the household moved. Your other answers came along."))
        return redirect(f"{reverse('casework:transfer', args=[pk])}?{urlencode(form.answers())}")
    if form.is_valid() and is_done(
        form, lambda: actions.close_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("Case %(number)s was closed.") % {"number": case.number})
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Close the case"),
        submit=_("Close the case"),
        template="casework/case/close.html",
        recorded=recorded(case),
        lacks=lacks_of_case(case, now=timezone.now()),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a closed case again, with the reason."""
    case = case_for(request, pk)
    allowed(permissions.may_reopen(request.scope, case))
    form = ReasonForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.reopen_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The case is open again."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Reopen the case"),
        submit=_("Reopen"),
        lead=_(
            "The same household and ground within 60 days of closing is the same case. Later trouble is a new case."
        ),
    )
