"""Finding a case, and asking to see one of another unit."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from ..actions.access import state_purpose
from ..forms.assignment import PurposeForm
from ..forms.search import SearchForm
from ..queries import search as queries
from ..queries.keyset import Page
from ..queries.persons import people_found
from .rows import case_rows

#: Those who may open cases at all.
CASE_ROLES = (Role.CASEWORKER, Role.TEAM_LEADER, Role.EMPLOYMENT_CASEWORKER)


@sensitive_post_parameters("q")
@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*CASE_ROLES)
def case_list(request: StaffRequest) -> HttpResponse:
    """The cases one may open, open and closed, by what is sought.

    What is sought is posted: a CPR number is answered at once, so that it never stands in an address;
    anything else moves into the address, where it can be kept and paged through.
    """
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    typed, state = form.sought()
    if request.method == "POST" and not queries.is_cpr(typed):
        return redirect(_address(typed, state))
    if request.method == "GET" and queries.is_cpr(typed):
        messages.warning(request, _("Search for a CPR number in the box, never in the address."))
        return redirect("casework:case-list")
    return _answer(request, form, queries.take_apart(typed), state)


@require_http_methods(["GET", "POST"])
@for_roles(Role.CASEWORKER, Role.TEAM_LEADER)
def purpose(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why one needs a case of another unit; then it opens for a day."""
    case = get_object_or_404(queries.askable(request.scope).select_related("unit"), pk=pk)
    form = PurposeForm(request.POST or None, today=timezone.localdate())
    note_look(request, Look.VIEW, Subject.PURPOSE, case_id=case.pk)
    if request.method == "POST" and form.is_valid():
        try:
            state_purpose(case, purpose=form.cleaned_data["purpose"], by=request.scope, now=timezone.now())
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            note_look(request, Look.PURPOSE, Subject.CASE, case_id=case.pk, purpose=form.cleaned_data["purpose"])
            messages.success(request, _("The case is open to you for 24 hours."))
            return redirect("casework:case", pk=case.pk)
    context = {"form": form, "unit": case.unit.name}
    return render(request, "casework/search/purpose.html", context, status=422 if form.errors else 200)


def _answer(request: StaffRequest, form: SearchForm, sought: queries.Sought, state: str) -> HttpResponse:
    page = Page([], "", "")
    if not sought.is_too_short:
        page = queries.page(queries.cases_found(sought, request.scope, state=state), cursor=request.GET.get("from", ""))
    is_search = bool(sought.words or sought.cpr)
    people = people_found(sought.words, request.scope) if sought.words and not sought.is_too_short else []
    if people:
        note_look(request, Look.SEARCH, Subject.PERSON, ids=[person.pk for person in people])
    note_look(request, Look.SEARCH if is_search else Look.LIST, Subject.CASE, ids=[case.pk for case in page.rows])
    context: dict[str, Any] = {
        "form": form,
        "is_search": is_search,
        "is_too_short": sought.is_too_short,
        "is_by_cpr": bool(sought.cpr),
        "words": sought.words,
        "found": page.rows,
        "people": people,
        "may_merge": request.scope.does_casework,
        "rows": case_rows(page.rows),
        "export_url": _address(sought.words, state, to="casework:search-export")
        if page.rows and request.scope.does_casework and not sought.cpr
        else "",
        "elsewhere": queries.elsewhere(sought, request.scope) if is_search else [],
        "previous_url": _address(sought.words, state, page.previous) if page.previous and not sought.cpr else "",
        "next_url": _address(sought.words, state, page.next) if page.next and not sought.cpr else "",
    }
    return render(request, "casework/search/case_list.html", context)


def _address(words: str, state: str, cursor: str = "", *, to: str = "casework:case-list") -> str:
    """The address of a search, or of a page about what it found; only words that hold no CPR number come here."""
    query = {name: value for name, value in (("q", words), ("state", state), ("from", cursor)) if value}
    address = reverse(to)
    return f"{address}?{urlencode(query)}" if query else address
