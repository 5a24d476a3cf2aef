"""Divides a text file into lines and cells, and sets apart the lines that cannot be divided."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice, tee
from typing import BinaryIO

from .encodings import TextFacts

#: A line's number, its cells, and the code of what is wrong with the line as a whole ("" for nothing).
NumberedLine = tuple[int, list[str], str]


class CsvLines:
    """The lines of a text file; reads them from the start each time, in flat memory."""

    pads_short_lines = False

    def __init__(self, stream: BinaryIO, facts: TextFacts, delimiter: str) -> None:
        self.encoding = facts.encoding
        self.delimiter = delimiter
        self._width: int | None = None
        self._below = 0
        self._stream = stream
        self._has_stray_bytes = facts.has_stray_bytes

    def expect(self, width: int, *, below: int) -> None:
        """Says how many headings there are and on which line they stand.

        A cell that runs over several lines is then told from a quotation mark that was never closed.
        """
        self._width, self._below = width, below

    def lines(self) -> Iterator[NumberedLine]:
        """Every line of the file, blank ones included."""
        self._stream.seek(0)
        text = io.TextIOWrapper(self._stream, self.encoding, errors="surrogateescape", newline="")
        try:
            yield from self._divide(text)
        finally:
            text.detach()  # the caller's file stays open

    def _divide(self, text: Iterator[str]) -> Iterator[NumberedLine]:
        again: Iterator[str] = iter(())  # lines that a stray quotation mark had swallowed
        covers, line = self._has_stray_bytes, 0
        while True:
            parsed, raw = tee(chain(again, text))
            records, before = csv.reader(parsed, delimiter=self.delimiter, strict=True), 0
            try:
                for record in records:
                    taken = records.line_num - before
                    if taken != 1 and not self._is_whole(line + 1, record):
                        break
                    yield line + 1, record, _cover_stray_bytes(record) if covers else ""
                    line, before = line + taken, before + taken
                    next(raw) if taken == 1 else deque(islice(raw, taken), maxlen=0)
                else:
                    return
            except csv.Error:
                pass
            first, *swallowed = islice(raw, records.line_num - before)
            again = iter([*swallowed, *again])
            line += 1
            record = first.rstrip("\r\n").split(self.delimiter)
            _cover_stray_bytes(record)
            yield line, record, "line_unreadable"

    def _is_whole(self, line: int, record: list[str]) -> bool:
        """Whether a record over several lines is one: it has its cells, and none of them holds a whole line."""
        width = self._width
        if width is None or line <= self._below:
            return True
        has_its_cells = len(record) >= width and not any(cell.strip() for cell in record[width:])
        return has_its_cells and max(cell.count(self.delimiter) for cell in record) < width - 1


def _cover_stray_bytes(record: list[str]) -> str:
    """Replaces bytes that are no letters by question marks; the fault's code when there were any."""
    covered = [cell.encode("utf-8", "replace").decode() for cell in record]
    if covered == record:
        return ""
    record[:] = covered
    return "line_undecodable"
