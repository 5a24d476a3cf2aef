"""A delivery whose process dies in the middle leaves nothing of itself; two at the same moment count once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as project
from django.db import connection
from pytest_django.fixtures import Settings

from casework.models import Case
from housing.enums import Step
from housing.models import ArrearsPosition, ArrearsWarning, Delivery
from tests import database

from .intake import SAMPLES, World, departments_of, everything, make_world, run_import

PATIENCE_SECONDS = 120
SAMPLE = SAMPLES / "kab_2026-10.csv"

#: The command in a process of its own, on the test's database and files.
COMMAND = """
import sys
import django
from django.conf import settings
django.setup()
from django.core.management import call_command
from django.db import connection
settings.MEDIA_ROOT = sys.argv[1]
connection.settings_dict["NAME"] = sys.argv[2]
call_command("import_warnings", *sys.argv[3:])
"""

Onlooker = psycopg.Connection[Any]


@pytest.fixture
def onlooker(transactional_db: None) -> Iterator[Onlooker]:
    """Another connection to the test's database, which holds things still and sees who waits for them."""
    with psycopg.connect(**database._owner_parameters(connection.settings_dict["NAME"])) as other:
        yield other


@pytest.fixture
def world(transactional_db: None, settings: Settings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


def started(settings: Settings) -> subprocess.Popen[str]:
    """The import of the sample, on its way."""
    options = ["--association=KAB", "--layout=kab", "--by=officer-kab", "--as-of=2026-10-20", "--json"]
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            COMMAND,
            str(settings.MEDIA_ROOT),
            connection.settings_dict["NAME"],
            str(SAMPLE),
            *options,
        ],
        cwd=project.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def until(is_so: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Look until it is so; a process that ended or took too long fails the test."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert process is None or process.poll() is None, "the import ended before it was to be seen"
        assert time.monotonic() < end, "it never came to that"


def waiting_for_a_lock(onlooker: Onlooker) -> int:
    row = onlooker.execute(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE NOT pg_locks.granted AND pg_database.datname = current_database()"
    ).fetchone()
    assert row is not None
    return int(row[0])


def others(onlooker: Onlooker) -> int:
    row = onlooker.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_kill_in_the_middle_leaves_nothing(world: World, onlooker: Onlooker, settings: Settings) -> None:
    onlooker.execute("LOCK TABLE casework_caseperson IN SHARE MODE")
    process = started(settings)
    until(lambda: waiting_for_a_lock(onlooker) == 1, process)
    process.kill()
    process.communicate()
    onlooker.rollback()
    onlooker.autocommit = True
    until(lambda: others(onlooker) == 0)

    assert everything() == {}
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.csv"))

    answer = run_import(SAMPLE, "KAB", "kab", "--as-of=2026-10-20")

    assert (answer["applied"], answer["new"], answer["cases_opened"]) == (True, 40, 26)
    assert (ArrearsWarning.objects.count(), ArrearsPosition.objects.count(), Case.objects.count()) == (40, 40, 26)


def test_the_same_list_twice_at_the_same_moment_counts_once(
    world: World, onlooker: Onlooker, settings: Settings
) -> None:
    onlooker.execute("SELECT pg_advisory_lock(hashtext('arrears list'), %s::integer)", [world.association.pk])
    processes = [started(settings), started(settings)]
    until(lambda: waiting_for_a_lock(onlooker) == 2)
    onlooker.execute("SELECT pg_advisory_unlock_all()")
    onlooker.commit()

    answers = [json.loads(process.communicate(timeout=PATIENCE_SECONDS)[0]) for process in processes]

    assert sorted(answer["applied"] for answer in answers) == [False, True]
    assert [process.returncode for process in processes] == [0, 0]
    assert (Delivery.objects.count(), ArrearsWarning.objects.count(), Case.objects.count()) == (1, 40, 26)
