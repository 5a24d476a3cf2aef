"""What a reading hands over: the rows of the list, and the problems of its lines."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .wording import PROBLEMS

VALUE_LENGTH = 200
COLUMN_LENGTH = 100
_CPR_LIKE = re.compile(r"(?<![0-9])[0-9]{5,6}[\s\-\u2010-\u2015\u2212]*[0-9A-Za-z]{4}(?![0-9A-Za-z])")


class ListedTenant(NamedTuple):
    """A person as the list names them; `cpr` is normalised, None where the list has none."""

    name: str
    cpr: str | None

    def __repr__(self) -> str:
        return f"ListedTenant({self.name!r}, cpr={'given' if self.cpr else None})"


class Row(NamedTuple):
    """What the list says of one tenancy; `line` is the first of its lines. Amounts are kroner.

    Texts are "" where the list says nothing. `step` is a value of `housing.enums.Step`.
    `tenants` is empty where the list names nobody.
    """

    line: int
    association_code: str
    department_code: str
    tenancy_number: str
    tenants: tuple[ListedTenant, ...]
    street: str
    postcode: str
    city: str
    rent: Decimal | None
    amount: Decimal
    due_on: dt.date | None
    step: str
    demand_sent_on: dt.date | None
    phone: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning of a line. `column` is the sender's own heading, `value` what stands there.

    A line with a fatal problem is not received. No value and no message ever holds a CPR number.
    `message_of(code, column, value)` gives the words again from what is stored.
    """

    line: int
    column: str
    severity: str
    code: str
    value: str = ""

    @property
    def message(self) -> str:
        """What is wrong, what stands there and what to do, in the reader's language."""
        return message_of(self.code, self.column, self.value)

    def to_dict(self) -> dict[str, str | int]:
        """The problem as the command prints it."""
        return {
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
        }


def message_of(code: str, column: str, value: str) -> str:
    """The words of a problem in the reader's language."""
    return str(PROBLEMS[code]) % {"column": column, "value": value}


def shown(value: str, length: int = VALUE_LENGTH) -> str:
    """A cell as it may be repeated to somebody: cut to a length, and anything like a CPR number covered."""
    covered = _CPR_LIKE.sub("••••••••••", value)
    return covered if len(covered) <= length else f"{covered[: length - 1]}…"
