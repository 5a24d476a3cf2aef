"""Keeping a file with the record it belongs to: if anything refuses the record, the file does not stay either."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.base import ContentFile

from ..file_kinds import Attachment
from ..models.files import StoredFile


@contextlib.contextmanager
def filed(record: StoredFile, attachment: Attachment) -> Iterator[None]:
    """Put the file into an unsaved record; whoever wraps saves the record, and the file is gone if that fails."""
    record.file_name, record.media_type = attachment.name, attachment.media_type
    record.size, record.sha256 = len(attachment.data), attachment.sha256
    stored_name = f"{record.sha256}{PurePosixPath(attachment.name).suffix}"
    record.file.save(stored_name, ContentFile(attachment.data), save=False)
    try:
        yield
    except BaseException:
        record.file.storage.delete(str(record.file.name))
        raise
