"""Finds out in which letters a text file is written, by looking at the whole of it."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from .file_kinds import CHUNK_BYTES
from .unreadable import UnreadableFile

UTF8, UTF8_BOM, WINDOWS, DOS = "utf-8", "utf-8-sig", "windows-1252", "cp850"
#: æ ø å Æ Ø Å as the two single-byte encodings write them.
_DOS_LETTERS = bytes((0x91, 0x9B, 0x86, 0x92, 0x9D, 0x8F))
_WINDOWS_LETTERS = bytes((0xE6, 0xF8, 0xE5, 0xC6, 0xD8, 0xC5))
_UNUSED_IN_WINDOWS = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_STRAY = re.compile("[\udc80-\udcff]")
_PROPER = re.compile("[^\x00-\x7f\udc80-\udcff]")
_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class TextFacts:
    """The encoding of a text file, and whether bytes in it are no letters of that encoding."""

    encoding: str
    has_stray_bytes: bool


class _Evidence:
    """What the chunks read so far say about the encoding."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._is_utf8 = True
        self._proper = self._stray = self._dos = self._windows = 0
        self._unused_in_windows = False

    def take(self, chunk: bytes, *, is_last: bool) -> None:
        if self._is_utf8:
            self._take_as_utf8(chunk, is_last=is_last)
        if self._dos + self._windows < _ENOUGH:
            self._dos += len(chunk) - len(chunk.translate(None, _DOS_LETTERS))
            self._windows += len(chunk) - len(chunk.translate(None, _WINDOWS_LETTERS))
        self._unused_in_windows = self._unused_in_windows or any(byte in chunk for byte in _UNUSED_IN_WINDOWS)

    def _take_as_utf8(self, chunk: bytes, *, is_last: bool) -> None:
        text = self._decoder.decode(chunk, is_last)
        if not self._stray and _is_clean(text):
            self._proper += len(chunk) - len(text)  # each Danish letter takes one byte more than a plain one
            return
        self._stray += len(_STRAY.findall(text))
        self._proper += len(_PROPER.findall(text))
        self._is_utf8 = self._stray < _ENOUGH or self._proper > self._stray

    def facts(self, *, has_bom: bool) -> TextFacts:
        """A few stray bytes among proper UTF-8 are faults of their lines, not another encoding."""
        if has_bom or not self._stray or (self._is_utf8 and self._proper > self._stray):
            return TextFacts(UTF8_BOM if has_bom else UTF8, has_stray_bytes=self._stray > 0)
        if self._dos > self._windows:
            return TextFacts(DOS, has_stray_bytes=False)
        return TextFacts(WINDOWS, has_stray_bytes=self._unused_in_windows)


def text_facts(stream: BinaryIO) -> TextFacts:
    """The encoding, by byte order mark, strict UTF-8, then the bytes of æ, ø and å.

    The whole file is looked at, in flat memory. Raises `UnreadableFile` for a NUL byte and for a file
    that has no lines.
    """
    stream.seek(0)
    evidence, line, has_bom = _Evidence(), 1, False
    chunk = stream.read(CHUNK_BYTES)
    has_bom = chunk.startswith(codecs.BOM_UTF8)
    while chunk:
        _check_chunk(chunk, line)
        line += chunk.count(b"\n")
        following = stream.read(CHUNK_BYTES)
        evidence.take(chunk, is_last=not following)
        chunk = following
    return evidence.facts(has_bom=has_bom)


def _check_chunk(chunk: bytes, line: int) -> None:
    if b"\0" in chunk:
        raise UnreadableFile("nul_byte", str(line + chunk[: chunk.index(b"\0")].count(b"\n")))
    if len(chunk) >= CHUNK_BYTES and b"\n" not in chunk and b"\r" not in chunk:
        raise UnreadableFile("line_too_long")


def _is_clean(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
