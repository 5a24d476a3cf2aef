"""The cases behind a number."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import behind
from ..figures import CATALOGUE
from ..permissions import DRILLING_ROLES, may_drill
from ..values import Part, Value
from .year import ask, form_of


@require_GET
@for_roles(*DRILLING_ROLES)
def behind_figure(request: StaffRequest, figure: str) -> HttpResponse:
    """The cases a figure or one of its parts was counted from; 404 where the number itself is not for this reader."""
    form = form_of(request, timezone.localdate())
    if not may_drill(request.scope) or not form.is_valid() or figure not in behind.BEHIND:
        raise Http404
    report = ask(request.scope, form).report
    if not report.has(figure):
        raise Http404
    part = _shown_part(report.get(figure), request.GET.get("part", ""))
    years = range(report.since, report.year + 1)
    try:
        found = behind.find(
            report.reach,
            figure,
            part.code if part else "",
            years,
            scope=request.scope,
            after=_after(request.GET.get("after", "")),
        )
    except behind.Unknown as unknown:
        raise Http404 from unknown
    note_look(request, Look.LIST, Subject.REPORT, ids=[row.case_id for row in found.rows if row.is_open_to_reader])
    asked = {**form.chosen, "part": part.code if part else "", "after": str(found.next_after)}
    context = {
        "figure": CATALOGUE[figure],
        "part": part,
        "report": report,
        "found": found,
        "back": urlencode(form.chosen),
        "next": urlencode(asked),
    }
    return render(request, "reports/behind.html", context)


def _shown_part(value: Value, code: str) -> Part | None:
    """The part asked for; 404 where it, or the whole, is hidden from the reader or does not exist."""
    if not code:
        if value.is_hidden:
            raise Http404
        return None
    part = next((part for part in value.parts if part.code == code), None)
    if part is None or part.is_hidden:
        raise Http404
    return part


def _after(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
