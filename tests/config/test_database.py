"""The database that the project talks to, and one clear line when it does not answer."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from config import database, embedded
from config.embedded_place import PROJECT

NOWHERE = "postgres://somebody@127.0.0.1:1/nothing"


def _run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_an_address_it_is_the_embedded_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(database.ROLE_VARIABLE, raising=False)

    entry = database.django_database(None, None, pooled=False)

    assert (entry["NAME"], entry["USER"], entry["CONN_MAX_AGE"]) == ("fasthold", "fasthold_owner", 0)
    assert entry["OPTIONS"] == {"connect_timeout": 5, "options": "-c role=fasthold_web"}
    assert embedded.url() == f"postgres://fasthold_owner@{entry['HOST'].replace('/', '%2F')}:5432/fasthold"


def test_the_owners_commands_keep_the_rights_of_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(database.ROLE_VARIABLE, database.OWNER)
    url = "postgres://login:word@host:5433/name?sslmode=require"

    entry = database.django_database(url, None, pooled=False)
    separate = database.django_database(url, "postgres://owner@host/name", pooled=False)

    assert (entry["USER"], entry["OPTIONS"]) == ("login", {"connect_timeout": 5, "sslmode": "require"})
    assert (separate["USER"], separate["OPTIONS"]) == ("owner", {"connect_timeout": 5})


def test_the_web_pools_and_only_the_embedded_database_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(database.ROLE_VARIABLE, raising=False)
    own = database.django_database("postgres://login@host/name?options=-c%20work_mem%3D8MB", None, pooled=True)

    assert own["OPTIONS"] == {
        "connect_timeout": 5,
        "options": "-c work_mem=8MB -c role=fasthold_web",
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }
    embedded_one = database.django_database(None, None, pooled=True)
    assert embedded_one["OPTIONS"]["pool"]["connection_class"] is database.EmbeddedConnection
    assert embedded_one["CONN_HEALTH_CHECKS"] is True


def test_a_pooled_connection_starts_the_embedded_database_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[bool] = []
    monkeypatch.setattr(embedded, "start", lambda: started.append(True))

    with pytest.raises(psycopg.OperationalError):
        database.EmbeddedConnection.connect(host=str(tmp_path), user="nobody", dbname="nothing")

    assert started == [True]


@pytest.mark.django_db
def test_a_database_that_answers_is_no_problem() -> None:
    assert database.problem(connection.settings_dict) is None
    assert database.why_unreachable() is None


def test_a_database_without_the_webs_role_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WEB_ROLE", "fasthold_missing")
    options = {"options": "-c role=fasthold_missing"}

    reason = database.problem({**connection.settings_dict, "NAME": "postgres", "OPTIONS": options}) or ""

    assert reason.endswith('role "fasthold_missing" does not exist; run manage.py migrate first')


def test_a_program_ends_where_the_database_does_not_answer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    monkeypatch.setitem(settings.DATABASES, "default", database.django_database(NOWHERE, None, pooled=False))

    with pytest.raises(SystemExit, match=r"^The database cannot be reached: connection failed"):
        database.exit_unless_reachable()


def test_an_embedded_database_that_does_not_start_says_why(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATABASE_IS_EMBEDDED = True
    monkeypatch.setenv("FASTHOLD_DATA_DIR", "/proc/data")
    monkeypatch.setenv("XDG_DATA_HOME", "/proc")

    assert (database.why_unreachable() or "").startswith("The database cannot be reached: ")


def test_a_database_that_does_not_answer_is_one_line_and_nothing_is_started(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": NOWHERE, "FASTHOLD_DATA_DIR": str(tmp_path / "data")}

    command = _run(["manage.py", "migrate"], **environment)
    web = _run(["-m", "gunicorn"], PORT="0", **environment)

    for done in (command, web):
        lines = [line for line in done.stderr.splitlines() if "[INFO]" not in line]
        assert done.returncode == 1
        assert len(lines) == 1
        assert lines[0].startswith("The database cannot be reached: connection failed")
    assert not (tmp_path / "data").exists()


def test_commands_that_need_no_database_do_without(tmp_path: Path) -> None:
    done = _run(["manage.py", "version"], DATABASE_URL=NOWHERE, FASTHOLD_DATA_DIR=str(tmp_path / "data"))

    assert (done.returncode, done.stderr) == (0, "")


def test_a_production_without_its_keys_does_not_start() -> None:
    refused = {
        "The settings are not complete: Set FASTHOLD_SECRET_KEY: the development key serves this machine alone.\n": [
            {"FASTHOLD_DEBUG": "no", "FASTHOLD_CPR_KEYS": "1=long"},
            {"FASTHOLD_ALLOWED_HOSTS": "fasthold.example"},
        ],
        "The settings are not complete: Set FASTHOLD_CPR_KEYS, as 1=a-long-random-text,2=the-next-one.\n": [
            {"FASTHOLD_SECRET_KEY": "long"},
        ],
    }
    for line, environments in refused.items():
        for environment in environments:
            done = _run(["manage.py", "migrate"], **environment)
            assert (done.returncode, done.stderr) == (1, line)


@pytest.mark.django_db
def test_healthz_is_open_to_everybody(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content, response["Cache-Control"].split(",")[0]) == (
        200,
        b"ok",
        "max-age=0",
    )


@pytest.mark.django_db
def test_healthz_tells_when_the_database_does_not_answer(client: Client) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"The database does not answer")


@pytest.mark.django_db(transaction=True)
def test_the_web_process_is_served_by_its_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FASTHOLD_IS_WEB_PROCESS", raising=False)
    module = importlib.import_module("config.wsgi")
    statuses: list[str] = []

    body = module.application(RequestFactory().get("/healthz").environ, lambda status, _: statuses.append(status))

    assert (statuses, b"".join(body)) == (["200 OK"], b"ok")
    monkeypatch.delenv("FASTHOLD_IS_WEB_PROCESS")
