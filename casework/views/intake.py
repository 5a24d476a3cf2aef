"""An officer sends an arrears list, looks at what it would do, and confirms it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.exports import csv_response
from accounts.http import StaffRequest, for_roles, note_look
from accounts.paging import newest_first
from accounts.scope import Scope
from accounts.wording import day
from housing.deliveries.records import OlderList
from housing.enums import IN_HAND, DeliveryStatus, Severity
from housing.importing.unreadable import UnreadableFile
from housing.models import Delivery

from ..actions import intake as actions
from ..forms.intake import ConfirmForm, DeliveryForm
from ..queries import intake as queries
from .intake_in_hand import in_hand
from .intake_words import counted, numbers, promise, tabs_shown
from .leafing import leaf, top

PER_PAGE = 25


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def delivery_list(request: StaffRequest) -> HttpResponse:
    """The lists that were sent, newest first."""
    page = newest_first(
        queries.deliveries_of(request.scope), moment="received_at", after=request.GET.get("from"), size=PER_PAGE
    )
    context = {
        "rows": [(row, counted(row)) for row in page.rows],
        "next_url": leaf(request, page.next_cursor),
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/intake/list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def delivery_new(request: StaffRequest) -> HttpResponse:
    """Send a list: it is read and compared at once, and received when it is confirmed."""
    form = DeliveryForm(request.POST or None, request.FILES or None, scope=request.scope, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            kept = _sent(form, by=request.scope, now=timezone.now())
        except UnreadableFile as error:
            form.add_error("file", error.message)
        except OlderList as fact:
            form.add_error("as_of", fact.message)
        except (actions.AlreadyReceived, actions.InHand) as fact:
            messages.info(request, fact.message)
            return redirect("casework:delivery", pk=fact.delivery.pk)
        else:
            return redirect("casework:delivery", pk=kept.pk)
    return render(request, "casework/intake/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """What a list would do, and after it was received what it did."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    note_look(request, Look.VIEW, Subject.DELIVERY, ids=[found.pk])
    if found.status in IN_HAND:
        return render(request, "casework/intake/in_hand.html", in_hand(found))
    if found.status in (DeliveryStatus.DISCARDED, DeliveryStatus.UNDONE):
        return render(
            request,
            "casework/intake/closed.html",
            {"delivery": found, "day": day(found.as_of), "why": queries.why_not_done(found)},
        )
    return render(request, "casework/intake/delivery.html", _context(request, found))


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Receive a list as its preview showed it."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    form = ConfirmForm(request.POST)
    skips_faulty = form.is_valid() and form.cleaned_data["skips_faulty"]
    try:
        if queries.is_large(found):
            actions.ask_to_apply(found, skips_faulty=skips_faulty, by=request.scope, now=timezone.now())
            return redirect("casework:delivery", pk=pk)
        received = actions.apply_list(found, skips_faulty=skips_faulty, by=request.scope, now=timezone.now())
    except actions.PreviewOutdated as fact:
        actions.look_again(found, by=request.scope, now=timezone.now())
        messages.warning(request, fact.message)
    except (actions.AlreadyReceived, actions.InHand) as fact:
        messages.info(request, fact.message)
        return redirect("casework:delivery", pk=fact.delivery.pk)
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("The list was received. %(what)s") % {"what": promise(received).done})
    return redirect("casework:delivery", pk=pk)


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a list aside that has not been received."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    try:
        actions.discard_list(found, by=request.scope)
    except Refused as fact:
        messages.error(request, fact.message)
        return redirect("casework:delivery", pk=pk)
    messages.success(request, _("The list was discarded. Nothing of it was received."))
    return redirect("casework:delivery-list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, then take a received list back."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    if request.method == "GET":
        return render(request, "casework/intake/undo.html", {"delivery": found, "day": day(found.as_of)})
    try:
        actions.undo_list(found, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("The list was undone. What is owed is again what the list before it said."))
    return redirect("casework:delivery", pk=pk)


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def problems_csv(request: StaffRequest, pk: int) -> HttpResponse:
    """Every fault and warning of a list, as a file to correct it by."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    note_look(request, Look.EXPORT, Subject.DELIVERY, ids=[found.pk])
    headings = [_("Line"), _("Column"), _("Severity"), _("What stands there"), _("What is wrong and what to do")]
    severities = dict(Severity.choices)
    rows = (
        [problem.line, problem.column, str(severities[Severity(problem.severity)]), problem.value, problem.message]
        for problem in queries.every_problem(found)
    )
    return csv_response(f"problems-{found.as_of.isoformat()}.csv", headings, rows)


def _sent(form: DeliveryForm, *, by: Scope, now: dt.datetime) -> Delivery:
    """The list as it was kept: looked through at once, or by the worker when it is large."""
    receive = (
        actions.ask_to_read if form.cleaned_data["file"].size > settings.READ_AT_ONCE_BYTES else actions.receive_list
    )
    return receive(form.stream, form.arrival(), by=by, now=now)


def _context(request: StaffRequest, found: Delivery) -> dict[str, Any]:
    """The numbers, and the rows of the one that was chosen."""
    chosen = tabs_shown(found, request.GET.get("show", ""))
    cursor = request.GET.get("from", "")
    is_faults = chosen == queries.FAULTS
    page = queries.problems_of(found, cursor=cursor) if is_faults else queries.lines_of(found, chosen, cursor=cursor)
    return {
        "delivery": found,
        "day": day(found.as_of),
        "counts": counted(found),
        "is_waiting": found.status == DeliveryStatus.CHECKED,
        "may_undo": queries.is_newest_received(found),
        "numbers": numbers(found, chosen),
        "promise": promise(found),
        "chosen": chosen,
        "is_faults": is_faults,
        "why": queries.why_not_done(found) if found.status == DeliveryStatus.CHECKED else "",
        "rows": page.rows,
        "next_url": leaf(request, page.next),
        "top_url": top(request) if cursor else "",
    }
