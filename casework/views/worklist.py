"""The worklist: which case is next."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look
from housing.models import HousingAssociation

from ..actions.assignment import take_next_case
from ..forms.worklist import FilterForm
from ..queries import worklist as queries
from .filter_bar import filter_fields
from .rows import worklist_rows


@require_GET
@for_roles(Role.CASEWORKER, Role.TEAM_LEADER)
def worklist(request: StaffRequest) -> HttpResponse:
    """One of the lists, filtered, a page at a time."""
    today = timezone.localdate()
    name = _chosen_list(request)
    form = FilterForm(request.GET, associations=_associations(request))
    filters = form.filters()
    cases = queries.cases_of(name, request.scope, filters, today=today)
    counted = queries.cases_of(name, request.scope, dataclasses.replace(filters, due=""), today=today)
    page = queries.entries(cases, cursor=request.GET.get("from", ""))
    note_look(request, Look.LIST, Subject.WORKLIST, ids=[entry.pk for entry in page.rows])
    context = {
        "today": today,
        "list": name,
        "tabs": _tabs(name),
        "counts": queries.counts(counted, today=today),
        "count_urls": {due: _with(request, "due", due) for due in (queries.OVERDUE, queries.TODAY, queries.SILENT)},
        "cap": queries.CAP,
        "entries": page.rows,
        "rows": worklist_rows(page.rows, today=today, shows_assignee=name != queries.MINE),
        "shows_assignee": name != queries.MINE,
        "previous_url": _leaf(request, page.previous),
        "next_url": _leaf(request, page.next),
        "filter_fields": filter_fields(form),
        "chips": _chips(request, form),
        "clear_url": f"?list={name}",
        "lets_people_in": request.scope.role == Role.TEAM_LEADER,
    }
    return render(request, "casework/worklist/worklist.html", context)


@require_POST
@for_roles(Role.CASEWORKER, Role.TEAM_LEADER)
def take_next(request: StaffRequest) -> HttpResponse:
    """The most urgent case nobody has taken becomes mine."""
    case = take_next_case(by=request.scope, now=timezone.now())
    if case is None:
        messages.warning(request, _("No case is waiting: every case of the unit has been taken."))
        return redirect("casework:worklist")
    messages.success(request, _("The case is yours."))
    return redirect("casework:case", pk=case.pk)


def _chosen_list(request: StaffRequest) -> str:
    """The list named in the address; else one's own, for a team leader the unit's."""
    name = request.GET.get("list", "")
    if name in queries.LISTS:
        return name
    return queries.UNIT if request.scope.role == Role.TEAM_LEADER else queries.MINE


def _associations(request: StaffRequest) -> list[tuple[int, str]]:
    return list(HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk").values_list("pk", "name"))


def _tabs(current: str) -> list[dict[str, Any]]:
    return [
        {"url": f"?list={name}", "label": label, "is_current": name == current, "count": None}
        for name, label in queries.LISTS.items()
    ]


def _chips(request: StaffRequest, form: FilterForm) -> list[dict[str, Any]]:
    """The filters in use, each with the address of the list without it."""
    return [{"label": words, "remove_url": _without(request, name)} for name, words in form.in_use().items()]


def _without(request: StaffRequest, name: str) -> str:
    """The address of the list's first page with one filter less."""
    rest = request.GET.copy()
    rest.pop(name, None)
    rest.pop("from", None)
    return _address(rest)


def _with(request: StaffRequest, name: str, value: str) -> str:
    """The address of the list's first page with one filter more."""
    more = request.GET.copy()
    more[name] = value
    more.pop("from", None)
    return _address(more)


def _leaf(request: StaffRequest, cursor: str) -> str:
    """The address of a neighbouring page; empty where there is none."""
    if not cursor:
        return ""
    there = request.GET.copy()
    there["from"] = cursor
    return _address(there)


def _address(query: QueryDict) -> str:
    return f"{reverse('casework:worklist')}?{query.urlencode()}"
