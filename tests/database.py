"""The database of one run of the tests: a copy of a template that carries all migrations.

The login is the owner, who makes databases and migrates; every connection of a test starts as the
web's role, which owns nothing and cannot bypass row-level security. Several runs may work at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from config import embedded

APPS = ("accounts", "housing", "casework", "reports")
TEMPLATES = "test_template_"
TEMPLATE_LIFE = "12 hours"
LOCK = 5_092_002  # any number that nobody else locks


def name_for(worker: str | None) -> str:
    """The name of this run's database; `TEST_DB_SUFFIX` keeps runs apart, the worker its processes."""
    return "test_fasthold" + os.environ.get("TEST_DB_SUFFIX", "") + (f"_{worker}" if worker else "")


def create(name: str) -> None:
    """Make the database anew and turn Django to it."""
    connection.close()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        template = TEMPLATES + _fingerprint()
        if not _exists(server, template):
            _drop_old_templates(server)
            _make_template(server, template)
        _copy(server, template, name)
    turn_to(name)


def turn_to(name: str) -> None:
    """Let Django work in that database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def restore() -> None:
    """Put everything back to how the migrations left it; a test that committed calls for it."""
    create(connection.settings_dict["NAME"])


def copy(kept: str, name: str) -> None:
    """Make the database anew as a copy of one that is kept, and turn Django to it."""
    connection.close()
    with _server() as server:
        _copy(server, kept, name)
    turn_to(name)


def drop(name: str) -> None:
    """Remove the database, whoever is still connected."""
    connection.close()
    with _server() as server:
        _drop(server, name)


def _server() -> psycopg.Connection[Any]:
    return psycopg.connect(**_owner_parameters("postgres"), autocommit=True)


def _owner_parameters(name: str) -> dict[str, Any]:
    entry = connection.settings_dict
    parameters = {"host": entry["HOST"], "port": entry["PORT"], "user": entry["USER"], "password": entry["PASSWORD"]}
    return {"dbname": name, **{key: value for key, value in parameters.items() if value}}


def _fingerprint() -> str:
    """Changes with everything that a migration may read."""
    digest = hashlib.sha256(" ".join(settings.INSTALLED_APPS).encode())
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*")):
            if path.suffix in {".csv", ".sql", ".json"} or _may_be_migrated_by(path):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _may_be_migrated_by(path: Path) -> bool:
    return path.suffix == ".py" and (path.parent.name == "migrations" or path.name in {"migrating.py", "roles.py"})


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    return bool(server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount)


def _drop_old_templates(server: psycopg.Connection[Any]) -> None:
    """Templates of earlier migrations; younger ones may belong to a run that still copies them."""
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " AND shobj_description(oid, 'pg_database')::timestamptz < now() - %s::interval",
        [TEMPLATES, TEMPLATE_LIFE],
    ).fetchall()
    for (name,) in rows:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _make_template(server: psycopg.Connection[Any], template: str) -> None:
    """Migrate an unfinished database and rename it, so that a killed run leaves no half template."""
    unfinished = sql.Identifier(f"{template}_unfinished")
    _drop(server, f"{template}_unfinished")
    server.execute(sql.SQL("CREATE DATABASE {}").format(unfinished))
    with _as_owner_of(f"{template}_unfinished"):
        call_command("migrate", interactive=False, verbosity=0)
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(unfinished, sql.Identifier(template)))
    server.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            sql.Identifier(template),
            sql.Literal(str(server.execute("SELECT now()").fetchone()[0])),  # type: ignore[index]  # always one row
        )
    )


@contextlib.contextmanager
def _as_owner_of(name: str) -> Iterator[None]:
    """Django's own connection, without the web's role."""
    entry = connection.settings_dict
    before = entry["NAME"], entry["OPTIONS"]
    entry["NAME"] = name
    entry["OPTIONS"] = {key: value for key, value in entry["OPTIONS"].items() if key != "options"}
    try:
        yield
    finally:
        connection.close()
        entry["NAME"], entry["OPTIONS"] = before


def _copy(server: psycopg.Connection[Any], template: str, name: str) -> None:
    _drop(server, name)
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    """Drop a database. `WITH (FORCE)` would fail while the server tidies it up: that process is not ours to end."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
        [name],
    )
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def why_unreachable() -> str | None:
    """Start the embedded database where none is configured; why nobody answers, None when somebody does."""
    try:
        if settings.DATABASE_IS_EMBEDDED:
            embedded.start()
        _server().close()
    except (embedded.NotStarted, psycopg.OperationalError) as error:
        return f"The database cannot be reached: {' '.join(str(error).split())}"
    return None
