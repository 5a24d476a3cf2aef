"""What stands in the tables of an edition, by the codes of its categories: for its sentences and its charts."""

from __future__ import annotations

from collections.abc import Mapping

from ..official import Series
from ..tables import Cell, Table
from . import official_tables, own_and_official
from .document import Document
from .formats.words import said

Cells = Mapping[tuple[str, ...], Cell]


def table_of(document: Document, code: str) -> Table | None:
    """A table by its code; None where the edition has no such one."""
    return next((table for table in document.tables if table.code == code), None)


def cells_of(document: Document, code: str) -> Cells:
    """The cells of a table by the codes of their categories; empty where the edition has no such table."""
    table = table_of(document, code)
    return {tuple(one.code for one in row): cell for row, cell in table.rows()} if table else {}


def number(cells: Cells, *codes: str) -> float | None:
    """What is shown in a cell; None where it is hidden, unknown or not there."""
    cell = cells.get(codes)
    return None if cell is None or cell.value is None else float(cell.value)


def count(cells: Cells, *codes: str) -> int | None:
    """A count that is shown; None where there is none to be read."""
    found = number(cells, *codes, "count")
    return None if found is None else int(found)


def official_series(document: Document, language: str) -> list[Series]:
    """The court administration's figures, with the areas named in a language."""
    table = table_of(document, official_tables.CODE)
    found = official_tables.series_in(table, lambda label: said(label, language)) if table else []
    return [one for one in found if one.years]


def own_evictions(document: Document) -> dict[int, int | None]:
    """Our own count of each year that shows one."""
    table = table_of(document, own_and_official.CODE)
    if table is None:
        return {}
    return {
        int(year.code): int(cell.value)
        for (year, counted_by), cell in table.rows()
        if counted_by.code == "own" and cell.value is not None
    }
