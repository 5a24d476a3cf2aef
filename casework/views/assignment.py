"""Who has the case, and when it is looked at again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import wording
from accounts.errors import Conflict, Refused
from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import assignment as actions
from ..actions.logging import set_follow_up
from ..forms.assignment import AssignForm, FollowUpForm, GiveBackForm, TakeForm
from ..models import Case
from ..queries.colleagues import Colleague, colleagues_for
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_POST
@for_roles(*CASEWORKERS)
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a case nobody has."""
    case = case_for(request, pk)
    form = TakeForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        messages.error(request, _("The case was not taken: open it and try again."))
    else:
        try:
            actions.take_case(case, version=form.cleaned_data["version"], by=request.scope, now=timezone.now())
        except Conflict:
            messages.warning(request, _("Somebody changed the case just before you. See where it stands now."))
        except Refused as fact:
            messages.warning(request, fact.message)
        else:
            messages.success(request, _("The case is yours."))
    return redirect("casework:case", pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand the case to a colleague of the unit."""
    case = case_for(request, pk)
    allowed(permissions.may_hand_over(request.scope, case))
    today = timezone.localdate()
    form = AssignForm(
        request.POST or None,
        today=today,
        colleagues=colleagues_for(case, today=today),
        initial={"version": case.version},
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.assign_case(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_holder,
    ):
        messages.success(request, _("%(name)s has the case now.") % {"name": form.cleaned_data["to"]})
        if hint := Colleague.of(form.cleaned_data["to"]).hint:
            messages.warning(request, hint)
        return redirect("casework:worklist")
    return form_page(request, case, form, title=_("Hand the case over"), submit=_("Hand over"))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the case back to the unit."""
    case = case_for(request, pk)
    allowed(permissions.may_hand_over(request.scope, case) and case.assigned_to_id is not None)
    form = GiveBackForm(request.POST or None, today=timezone.localdate(), initial={"version": case.version})
    if form.is_valid() and is_done(
        form, lambda: actions.give_back_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The case is back among those nobody has taken."))
        return redirect("casework:worklist")
    return form_page(request, case, form, title=_("Give the case back"), submit=_("Give back"))


@require_POST
@for_roles(*CASEWORKERS)
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose the day on which the case is shown again."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = FollowUpForm(request.POST, today=timezone.localdate())
    if form.is_valid() and is_done(
        form,
        lambda: set_follow_up(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda current: {"follow_up_on": current.follow_up_on},
    ):
        messages.success(request, _follow_up_words(form))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("Follow-up date"), submit=_("Save"))


def _follow_up_words(form: FollowUpForm) -> str:
    day = form.facts()["follow_up_on"]
    if day is None:
        return _("The case has no follow-up date any more.")
    return _("You will see the case again on %(day)s.") % {"day": wording.day(day)}


def _holder(case: Case) -> dict[str, object]:
    return {"to": case.assigned_to_id}
