"""The typeface of the screens for PDF: the web's font files unpacked to what the typesetter reads."""

from __future__ import annotations

import atexit
import functools
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

import typst
from django.conf import settings

FAMILY = "IBM Plex Sans"
#: The letters beyond those of Danish and English come in files of their own, which get a name of their own.
FAMILY_BEYOND = "IBM Plex Sant"
WEIGHTS = (400, 600)
_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")


@functools.cache
def fonts() -> typst.Fonts:
    """The typeface for the typesetter; its own where a sign is in none of the files."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


@functools.cache
def font_folder() -> Path:
    """Where the typeface lies unpacked, once for each process."""
    folder = Path(tempfile.mkdtemp(prefix="fasthold-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for subset, family in (("latin", FAMILY), ("latin-ext", FAMILY_BEYOND)):
        for weight in WEIGHTS:
            packed = Path(settings.FONTS_DIR) / f"ibm-plex-sans-{subset}-{weight}-normal.woff"
            (folder / f"{subset}-{weight}.ttf").write_bytes(unpacked(packed.read_bytes(), family))
    return folder


def unpacked(woff: bytes, family: str) -> bytes:
    """A WOFF file as the plain font file it was made from, its family renamed (to a name of the same length)."""
    signature, flavour, _length, count, *_rest = _HEADER.unpack_from(woff)
    if signature != b"wOFF":
        raise ValueError("no WOFF file")
    largest = 1 << (count.bit_length() - 1)
    entries, tables = b"", b""
    start = 12 + 16 * count
    for number in range(count):
        tag, offset, packed_size, size, checksum = _ENTRY.unpack_from(woff, _HEADER.size + number * _ENTRY.size)
        table = woff[offset : offset + packed_size]
        if packed_size < size:
            table = zlib.decompress(table)
        if tag == b"name":
            table = table.replace(FAMILY.encode("utf-16-be"), family.encode("utf-16-be"))
        entries += struct.pack(">4sIII", tag, checksum, start + len(tables), size)
        tables += table + b"\0" * (-size % 4)
    head = struct.pack(">IHHHH", flavour, count, largest * 16, largest.bit_length() - 1, (count - largest) * 16)
    return head + entries + tables
