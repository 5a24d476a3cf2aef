"""Large lists go through the worker: the same result, watched, stopped, survived, and refused with the reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Membership, Notification
from casework.actions.intake import NotWaiting, stop
from casework.actions.intake.beside import do
from casework.models import Case
from casework.queries.intake import progress_of
from housing.enums import DeliveryStatus, Step, WorkPhase
from housing.models import ArrearsWarning, Delivery, DeliveryWork, HousingAssociation
from tests import database
from tests.background import do_what_waits, start_worker, until
from tests.factories import NOW
from tests.factories.housing import DeliveryWorkFactory

from .intake import NOVEMBER, OCTOBER, World, line, listed, make_world, send

LINES = [line(f"51-01-{number:04d}", cpr="") for number in range(1, 4)]


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.READ_AT_ONCE_BYTES = 0
    return make_world("KAB", ["51-01"], shares_from=Step.DEMANDED)


@pytest.fixture
def officer(world: World, client: Client) -> Client:
    client.force_login(world.officer)
    return client


def upload(client: Client, *lines: str, as_of: dt.date = NOVEMBER) -> Delivery:
    """Send a list by the page."""
    form: dict[str, Any] = {"file": SimpleUploadedFile("restance.csv", listed(*lines)), "layout": "kab"}
    association = HousingAssociation.objects.get().pk
    said = {"as_of": as_of.isoformat(), "kind": "complete", "association": association}
    client.post(reverse("casework:delivery-upload"), {**form, **said})
    return Delivery.objects.latest("pk")


def press(client: Client, name: str, delivery: Delivery) -> str:
    client.post(reverse(f"casework:{name}", args=[delivery.pk]))
    delivery.refresh_from_db()
    return delivery.status


@pytest.mark.django_db
def test_a_large_list_is_read_confirmed_and_received_by_the_worker(world: World, officer: Client) -> None:
    delivery = upload(officer, *LINES)
    assert delivery.status == DeliveryStatus.READING
    do_what_waits()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.counts["new"], ArrearsWarning.objects.count()) == (DeliveryStatus.CHECKED, 3, 0)

    assert press(officer, "delivery-confirm", delivery) == DeliveryStatus.APPLYING
    do_what_waits()

    delivery.refresh_from_db()
    assert (delivery.status, delivery.applied_by) == (DeliveryStatus.APPLIED, world.officer)
    assert (ArrearsWarning.objects.count(), Case.objects.count()) == (3, 3)
    assert list(Notification.objects.order_by("pk").values_list("user", "kind")) == [
        (world.officer.pk, "list_read"),
        (world.officer.pk, "list_received"),
    ]


@pytest.mark.django_db
def test_a_list_can_be_stopped_before_the_worker_begins(world: World, officer: Client) -> None:
    read, received = upload(officer, *LINES, as_of=OCTOBER), None
    assert press(officer, "delivery-stop", read) == DeliveryStatus.DISCARDED
    assert do_what_waits() == [""]

    received = upload(officer, *LINES)
    do_what_waits()
    press(officer, "delivery-confirm", received)
    assert press(officer, "delivery-stop", received) == DeliveryStatus.CHECKED

    assert (do_what_waits(), ArrearsWarning.objects.count()) == ([""], 0)
    with pytest.raises(NotWaiting):
        stop(received, by=world.scope, now=NOW)


@pytest.mark.django_db
def test_another_list_waits_while_one_is_in_hand(world: World, officer: Client) -> None:
    first = upload(officer, *LINES)

    second = upload(officer, *LINES[:2])

    assert (second, Delivery.objects.count()) == (first, 1)


@pytest.mark.django_db
def test_what_speaks_against_a_list_is_said_and_nothing_of_it_counts(world: World, officer: Client) -> None:
    delivery = upload(officer, *LINES)
    do_what_waits()
    send(world, LINES[0], as_of=OCTOBER)
    press(officer, "delivery-confirm", delivery)
    do_what_waits()

    delivery.refresh_from_db()
    page = officer.get(reverse("casework:delivery", args=[delivery.pk])).content.decode()

    assert (delivery.status, delivery.counts["new"], delivery.counts["unchanged"]) == (DeliveryStatus.CHECKED, 2, 1)
    assert "har ændret sig, siden du så på den" in page
    assert ArrearsWarning.objects.filter(delivery=delivery).count() == 0


@pytest.mark.django_db
def test_whoever_lost_the_role_receives_nothing(world: World, officer: Client) -> None:
    delivery = upload(officer, *LINES)
    Membership.objects.filter(user=world.officer).update(ends_on=timezone.localdate() - dt.timedelta(days=1))

    do_what_waits()

    delivery.refresh_from_db()
    assert (delivery.status, Notification.objects.get().kind) == (DeliveryStatus.DISCARDED, "list_not_done")


@pytest.mark.parametrize(
    ("phase", "done", "percent", "seconds_left"),
    [
        (WorkPhase.WAITING, 0, 0, None),
        (WorkPhase.READING, 20_000, 32, 62),
        (WorkPhase.WRITING, 40_000, 70, 13),
    ],
)
@pytest.mark.django_db
def test_how_far_it_is(phase: WorkPhase, done: int, percent: int, seconds_left: int | None) -> None:
    work = DeliveryWorkFactory(phase=phase, done=done, total=40_000, began_at=NOW, told_at=NOW)

    shown = progress_of(work.delivery, now=NOW + dt.timedelta(seconds=30))

    assert (shown.percent, shown.seconds_left, shown.is_quiet) == (percent, seconds_left, False)
    assert progress_of(work.delivery, now=NOW + dt.timedelta(minutes=3)).is_quiet


@pytest.mark.django_db(transaction=True)
def test_a_list_is_stopped_on_the_way_and_survives_a_killed_worker(world: World, officer: Client) -> None:
    stopped = upload(officer, *LINES, as_of=OCTOBER)
    DeliveryWork.objects.update(stop_asked_at=NOW)
    do(stopped.pk)
    stopped.refresh_from_db()
    assert (stopped.status, DeliveryWork.objects.get().phase) == (DeliveryStatus.DISCARDED, WorkPhase.ENDED)

    delivery = upload(officer, *LINES)
    do(delivery.pk)
    with psycopg.connect(**database._owner_parameters(connection.settings_dict["NAME"])) as onlooker:
        onlooker.execute("LOCK TABLE casework_caseperson IN SHARE MODE")
        press(officer, "delivery-confirm", delivery)
        first = start_worker()
        until(lambda: DeliveryWork.objects.filter(pk=delivery.pk, phase=WorkPhase.CASES).exists())
        first.kill()
        first.wait()
    assert ArrearsWarning.objects.count() == 0
    second = start_worker()
    until(lambda: Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.APPLIED).exists())
    second.terminate()
    second.wait()

    assert (ArrearsWarning.objects.count(), Case.objects.count()) == (3, 3)
