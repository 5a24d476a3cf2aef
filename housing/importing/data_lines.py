"""Tells the lines of data from titles, blank lines, totals and what stands below them."""

from collections.abc import Iterator
from typing import Protocol

from .csv_lines import NumberedLine
from .folding import plain
from .headings import Columns
from .totals import Totals

_FOOTER_CELLS = 2


class Lines(Protocol):
    """The lines of a file, which can be read from the start more than once."""

    @property
    def encoding(self) -> str: ...

    @property
    def pads_short_lines(self) -> bool:
        """Whether a line may end early because its last cells are empty."""
        ...

    def lines(self) -> Iterator[NumberedLine]: ...


def data_lines(lines: Lines, columns: Columns, totals: Totals) -> Iterator[tuple[int, list[str], str, str]]:
    """Each line of data with its number, cells, flaw and tenancy number; totals are checked as they come."""
    place, header = columns.places["tenancy_number"], columns.line
    for line, record, flaw in lines.lines():
        if line <= header:
            continue
        number = plain(record[place]).strip() if len(record) > place else ""
        if (number and number[0].isdecimal()) or not _is_beside(line, record, number, columns, totals):
            yield line, record, flaw, number


def _is_beside(line: int, record: list[str], number: str, columns: Columns, totals: Totals) -> bool:
    """Whether a line is blank, a total, or a remark below the totals."""
    filled = [cell for cell in record if cell.strip()]
    if not filled:
        return True
    place = columns.places["amount"]
    amount = record[place].strip() if len(record) > place else ""
    if number in ("", filled[0].strip()) and totals.is_label(filled[0]):
        totals.check(line, amount)
        return True
    return totals.are_passed and not number and not amount and len(filled) <= _FOOTER_CELLS
