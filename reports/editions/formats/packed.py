"""All files of an edition in one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from zoneinfo import ZoneInfo

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def packed(files: Iterable[tuple[str, bytes]], *, moment: dt.datetime) -> bytes:
    """A ZIP file in which every file is dated the same moment, so that the same files give the same bytes."""
    local = moment.astimezone(_COPENHAGEN)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, local.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
