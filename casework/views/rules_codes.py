"""The code book: what every code means, for everybody; its changes, for the administrator."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing.models import Code

from ..actions import rules_codes as actions
from ..forms.rules_codes import CodeCloseForm, CodeForm
from ..queries.rules_codes import LIST_NAMES, list_label


@require_GET
@for_roles(*Role)
def code_list(request: StaffRequest) -> HttpResponse:
    """Every list with its codes and their definitions; the administrator sees former wordings too."""
    today = timezone.localdate()
    may_change = request.scope.role == Role.ADMINISTRATOR
    entries = Code.objects.order_by("list", "position", "code", "valid_from", "pk")
    shown = entries if may_change else entries.valid(today)
    context = {
        "today": today,
        "lists": _lists(shown, may_change=may_change),
        "may_change": may_change,
    }
    return render(request, "casework/rules/code_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def code_new(request: StaffRequest) -> HttpResponse:
    """Add a code, or give a known one a new wording."""
    today = timezone.localdate()
    form = CodeForm(request.POST or None, today=today, lists=_open_lists(), initial=_start(request, today))
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.add_code(**form.cleaned_data, by=request.scope, now=timezone.now())
        except Refused as fact:
            form.add_error("valid_from", fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.CODE, ids=[entry.pk])
            messages.success(request, _("The code is added."))
            return _back_to(entry)
    return render(request, "casework/rules/code_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def code_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a code its last day."""
    entry = get_object_or_404(Code.objects.exclude(list__in=actions.FIXED_LISTS), pk=pk)
    today = timezone.localdate()
    form = CodeCloseForm(request.POST or None, today=today, initial={"valid_to": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_code(entry, **form.cleaned_data, by=request.scope, now=timezone.now())
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.CODE, ids=[entry.pk])
            messages.success(request, _("The code has its last day. What was recorded with it keeps its name."))
            return _back_to(entry)
    return render(
        request,
        "casework/rules/code_close.html",
        {"form": form, "entry": entry, "list_label": list_label(entry.list)},
        status=422 if form.errors else 200,
    )


def _lists(entries: Any, *, may_change: bool) -> list[dict[str, Any]]:
    """The lists by their names, each with its codes."""
    grouped = [
        {
            "name": name,
            "label": list_label(name),
            "may_change": may_change and name not in actions.FIXED_LISTS,
            "entries": list(rows),
        }
        for name, rows in itertools.groupby(entries, key=lambda entry: entry.list)
    ]
    return sorted(grouped, key=lambda row: row["label"])


def _open_lists() -> list[tuple[str, str]]:
    return [(name, list_label(name)) for name in LIST_NAMES if name not in actions.FIXED_LISTS]


def _start(request: StaffRequest, today: dt.date) -> dict[str, Any]:
    """A new code of a list, or the wording one is about to change."""
    known = number_in(request.GET.get("code", ""))
    entry = Code.objects.filter(pk=known).first() if known is not None else None
    if entry is None:
        return {"list_name": request.GET.get("list", ""), "valid_from": today}
    kept = ("code", "name_da", "name_en", "definition_da", "definition_en")
    return {"list_name": entry.list, "valid_from": today, **{name: getattr(entry, name) for name in kept}}


def _back_to(entry: Code) -> HttpResponse:
    return redirect(f"{reverse('casework:code-list')}#{entry.list}")
