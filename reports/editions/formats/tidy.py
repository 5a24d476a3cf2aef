"""A table as CSV, one line per cell, for programs and spreadsheets alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from accounts.exports import safe_cell

from ...tables import Category, Dimension, Role, Table
from . import words
from .words import said


class Column(NamedTuple):
    """A column by its name for programs, its heading for people, and what stands in it."""

    name: str
    title: str
    datatype: str = "string"


def columns(table: Table, language: str) -> list[Column]:
    """Code and name of each dimension, then the number with its unit, and why there is none.

    The last three bear the names SDMX gives them, so that no dimension is called the same.
    """
    of_dimensions = [column for dimension in table.dimensions for column in _pair(dimension, language)]
    return [
        *of_dimensions,
        Column("obs_value", said(words.VALUE, language), "decimal"),
        Column("obs_unit", said(words.UNIT, language)),
        Column("obs_status", said(words.STATUS, language)),
    ]


def keys(table: Table) -> list[str]:
    """The columns that together make a line one of its kind."""
    return [f"{dimension.code}_code" for dimension in table.dimensions]


def csv_of(table: Table, language: str, *, unit: str = "") -> bytes:
    """The table; `unit` is what is counted where no dimension says it."""
    return csv_bytes([column.title for column in columns(table, language)], rows(table, language, unit=unit))


def rows(table: Table, language: str, *, unit: str = "") -> Iterator[list[str]]:
    """One line per cell. Texts are harmless in a spreadsheet, numbers have a decimal point."""
    for categories, cell in table.rows():
        texts = [text for category in categories for text in (category.code, said(category.label, language))]
        own = unit_among(table.dimensions, categories, language) or unit
        number = words.figures(cell)
        yield [*map(safe_cell, texts), number, safe_cell(own), words.status(cell, language)]


def unit_among(dimensions: Sequence[Dimension], categories: Sequence[Category], language: str) -> str:
    """The unit that a measure among the categories says."""
    for dimension, category in zip(dimensions, categories, strict=True):
        if dimension.role == Role.MEASURE and category.unit:
            return said(category.unit, language)
    return ""


def csv_bytes(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated UTF-8, as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(heading) for heading in headings])
    writer.writerows(lines)
    return out.getvalue().encode()


def _pair(dimension: Dimension, language: str) -> tuple[Column, Column]:
    label = said(dimension.label, language)
    return (
        Column(f"{dimension.code}_code", f"{label}, {said(words.CODE, language)}"),
        Column(dimension.code, label),
    )
