"""The records behind a number."""

from __future__ import annotations

import dataclasses

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import behind
from ..figures import CATALOGUE
from ..permissions import DRILLING_ROLES, may_drill
from ..values import Part, Value
from .year import ask, form_of


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A record with the words of the parts it belongs to."""

    row: behind.Row
    parts: str


@require_GET
@for_roles(*DRILLING_ROLES)
def behind_figure(request: StaffRequest, figure: str) -> HttpResponse:
    """The records a figure or one of its parts was counted from; 404 where the number itself is not for this reader."""
    form = form_of(request, timezone.localdate())
    if not may_drill(request.scope) or not form.is_valid() or figure not in behind.BEHIND:
        raise Http404
    report = ask(request.scope, form).report
    if not report.has(figure):
        raise Http404
    value = report.get(figure)
    part = _shown_part(value, request.GET.get("part", ""))
    try:
        found = behind.find(
            report.reach,
            figure,
            part.code if part else "",
            report.years,
            scope=request.scope,
            after=request.GET.get("after", ""),
        )
    except behind.Unknown as unknown:
        raise Http404 from unknown
    note_look(request, Look.LIST, Subject.REPORT, ids=[row.case_id for row in found.rows if row.is_open_to_reader])
    asked = {**form.chosen, "part": part.code if part else "", "after": found.next_after}
    detail = behind.BEHIND[figure].detail
    lines = [Line(row, _parts_said(row, value)) for row in found.rows]
    context = {
        "figure": CATALOGUE[figure],
        "part": part,
        "report": report,
        "found": found,
        "lines": lines,
        "has_parts": any(line.parts not in {"", _("hidden")} for line in lines),
        "has_open": any(row.is_open_to_reader for row in found.rows),
        "has_days": any(row.day for row in found.rows),
        "detail_head": detail.head if detail and any(row.detail for row in found.rows) else "",
        "back": urlencode(form.chosen),
        "next": urlencode(asked),
    }
    return render(request, "reports/behind.html", context)


def _shown_part(value: Value, code: str) -> Part | None:
    """The part asked for, or the one the value is made of; 404 where it is hidden from the reader or not there."""
    if not code and value.is_hidden:
        raise Http404
    if not (code := code or value.headline):
        return None
    part = next((part for part in value.parts if part.code == code), None)
    if part is None or part.is_hidden:
        raise Http404
    return part


def _parts_said(row: behind.Row, value: Value) -> str:
    """The parts of a record as the report names them, hidden where they are hidden there."""
    named = {part.code: _("hidden") if part.is_hidden else str(part.label) for part in value.parts}
    return ", ".join(dict.fromkeys(named[code] for code in row.parts if code in named))
