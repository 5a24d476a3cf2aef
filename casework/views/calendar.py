"""One's own calendar: the secret link, and what a calendar program reads under it."""

from __future__ import annotations

import hashlib
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from accounts.scope import announce

from ..actions import calendar as actions
from ..calendar_feed import calendar_of
from ..models import CalendarLink
from ..queries.calendar import calendar_entries, link_for
from ..queries.scopes import scope_of_link
from .opened import CASEWORKERS


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def calendar(request: StaffRequest) -> HttpResponse:
    """Whether one has a link, and a new one: its secret is shown this once."""
    address = ""
    if request.method == "POST":
        token = actions.renew_link(by=request.scope, now=timezone.now())
        address = request.build_absolute_uri(reverse("casework:calendar-feed", args=[token]))
        note_look(request, Look.CHANGE, Subject.CALENDAR)
    link = CalendarLink.objects.visible_to(request.scope).in_force().first()
    subscribe = f"webcal:{address.partition(':')[2]}" if address else ""
    context = {"link": link, "address": address, "subscribe_url": subscribe}
    return render(request, "casework/calendar/link.html", context)


@require_POST
@for_roles(*CASEWORKERS)
def calendar_revoke(request: StaffRequest) -> HttpResponse:
    """Stop the link from working."""
    if actions.revoke_link(by=request.scope, now=timezone.now()):
        note_look(request, Look.CHANGE, Subject.CALENDAR)
        messages.success(request, _("The link no longer works. Calendars that follow it empty themselves or stop."))
    else:
        messages.warning(request, _("You have no link."))
    return redirect("casework:calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar itself, without log-in: the secret stands for its person as they are today. Revoked is 404."""
    link = link_for(token)
    scope = scope_of_link(link, now=timezone.now()) if link else None
    if link is None or scope is None or not scope.does_casework:
        raise Http404
    asking = cast(StaffRequest, request)
    asking.scope = scope
    announce(scope)
    with translation.override(link.user.language):
        found = calendar_entries(scope)
        body = calendar_of((entry for _pk, entry in found), name=_("Fasthold"), language=link.user.language)
    note_look(asking, Look.EXPORT, Subject.CALENDAR, ids=sorted({pk for pk, _entry in found}))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="fasthold.ics"'
    response.headers["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()}"'
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response
