"""A list of cases as a file: complete, without a cell that would run as a formula, and without a CPR number."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.exports import DecimalComma, safe_cell, write_csv

from .enums import Cause, Stage
from .models.cases import CaseQuerySet
from .urgency import reason

#: As many cases as one file holds; whoever needs more narrows the list.
MOST = 10_000
#: Below this many bytes a file is kept in memory while it is written.
_IN_MEMORY = 1_000_000

Cell = str | int | Decimal | dt.date | None

_COLUMNS = (
    "pk", "number", "names", "address", "association__name", "department__code", "tenancy__number", "cause", "stage",
    "triage_rule", "triage_due_on", "amount", "monthly_rent", "opened_on", "closed_on", "contact_count",
    "last_contact_at", "follow_up_on", "assigned_to__name", "is_restricted",
)  # fmt: skip


def headings() -> list[str]:
    """The columns of the file."""
    return [
        _("Case"), _("Names"), _("Address"), _("Housing association"), _("Department"), _("Tenancy"), _("Cause"),
        _("Stage"), _("Why it is due"), _("Due"), _("Amount owed"), _("Monthly rent"), _("Opened"),
        _("Closed"), _("Contact attempts"), _("Last attempt"), _("Follow up on"), _("Caseworker"), _("Restricted"),
    ]  # fmt: skip


class Export:
    """The rows of a file, in the order of the cases, read a part at a time; `case_ids` are those that were read."""

    def __init__(self, cases: CaseQuerySet, *, today: dt.date) -> None:
        self.case_ids: list[int] = []
        self._cases, self._today = cases, today

    def rows(self) -> Iterator[list[Cell]]:
        causes, stages = dict(Cause.choices), dict(Stage.choices)
        for row in self._cases.values_list(*_COLUMNS)[:MOST].iterator(chunk_size=1000):
            pk, number, names, address, association, department, tenancy, cause, stage, rule, due_on, *rest = row
            amount, rent, opened_on, closed_on, attempts, last_at, follow_up_on, caseworker, is_restricted = rest
            self.case_ids.append(pk)
            yield [
                number, names, address, association, department, tenancy, str(causes[cause]), str(stages[stage]),
                reason(rule, due_on, self._today), due_on, amount, rent, opened_on, closed_on, attempts,
                timezone.localdate(last_at) if last_at else None, follow_up_on, caseworker,
                _("yes") if is_restricted else _("no"),
            ]  # fmt: skip


def csv_file(rows: Iterable[list[Cell]]) -> IO[bytes]:
    """A whole CSV file, written before it is sent, row by row."""
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    write_csv(text, headings(), ([_plain(cell) for cell in row] for row in rows))
    text.detach()
    out.seek(0)
    return out


def xlsx_file(rows: Iterable[list[Cell]]) -> IO[bytes]:
    """A whole spreadsheet, written before it is sent, row by row."""
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(_("Cases")), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.freeze_panes(1, 0)
        lines: Iterator[Sequence[Cell]] = itertools.chain([headings()], rows)
        for number, row in enumerate(lines):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, day)
    out.seek(0)
    return out


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, safe_cell(cell))


def _plain(cell: Cell) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return DecimalComma(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else cell
