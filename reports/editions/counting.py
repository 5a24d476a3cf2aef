"""What is counted for an edition: the year's tables with the counts behind them, and how each figure is defined."""

from __future__ import annotations

import datetime as dt

from django.utils import translation
from django.utils.functional import Promise

from accounts.models import Municipality

from ..counts import read
from ..figures import FIGURES, Figure
from ..reach import of_municipality
from ..tables import Category, Cell, CountKey, Dimension, Publication, Role, Sum, Table, Words
from ..values import Value
from .document import Definition

#: The breakdowns whose parts are all of something, each record in one part alone.
_BREAKDOWNS = ("evictions_by_cause", "evictions_by_district", "evictions_by_association")
_TOTAL = Words("All", "Alle")


def publication(municipality: Municipality, year: int, *, now: dt.datetime) -> Publication:
    """The tables of a year with nothing hidden yet."""
    sums_of_year = read(of_municipality(municipality), [year])
    tables: list[Table] = []
    counts: dict[CountKey, int] = {}
    sums: list[Sum] = []
    for figure in (figure for figure in FIGURES if figure.code in _BREAKDOWNS):
        value = figure.count(sums_of_year)
        if not value.parts:
            continue
        whole, parts = _keys(figure, value, year)
        counts |= {whole: value.count} | dict(zip(parts, (part.count for part in value.parts), strict=True))
        sums.append(Sum(whole, parts))
        tables.append(_table(figure, value, (whole, *parts), counts))
    return Publication(tuple(tables), counts, tuple(sums))


def definitions() -> tuple[Definition, ...]:
    """How each figure in the tables is counted."""
    codes = ("evictions", *_BREAKDOWNS)
    return tuple(_definition(figure) for figure in FIGURES if figure.code in codes)


def _keys(figure: Figure, value: Value, year: int) -> tuple[CountKey, tuple[CountKey, ...]]:
    in_year = ("year", str(year))
    dimension = _dimension_code(figure)
    within = (tuple(sorted([(dimension, part.code), in_year])) for part in value.parts)
    return CountKey("evictions", (in_year,)), tuple(CountKey("evictions", pairs) for pairs in within)


def _table(figure: Figure, value: Value, keys: tuple[CountKey, ...], counts: dict[CountKey, int]) -> Table:
    categories = (Category("all", _TOTAL), *(Category(part.code, _both(part.label)) for part in value.parts))
    dimension = Dimension(_dimension_code(figure), _both(figure.parts_by or ""), Role.GROUP, categories, "all")
    cells = tuple(Cell(counts[key], (key,)) for key in keys)
    return Table(figure.code, _both(figure.label), ("evictions", figure.code), (dimension,), cells)


def _dimension_code(figure: Figure) -> str:
    return figure.code.removeprefix("evictions_by_")


def _definition(figure: Figure) -> Definition:
    with translation.override("da"):
        danish = figure.definition
    basis = figure.basis
    return Definition(
        code=figure.code,
        version=figure.version,
        name=_both(figure.label),
        unit=_both(figure.unit.label),
        population=Words(figure.docstring, danish),
        time_base=_both(basis.time.label),
        formula=_both(basis.formula.label),
        source=_both(basis.origin.label),
        limits=_both(figure.limits or ""),
    )


def _both(text: str | Promise) -> Words:
    """A text of the screen in both languages."""
    with translation.override("en"):
        english = str(text)
    with translation.override("da"):
        return Words(english, str(text))
