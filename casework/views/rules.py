"""The municipality's rules: which arrears open a case, and how early a case comes up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from ..actions import rules as actions
from ..forms.rules import LeadDaysForm, OpeningRuleForm, as_seen
from ..models import OpeningRule
from ..queries import rules as queries

#: The button that counts instead of saving.
PREVIEW = "preview"


@require_GET
@for_roles(Role.ADMINISTRATOR)
def rule_list(request: StaffRequest) -> HttpResponse:
    """The rules in force, planned and former."""
    today = timezone.localdate()
    rules = queries.opening_rules(request.scope)
    context = {
        "today": today,
        "rule": next((rule for rule in rules if rule.starts_on <= today and not _has_ended(rule, today)), None),
        "planned": [rule for rule in rules if rule.starts_on > today],
        "former": [rule for rule in rules if _has_ended(rule, today)],
        "lead_days": queries.lead_days_rows(request.scope, today=today),
    }
    return render(request, "casework/rules/rule_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def opening_rule_new(request: StaffRequest) -> HttpResponse:
    """Set which arrears open a case from a day on; first one may see what it would open."""
    today = timezone.localdate()
    form = OpeningRuleForm(
        request.POST or None, today=today, units=queries.units_of(request.scope), initial=_last(request, today)
    )
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if PREVIEW in request.POST:
            context["preview"] = actions.preview_opening_rule(**form.facts(), by=request.scope, now=timezone.now())
        elif _is_set(request, form):
            return redirect("casework:rule-list")
    return render(request, "casework/rules/opening_rule_new.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.ADMINISTRATOR)
def opening_rule_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a rule that has not begun."""
    rule = get_object_or_404(OpeningRule.objects.filter(municipality_id=request.scope.municipality_id), pk=pk)
    try:
        actions.withdraw_opening_rule(rule, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        note_look(request, Look.CHANGE, Subject.OPENING_RULE, ids=[pk])
        messages.success(request, _("The planned rule is taken back."))
    return redirect("casework:rule-list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def lead_days(request: StaffRequest) -> HttpResponse:
    """Set how many days before its due day each rule of urgency brings a case up."""
    today = timezone.localdate()
    rows = queries.lead_days_rows(request.scope, today=today)
    form = LeadDaysForm(request.POST or None, today=today, rows=rows)
    if request.method == "POST" and form.is_valid():
        changed = actions.set_lead_days(**form.facts(), by=request.scope, now=timezone.now())
        if changed:
            note_look(request, Look.CHANGE, Subject.LEAD_DAYS)
            words = ngettext("%(count)d rule was changed.", "%(count)d rules were changed.", len(changed))
            messages.success(request, words % {"count": len(changed)})
        else:
            messages.warning(request, _("No rule was changed: the days are as they were."))
        return redirect("casework:rule-list")
    return render(
        request,
        "casework/rules/lead_days.html",
        {"form": form, "lines": form.lines(), "as_seen": as_seen(rows), "is_stale": "as_seen" in form.errors},
        status=422 if form.errors else 200,
    )


def _has_ended(rule: OpeningRule, today: dt.date) -> bool:
    return rule.ends_on is not None and rule.ends_on < today


def _is_set(request: StaffRequest, form: OpeningRuleForm) -> bool:
    try:
        rule = actions.set_opening_rule(**form.facts(), by=request.scope, now=timezone.now())
    except Refused as fact:
        form.add_error("starts_on", fact.message)
        return False
    note_look(request, Look.CHANGE, Subject.OPENING_RULE, ids=[rule.pk])
    messages.success(request, _("The rule is set."))
    return True


def _last(request: StaffRequest, today: dt.date) -> dict[str, Any]:
    """The newest rule, to start from; without one what the product proposes."""
    newest = next(iter(queries.opening_rules(request.scope)), None) or OpeningRule(starts_on=today)
    return {
        "min_step": newest.min_step,
        "min_months": newest.min_months,
        "reopen_days": newest.reopen_days,
        "default_unit": newest.default_unit_id,
        "starts_on": max(today, newest.starts_on),
    }
