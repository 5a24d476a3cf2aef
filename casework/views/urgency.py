"""Why cases stand in the order they stand: for one case, and for everybody who wants to know the rules."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles, number_in
from accounts.models import Municipality
from accounts.scope import Scope

from ..deadline_rules import RULES as DEADLINE_RULES
from ..queries.rules import lead_days_on
from ..queries.why import why
from ..urgency import RULES
from .opened import READERS, about, case_for


@require_GET
@for_roles(*READERS)
def why_here(request: StaffRequest, pk: int) -> HttpResponse:
    """Every rule on this case: which decides, which also apply, and why the others do not."""
    case = case_for(request, pk)
    lines = why(case, request.scope, today=timezone.localdate())
    return render(request, "casework/urgency/why.html", {**about(request, case), "lines": lines})


@login_not_required
@require_GET
def urgency_rules(request: HttpRequest) -> HttpResponse:
    """The rules themselves, made from the code that decides, for whoever asks; no personal data stands here."""
    municipalities = list(Municipality.objects.select_related("organisation").order_by("name", "pk"))
    chosen = _chosen(request, municipalities)
    days = lead_days_on(chosen.pk if chosen else None, today=timezone.localdate())
    context = {
        "municipalities": municipalities,
        "chosen": chosen,
        "rules": [(rule, days[rule.code]) for rule in RULES],
        "deadline_rules": DEADLINE_RULES,
    }
    return render(request, "casework/urgency/rules.html", context)


def _chosen(request: HttpRequest, municipalities: list[Municipality]) -> Municipality | None:
    """The municipality named in the address; else one's own, else the only one there is."""
    scope: Scope | None = getattr(request, "scope", None)
    named = number_in(request.GET.get("municipality", ""))
    by_code = {number_in(one.code): one for one in municipalities}
    if named in by_code:
        return by_code[named]
    own = scope.municipality_id if scope else None
    return next((one for one in municipalities if one.pk == own or len(municipalities) == 1), None)
