"""The officer's first page: what to do next, and what was told of the bailiff court."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from accounts.paging import newest_first
from housing.models import Tenancy

from ..actions.court_reports import report_in_court, take_report_back
from ..forms.court_reports import CourtReportForm
from ..models import CourtReport
from ..queries import association_home as queries
from ..queries.association_vanished import has_unanswered
from ..queries.filings import by_association, late_of, missing_of
from .association_tenancy import choose_tenancy, chosen_tenancy
from .attempts import is_done
from .leafing import leaf

PER_PAGE = 25


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the officer."""
    now = timezone.now()
    today = timezone.localdate(now)
    missing = missing_of(request.scope, today=today)
    context = {
        "asked": queries.asked_of(request.scope, today=today),
        "lists": queries.waiting_lists(request.scope),
        "parked": queries.parked_rows(request.scope),
        "asks_vanished": has_unanswered(request.scope),
        "missing": missing,
        "to_report": queries.dates_to_report(request.scope, now=now),
        "ahead": queries.dates_ahead(request.scope, now=now),
        "shows_association": len(request.scope.association_ids) > 1,
    }
    note_look(request, Look.LIST, Subject.TENANCY, ids=[row["tenancy_id"] for row in missing])
    return render(request, "casework/association/home.html", context)


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def report_list(request: StaffRequest) -> HttpResponse:
    """What the association has told of its tenancies in court."""
    page = newest_first(
        queries.reports_of(request.scope), moment="said_at", after=request.GET.get("from"), size=PER_PAGE
    )
    note_look(request, Look.LIST, Subject.TENANCY, ids=[row.tenancy_id for row in page.rows])
    context = {
        "rows": page.rows,
        "next_url": leaf(request, page.next_cursor),
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/association/report_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def report_new(request: StaffRequest) -> HttpResponse:
    """Tell a day the court has set, or what came of an eviction; the answer is the same whoever knows of it."""
    tenancy = chosen_tenancy(request)
    if tenancy is None:
        return choose_tenancy(request, "casework/association/report_tenancy.html")
    today = timezone.localdate()
    form = CourtReportForm(
        request.POST or None,
        today=today,
        tenancies=Tenancy.objects.visible_to(request.scope),
        initial={"tenancy": tenancy, "occurred_on": today},
    )
    if form.is_valid() and is_done(form, lambda: report_in_court(**form.facts(), by=request.scope, now=timezone.now())):
        note_look(request, Look.CHANGE, Subject.TENANCY, ids=[tenancy.pk])
        messages.success(request, _("Your report is kept."))
        return redirect("casework:court-report-list")
    note_look(request, Look.VIEW, Subject.TENANCY, ids=[tenancy.pk])
    context = {"form": form, "tenancy": tenancy}
    return render(request, "casework/association/report_new.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def report_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a report back."""
    report = get_object_or_404(CourtReport.objects.visible_to(request.scope), pk=pk)
    try:
        take_report_back(report, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("The report is taken back."))
    return redirect("casework:court-report-list")


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER, Role.CASEWORKER, Role.TEAM_LEADER)
def filing_list(request: StaffRequest) -> HttpResponse:
    """Filings without a notice and notices that came late, by association."""
    today = timezone.localdate()
    missing, late = missing_of(request.scope, today=today), late_of(request.scope, today=today)
    note_look(request, Look.LIST, Subject.NOTICE, ids=[row["pk"] for row in late])
    context = {
        "missing": by_association(missing),
        "late": by_association(late),
        "is_own": request.scope.is_in_association,
    }
    return render(request, "casework/association/filing_list.html", context)
