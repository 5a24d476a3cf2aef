"""The yearly statistics against DuckDB: one report table, and all facts and sums made anew from the records."""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import Municipality
from reports.counts import read
from reports.facts.cases import CASE_FACTS
from reports.facts.cells import CELLS, sums
from reports.facts.evictions import EVICTION_FACTS
from reports.facts.rebuild import prepare, rebuild
from reports.models import Cell
from reports.reach import of_municipality

from .tools.many_years import grow
from .tools.measuring import own_database

SIZE = 2_000_000
#: The tables the statements read.
_READ = [
    "accounts_municipality",
    "accounts_organisation",
    "housing_lease",
    "housing_tenancy",
    "housing_department",
    "housing_leasetenant",
    "housing_tenant",
    "housing_arrearswarning",
    "housing_delivery",
    "housing_departmentdwellings",
    "housing_notice",
    "casework_case",
    "casework_legalcourse",
    "casework_legalstep",
    "casework_eviction",
    "casework_evictionreview",
    "casework_intervention",
    "casework_contactattempt",
    "casework_casebackground",
    "casework_unknownfact",
    "casework_followup",
    "casework_agencyrequest",
    "casework_requestanswer",
    "casework_handover",
    "casework_handoveritem",
    "casework_advisercontact",
]
#: Report tables as a reader asks for them: of one year, by one dimension.
_TABLES = (
    ("opened_year", "cause"), ("opened_year", "household_type"), ("opened_year", "furthest"),
    ("closed_year", "housing_outcome"), ("opened_year", "days_to_attempt"), ("opened_year", "district"),
)  # fmt: skip


def main() -> None:
    """Measure at the size asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--cases", type=int, default=SIZE, help="how many cases, over sixteen years")
    parser.add_argument("--rounds", type=int, default=20, help="how often each table is asked for")
    asked = parser.parse_args()
    with override_settings(DEBUG=False), own_database(), tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        grow(asked.cases)
        print(f"{asked.cases:,} cases made in {perf_counter() - began:.0f} s")
        _measure(Path(folder), asked.rounds)


def _measure(folder: Path, rounds: int) -> None:
    first = _seconds(lambda: rebuild(now=timezone.now()))
    again = _seconds(lambda: rebuild(now=timezone.now()))
    duck = duckdb.connect(folder / "statistics.duckdb")
    _hand_over(duck, folder)
    theirs = _seconds(lambda: _rebuild_there(duck))
    print(f"facts and sums: first {first:.1f} s, again with nothing new {again:.1f} s, DuckDB {theirs:.1f} s")
    print(f"rebuild / DuckDB's: {first / theirs:.2f} for the first time, {again / theirs:.2f} again (goal 2.5)")
    written, joined = _seconds(_write_finished_rows), _seconds(_join_details)
    print(f"of that, finished rows written {written:.1f} s, detail rows joined and not counted {joined:.1f} s")
    same = duck.execute("SELECT count(*), sum(count) FROM new_cell").fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(count) FROM reports_cell")
        print(f"sums here and there: {cursor.fetchone()} {same}")
    ours, built = _one_table(rounds)
    print(f"one report table: {1000 * ours:.2f} ms, with its building by the ORM {1000 * built:.2f} ms")
    facts = folder / "facts.parquet"
    duck.execute(f"COPY reports_casefact TO '{facts}' (FORMAT parquet)")
    for name, rows in (("parquet", f"'{facts}'"), ("a table of its own", "reports_casefact")):
        there = median(
            _seconds(lambda asked=asked, rows=rows: _one_table_there(duck, rows, *asked))
            for asked in _TABLES
            for _ in range(rounds)
        )
        print(f"DuckDB on the facts as {name}: {1000 * there:.1f} ms; ours / DuckDB's {ours / there:.3f} (goal 0.02)")


def _one_table(rounds: int) -> tuple[float, float]:
    """The median time of one measure by one dimension in one year: of the query alone, and with its building."""
    reach = of_municipality(Municipality.objects.order_by("-pk")[0])
    asked = [("cases", "cause"), ("cases", "household_type"), ("cohort", "furthest_end"), ("closed", "housing_outcome")]
    asked += [("days_to_attempt", "days"), ("cases", "district")]

    def table(measure: str, dimension: str) -> QuerySet[Cell, tuple[str, int]]:
        rows = reach.cells().filter(year=2020, measure=measure, dimension=dimension)
        return rows.order_by().values_list("category", "count")

    def alone(statement: str, values: tuple[object, ...]) -> object:
        return connection.connection.execute(statement, values).fetchall()

    read(reach, [2020])
    statements = [table(*one).query.sql_with_params() for one in asked]
    query = median(_seconds(lambda one=one: alone(*one)) for one in statements for _ in range(rounds))
    return query, median(_seconds(lambda one=one: list(table(*one))) for one in asked for _ in range(rounds))


def _one_table_there(duck: duckdb.DuckDBPyConnection, rows: str, year: str, dimension: str) -> object:
    return duck.execute(f"SELECT {dimension}, count(*) FROM {rows} WHERE {year} = 2020 GROUP BY {dimension}").fetchall()


def _write_finished_rows() -> None:
    """Facts and sums as they stand into empty tables with the same keys and indexes: no way of filling costs less."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        for table in ("reports_casefact", "reports_evictionfact", "reports_cell"):
            cursor.execute(f"CREATE TABLE finished_{table} (LIKE {table} INCLUDING ALL)")
            cursor.execute(f"INSERT INTO finished_{table} SELECT * FROM {table}")
        transaction.set_rollback(True)


#: What the largest detail tables are counted by is a place, which they find through another table.
_DETAILS = """
    SELECT count(f.department_id) FROM casework_intervention JOIN reports_casefact f USING (case_id)
    UNION ALL SELECT count(f.department_id) FROM casework_contactattempt JOIN reports_casefact f USING (case_id)
    UNION ALL SELECT count(t.department_id) FROM housing_arrearswarning w JOIN housing_tenancy t ON t.id = w.tenancy_id
"""


def _join_details() -> None:
    """Each detail row with its place, side by side as in the rebuild, and nothing counted by anything."""
    with transaction.atomic(), connection.cursor() as cursor:
        prepare(cursor, timezone.now())
        cursor.execute(_DETAILS)


def _hand_over(duck: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The same records as parquet, read into DuckDB as views; not measured."""
    with connection.cursor() as cursor:
        for table in _READ:
            cursor.execute(_COLUMNS, [table])
            columns = dict(cursor.fetchall())
            path, parquet = folder / f"{table}.csv", folder / f"{table}.parquet"
            with path.open("wb") as file, cursor.cursor.copy(f"COPY {table} TO STDOUT (FORMAT csv, NULL '~')") as rows:
                for part in rows:
                    file.write(part)
            shown = ", ".join(_shown_there(name, kind) for name, kind in columns.items())
            duck.execute(f"COPY (SELECT {shown} FROM {_source_there(path, columns)}) TO '{parquet}' (FORMAT parquet)")
            path.unlink()
            duck.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{parquet}')")


_COLUMNS = """
SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position
"""
_TYPES = {
    "int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT", "bool": "BOOLEAN", "date": "DATE", "timestamptz": "TIMESTAMPTZ",
}  # fmt: skip


def _source_there(path: Path, columns: dict[str, str]) -> str:
    """The rows of a file; of an empty one no rows with its columns."""
    kinds = {name: _TYPES.get(kind, "VARCHAR") for name, kind in columns.items()}
    if not path.stat().st_size:
        return "(SELECT " + ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in kinds.items()) + " WHERE false)"
    named = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    return f"read_csv('{path}', header=false, nullstr='~', delim=',', quote='\"', escape='\"', columns={{{named}}})"


def _shown_there(name: str, kind: str) -> str:
    """A column; a list as a list."""
    if not kind.startswith("_"):
        return f'"{name}"'
    return f"""list_filter(string_split(trim("{name}", '{{}}'), ','), lambda x: x <> '') AS "{name}\""""


def _rebuild_there(duck: duckdb.DuckDBPyConnection) -> None:
    """The same statements, in DuckDB's words."""
    duck.execute(f"CREATE TABLE reports_casefact AS {_there(CASE_FACTS)}")
    duck.execute(f"CREATE TABLE reports_evictionfact AS {_there(EVICTION_FACTS)}")
    for statement in (*sums(), f"CREATE TABLE new_cell AS {CELLS}"):
        duck.execute(_there(statement))


def _there(statement: str) -> str:
    """A statement of ours as DuckDB says it."""
    found = (
        statement.replace("SELECT FROM", "SELECT 1 FROM")
        .replace(" ON COMMIT DROP", "")
        .replace("'{}'", "[]::varchar[]")
    )
    found = found.replace("current_setting('fasthold.counted_at')", "now()")
    found = re.sub(r"make_interval\(months => ([\w.]+)\)", r"to_months(\1)", found)
    return re.sub(
        r"array_remove\(ARRAY\[(.*?)\], NULL\)", r"list_filter([\1], lambda x: x IS NOT NULL)", found, flags=re.S
    )


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main()
