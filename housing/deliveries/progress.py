"""How far the worker is with a large list: told, and asked to stop, past the transaction that reads it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from types import TracebackType

from django.db import connection
from django.utils import timezone

from ..enums import WorkPhase
from ..importing.rows import Row

#: Seconds between two signs of life while lines are read.
PAUSE_SECONDS = 0.5

_TELL = """
UPDATE housing_deliverywork SET phase = %(phase)s, done = %(done)s, total = %(total)s, told_at = %(now)s,
    began_at = CASE WHEN %(phase)s = 'counting' THEN %(now)s ELSE began_at END
WHERE delivery_id = %(delivery)s
RETURNING stop_asked_at IS NOT NULL
"""


class Stopped(Exception):
    """Somebody asked that the list be left as it was."""


class Silence:
    """Tells nobody, for lists that are read while somebody waits."""

    def phase(self, phase: WorkPhase, *, total: int = 0) -> None:
        """Say what begins now, and with how many lines. Raises `Stopped`."""

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as they come, told of on the way. Raises `Stopped`."""
        return iter(rows)


class Progress(Silence):
    """Tells on a connection of its own, so that it is read while the transaction is still open."""

    def __init__(self, delivery: int) -> None:
        self._delivery = delivery
        self._connection = connection.copy()
        self._phase, self._total = WorkPhase.WAITING, 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def phase(self, phase: WorkPhase, *, total: int = 0) -> None:
        """Say what begins now, and with how many lines. Raises `Stopped`."""
        self._phase, self._total = phase, total or self._total
        self._tell(0 if phase == WorkPhase.READING else self._total)

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as they come, told of on the way. Raises `Stopped`."""
        next_sign = time.monotonic() + PAUSE_SECONDS
        for number, row in enumerate(rows):
            if number % 100 == 0 and time.monotonic() >= next_sign:
                self._tell(min(row.line, self._total))
                next_sign = time.monotonic() + PAUSE_SECONDS
            yield row

    def _tell(self, done: int) -> None:
        values: dict[str, str | int | dt.datetime] = {
            "phase": self._phase.value,
            "done": done,
            "total": self._total,
            "now": timezone.now(),
            "delivery": self._delivery,
        }
        with self._connection.cursor() as cursor:
            cursor.execute(_TELL, values)
            row = cursor.fetchone()
        if row is not None and row[0]:
            raise Stopped


SILENCE = Silence()
