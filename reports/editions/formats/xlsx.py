"""An edition as a spreadsheet: what it is, a sheet for each table, the definitions, the code books and the changes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from accounts.exports import safe_cell

from ...tables import Table
from .. import canonical
from ..document import Document
from . import tidy, words
from .listing import change_rows, code_rows, definition_rows
from .words import said

Value = str | int | Decimal | None
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: A sheet's name is at most this long and may not hold these signs.
_LONGEST, _FORBIDDEN = 31, "[]:*?/\\'"


def xlsx_of(document: Document, language: str) -> bytes:
    """The whole edition; its creation date is when it was published."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        title = f"{document.municipality} {document.year}"
        made = document.moment.astimezone(_COPENHAGEN).replace(tzinfo=None)
        book.set_properties({"title": title, "author": document.municipality, "created": made})
        bold = book.add_format({"bold": True})
        names = _sheet_names(document.tables, language)
        _contents(book, document, language, names, bold)
        for table, name in zip(document.tables, names, strict=True):
            _table(book.add_worksheet(name), document, table, language, bold)
        for heading, rows in (
            (words.DEFINITIONS, definition_rows(document, language)),
            (words.CODE_BOOKS, code_rows(document, language)),
            (words.CHANGES, change_rows(document, language)),
        ):
            _rows(book.add_worksheet(said(heading, language)), rows, bold)
    return out.getvalue()


def _contents(book: Any, document: Document, language: str, names: Sequence[str], bold: Any) -> None:
    sheet = book.add_worksheet(said(words.CONTENTS, language))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    facts = list(_about(document, language))
    wrapped = book.add_format({"text_wrap": True})
    for number, (label, text) in enumerate(facts):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, safe_cell(text), wrapped)
    for number, (table, name) in enumerate(zip(document.tables, names, strict=True), start=len(facts) + 1):
        sheet.write_url(number, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(number, 1, safe_cell(said(table.title, language)))


def _about(document: Document, language: str) -> Iterator[tuple[str, str]]:
    published: dt.datetime = document.moment.astimezone(_COPENHAGEN)
    yield said(words.MUNICIPALITY, language), document.municipality
    yield said(words.YEAR, language), str(document.year)
    yield said(words.EDITION, language), str(document.number)
    yield said(words.PUBLISHED, language), published.strftime("%Y-%m-%d %H:%M")
    for number, sentence in enumerate(document.sentences):
        yield said(words.SHOWED, language) if not number else "", said(sentence, language)
    yield said(words.ADDRESS, language), document.address
    yield said(words.CHECKSUM, language), canonical.checksum(canonical.written(document))
    yield said(words.SOFTWARE, language), f"Fasthold {document.software}"
    if reason := said(document.reason, language):
        yield said(words.REASON, language), reason
    for remark in document.remarks:
        yield said(words.REMARKS, language), said(remark.text, language)


def _table(sheet: Any, document: Document, table: Table, language: str, bold: Any) -> None:
    sheet.write_string(0, 0, safe_cell(said(table.title, language)), bold)
    notes = [said(note, language) for note in document.notes_of(table)]
    for number, note in enumerate(notes, start=1):
        sheet.write_string(number, 0, safe_cell(note))
    first = len(notes) + 2
    headings = [said(dimension.label, language) for dimension in table.dimensions]
    headings += [said(words.VALUE, language), said(words.UNIT, language), said(words.STATUS, language)]
    for column, heading in enumerate(headings):
        sheet.write_string(first, column, heading, bold)
    fallback = next((said(one.unit, language) for one in document.definitions_of(table)), "")
    for number, (categories, cell) in enumerate(table.rows(), start=first + 1):
        texts = [safe_cell(said(category.label, language)) for category in categories]
        unit = tidy.unit_among(table.dimensions, categories, language) or fallback
        _row(sheet, number, [*texts, cell.value, unit, words.status(cell, language)])
    sheet.autofilter(first, 0, first + len(table.cells), len(headings) - 1)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_column(0, len(table.dimensions) - 1, 30)


def _rows(sheet: Any, rows: Iterable[Sequence[str]], bold: Any) -> None:
    sheet.set_column(0, 7, 30)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        _row(sheet, number, row, bold if number == 0 else None)


def _row(sheet: Any, number: int, row: Sequence[Value], look: Any = None) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int | Decimal):
            sheet.write_number(number, column, value, look)
        elif value:
            sheet.write_string(number, column, value, look)


def _sheet_names(tables: Sequence[Table], language: str) -> list[str]:
    """A number and as much of the title as fits; the number keeps them apart."""
    return [
        f"{number} {''.join(sign for sign in said(table.title, language) if sign not in _FORBIDDEN)}"[:_LONGEST].strip()
        for number, table in enumerate(tables, start=1)
    ]
