"""Opens a list: what kind of file it is, how it is written, and where its headings stand."""

import weakref
from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO, TypeVar

from .csv_lines import CsvLines
from .data_lines import Lines
from .encodings import text_facts
from .file_kinds import check_announced_size, is_workbook, rewindable
from .headings import SEARCHED_LINES, Columns, Fit, best_fit, checked
from .layouts import DELIMITERS, Layout
from .unreadable import UnreadableFile
from .workbook_guard import checked_extent
from .workbook_lines import SheetLines, sheet_names

AnyLines = TypeVar("AnyLines", bound=Lines)

_SEARCHED_SHEETS = 10
_DELIMITER_WORDS = {"\t": "tab"}


def open_lines(stream: BinaryIO, layout: Layout, *, size: int | None, limit: int | None) -> tuple[Lines, Columns]:
    """The lines of a file and the columns of its headings. Raises `UnreadableFile`."""
    check_announced_size(size, limit)
    source = rewindable(stream, limit)
    try:
        lines, columns = _open(source, layout)
    except UnreadableFile:
        if source is not stream:
            source.close()
        raise
    if source is not stream:
        weakref.finalize(lines, source.close)  # our own copy goes with the last who can read from it
    return lines, columns


def _open(stream: BinaryIO, layout: Layout) -> tuple[Lines, Columns]:
    if is_workbook(stream):
        _check_format(layout, "csv", "CSV")
        return _open_workbook(stream, layout)
    _check_format(layout, "xlsx", "XLSX")
    return _open_text(stream, layout)


def _check_format(layout: Layout, other: str, name: str) -> None:
    if layout.file_format == other:
        raise UnreadableFile("wrong_format", name)


def _open_text(stream: BinaryIO, layout: Layout) -> tuple[Lines, Columns]:
    facts = text_facts(stream)
    delimiters = [layout.delimiter] if layout.delimiter else DELIMITERS
    lines, fit = _nearest([CsvLines(stream, facts, delimiter) for delimiter in delimiters], layout)
    if layout.delimiter and not (fit and fit.is_whole):
        other, other_fit = _nearest([CsvLines(stream, facts, delimiter) for delimiter in DELIMITERS], layout)
        if other_fit and other_fit.is_whole:
            raise UnreadableFile("wrong_delimiter", _DELIMITER_WORDS.get(other.delimiter, other.delimiter))
    columns = checked(fit, _first_filled(lines), layout)
    lines.expect(columns.width, below=columns.line)
    return lines, columns


def _open_workbook(stream: BinaryIO, layout: Layout) -> tuple[Lines, Columns]:
    """The first sheet that has all headings, else what is said of the sheet that comes nearest."""
    extent = checked_extent(stream)
    names = sheet_names(stream, extent)[:_SEARCHED_SHEETS]
    if not names:
        raise UnreadableFile("broken_workbook")
    lines, fit = _nearest([SheetLines(stream, name, extent, layout.decimal) for name in names], layout)
    return lines, checked(fit, _first_filled(lines), layout)


def _nearest(candidates: Sequence[AnyLines], layout: Layout) -> tuple[AnyLines, Fit | None]:
    """The lines that show all of the layout's headings, else the most of them; and the line they stand on."""
    nearest: tuple[AnyLines, Fit | None] = (candidates[0], None)
    for lines in candidates:
        fit = best_fit(islice(lines.lines(), SEARCHED_LINES), layout)
        if fit and fit.is_whole:
            return lines, fit
        if fit and (nearest[1] is None or fit.rank > nearest[1].rank):
            nearest = lines, fit
    return nearest


def _first_filled(lines: Lines) -> list[str]:
    """The first line with anything on it, to show what stands there instead of headings."""
    searched = islice(lines.lines(), SEARCHED_LINES)
    return next((record for _line, record, _flaw in searched if any(map(str.strip, record))), [])
