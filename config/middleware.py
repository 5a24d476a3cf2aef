"""Every request: one transaction, one scope, and a line in the access log for every look."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.access_log import write_looks
from accounts.http import StaffRequest
from accounts.memberships import scope_for
from accounts.scope import announce
from casework.queries.scopes import opened_cases


class ScopeMiddleware:
    """Run the request in one transaction as somebody; a failed one leaves nothing but its looks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asking = cast(StaffRequest, request)
        asking.looks = []
        with transaction.atomic(savepoint=False):
            response = self._answer_as_somebody(asking) if request.user.is_authenticated else self._answer(asking)
        write_looks(asking, response.status_code, now=timezone.now())
        if request.user.is_authenticated:
            add_never_cache_headers(response)  # nobody after them at this browser leafs back to what they saw
        return response

    def _answer_as_somebody(self, request: StaffRequest) -> HttpResponseBase:
        """With a scope; whoever holds several roles chooses one first."""
        scope = scope_for(
            request.user,
            request.session,
            now=timezone.now(),
            opened=opened_cases,
        )
        if scope is not None:
            request.scope = scope
            announce(scope)
        elif request.path_info not in {reverse("accounts:choose-organisation"), reverse("accounts:logout")}:
            return redirect("accounts:choose-organisation")
        return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return response
