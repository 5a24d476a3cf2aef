"""The worker: nothing is asked for without its change, nothing is lost, and an administrator sees what ran."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.contrib.sessions.models import Session as StoredSession
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import background, outbox
from accounts.enums import RunOutcome
from accounts.models import BackgroundRun, Mail
from tests.background import do_what_waits, given_up_job, start_worker, until
from tests.factories import NOW
from tests.factories.accounts import BackgroundRunFactory, MailFactory
from tests.factories.people import make_administrator


class MoodyServer:
    """A mail server that refuses the first mail it is offered, and takes one of them without saying so."""

    def __init__(self) -> None:
        self.offered = 0
        self.taken: list[str] = []
        self.silent_on = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        self.offered += 1
        if self.offered == 1:
            return "451 come back later"
        content = envelope.content.decode() if isinstance(envelope.content, bytes) else str(envelope.content)
        self.taken.append(next(line for line in content.splitlines() if line.lower().startswith("message-id")))
        while self.silent_on and self.silent_on in self.taken[-1]:
            await asyncio.sleep(0.05)
        return "250 OK"


@pytest.fixture
def moody() -> Iterator[tuple[MoodyServer, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = MoodyServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server, port
    controller.stop()


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_lost_by_a_failing_server_or_a_killed_worker(moody: tuple[MoodyServer, int]) -> None:
    server, port = moody
    written = [outbox.write_mail(to="a@example.org", subject="Fasthold", text="…", now=NOW) for _ in range(3)]
    ids = [f"Message-ID: {one.message_id}" for one in written]
    server.silent_on = ids[2]  # the worker is killed after this one arrived, and before it knows

    first = start_worker(mail_port=port)
    until(lambda: ids[2] in server.taken and Mail.objects.filter(sent_at__isnull=True).count() == 1)
    first.kill()
    first.wait()
    server.silent_on = ""
    second = start_worker(mail_port=port)
    until(lambda: not Mail.objects.filter(sent_at__isnull=True).exists())
    until(lambda: not BackgroundRun.objects.filter(outcome=RunOutcome.RUNNING).exists())
    second.terminate()
    second.wait()

    assert Counter(server.taken) == {ids[0]: 1, ids[1]: 1, ids[2]: 2}
    outcomes = Counter(BackgroundRun.objects.filter(task=outbox.SEND).values_list("outcome", flat=True))
    assert outcomes.keys() == {RunOutcome.FAILED, RunOutcome.LOST, RunOutcome.DONE}


@pytest.mark.django_db
def test_what_is_taken_back_asks_for_nothing() -> None:
    with transaction.atomic():
        outbox.write_mail(to="a@example.org", subject="Fasthold", text="…", now=NOW)
        transaction.set_rollback(True)

    assert (Mail.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_same_work_waits_once() -> None:
    for _ in range(3):
        background.ask_for("accounts.tidy", only_once="tidy")

    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.django_db
def test_a_mail_leaves_once_and_is_emptied() -> None:
    waiting = outbox.write_mail(to="a@example.org", subject="Fasthold", text="en nøgle", now=NOW)

    assert [outbox.send(waiting.pk), outbox.send(waiting.pk)] == [True, False]

    waiting.refresh_from_db()
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [waiting.message_id]
    assert (mail.outbox[0].body, waiting.text) == ("en nøgle", "")


@pytest.mark.django_db
def test_tidying_up_leaves_what_is_needed() -> None:
    long_ago = NOW - dt.timedelta(days=400)
    BackgroundRunFactory(started_at=long_ago, ended_at=long_ago)
    MailFactory(sent_at=long_ago, text="")
    kept = BackgroundRunFactory(), MailFactory(written_at=long_ago)
    StoredSession.objects.create(session_key="a", session_data="", expire_date=long_ago)

    background.ask_for("accounts.tidy")
    do_what_waits()

    assert (BackgroundRun.objects.get(), Mail.objects.get(), StoredSession.objects.count()) == (*kept, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_runs_asks_the_same_for_any_number(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    BackgroundRunFactory.create_batch(count, outcome=RunOutcome.FAILED, fault="SMTPServerDisconnected")
    client.force_login(make_administrator())

    with django_assert_num_queries(9):
        page = client.get(reverse("accounts:background"))

    assert len(page.context["rows"]) == count


@pytest.mark.django_db
def test_what_was_given_up_is_tried_again(client: Client) -> None:
    job = given_up_job()
    BackgroundRunFactory(job_id=job, outcome=RunOutcome.FAILED)
    client.force_login(make_administrator())
    again = reverse("accounts:background-again", args=[job])

    assert again in client.get(reverse("accounts:background")).content.decode()
    answers = [client.post(again).status_code for _ in range(2)]

    assert (answers, ProcrastinateJob.objects.get().status) == ([302, 404], "todo")
