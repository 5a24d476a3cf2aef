"""The demo's Copenhagen behind a server, and people who visit it in Chromium."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from config.demo.editions import write_editions
from config.demo.world import write_world
from reports.facts.rebuild import rebuild
from tests import database
from tests.factories import NOW

from . import accessibility
from .shapes import Read
from .visitor import Visitor

#: Playwright's loop runs beside the test, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HOUSEHOLDS = 250
#: Nothing of Chromium's own looks for the network.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is seen in a browser is shown by these tests; how much of the code runs is counted by all the others."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """`$CHROMIUM`, else the one on the path, else playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "args": [*QUIET, *sandbox],
        **({"executable_path": path} if path else {}),
    }


@pytest.fixture(scope="session")
def kept_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database with a small demo, made once for each process of the run."""
    own = connection.settings_dict["NAME"]
    kept = f"{own}_demo"
    with django_db_blocker.unblock():
        database.create(kept)
        with time_machine.travel(NOW):
            town = write_world(households=HOUSEHOLDS, now=NOW, say=lambda text: None)
            rebuild(now=NOW)
            write_editions(town, NOW)
            call_command("import_official_figures", stdout=io.StringIO())
        database.turn_to(own)
    yield kept
    with django_db_blocker.unblock():
        database.drop(kept)


class KeptFiles(StaticFilesHandler):
    """The static files and the rules; a browser keeps them from page to page, as it does in production."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase
        if request.path == accessibility.ADDRESS:
            response = HttpResponse(accessibility.SCRIPT, content_type="text/javascript")
        else:
            response = super().get_response(request)
        # For long: by the clock of the tests an answer is days old when it comes.
        response.headers["Cache-Control"] = "max-age=31536000, immutable"
        return response


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server in a thread of the test's process."""
    thread = LiveServerThread("127.0.0.1", KeptFiles)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="module")
def demo_day(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A Sunday in November, and the name of a database for its demo: the one of the other tests stays as it was."""
    own = connection.settings_dict["NAME"]
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), DEMO=True),
    ):
        yield f"{own}_visited"
        database.turn_to(own)
        database.drop(f"{own}_visited")


@pytest.fixture(scope="module")
def demo(demo_day: str, kept_demo: str) -> None:
    """The demo for all tests of a module, which only read it."""
    database.copy(kept_demo, demo_day)


@pytest.fixture
def new_demo(demo_day: str, kept_demo: str) -> None:
    """The demo as it was made, for a test that writes."""
    database.copy(kept_demo, demo_day)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Read:
    """What the accessibility rules have seen, in a folder that the processes of the run share."""
    folder = tmp_path_factory.getbasetemp().parent / f"read-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    return Read(folder)


@pytest.fixture
def visit(browser: Browser, server: str, read: Read) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser of one's own; at the end none of them may have anything to complain of."""
    visitors: list[Visitor] = []

    def come(**wishes: Any) -> Visitor:
        visitors.append(Visitor(browser, server, read, **wishes))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
