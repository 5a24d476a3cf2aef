"""The PostgreSQL that comes along, for a machine where nobody has set up a database.

It is for development, demonstration and tests. One server serves everything that runs in this
project: web, commands and tests; it is started by whoever needs it first and outlives them.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.embedded_place import PORT, NotStarted, Place, prepare, the_place

SUPERUSER = "postgres"
OWNER_ROLE = "fasthold_owner"
WEB_ROLE = "fasthold_web"
DATABASE = "fasthold"
PATIENCE_SECONDS = 60.0

# No TCP, and no statement in the log: it could name a person.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",
    "shared_buffers": "256MB",
    "max_connections": "200",
}

__all__ = ["DATABASE", "NotStarted", "reset", "start", "stop", "url"]


def url() -> str:
    """The address of the database, whether or not its server runs; touches nothing."""
    return f"postgres://{OWNER_ROLE}@{quote(str(the_place().sockets), safe='')}:{PORT}/{DATABASE}"


def start() -> bool:
    """Make sure that the server runs and has the database; True when this call started it.

    Any number of processes may call it at once. Raises NotStarted with one line saying why not.
    """
    place = the_place()
    if _is_ready(place):
        return False
    with _locked(place):
        if _is_ready(place):
            return False
        prepare(place)
        if not (place.data / "PG_VERSION").exists():
            _create_cluster(place)
        if not _earlier_server_answers(place):
            _start_server(place)
        _create_roles_and_database(place)
        return True


def stop() -> bool:
    """Stop the server; True when there was one."""
    place = the_place()
    if not place.home.exists():
        return False
    with _locked(place):
        if not _answers(place):
            return False
        _run(place, "pg_ctl", "stop", "-D", str(place.data), "-m", "fast", "-w", "-s")
        return True


def reset() -> None:
    """Throw the database away, whoever is connected to it, and make it anew, empty."""
    start()
    with _connect(the_place()) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
    _create_roles_and_database(the_place())


@contextlib.contextmanager
def _locked(place: Place) -> Iterator[None]:
    """Only one process at a time; the kernel lets go of the lock when that process dies."""
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        handle = place.lock.open("w")
    except OSError as error:
        raise NotStarted(f"its folder cannot be written: {error}") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _connect(place: Place, database: str = SUPERUSER) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(place.sockets), port=PORT, user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=5
    )


def _answers(place: Place) -> bool:
    """Whether the server that answers is ours: it serves our folder. A process number proves nothing."""
    try:
        with _connect(place) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and row[0] == str(place.data)


def _is_ready(place: Place) -> bool:
    try:
        with _connect(place) as connection:
            row = connection.execute(
                "SELECT current_setting('data_directory'), EXISTS (SELECT FROM pg_database WHERE datname = %s)",
                [DATABASE],
            ).fetchone()
    except psycopg.OperationalError:
        return False
    return row == (str(place.data), True)


def _create_cluster(place: Place) -> None:
    """Make the cluster beside its place and then rename it, so that a kill leaves no half cluster."""
    unfinished = place.data.with_name(f"unfinished-{os.getpid()}")
    _run(
        place,
        *("initdb", "-D", str(unfinished), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions", "--no-sync"),
    )
    unfinished.rename(place.data)


def _earlier_server_answers(place: Place) -> bool:
    """Wait for processes of an earlier server: until it answers (True) or all of them have gone (False).

    Files that a killed server left behind are removed only then.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _works_in(place.data):
        if _answers(place):
            return True
        if time.monotonic() > deadline:
            raise NotStarted(f"processes of an earlier server still work in {place.data}")
        time.sleep(0.05)
    for name in ("postmaster.pid", f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        for folder in (place.data, place.sockets):
            (folder / name).unlink(missing_ok=True)
    return False


def _works_in(folder: Path) -> bool:
    """Whether any process has the folder as its working directory, as every process of a server has."""
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if process.readlink() == folder:
                return True
    return False


def _start_server(place: Place) -> None:
    settings = SERVER_SETTINGS | {"port": str(PORT), "unix_socket_directories": f'"{place.sockets}"'}
    options = " ".join(f"-c {name}={_quoted(value)}" for name, value in settings.items())
    log = place.home / "server.log"
    try:
        _run(place, "pg_ctl", "start", "-D", str(place.data), "-l", str(log), "-o", options, "-w", "-s", "-t", "60")
    except NotStarted as error:
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        raise NotStarted(f"{error}; its log {log} ends: {lines[-1] if lines else 'nothing'}") from error


def _quoted(value: str) -> str:
    """The value as one word of the shell by which pg_ctl starts the server."""
    return "'" + value.replace("'", "'\\''") + "'"


def _run(place: Place, program: str, *arguments: str) -> None:
    """Run a program of the server, as the server's user and with nothing of our environment."""
    command = [str(place.programs / "bin" / program), *arguments]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    identity = place.identity()
    done = subprocess.run(  # noqa: S603  # a program of the installed package, our own arguments
        command,
        check=False,
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        umask=0o077,
        **identity,
    )
    if done.returncode:
        words = " ".join(done.stderr.decode(errors="replace").split())
        raise NotStarted(f"{program} failed: {words[-300:] or done.returncode}")


def _create_roles_and_database(place: Place) -> None:
    """The owner for migrations and the web's role, neither of which can pass row-level security."""
    with _connect(place) as connection:
        for role, rights in ((OWNER_ROLE, "LOGIN CREATEDB CREATEROLE"), (WEB_ROLE, "NOLOGIN")):
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount:
                connection.execute(
                    sql.SQL("CREATE ROLE {} NOSUPERUSER NOBYPASSRLS {}").format(sql.Identifier(role), sql.SQL(rights))
                )
        connection.execute(
            sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(sql.Identifier(WEB_ROLE), sql.Identifier(OWNER_ROLE))
        )
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
            )


def main(arguments: list[str]) -> int:
    """`python -m config.embedded start|stop|url|reset`."""
    commands = {"start": _say_start, "stop": _say_stop, "url": url, "reset": _say_reset}
    if len(arguments) != 1 or arguments[0] not in commands:
        print("usage: python -m config.embedded start|stop|url|reset", file=sys.stderr)
        return 2
    try:
        print(commands[arguments[0]]())
    except NotStarted as error:
        print(f"The embedded database: {error}", file=sys.stderr)
        return 1
    return 0


def _say_start() -> str:
    return f"The embedded database {'was started' if start() else 'is running'} in {the_place().home}"


def _say_stop() -> str:
    return "The embedded database was stopped" if stop() else "The embedded database was not running"


def _say_reset() -> str:
    reset()
    return "The embedded database is empty now"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
