"""Which files may be attached to a case, told by what they hold and not by what they are called."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import NamedTuple

import puremagic
from django.utils.translation import gettext as _

from accounts.errors import Refused

LIMIT_MEGABYTES = 20
LIMIT_BYTES = LIMIT_MEGABYTES * 1024 * 1024
LONGEST_NAME = 120
#: How sure one must be that a file is of its kind; a name alone never makes it so.
SURE = 0.3
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN_TEXT = "application/vnd.oasis.opendocument.text"


class UnusableFile(Refused):
    """A file that is not kept; its text says why and what to do."""


class Kind(NamedTuple):
    """A kind of file: what the browser is told, how such a file is called, and what a packed one must hold."""

    media_type: str
    suffixes: tuple[str, ...]
    part: str = ""


KINDS = (
    Kind("application/pdf", (".pdf",)),
    Kind("image/jpeg", (".jpg", ".jpeg")),
    Kind("image/png", (".png",)),
    Kind(_OFFICE, (".docx",), "word/document.xml"),
    Kind(_OPEN_TEXT, (".odt",), "content.xml"),
    Kind("text/plain", (".txt",)),
)
#: For the file dialogue of the browser.
ACCEPT = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)
PDF, TEXT = KINDS[0].media_type, KINDS[-1].media_type
IMAGES = frozenset({KINDS[1].media_type, KINDS[2].media_type})


@dataclasses.dataclass(frozen=True, slots=True)
class Attachment:
    """A file that may be kept: its clean name, what it is, and its bytes."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def checked(name: str, data: bytes) -> Attachment:
    """The file as it is kept. Raises `UnusableFile` with one sentence for whatever stands in the way."""
    check_size(len(data))
    if not data.strip(b"\0 \t\r\n"):
        raise UnusableFile(_("The file is empty. Choose the file again."))
    kept_name = clean_name(name)
    suffix = PurePosixPath(kept_name).suffix.lower()
    kind = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    if kind is None:
        raise UnusableFile(
            _("Only PDF, JPEG, PNG, Word (.docx), OpenDocument (.odt) and text (.txt) can be attached. Save it as PDF.")
        )
    if not (_is_text(data) if kind.media_type == TEXT else _is(kind, kept_name, data)):
        raise UnusableFile(
            _("The file is called %(suffix)s, but that is not what it holds. Save it anew as PDF.") % {"suffix": suffix}
        )
    return Attachment(kept_name, kind.media_type, data)


def check_size(size: int) -> None:
    """Refuse a file that is larger than the limit, `size` in bytes."""
    if size > LIMIT_BYTES:
        raise UnusableFile(
            _("The file is larger than %(limit)d MB. Send it in parts, or scan it in a lower resolution.")
            % {"limit": LIMIT_MEGABYTES}
        )


def clean_name(name: str) -> str:
    """The last part of a path without signs that cannot be seen; its ending stays when it must be cut."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    for sign in '<>:"|?*':
        seen = seen.replace(sign, "_")
    stem, dot, ending = " ".join(seen.split()).rpartition(".")
    if not dot:
        return ending[:LONGEST_NAME]
    ending = ending[:10].lower()
    return f"{stem.strip('. ')[: LONGEST_NAME - len(ending) - 1].strip() or 'fil'}.{ending}"


def _is(kind: Kind, name: str, data: bytes) -> bool:
    found = {match.mime_type for match in _matches(name, data) if match.confidence >= SURE}
    return kind.media_type in found and (not kind.part or _holds(kind, data))


def _holds(kind: Kind, data: bytes) -> bool:
    """Whether a packed file has the part that makes it of its kind, and no macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return kind.part in parts and not any("vbaproject" in part.lower() for part in parts)


def _is_text(data: bytes) -> bool:
    """Words without control signs, and nothing a browser or an office program would take for its own."""
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in data):
        return False
    return all(match.mime_type in {"", TEXT} or match.confidence < SURE for match in _matches("", data))


def _matches(name: str, data: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(data, name)
    except puremagic.PureError:
        return []
