"""The year's figures on a page, and to download."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.background import ask_for
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from accounts.scope import Scope

from .. import presenting, queries
from ..behind import has_list
from ..drawn import placed_charts
from ..editions.overview import remarks_of
from ..enums import ReachKind
from ..exports import csv_report, file_name, xlsx_report
from ..forms import ReportForm
from ..official import Series
from ..permissions import REPORT_ROLES, may_drill, may_narrow, may_publish, reach_of, reader_of
from ..reach import Reach
from ..report import YearReport, year_report
from ..sentences import opening
from ..tasks import COUNT
from .files import file_response

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
    form = form_of(request, today)
    is_valid = form.is_valid()
    asked = ask(request.scope, form, is_compared=True) if is_valid else _this_year(request.scope, today)
    return render(
        request, "reports/year.html", _context(request.scope, asked, form, today), status=200 if is_valid else 422
    )


@require_GET
@for_roles(*REPORT_ROLES)
def csv(request: StaffRequest) -> HttpResponse:
    """The report as a CSV file for Danish spreadsheets."""
    asked = _download(request)
    data = csv_report(asked.report, asked.series).encode("utf-8-sig")
    return file_response(data, "text/csv; charset=utf-8", file_name(asked.report, "csv"))


@require_GET
@for_roles(*REPORT_ROLES)
def xlsx(request: StaffRequest) -> HttpResponse:
    """The report as a spreadsheet."""
    asked = _download(request)
    return file_response(xlsx_report(asked.report, asked.series), XLSX_TYPE, file_name(asked.report, "xlsx"))


@require_POST
@for_roles(*REPORT_ROLES)
def count_again(request: StaffRequest) -> HttpResponse:
    """Have the worker count anew; the figures stand as they do until it has."""
    ask_for(COUNT, only_once=COUNT)
    messages.success(request, _("The figures are being counted anew. Load the page again in a moment."))
    return redirect("reports:year")


def form_of(request: StaffRequest, today: dt.date) -> ReportForm:
    """What is asked for in the address of a page."""
    return ReportForm(request.GET, this_year=today.year, scope=request.scope, may_narrow=may_narrow(request.scope))


def ask(scope: Scope, form: ReportForm, *, is_compared: bool = False) -> Asked:
    """The report a valid form asks for."""
    reach = reach_of(scope, form.place)
    if form.cleaned_data["without_campaigns"]:
        reach = reach.without_campaigns()
    given = form.cleaned_data
    return _asked(scope, reach, given["year"], since=given["since"], is_compared=is_compared)


def _this_year(scope: Scope, today: dt.date) -> Asked:
    return _asked(scope, reach_of(scope), today.year, is_compared=True)


def _download(request: StaffRequest) -> Asked:
    form = form_of(request, timezone.localdate())
    if not form.is_valid():
        raise Http404
    note_look(request, Look.EXPORT, Subject.REPORT)
    return ask(request.scope, form)


def _asked(scope: Scope, reach: Reach, year: int, *, since: int | None = None, is_compared: bool = False) -> Asked:
    report = year_report(
        reach,
        year,
        reader=reader_of(scope),
        hides_small_counts=scope.hides_small_counts,
        since=since,
        is_compared=is_compared,
    )
    return Asked(report, queries.official_series(reach))


def _context(scope: Scope, asked: Asked, form: ReportForm, today: dt.date) -> dict[str, object]:
    report, series, reach = asked.report, asked.series, asked.report.reach
    everything = dataclasses.replace(reach, leaves_out_campaigns=False)
    own = queries.own_evictions(everything, reader=reader_of(scope), hides_small_counts=scope.hides_small_counts)
    chosen = form.chosen if form.is_valid() else {}
    narrowed = {name: value for name, value in chosen.items() if name not in ("year", "since")}
    address = {"year": str(report.year), **({} if report.is_one_year else {"since": str(report.since)}), **narrowed}
    charts = presenting.official_charts(series, own, year=report.year, last=today.year, own_area=reach.code)
    is_whole = not form.is_valid() or form.place is None
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
        "parts": _parts(scope, report, address) if report.has_records else [],
        "has_hidden": presenting.has_hidden(report),
        "narrowed": urlencode(narrowed),
        "has_paper": is_whole,
        "leaves_out_campaigns": reach.leaves_out_campaigns,
        "may_leave_out": reach.kind != ReachKind.ADVISER,
        "address": urlencode(address),
        "remarks": remarks_of(scope, report.years),
        "may_publish": may_publish(scope),
    }


def _parts(scope: Scope, report: YearReport, address: dict[str, str]) -> list[presenting.PagePart]:
    charts = placed_charts(report, reader=reader_of(scope), hides_small_counts=scope.hides_small_counts)
    return presenting.parts_of(report, link=_link(scope, address), charts=charts)


def _link(scope: Scope, address: dict[str, str]) -> Callable[[str, str], str] | None:
    """The address of the list behind a figure or its part, for whoever may read it."""
    if not may_drill(scope):
        return None

    def link(figure: str, part: str) -> str:
        if not has_list(figure, part):
            return ""
        asked = {**address, **({"part": part} if part else {})}
        return f"{reverse('reports:behind', args=[figure])}?{urlencode(asked)}"

    return link


def _main_series(reach: Reach, series: list[Series]) -> Series | None:
    """The official figures a municipality's report begins with."""
    return next((one for one in series if one.area_code == reach.code), None)
