"""The year's figures on a page, and to download."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from accounts.scope import Scope
from housing.models import HousingAssociation

from .. import presenting, queries
from ..editions.overview import remarks_of
from ..enums import ReachKind
from ..exports import csv_report, file_name, xlsx_report
from ..forms import ReportForm
from ..official import Series
from ..permissions import REPORT_ROLES, may_narrow, may_publish, reach_of, reader_of
from ..reach import Reach
from ..report import YearReport, year_report
from ..sentences import opening

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A report as it was asked for, and what belongs beside it."""

    report: YearReport
    series: list[Series]


@require_GET
@for_roles(*REPORT_ROLES)
def year(request: StaffRequest) -> HttpResponse:
    """The report of a year; a year or association that cannot be chosen is said so above this year's."""
    today = timezone.localdate()
    form = _form(request, today)
    is_valid = form.is_valid()
    chosen: int = form.cleaned_data.get("year") or today.year
    asked = _asked(request.scope, chosen, form.cleaned_data)
    return render(
        request, "reports/year.html", _context(request.scope, asked, form, today), status=200 if is_valid else 422
    )


@require_GET
@for_roles(*REPORT_ROLES)
def csv(request: StaffRequest) -> HttpResponse:
    """The report as a CSV file for Danish spreadsheets."""
    asked = _download(request)
    data = csv_report(asked.report, asked.series).encode("utf-8-sig")
    return _file(data, "text/csv; charset=utf-8", file_name(asked.report, "csv"))


@require_GET
@for_roles(*REPORT_ROLES)
def xlsx(request: StaffRequest) -> HttpResponse:
    """The report as a spreadsheet."""
    asked = _download(request)
    return _file(xlsx_report(asked.report, asked.series), XLSX_TYPE, file_name(asked.report, "xlsx"))


def _form(request: StaffRequest, today: dt.date) -> ReportForm:
    associations = HousingAssociation.objects.visible_to(request.scope) if may_narrow(request.scope) else None
    return ReportForm(request.GET, this_year=today.year, associations=associations)


def _download(request: StaffRequest) -> Asked:
    form = _form(request, timezone.localdate())
    if not form.is_valid():
        raise Http404
    note_look(request, Look.EXPORT, Subject.REPORT)
    return _asked(request.scope, form.cleaned_data["year"], form.cleaned_data)


def _asked(scope: Scope, chosen: int, given: dict[str, Any]) -> Asked:
    reach = reach_of(scope, given.get("association"))
    if given.get("without_campaigns"):
        reach = reach.without_campaigns()
    report = year_report(reach, chosen, reader=reader_of(scope), hides_small_counts=scope.hides_small_counts)
    return Asked(report, queries.official_series(reach))


def _context(scope: Scope, asked: Asked, form: ReportForm, today: dt.date) -> dict[str, object]:
    report, series, reach = asked.report, asked.series, asked.report.reach
    everything = dataclasses.replace(reach, leaves_out_campaigns=False)
    own = queries.own_evictions(everything, reader=reader_of(scope), hides_small_counts=scope.hides_small_counts)
    association = form.cleaned_data.get("association")
    chosen = {"association": association.code} if association else {}
    if reach.leaves_out_campaigns:
        chosen["without_campaigns"] = "on"
    charts = presenting.official_charts(series, own, year=report.year, last=today.year, own_area=reach.code)
    return {
        "form": form,
        "may_narrow": may_narrow(scope),
        "whose": reach.name,
        "report": report,
        "years": queries.years_to_show(reach, series, today=today),
        "today": today,
        "sentences": opening(report, _main_series(reach, series), today=today),
        "begins_with_official": reach.kind == ReachKind.MUNICIPALITY,
        "charts": charts,
        "has_own_marks": any(shown.has_own for shown in charts),
        "series": series,
        "official_rows": presenting.official_rows(series, own, year=report.year, last=today.year),
        "has_own_column": bool(own),
        "parts": presenting.parts_of(report) if report.has_records else [],
        "has_hidden": presenting.has_hidden(report),
        "narrowed": urlencode(chosen),
        "leaves_out_campaigns": reach.leaves_out_campaigns,
        "may_leave_out": reach.kind != ReachKind.ADVISER,
        "address": urlencode({"year": report.year} | chosen),
        "remarks": remarks_of(scope, report.year),
        "may_publish": may_publish(scope),
    }


def _main_series(reach: Reach, series: list[Series]) -> Series | None:
    """The official figures a municipality's report begins with."""
    return next((one for one in series if one.area_code == reach.code), None)


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
