"""Reads the lines of a workbook's sheet as text, small sheets quickly and large ones in flat memory."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from .csv_lines import NumberedLine
from .unreadable import UnreadableFile
from .values import number_text
from .workbook_guard import MAX_LINES, Extent

#: Above this the quick reader would hold too much: it keeps the whole sheet in memory.
QUICK_LINES = 20_000
QUICK_CELLS = 2_000_000
_DAMAGED = (
    CalamineError,
    InvalidFileException,
    BadZipFile,
    SyntaxError,  # malformed XML
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
Cell = object


class SheetLines:
    """The lines of one sheet of a workbook, as text; formulas count with the value saved beside them."""

    encoding = "xlsx"
    pads_short_lines = True

    def __init__(self, stream: BinaryIO, sheet: str, extent: Extent, decimal: str) -> None:
        self._stream = stream
        self._sheet = sheet
        self._decimal = decimal
        self._is_small = _is_small(extent)
        self._kept: Sequence[Sequence[Cell]] = ()

    def lines(self) -> Iterator[NumberedLine]:
        """Every line of the sheet from the first, blank ones included; the line is the sheet's own number."""
        try:
            cells: Iterable[Sequence[Cell]] = self._quickly() if self._is_small else self._flatly()
            for line, record in enumerate(cells, start=1):
                if line > MAX_LINES:
                    raise UnreadableFile("broken_workbook")
                yield line, [self._text(cell) for cell in record], ""
        except _DAMAGED as error:
            raise UnreadableFile("broken_workbook") from error

    def _quickly(self) -> Sequence[Sequence[Cell]]:
        if not self._kept:
            self._stream.seek(0)
            with CalamineWorkbook.from_filelike(self._stream) as workbook:
                self._kept = workbook.get_sheet_by_name(self._sheet).to_python(skip_empty_area=False)
        return self._kept

    def _flatly(self) -> Iterator[Sequence[Cell]]:
        self._stream.seek(0)
        workbook = load_workbook(self._stream, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = workbook[self._sheet]
            sheet.reset_dimensions()  # what the sheet says of its own size may be wrong
            yield from sheet.iter_rows(values_only=True)
        finally:
            workbook.close()

    def _text(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return cell
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return str(cell)
        if isinstance(cell, int | float):
            return number_text(cell, self._decimal)
        if isinstance(cell, dt.datetime):
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
        return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def sheet_names(stream: BinaryIO, extent: Extent) -> list[str]:
    """The workbook's sheets of cells, in their order. Raises `UnreadableFile`."""
    stream.seek(0)
    try:
        if _is_small(extent):
            with CalamineWorkbook.from_filelike(stream) as workbook:
                return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        large = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            return [sheet.title for sheet in large.worksheets]
        finally:
            large.close()
    except _DAMAGED as error:
        raise UnreadableFile("broken_workbook") from error


def _is_small(extent: Extent) -> bool:
    return extent.is_known and extent.lines <= QUICK_LINES and extent.cells <= QUICK_CELLS
