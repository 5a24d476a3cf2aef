"""Which database the project talks to, and as whom."""

import os
import sys
from typing import Any

import psycopg
from dj_database_url import parse
from django.core.exceptions import ImproperlyConfigured

from config import embedded

WEB_ROLE = "fasthold_web"
ROLE_VARIABLE = "FASTHOLD_DB_ROLE"
OWNER = "owner"

# Commands that change tables or empty them; every other connection has the rights of the web alone.
OWNER_COMMANDS = frozenset(
    {
        "createcachetable",
        "dbshell",
        "flush",
        "makemigrations",
        "migrate",
        "seed_demo",
        "optimizemigration",
        "showmigrations",
        "sqlflush",
        "sqlmigrate",
        "sqlsequencereset",
        "squashmigrations",
    }
)
COMMANDS_WITHOUT_DATABASE = frozenset(
    {
        "--help",
        "--version",
        "-h",
        "check",
        "collectstatic",
        "diffsettings",
        "findstatic",
        "help",
        "version",
    }
)
TIMEOUT_SECONDS = 5


class EmbeddedConnection(psycopg.Connection[Any]):
    """A pooled connection that starts the embedded database again when it has gone."""

    @classmethod
    def connect(cls, *args: Any, **kwargs: Any) -> "EmbeddedConnection":
        """Connect; where nobody answers, start the server and connect once more."""
        try:
            return super().connect(*args, **kwargs)
        except psycopg.OperationalError:
            embedded.start()
            return super().connect(*args, **kwargs)


def django_database(url: str | None, owner_url: str | None, *, pooled: bool) -> dict[str, Any]:
    """Django's entry for the database at `url`; without one, for the embedded database.

    Connections take the web's role at their start, before anything is asked. Owner commands keep the
    login's own rights, or log in by `owner_url` where it is given.
    """
    is_owner = os.environ.get(ROLE_VARIABLE) == OWNER
    chosen = (owner_url if is_owner else None) or url or embedded.url()
    entry: dict[str, Any] = dict(parse(chosen, engine="django.db.backends.postgresql", conn_max_age=0))
    options: dict[str, Any] = {**entry.get("OPTIONS", {}), "connect_timeout": TIMEOUT_SECONDS}
    if not is_owner:
        options["options"] = f"{options.get('options', '')} -c role={WEB_ROLE}".strip()
    if pooled:
        entry["CONN_HEALTH_CHECKS"] = True  # a connection lost since is replaced before a request gets it
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
        if not url:
            options["pool"]["connection_class"] = EmbeddedConnection
    entry["OPTIONS"] = options
    return entry


def problem(database: dict[str, Any]) -> str | None:
    """Why the database cannot be used, in one line; None when it can."""
    options = {key: value for key, value in database["OPTIONS"].items() if key != "pool"}
    try:
        psycopg.connect(
            dbname=database["NAME"],
            user=database["USER"],
            password=database["PASSWORD"],
            host=database["HOST"],
            port=database["PORT"] or None,
            **options,
        ).close()
    except psycopg.Error as error:
        line = " ".join(str(error).split())
        return f"{line}; run manage.py migrate first" if f'"{WEB_ROLE}" does not exist' in line else line
    return None


def why_unreachable() -> str | None:
    """Start the embedded database where none is configured; why it does not answer, None when it does."""
    from django.conf import settings

    try:
        if settings.DATABASE_IS_EMBEDDED:
            embedded.start()
    except embedded.NotStarted as error:
        return f"The database cannot be reached: {error}"
    except ImproperlyConfigured as error:
        return f"The settings are not complete: {error}"
    reason = problem(settings.DATABASES["default"])
    return f"The database cannot be reached: {reason}" if reason else None


def exit_unless_reachable() -> None:
    """End the program with one line where the database does not answer."""
    reason = why_unreachable()
    if reason:
        sys.exit(reason)
