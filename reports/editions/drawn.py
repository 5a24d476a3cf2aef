"""The charts of an edition, drawn from its frozen tables alone: what is hidden there is in no bar, dot or title."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import wording
from casework.enums import Stage

from ..charts.bars import Bar, ShareRow
from ..charts.figure import Figure
from ..charts.figures import funnel_figure, parts_figure, quartiles_figure, shares_figure
from ..charts.funnel import Stage as Step
from ..drawn.official import official_figure
from ..drawn.stages import reached_stages, stage_name, steps_title, went_no_further
from ..drawn.timeliness import TIMED, days_title, in_time_title, spread_of, within
from ..enums import Section, Unit
from ..figures.breakdowns import SOON
from ..presenting import OfficialChart, official_charts, official_rows
from ..suppression import is_small
from ..tables import Category, Cell, State, Table
from ..values import percentage
from . import reading
from .document import Document
from .formats.words import WHY_HIDDEN, said

#: The part for the court administration's figures, before those of the report.
OFFICIAL = "official"


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its code, the part of the page it stands in, the table whose files stand under it, and what draws it.

    It is drawn in the language named, which must be that of the screen.
    """

    code: str
    part: str
    table: str
    draw: Callable[[Document, str], Figure]


def charts_of(document: Document) -> list[Chart]:
    """Those the edition has the tables for, in the order of the page; none is drawn yet."""
    codes = {table.code for table in document.tables if len(table.dimensions) == 2}
    found = [chart for chart in _CHARTS if _ALSO.get(chart.code, set()) | {chart.table} <= codes]
    return [*_official(document), *(chart for chart in found if _shows_any(document.table(chart.table)))]


def _shows_any(table: Table) -> bool:
    """Whether any number but the whole can be read, and is not nought."""
    total = table.dimensions[0].total
    return any(row[0].code != total and cell.value for row, cell in table.rows())


def official_shown(document: Document, language: str) -> list[OfficialChart]:
    """The official figures of the municipality and the country, with our own beside."""
    series, own = reading.official_series(document, language), reading.own_evictions(document)
    return official_charts(series, own, year=document.year, last=_last(document), own_area=document.municipality_code)


def _official(document: Document) -> list[Chart]:
    places = range(len(reading.official_series(document, "da")))
    return [Chart(_official_code(document, place), OFFICIAL, "official_evictions", _drawer(place)) for place in places]


def _official_code(document: Document, place: int) -> str:
    return f"chart-official-{reading.official_series(document, 'da')[place].area_code}"


def _drawer(place: int) -> Callable[[Document, str], Figure]:
    def draw(document: Document, language: str) -> Figure:
        series, own = reading.official_series(document, language), reading.own_evictions(document)
        rows = official_rows(series, own, year=document.year, last=_last(document))
        return official_figure(official_shown(document, language)[place], rows, place)

    return draw


def official_lines(document: Document, language: str) -> tuple[list[str], list[list[str]]]:
    """The official figures as a table: a heading, and a line for every year, known or not."""
    series, own = reading.official_series(document, language), reading.own_evictions(document)
    rows = official_rows(series, own, year=document.year, last=_last(document))
    beside = [_("Recorded in Fasthold")] if own else []
    head = [_("Period"), *(one.area for one in series), *beside]
    return head, [[row.period, *row.cells, *([row.own] if own else [])] for row in rows]


def _last(document: Document) -> int:
    return max([document.year, *(one.years[-1].year for one in reading.official_series(document, "da"))])


def _parts(table: str, *, is_ranked: bool = True) -> Callable[[Document, str], Figure]:
    """Bars for the parts of a whole; the longest first, or in the order of the table."""

    def draw(document: Document, language: str) -> Figure:
        found = document.table(table)
        group = found.dimensions[0]
        cells = reading.cells_of(document, table)
        categories = [one for one in group.categories if one.code != group.total]
        if is_ranked:
            categories.sort(key=lambda one: -(reading.count(cells, one.code) or 0))
        unit = found.dimensions[-1].categories[0].unit
        is_any_hidden = any(cell.state == State.HIDDEN for cell in cells.values())
        return parts_figure(
            f"chart-{table}",
            _most(document, found, cells, categories, language),
            [_bar(one, cells, language) for one in categories],
            heads=(said(group.label, language), said(unit, language) if unit else _("Number"), _("Share")),
            note=f"{said(WHY_HIDDEN, language)}." if is_any_hidden else "",
        )

    return draw


def _bar(category: Category, cells: reading.Cells, language: str) -> Bar:
    count, share = reading.count(cells, category.code), reading.number(cells, category.code, "share")
    return Bar(
        said(category.label, language),
        count,
        missing=_missing(cells.get((category.code, "count"))),
        share="" if share is None else wording.percent(share),
    )


def _missing(cell: Cell | None) -> str:
    return _("hidden") if cell is not None and cell.state == State.HIDDEN else _("not known")


def _most(document: Document, table: Table, cells: reading.Cells, categories: Sequence[Category], language: str) -> str:
    """What a chart of parts shows: the largest part, where whatever is hidden cannot be larger."""
    facts = {"title": said(table.title, language), "year": document.year}
    plain: str = _("%(title)s, %(year)s") % facts
    counts = sorted((count, one) for one in categories if (count := reading.count(cells, one.code)) is not None)
    whole = reading.count(cells, table.dimensions[0].total)
    if not whole or not counts:
        return plain
    count, most = counts[-1]
    rivals = [whole - sum(each for each, _one in counts), *(each for each, _one in counts[-2:-1])]
    if len(categories) < 2 or any(rival >= count for rival in rivals):
        return plain
    facts |= {"part": said(most.label, language), "count": wording.number(count), "whole": wording.number(whole)}
    return _("%(title)s, %(year)s. Most often: %(part)s, %(count)s of %(whole)s") % facts


def _stages(document: Document, language: str) -> Figure:
    """How many came to each stage."""
    furthest, ends = reading.cells_of(document, "furthest_stage"), reading.cells_of(document, "cohort_ends")
    evicted = reading.count(ends, "evicted")
    counts = {each: reading.count(furthest, each.value) for each in Stage if (each.value, "count") in furthest}
    reached = reached_stages(reading.count(furthest, "all"), counts)
    following = [*list(reached.values())[1:], evicted]
    steps = [
        Step(stage_name(stage), count, _left(count, later), missing=_("hidden"))
        for (stage, count), later in zip(reached.items(), following, strict=True)
    ]
    steps.append(Step(_("Evicted"), evicted, missing=_("hidden")))
    title = steps_title(str(document.year), reached[Stage.EARLY], reached[Stage.FILED], evicted)
    return funnel_figure("chart-furthest_stage", title, steps, unit=str(Unit.CASES.label))


def _left(count: int | None, later: int | None) -> str:
    """How many came no further, unless they are few: that rest stands in no table either."""
    return "" if count is None or later is None or is_small(count - later) else went_no_further(count, later)


def _in_time(document: Document, language: str) -> Figure:
    """The shares of all cases within 7, 14 and 30 days, as far as none of their parts is hidden."""
    shares = {name: _within(reading.cells_of(document, code)) for name, code, _days in TIMED}
    groups = [
        (
            str(name),
            [ShareRow(within(limit), share, missing=_("hidden")) for limit, share in zip(SOON, found, strict=True)],
        )
        for name, found in shares.items()
    ]
    seven, _fourteen, thirty = _within(reading.cells_of(document, "reached_within_7_days"))
    title = in_time_title(seven, thirty)
    return shares_figure("chart-in_time", title, groups, note=_("Of all cases opened in the year."))


def _within(cells: reading.Cells) -> list[float | None]:
    whole = reading.count(cells, "all")
    found: list[float | None] = []
    together: int | None = 0
    for limit in SOON:
        part = reading.count(cells, f"within_{limit}_days")
        together = None if together is None or part is None else together + part
        share = None if together is None or whole is None else percentage(together, whole)
        found.append(None if share is None else float(share))
    return found


def _days(document: Document, language: str) -> Figure:
    """The medians and the middle half, where twenty or more are behind them."""
    cells = reading.cells_of(document, "days")
    spreads = []
    for name, _share, code in TIMED:
        low, half, high = (reading.number(cells, code, column) for column in ("lower", "median", "upper"))
        is_hidden = cells[code, "median"].state == State.HIDDEN
        days = None if low is None or half is None or high is None else (low, half, high)
        spreads.append(spread_of(str(name), days, is_hidden=is_hidden))
    median = reading.number(cells, "median_days_to_reach", "median")
    title = days_title(None if median is None else Decimal(str(median)))
    note = _("Among the cases in which it has happened. The bar is the middle half, the dot the median.")
    return quartiles_figure("chart-days", title, spreads, note=note)


def _chart(section: Section, table: str, *, is_ranked: bool = True) -> Chart:
    return Chart(f"chart-{table}", section.value, table, _parts(table, is_ranked=is_ranked))


_CHARTS: tuple[Chart, ...] = (
    _chart(Section.EVICTIONS, "evictions_by_cause"),
    _chart(Section.EVICTIONS, "evictions_by_district", is_ranked=False),
    _chart(Section.EVICTIONS, "evictions_by_association"),
    _chart(Section.EVICTIONS, "evictions_by_household"),
    Chart("chart-furthest_stage", Section.FUNNEL.value, "furthest_stage", _stages),
    _chart(Section.FUNNEL, "cohort_ends"),
    Chart("chart-in_time", Section.CONTACT.value, "reached_within_7_days", _in_time),
    Chart("chart-days", Section.CONTACT.value, "days", _days),
    _chart(Section.HELP, "interventions"),
    _chart(Section.OUTCOMES, "housing_outcomes"),
)
#: The further tables that a chart is made of.
_ALSO = {
    "chart-furthest_stage": {"cohort_ends"},
    "chart-in_time": {"contacted_within_7_days", "helped_within_7_days"},
}


def parts_with_charts(document: Document) -> Iterator[tuple[str, list[Chart]]]:
    """The charts part by part, each part by its name."""
    charts = charts_of(document)
    for part in dict.fromkeys(chart.part for chart in charts):
        name = _("Official figures") if part == OFFICIAL else str(Section(part).label)
        yield name, [chart for chart in charts if chart.part == part]
