"""What was asked of the worker, done on the spot by tests that stay inside their transaction, or by a worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings as project
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.background import TASKS, ask_for

PATIENCE_SECONDS = 120

#: The worker in a process of its own, on the test's database, files and mail server.
WORKER = """
import sys
import django
from django.conf import settings
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = sys.argv[2]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[3])
from accounts import background
background.work(patience=1)
"""


def start_worker(*, mail_port: int = 0) -> subprocess.Popen[bytes]:
    """A worker that soon believes another to be dead."""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(project.MEDIA_ROOT), str(mail_port)],
        cwd=project.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )


def until(is_so: Callable[[], bool]) -> None:
    """Look until it is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came to that"


def do_what_waits() -> list[str]:
    """Run every job that waits, in order, and say what each did."""
    said = []
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("pk"):
        said.append(TASKS[job.task_name].function(**job.args))
        _mark(job.pk, "cancelled")
    return said


def given_up_job() -> int:
    """The number of a job that failed as often as it may."""
    ask_for("accounts.tidy")
    pk: int = ProcrastinateJob.objects.latest("pk").pk
    _mark(pk, "failed")
    return pk


def _mark(pk: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, pk]
        )
