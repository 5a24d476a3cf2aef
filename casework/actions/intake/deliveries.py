"""Receives an arrears list: by page in two steps, look and confirm, and by command in one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from accounts.wording import day
from housing.deliveries.applying import clear_outdated_rows, write_open_rows, write_warnings
from housing.deliveries.positions import write_positions
from housing.deliveries.progress import SILENCE, Silence
from housing.deliveries.records import (
    Arrival,
    arrival_of,
    check_not_older,
    checksum,
    keep_file,
    keep_problems,
    new_delivery,
    opened_file,
    received_before,
)
from housing.deliveries.sql import lock_association
from housing.enums import IN_HAND, DeliveryStatus, WorkPhase
from housing.importing.rows import Problem
from housing.models import Delivery
from housing.permissions import check_deliver

from .cases import open_cases_for_delivery
from .looking import Looked, look_through


class AlreadyReceived(Refused):
    """The very same file has been received before; carries that list."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(
            _("This list was received on %(day)s. Nothing is changed by sending it again.")
            % {"day": day(delivery.applied_at)}
        )
        self.delivery = delivery


class NotWaiting(Refused):
    """The list was discarded or undone."""


class InHand(Refused):
    """The worker has a list of the association in hand; carries that list."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(_("A list of yours is being read or received. Wait until it is done, or stop it."))
        self.delivery = delivery


class HasFaults(Refused):
    """Some lines cannot be received, and nobody has said that they should be left out."""


class PreviewOutdated(Refused):
    """What the list would do is no longer what was shown."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a list: its numbers, its problems, and whether it was received just now."""

    counts: dict[str, Any]
    problems: tuple[Problem, ...]
    is_applied: bool
    delivery: Delivery | None = None


@transaction.atomic
def receive_list(stream: BinaryIO, arrival: Arrival, *, by: Scope, now: dt.datetime) -> Delivery:
    """Keep a list that somebody sent, looked through and waiting to be confirmed.

    The same file waiting already is replaced. Raises `UnreadableFile`, `AlreadyReceived`, `InHand` or
    `OlderList`; nothing is then kept.
    """
    sha256 = check_arrival(stream, arrival, by=by)
    looked = look_through(stream, arrival, today=timezone.localdate(now), limit=settings.UPLOAD_LIMIT_BYTES)
    delivery = in_place_of_the_same(arrival, sha256=sha256, by=by, now=now)
    delivery.save()
    keep_preview(delivery, looked)
    keep_file(delivery, stream)
    return delivery


@transaction.atomic
def look_again(delivery: Delivery, *, by: Scope, now: dt.datetime) -> Delivery:
    """Make the preview of a waiting list anew."""
    current = waiting_list(delivery, by=by)
    with opened_file(current) as stream:
        keep_preview(current, look_through(stream, arrival_of(current), today=timezone.localdate(now)))
    return current


@transaction.atomic
def apply_list(
    delivery: Delivery,
    *,
    skips_faulty: bool = False,
    status: DeliveryStatus = DeliveryStatus.CHECKED,
    progress: Silence = SILENCE,
    by: Scope,
    now: dt.datetime,
) -> Delivery:
    """Receive a list as its preview showed it: its warnings, what is owed now, and the cases it opens.

    `status` is the one it must be found in, `progress` is told how far it is.

    Raises `AlreadyReceived`, `NotWaiting`, `OlderList`, `HasFaults` unless faulty lines are to be left out,
    and `PreviewOutdated` when it would do something else than it showed; nothing is then changed.
    """
    current = waiting_list(delivery, status=status, by=by)
    before = received_before(current.association_id, current.sha256)
    if before is not None:
        raise AlreadyReceived(before)
    check_not_older(current.association_id, current.as_of)
    with opened_file(current) as stream:
        looked = look_through(stream, arrival_of(current), today=timezone.localdate(now), progress=progress)
    if looked.summary.is_faulty and not skips_faulty:
        raise HasFaults(_("Some lines cannot be received. Correct the list, or choose to leave those lines out."))
    if looked.to_json() != current.counts:
        raise PreviewOutdated(_("What this list would do has changed since you looked. Look again before you confirm."))
    _receive(current, looked, progress=progress, by=by, now=now)
    return current


@transaction.atomic
def discard_list(delivery: Delivery, *, by: Scope) -> Delivery:
    """Put a waiting list aside; its rows are thrown away, the record that it was sent stays."""
    current = waiting_list(delivery, by=by)
    current.rows.all().delete()
    current.status = DeliveryStatus.DISCARDED
    current.save(update_fields=["status"])
    return current


@transaction.atomic
def deliver(
    stream: BinaryIO, arrival: Arrival, *, is_dry_run: bool, skips_faulty: bool, by: Scope, now: dt.datetime
) -> Outcome:
    """Look a list of any size through and receive it at once.

    Nothing is written by a dry run, by a list with faulty lines unless they are to be skipped, and by a file
    that was received before: its outcome says what stands there, all of it unchanged. Raises `UnreadableFile`
    or `OlderList`.
    """
    try:
        sha256 = check_arrival(stream, arrival, by=by)
    except AlreadyReceived as known:
        return _as_before(known.delivery)
    looked = look_through(stream, arrival, today=timezone.localdate(now))
    if is_dry_run or (looked.summary.is_faulty and not skips_faulty):
        return Outcome(looked.to_json(), looked.summary.problems, is_applied=False)
    delivery = new_delivery(arrival, sha256=sha256, by=by, now=now)
    _receive(delivery, looked, by=by, now=now)
    keep_problems(delivery, looked.summary.problems)
    keep_file(delivery, stream)
    return Outcome(delivery.counts, looked.summary.problems, is_applied=True, delivery=delivery)


def check_none_in_hand(association_id: int) -> None:
    """Raise `InHand` while the worker has a list of the association: nobody waits for its lock in a request."""
    in_hand = Delivery.objects.filter(association_id=association_id, status__in=IN_HAND).order_by("pk").first()
    if in_hand is not None:
        raise InHand(in_hand)


def check_arrival(stream: BinaryIO, arrival: Arrival, *, by: Scope) -> str:
    """The checksum of a list that may come in now; the association is locked until the transaction ends."""
    check_deliver(by, arrival.association.pk)
    check_none_in_hand(arrival.association.pk)
    lock_association(arrival.association.pk)
    sha256 = checksum(stream)
    before = received_before(arrival.association.pk, sha256)
    if before is not None:
        raise AlreadyReceived(before)
    check_not_older(arrival.association.pk, arrival.as_of)
    return sha256


def in_place_of_the_same(arrival: Arrival, *, sha256: str, by: Scope, now: dt.datetime) -> Delivery:
    """A new record of the list, not saved yet; the same file that still waits to be confirmed is put aside."""
    waiting = Delivery.objects.filter(association=arrival.association, status=DeliveryStatus.CHECKED, sha256=sha256)
    for earlier in waiting.order_by("pk"):
        discard_list(earlier, by=by)
    return new_delivery(arrival, sha256=sha256, by=by, now=now)


def waiting_list(delivery: Delivery, *, status: DeliveryStatus = DeliveryStatus.CHECKED, by: Scope) -> Delivery:
    """The list as it stands, held still with its association, when it is still in the status it must be in.

    Raises `AlreadyReceived`, `InHand` or `NotWaiting`.
    """
    check_deliver(by, delivery.association_id)
    if status == DeliveryStatus.CHECKED:
        check_none_in_hand(delivery.association_id)
    lock_association(delivery.association_id)
    held = Delivery.objects.select_for_update(of=("self",)).select_related("association")
    current = held.get(pk=delivery.pk)
    if current.status == DeliveryStatus.APPLIED:
        raise AlreadyReceived(current)
    if current.status != status:
        raise NotWaiting(_("This list was discarded or undone. Send it again if it is to count."))
    return current


def keep_preview(delivery: Delivery, looked: Looked) -> None:
    delivery.counts = looked.to_json()
    delivery.save(update_fields=["counts"])
    delivery.rows.all().delete()
    write_open_rows(delivery, is_applied=False)
    keep_problems(delivery, looked.summary.problems)


def _receive(delivery: Delivery, looked: Looked, *, progress: Silence = SILENCE, by: Scope, now: dt.datetime) -> None:
    """Write everything that follows from the list looked through last in this transaction."""
    progress.phase(WorkPhase.WRITING)
    delivery.status = DeliveryStatus.APPLIED
    delivery.applied_at, delivery.applied_by_id = now, by.user_id
    delivery.save()
    write_warnings(delivery)
    write_positions(delivery)
    clear_outdated_rows(delivery)
    delivery.rows.all().delete()
    write_open_rows(delivery, is_applied=True)
    progress.phase(WorkPhase.CASES)
    opened = open_cases_for_delivery(delivery, by=by, now=now)
    delivery.counts = {
        **looked.to_json(),
        "cases_opened": opened.opened + opened.reopened,
        "cases_refreshed": opened.refreshed,
    }
    delivery.save(update_fields=["counts"])


def _as_before(delivery: Delivery) -> Outcome:
    """What a list says that was received before: nothing of it is news."""
    counts = delivery.counts
    received = counts["tenancies"] - counts["ambiguous"] - counts.get("put_aside", 0)
    nothing = dict.fromkeys(("new", "risen", "fallen", "vanished", "cases_opened", "cases_refreshed"), 0)
    problems = tuple(
        Problem(row.line, row.column, row.severity, row.code, row.value)
        for row in delivery.problems.order_by("line", "pk")
    )
    return Outcome({**counts, **nothing, "unchanged": received}, problems, is_applied=False, delivery=delivery)
