"""The report as data: rows for spreadsheets, and the exact JSON of the command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.exports import DecimalComma, csv_text, safe_cell

from .figures import Figure
from .models import OfficialFigure
from .official import Series
from .reach import Reach
from .report import YearReport
from .values import Number, Part

Cell = str | int | Decimal | None


def headings() -> list[str]:
    """The columns of the CSV file and of the spreadsheet's first sheet."""
    return [
        _("Year"),
        _("Covers"),
        _("Figure code"),
        _("Name"),
        _("Broken down by"),
        _("Code"),
        _("Line"),
        _("Unit"),
        _("Value"),
        _("Hidden"),
        _("Definition or source"),
    ]


def figure_rows(report: YearReport) -> Iterator[list[Cell]]:
    """One row per figure and per part of it; the value is empty where it is hidden or unknown."""
    for counted in report.counted:
        figure, value = counted.figure, counted.value
        start: list[Cell] = [report.period, _of(report.reach), figure.code, str(figure.label)]
        is_hidden = _yes_or_no(value.is_hidden or value.are_parts_hidden)
        yield [*start, "", "", "", str(figure.unit.label), value.value, is_hidden, figure.definition]
        for part in value.parts:
            place: list[Cell] = [str(figure.parts_by), part.code, str(part.label), str(figure.part_unit.label)]
            yield [*start, *place, part.value, _yes_or_no(part.is_hidden), ""]


def official_rows(series: list[Series]) -> Iterator[list[Cell]]:
    """One row per official figure, all years, in the same columns."""
    for one in series:
        for figure in sorted([*one.years, *one.halves], key=lambda row: (row.year, row.period)):
            change = one.change(figure.year) if figure.period == OfficialFigure.Period.YEAR else None
            name = _("Effective evictions, official")
            start: list[Cell] = [figure.year, figure.area, f"official_{figure.measure}", name]
            kind: list[Cell] = [_("Area"), figure.area_code, figure.get_period_display(), figure.unit]
            yield [*start, *kind, figure.value, _yes_or_no(False), _source(figure)]
            if change is not None:
                name = _("Change since %(year)s") % {"year": change.since}
                start = [figure.year, figure.area, f"official_{figure.measure}_change", name]
                yield [*start, *kind[:3], _("per cent"), change.percent, _yes_or_no(False), _source(figure)]


def csv_report(report: YearReport, series: list[Series]) -> str:
    """The report as semicolon-separated text with decimal commas, without a formula in it."""
    rows = [*figure_rows(report), *official_rows(series)]
    return csv_text(headings(), [[_danish(cell) for cell in row] for row in rows])


def xlsx_report(report: YearReport, series: list[Series]) -> bytes:
    """The report as a whole spreadsheet: our own figures on one sheet, the official ones on another."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True}) as book:
        for name, rows in ((_("Figures"), figure_rows(report)), (_("Official figures"), official_rows(series))):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            _write(sheet, 0, [*headings()])
            for number, row in enumerate(rows, start=1):
                _write(sheet, number, row)
    return out.getvalue()


def file_name(report: YearReport, extension: str) -> str:
    """A name that says what is in the file: fasthold-2018-101.csv."""
    parts = ["fasthold", report.period.replace("–", "-"), slugify(report.reach.code)]
    return f"{'-'.join(part for part in parts if part)}.{extension}"


def json_report(report: YearReport, series: list[Series]) -> dict[str, Any]:
    """The figures with their definitions, and the official ones; a hidden value is null and marked."""
    reach = report.reach
    return {
        "year": report.year,
        "scope": {"kind": reach.kind.value, "code": reach.code, "name": reach.name},
        **({"without_campaigns": True} if reach.leaves_out_campaigns else {}),
        "figures": [
            {
                "code": counted.figure.code,
                "label": str(counted.figure.label),
                "definition": counted.figure.definition,
                "unit": counted.figure.unit.value,
                "value": _plain(counted.value.value),
                "breakdown": [_part(counted.figure, part) for part in counted.value.parts],
            }
            | _mark(counted.value.is_hidden or counted.value.are_parts_hidden)
            for counted in report.counted
        ],
        "official": [_official(figure, one) for one in series for figure in [*one.years, *one.halves]],
    }


def _part(figure: Figure, part: Part) -> dict[str, Any]:
    facts = {
        "code": part.code,
        "label": str(part.label),
        "unit": figure.part_unit.value,
        "value": _plain(part.value),
    }
    return facts | _mark(part.is_hidden)


def _mark(is_hidden: bool) -> dict[str, bool]:
    return {"suppressed": True} if is_hidden else {}


def _official(figure: OfficialFigure, series: Series) -> dict[str, Any]:
    change = series.change(figure.year) if figure.period == OfficialFigure.Period.YEAR else None
    return {
        "year": figure.year,
        "period": figure.period,
        "area_code": figure.area_code,
        "area": figure.area,
        "measure": figure.measure,
        "sector": figure.sector,
        "grounds": figure.grounds,
        "unit": figure.unit,
        "value": figure.value,
        "approximate": figure.is_approximate,
        "provisional": figure.is_provisional,
        "series_break": figure.series_break,
        "source": figure.source,
        "change_since": change.since if change else None,
        "change_percent": float(change.percent) if change else None,
    }


def _of(reach: Reach) -> str:
    return reach.name or str(reach.kind.label)


def _plain(value: Number | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _source(figure: OfficialFigure) -> str:
    remarks = [": ".join((_("sector"), figure.get_sector_display())), figure.grounds]
    if figure.is_approximate:
        remarks.append(_("approximate"))
    if figure.is_provisional:
        remarks.append(_("provisional"))
    return f"{figure.source} ({', '.join(remark for remark in remarks if remark)})"


def _danish(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return DecimalComma(cell) if isinstance(cell, Decimal) else cell


def _write(sheet: Any, number: int, row: list[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int | Decimal):
            sheet.write_number(number, column, cell)
        elif cell:
            sheet.write_string(number, column, safe_cell(cell))


def _yes_or_no(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
