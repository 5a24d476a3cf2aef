"""Every file an edition is offered as, by its name; each is made of the frozen document alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from accounts import wording

from ..charts.figure import FileKind
from ..tables import Table
from . import canonical, drawn, paper
from .document import Document
from .formats import csvw, dcat, jsonstat, listing, media, packed, px, tidy, turtle, xlsx
from .formats.naming import CATALOGUED, CATALOGUED_TURTLE, EVERYTHING, FROZEN, chart_file, paper_file
from .formats.words import LANGUAGES, said

_CHART_MEDIA = {FileKind.SVG: media.SVG, FileKind.PNG: media.PNG}
#: What stands beside the tables, by the name of its file.
_LISTS = {"definitions": listing.definition_rows, "codes": listing.code_rows, "changes": listing.change_rows}


class File(NamedTuple):
    """A file by its kind and what makes it."""

    media: media.Media
    make: Callable[[], bytes]


def files_of(document: Document) -> dict[str, File]:
    """All of them, in the order in which they are listed; nothing is made until it is asked for."""
    files = _numbers(document) | _descriptions(document)
    for language in LANGUAGES:
        files[paper_file(language)] = File(media.PDF, partial(paper.pdf_of, document, language))
    files |= _charts(document)
    inside = {name: file for name, file in files.items() if file.media != media.PNG}
    files[EVERYTHING] = File(media.ZIP, lambda: _packed(document, inside))
    return files


def distributions_of(document: Document) -> list[tuple[str, media.Media]]:
    """What holds the numbers, for catalogues."""
    return [(name, file.media) for name, file in _numbers(document).items()]


def _numbers(document: Document) -> dict[str, File]:
    files = {FROZEN: File(media.JSON, lambda: canonical.written(document).encode())}
    for language in LANGUAGES:
        files[f"figures.{language}.xlsx"] = File(media.XLSX, partial(xlsx.xlsx_of, document, language))
        files[f"tables.{language}.csv-metadata.json"] = File(media.CSVW, partial(csvw.csvw_of, document, language))
        files[f"collection.{language}.json"] = File(media.JSON, partial(jsonstat.collection_of, document, language))
        for name, rows in _LISTS.items():
            files[f"{name}.{language}.csv"] = File(media.CSV, partial(_listed, document, rows, language))
    for table in document.tables:
        files |= _table_files(document, table)
    return files


def _descriptions(document: Document) -> dict[str, File]:
    kinds = distributions_of(document)
    return {
        CATALOGUED: File(media.JSON_LD, lambda: dcat.dcat_of(document, kinds)),
        CATALOGUED_TURTLE: File(media.TURTLE, lambda: turtle.turtle_of(dcat.dcat_of(document, kinds))),
    }


def _table_files(document: Document, table: Table) -> dict[str, File]:
    files = {f"{table.code}.px": File(media.PX, partial(px.px_of, document, table))}
    for language in LANGUAGES:
        unit = next((said(one.unit, language) for one in document.definitions_of(table)), "")
        files[f"{table.code}.{language}.csv"] = File(media.CSV, partial(tidy.csv_of, table, language, unit=unit))
        make = partial(jsonstat.dataset_of, document, table, language)
        files[f"{table.code}.{language}.json"] = File(media.JSON, make)
    return files


def _charts(document: Document) -> dict[str, File]:
    return {
        chart_file(chart.code, language, kind.value): File(of, partial(_chart, document, chart, language, kind))
        for chart in drawn.charts_of(document)
        for kind, of in _CHART_MEDIA.items()
        for language in LANGUAGES
    }


def _chart(document: Document, chart: drawn.Chart, language: str, kind: FileKind) -> bytes:
    """A chart with what it is of and where it was read under it."""
    with translation.override(language):
        figure = chart.draw(document, language)
        facts = {
            "place": document.municipality,
            "year": document.year,
            "number": document.number,
            "day": wording.day(document.moment),
            "address": document.address,
        }
        source = _("%(place)s %(year)s, edition %(number)s, published %(day)s. Source: Fasthold, %(address)s") % facts
        return figure.file(kind, f"{figure.note} {source}".strip()).data


def _listed(document: Document, rows: Callable[[Document, str], Iterator[listing.Row]], language: str) -> bytes:
    heading, *lines = rows(document, language)
    return tidy.csv_bytes(heading, lines)


def _packed(document: Document, files: dict[str, File]) -> bytes:
    return packed.packed(((name, file.make()) for name, file in files.items()), moment=document.moment)
