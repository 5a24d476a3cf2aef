"""The worklist: which case is next."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in

from ..actions.assignment import take_next_case
from ..forms.worklist import FilterForm
from ..models.cases import CaseQuerySet
from ..queries import worklist as queries
from ..queries.saved_views import address_of, kept_query
from ..queries.worklist_bar import Bar, View, bar_of
from .filter_bar import filter_fields
from .rows import worklist_rows


class Listed(NamedTuple):
    """One of the lists as it is asked for: its name and label, what stands around it, and its cases."""

    name: str
    label: str
    bar: Bar
    form: FilterForm
    filters: queries.Filters
    cases: CaseQuerySet
    is_ones_own: bool


@require_GET
@for_roles(Role.CASEWORKER, Role.TEAM_LEADER)
def worklist(request: StaffRequest) -> HttpResponse:
    """One of the lists, filtered, a page at a time; without an address of its own the view one begins with."""
    today = timezone.localdate()
    listed = read_list(request, today=today)
    if not request.GET and (default := listed.bar.default):
        return redirect(f"{reverse('casework:worklist')}?{address_of(default.pk, default.query)}")
    counted = _cases(request, listed.name, listed.bar, dataclasses.replace(listed.filters, due=""), today)
    page = queries.entries(listed.cases, cursor=request.GET.get("from", ""))
    note_look(request, Look.LIST, Subject.WORKLIST, ids=[entry.pk for entry in page.rows])
    reader = request.scope.user_name if listed.is_ones_own else ""
    context = {
        "today": today,
        "list": listed.name,
        "tabs": _tabs(listed),
        "counts": queries.counts(counted, today=today),
        "count_urls": {due: _with(request, "due", due) for due in (queries.OVERDUE, queries.TODAY, queries.SILENT)},
        "cap": queries.CAP,
        "entries": page.rows,
        "rows": worklist_rows(page.rows, today=today, shows_assignee=not listed.is_ones_own, reader=reader),
        "shows_assignee": not listed.is_ones_own,
        "previous_url": _leaf(request, page.previous),
        "next_url": _leaf(request, page.next),
        "filter_fields": filter_fields(listed.form),
        "chips": _chips(request, listed.form),
        "gone": listed.form.gone(),
        "clear_url": f"?list={listed.name}",
        "leads": request.scope.role == Role.TEAM_LEADER,
        "back": request.GET.urlencode(),
        "absent": next((one for one in listed.bar.absent if listed.name == f"{queries.FOR}{one.user_id}"), None),
        **_views(request, listed),
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


def read_list(request: StaffRequest, *, today: dt.date) -> Listed:
    """The list and the filters that stand in the address."""
    bar = bar_of(request.scope, today=today, person=number_in(request.GET.get("person", "")))
    labels = _labels(bar)
    name = request.GET.get("list", "")
    if name not in labels:
        name = queries.UNIT if request.scope.role == Role.TEAM_LEADER else queries.MINE
    form = FilterForm(request.GET, associations=bar.associations, colleagues=bar.colleagues)
    is_ones_own = name == queries.MINE or name.startswith(queries.FOR)
    filters = form.filters()
    return Listed(name, labels[name], bar, form, filters, _cases(request, name, bar, filters, today), is_ones_own)


def _cases(request: StaffRequest, name: str, bar: Bar, filters: queries.Filters, today: dt.date) -> CaseQuerySet:
    absent = [one.user_id for one in bar.absent]
    return queries.cases_of(name, request.scope, filters, today=today, absent=absent)


def _labels(bar: Bar) -> dict[str, str]:
    """The lists by their name in the address; one's own are followed by those of whom one stands in for."""
    labels = {name: str(label) for name, label in queries.LISTS.items()}
    own = {queries.MINE: labels.pop(queries.MINE)}
    absent = {f"{queries.FOR}{one.user_id}": _("For %(name)s") % {"name": one.name} for one in bar.absent}
    return own | absent | labels


def _tabs(listed: Listed) -> list[dict[str, Any]]:
    return [
        {"url": f"?list={name}", "label": label, "is_current": name == listed.name, "count": None}
        for name, label in _labels(listed.bar).items()
    ]


def _views(request: StaffRequest, listed: Listed) -> dict[str, Any]:
    """The saved views, the one that is shown, and what the list shows now, to be saved."""
    shown = listed.bar.view(number_in(request.GET.get("view", "")))
    query = kept_query(request.GET)
    may_replace = shown is not None and (shown.is_own or request.scope.role == Role.TEAM_LEADER)
    return {
        "views": [_menu_entry(view, shown) for view in listed.bar.views],
        "shown": shown,
        "query": query,
        "may_replace": may_replace and shown is not None and shown.query != query,
    }


def _menu_entry(view: View, shown: View | None) -> dict[str, Any]:
    return {
        "url": f"?{address_of(view.pk, view.query)}",
        "name": view.name,
        "is_shared": view.is_shared,
        "is_current": view == shown,
    }


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
