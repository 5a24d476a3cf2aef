"""Case numbers: 2026-00042, drawn one after the other in each municipality and year."""

from __future__ import annotations

from django.db import connection

_DRAW = """
INSERT INTO casework_casenumberseries (municipality_id, year, last_number)
VALUES (%(municipality)s, %(year)s, %(count)s)
ON CONFLICT (municipality_id, year) DO UPDATE
    SET last_number = casework_casenumberseries.last_number + excluded.last_number
RETURNING last_number
"""


def draw_numbers(municipality_id: int, year: int, count: int) -> int:
    """Reserve `count` consecutive numbers and return the first; others wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, {"municipality": municipality_id, "year": year, "count": count})
        row: tuple[int] = cursor.fetchone()
    return row[0] - count + 1


def case_number(year: int, number: int) -> str:
    """The number as people write it: 2026-00042."""
    return f"{year}-{number:05d}"
