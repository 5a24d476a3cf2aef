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
#: How PostgreSQL is to work here: everything is read and joined whole, whatever it believes of the tables' size.
SETTINGS = {
    "work_mem": "256MB",
    "hash_mem_multiplier": "8",
    "enable_nestloop": "off",
    "enable_mergejoin": "off",
    "min_parallel_table_scan_size": "1MB",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0",
}
#: Of the runs so many are kept.
KEPT_RUNS = 100


@transaction.atomic
def rebuild(*, now: dt.datetime) -> StatisticsRun:
    """Bring facts and sums up to date in one transaction; readers see the old ones until it ends."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for name, value in {**SETTINGS, COUNTED_AT: now.isoformat()}.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
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


def _replace(cursor: CursorWrapper, model: type[models.Model], rows: str, *, order: list[str]) -> int:
    """Make a table what the rows say, touching only those that differ; how many there are.

    They are written in the `order` in which they are summed or read: one place and year after the other stays in the
    processor's cache.
    """
    table = model._meta.db_table
    new = "new_" + table.removeprefix("reports_")
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    key = [field.column for field in model._meta.pk_fields]
    names = ", ".join(columns)
    made = f"SELECT {names} FROM ({rows}) made ORDER BY {', '.join(order)}"
    cursor.execute(f"CREATE TEMP TABLE {new} ON COMMIT DROP AS {made}")
    cursor.execute(f"ANALYZE {new}")
    same = " AND ".join(f"n.{column} IS NOT DISTINCT FROM t.{column}" for column in columns if column not in key)
    on = ", ".join(key)
    cursor.execute(
        f"DELETE FROM {table} t WHERE NOT EXISTS ("
        f"SELECT FROM {new} n WHERE ({_all('n', key)}) = ({_all('t', key)}) AND {same})"
    )
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {_all('n', columns)} FROM {new} n LEFT JOIN {table} t USING ({on})"
        f" WHERE t.{key[0]} IS NULL"
    )
    cursor.execute(f"SELECT count(*) FROM {new}")
    return int(cursor.fetchone()[0])


def _all(name: str, columns: list[str]) -> str:
    return ", ".join(f"{name}.{column}" for column in columns)


def _forget_old_runs() -> None:
    oldest_kept = StatisticsRun.objects.order_by("-pk").values("pk")[KEPT_RUNS : KEPT_RUNS + 1]
    StatisticsRun.objects.filter(pk__lte=models.Subquery(oldest_kept)).delete()
