"""Facts and sums are written where something has changed, all of them or none, by one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections, models

from casework.enums import Cause
from casework.models import Eviction, Intervention
from reports.facts.cases import CASE_FACTS
from reports.facts.cells import sums
from reports.facts.rebuild import LOCK, prepare, rebuild
from reports.models import CaseFact, Cell, EvictionFact, StatisticsRun
from tests import database
from tests.factories import NOW
from tests.reports.random_worlds import RandomWorlds, make_worlds

Versions = dict[tuple[Any, ...], str]
Onlooker = psycopg.Connection[Any]
PATIENCE_SECONDS = 60


def versions(model: type[models.Model]) -> Versions:
    """Each row of a table by its key, with the number that changes whenever it is written."""
    key = ", ".join(field.column for field in model._meta.pk_fields if field.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text, {key} FROM {model._meta.db_table}")
        return {row[1:]: row[0] for row in cursor.fetchall()}


def everything() -> tuple[Versions, ...]:
    return versions(CaseFact), versions(EvictionFact), versions(Cell)


def written(before: Versions, after: Versions) -> set[tuple[Any, ...]]:
    """The keys of rows that are new, gone or written again."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@pytest.mark.django_db
def test_what_has_not_changed_is_not_written() -> None:
    make_worlds(3)
    cases, evictions, cells = everything()
    assert cases
    assert evictions
    assert cells

    run = rebuild(now=NOW)

    assert everything() == (cases, evictions, cells)
    assert (run.cases, run.evictions, run.cells) == (len(cases), len(evictions), len(cells))


@pytest.mark.django_db
@pytest.mark.parametrize("statement", [CASE_FACTS, *sums()[:2]], ids=["facts", "sums", "sums of programmes"])
def test_the_parts_of_a_statement_are_read_side_by_side(statement: str) -> None:
    with connection.cursor() as cursor:
        prepare(cursor, NOW)
        cursor.execute(f"EXPLAIN (COSTS off) {statement}")
        plan = [line.strip() for (line,) in cursor.fetchall()]

    assert "->  Parallel Append" in plan[:4], "one part alone that cannot be read beside others stops all of them"


@pytest.mark.django_db
def test_one_record_changes_what_follows_from_it_alone() -> None:
    make_worlds(3)
    eviction = Eviction.objects.filter(case__campaign__isnull=True, case__isnull=False, cause=Cause.CRIME).first()
    assert eviction is not None
    assert eviction.case is not None
    before = everything()

    Eviction.objects.filter(pk=eviction.pk).update(cause=Cause.OTHER)
    rebuild(now=NOW)

    cases, evictions, cells = (written(*pair) for pair in zip(before, everything(), strict=True))
    assert (cases, evictions) == (set(), {(eviction.pk,)})
    programmes = set(
        Intervention.objects.filter(case=eviction.case, programme__isnull=False).values_list("programme", flat=True)
    )
    places = {
        ("municipality", eviction.municipality_id),
        ("association", eviction.association_id),
        ("department", eviction.department_id),
        ("district", int(eviction.district or 0)),
        *(("programme", pk) for pk in programmes),
    }
    assert cells == {
        (*place, eviction.year, "evictions", "cause", cause, eviction.municipality_id, 0, False)
        for place in places
        for cause in (Cause.CRIME, Cause.OTHER)
    }


@pytest.mark.django_db
def test_the_sums_of_the_parts_are_those_of_the_whole() -> None:
    """Departments, districts and associations of each municipality, in every measure, category and year."""
    make_worlds(8)
    of_advisers = ("contacts", "contacts_handed_over", "topics")
    sums = (
        Cell.objects.exclude(measure__in=of_advisers)
        .order_by()
        .values_list("place_kind", "municipality_id", "year", "measure", "dimension", "category", "is_campaign")
        .annotate(sum=models.Sum("count"))
    )
    by_kind: dict[str, dict[tuple[Any, ...], int]] = {}
    for kind, *key, count in sums:
        by_kind.setdefault(kind, {})[tuple(key)] = count

    assert len(by_kind["municipality"]) > 1000
    for kind in ("department", "district", "association"):
        assert by_kind[kind] == by_kind["municipality"]


@pytest.fixture
def worlds(transactional_db: None) -> RandomWorlds:
    return make_worlds(2)


@pytest.fixture
def onlooker(worlds: RandomWorlds) -> Iterator[Onlooker]:
    """Another connection to the test's database, which holds things still and sees who waits for them."""
    with psycopg.connect(**database._owner_parameters(connection.settings_dict["NAME"])) as other:
        yield other


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came to that"


def waiting(onlooker: Onlooker, kind: str) -> list[int]:
    """Who waits for a lock of a kind, in this database."""
    rows = onlooker.execute(
        "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database AND d.datname = current_database()"
        " WHERE NOT granted AND locktype = %s",
        [kind],
    )
    return [int(pid) for (pid,) in rows.fetchall()]


def start(said: list[object]) -> threading.Thread:
    """A rebuild on a connection of its own; what came of it is put into `said`."""

    def count() -> None:
        try:
            said.append(rebuild(now=NOW))
        except OperationalError as error:
            said.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=count)
    thread.start()
    return thread


def test_a_rebuild_that_is_killed_leaves_the_numbers_as_they_were(onlooker: Onlooker) -> None:
    before = everything()
    assert before[1]
    assert StatisticsRun.objects.count() == 1
    Eviction.objects.update(cause=Cause.OTHER)
    onlooker.execute("LOCK TABLE reports_cell IN SHARE MODE")
    said: list[object] = []
    thread = start(said)
    until(lambda: len(waiting(onlooker, "relation")) == 1)
    onlooker.execute("SELECT pg_terminate_backend(%s)", waiting(onlooker, "relation"))
    thread.join(timeout=PATIENCE_SECONDS)
    onlooker.rollback()

    assert isinstance(said[0], OperationalError)
    assert everything() == before
    assert StatisticsRun.objects.count() == 1
    rebuild(now=NOW)
    causes = set(Cell.objects.filter(measure="evictions", dimension="cause").values_list("category", flat=True))
    assert causes == {"other"}


def test_of_two_rebuilds_at_once_the_second_waits_and_writes_nothing(onlooker: Onlooker) -> None:
    Eviction.objects.update(cause=Cause.OTHER)
    onlooker.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    said: list[object] = []
    threads = [start(said), start(said)]
    until(lambda: len(waiting(onlooker, "advisory")) == 2)
    onlooker.execute("SELECT pg_advisory_unlock_all()")
    for thread in threads:
        thread.join(timeout=PATIENCE_SECONDS)

    first, second = said
    assert isinstance(first, StatisticsRun)
    assert isinstance(second, StatisticsRun)
    assert (first.cases, first.evictions, first.cells) == (second.cases, second.evictions, second.cells)
    assert StatisticsRun.objects.count() == 3
    assert second.cells == Cell.objects.count()
    assert len(set(versions(Cell).values())) <= 2  # those of the first making, and those of one of the two
