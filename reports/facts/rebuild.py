"""Makes facts and sums anew from the records, writing only what has changed."""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from ..models import CaseFact, Cell, EvictionFact, StatisticsRun
from .cases import CASE_FACTS, COUNTED_AT
from .cells import CELLS, SUMS, sums
from .evictions import EVICTION_FACTS

#: Any number that nobody else locks: two rebuilds wait for each other.
LOCK = 5_092_005
#: How PostgreSQL is to work here: everything is read and joined whole, whatever it believes of the tables' size; and
#: not the parts of a table are read side by side, but the parts of a statement, each whole by one process.
SETTINGS = {
    "work_mem": "256MB",
    "hash_mem_multiplier": "8",
    "enable_nestloop": "off",
    "enable_mergejoin": "off",
    "min_parallel_table_scan_size": "1000GB",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0",
    "parallel_leader_participation": "off",
}
#: Of the runs so many are kept.
KEPT_RUNS = 100


@transaction.atomic
def rebuild(*, now: dt.datetime) -> StatisticsRun:
    """Bring facts and sums up to date in one transaction; readers see the old ones until it ends."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        prepare(cursor, now)
        cases = _replace(cursor, CaseFact, CASE_FACTS, order=["department_id", "opened_year"])
        evictions = _replace(cursor, EvictionFact, EVICTION_FACTS, order=["department_id", "year"])
        for statement in sums():
            cursor.execute(statement)
        cells = _replace(cursor, Cell, CELLS, order=["place_kind", "place_id", "year"])
        cursor.execute(f"DROP TABLE new_casefact, new_evictionfact, new_cell, {', '.join(SUMS.values())}")
    run = StatisticsRun.objects.create(
        counted_at=now,
        seconds=round(time.perf_counter() - began, 1),
        cases=cases,
        evictions=evictions,
        cells=cells,
    )
    _forget_old_runs()
    return run


def prepare(cursor: CursorWrapper, now: dt.datetime) -> None:
    """Let the transaction count as of that moment, in the way that suits it."""
    for name, value in {**SETTINGS, COUNTED_AT: now.isoformat()}.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def _replace(cursor: CursorWrapper, model: type[models.Model], rows: str, *, order: list[str]) -> int:
    """Make a table what the rows say, touching only those that differ; how many there are.

    They are written in the `order` in which they are summed or read: one place and year after the other stays in the
    processor's cache.
    """
    table = model._meta.db_table
    new = "new_" + table.removeprefix("reports_")
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    key = [field.column for field in model._meta.pk_fields]
    others = [column for column in columns if column not in key]
    names, on = ", ".join(columns), ", ".join(key)
    made = f"SELECT {names} FROM ({rows}) made ORDER BY {', '.join(order)}"
    cursor.execute(f"CREATE TEMP TABLE {new} ON COMMIT DROP AS {made}")
    count: int = cursor.rowcount
    cursor.execute(
        f"CREATE TEMP TABLE changed ON COMMIT DROP AS SELECT {on} FROM {new} n FULL JOIN {table} t USING ({on})"
        f" WHERE ({_all('n', others)}) IS DISTINCT FROM ({_all('t', others)})"
    )
    cursor.execute(f"DELETE FROM {table} t USING changed c WHERE ({_all('t', key)}) = ({_all('c', key)})")
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {new} JOIN changed USING ({on})")
    cursor.execute("DROP TABLE changed")
    return count


def _all(name: str, columns: list[str]) -> str:
    return ", ".join(f"{name}.{column}" for column in columns)


def _forget_old_runs() -> None:
    oldest_kept = StatisticsRun.objects.order_by("-pk").values("pk")[KEPT_RUNS : KEPT_RUNS + 1]
    StatisticsRun.objects.filter(pk__lte=models.Subquery(oldest_kept)).delete()
