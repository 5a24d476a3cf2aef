"""What counting gives: a number, its parts, and how many records it rests on."""

from __future__ import annotations

import dataclasses
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise

Number = int | Decimal


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown. `count` is the number of records it rests on, when that is not the value itself."""

    code: str
    label: str | Promise
    value: Number | None
    count: int = 0
    is_hidden: bool = False

    @classmethod
    def counted(cls, code: str, label: str | Promise, count: int) -> Part:
        """A part whose value is the count of its records."""
        return cls(code, label, count, count)


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """A figure as counted.

    `count` is the number of records the value rests on; `wholes` are totals a reader knows of which that
    count is a part, so that the rest could be worked out by subtraction. `headline` names the part the value
    is made of. `adds_up` says whether the parts are all of something, each record in one part alone.
    """

    value: Number | None
    count: int
    parts: tuple[Part, ...] = ()
    wholes: tuple[int, ...] = ()
    headline: str = ""
    adds_up: bool = True
    is_hidden: bool = False
    are_parts_hidden: bool = False


def counted(count: int, *, parts: tuple[Part, ...] = (), adds_up: bool = True) -> Value:
    """A plain count, with what it consists of."""
    return Value(count, count, parts, adds_up=adds_up)


def total(parts: tuple[Part, ...]) -> Value:
    """The sum of parts that together are all of it."""
    return counted(sum(part.count for part in parts), parts=parts)


def percentage(part: int, whole: int) -> Decimal | None:
    """What share of a whole a part is, in per cent with one decimal, half rounded up; None of nothing."""
    return rounded(Decimal(100 * part) / whole, 1) if whole else None


def rounded(number: Decimal | float, decimals: int) -> Decimal:
    """A number rounded half up, away from zero."""
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
