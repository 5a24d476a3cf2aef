"""An association's tenancies in arrears: who to reach first, and what to say when it is settled."""

from __future__ import annotations

import itertools
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Conflict, Refused
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing.enums import Change, Step
from housing.models import ArrearsPosition, Department, HousingAssociation

from ..actions import association as actions
from ..forms.association import OutreachForm, WithdrawForm
from ..queries import association as queries
from ..queries.association_vanished import has_unanswered
from .leafing import leaf, top
from .searching import elsewhere, has_cpr

#: Why each step stands where it stands in the order of outreach.
WHY = {
    Step.DEMANDED: gettext_lazy("A deadline is running: paid in time, the tenancy goes on. Next comes rescission."),
    Step.RESCINDED: gettext_lazy("An agreement can still keep the case from the bailiff court. Next comes filing."),
    Step.EARLY: gettext_lazy("No demand has been sent: a talk now can make it needless."),
    Step.FILED: gettext_lazy("The bailiff court has the case, and the municipality is to have its notice."),
}


@sensitive_post_parameters("q")
@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER, Role.TENANT_ADVISER)
def arrears(request: StaffRequest) -> HttpResponse:
    """The list in the order of outreach, searched and filtered, a page at a time.

    A posted CPR number is answered at once, so that it never stands in an address.
    """
    is_by_cpr = request.method == "POST" and has_cpr(request)
    moved = None if is_by_cpr else elsewhere(request)
    if moved is not None:
        return moved
    today = timezone.localdate()
    form = _form(request)
    filters = form.filters()
    positions = queries.positions_of(request.scope, filters, today=today)
    page = queries.entries(positions, cursor=request.GET.get("from", ""), today=today)
    look = Look.SEARCH if filters.search else Look.LIST
    note_look(request, look, Subject.ARREARS, ids=[entry.pk for entry in page.rows])
    context = {
        "today": today,
        "form": form,
        "is_filtered": filters != queries.Filters(),
        "top_url": top(request) if "from" in request.GET else "",
        "next_url": "" if is_by_cpr else leaf(request, page.next),
        "query": request.GET.urlencode(),
        "count": queries.count_to_cap(positions),
        "groups": _groups(page.rows),
        "asks_vanished": has_unanswered(request.scope),
        "may_report": request.scope.role == Role.ASSOCIATION_OFFICER,
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/association/arrears.html", context)


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def report_paid(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that the tenant has paid since the newest list; it can be undone from the next page."""
    position = _position(request, pk)
    try:
        actions.report_paid(position, version=_version(request), by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        words = _("%(number)s is reported paid and has left the list.") % {"number": position.tenancy.number}
        _say_with_undo(request, position, words)
    return _back(request)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a warning back, with the reason why."""
    position = _position(request, pk)
    form = WithdrawForm(request.POST or None, today=timezone.localdate(), initial={"version": position.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_warning(position, **form.cleaned_data, by=request.scope, now=timezone.now())
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            words = _("The warning about %(number)s is withdrawn.") % {"number": position.tenancy.number}
            _say_with_undo(request, position, words)
            return redirect("casework:arrears")
    note_look(request, Look.VIEW, Subject.ARREARS, ids=[position.pk])
    return render(
        request,
        "casework/association/withdraw.html",
        {"form": form, "position": position},
        status=422 if form.errors else 200,
    )


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def undo(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Take "paid" or a withdrawal back."""
    position = _position(request, pk)
    try:
        actions.undo_settlement(position, version=version, by=request.scope, now=timezone.now())
    except Conflict:
        messages.error(request, _("Something newer is known of this tenancy, so nothing was undone."))
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        words = _("Undone: %(number)s owes again what the newest list says.") % {"number": position.tenancy.number}
        messages.success(request, words)
    return _back(request)


def _form(request: StaffRequest) -> OutreachForm:
    departments = Department.objects.visible_to(request.scope).order_by("code", "pk")
    own = HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk")
    return OutreachForm(request.POST or request.GET, associations=own, departments=departments)


def _groups(entries: list[queries.Entry]) -> list[dict[str, Any]]:
    """The page's tenancies by step, each step with the reason for its place."""
    return [
        {
            "step": Step(step).label,
            "why": WHY[Step(step)],
            "entries": [(entry, Change(entry.change).label) for entry in rows],
        }
        for step, rows in itertools.groupby(entries, key=lambda entry: entry.step)
    ]


def _position(request: StaffRequest, pk: int) -> ArrearsPosition:
    return get_object_or_404(ArrearsPosition.objects.visible_to(request.scope).select_related("tenancy"), pk=pk)


def _version(request: StaffRequest) -> int:
    """The version the list was opened at; one that is no number fits nothing."""
    version = number_in(request.POST.get("version", ""))
    return -1 if version is None else version


def _say_with_undo(request: StaffRequest, position: ArrearsPosition, words: str) -> None:
    undo_url = reverse("casework:arrears-undo", args=[position.pk, position.version + 1])
    messages.success(request, words, extra_tags=f"undo:{undo_url}")


def _back(request: StaffRequest) -> HttpResponseRedirect:
    """To the list as it was filtered."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("casework:arrears") + (f"?{query}" if query else ""))
