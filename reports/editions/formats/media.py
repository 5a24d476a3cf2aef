"""The kinds of file an edition is offered as."""

from __future__ import annotations

from typing import NamedTuple


class Media(NamedTuple):
    """A kind of file: its media type, and with it the encoding of a text."""

    type: str
    charset: str = ""

    @property
    def content_type(self) -> str:
        """As HTTP says it."""
        return f"{self.type}; charset={self.charset}" if self.charset else self.type


CSV = Media("text/csv", "utf-8")
CSVW = Media("application/csvm+json")
XLSX = Media("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
JSON = Media("application/json")
PX = Media("text/x-pcaxis")
JSON_LD = Media("application/ld+json")
ZIP = Media("application/zip")
TURTLE = Media("text/turtle", "utf-8")
PDF = Media("application/pdf")
SVG = Media("image/svg+xml")
PNG = Media("image/png")
