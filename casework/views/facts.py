"""What is known of the household, and why it came to this."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import logging as actions
from ..forms.cases import BackgroundForm, HouseholdForm
from ..models import Case
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def household(request: StaffRequest, pk: int) -> HttpResponse:
    """Who lives there now."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = HouseholdForm(request.POST or None, today=timezone.localdate(), initial=_household(case))
    if form.is_valid() and is_done(
        form,
        lambda: actions.set_household(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_household,
    ):
        messages.success(request, _("The household was saved."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Household"),
        submit=_("Save the household"),
        lead=_("What you save here counts from today. An eviction keeps the household as it was on its day."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def background(request: StaffRequest, pk: int) -> HttpResponse:
    """Why it came to this."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = BackgroundForm(request.POST or None, today=timezone.localdate(), initial=_background(case))
    if form.is_valid() and is_done(
        form,
        lambda: actions.set_background(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_background,
    ):
        messages.success(request, _("The background was saved."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Background"),
        submit=_("Save the background"),
        lead=_("Choose all that you know of. The answers are for the statistics and for the next colleague."),
    )


def _household(case: Case) -> dict[str, Any]:
    return {
        "household_type": case.household_type,
        "adults": case.adults,
        "has_children": case.has_children,
        "children": case.children,
        "version": case.version,
    }


def _background(case: Case) -> dict[str, Any]:
    codes = case.backgrounds.order_by("pk").values_list("code", flat=True)
    return {"codes": list(codes), "version": case.version}
