"""A case's stay-put budgets (Bliv boende): read and print, make and change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import budgets
from ..forms.budgets import BudgetForm, proposed_budget, stored_budget
from ..queries.budgets import budget_page, budgets_of
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page


@require_GET
@for_roles(*READERS)
def budget(request: StaffRequest, pk: int, budget_id: int) -> HttpResponse:
    """One budget: what would keep the home, and the ways side by side."""
    case = case_for(request, pk)
    found = get_object_or_404(budgets_of(case), pk=budget_id)
    context = {
        **about(request, case),
        "page": budget_page(found),
        "others": budgets_of(case).exclude(pk=budget_id),
        "may_work": permissions.may_work_on(request.scope, case),
    }
    return render(request, "casework/money/budget.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def budget_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a budget; it begins with the lines of the one before."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    initial = proposed_budget(case, budgets_of(case).first(), today=today)
    form = BudgetForm(request.POST or None, today=today, initial=initial)
    made = []
    if form.is_valid() and is_done(
        form,
        lambda: made.append(budgets.make_budget(case, **form.facts(), by=request.scope, now=timezone.now())),
    ):
        messages.success(request, _("The budget was saved."))
        return redirect("casework:budget", pk=pk, budget_id=made[0].pk)
    return form_page(
        request,
        case,
        form,
        title=_("Stay-put budget"),
        submit=_("Save the budget"),
        lead=_("Write what the household tells you of an ordinary month. The answer is guidance, and no decision."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def budget_edit(request: StaffRequest, pk: int, budget_id: int) -> HttpResponse:
    """Change a budget."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = get_object_or_404(budgets_of(case).select_related("case"), pk=budget_id)
    form = BudgetForm(request.POST or None, today=timezone.localdate(), initial=stored_budget(found))
    if form.is_valid() and is_done(
        form,
        lambda: budgets.change_budget(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_budget,
    ):
        messages.success(request, _("The budget was saved."))
        return redirect("casework:budget", pk=pk, budget_id=budget_id)
    return form_page(request, case, form, title=_("Change the budget"), submit=_("Save the budget"))
