"""Files that leave the house: complete, and harmless to whoever opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TextIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

#: A cell that begins with one of these is read as a formula by spreadsheets.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """A text that would run as a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


class DecimalComma(Decimal):
    """A number that is written with a comma, as Danish spreadsheets read it."""

    def __str__(self) -> str:
        return super().__str__().replace(".", ",")


def write_csv(out: TextIO, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Semicolon-separated text with every text quoted, as Danish spreadsheets expect it, row by row."""
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([safe_cell(str(heading)) for heading in headings])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])


def csv_text(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """A whole CSV file as text."""
    out = io.StringIO(newline="")
    write_csv(out, headings, rows)
    return out.getvalue()


def csv_response(file_name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A whole CSV file to download, in UTF-8 with the mark by which spreadsheets know it."""
    response = HttpResponse(csv_text(headings, rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def file_response(file_name: str, data: bytes, *, media_type: str) -> HttpResponse:
    """A file to save, which the browser neither guesses about, nor shows as a page of ours, nor lets run anything."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
