"""What stands beside the tables, as lines with a heading: definitions, code books and changes."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.exports import safe_cell

from ...tables import Cell, Words
from ..document import Document
from . import words
from .words import said

Row = list[str]


def definition_rows(document: Document, language: str) -> Iterator[Row]:
    """How each figure is counted."""
    facts = (words.POPULATION, words.TIME_BASE, words.FORMULA, words.SOURCE, words.LIMITS)
    heading = (words.CODE, words.VERSION, words.NAME, words.UNIT, *facts)
    yield [_capital(said(word, language)) for word in heading]
    for one in document.definitions:
        texts = (one.name, one.unit, one.population, one.time_base, one.formula, one.source, one.limits)
        yield [one.code, str(one.version), *(_text(text, language) for text in texts)]


def code_rows(document: Document, language: str) -> Iterator[Row]:
    """What each code meant when the edition was made."""
    heading = (words.LIST, words.CODE, words.NAME, words.MEANING, words.VALID_FROM)
    yield [_capital(said(word, language)) for word in heading]
    for one in document.code_books:
        texts = (_text(one.name, language), _text(one.definition, language))
        yield [one.book, one.code, *texts, one.valid_from.isoformat()]


def change_rows(document: Document, language: str) -> Iterator[Row]:
    """What the edition says otherwise than the one before, cell by cell."""
    yield [said(word, language) for word in (words.TABLE, words.CELL, words.BEFORE, words.NOW)]
    changes = document.changes
    for change in changes.cells:
        place = safe_cell(" / ".join(said(label, language) for label in change.place))
        sides = (cell_text(side, language) for side in (change.before, change.after))
        yield [_text(change.title, language), place, *sides]
    lists: tuple[tuple[Words, tuple[Words, ...]], ...] = (
        (words.NEW_TABLE, changes.tables_added),
        (words.GONE_TABLE, changes.tables_removed),
        (words.NEW_DEFINITION, changes.definitions),
        (words.NEW_CODES, changes.code_books),
        (words.NEW_REMARK, changes.remarks),
    )
    for label, found in lists:
        for text in found:
            yield [said(label, language), _text(text, language), "", ""]


def cell_text(cell: Cell | None, language: str) -> str:
    """A cell's number, why there is none, or a dash where there was no such cell."""
    if cell is None:
        return "–"
    return words.figures(cell) or words.status(cell, language)


def _text(words_of: Words, language: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    text: str = safe_cell(said(words_of, language))
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
