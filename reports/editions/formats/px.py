"""A table as PX, the format of Statistics Denmark's StatBank, in Danish and English in one file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ...tables import Cell, Dimension, Role, State, Table, Words
from ..document import Document
from . import words
from .words import said

#: The first language is the file's own; the second stands beside it, keyword by keyword.
MAIN, SECOND = "da", "en"
#: What stands for a number that is not there. PX reads one dot as its symbol 1, two as its symbol 2.
SYMBOLS = {State.UNKNOWN: '"."', State.HIDDEN: '".."'}
#: No line of a PX file is longer than this; a text goes on in quotes on the next one.
_WIDTH = 240
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class _Line(NamedTuple):
    """A keyword, what of the table it is said of, and its text in both languages."""

    keyword: str
    of: tuple[Words, ...]
    texts: tuple[Words, ...]


def px_of(document: Document, table: Table) -> bytes:
    """The table. Windows-1252, as the format's own programs read it; UTF-8 where a name needs more."""
    codepage = "Windows-1252"
    try:
        return _file(document, table, codepage).encode("cp1252")
    except UnicodeEncodeError:
        return _file(document, table, "utf-8").encode()


def _file(document: Document, table: Table, codepage: str) -> str:
    moment = document.moment.astimezone(_COPENHAGEN).strftime("%Y%m%d %H:%M")
    head = [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2013";',
        f'CODEPAGE="{codepage}";',
        f'LANGUAGE="{MAIN}";',
        f'LANGUAGES="{MAIN}","{SECOND}";',
        f'CREATION-DATE="{moment}";',
        f"DECIMALS={_decimals(table)};",
        f"SHOWDECIMALS={_decimals(table)};",
        f'MATRIX="{_matrix(table.code)}";',
        'COPYRIGHT="NO";',
        'SUBJECT-CODE="udsaettelser";',
    ]
    said_twice = [line for fact in _facts(document, table) for line in _both(fact)]
    plain = [line for dimension in table.dimensions for line in _codes(dimension)]
    return "\r\n".join([*head, *said_twice, *plain, "DATA=", *_data(table)]) + ";\r\n"


def _facts(document: Document, table: Table) -> Iterator[_Line]:
    """What is said in both languages. A reader finds the second directly after the first."""
    *stub, heading = [dimension.label for dimension in table.dimensions]
    yield _Line("SUBJECT-AREA", (), (Words("Evictions and their prevention", "Udsættelser og forebyggelse"),))
    yield _Line("DESCRIPTION", (), (table.title,))
    yield _Line("TITLE", (), (table.title,))
    yield _Line("CONTENTS", (), (table.title,))
    yield _Line("UNITS", (), (_unit(document, table),))
    if stub:
        yield _Line("STUB", (), tuple(stub))
    yield _Line("HEADING", (), (heading,))
    measure = _measure(table)
    if measure:
        yield _Line("CONTVARIABLE", (), (measure.label,))
    for dimension in table.dimensions:
        yield _Line("VALUES", (dimension.label,), _labels(dimension))
    if measure:
        for category, label in zip(measure.categories, _labels(measure), strict=True):
            yield _Line("UNITS", (label,), (category.unit or label,))
    if notes := (*document.sentences, *document.notes_of(table)):
        yield _Line("NOTE", (), (Words("#".join(note.en for note in notes), "#".join(note.da for note in notes)),))
    yield _Line("SOURCE", (), (Words(document.municipality, document.municipality),))
    if document.contact:
        yield _Line("CONTACT", (), (Words(document.contact, document.contact),))
    yield _Line("DATASYMBOL1", (), (words.WHY_UNKNOWN,))
    yield _Line("DATASYMBOL2", (), (words.WHY_HIDDEN,))


def _both(fact: _Line) -> Iterator[str]:
    for language, mark in ((MAIN, ""), (SECOND, f"[{SECOND}]")):
        of = ",".join(_quoted(said(words_of, language)) for words_of in fact.of)
        values = [said(text, language) for text in fact.texts]
        yield f"{fact.keyword}{mark}{f'({of})' if of else ''}={_list(values)};"


def _codes(dimension: Dimension) -> Iterator[str]:
    """The codes, the years as time, and the decimals of measures; these stand in the file's own language alone."""
    codes = [category.code for category in dimension.categories]
    of = f"({_quoted(said(dimension.label, MAIN))})"
    yield f"CODES{of}={_list(codes)};"
    if dimension.role == Role.TIME and all(re.fullmatch(r"\d{4}", code) for code in codes):
        yield f"TIMEVAL{of}=TLIST(A1),{_list(codes)};"
    if dimension.role == Role.MEASURE:
        for category, label in zip(dimension.categories, _labels(dimension), strict=True):
            yield f"PRECISION({_quoted(said(dimension.label, MAIN))},{_quoted(said(label, MAIN))})={category.decimals};"
    if dimension.total:
        total = next(category for category in dimension.categories if category.code == dimension.total)
        yield f"ELIMINATION{of}={_quoted(said(total.label, MAIN))};"


def _labels(dimension: Dimension) -> tuple[Words, ...]:
    """The names of the categories; a name that two of them bear is told apart by its code."""
    labels = [category.label for category in dimension.categories]
    return tuple(
        label
        if sum(other.da == label.da or other.en == label.en for other in labels) == 1
        else Words(f"{label.en} ({category.code})", f"{label.da} ({category.code})")
        for category, label in zip(dimension.categories, labels, strict=True)
    )


def _unit(document: Document, table: Table) -> Words:
    units = [category.unit for category in (_measure(table) or table.dimensions[0]).categories if category.unit]
    if units:
        return units[0]
    return next((definition.unit for definition in document.definitions_of(table)), table.title)


def _measure(table: Table) -> Dimension | None:
    return next((dimension for dimension in table.dimensions if dimension.role == Role.MEASURE), None)


def _decimals(table: Table) -> int:
    return max((category.decimals for dimension in table.dimensions for category in dimension.categories), default=0)


def _matrix(code: str) -> str:
    """A name of at most 20 letters, digits and underscores."""
    return re.sub(r"[^A-Za-z0-9_]", "_", code)[:20]


def _data(table: Table) -> Iterator[str]:
    """The numbers, one line of the paper for each line of the heading."""
    width = table.shape[-1]
    cells = [_cell(cell) for cell in table.cells]
    for start in range(0, len(cells), width):
        yield from textwrap.wrap(" ".join(cells[start : start + width]), _WIDTH, break_long_words=False)


def _cell(cell: Cell) -> str:
    return words.figures(cell) if cell.state == State.SHOWN else SYMBOLS[cell.state]


def _list(values: Sequence[str]) -> str:
    return ",\r\n".join(_quoted(value) for value in values)


def _quoted(text: str) -> str:
    """The text in quotes. What a PX file gives a meaning of its own is said with another sign."""
    plain = " ".join(text.replace('"', "'").split())
    return "\r\n".join(f'"{part}"' for part in _parts(plain)) or '""'


def _parts(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, drop_whitespace=False, break_on_hyphens=False)
