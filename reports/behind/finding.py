"""Finds the records behind a number, and what of them a reader may see."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import NamedTuple

from django.db import connection

from accounts.scope import Scope
from casework.models import Case

from ..enums import ReachKind
from ..facts.measures import BY_CODE
from ..reach import Reach
from .lists import BEHIND, Behind, Bound, Condition, Unknown
from .records import listed

PAGE_SIZE = 50


class Row(NamedTuple):
    """One record behind a number: its case, with number (0: without one), and what of it this reader may see.

    `parts` are the codes of the figure's parts it belongs to. `day` and `detail` are told with the case alone; of a
    record without a case to whoever may read small counts.
    """

    case_id: int
    number: str
    parts: tuple[str, ...]
    names: str
    address: str
    day: dt.date | None
    detail: str
    is_open_to_reader: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The records behind a number: `count` of them, those on this page, and how many are restricted and not listed.

    `next_after` is where the next page begins, empty on the last.
    """

    count: int
    rows: tuple[Row, ...]
    restricted: int
    next_after: str


class _Record(NamedTuple):
    record_id: int
    tie: str
    case_id: int
    day: dt.date | None
    parts: list[str]
    detail: str | None


def find(reach: Reach, figure: str, part: str, years: range, *, scope: Scope, after: str = "") -> Found:
    """The records behind a figure or one of its parts; raises Unknown.

    Their number is the figure's: all come from the same facts. Restricted cases the reader is not named on are
    counted and not listed. A manager reads case numbers alone.
    """
    if figure not in BEHIND:
        raise Unknown(figure)
    behind = BEHIND[figure]
    where, values = _where(reach, behind, part, years)
    rows = f"({_source(reach, behind)}) r WHERE {where}"
    each = listed(BY_CODE[behind.measure])
    opened: Bound = list(scope.cleared_case_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE NOT {each.is_shut}) FROM {rows}", [opened, *values])
        count, shown = cursor.fetchone()
    if not shown:
        return Found(count, (), count, "")
    key = f'r.record_id, ({each.tie})::text COLLATE "C"'
    detail = behind.detail.sql if behind.detail else "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {each.case}, {each.day}, {behind.parts or 'ARRAY[]::text[]'}::text[], {detail}"
            f" FROM {rows} AND NOT {each.is_shut} AND ({key}) > (%s, %s) ORDER BY {key} LIMIT %s",
            [*values, opened, *_place_in(after), PAGE_SIZE + 1],
        )
        records = [_Record(*row) for row in cursor.fetchall()]
    page, is_last = records[:PAGE_SIZE], len(records) <= PAGE_SIZE
    following = "" if is_last else f"{page[-1].record_id}.{page[-1].tie}"
    return Found(count, _rows(page, behind, scope), count - shown, following)


def _place_in(after: str) -> tuple[int, str]:
    """The record and tie a page begins after; the beginning where the address says nonsense."""
    number, _dot, tie = after.replace("\0", "").partition(".")
    return (int(number), tie) if number.isascii() and number.isdigit() and len(number) < 19 else (0, "")


def _where(reach: Reach, behind: Behind, part: str, years: range) -> tuple[str, list[Bound]]:
    measure = BY_CODE[behind.measure]
    condition, values = behind.condition(part)
    place, where = _place(reach, behind)
    parts = [measure.condition, f"{measure.year} BETWEEN %s AND %s", condition, place]
    if reach.leaves_out_campaigns:
        parts.append("NOT is_campaign")
    return " AND ".join(f"({each})" for each in parts), [years[0], years[-1], *values, *where]


def _source(reach: Reach, behind: Behind) -> str:
    source = BY_CODE[behind.measure].source
    return source.programme_rows if reach.kind == ReachKind.PROGRAMME and source.programme_rows else source.rows


def _place(reach: Reach, behind: Behind) -> Condition:
    """The homes of a reach, by the columns every row carries."""
    match reach.kind:
        case ReachKind.MUNICIPALITY:
            return "municipality_id = %s", (reach.municipality_id,)
        case ReachKind.ASSOCIATION:
            ids = list(reach.association_ids or ())
            return "municipality_id = %s AND association_id = ANY (%s)", (reach.municipality_id, ids)
        case ReachKind.DEPARTMENT | ReachKind.DISTRICT:
            column = "department_id" if reach.kind == ReachKind.DEPARTMENT else "district"
            return f"municipality_id = %s AND {column} = %s", (reach.municipality_id, reach.place_id)
        case ReachKind.PROGRAMME:
            return f"municipality_id = %s AND {_of_programme(behind)}", (reach.municipality_id, reach.place_id)
    raise Unknown(reach.kind)


def _of_programme(behind: Behind) -> str:
    """The rows of a programme, as the sums know them."""
    source = BY_CODE[behind.measure].source
    if source.programme_rows:
        return "place_id = %s"
    if not source.programme:
        return "FALSE AND %s > 0"
    if " " not in source.programme:
        return f"{source.programme} = %s"
    return f"case_id IN (SELECT p.case_id FROM ({source.programme}) p WHERE p.programme_id = %s)"


def _rows(records: list[_Record], behind: Behind, scope: Scope) -> tuple[Row, ...]:
    case_ids = [record.case_id for record in records]
    numbers = dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "number"))
    visible = {
        pk: (names, address)
        for pk, names, address in Case.objects.visible_to(scope)
        .filter(pk__in=case_ids)
        .values_list("pk", "names", "address")
    }
    return tuple(
        _row(record, behind, numbers.get(record.case_id, ""), visible.get(record.case_id), scope) for record in records
    )


def _row(record: _Record, behind: Behind, number: str, seen: tuple[str, str] | None, scope: Scope) -> Row:
    """A record with as much as this reader may see; `seen` are names and address of a case they may open."""
    tells = seen is not None or (not record.case_id and not scope.hides_small_counts)
    detail = behind.detail.say(record.detail) if tells and behind.detail and record.detail is not None else ""
    names, address = seen or ("", "")
    return Row(
        case_id=record.case_id,
        number=number,
        parts=tuple(record.parts),
        names=names,
        address=address,
        day=record.day if tells else None,
        detail=detail,
        is_open_to_reader=seen is not None,
    )
