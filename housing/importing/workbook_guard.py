"""Looks into a workbook before it is opened, so that one that unpacks without end is refused."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from .file_kinds import CHUNK_BYTES
from .unreadable import UnreadableFile

#: A list of a million lines unpacks to some 600 MB of cells; nothing else in a workbook is that large.
MAX_UNPACKED_BYTES = 1 << 30
MAX_OTHER_BYTES = 256 << 20
#: The ratio Apache POI refuses too; real lists reach 10 to 30.
MAX_RATIO = 100
_SMALL = 1 << 20
MAX_PARTS = 2000
MAX_LINES = 1_048_576
MAX_COLUMNS = 16_384
_SHEETS = "xl/worksheets/"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_WIDE_CHARACTERS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_TAG = re.compile(rb"<(?:\w+:)?(?:row|c)(?=[\s/>])([^>]*)>").findall
_POSITION = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""").search
_PLACE = re.compile(rb"([A-Z]{0,3})([0-9]{0,7})").fullmatch


@dataclass(slots=True)
class Extent:
    """How far the cells of a workbook's sheets reach; `is_known` unless some cell does not say its place."""

    lines: int = 0
    columns: int = 0
    is_known: bool = True

    @property
    def cells(self) -> int:
        """How many cells a table of that extent has, empty ones included."""
        return self.lines * self.columns


def checked_extent(stream: BinaryIO) -> Extent:
    """How far the workbook's cells reach, found by unpacking it once in flat memory.

    Raises `UnreadableFile` when the directory or the unpacking itself goes beyond any real list, when a
    part declares entities, and when the archive is damaged.
    """
    stream.seek(0)
    extent = Extent()
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _check_directory(parts)
            for part in parts:
                _unpack(archive, part, extent)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableFile("broken_workbook") from error
    return extent


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    others = sum(part.file_size for part in parts if not part.filename.startswith(_SHEETS))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or others > MAX_OTHER_BYTES:
        raise UnreadableFile("unpacks_too_far")
    if any(part.file_size > _SMALL and part.file_size > MAX_RATIO * part.compress_size for part in parts):
        raise UnreadableFile("unpacks_too_far")
    if any(part.compress_type not in _METHODS for part in parts):
        raise UnreadableFile("broken_workbook")


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, extent: Extent) -> None:
    """Reads a part to its end, never further than the directory says, and checks its checksum."""
    is_markup = part.filename.endswith((".xml", ".rels"))
    begun = b""
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(CHUNK_BYTES):
            if not begun and chunk.startswith(_WIDE_CHARACTERS):
                raise UnreadableFile("broken_workbook")
            seen = begun + chunk
            if is_markup and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                raise UnreadableFile("broken_workbook")
            _measure(seen, extent)
            begun = seen[seen.rfind(b"<") :] if b"<" in seen else b""  # a tag the chunk cuts in two
            if len(begun) > CHUNK_BYTES:
                raise UnreadableFile("broken_workbook")


def _measure(seen: bytes, extent: Extent) -> None:
    for attributes in _TAG(seen):
        position = _POSITION(attributes)
        if position is None:
            extent.is_known = False
            continue
        place = _PLACE(position[1])
        if place is None:
            raise UnreadableFile("broken_workbook")
        letters, digits = place.groups()
        extent.lines = max(extent.lines, int(digits or 0))
        extent.columns = max(extent.columns, _column(letters))
    if extent.lines > MAX_LINES or extent.columns > MAX_COLUMNS:
        raise UnreadableFile("broken_workbook")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
