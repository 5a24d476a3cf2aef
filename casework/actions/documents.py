"""The files of a case: attaching one, opening one, and withdrawing one that was attached by mistake.

Another action that keeps a file with what it records wraps its work in `kept`: if anything refuses what
follows, neither the record nor the file stays.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..file_kinds import Attachment
from ..models import Case, Document, Letter
from ..models.files import StoredFile
from ..permissions import check_work_on
from .locking import locked


class DocumentGone(Refused):
    """The stored file cannot be found, or is not what was attached."""


class AlreadyWithdrawn(Refused):
    """Somebody else withdrew the document first."""


@transaction.atomic
def attach_document(case: Case, *, attachment: Attachment, title: str = "", by: Scope, now: dt.datetime) -> Document:
    """Keep a file with the case; `title` says what it is, the file's name where nothing is said."""
    case = locked(case)
    check_work_on(by, case)
    _check_new(case, attachment)
    with kept(case, attachment, title=title, by=by, now=now) as document:
        record(case, EventKind.DOCUMENT, by=by, now=now, **facts(document))
    return document


@transaction.atomic
def withdraw_document(document: Document, *, reason: str, by: Scope, now: dt.datetime) -> Document:
    """Hide a document that does not belong here; the file is kept, and the timeline says who hid it and why."""
    case = locked(document.case)
    check_work_on(by, case)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if Letter.objects.filter(document=document).exists():
        raise Refused(_("This is a letter: mark it as not sent instead."))
    if document.withdrawn_at is not None:
        raise AlreadyWithdrawn(_("The document has already been withdrawn."))
    document.withdrawn_at, document.withdrawn_by_id, document.withdrawn_reason = now, by.user_id, reason
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(case, EventKind.DOCUMENT_WITHDRAWN, by=by, now=now, **facts(document), reason=reason)
    return document


@contextlib.contextmanager
def kept(case: Case, attachment: Attachment, *, title: str = "", by: Scope, now: dt.datetime) -> Iterator[Document]:
    """A file on a case held by `locked`, as part of several actions; gone again when the rest is refused."""
    document = Document(
        case=case,
        municipality_id=case.municipality_id,
        title=(title.strip() or attachment.name)[:150],
        file_name=attachment.name,
        media_type=attachment.media_type,
        size=len(attachment.data),
        sha256=attachment.sha256,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    stored_name = f"{document.sha256}{PurePosixPath(attachment.name).suffix}"
    document.file.save(stored_name, ContentFile(attachment.data), save=False)
    try:
        document.save()
        yield document
    except BaseException:
        document.file.storage.delete(str(document.file.name))
        raise


def opened(document: Document | StoredFile) -> bytes:
    """The file's bytes, checked against what was attached. Raises `DocumentGone`."""
    try:
        with document.file.storage.open(str(document.file.name), "rb") as file:
            data = bytes(file.read())
    except FileNotFoundError as error:
        raise DocumentGone(_("The file can no longer be found. Tell whoever runs the system.")) from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise DocumentGone(_("The file is not as it was attached. Tell whoever runs the system."))
    return data


def facts(document: Document) -> dict[str, Any]:
    """What the timeline keeps of a document."""
    return {"document": document.pk, "title": document.title, "file_name": document.file_name}


def _check_new(case: Case, attachment: Attachment) -> None:
    """A file sent twice, by a second click perhaps, is kept once."""
    if Document.objects.standing().filter(case=case, sha256=attachment.sha256).exists():
        raise Refused(_("The very same file is already attached to this case."))
