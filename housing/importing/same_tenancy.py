"""Puts together the lines of one tenancy: co-tenants become one row, and what disagrees is said."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from housing.enums import STEP_ORDER, Severity

from .line_reader import LineReader
from .rows import ListedTenant, Row

_TENANTS = Row._fields.index("tenants")
_AFTER_TENANTS = _TENANTS + 1


class GatheredLine(NamedTuple):
    """One line of a tenancy that stands on several; `row` is None where it is faulty, `amount` 0 where illegible."""

    line: int
    cells: tuple[str, ...]
    row: Row | None
    amount: Decimal


class SharedTenancy:
    """A tenancy that stands on several lines, gathered until the last of them has been read."""

    __slots__ = ("awaited", "lines")

    def __init__(self, awaited: int) -> None:
        self.awaited = awaited
        self.lines: list[GatheredLine] = []

    def same_line(self, cells: tuple[str, ...]) -> GatheredLine | None:
        """The earlier line with exactly these cells."""
        for gathered in self.lines:
            if gathered.cells == cells:
                return gathered
        return None


def settle(shared: SharedTenancy, reader: LineReader, *, expects_several: bool) -> Row | None:
    """The one row of a tenancy's lines, or None when they cannot all be received; notes what is wrong.

    A faulty line keeps the others back too: half a household must not pass for the whole. Two amounts, or
    two departments, are a fault of every line. `expects_several`: co-tenants have a line each.
    """
    rows = [gathered.row for gathered in shared.lines if gathered.row is not None]
    if len(rows) < len(shared.lines):
        _note_incomplete(shared, rows, reader)
        return None
    if expects_several and _differ_only_in_tenants(rows):
        return _with_tenants(rows[0], rows)
    if _disagree(rows, lambda row: row.amount, reader, "amount", "amount_disagrees"):
        return None
    if _disagree(rows, lambda row: row.department_code, reader, "department", "department_disagrees"):
        return None
    first = rows[0]
    for row in rows[1:]:
        if not expects_several:
            reader.note(row.line, "tenancy_number", Severity.WARNING, "tenancy_repeated", str(first.line))
        if row.step != first.step:
            reader.note(row.line, "step", Severity.WARNING, "step_disagrees", str(first.line))
    return _merged(rows)


def _note_incomplete(shared: SharedTenancy, rows: list[Row], reader: LineReader) -> None:
    faulty = next(gathered.line for gathered in shared.lines if gathered.row is None)
    for row in rows:
        reader.note(row.line, "tenancy_number", Severity.FATAL, "tenancy_incomplete", str(faulty))


def _disagree(rows: list[Row], value_of: Callable[[Row], object], reader: LineReader, field: str, code: str) -> bool:
    """Whether the lines differ in a value; tells each of them which other line it disagrees with."""
    values = [value_of(row) for row in rows]
    if values.count(values[0]) == len(values):
        return False
    for row, value in zip(rows, values, strict=True):
        other = next(other for other, its_value in zip(rows, values, strict=True) if its_value != value)
        reader.note(row.line, field, Severity.FATAL, code, str(other.line))
    return True


def _merged(rows: list[Row]) -> Row:
    """The first line with all its tenants, the furthest step, the latest dates, and gaps filled from the others."""
    return _with_tenants(rows[0], rows)._replace(
        street=_first_filled(row.street for row in rows),
        postcode=_first_filled(row.postcode for row in rows),
        city=_first_filled(row.city for row in rows),
        phone=_first_filled(row.phone for row in rows),
        rent=next((row.rent for row in rows if row.rent is not None), None),
        due_on=max((row.due_on for row in rows if row.due_on), default=None),
        step=max((row.step for row in rows), key=lambda step: STEP_ORDER[step]),
        demand_sent_on=max((row.demand_sent_on for row in rows if row.demand_sent_on), default=None),
    )


def _differ_only_in_tenants(rows: list[Row]) -> bool:
    department, rest = rows[0].department_code, rows[0][_AFTER_TENANTS:]
    return all(row[_AFTER_TENANTS:] == rest and row.department_code == department for row in rows)


def _with_tenants(first: Row, rows: list[Row]) -> Row:
    """The first line with each tenant once, in the order of the lines; the same CPR number is the same person."""
    people: dict[str, ListedTenant] = {}
    for row in rows:
        for tenant in row.tenants:
            people.setdefault(tenant.cpr or tenant.name, tenant)
    return Row._make((*first[:_TENANTS], tuple(people.values()), *first[_AFTER_TENANTS:]))


def _first_filled(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
