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
    """The lines of a text file; reads them from the start each time, in flat memory.

    Set `width` to the number of headings once it is known: cells that run over several lines are then
    told from a quotation mark that was never closed.
    """

    pads_short_lines = False

    def __init__(self, stream: BinaryIO, facts: TextFacts, delimiter: str) -> None:
        self.encoding = facts.encoding
        self.delimiter = delimiter
        self.width: int | None = None
        self._stream = stream
        self._has_stray_bytes = facts.has_stray_bytes

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
                    if taken != 1 and not self._is_whole(record):
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

    def _is_whole(self, record: list[str]) -> bool:
        """Whether a record over several lines is one: it has its cells, and none of them holds a whole line."""
        if self.width is None:
            return True
        swallowed = max(cell.count(self.delimiter) for cell in record)
        return len(record) == self.width and swallowed < self.width - 1


def _cover_stray_bytes(record: list[str]) -> str:
    """Replaces bytes that are no letters by question marks; the fault's code when there were any."""
    covered = [cell.encode("utf-8", "replace").decode() for cell in record]
    if covered == record:
        return ""
    record[:] = covered
    return "line_undecodable"
