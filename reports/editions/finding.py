"""Finding what is published: by municipality, year and number, for anybody."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from ..models import Edition
from . import canonical
from .document import Document
from .files import File, files_of


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An edition with the number of the latest of its year."""

    edition: Edition
    latest: int

    @property
    def document(self) -> Document:
        """What it froze."""
        return document_of(self.edition)

    @property
    def is_latest(self) -> bool:
        return self.edition.number == self.latest


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its published years, each by its editions, the latest first."""

    code: str
    name: str
    years: tuple[tuple[int, tuple[Edition, ...]], ...]


def places(language: str) -> list[Place]:
    """Every municipality that has published anything; each edition with its first sentence as `lead`."""
    rows = Edition.objects.without_document().with_lead(language).select_related("municipality").newest_first()
    found: dict[str, tuple[str, dict[int, list[Edition]]]] = {}
    for row in rows:
        _name, years = found.setdefault(row.municipality.code, (row.municipality.name, {}))
        years.setdefault(row.year, []).append(row)
    by_name = sorted(found.items(), key=lambda place: (place[1][0], place[0]))
    return [
        Place(code, name, tuple((year, tuple(editions)) for year, editions in years.items()))
        for code, (name, years) in by_name
    ]


def find(code: str, year: int, number: int | None = None) -> Found | None:
    """An edition, the latest where no number is said; None where there is no such one."""
    editions = {
        edition.number: edition
        for edition in Edition.objects.without_document().filter(municipality__code=code, year=year)
    }
    latest = max(editions, default=0)
    edition = editions.get(latest if number is None else number)
    return Found(edition, latest) if edition else None


def document_of(edition: Edition) -> Document:
    """What an edition froze. It never changes, so it is read once."""
    return _document(edition.pk, edition.checksum)


def file_of(edition: Edition, name: str) -> tuple[File, bytes] | None:
    """A file of an edition with its bytes; None where it has no such file."""
    return _file(edition.pk, edition.checksum, name)


@lru_cache(maxsize=16)
def _document(pk: int, _checksum: str) -> Document:
    return canonical.read(Edition.objects.values_list("document", flat=True).get(pk=pk))


@lru_cache(maxsize=32)
def _file(pk: int, checksum: str, name: str) -> tuple[File, bytes] | None:
    file = files_of(_document(pk, checksum)).get(name)
    return None if file is None else (file, file.make())
