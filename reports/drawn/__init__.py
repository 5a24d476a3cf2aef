"""The charts of a report: drawn from its figures as its reader sees them, so that nothing hidden is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from ..enums import Reader, Section
from ..over_years import over_years
from ..report import YearReport
from ..values import Value
from .compared import cases_compared, evictions_compared
from .districts import evictions_in_districts
from .placed import Placed
from .stages import way_of_the_cases
from .timeliness import days_until, in_time

__all__ = ["Placed", "charts_of", "placed_charts"]

#: Of so many years the charts over the years tell.
YEARS_DRAWN = 5


def charts_of(report: YearReport, districts: Mapping[int, Value | None]) -> tuple[Placed, ...]:
    """The charts that have something to show, each with the part of the report it belongs to.

    `districts` holds the evictions by district of some years as the reader sees them, None for a year without records.
    """
    drawn = (
        (Section.EVICTIONS, evictions_compared(report)),
        (Section.EVICTIONS, evictions_in_districts(districts)),
        (Section.CASES, cases_compared(report)),
        (Section.FUNNEL, way_of_the_cases(report)),
        (Section.CONTACT, in_time(report)),
        (Section.CONTACT, days_until(report)),
    )
    return tuple(Placed(section, figure) for section, figure in drawn if figure is not None)


def placed_charts(report: YearReport, *, reader: Reader, hides_small_counts: bool) -> tuple[Placed, ...]:
    """The charts of a report, those over five years too, in one more question to the database."""
    years = range(report.year - YEARS_DRAWN + 1, report.year + 1)
    districts = over_years(
        report.reach,
        "evictions_by_district",
        years,
        measure="evictions",
        reader=reader,
        hides_small_counts=hides_small_counts,
    )
    return charts_of(report, districts)
