"""Large lists, read and received in the worker: asked for, watched, stopped, and told of when they are done."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.background import ask_for
from accounts.errors import Refused
from accounts.memberships import CHOSEN, scope_for
from accounts.notifications import KINDS, News, Receiver, tell
from accounts.scope import Scope, announce
from accounts.wording import day
from housing.deliveries.progress import Progress, Stopped
from housing.deliveries.records import Arrival, arrival_of, keep_file, opened_file
from housing.deliveries.sql import lock_association
from housing.enums import IN_HAND, DeliveryStatus, WorkPhase
from housing.importing.unreadable import UnreadableFile
from housing.models import Delivery, DeliveryWork
from housing.permissions import check_deliver

from ...queries.scopes import opened_cases
from .deliveries import (
    NotWaiting,
    PreviewOutdated,
    apply_list,
    check_arrival,
    in_place_of_the_same,
    keep_preview,
    look_again,
    waiting_list,
)
from .looking import look_through

#: The task that does with a list what was asked.
TASK = "casework.list"

READ, RECEIVED, NOT_DONE = "list_read", "list_received", "list_not_done"
KINDS.update(
    {
        READ: gettext_lazy("Your arrears list was read: look at it and confirm it"),
        RECEIVED: gettext_lazy("Your arrears list was received"),
        NOT_DONE: gettext_lazy("Your arrears list was not received"),
    }
)


@transaction.atomic
def ask_to_read(stream: BinaryIO, arrival: Arrival, *, by: Scope, now: dt.datetime) -> Delivery:
    """Keep a large list that somebody sent, and have the worker read it.

    Raises `AlreadyReceived`, `InHand` or `OlderList`; nothing is then kept.
    """
    sha256 = check_arrival(stream, arrival, by=by)
    delivery = in_place_of_the_same(arrival, sha256=sha256, by=by, now=now)
    delivery.status = DeliveryStatus.READING
    delivery.save()
    _ask(delivery, skips_faulty=False, by=by, now=now)
    keep_file(delivery, stream)
    return delivery


@transaction.atomic
def ask_to_apply(delivery: Delivery, *, skips_faulty: bool, by: Scope, now: dt.datetime) -> Delivery:
    """Have the worker receive a list as its preview showed it. Raises `AlreadyReceived`, `InHand`, `NotWaiting`."""
    current = waiting_list(delivery, by=by)
    current.status = DeliveryStatus.APPLYING
    current.save(update_fields=["status"])
    _ask(current, skips_faulty=skips_faulty, by=by, now=now)
    return current


@transaction.atomic
def stop(delivery: Delivery, *, by: Scope, now: dt.datetime) -> bool:
    """Leave a list as it was: at once when the worker has not begun it, else as soon as it looks up; whether at once.

    Raises `NotWaiting` when it was done in the meantime.
    """
    check_deliver(by, delivery.association_id)
    asked = DeliveryWork.objects.filter(pk=delivery.pk, delivery__status__in=IN_HAND).update(stop_asked_at=now)
    if not asked:
        raise NotWaiting(_("It is done already."))
    held = Delivery.objects.select_for_update(of=("self",), skip_locked=True)
    free = held.filter(pk=delivery.pk, status__in=IN_HAND).first()
    if free is None:
        return False
    _give_back(free, str(_STOPPED))
    return True


def do(pk: int) -> str:
    """In the worker: read or receive the list and tell whoever asked; nothing when it is no longer to be done.

    A fact that speaks against it leaves the list as it was, with the reason. What fails otherwise is raised, leaves
    nothing behind and is tried again.
    """
    reader = DeliveryWork.objects.values_list("asked_by__language", flat=True).get(pk=pk)
    with translation.override(reader):
        kind = _done(pk)
        return str(KINDS[kind]) if kind else ""


def _done(pk: int) -> str:
    """The kind of news it came to, in the language of whoever asked; empty when nothing was to be done."""
    try:
        with Progress(pk) as progress, transaction.atomic():
            return _do(pk, progress)
    except PreviewOutdated as fact:
        kind = _not_done(pk, str(fact.message))
        _look_again(pk)
    except Stopped:
        kind = _not_done(pk, str(_STOPPED))
    except (Refused, UnreadableFile) as fact:
        kind = _not_done(pk, str(fact.message))
    return kind


_STOPPED = gettext_lazy("It was stopped. Nothing of it was received.")


def _ask(delivery: Delivery, *, skips_faulty: bool, by: Scope, now: dt.datetime) -> None:
    DeliveryWork.objects.update_or_create(
        delivery=delivery,
        defaults={
            "association_id": delivery.association_id,
            "skips_faulty": skips_faulty,
            "asked_at": now,
            "asked_by_id": by.user_id,
            "membership_id": by.membership_id or 0,
            "phase": WorkPhase.WAITING,
            "done": 0,
            "total": 0,
            "began_at": None,
            "told_at": None,
            "stop_asked_at": None,
            "message": "",
        },
    )
    ask_for(TASK, delivery=delivery.pk)


def _do(pk: int, progress: Progress) -> str:
    work = DeliveryWork.objects.select_related("asked_by").get(pk=pk)
    lock_association(work.association_id)
    held = Delivery.objects.select_for_update(of=("self",)).select_related("association")
    delivery = held.filter(pk=pk, status__in=IN_HAND).first()
    if delivery is None:
        return ""
    now = timezone.now()
    by = _scope_of(work, now)
    announce(by)
    if delivery.status == DeliveryStatus.APPLYING:
        apply_list(
            delivery,
            skips_faulty=work.skips_faulty,
            status=DeliveryStatus.APPLYING,
            progress=progress,
            by=by,
            now=now,
        )
        kind = RECEIVED
    else:
        with opened_file(delivery) as stream:
            looked = look_through(stream, arrival_of(delivery), today=timezone.localdate(now), progress=progress)
        delivery.status = DeliveryStatus.CHECKED
        delivery.save(update_fields=["status"])
        keep_preview(delivery, looked)
        kind = READ
    _end(work, "")
    _tell(work, kind, now=now)
    return kind


@transaction.atomic
def _look_again(pk: int) -> None:
    """Make the preview of a list anew that would do something else by now."""
    work = DeliveryWork.objects.select_related("asked_by", "delivery").get(pk=pk)
    now = timezone.now()
    by = _scope_of(work, now)
    announce(by)
    look_again(work.delivery, by=by, now=now)


def _scope_of(work: DeliveryWork, now: dt.datetime) -> Scope:
    """Who asked, in the role they asked in; refused when they do not hold it any more."""
    scope = scope_for(work.asked_by, {CHOSEN: work.membership_id}, now=now, opened=opened_cases)
    if scope is None or scope.membership_id != work.membership_id or not work.asked_by.is_active:
        raise NotWaiting(_("Whoever sent the list no longer has the role for it."))
    return scope


@transaction.atomic
def _not_done(pk: int, message: str) -> str:
    """Give the list back as it was before it was asked for, with the reason, and tell whoever asked."""
    delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=pk, status__in=IN_HAND).first()
    if delivery is None:
        return ""
    _give_back(delivery, message)
    _tell(delivery.work, NOT_DONE, now=timezone.now())
    return NOT_DONE


def _give_back(delivery: Delivery, message: str) -> None:
    was_read = delivery.status == DeliveryStatus.APPLYING
    delivery.status = DeliveryStatus.CHECKED if was_read else DeliveryStatus.DISCARDED
    delivery.save(update_fields=["status"])
    _end(delivery.work, message)


def _end(work: DeliveryWork, message: str) -> None:
    work.phase, work.message = WorkPhase.ENDED, message[:400]
    work.save(update_fields=["phase", "message"])


def _tell(work: DeliveryWork, kind: str, *, now: dt.datetime) -> None:
    page = reverse("casework:delivery", args=[work.pk])
    news = News(kind, page, f"{kind}:{work.pk}:{work.asked_at.isoformat()}", day(work.delivery.as_of))
    tell([Receiver(work.asked_by_id)], news, now=now)
