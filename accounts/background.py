"""Work beside the web: asked for in the transaction of the change it belongs to, so that neither is without the other.

The queue is procrastinate's, which nothing outside this module knows. A task is a function of plain values,
registered by `task` in an app's `tasks` module; it may run twice and must then do its work once.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued

from .enums import RunOutcome
from .models import BackgroundRun

F = TypeVar("F", bound=Callable[..., str])

#: Seconds without a sign of life after which a worker counts as dead and its work is begun again.
PATIENCE_SECONDS = 30.0
#: How often a task that fails is tried, and the first of the growing pauses between.
TRIES, FIRST_PAUSE_SECONDS = 10, 2


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """A task by the name it is asked for, the words an administrator reads, and what it does.

    The function says in words what it did; where it found nothing to do it says nothing, and no run is kept.
    """

    name: str
    label: str | Promise
    function: Callable[..., str]


#: Every task there is, by name.
TASKS: dict[str, Task] = {}


def task(name: str, *, label: str | Promise, cron: str = "", tries: int = TRIES) -> Callable[[F], F]:
    """Register a task; with `cron` it also runs by the clock, without arguments."""

    def register(function: F) -> F:
        TASKS[name] = Task(name, label, function)

        def run(context: JobContext, /, timestamp: int | None = None, **arguments: Any) -> None:
            _recorded(name, context, functools.partial(function, **arguments))

        retry = RetryStrategy(max_attempts=tries, exponential_wait=FIRST_PAUSE_SECONDS)
        registered = app.task(name=name, pass_context=True, retry=retry)(run)
        if cron:
            app.periodic(cron=cron)(registered)
        return function

    return register


def ask_for(name: str, *, only_once: str = "", **arguments: Any) -> None:
    """Have a task run once the current transaction is committed, with values that JSON can carry.

    `only_once` names the work: while the same is still waiting to be begun, it is not asked for again.
    """
    job = app.configure_task(name, queueing_lock=only_once or None, allow_unknown=False)
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def work(*, patience: float = PATIENCE_SECONDS, is_endless: bool = True) -> None:
    """Be the worker until a signal ends it; without `is_endless` until nothing is left to do."""
    asyncio.run(_work(patience, is_endless))


async def _work(patience: float, is_endless: bool) -> None:
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]  # Django's has one
        async with app.open_async():
            watch = asyncio.create_task(_begin_again_what_stalled(patience))
            try:
                await app.run_worker_async(
                    concurrency=2,
                    wait=is_endless,
                    fetch_job_polling_interval=min(5.0, patience),
                    update_heartbeat_interval=patience / 3,
                    stalled_worker_timeout=patience,
                    delete_jobs="successful",
                )
            finally:
                watch.cancel()


async def _begin_again_what_stalled(patience: float) -> None:
    """Give back the work of workers that died, for as long as this one lives."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(patience / 2)


def _recorded(name: str, context: JobContext, work_to_do: Callable[[], str]) -> None:
    """Do the work between two lines of the administrator's page."""
    now, job_id = timezone.now(), context.job.id or 0
    BackgroundRun.objects.filter(job_id=job_id, ended_at__isnull=True).update(ended_at=now, outcome=RunOutcome.LOST)
    run = BackgroundRun.objects.create(task=name, job_id=job_id, attempt=context.job.attempts + 1, started_at=now)
    try:
        run.said = work_to_do()[:200]
        run.outcome = RunOutcome.DONE
    except Exception as fault:
        run.fault = type(fault).__name__[:100]  # its text may name people
        run.outcome = RunOutcome.FAILED
        raise
    finally:
        run.ended_at = timezone.now()
        if run.outcome == RunOutcome.DONE and not run.said:  # it found nothing to do
            run.delete()
        else:
            run.save(update_fields=["said", "fault", "outcome", "ended_at"])


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """The queue at a moment: what waits, what runs, what was given up, and how many workers are alive."""

    waiting: int
    running: int
    given_up: int
    workers: int


def standing() -> Standing:
    """Count the queue."""
    jobs = ProcrastinateJob.objects.aggregate(
        waiting=Count("pk", filter=Q(status="todo")),
        running=Count("pk", filter=Q(status="doing")),
        given_up=Count("pk", filter=Q(status="failed")),
    )
    alive = timezone.now() - dt.timedelta(seconds=PATIENCE_SECONDS)
    return Standing(**jobs, workers=ProcrastinateWorker.objects.filter(last_heartbeat__gte=alive).count())


def try_again(job_id: int) -> bool:
    """Begin a job anew that was given up; False when it was not."""
    with transaction.atomic():
        given_up = ProcrastinateJob.objects.select_for_update(of=("self",)).filter(pk=job_id, status="failed")
        if given_up.first() is None:
            return False
        app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    return True


def given_up_among(job_ids: Iterable[int]) -> set[int]:
    """Which of these jobs were given up after their last try."""
    return set(ProcrastinateJob.objects.filter(pk__in=job_ids, status="failed").values_list("pk", flat=True))
