"""Writing many rows at once: keys drawn from the table's own sequence, rows sent by COPY."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import Field, JSONField, Model

#: Fewer keys are never drawn from a sequence; those that are left over are never used.
KEYS_AT_ONCE = 500


class Table:
    """Rows of one model, gathered by field and sent together; the sequence gives the keys ahead of time."""

    def __init__(self, model: type[Model], *fields: str) -> None:
        self.model = model
        named = [cast("Field[Any, Any]", model._meta.get_field(name)) for name in fields]
        self.columns = [str(field.column) for field in named]
        self._json = [number for number, field in enumerate(named) if isinstance(field, JSONField)]
        self.rows: list[Sequence[Any]] = []
        self._drawn: list[int] = []

    def keys(self, count: int) -> list[int]:
        """`count` new primary keys; they are drawn many at a time."""
        if len(self._drawn) < count:
            self._draw(max(count, KEYS_AT_ONCE))
        taken, self._drawn = self._drawn[:count], self._drawn[count:]
        return taken

    def _draw(self, count: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [self.model._meta.db_table, self.model._meta.pk.column, count],
            )
            self._drawn = [row[0] for row in cursor.fetchall()]

    def add(self, *values: Any) -> None:
        """One row, its values in the order of the fields."""
        row = list(values)
        for number in self._json:
            row[number] = json.dumps(row[number])
        self.rows.append(row)

    def send(self) -> int:
        """Write the rows gathered so far; their number is returned."""
        rows, self.rows = self.rows, []
        if rows:
            copy_rows(self.model._meta.db_table, self.columns, rows)
        return len(rows)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Send rows to a table by COPY."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
