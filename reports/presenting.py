"""The report as a page shows it: blocks with their answer, their lines and their definition."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts import wording

from .behind import why_none
from .charts import ON_A_PHONE, Point, YearChart, share_of_widest, year_chart
from .charts.figure import Figure
from .drawn.placed import Placed
from .enums import Section, Unit
from .models import OfficialFigure
from .official import BASELINE_YEAR, FIRST_YEAR, Series, is_firm
from .report import Counted, YearReport
from .sentences import largest, section_title
from .values import Part
from .wording import said, said_or_hidden

#: Shares and waits of several groups are no parts of one number, and none of them is the most frequent.
MEASURED = (Unit.PERCENT, Unit.DAYS)
#: The address of the list behind a figure and one of its parts, empty where there is none.
Link = Callable[[str, str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One part of a figure: its name, its value in words, how long its bar is in hundredths, the list behind it."""

    label: str | Promise
    said: str
    bar: float
    is_hidden: bool
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One figure on the page."""

    code: str
    label: str | Promise
    answer: str
    is_hidden: bool
    is_in_words: bool
    lines: tuple[Line, ...]
    parts_by: str | Promise
    unit: str
    definition: str
    basis: tuple[str | Promise, ...]
    limits: str | Promise
    are_lines_hidden: bool
    url: str
    before: str
    why_no_list: str


@dataclasses.dataclass(frozen=True, slots=True)
class PagePart:
    """One part of the report, its title an answer."""

    code: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    charts: tuple[Figure, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class OfficialChart:
    """The chart of one area, with the words for those who cannot see it."""

    code: str
    title: str
    description: str
    chart: YearChart
    narrow: YearChart
    has_own: bool

    @property
    def file_code(self) -> str:
        """What its file is called."""
        return f"chart-official-{self.code}"


@dataclasses.dataclass(frozen=True, slots=True)
class OfficialRow:
    """One year, or half of one, in the table under the charts: a cell per series, and our own count."""

    period: str
    cells: tuple[str, ...]
    own: str
    is_chosen: bool


def parts_of(report: YearReport, *, link: Link | None = None, charts: Sequence[Placed] = ()) -> list[PagePart]:
    """The parts of the report that have something for this reader, in order, each with its charts.

    `link` leads to the list behind a figure.
    """
    parts = []
    for section in Section:
        if blocks := tuple(_block(counted, link) for counted in report.of(section)):
            title, drawn = section_title(report, section), (each.figure for each in charts if each.section == section)
            parts.append(PagePart(section.value, str(section.label), title, blocks, tuple(drawn)))
    return parts


def has_hidden(report: YearReport) -> bool:
    """Whether anything is hidden, so that the page says why."""
    return any(
        counted.value.is_hidden or counted.value.are_parts_hidden or any(part.is_hidden for part in counted.value.parts)
        for counted in report.counted
    )


def official_charts(
    series: list[Series], own: dict[int, int | None], *, year: int, last: int, own_area: str
) -> list[OfficialChart]:
    """One chart per series; `own` stands in the chart of `own_area` alone, beside and never joined."""
    return [_official_chart(one, own if one.area_code == own_area else {}, year=year, last=last) for one in series]


def official_rows(series: list[Series], own: dict[int, int | None], *, year: int, last: int) -> list[OfficialRow]:
    """Every year from the first to the last, the newest first; a year without a figure says so."""
    years = [
        OfficialRow(
            str(each), tuple(_cell(one.of(each), one) for one in series), _own_cell(own, each), is_chosen=each == year
        )
        for each in range(last, FIRST_YEAR - 1, -1)
    ]
    return years + _half_rows(series)


def _block(counted: Counted, link: Link | None) -> Block:
    figure, value = counted.figure, counted.value
    bars = share_of_widest([None if part.value is None else float(part.value) for part in value.parts])
    has_any = any(part.count or part.value for part in value.parts)
    lines = [
        Line(part.label, said_or_hidden(part, figure.part_unit), bar, part.is_hidden, _url(link, figure.code, part))
        for part, bar in zip(value.parts, bars, strict=True)
    ]
    is_of_parts = figure.repeats_total and figure.part_unit not in MEASURED
    most = largest(value) if is_of_parts and not value.is_hidden else None
    return Block(
        code=figure.code,
        label=figure.label,
        answer=_answer(counted, most),
        is_hidden=value.is_hidden,
        is_in_words=most is not None,
        lines=tuple(lines) if has_any else (),
        parts_by=figure.parts_by or _("Spread"),
        unit=str(figure.part_unit.label),
        definition=figure.definition,
        basis=(figure.basis.time.label, figure.basis.formula.label, figure.basis.origin.label),
        limits=figure.limits or "",
        url=_url(link, figure.code, None) if value.count and not value.is_hidden else "",
        why_no_list=why_none(figure.code) if link else "",
        before="" if figure.repeats_total else _before(counted),
        are_lines_hidden=value.are_parts_hidden,
    )


def _url(link: Link | None, figure: str, part: Part | None) -> str:
    """Where the cases behind a number are listed; nowhere where there are none, or the number is hidden."""
    if link is None or (part is not None and (part.is_hidden or not part.count)):
        return ""
    return link(figure, part.code if part else "")


def _before(counted: Counted) -> str:
    """What the figure was in the year before, and in the middle of the five years before."""
    compared, unit = counted.compared, counted.figure.unit
    said_before = []
    if compared.year_before is not None:
        said_before.append(_("the year before %(value)s") % {"value": said(compared.year_before, unit)})
    if compared.median is not None and compared.years > 1:
        facts = {"value": said(compared.median, unit), "count": compared.years}
        said_before.append(_("median of the %(count)d years before %(value)s") % facts)
    return " · ".join(said_before)


def _answer(counted: Counted, most: Part | None) -> str:
    figure, value = counted.figure, counted.value
    if most is None:
        return said_or_hidden(value, figure.unit)
    return _("Most often: %(part)s, %(count)s of %(whole)s") % {
        "part": most.label,
        "count": said(most.value, figure.part_unit),
        "whole": said(value.value, figure.unit),
    }


def _official_chart(series: Series, own: dict[int, int | None], *, year: int, last: int) -> OfficialChart:
    runs = [[Point(figure.year, figure.value, is_firm(figure)) for figure in run] for run in series.runs()]
    beside = [Point(each, count) for each, count in own.items() if count and FIRST_YEAR <= each <= last]
    peak = max(series.years, key=lambda figure: figure.value).year
    labelled = [year, BASELINE_YEAR, series.years[-1].year, peak, series.years[0].year]
    labelled += [figure.year for figure in series.years]
    return OfficialChart(
        code=series.area_code,
        title=_chart_title(series),
        description=_described(series),
        chart=year_chart(runs, first=FIRST_YEAR, last=last, labelled=labelled, beside=beside),
        narrow=year_chart(runs, first=FIRST_YEAR, last=last, labelled=labelled, beside=beside, size=ON_A_PHONE),
        has_own=bool(beside),
    )


def _chart_title(series: Series) -> str:
    """What happened between the baseline and the newest firm year."""
    changes = [(figure.year, change) for figure in series.years if (change := series.change(figure.year))]
    if not changes:
        return _("Effective evictions in %(area)s") % {"area": series.area}
    year, change = changes[-1]
    return _("Effective evictions in %(area)s: %(percent)s from %(since)s to %(year)s") % {
        "area": series.area,
        "percent": signed_percent(change.percent),
        "since": change.since,
        "year": year,
    }


def signed_percent(percent: Decimal) -> str:
    """A change with its sign: −65,9 %, +3,0 %."""
    return f"+{wording.percent(percent)}" if percent > 0 else wording.percent(percent)


def _described(series: Series) -> str:
    values = ", ".join(f"{figure.year}: {_value(figure)}" for figure in series.years)
    return _("Known years: %(values)s. The years between them are not known.") % {"values": values}


def _cell(figure: OfficialFigure | None, series: Series) -> str:
    if figure is None:
        return _("not known")
    change = series.change(figure.year)
    return f"{_value(figure)} ({signed_percent(change.percent)})" if change else _value(figure)


def _value(figure: OfficialFigure) -> str:
    value = wording.number(figure.value)
    if figure.is_approximate:
        value = _("about %(value)s") % {"value": value}
    return _("%(value)s, provisional") % {"value": value} if figure.is_provisional else value


def _own_cell(own: dict[int, int | None], year: int) -> str:
    if year not in own:
        return wording.NOTHING
    count = own[year]
    return _("hidden") if count is None else wording.number(count)


def _half_rows(series: list[Series]) -> list[OfficialRow]:
    halves = sorted({(half.year, half.period) for one in series for half in one.halves}, reverse=True)
    return [
        OfficialRow(
            f"{OfficialFigure.Period(period).label} {year}",
            tuple(_half_cell(one, year, period) for one in series),
            wording.NOTHING,
            is_chosen=False,
        )
        for year, period in halves
    ]


def _half_cell(series: Series, year: int, period: str) -> str:
    halves = (half for half in series.halves if (half.year, half.period) == (year, period))
    return next((_value(half) for half in halves), _("not known"))
