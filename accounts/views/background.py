"""The administrator's page of what ran beside the web, when, for how long, and what failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ..background import TASKS, given_up_among, standing, try_again
from ..enums import Role
from ..http import StaffRequest, for_roles
from ..models import BackgroundRun, Mail
from ..paging import Page, newest_first

RUNS_PER_PAGE = 50


@require_GET
@for_roles(Role.ADMINISTRATOR)
def runs(request: StaffRequest) -> HttpResponse:
    """The queue now, and the runs, newest first; `?show=failed` leaves those that failed or were interrupted."""
    shown = BackgroundRun.objects.all()
    if request.GET.get("show") == "failed":
        shown = shown.filter(outcome__in=["failed", "lost"])
    page: Page[BackgroundRun] = newest_first(
        shown, moment="started_at", after=request.GET.get("after"), size=RUNS_PER_PAGE
    )
    given_up = given_up_among(run.job_id for run in page.rows if run.outcome == "failed")
    context = {
        "standing": standing(),
        "mails": Mail.objects.filter(sent_at__isnull=True).count(),
        "rows": [(run, TASKS[run.task].label if run.task in TASKS else run.task) for run in page.rows],
        "given_up": given_up,
        "next_cursor": page.next_cursor,
        "show": request.GET.get("show", ""),
    }
    return render(request, "accounts/background.html", context)


@require_POST
@for_roles(Role.ADMINISTRATOR)
def again(request: StaffRequest, job_id: int) -> HttpResponse:
    """Try once more what was given up."""
    if not try_again(job_id):
        raise Http404
    messages.success(request, _("It is tried again."))
    return redirect("accounts:background")
