"""Requests as the association's officer and the tenant adviser answer them: the request itself, nothing of the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import requests as actions
from ..models import AgencyRequest
from ..queries.requests import lists_of, with_all
from .attempts import is_done
from .opened import allowed
from .requests import answer_form, is_answered, page_context, say_form

ASSOCIATION, ADVISER = "casework:association-request", "casework:adviser-request"


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def association_request_list(request: StaffRequest) -> HttpResponse:
    """What the municipality asks the association, and what was answered."""
    now = timezone.now()
    lists = lists_of(request.scope, now=now, today=timezone.localdate(now))
    note_look(request, Look.LIST, Subject.REQUEST, ids=[line.request.pk for lines in lists[:3] for line in lines])
    context = {"lists": lists, "page": ASSOCIATION, "shows_sent": False}
    return render(request, "casework/requests/list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def association_request(request: StaffRequest, pk: int) -> HttpResponse:
    """One request with the form of its answer."""
    return _one(request, pk, ASSOCIATION)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def association_request_say(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask back by the list."""
    return _say(request, pk, ASSOCIATION)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def adviser_request(request: StaffRequest, pk: int) -> HttpResponse:
    """One request with the form of its answer."""
    return _one(request, pk, ADVISER)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def adviser_request_say(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask back by the list."""
    return _say(request, pk, ADVISER)


def _one(request: StaffRequest, pk: int, page: str) -> HttpResponse:
    found = _found(request, pk)
    may_answer = permissions.may_answer(request.scope, found)
    allowed(request.method == "GET" or may_answer)
    form = answer_form(request, found, has_note=False) if may_answer else None
    if form is not None and form.is_valid() and is_answered(request, found, form):
        return redirect(page, pk=pk)
    waits = found.is_open and found.asked_back_at is None
    context = {
        **page_context(found),
        "form": form,
        "list_url_name": _list_of(page),
        "say_url_name": f"{page}-say",
        "may_ask_back": waits,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "casework/requests/outside.html", context, status=status)


def _say(request: StaffRequest, pk: int, page: str) -> HttpResponse:
    found = _found(request, pk)
    allowed(permissions.may_answer(request.scope, found))
    form = say_form(request, found, asks_back=True)
    if form.is_valid() and is_done(
        form, lambda: actions.ask_back(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("It was sent. The request waits for them."))
        return redirect(page, pk=pk)
    context = {
        **page_context(found),
        "form": form,
        "heading": _("Ask back"),
        "submit_label": _("Send"),
        "list_url_name": _list_of(page),
        "page_url_name": page,
    }
    return render(request, "casework/requests/outside_say.html", context, status=422 if form.errors else 200)


def _list_of(page: str) -> str:
    return "casework:association-request-list" if page == ASSOCIATION else "casework:request-list"


def _found(request: StaffRequest, pk: int) -> AgencyRequest:
    seen = AgencyRequest.objects.received_by(request.scope)
    found = get_object_or_404(with_all(seen), pk=pk)
    note_look(request, Look.VIEW, Subject.REQUEST, ids=[found.pk])
    return found
