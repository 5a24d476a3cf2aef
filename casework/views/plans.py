"""A case's instalment plans: read, agreed with a preview, changed, paid on and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import payments, plans
from ..enums_money import PlanEnd, Rhythm
from ..forms.plans import (
    PaymentCorrectionForm,
    PaymentForm,
    PlanEndForm,
    PlanForm,
    stored_payment,
    stored_plan,
)
from ..instalments import nth_day
from ..models import Case, InstalmentPlan
from ..queries.budgets import budget_page, budgets_of
from ..queries.plans import PlanPage, plan_pages
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page


@require_GET
@for_roles(*READERS)
def plan(request: StaffRequest, pk: int, plan_id: int) -> HttpResponse:
    """One plan: how it stands, what is due, what was paid."""
    case = case_for(request, pk)
    pages = plan_pages(case, today=timezone.localdate())
    context = {
        **about(request, case),
        "page": _of(pages, plan_id),
        "others": [page for page in pages if page.plan.pk != plan_id],
        "may_work": permissions.may_work_on(request.scope, case),
    }
    return render(request, "casework/money/plan.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def plan_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree on a plan; where one runs already the new one takes its place."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    running = case.plans.running().first()
    form = PlanForm(request.POST or None, today=timezone.localdate(), initial=_proposal(case, running, request))

    def agree() -> object:
        replaces = form.cleaned_data["replaces"]
        return plans.agree_plan(case, **form.facts(), replaces=replaces, by=request.scope, now=timezone.now())

    lead = _("A plan runs already. When you save, the new one takes its place.") if running else ""
    return _written(request, case, form, agree, title=_("New instalment plan"), lead=lead)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def plan_edit(request: StaffRequest, pk: int, plan_id: int) -> HttpResponse:
    """Correct what was written down of a plan."""
    case, found = _plan_for(request, pk, plan_id)
    form = PlanForm(request.POST or None, today=timezone.localdate(), initial=stored_plan(found))
    return _written(
        request,
        case,
        form,
        lambda: plans.change_plan(found, **form.facts(), by=request.scope, now=timezone.now()),
        title=_("Change the instalment plan"),
        lead=_("What was reported paid stays, and covers the instalments in their order."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def plan_end(request: StaffRequest, pk: int, plan_id: int) -> HttpResponse:
    """Call a plan broken, or end it."""
    case, found = _plan_for(request, pk, plan_id)
    form = PlanEndForm(
        request.POST or None,
        today=timezone.localdate(),
        initial={"version": found.version, "ended_as": PlanEnd.BROKEN},
    )
    if form.is_valid() and is_done(
        form, lambda: plans.end_plan(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The plan has ended."))
        return redirect("casework:plan", pk=pk, plan_id=plan_id)
    return form_page(
        request,
        case,
        form,
        title=_("End the instalment plan"),
        submit=_("End the plan"),
        lead=_("The plan and its payments stay to be read. A new plan can be agreed afterwards."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def payment(request: StaffRequest, pk: int, plan_id: int) -> HttpResponse:
    """Note a payment on a plan."""
    case, found = _plan_for(request, pk, plan_id)
    today = timezone.localdate()
    due = _of(plan_pages(case, today=today), plan_id).next_line
    initial = {"paid_on": today, "amount": due.lacking if due else None}
    form = PaymentForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form, lambda: payments.report_payment(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The payment was noted."))
        return redirect("casework:plan", pk=pk, plan_id=plan_id)
    return form_page(
        request, case, form, title=_("Note a payment"), submit=pgettext("instalment plan", "Note the payment")
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def payment_correct(request: StaffRequest, pk: int, plan_id: int, payment_id: int) -> HttpResponse:
    """Put a correction beside a payment."""
    case, found = _plan_for(request, pk, plan_id)
    wrong = get_object_or_404(found.payments.select_related("plan__case"), pk=payment_id)
    form = PaymentCorrectionForm(request.POST or None, today=timezone.localdate(), initial=stored_payment(wrong))
    if form.is_valid() and is_done(
        form,
        lambda: payments.correct_payment(wrong, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_payment,
    ):
        messages.success(request, _("The correction stands beside the payment."))
        return redirect("casework:plan", pk=pk, plan_id=plan_id)
    return form_page(
        request,
        case,
        form,
        title=_("Correct the payment"),
        submit=_("Save the correction"),
        lead=_("The timeline keeps what was noted first."),
    )


def _written(
    request: StaffRequest, case: Case, form: PlanForm, act: Callable[[], object], *, title: str, lead: str
) -> HttpResponse:
    """The form of a plan; the instalments are shown before anything is saved."""
    is_shown = form.is_valid()
    if is_shown and "save" in request.POST and form.was_shown and is_done(form, act, stored=stored_plan):
        messages.success(request, _("The instalment plan was saved."))
        return redirect("casework:case", pk=case.pk)
    if is_shown:
        form.show()
    return form_page(
        request,
        case,
        form,
        title=title,
        submit=_("Save the plan"),
        lead=lead,
        template="casework/money/plan_form.html",
        parts=form.parts if is_shown else [],
    )


def _proposal(case: Case, running: InstalmentPlan | None, request: StaffRequest) -> dict[str, Any]:
    """What a new plan begins with: all that is owed, from the first of next month."""
    today = timezone.localdate()
    proposal: dict[str, Any] = {
        "agreed_on": today,
        "amount": case.amount,
        "rhythm": Rhythm.MONTHLY,
        "first_on": nth_day(today.replace(day=1), 1, Rhythm.MONTHLY),
    }
    if request.GET.get("with"):
        proposal["agreed_with"] = request.GET["with"]
    proposal |= _from_budget(case, request.GET.get("budget", ""))
    if running is not None:
        proposal |= {"replaces": running.pk, "version": running.version}
    return proposal


def _from_budget(case: Case, key: str) -> dict[str, Any]:
    """What the household can pay by a budget of the case."""
    budget = budgets_of(case).filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    rate = budget_page(budget).rate if budget else None
    return {"amount": budget.arrears, "each": rate.monthly} if budget and rate else {}


def _plan_for(request: StaffRequest, pk: int, plan_id: int) -> tuple[Case, InstalmentPlan]:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case, get_object_or_404(case.plans.select_related("case"), pk=plan_id)


def _of(pages: list[PlanPage], plan_id: int) -> PlanPage:
    for page in pages:
        if page.plan.pk == plan_id:
            return page
    raise Http404
