"""Receiving a file of the court's notices: read, matched, looked at, confirmed; a person settles the rest."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from housing.enums import NoticeKind
from housing.importing.court_notices import CourtReading, CourtRow, read_court_notices
from housing.importing.file_kinds import CHUNK_BYTES
from housing.models import Lease, Notice

from ..enums import LegalStepKind, StepSource
from ..enums_association import CourtFileStatus, CourtLineState
from ..models import Case, CourtFile, CourtFileLine
from ..permissions import check_receive_court_file
from ..queries.court_files import match_line
from .association import AlreadyRecorded, record_notice
from .court_dates import note_court_date
from .locking import locked


class SameFile(Refused):
    """The same file was sent before; carries what became of it."""

    def __init__(self, file: CourtFile) -> None:
        super().__init__(_("This file has been sent before. Nothing was received twice."))
        self.file = file


class AlreadyConfirmed(Refused):
    """Somebody has confirmed the file, or put it aside."""


@transaction.atomic
def receive_court_file(
    stream: BinaryIO, *, file_name: str, size: int | None, received_on: dt.date, by: Scope, now: dt.datetime
) -> CourtFile:
    """Read a file and say of each line whether it fits a tenancy; nothing is recorded before it is confirmed.

    Raises `UnreadableFile` for a file that says nothing, and `SameFile` with the one sent before.
    """
    check_receive_court_file(by)
    today = timezone.localdate(now)
    if received_on > today:
        raise Refused(_("Choose today or an earlier day."))
    checksum = _checksum(stream)
    known = CourtFile.objects.filter(municipality_id=by.municipality_id, sha256=checksum).first()
    if known is not None:
        raise SameFile(known)
    reading = read_court_notices(stream, size=size, today=today)
    file = CourtFile.objects.create(
        municipality_id=by.municipality_id,
        file_name=file_name[:255],
        sha256=checksum,
        received_on=received_on,
        problems=_kept(reading),
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    CourtFileLine.objects.bulk_create(_line(file, row) for row in reading.rows)
    return file


@transaction.atomic
def confirm_court_file(file: CourtFile, *, by: Scope, now: dt.datetime) -> CourtFile:
    """Record the notice of every line that fits a tenancy; each opens a case or joins one (the court's basis)."""
    file = _held(file, by=by)
    file.status, file.applied_at, file.applied_by_id = CourtFileStatus.APPLIED, now, by.user_id
    file.save(update_fields=["status", "applied_at", "applied_by"])
    for line in file.lines.select_for_update().filter(state=CourtLineState.MATCHED).order_by("lease_id", "line"):
        _record(line, file, by=by, now=now)
    return file


@transaction.atomic
def discard_court_file(file: CourtFile, *, by: Scope) -> None:
    """Put a file aside that was not confirmed; nothing of it is kept."""
    _held(file, by=by).delete()


@transaction.atomic
def settle_line(line: CourtFileLine, *, lease: Lease, by: Scope, now: dt.datetime) -> CourtFileLine:
    """A person says which tenancy a parked line is about; its notice is recorded."""
    check_receive_court_file(by)
    line = _parked(line, by=by)
    if lease.municipality_id != line.municipality_id:
        raise Refused(_("The tenancy lies in another municipality."))
    line.lease = lease
    return _record(line, line.file, by=by, now=now)


@transaction.atomic
def put_line_aside(line: CourtFileLine, *, by: Scope) -> CourtFileLine:
    """There is nothing to record for a parked line."""
    check_receive_court_file(by)
    line = _parked(line, by=by)
    line.state = CourtLineState.ASIDE
    line.save(update_fields=["state"])
    return line


def _record(line: CourtFileLine, file: CourtFile, *, by: Scope, now: dt.datetime) -> CourtFileLine:
    lease = line.lease
    if lease is None:
        raise Refused(_("Choose the tenancy the line is about."))
    try:
        notice, line.state = _notice(line, lease, file, by=by, now=now), CourtLineState.RECORDED
    except AlreadyRecorded as fact:
        notice, line.state = fact.notice, CourtLineState.KNOWN
    line.notice = notice
    line.save(update_fields=["lease", "notice", "state"])
    if line.hearing_at is not None:
        _hearing(line, lease, line.hearing_at, by=by, now=now)
    return line


def _notice(line: CourtFileLine, lease: Lease, file: CourtFile, *, by: Scope, now: dt.datetime) -> Notice:
    return record_notice(
        kind=NoticeKind.COURT,
        lease=lease,
        cause=line.cause,
        filed_on=line.filed_on,
        received_on=max(file.received_on, line.filed_on),
        amount=line.amount,
        court=line.court,
        court_case_number=line.court_case_number,
        by=by,
        now=now,
    )


def _hearing(line: CourtFileLine, lease: Lease, hearing_at: dt.datetime, *, by: Scope, now: dt.datetime) -> None:
    case = Case.objects.open().filter(lease=lease).first()
    if case is not None:
        note_court_date(
            locked(case),
            cause=line.cause,
            kind=LegalStepKind.HEARING_CALLED,
            occurred_on=max(line.file.received_on, line.filed_on),
            takes_place_at=hearing_at,
            source=StepSource.COURT,
            court=line.court,
            court_case_number=line.court_case_number,
            by=by,
            now=now,
        )


def _line(file: CourtFile, row: CourtRow) -> CourtFileLine:
    match = match_line(row, municipality_id=file.municipality_id)
    return CourtFileLine(
        file=file,
        municipality_id=file.municipality_id,
        line=row.line,
        court_case_number=row.court_case_number,
        association_name=row.association,
        tenancy_number=row.tenancy_number,
        name=row.name,
        address=row.address[:300],
        filed_on=row.filed_on,
        hearing_at=timezone.make_aware(row.hearing_at) if row.hearing_at else None,
        amount=row.amount,
        court=row.court,
        cause=row.cause,
        state=CourtLineState.PARKED if match.reason else CourtLineState.MATCHED,
        reason=match.reason,
        lease=match.lease,
    )


def _held(file: CourtFile, *, by: Scope) -> CourtFile:
    check_receive_court_file(by)
    held = CourtFile.objects.select_for_update(of=("self",)).filter(pk=file.pk, municipality_id=by.municipality_id)
    current = held.filter(status=CourtFileStatus.CHECKED).first()
    if current is None:
        raise AlreadyConfirmed(_("Somebody has confirmed the file, or put it aside."))
    return current


def _parked(line: CourtFileLine, *, by: Scope) -> CourtFileLine:
    current = (
        CourtFileLine.objects.select_for_update(of=("self",))
        .select_related("file")
        .filter(pk=line.pk, municipality_id=by.municipality_id, state=CourtLineState.PARKED)
        .first()
    )
    if current is None or current.file.status != CourtFileStatus.APPLIED:
        raise AlreadyConfirmed(_("Somebody has settled this line already, or the file is not confirmed."))
    return current


def _checksum(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _kept(reading: CourtReading) -> list[dict[str, str | int]]:
    return [
        {
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "code": problem.code,
            "value": problem.value,
        }
        for problem in reading.problems
    ]
