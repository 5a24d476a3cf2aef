"""Whole figures from numbers: drawn for both widths, described in words, and with their table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from accounts import wording

from .bars import Bar, ShareRow, compared_bars, share_bars
from .drawing import NARROW, WIDE, Drawing
from .figure import Figure, Table
from .funnel import Stage, funnel
from .multiples import Panel, small_multiples
from .quartiles import Spread, quartile_strips


def funnel_figure(code: str, title: str, stages: Sequence[Stage], *, unit: str, note: str = "") -> Figure:
    """Of a cohort: how many reached each step, and what became of the others. `unit` is what is counted."""
    rows = tuple((stage.label, _count(stage.count, stage.missing), stage.left or wording.NOTHING) for stage in stages)
    return _figure(
        code,
        title,
        lambda width: funnel(stages, width=width),
        described=_listed((stage.label, _count(stage.count, stage.missing)) for stage in stages),
        table=Table(title, (_("Step"), unit, _("Went no further")), rows),
        note=note,
    )


def bars_figure(
    code: str,
    title: str,
    bars: Sequence[Bar],
    *,
    heads: tuple[str, str, str, str],
    decimals: int = 0,
    note: str = "",
) -> Figure:
    """A bar each, compared to the year before and a median; `heads` name the rows and the three numbers."""
    _what, value, year_before, median = heads
    rows = tuple(
        (
            bar.label,
            bar.missing if bar.value is None else wording.number(bar.value, decimals),
            wording.number(bar.year_before, decimals),
            wording.number(bar.median, decimals if bar.median is None or bar.median == int(bar.median) else 1),
        )
        for bar in bars
    )
    return _figure(
        code,
        title,
        lambda width: compared_bars(
            bars, value=value, year_before=year_before, median=median, decimals=decimals, width=width
        ),
        described=_listed((label, said) for label, said, *_others in rows),
        table=Table(title, heads, rows),
        note=note,
    )


def parts_figure(code: str, title: str, bars: Sequence[Bar], *, heads: tuple[str, str, str], note: str = "") -> Figure:
    """A bar for each part of a whole with its share; `heads` name the parts, their number and their share."""
    rows = tuple(
        (bar.label, bar.missing if bar.value is None else wording.number(bar.value), bar.share or wording.NOTHING)
        for bar in bars
    )
    return _figure(
        code,
        title,
        lambda width: compared_bars(bars, value="", year_before="", median="", width=width),
        described=_listed((label, told) for label, told, _share in rows),
        table=Table(title, heads, rows),
        note=note,
    )


def shares_figure(code: str, title: str, groups: Sequence[tuple[str, Sequence[ShareRow]]], *, note: str = "") -> Figure:
    """Shares of the same whole, a group per measure: within 7, 14 and 30 days."""
    labels = [row.label for row in groups[0][1]] if groups else []
    rows = tuple(
        (name, *(row.missing if row.percent is None else wording.percent(row.percent) for row in group))
        for name, group in groups
    )
    return _figure(
        code,
        title,
        lambda width: share_bars(groups, width=width),
        described=_listed(
            (f"{name} {label}", said) for name, *told in rows for label, said in zip(labels, told, strict=True)
        ),
        table=Table(title, ("", *labels), rows),
        note=note,
    )


def multiples_figure(
    code: str,
    title: str,
    panels: Sequence[Panel],
    *,
    years: Sequence[int],
    place: str,
    decimals: int = 0,
    note: str = "",
) -> Figure:
    """The same few years for many places; `place` names the rows of the table."""
    rows = tuple((panel.label, *(wording.number(value, decimals) for value in panel.values)) for panel in panels)
    return _figure(
        code,
        title,
        lambda width: small_multiples(panels, years=years, width=width, decimals=decimals),
        described=_listed(
            (
                name,
                _("%(first)s in %(since)s, %(last)s in %(year)s")
                % {
                    "first": told[0],
                    "since": years[0],
                    "last": told[-1],
                    "year": years[-1],
                },
            )
            for name, *told in rows
        ),
        table=Table(title, (place, *(str(year) for year in years)), rows),
        note=note,
    )


def quartiles_figure(code: str, title: str, spreads: Sequence[Spread], *, note: str = "") -> Figure:
    """Medians with the middle half of each measure, in days."""
    rows = tuple(
        (spread.label, *(wording.number(day, 0 if day == int(day) else 1) for day in spread.quartiles))
        if spread.quartiles
        else (spread.label, *[wording.NOTHING] * 3)
        for spread in spreads
    )
    return _figure(
        code,
        title,
        lambda width: quartile_strips(spreads, axis=_("days"), width=width),
        described=_listed((spread.label, spread.said) for spread in spreads),
        table=Table(
            title,
            (
                _("From the warning"),
                _("A quarter within, days"),
                _("Half within, days"),
                _("Three quarters within, days"),
            ),
            rows,
        ),
        note=note,
    )


def _figure(
    code: str, title: str, draw: Callable[[float], Drawing], *, described: str, table: Table, note: str
) -> Figure:
    return Figure(code, title, described, draw(WIDE), draw(NARROW), table, note)


def _listed(values: Iterable[tuple[str, str]]) -> str:
    """The values in a row, for those who cannot see the chart."""
    told = "; ".join(f"{label}: {value}" for label, value in values)
    return f"{told}." if told else ""


def _count(count: int | None, missing: str) -> str:
    return missing if count is None else wording.number(count)
