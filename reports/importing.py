"""Reading the court administration's figures from a file, with every fault by line and column."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .models import OfficialFigure

REQUIRED = ("year", "period", "area_code", "area", "measure", "sector", "value", "approximate", "source")
#: Columns a file may have, and what holds where it has not.
OPTIONAL = {"provisional": "false", "series_break": "false", "grounds": "", "unit": "evictions"}
#: The texts, and how long each may be.
_LONGEST = {"area": 100, "measure": 40, "grounds": 100, "unit": 40, "source": 300}
_YES_OR_NO = {"true": True, "false": False}


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place of the file, and what should stand there."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = _("line %(line)d, column %(column)s") if self.column else _("line %(line)d")
        return f"{place % {'line': self.line, 'column': self.column}}: {self.message}"


class UnreadableFigures(Exception):
    """The file cannot be taken in; carries every fault found in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read_official_figures(data: bytes) -> list[OfficialFigure]:
    """The figures of a UTF-8 CSV file with commas, unsaved; raises UnreadableFigures with all faults at once."""
    lines = csv.reader(io.StringIO(_text(data)), strict=True)
    try:
        headings = next(lines, [])
        if missing := [name for name in REQUIRED if name not in headings]:
            raise UnreadableFigures([Fault(1, name, _("This column is missing.")) for name in missing])
        rows = [(lines.line_num, cells) for cells in lines if any(cells)]
    except csv.Error as error:
        raise UnreadableFigures([Fault(lines.line_num, "", _("This is not a line of CSV: %s.") % error)]) from error
    return _figures(headings, rows)


def _figures(headings: list[str], rows: list[tuple[int, list[str]]]) -> list[OfficialFigure]:
    faults: list[Fault] = []
    figures: dict[tuple[object, ...], OfficialFigure] = {}
    for line, cells in rows:
        if len(cells) != len(headings):
            faults.append(
                Fault(
                    line,
                    "",
                    _("There are %(found)d cells, the heading has %(expected)d.")
                    % {"found": len(cells), "expected": len(headings)},
                )
            )
            continue
        row = OPTIONAL | {name: cell.strip() for name, cell in zip(headings, cells, strict=True)}
        if found := list(_faults(line, row)):
            faults += found
        elif (figure := _figure(row)).key in figures:
            faults.append(Fault(line, "", _("The same year, period, area, measure and sector stand further up.")))
        else:
            figures[figure.key] = figure
    if not faults and not figures:
        faults.append(Fault(1, "", _("The file has no figures.")))
    if faults:
        raise UnreadableFigures(faults)
    return list(figures.values())


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFigures([Fault(line, "", _("This is not UTF-8 text."))]) from error
    if "\0" in text:
        raise UnreadableFigures([Fault(text[: text.index("\0")].count("\n") + 1, "", _("This is not text."))])
    return text


def _faults(line: int, row: dict[str, str]) -> Iterator[Fault]:
    yield from _number_faults(line, row)
    for column, choices in (("period", OfficialFigure.Period), ("sector", OfficialFigure.Sector)):
        if row[column] not in choices.values:
            yield Fault(line, column, _("Write one of: %s.") % ", ".join(choices.values))
    for column in ("approximate", "provisional", "series_break"):
        if row[column] not in _YES_OR_NO:
            yield Fault(line, column, _("Write one of: %s.") % "true, false")
    for column, most in _LONGEST.items():
        if not row[column] and column != "grounds":
            yield Fault(line, column, _("Something must stand here."))
        elif len(row[column]) > most:
            yield Fault(line, column, _("At most %d characters.") % most)


def _number_faults(line: int, row: dict[str, str]) -> Iterator[Fault]:
    if not (_is_whole_number(row["year"]) and 1900 <= int(row["year"]) <= 2200):
        yield Fault(line, "year", _("Write a year as 2018."))
    if not (_is_whole_number(row["value"]) and int(row["value"]) < 2**31):
        yield Fault(line, "value", _("Write a whole number without points."))
    if not (_is_whole_number(row["area_code"]) and len(row["area_code"]) == 3):
        yield Fault(line, "area_code", _("Write the municipality code with three digits, 000 for the whole country."))


def _is_whole_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _figure(row: dict[str, str]) -> OfficialFigure:
    return OfficialFigure(
        year=int(row["year"]),
        period=row["period"],
        area_code=row["area_code"],
        area=row["area"],
        measure=row["measure"],
        sector=row["sector"],
        grounds=row["grounds"],
        unit=row["unit"],
        value=int(row["value"]),
        is_approximate=_YES_OR_NO[row["approximate"]],
        is_provisional=_YES_OR_NO[row["provisional"]],
        series_break=_YES_OR_NO[row["series_break"]],
        source=row["source"],
    )
