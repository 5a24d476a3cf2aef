"""Reads one line of a list: its cells become a row, or problems that say what to correct."""

import datetime as dt
from decimal import Decimal
from operator import itemgetter

from housing.cpr import ImpossibleCpr, normalise
from housing.enums import Severity

from .folding import fold, plain
from .headings import Columns
from .layouts import FIELDS, Layout
from .rows import COLUMN_LENGTH, ListedTenant, Problem, Row, shown
from .values import AMOUNT_READERS, MAX_AMOUNT, is_ambiguous, parse_date

IMPLAUSIBLE_MONTHS = 24
POSTCODE_DIGITS = 4
#: How many characters the records hold; a longer cell is a fault of its line.
MAX_NUMBER, MAX_DEPARTMENT, MAX_ASSOCIATION = 40, 20, 20
MAX_STREET, MAX_CITY, MAX_PHONE, MAX_NAME = 200, 60, 30, 200
_NOTHING = Decimal(0)
_LONG_AMOUNT = 10  # a shorter text holds no amount too large to be kept
#: Makes a named tuple in half the time its own constructor takes.
_new = tuple.__new__


class LineReader:
    """Reads the lines of one list. Problems gather in `problems`; take them out as often as you like.

    `amount` is what the last line said is owed, also when the line was faulty; None where it is not legible.
    """

    def __init__(self, layout: Layout, columns: Columns, *, pads_short_lines: bool) -> None:
        self.problems: list[Problem] = []
        self.amount: Decimal | None = None
        self._layout = layout
        self._columns = columns
        self._width = columns.width
        self._pads_short_lines = pads_short_lines
        self._last_needed = max(columns.places[name] for name in layout.needed)
        # A field without a column is read from an empty cell added at the end of every line.
        self._pick = itemgetter(*(columns.places.get(name, -1) for name in FIELDS))
        self._people = tuple(
            (columns.places[f"name_{number}"], columns.places.get(f"cpr_{number}", -1), number)
            for number in range(1, len(layout.tenants) + 1)
            if f"name_{number}" in columns.places
        )
        self._read_amount = AMOUNT_READERS[layout.decimal]
        self._department_is_derived = layout.department_rule == "up_to_last_dash"
        self._steps = {fold(word): step for word, step in layout.steps.items()}
        self._dates: dict[str, dt.date] = {}
        self._line = 0
        self._is_faulty = False

    def read(self, line: int, record: list[str], flaw: str = "") -> Row | None:
        """The row of a line; None when a fault keeps it from being received. The record is used up."""
        self._line, self._is_faulty, self.amount = line, False, None
        is_fit = not flaw and (len(record) == self._width or self._fits(record))
        if flaw:
            self._fault(flaw)
        record += [""] * (self._width - len(record) + 1)
        if not "".join(record).isprintable():
            record[:] = map(plain, record)
        cells = list(map(str.strip, self._pick(record)))
        if not is_fit:  # the cells may stand under the wrong headings: read no more into them
            return None
        row = self._row(record, cells)
        return None if self._is_faulty else row

    def people(self, record: list[str]) -> set[str]:
        """The possible CPR numbers on a line that was read; for a line that does not say its tenancy."""
        found = set()
        for _name, cpr_place, _number in self._people:
            try:
                found.add(normalise(record[cpr_place].strip()))
            except ImpossibleCpr:
                continue
        return found

    def note(self, line: int, field: str, severity: Severity, code: str, value: str = "") -> None:
        """Adds a problem of a line; the value is covered where it looks like a CPR number, and cut."""
        self.problems.append(Problem(line, self._columns.heading(field), severity.value, code, shown(value)))

    def _row(self, record: list[str], cells: list[str]) -> Row:
        number, department, association, street, postcode, city, rent, amount, due, step, sent, phone = cells
        if not number:
            self._fault("tenancy_missing", "tenancy_number")
        if self._department_is_derived:
            department = number.rpartition("-")[0]
        if not department:
            self._without_department(number)
        if (
            len(number) > MAX_NUMBER
            or len(department) > MAX_DEPARTMENT
            or len(association) > MAX_ASSOCIATION
            or len(street) > MAX_STREET
            or len(city) > MAX_CITY
            or len(phone) > MAX_PHONE
        ):
            self._too_long(number, department, association, street, city, phone)
        monthly_rent = self._rent(rent) if rent else None
        fields = (
            self._line,
            association,
            department,
            number,
            self._tenants(record),
            street,
            postcode if len(postcode) == POSTCODE_DIGITS and postcode.isdecimal() else self._postcode(postcode),
            city,
            monthly_rent,
            self._owed(amount, monthly_rent),
            self._dates.get(due) or self._due_on(due),
            self._steps.get(step) or self._step(step),
            (self._dates.get(sent) or self._date(sent, "demand_sent_on")) if sent else None,
            phone,
        )
        return _new(Row, fields)

    def _tenants(self, record: list[str]) -> tuple[ListedTenant, ...]:
        tenants: list[ListedTenant] = []
        for name_place, cpr_place, number in self._people:
            name, written = record[name_place].strip(), record[cpr_place].strip()
            cpr = None
            if written:
                try:
                    cpr = normalise(written)
                except ImpossibleCpr:
                    self._fault("cpr_impossible", f"cpr_{number}")
                if not name:
                    self._warn("name_missing", f"name_{number}")
            elif not name:
                continue
            if len(name) > MAX_NAME:
                self._fault("cell_too_long", f"name_{number}", name)
            if cpr and any(cpr == tenant.cpr for tenant in tenants):
                self._warn("cpr_repeated", f"cpr_{number}")
                continue
            tenants.append(_new(ListedTenant, (name, cpr)))
        if not tenants:
            self._warn("name_missing", "name_1")
        return tuple(tenants)

    def _owed(self, text: str, monthly_rent: Decimal | None) -> Decimal:
        amount = self._read_amount(text)
        if amount is None:
            self._illegible_amount(text)
            return _NOTHING
        if len(text) > _LONG_AMOUNT and abs(amount) > MAX_AMOUNT:
            self._fault("amount_too_large", "amount", text)
            return _NOTHING
        self.amount = amount
        if amount < _NOTHING:
            self._fault("amount_negative", "amount", text)
        elif not amount:
            self._warn("amount_zero", "amount", text)
        elif monthly_rent and amount > IMPLAUSIBLE_MONTHS * monthly_rent:
            self._warn("amount_implausible", "amount", text)
        return amount

    def _illegible_amount(self, text: str) -> None:
        if not text:
            self._fault("amount_missing", "amount")
        elif self._layout.decimal == "auto" and is_ambiguous(text):
            self._fault("amount_ambiguous", "amount", text)
        else:
            self._fault("amount_not_a_number", "amount", text)

    def _rent(self, text: str) -> Decimal | None:
        rent = self._read_amount(text)
        if rent is None or rent < _NOTHING or (len(text) > _LONG_AMOUNT and rent > MAX_AMOUNT):
            self._warn("rent_not_a_number", "rent", text)
            return None
        return rent

    def _due_on(self, text: str) -> dt.date | None:
        if text:
            return self._date(text, "due_on")
        if "due_on" in self._columns.places:
            self._fault("date_missing", "due_on")
        return None

    def _date(self, text: str, field: str) -> dt.date | None:
        date = parse_date(text)
        if date is None:
            self._fault("date_impossible", field, text)
        else:
            self._dates[text] = date  # a list repeats the same few days
        return date

    def _step(self, text: str) -> str:
        step = self._steps.get(fold(text), "")
        if step:
            self._steps[text] = step
        else:
            self._fault("step_unknown" if text else "step_missing", "step", text)
        return step

    def _postcode(self, text: str) -> str:
        digits = text.upper().removeprefix("DK").strip(" -")
        if len(digits) == POSTCODE_DIGITS and digits.isdecimal():
            return digits
        if text:
            self._warn("postcode_impossible", "postcode", text)
        return ""

    def _without_department(self, number: str) -> None:
        if not self._department_is_derived:
            self._fault("department_missing", "department")
        elif number:
            self._fault("department_missing", "tenancy_number", number)

    def _too_long(self, number: str, department: str, association: str, street: str, city: str, phone: str) -> None:
        held = {
            "tenancy_number": (number, MAX_NUMBER),
            "department": (department, MAX_DEPARTMENT),
            "association": (association, MAX_ASSOCIATION),
            "street": (street, MAX_STREET),
            "city": (city, MAX_CITY),
            "phone": (phone, MAX_PHONE),
        }
        for field, (text, longest) in held.items():
            if len(text) > longest:
                self._fault("cell_too_long", field, text)

    def _fits(self, record: list[str]) -> bool:
        """Whether a line of another width than the headings can be read; says what is wrong with it."""
        cells = len(record)
        if any(cell.strip() for cell in record[self._width :]):
            self._fault("cells_too_many")
            return False
        del record[self._width :]
        if cells >= self._width or self._pads_short_lines:
            return True
        can_be_read = cells > self._last_needed
        severity = Severity.WARNING if can_be_read else Severity.FATAL
        heading = shown(self._columns.headings[cells], COLUMN_LENGTH)
        self.problems.append(Problem(self._line, heading, severity.value, "cells_too_few"))
        return can_be_read

    def _fault(self, code: str, field: str = "", value: str = "") -> None:
        self._is_faulty = True
        self.note(self._line, field, Severity.FATAL, code, value)

    def _warn(self, code: str, field: str, value: str = "") -> None:
        self.note(self._line, field, Severity.WARNING, code, value)
