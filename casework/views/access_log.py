"""The access log, for the data-protection officer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.enums import Look, Role, Subject
from accounts.exports import csv_response
from accounts.http import StaffRequest, for_roles, note_look
from accounts.paging import newest_first

from ..forms.access_log import AccessLogForm
from ..queries.access_log import looks_seen_by

PER_PAGE = 100
MOST_EXPORTED = 50_000
EXPORTED = ("at", "user_name", "role", "look", "subject", "case_number", "purpose", "path", "status")


@require_GET
@for_roles(Role.DATA_PROTECTION_OFFICER)
def entries(request: StaffRequest) -> HttpResponse:
    """Who looked at what, newest first."""
    form = AccessLogForm(request.GET)
    sought = form.cleaned_data if form.is_valid() else {}
    page = newest_first(
        looks_seen_by(request.scope, sought=sought), moment="at", after=request.GET.get("after"), size=PER_PAGE
    )
    note_look(request, Look.LIST, "access log")
    return render(
        request,
        "casework/access_log/entries.html",
        {"form": form, "page": page},
        status=422 if form.errors else 200,
    )


@require_GET
@for_roles(Role.DATA_PROTECTION_OFFICER)
def download(request: StaffRequest) -> HttpResponse:
    """The entries sought, as a file; the newest 50,000 at most, and the file says so when there are more."""
    form = AccessLogForm(request.GET)
    sought = form.cleaned_data if form.is_valid() else {}
    found = looks_seen_by(request.scope, sought=sought).order_by("-at", "-pk")
    rows: list[list[object]] = [
        [
            f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}",
            who,
            Role(role).label,
            Look(look).label,
            Subject(subject).label,
            *rest,
        ]
        for at, who, role, look, subject, *rest in found.values_list(*EXPORTED)[: MOST_EXPORTED + 1]
    ]
    if len(rows) > MOST_EXPORTED:
        rows[-1] = [_("There are more entries. Choose a shorter period to get them.")]
    note_look(request, Look.EXPORT, "access log")
    headings = [
        _("When"), _("Who"), _("Role"), _("What"), _("Of what"), _("Case number"), _("Purpose"), _("Page"), _("Answer"),
    ]  # fmt: skip
    return csv_response(f"access-log-{timezone.localdate():%Y-%m-%d}.csv", headings, rows)
