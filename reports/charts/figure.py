"""A chart as a page shows it: its title, what it says to those who cannot see it, and its numbers as a table."""

from __future__ import annotations

import dataclasses
import enum

from django.utils.safestring import SafeString

from .drawing import Drawing
from .svg import as_png, inline_svg, paper_svg, standalone_svg


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart: the first cell of each row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class FileKind(enum.StrEnum):
    """As what a chart can be downloaded."""

    SVG = "svg"
    PNG = "png"


@dataclasses.dataclass(frozen=True, slots=True)
class ChartFile:
    """A chart to download: its name, what it is, and its bytes."""

    name: str
    content_type: str
    data: bytes


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A chart drawn for wide and for narrow places, of which a page shows the one that fits.

    `code` is unique on the page and names the files; `description` is the text alternative; `note` is a sentence
    under the chart.
    """

    code: str
    title: str
    description: str
    wide: Drawing
    narrow: Drawing
    table: Table
    note: str = ""

    @property
    def wide_svg(self) -> SafeString:
        return inline_svg(self.wide, title=self.title, description=self.description, code=f"{self.code}-wide")

    @property
    def narrow_svg(self) -> SafeString:
        return inline_svg(self.narrow, title=self.title, description=self.description, code=f"{self.code}-narrow")

    @property
    def paper_svg(self) -> SafeString:
        """The drawing alone, for a document that sets title and note around it."""
        return paper_svg(self.wide)

    def svg_file(self, source: str = "") -> str:
        """The chart as a file of its own, with its source under it."""
        return standalone_svg(self.wide, title=self.title, description=self.description, source=source)

    def png_file(self, source: str = "") -> bytes:
        """The same as a picture."""
        return as_png(self.svg_file(source))

    def file(self, kind: FileKind, source: str = "") -> ChartFile:
        """The chart to download, under the name it has on the page."""
        if kind == FileKind.PNG:
            return ChartFile(f"{self.code}.png", "image/png", self.png_file(source))
        return ChartFile(f"{self.code}.svg", "image/svg+xml", self.svg_file(source).encode())
