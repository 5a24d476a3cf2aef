"""What it costs to receive an arrears list: against COPY, against `bulk_create`, again, and a month later."""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from pathlib import Path

from django.db import connection
from django.test.utils import override_settings

from casework.actions.intake import deliver
from housing.deliveries.records import Arrival
from housing.importing.ready_layouts import KAB
from housing.models import Delivery
from tests.casework.intake import World, make_world
from tests.factories import NOW
from tests.factories.housing import DeliveryFactory

from .tools.finished_rows import insert_finished_rows
from .tools.lists import DEPARTMENTS, write_list
from .tools.measuring import Cost, measured, own_database
from .tools.plain_ways import bulk_create, copy_into_one_table

LIMIT, FIRST, FLOOR, AGAIN, NEXT, BULK = (
    "COPY into one indexed table",
    "first load",
    "finished rows",
    "same file again",
    "next month's file",
    "bulk_create",
)
OCTOBER, NOVEMBER = dt.date(2026, 10, 20), dt.date(2026, 11, 20)


def main() -> None:
    """Measure the list of the length asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="tenancies on the list")
    measure(parser.parse_args().rows)


def measure(rows: int) -> None:
    """Receive one list in every way, each once and all in one run, and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=f"{folder}/files", DEBUG=False),
        own_database(),
    ):
        october, november = Path(folder, "october.csv"), Path(folder, "november.csv")
        write_list(october, rows=rows)
        write_list(november, rows=rows, month=1)
        ours, other = make_world("KAB", DEPARTMENTS), make_world("PLAIN", DEPARTMENTS)
        third = make_world("FINISHED")
        costs = {
            LIMIT: measured(lambda: copy_into_one_table(october)),
            FIRST: measured(lambda: _receive(ours, october, OCTOBER)),
            FLOOR: measured(lambda: insert_finished_rows(ours.association.pk, _delivery(third))),
            AGAIN: measured(lambda: _receive(ours, october, OCTOBER)),
            NEXT: measured(lambda: _receive(ours, november, NOVEMBER)),
            BULK: measured(lambda: bulk_create(october, _delivery(other))),
        }
        _print(costs, rows)


def _receive(world: World, path: Path, as_of: dt.date) -> None:
    arrival = Arrival(world.association, KAB, as_of, is_complete=True, file_name=path.name)
    with path.open("rb") as stream:
        deliver(stream, arrival, is_dry_run=False, skips_faulty=False, by=world.scope, now=NOW)


def _delivery(world: World) -> Delivery:
    delivery: Delivery = DeliveryFactory.create(association=world.association, as_of=OCTOBER, is_applied=True)
    return delivery


def _print(costs: dict[str, Cost], rows: int) -> None:
    print(f"{rows:,} tenancies, {_server()}")
    print(f"{'way':<30}{'client':>9}{'server':>9}{'CPU s':>9}{'rows/s':>10}")
    for way, cost in costs.items():
        print(f"{way:<30}{cost.client:>9.2f}{cost.server:>9.2f}{cost.cpu:>9.2f}{rows / cost.elapsed:>10,.0f}")
    first = costs[FIRST].cpu
    for way in (BULK, FLOOR, LIMIT, AGAIN, NEXT):
        print(f"{way} / {FIRST}: {costs[way].cpu / first:.3f}")
    print(f"{BULK} / {FLOOR}: {costs[BULK].cpu / costs[FLOOR].cpu:.3f}")


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version: str = cursor.fetchone()[0]
    return f"PostgreSQL {version}"


if __name__ == "__main__":
    main()
