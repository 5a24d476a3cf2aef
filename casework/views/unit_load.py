"""The unit's load, and handing out the cases nobody has."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts import wording
from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in
from accounts.models import User

from ..actions.several import assign_cases
from ..distribution import suggest
from ..forms.unit_load import DistributeForm
from ..models import Case
from ..queries import unit_load as queries
from ..queries.worklist import OVERDUE, QUIET, SILENT, UNASSIGNED, UNIT
from .several import tell


@require_GET
@for_roles(Role.TEAM_LEADER)
def unit_load(request: StaffRequest) -> HttpResponse:
    """What each person of the unit has, and what nobody has."""
    loads, unassigned = queries.loads_of(request.scope, today=timezone.localdate())
    order = request.GET.get("sort", "")
    order = order if order in queries.ORDERS else "overdue"
    context = {
        "columns": _columns(order),
        "rows": [_row(load) for load in sorted(loads, key=queries.ORDERS[order])],
        "unassigned": _cells(unassigned, {"list": UNASSIGNED}),
        "total": _total([*(load.cases for load in loads), unassigned]),
        "waits": unassigned.open,
    }
    return render(request, "casework/load/unit_load.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TEAM_LEADER)
def distribute(request: StaffRequest) -> HttpResponse:
    """Hand out the cases nobody has; a suggestion stands in every line, the team leader decides."""
    today = timezone.localdate()
    cases = _waiting(request)
    loads = queries.loads_of(request.scope, today=today)[0]
    there = {load.person.pk: load.cases.open for load in loads if load.is_suggested}
    form = DistributeForm(
        request.POST or None,
        today=today,
        cases=cases,
        colleagues=[load.person for load in loads if load.is_member],
        suggested=suggest((case.pk for case in cases), there),
    )
    if request.method == "POST" and form.is_valid():
        return _hand_out(request, form)
    note_look(request, Look.LIST, Subject.CASE, ids=[case.pk for case in cases])
    context = {"form": form, "lines": form.lines(), "today": today, "at_once": queries.AT_ONCE}
    return render(request, "casework/load/distribute.html", context, status=422 if form.errors else 200)


def _waiting(request: StaffRequest) -> list[Case]:
    """The cases of the form that was sent, as far as they are open to the team leader; else the most urgent ones."""
    if request.method == "GET":
        return list(queries.waiting(request.scope)[: queries.AT_ONCE])
    sent = (number_in(one) for one in request.POST.getlist("case")[: queries.AT_ONCE])
    chosen = Case.objects.visible_to(request.scope).filter(pk__in=[pk for pk in sent if pk is not None])
    return list(chosen.by_urgency())


def _hand_out(request: StaffRequest, form: DistributeForm) -> HttpResponse:
    chosen = form.receivers()
    if not chosen:
        messages.warning(request, _("Nothing was handed out: you chose nobody."))
        return redirect("casework:unit-load")
    people = User.objects.in_bulk(set(chosen.values()))
    done = assign_cases(
        {case: people[person] for case, person in chosen.items()},
        versions={case: number_in(request.POST.get(f"version-{case}", "")) or 0 for case in chosen},
        by=request.scope,
        now=timezone.now(),
    )
    said = ngettext("%(count)s case was handed out.", "%(count)s cases were handed out.", done.changed)
    tell(request, done, said % {"count": wording.number(done.changed)})
    return redirect("casework:unit-load")


def _columns(order: str) -> list[dict[str, Any]]:
    labels = {
        "name": _("Caseworker"),
        "open": _("Open cases"),
        "overdue": _("Overdue"),
        "silent": _("Without contact"),
        "quiet": _("Untouched for 14 days"),
    }
    return [
        {"label": label, "url": f"?sort={name}", "is_current": name == order, "is_number": name != "name"}
        for name, label in labels.items()
    ]


def _row(load: queries.Load) -> dict[str, Any]:
    return {
        "name": load.person.name,
        "away": load.person.hint,
        "has_left": not load.is_member,
        "closed": load.cases.closed,
        "cells": _cells(load.cases, {"list": UNIT, "person": load.person.pk}),
    }


def _cells(cases: queries.Counted, narrowed: dict[str, Any]) -> list[dict[str, Any]]:
    """The counts, each with the list of just these cases."""
    dues = ((cases.open, ""), (cases.overdue, OVERDUE), (cases.silent, SILENT), (cases.quiet, QUIET))
    labels = [column["label"] for column in _columns("")[1:]]
    worklist = reverse("casework:worklist")
    return [
        {
            "count": count,
            "label": label,
            "is_red": due == OVERDUE and count > 0,
            "url": f"{worklist}?{urlencode({**narrowed, **({'due': due} if due else {})})}",
        }
        for (count, due), label in zip(dues, labels, strict=True)
    ]


def _total(counted: list[queries.Counted]) -> list[int]:
    return [sum(getattr(cases, name) for cases in counted) for name in ("open", "overdue", "silent", "quiet")]
