"""How gunicorn serves the project: two processes with four threads each, on this machine alone."""

import os
import threading
from typing import Any

os.environ["FASTHOLD_IS_WEB_PROCESS"] = "1"  # before the settings are read, here and so in every worker
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
control_socket_disable = True
#: So many seconds after its start a process loads what takes long to load and few pages need.
LATER = 10


def on_starting(server: Any) -> None:
    """Start or reach the database once, before there are workers; one line where that fails."""
    from config import database

    database.exit_unless_reachable()


def post_worker_init(worker: Any) -> None:
    """Load every page's code now, so that the first visitor does not wait for it."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  # reading it loads them
    timer = threading.Timer(LATER, _load_the_rest)
    timer.daemon = True
    timer.start()


def _load_the_rest() -> None:
    """The library of the curves, two seconds and more, which nobody should wait for on a page or for a PDF."""
    from reports.survival.incidence import load_library

    load_library()
