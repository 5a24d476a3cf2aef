"""Counts beside those of the year before and the median of the years before it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording

from ..charts.bars import Bar
from ..charts.figure import Figure
from ..charts.figures import bars_figure
from ..report import Counted, YearReport
from ..values import Number
from ..wording import said


def evictions_compared(report: YearReport) -> Figure | None:
    """Evictions, and those of households with children."""
    return _compared(report, "chart-evictions", ("evictions", "evictions_with_children"))


def cases_compared(report: YearReport) -> Figure | None:
    """Cases opened, closed and averted."""
    return _compared(report, "chart-cases", ("cases_opened", "cases_closed", "averted"))


def _compared(report: YearReport, code: str, figures: tuple[str, ...]) -> Figure | None:
    """Bars of one unit; None where nothing is known to compare with, as of several years together."""
    found = [counted for each in figures for counted in report.counted if counted.figure.code == each]
    is_compared = any(counted.compared.years for counted in found)
    if not is_compared or all(counted.value.value is None for counted in found):
        return None
    years = max(counted.compared.years for counted in found)
    median = ngettext("Median of %(years)d year before", "Median of %(years)d years before", years) % {"years": years}
    return bars_figure(
        code,
        _title(found[0], report.year),
        [_bar(counted) for counted in found],
        heads=(_("What is counted"), str(report.year), str(report.year - 1), median),
        note=_unfinished(report),
    )


def _bar(counted: Counted) -> Bar:
    value, compared = counted.value, counted.compared
    return Bar(
        str(counted.figure.label),
        _float(value.value),
        _float(compared.year_before),
        _float(compared.median),
        missing=_("hidden") if value.is_hidden else wording.NOTHING,
    )


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def _title(counted: Counted, year: int) -> str:
    unit = counted.figure.unit
    facts = {
        "label": counted.figure.label,
        "now": _("hidden") if counted.value.is_hidden else said(counted.value.value, unit),
        "year": year,
        "before": said(counted.compared.year_before, unit),
        "earlier": year - 1,
    }
    if counted.compared.year_before is None:
        return _("%(label)s in %(year)s: %(now)s") % facts
    return _("%(label)s in %(year)s: %(now)s, in %(earlier)s: %(before)s") % facts


def _unfinished(report: YearReport) -> str:
    """A warning where the year was not over when it was counted."""
    if report.counted_at is None or timezone.localdate(report.counted_at).year != report.year:
        return ""
    facts = {"year": report.year, "day": wording.day(report.counted_at)}
    return _("%(year)s was not over when it was counted on %(day)s; the earlier years are whole.") % facts
