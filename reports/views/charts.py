"""The charts of a year as files."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles
from accounts.scope import Scope

from .. import presenting, queries
from ..charts.figure import Figure
from ..drawn import placed_charts
from ..drawn.official import official_figure
from ..permissions import REPORT_ROLES, reader_of
from .files import chart_response
from .year import Asked, ask, form_of


@require_GET
@for_roles(*REPORT_ROLES)
def chart(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """One of the charts of a report, as its reader sees it there."""
    today = timezone.localdate()
    form = form_of(request, today)
    if not form.is_valid():
        raise Http404
    asked = ask(request.scope, form, is_compared=True)
    return chart_response(
        request,
        _figures(request.scope, asked, today),
        (code, kind),
        whose=f"{asked.report.reach.name}, {asked.report.period}",
        counted_at=asked.report.counted_at,
        page=f"{reverse('reports:year')}?{urlencode(form.chosen)}",
    )


def _figures(scope: Scope, asked: Asked, today: dt.date) -> Iterator[Figure]:
    report, reader, hides = asked.report, reader_of(scope), scope.hides_small_counts
    everything = dataclasses.replace(report.reach, leaves_out_campaigns=False)
    own = queries.own_evictions(everything, reader=reader, hides_small_counts=hides)
    shown = presenting.official_charts(asked.series, own, year=report.year, last=today.year, own_area=report.reach.code)
    rows = presenting.official_rows(asked.series, own, year=report.year, last=today.year)
    for column, each in enumerate(shown):
        yield official_figure(each, rows, column)
    for placed in placed_charts(report, reader=reader, hides_small_counts=hides):
        yield placed.figure
