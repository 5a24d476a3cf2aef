"""The court's file of notices: sent, looked at, confirmed, and its parked lines settled."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Subject
from accounts.errors import Refused
from accounts.exports import csv_response
from accounts.http import StaffRequest, for_roles, note_look
from housing.importing.court_notices import example_lines
from housing.importing.rows import Problem
from housing.importing.unreadable import UnreadableFile

from ..actions import court_file as actions
from ..enums_association import CourtFileStatus, CourtLineState
from ..forms.court_file import CourtFileForm, CourtLineForm
from ..models import CourtFileLine
from ..queries import court_files as queries
from .attempts import is_done
from .opened import CASEWORKERS

SHOWN = 50


@require_GET
@for_roles(*CASEWORKERS)
def file_list(request: StaffRequest) -> HttpResponse:
    """The files that were sent, the newest first."""
    rows = queries.files_of(request.scope).order_by("-recorded_at", "-pk")[:SHOWN]
    return render(request, "casework/court/file_list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def file_new(request: StaffRequest) -> HttpResponse:
    """Send a file: it is read and matched at once, and recorded when it is confirmed."""
    today = timezone.localdate()
    form = CourtFileForm(request.POST or None, request.FILES or None, today=today, initial={"received_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.receive_court_file(**form.facts(), by=request.scope, now=timezone.now())
        except UnreadableFile as error:
            form.add_error("file", error.message)
        except actions.SameFile as fact:
            messages.info(request, fact.message)
            return redirect("casework:court-file", pk=fact.file.pk)
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            return redirect("casework:court-file", pk=kept.pk)
    return render(request, "casework/court/file_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@for_roles(*CASEWORKERS)
def file_example(request: StaffRequest) -> HttpResponse:
    """A file that shows the headings."""
    headings, *rows = example_lines()
    return csv_response("fogedsager-eksempel.csv", headings, rows)


@require_GET
@for_roles(*CASEWORKERS)
def court_file(request: StaffRequest, pk: int) -> HttpResponse:
    """What confirming a file would do, and afterwards what it did."""
    found = get_object_or_404(queries.files_of(request.scope), pk=pk)
    lines = list(queries.lines_of(found))
    note_look(request, Look.VIEW, Subject.NOTICE, ids=[line.lease.tenancy_id for line in lines if line.lease])
    states = [line.state for line in lines]
    context = {
        "file": found,
        "lines": lines,
        "problems": [Problem(**problem) for problem in found.problems],
        "is_waiting": found.status == CourtFileStatus.CHECKED,
        "matched": states.count(CourtLineState.MATCHED),
        "parked": states.count(CourtLineState.PARKED),
        "done": states.count(CourtLineState.RECORDED) + states.count(CourtLineState.KNOWN),
    }
    return render(request, "casework/court/file.html", context)


@require_POST
@for_roles(*CASEWORKERS)
def file_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Record the notices of the lines that fit."""
    found = get_object_or_404(queries.files_of(request.scope), pk=pk)
    try:
        applied = actions.confirm_court_file(found, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        count = applied.lines.filter(state=CourtLineState.RECORDED).count()
        said = ngettext("%(count)d notice was recorded.", "%(count)d notices were recorded.", count)
        messages.success(request, said % {"count": count})
    return redirect("casework:court-file", pk=pk)


@require_POST
@for_roles(*CASEWORKERS)
def file_discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a file aside that was not confirmed."""
    found = get_object_or_404(queries.files_of(request.scope), pk=pk)
    try:
        actions.discard_court_file(found, by=request.scope)
    except Refused as fact:
        messages.error(request, fact.message)
        return redirect("casework:court-file", pk=pk)
    messages.success(request, _("The file is put aside. Nothing of it was recorded."))
    return redirect("casework:court-file-list")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def line_settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Say which tenancy a parked line is about."""
    line = _parked(request, pk)
    tenancy = line.lease.tenancy if line.lease else None
    form = CourtLineForm(
        request.POST or None,
        today=timezone.localdate(),
        scope=request.scope,
        line=line,
        initial={
            "association": tenancy.association_id if tenancy else None,
            "number": tenancy.number if tenancy else line.tenancy_number,
        },
    )
    if form.is_valid() and is_done(
        form, lambda: actions.settle_line(line, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The notice is recorded and its case is open."))
        return redirect("casework:court-file", pk=line.file_id)
    note_look(request, Look.SEARCH, Subject.TENANCY, ids=[tenancy.pk] if tenancy else [])
    return render(request, "casework/court/line.html", {"form": form, "line": line}, status=422 if form.errors else 200)


@require_POST
@for_roles(*CASEWORKERS)
def line_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """There is nothing to record for a parked line."""
    line = _parked(request, pk)
    try:
        actions.put_line_aside(line, by=request.scope)
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("The line is put aside."))
    return redirect("casework:court-file", pk=line.file_id)


def _parked(request: StaffRequest, pk: int) -> CourtFileLine:
    lines = queries.parked_lines(request.scope).select_related("file", "lease__tenancy")
    return get_object_or_404(lines, pk=pk)
