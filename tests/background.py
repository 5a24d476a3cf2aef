"""What was asked of the worker, done on the spot: for tests that stay inside their transaction."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.background import TASKS, ask_for


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
