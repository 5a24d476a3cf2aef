"""Makes facts and sums anew from the records, writing only what has changed."""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from ..models import CaseFact, Cell, EvictionFact, StatisticsRun
from .cases import CASE_FACTS, COUNTED_AT
from .cells import MAKE_SUMS, SPREAD, sums
from .evictions import EVICTION_FACTS

#: Any number that nobody else locks: two rebuilds wait for each other.
LOCK = 5_092_005
#: Rebuilding sorts and sums much at a time; so much memory it may take for each.
WORK_MEMORY = "256MB"
#: Of the runs so many are kept.
KEPT_RUNS = 100


@transaction.atomic
def rebuild(*, now: dt.datetime) -> StatisticsRun:
    """Bring facts and sums up to date in one transaction; readers see the old ones until it ends."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s), set_config('work_mem', %s, true)", [LOCK, WORK_MEMORY])
        cursor.execute("SELECT set_config(%s, %s, true)", [COUNTED_AT, now.isoformat()])
        cases = _replace(cursor, CaseFact, CASE_FACTS)
        evictions = _replace(cursor, EvictionFact, EVICTION_FACTS)
        cursor.execute(MAKE_SUMS)
        for statement in sums():
            cursor.execute(statement)
        cursor.execute(SPREAD)
        cells = _replace(cursor, Cell, None)
        cursor.execute("DROP TABLE new_casefact, new_evictionfact, new_sum, new_cell")
    run = StatisticsRun.objects.create(
        counted_at=now,
        seconds=round(time.perf_counter() - began, 1),
        cases=cases,
        evictions=evictions,
        cells=cells,
    )
    _forget_old_runs()
    return run


def _replace(cursor: CursorWrapper, model: type[models.Model], rows: str | None) -> int:
    """Make a table what the rows say, touching only those that differ; how many there are.

    Without `rows` the temporary table stands already.
    """
    table = model._meta.db_table
    new = "new_" + table.removeprefix("reports_")
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    key = [field.column for field in model._meta.pk_fields]
    names = ", ".join(columns)
    if rows is not None:
        cursor.execute(f"CREATE TEMP TABLE {new} ON COMMIT DROP AS SELECT {names} FROM ({rows}) made")
    cursor.execute(f"ANALYZE {new}")
    # What is new is told from what stands by hashing: an index grows under the hand that fills its table.
    cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
    same = " AND ".join(f"n.{column} IS NOT DISTINCT FROM t.{column}" for column in columns if column not in key)
    on = ", ".join(key)
    cursor.execute(
        f"DELETE FROM {table} WHERE ({on}) IN (SELECT {on} FROM {table} t WHERE NOT EXISTS ("
        f"SELECT FROM {new} n WHERE ({_all('n', key)}) = ({_all('t', key)}) AND {same}))"
    )
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {_all('n', columns)} FROM {new} n LEFT JOIN {table} t USING ({on})"
        f" WHERE t.{key[0]} IS NULL"
    )
    cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")
    cursor.execute(f"SELECT count(*) FROM {new}")
    return int(cursor.fetchone()[0])


def _all(name: str, columns: list[str]) -> str:
    return ", ".join(f"{name}.{column}" for column in columns)


def _forget_old_runs() -> None:
    oldest_kept = StatisticsRun.objects.order_by("-pk").values("pk")[KEPT_RUNS : KEPT_RUNS + 1]
    StatisticsRun.objects.filter(pk__lte=models.Subquery(oldest_kept)).delete()
