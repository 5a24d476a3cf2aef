"""The court administration's figures as series in which every gap stays a gap."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from decimal import Decimal

from .models import OfficialFigure
from .values import rounded

EFFECTIVE_EVICTIONS = "effective_evictions"
DENMARK = "000"
#: The first year of the chart.
FIRST_YEAR = 2002
#: The year later ones are compared with: the last before evictions fell.
BASELINE_YEAR = 2011


@dataclasses.dataclass(frozen=True, slots=True)
class Series:
    """The figures of one area that count the same thing, in the order of the years.

    `years` holds whole years, `halves` half-years, which are never drawn or compared with whole ones.
    """

    area_code: str
    area: str
    sector: str
    grounds: str
    unit: str
    years: tuple[OfficialFigure, ...]
    halves: tuple[OfficialFigure, ...]

    @property
    def sources(self) -> str:
        """Where the figures were read, each source once."""
        named = [source for figure in [*self.years, *self.halves] for source in figure.source.split("; ")]
        return "; ".join(dict.fromkeys(named))

    def of(self, year: int) -> OfficialFigure | None:
        """The figure of a whole year, None where it is not known."""
        return next((figure for figure in self.years if figure.year == year), None)

    def runs(self) -> list[list[OfficialFigure]]:
        """Years that may be joined by a line: each follows the one before, with no series break between."""
        runs: list[list[OfficialFigure]] = []
        for figure in self.years:
            if runs and runs[-1][-1].year == figure.year - 1 and not figure.series_break:
                runs[-1].append(figure)
            else:
                runs.append([figure])
        return runs

    def change(self, year: int) -> Change | None:
        """How a later year differs from the baseline; None where either is not firm or the series breaks between."""
        before, now = self.of(BASELINE_YEAR), self.of(year)
        if before is None or now is None or year <= BASELINE_YEAR or not before.value:
            return None
        is_broken = any(figure.series_break for figure in self.years if BASELINE_YEAR < figure.year <= year)
        if is_broken or not (is_firm(before) and is_firm(now)):
            return None
        return Change(before.year, before.value, now.value, change_percent(before.value, now.value))


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """From a value in an earlier year to a later one, in per cent with one decimal."""

    since: int
    before: int
    now: int
    percent: Decimal


def is_firm(figure: OfficialFigure) -> bool:
    """Whether a figure is neither approximate nor provisional."""
    return not (figure.is_approximate or figure.is_provisional)


def change_percent(before: int, now: int) -> Decimal:
    """The change in per cent of the earlier value, one decimal, half rounded away from zero; 781 to 266 is -65.9."""
    return rounded(Decimal(100 * (now - before)) / before, 1)


def evictions_in(area_codes: Iterable[str]) -> list[Series]:
    """The series of effective evictions in these areas, in the order of the codes given."""
    codes = list(area_codes)
    rows = OfficialFigure.objects.filter(area_code__in=codes, measure=EFFECTIVE_EVICTIONS)
    grouped: dict[tuple[str, ...], list[OfficialFigure]] = {}
    for row in rows.order_by("sector", "grounds", "unit", "year", "period", "pk"):
        grouped.setdefault((row.area_code, row.sector, row.grounds, row.unit), []).append(row)
    return sorted((_series(figures) for figures in grouped.values()), key=lambda series: codes.index(series.area_code))


def _series(figures: list[OfficialFigure]) -> Series:
    first = figures[0]
    return Series(
        area_code=first.area_code,
        area=first.area,
        sector=first.sector,
        grounds=first.grounds,
        unit=first.unit,
        years=tuple(figure for figure in figures if figure.period == OfficialFigure.Period.YEAR),
        halves=tuple(figure for figure in figures if figure.period != OfficialFigure.Period.YEAR),
    )
