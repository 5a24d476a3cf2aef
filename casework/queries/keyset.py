"""Pages of a long list that stay fast however deep: the last row of one page is where the next begins."""

from __future__ import annotations

import datetime as dt
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import BooleanField, F, Func, Lookup, Model, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from accounts.paging import read_cursor, write_cursor

M = TypeVar("M", bound=Model)


class Cursor(NamedTuple):
    """A place in a list: the order's key and id of a row, and whether one leafs back from it."""

    key: dt.date
    pk: int
    is_back: bool


class Page(NamedTuple):
    """The rows of one page and the cursors of its neighbours; an empty cursor where there is none."""

    rows: list[Any]
    previous: str
    next: str


class Slice(NamedTuple, Generic[M]):
    """Some of a list, and the number from which the older ones go on; 0 where there are none."""

    rows: list[M]
    older: int


class Order(NamedTuple):
    """A date column and whether the latest comes first; the id settles ties."""

    key: str
    is_newest_first: bool = False


def page_of(rows: QuerySet[Any, Any], order: Order, *, cursor: str, size: int) -> Page:
    """One page of rows whose first two values are the order's key and the id."""
    place = _place(cursor)
    is_back = place is not None and place.is_back
    is_falling = order.is_newest_first != is_back
    if place is not None:
        rows = rows.filter(_beyond(order.key, place, is_falling=is_falling))
    sign = "-" if is_falling else ""
    found = list(rows.order_by(f"{sign}{order.key}", f"{sign}pk")[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    if is_back:
        found.reverse()
    return Page(
        found,
        previous=_to(found[0], is_back=True) if found and (has_more if is_back else place is not None) else "",
        next=_to(found[-1], is_back=False) if found and (is_back or has_more) else "",
    )


def newest(rows: QuerySet[M], *, before: int | None, size: int) -> Slice[M]:
    """Some records, the latest written first, from a number on."""
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    return Slice(found[:size], found[size - 1].pk if len(found) > size else 0)


def _to(row: Any, *, is_back: bool) -> str:
    return write_cursor(row[0].isoformat(), row[1], is_back)


def _place(cursor: str) -> Cursor | None:
    """None for the first page, and for a cursor that was tampered with."""
    match read_cursor(cursor):
        case [str(key), int(pk), bool(is_back)]:
            return Cursor(dt.date.fromisoformat(key), pk, is_back)
    return None


def _beyond(key: str, place: Cursor, *, is_falling: bool) -> Lookup[Any]:
    """The row comparison (key, id) > (…, …), which an index on both answers at any depth."""
    comparison: type[Lookup[Any]] = LessThan if is_falling else GreaterThan
    return comparison(_row(F(key), F("pk")), _row(Value(place.key), Value(place.pk)))


def _row(*values: F | Value) -> Func:
    return Func(*values, function="ROW", output_field=BooleanField())
