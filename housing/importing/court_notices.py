"""Reads a file of notices from the bailiff court: a line for each case filed, every fault with its line and column."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO, NamedTuple

from housing.enums import Severity

from .folding import fold, plain
from .headings import Columns
from .layouts import Headings, Layout
from .opening import open_lines
from .rows import COLUMN_LENGTH, Problem, shown
from .unreadable import UnreadableFile
from .values import either_amount, parse_date

#: The most such a file may hold, in bytes; the courts' lists have some hundred lines.
LIMIT = 5 << 20

#: How long each text may be.
_LONGEST = {
    "court_case_number": 40,
    "association": 200,
    "tenancy_number": 40,
    "name": 200,
    "street": 200,
    "postcode": 10,
    "city": 60,
    "court": 100,
}

#: How the courts and associations write the grounds; without a word it is arrears.
CAUSE_WORDS = {
    "": "arrears",
    "restance": "arrears",
    "huslejerestance": "arrears",
    "udlejerbetaling": "arrears",
    "fremleje": "subletting",
    "ulovlig fremleje": "subletting",
    "husorden": "house_rules",
    "kriminalitet": "crime",
    "andet": "other",
    "arrears": "arrears",
    "subletting": "subletting",
    "house rules": "house_rules",
    "crime": "crime",
    "other": "other",
}


@dataclass(frozen=True, slots=True)
class CourtLayout(Layout):
    """Which heading means what in a court's file."""

    @property
    def needed(self) -> frozenset[str]:
        """The case, who, where and when; everything else may be left out."""
        return frozenset({"court_case_number", "name", "street", "filed_on"})


COURT = CourtLayout(
    code="court",
    name="Fogedret",
    columns={
        "court_case_number": ("Sagsnummer", "Sagsnr", "Fogedsagsnr", "Journalnummer", "Court case number"),
        "association": ("Boligorganisation", "Udlejer", "Rekvirent", "Housing association"),
        "tenancy_number": ("Lejemålsnr", "Lejemålsnummer", "Lejemål", "Tenancy number"),
        "name": ("Navn", "Lejer", "Skyldner", "Name"),
        "street": ("Adresse", "Address"),
        "postcode": ("Postnr", "Postnummer", "Postcode"),
        "city": ("By", "City"),
        "filed_on": ("Modtaget i retten", "Indgivet", "Modtaget", "Filed on"),
        "hearing_on": ("Mødedato", "Fogedmøde", "Hearing"),
        "hearing_time": ("Kl", "Tidspunkt", "Mødetid", "Time"),
        "amount": ("Beløb", "Krav", "Restance", "Amount"),
        "court": ("Fogedret", "Ret", "Court"),
        "cause": ("Årsag", "Grund", "Cause"),
    },
    tenants=(),
)


class CourtRow(NamedTuple):
    """What the file says of one case; `hearing_at` is by the clock of Copenhagen, without a zone."""

    line: int
    court_case_number: str
    association: str
    tenancy_number: str
    name: str
    street: str
    postcode: str
    city: str
    filed_on: dt.date
    hearing_at: dt.datetime | None
    amount: Decimal | None
    court: str
    cause: str

    @property
    def address(self) -> str:
        """The address as one reads it."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


class CourtReading(NamedTuple):
    """The lines that can be received, and what is wrong with the others."""

    rows: list[CourtRow]
    problems: list[Problem]


def read_court_notices(stream: BinaryIO, *, size: int | None, today: dt.date) -> CourtReading:
    """Every line with its faults at once. Raises `UnreadableFile` when the file as a whole says nothing."""
    lines, columns = open_lines(stream, COURT, size=size, limit=LIMIT)
    rows: list[CourtRow] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, record, flaw in lines.lines():
        if line <= columns.line or not any(cell.strip() for cell in record):
            continue
        reader = _Line(line, record, columns, today)
        row = reader.row(flaw, pads=lines.pads_short_lines)
        if row is not None and (first := seen.setdefault(row.court_case_number, line)) != line:
            reader.fault("court_number_repeated", "court_case_number", str(first))
            row = None
        problems += reader.problems
        if row is not None:
            rows.append(row)
    if not rows and not problems:
        raise UnreadableFile("no_lines")
    return CourtReading(rows, problems)


class _Line:
    """One line of the file, read cell by cell."""

    def __init__(self, line: int, record: list[str], columns: Columns, today: dt.date) -> None:
        self.problems: list[Problem] = []
        self._line, self._record, self._columns, self._today = line, record, columns, today

    def row(self, flaw: str, *, pads: bool) -> CourtRow | None:
        if flaw:
            self.fault(flaw)
            return None
        if any(cell.strip() for cell in self._record[self._columns.width :]):
            self.fault("cells_too_many")
            return None
        if len(self._record) < self._columns.width and not pads:
            self.fault("cells_too_few")
            return None
        row = CourtRow(
            line=self._line,
            court_case_number=self._text("court_case_number", missing="court_number_missing"),
            association=self._text("association"),
            tenancy_number=self._text("tenancy_number"),
            name=self._text("name", missing="court_name_missing"),
            street=self._text("street", missing="address_missing"),
            postcode=self._text("postcode"),
            city=self._text("city"),
            filed_on=self._filed_on(),
            hearing_at=self._hearing_at(),
            amount=self._amount(),
            court=self._text("court"),
            cause=self._cause(),
        )
        return None if self.problems else row

    def fault(self, code: str, field: str = "", value: str = "") -> None:
        heading = self._columns.heading(field) if field else ""
        self.problems.append(Problem(self._line, heading[:COLUMN_LENGTH], Severity.FATAL.value, code, shown(value)))

    def _cell(self, field: str) -> str:
        place = self._columns.places.get(field)
        return "" if place is None or place >= len(self._record) else plain(self._record[place]).strip()

    def _text(self, field: str, *, missing: str = "") -> str:
        text = self._cell(field)
        if missing and not text:
            self.fault(missing, field)
        if len(text) > _LONGEST[field]:
            self.fault("cell_too_long", field, text)
        return text

    def _day(self, field: str) -> dt.date | None:
        text = self._cell(field)
        day = parse_date(text) if text else None
        if text and day is None:
            self.fault("date_impossible", field, text)
        return day

    def _filed_on(self) -> dt.date:
        day = self._day("filed_on")
        if day is None:
            if not self._cell("filed_on"):
                self.fault("date_missing", "filed_on")
            return dt.date.min
        if day > self._today:
            self.fault("date_ahead", "filed_on", self._cell("filed_on"))
        return day

    def _hearing_at(self) -> dt.datetime | None:
        day, text = self._day("hearing_on"), self._cell("hearing_time")
        time = _time(text)
        if text and time is None:
            self.fault("time_impossible", "hearing_time", text)
        if day is None:
            return None
        if not text:
            self.fault("time_missing", "hearing_on", self._cell("hearing_on"))
        return dt.datetime.combine(day, time or dt.time())

    def _amount(self) -> Decimal | None:
        text = self._cell("amount")
        amount = either_amount(text) if text else None
        if text and (amount is None or not 0 <= amount < 10**10):
            self.fault("amount_not_a_number", "amount", text)
            return None
        return amount

    def _cause(self) -> str:
        text = self._cell("cause")
        cause = CAUSE_WORDS.get(fold(text), "")
        if not cause:
            self.fault("cause_unknown", "cause", text)
        return cause


def _time(text: str) -> dt.time | None:
    """An hour written 9.30, 09:30 or 9; else None."""
    hours, _sep, minutes = text.replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdecimal() and (not minutes or (minutes.isascii() and minutes[:2].isdecimal()))):
        return None
    try:
        return dt.time(int(hours), int(minutes[:2] or 0))
    except ValueError:
        return None


def example_lines() -> Iterator[list[str]]:
    """The headings a file may have, and one line that shows how they are written."""
    yield [headings[0] for headings in _columns().values()]
    yield [
        "FS 12-3456/2026", "KAB", "51-3-0102", "Anna Holm", "Tranehavevej 12, 1. th.", "2450", "København SV",
        "18-11-2026", "03-12-2026", "9.30", "21.000,00", "Københavns Byret", "restance",
    ]  # fmt: skip


def _columns() -> dict[str, Headings]:
    return dict(COURT.columns)
