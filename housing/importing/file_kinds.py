"""Tells a list from everything else people send by mistake, by its first bytes."""

import tempfile
import zipfile
from typing import BinaryIO, cast

from .unreadable import UnreadableFile

HEAD_BYTES = 4096
CHUNK_BYTES = 1 << 20
_MEGABYTE = 1 << 20
_KEPT_IN_MEMORY = 8 * _MEGABYTE
_ZIP = b"PK\x03\x04"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
    (b"\x09\x08\x10\x00", "old_excel"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "not_a_list"),
    (b"\xff\xfe", "utf16"),
    (b"\xfe\xff", "utf16"),
)
_WEB_PAGE_STARTS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_TEXT_CONTROLS = b"\t\n\r\f\x1a\x00"  # a NUL byte has its own words, with its line
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)


def rewindable(stream: BinaryIO, limit: int | None) -> BinaryIO:
    """The stream itself when it can be read twice, else a copy for the caller to close; raises when too large."""
    if stream.seekable():
        size = stream.seek(0, 2)
        stream.seek(0)
        _check_size(size, limit)
        return stream
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))  # noqa: SIM115 - read from later
    try:
        while chunk := stream.read(CHUNK_BYTES):
            copy.write(chunk)
            _check_size(copy.tell(), limit)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def check_announced_size(size: int | None, limit: int | None) -> None:
    """Refuses a file that says it is larger than the limit (both in bytes), before a byte is read."""
    if size is not None:
        _check_size(size, limit)


def is_workbook(stream: BinaryIO) -> bool:
    """Whether the file is XLSX rather than text. Raises `UnreadableFile` for every other kind."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head.strip():
        _check_not_blank(stream)
    if head.startswith(_ZIP):
        _check_is_workbook(stream)
        return True
    for signature, code in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableFile(code)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE_STARTS):
        raise UnreadableFile("web_page")
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100:
        raise UnreadableFile("not_a_list")
    return False


def _check_size(size: int, limit: int | None) -> None:
    if limit is not None and size > limit:
        raise UnreadableFile("too_large", str(limit // _MEGABYTE))


def _check_not_blank(stream: BinaryIO) -> None:
    while chunk := stream.read(CHUNK_BYTES):
        if chunk.strip():
            return
    raise UnreadableFile("empty")


def _check_is_workbook(stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("broken_workbook") from error
    if "xl/workbook.xml" not in names:
        raise UnreadableFile("archive")
