"""Every file an edition is offered as, by its name; each is made of the frozen document alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from ...tables import Table
from .. import canonical
from ..document import Document
from . import csvw, dcat, jsonstat, listing, media, packed, px, tidy, xlsx
from .words import LANGUAGES, said

#: The name of the file that holds all others.
EVERYTHING = "everything.zip"
#: The edition itself, as it was frozen; its checksum is that of these bytes.
FROZEN = "edition.json"


class File(NamedTuple):
    """A file by its kind and what makes it."""

    media: media.Media
    make: Callable[[], bytes]


def files_of(document: Document) -> dict[str, File]:
    """All of them, in the order in which they are listed; nothing is made until it is asked for."""
    files = _own_files(document)
    kinds = [(name, file.media) for name, file in files.items()]
    files["dcat.jsonld"] = File(media.JSON_LD, lambda: dcat.dcat_of(document, kinds))
    inside = dict(files)
    files[EVERYTHING] = File(media.ZIP, lambda: _packed(document, inside))
    return files


def table_files(table: Table, language: str) -> dict[str, str]:
    """The files of one table by the name of their format."""
    return {
        "CSV": f"{table.code}.{language}.csv",
        "JSON-stat": f"{table.code}.{language}.json",
        "PX": f"{table.code}.px",
    }


def _own_files(document: Document) -> dict[str, File]:
    files = {FROZEN: File(media.JSON, lambda: canonical.written(document).encode())}
    for language in LANGUAGES:
        files[f"figures.{language}.xlsx"] = File(media.XLSX, partial(xlsx.xlsx_of, document, language))
        files[f"tables.{language}.csv-metadata.json"] = File(media.CSVW, partial(csvw.csvw_of, document, language))
        files[f"collection.{language}.json"] = File(media.JSON, partial(jsonstat.collection_of, document, language))
        for name, rows in (("definitions", listing.definition_rows), ("changes", listing.change_rows)):
            files[f"{name}.{language}.csv"] = File(media.CSV, partial(_listed, document, rows, language))
    for table in document.tables:
        files |= _table_files(document, table)
    return files


def _table_files(document: Document, table: Table) -> dict[str, File]:
    files = {f"{table.code}.px": File(media.PX, partial(px.px_of, document, table))}
    for language in LANGUAGES:
        unit = next((said(one.unit, language) for one in document.definitions_of(table)), "")
        files[f"{table.code}.{language}.csv"] = File(media.CSV, partial(tidy.csv_of, table, language, unit=unit))
        make = partial(jsonstat.dataset_of, document, table, language)
        files[f"{table.code}.{language}.json"] = File(media.JSON, make)
    return files


def _listed(document: Document, rows: Callable[[Document, str], Iterator[listing.Row]], language: str) -> bytes:
    heading, *lines = rows(document, language)
    return tidy.csv_bytes(heading, lines)


def _packed(document: Document, files: dict[str, File]) -> bytes:
    return packed.packed(((name, file.make()) for name, file in files.items()), moment=document.moment)
