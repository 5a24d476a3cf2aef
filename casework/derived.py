"""The one writer of what is derived on a case: its stage, contacts, deadlines, place in the worklist, search text.

Every action calls `refresh` in its own transaction, an import once for all the cases it touched. Nothing
derived depends on the passing of time, so nothing is recomputed at night.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from . import deadlines, derived_sql, stages
from .enums import Stage
from .models.cases import NOTHING_DUE
from .recorded import Recorded, read_cases

#: Cases refreshed in one round of statements.
ROUND = 5000


@transaction.atomic(savepoint=False)
def refresh(case_ids: Iterable[int], *, today: dt.date) -> None:
    """Derive courses and cases anew from what is recorded, in a few statements whatever their number.

    `today` decides which of the municipality's lead days are in force. The rows stay locked until the
    transaction ends, so that of two who record at the same moment the later counts both.
    """
    ids = sorted(set(case_ids))
    for start in range(0, len(ids), ROUND):
        _refresh_round(ids[start : start + ROUND], today)


def fold(text: str) -> str:
    """A text as it is searched: lower case, æ as ae, ø as oe, å as aa, no accents, single spaces."""
    danish = unicodedata.normalize("NFC", text).casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    if not danish.isascii():
        signs = unicodedata.normalize("NFKD", danish)
        danish = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join(danish.split())


def _refresh_round(ids: list[int], today: dt.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(derived_sql.LOCK, {"ids": ids})
        cases = read_cases(cursor, ids, today=today)
        moved = [course.standing for case in cases for course in case.courses if course.has_moved]
        if moved:
            cursor.execute(derived_sql.WRITE_COURSES, _columns(moved))
        if cases:
            _write_deadlines(cursor, ids, cases)
            cursor.execute(derived_sql.WRITE_CASES, _columns([_derive(case) for case in cases]))


def _columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _write_deadlines(cursor: CursorWrapper, ids: list[int], cases: Sequence[Recorded]) -> None:
    names = ("rule", "subject", "started_by", "started_on", "due_on", "takes_place_at", "ended_on", "ended_by")
    found = [(case.row, one) for case in cases for one in case.deadlines]
    columns = {name: [getattr(one, name) for _row, one in found] for name in names}
    columns["case"] = [row.pk for row, _one in found]
    columns["municipality"] = [row.municipality_id for row, _one in found]
    cursor.execute(derived_sql.WRITE_DEADLINES, {"ids": ids, **columns})


def _derive(case: Recorded) -> tuple[Any, ...]:
    """The derived columns of one case, in the order in which they are written."""
    row, place = case.row, case.triage
    shown = stages.furthest(case.courses)
    court = (
        one.takes_place_at
        for one in case.deadlines
        if one.is_open and one.rule in deadlines.IN_COURT and one.takes_place_at is not None
    )
    return (
        row.pk,
        shown.cause if shown else row.cause,
        shown.stage if shown else Stage.EARLY,
        min(court, default=None),
        row.first_contact_at,
        row.last_contact_at,
        row.first_reached_at,
        row.contact_count,
        row.attended_at,
        place.key if place else NOTHING_DUE,
        place.rule if place else "",
        place.due_on if place else None,
        fold(f"{row.names} {row.address} {row.tenancy_number} {row.number}"),
    )
