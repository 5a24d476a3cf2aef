"""The lists themselves: what was sent, by whom, and what stands in the way of receiving it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.files import File
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from accounts.wording import day

from ..enums import DeliveryStatus
from ..importing.layouts import Layout
from ..importing.ready_layouts import READY_LAYOUTS
from ..importing.rows import Problem
from ..importing.saved_layouts import layout_from
from ..models import Delivery, DeliveryProblem, HousingAssociation, SavedLayout
from .sql import run

_CHUNK = 1 << 20
_SUFFIXES = frozenset({".csv", ".txt", ".xlsx"})


class OlderList(Refused):
    """A newer list of the association has been received."""


class FileGone(Refused):
    """The stored file of a list cannot be found."""


@dataclasses.dataclass(frozen=True, slots=True)
class Arrival:
    """A list on its way in: whose it is, how it is laid out, the day it speaks of, and whether it names everybody."""

    association: HousingAssociation
    layout: Layout
    as_of: dt.date
    is_complete: bool
    file_name: str


def layouts_for(association_ids: Sequence[int]) -> dict[str, Layout]:
    """The layouts an association may send in, by code: the ready ones, those saved for all and its own."""
    saved = SavedLayout.objects.filter(association__isnull=True) | SavedLayout.objects.filter(
        association_id__in=association_ids
    )
    return {**READY_LAYOUTS, **{row.code: layout_from(row.definition) for row in saved.order_by("code")}}


def arrival_of(delivery: Delivery) -> Arrival:
    """The arrival a stored list was."""
    layout = layouts_for([delivery.association_id])[delivery.layout]
    return Arrival(delivery.association, layout, delivery.as_of, delivery.is_complete, delivery.file_name)


def checksum(stream: BinaryIO) -> str:
    """SHA-256 of a file from its start, in hexadecimal; the file is left at its start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def received_before(association_id: int, sha256: str) -> Delivery | None:
    """The list of the association that was received from the very same file."""
    return Delivery.objects.applied().filter(association_id=association_id, sha256=sha256).first()


def received_after(delivery: Delivery) -> QuerySet[Delivery]:
    """The association's lists that were received after one that was received."""
    later = Q(applied_at__gt=delivery.applied_at) | Q(applied_at=delivery.applied_at, pk__gt=delivery.pk)
    return Delivery.objects.applied().filter(later, association_id=delivery.association_id)


def check_not_older(association_id: int, as_of: dt.date) -> None:
    """Raise `OlderList` when a list of a later day has been received; one of the same day may correct it."""
    newest = Delivery.objects.applied().filter(association_id=association_id).order_by("-as_of", "-pk").first()
    if newest is not None and as_of < newest.as_of:
        raise OlderList(
            _("The list of %(as_of)s is older than the one of %(newest)s that has been received.")
            % {"as_of": day(as_of), "newest": day(newest.as_of)}
        )


def keep_file(delivery: Delivery, stream: BinaryIO) -> None:
    """Put the file into the private store as the last thing before the transaction ends.

    Whatever the database still has to say against the list it says first, so that no file is left behind.
    """
    run("SET CONSTRAINTS ALL IMMEDIATE")
    stream.seek(0)
    suffix = PurePath(delivery.file_name).suffix.lower()
    delivery.file.save(f"{delivery.sha256}{suffix if suffix in _SUFFIXES else ''}", File(stream), save=False)
    delivery.save(update_fields=["file"])


def opened_file(delivery: Delivery) -> BinaryIO:
    """The stored file, to be read. Raises `FileGone`."""
    try:
        return cast(BinaryIO, delivery.file.storage.open(delivery.file.name, "rb").file)
    except FileNotFoundError as error:
        raise FileGone(_("The file of this list is no longer kept. Send the list again.")) from error


def new_delivery(arrival: Arrival, *, sha256: str, by: Scope, now: dt.datetime) -> Delivery:
    """The record of a list that has been looked through; not saved yet."""
    return Delivery(
        association=arrival.association,
        sender_id=by.organisation_id,
        as_of=arrival.as_of,
        is_complete=arrival.is_complete,
        layout=arrival.layout.code,
        file_name=arrival.file_name[-255:],
        sha256=sha256,
        status=DeliveryStatus.CHECKED,
        received_at=now,
        received_by_id=by.user_id,
    )


def keep_problems(delivery: Delivery, problems: Sequence[Problem]) -> None:
    """Keep what was wrong with the list's lines, in place of what was kept before."""
    delivery.problems.all().delete()
    DeliveryProblem.objects.bulk_create(
        (
            DeliveryProblem(
                delivery=delivery,
                association_id=delivery.association_id,
                line=problem.line,
                column=problem.column,
                severity=problem.severity,
                code=problem.code,
                value=problem.value,
            )
            for problem in problems
        ),
        batch_size=2_000,
    )
