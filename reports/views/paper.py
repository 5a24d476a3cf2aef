"""The report of a year as PDF, to hand to a committee."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from accounts.scope import Scope

from .. import presenting, queries
from ..drawn import placed_charts
from ..editions.overview import remarks_of
from ..enums import Reader
from ..papers.year import Content, year_pdf
from ..permissions import REPORT_ROLES, may_read_curves, reach_of, reader_of
from ..reach import Reach
from ..report import YearReport, year_report
from ..summary import summary
from ..survival.landmark import Comparison
from ..survival.presenting import shown_comparison
from ..what_worked import what_worked
from .files import file_response
from .year import form_of


@require_GET
@for_roles(*REPORT_ROLES)
def pdf(request: StaffRequest) -> HttpResponse:
    """The whole report with small counts hidden for everybody, because it leaves the house; never of a chosen place.

    Of one place, what is hidden could be worked out from the whole and the others.
    """
    today = timezone.localdate()
    form = form_of(request, today)
    if not form.is_valid() or form.place is not None:
        raise Http404
    note_look(request, Look.EXPORT, Subject.REPORT)
    given = form.cleaned_data
    reach = reach_of(request.scope)
    if given["without_campaigns"]:
        reach = reach.without_campaigns()
    report = year_report(
        reach,
        given["year"],
        reader=_reader(request.scope),
        hides_small_counts=True,
        since=given["since"],
        is_compared=True,
    )
    content = _content(request.scope, report, today=today)
    return file_response(year_pdf(content), "application/pdf", f"fasthold-{reach.code or 'own'}-{report.period}.pdf")


def _reader(scope: Scope) -> Reader:
    """A manager of the same house, for whom the document is made."""
    return Reader.MUNICIPAL_MANAGER if scope.is_municipal else reader_of(scope)


def _content(scope: Scope, report: YearReport, *, today: dt.date) -> Content:
    reach, reader = report.reach, _reader(scope)
    series = queries.official_series(reach)
    everything = dataclasses.replace(reach, leaves_out_campaigns=False)
    own = queries.own_evictions(everything, reader=reader, hides_small_counts=True)
    comparison = _comparison(reach, report) if may_read_curves(scope) and report.has_records else None
    official = next((one for one in series if one.area_code == reach.code), None)
    return Content(
        report=report,
        chapters=summary(report, official, comparison, today=today),
        remarks=remarks_of(scope, report.years),
        charts=placed_charts(report, reader=reader, hides_small_counts=True),
        worked=shown_comparison(comparison, hides_small=True) if comparison else None,
        official_charts=presenting.official_charts(series, own, year=report.year, last=today.year, own_area=reach.code),
        official_rows=presenting.official_rows(series, own, year=report.year, last=today.year),
        series=series,
    )


def _comparison(reach: Reach, report: YearReport) -> Comparison | None:
    """Early and late first contact of one year's cases, all of them."""
    if not report.is_one_year or reach.leaves_out_campaigns:
        return None
    return what_worked(reach, since=report.year, until=report.year).contact
