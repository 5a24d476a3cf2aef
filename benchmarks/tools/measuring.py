"""CPU seconds of this process and of the database's process that serves it, in a database of its own."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from django.db import connection

from tests import database

NAME = "benchmark_fasthold"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass(frozen=True, slots=True)
class Cost:
    """What one way took: CPU seconds here and in the database, and seconds on the clock."""

    client: float
    server: float
    elapsed: float

    @property
    def cpu(self) -> float:
        return self.client + self.server


def measured(work: Callable[[], object]) -> Cost:
    """Run the work once and say what it cost."""
    backend = _backend()
    client, server, began = _own_seconds(), _seconds_of(backend), perf_counter()
    work()
    cost = Cost(_own_seconds() - client, _seconds_of(backend) - server, perf_counter() - began)
    if _backend() != backend:
        raise RuntimeError("The connection was opened anew while it was measured.")
    return cost


@contextmanager
def own_database() -> Iterator[None]:
    """A freshly migrated database, thrown away afterwards."""
    reason = database.why_unreachable()
    if reason:
        raise SystemExit(reason)
    database.create(NAME)
    try:
        yield
    finally:
        database.drop(NAME)


def _own_seconds() -> float:
    times = os.times()
    return times.user + times.system


def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid


def _seconds_of(pid: int) -> float:
    """User and system time of a process; the fields after its name, which may hold blanks."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
