"""An edition set as a report to print and hand out: what stands on its page, and every table that fits on paper."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import wording
from casework.papers.typesetting import set_pdf

from .. import papers
from ..charts.figure import Figure
from ..enums import Section
from ..figures import CATALOGUE
from ..tables import Table
from . import canonical, drawn, reading, shown
from .document import Document
from .official_tables import CODE as OFFICIAL_TABLE
from .own_and_official import CODE as SIDE_BY_SIDE

_FOLDER = Path(papers.__file__).parent
#: A table with more dimensions than a place, a line and the measures is read in its file.
_MOST_DIMENSIONS = 2


def pdf_of(document: Document, language: str) -> bytes:
    """The report in a language; the same edition gives the same bytes."""
    with translation.override(language):
        return set_pdf("year", paper_data(document, language), now=document.moment, folder=_FOLDER)


def paper_data(document: Document, language: str) -> dict[str, Any]:
    """Everything the typesetter reads, in the language of the screen, which must be the one named."""
    return {
        "title": _("Evictions and their prevention"),
        "subtitle": f"{document.municipality} {document.year}",
        "language": language,
        "cover": list(_cover(document)),
        "contents": pgettext("of a document", "Contents"),
        "page": pgettext("of a document", "Page"),
        "summary": {"title": _("In short"), "chapters": list(_chapters(document))},
        "remarks": {
            "title": _("Worth knowing about the year"),
            "sentences": [f"{shown.words(one.text)} ({wording.day(one.written_on)})" for one in document.remarks],
        },
        "notes": [f"{shown.why_hidden()}.", *shown.difference(document)],
        "official": _official(document, language),
        "parts": [*_parts(document, language), *_changes(document)],
        "definitions": {
            "title": _("Definitions"),
            "intro": _("How each figure of this edition is counted. A definition that changes gets a new version."),
            "entries": [_entry(one) for one in shown.shown_definitions(document)],
        },
    }


def _cover(document: Document) -> Iterator[tuple[str, str]]:
    yield pgettext("of a document", "Area"), document.municipality
    yield _("Year"), str(document.year)
    yield pgettext("of a document", "Edition"), str(document.number)
    yield _("Published"), wording.moment(document.moment)
    yield _("Counted"), wording.moment(document.counted_at)
    yield _("Source"), _("The records in Fasthold, and the court administration (Domstolsstyrelsen)")
    yield _("Address"), document.address
    yield _("Checksum (SHA-256)"), " ".join(textwrap.wrap(canonical.checksum(canonical.written(document)), 32))


def _chapters(document: Document) -> Iterator[dict[str, Any]]:
    yield {"question": _("What the year showed"), "sentences": shown.sentences(document)}
    if reason := shown.words(document.reason):
        yield {"question": _("Why this edition was made"), "sentences": [reason]}


def _official(document: Document, language: str) -> dict[str, Any] | None:
    table = reading.table_of(document, OFFICIAL_TABLE)
    charts = [chart.draw(document, language) for chart in drawn.charts_of(document) if chart.part == drawn.OFFICIAL]
    if table is None or not charts:
        return None
    head, rows = drawn.official_lines(document, language)
    return {
        "title": _("Effective evictions by the court administration’s count"),
        "charts": [_chart(figure) for figure in charts],
        "head": head,
        "rows": rows,
        "note": " ".join(
            [
                _("In brackets the change since 2011. No line is drawn across unknown years."),
                *(shown.words(note) for note in document.notes_of(table)),
            ]
        ),
    }


def _parts(document: Document, language: str) -> Iterator[dict[str, Any]]:
    """The parts of the report with their charts and tables."""
    charts = drawn.charts_of(document)
    for section in Section:
        tables = [table for table in document.tables if _is_on_paper(table) and _section(table) == section]
        figures = [chart.draw(document, language) for chart in charts if chart.part == section.value]
        if tables or figures:
            yield {
                "name": str(section.label),
                "title": "",
                "charts": [_chart(figure) for figure in figures],
                "figures": [_table(document, table) for table in tables],
                "text": [],
            }


def _is_on_paper(table: Table) -> bool:
    return len(table.dimensions) <= _MOST_DIMENSIONS and table.code not in (OFFICIAL_TABLE, SIDE_BY_SIDE)


def _section(table: Table) -> Section | None:
    """The part of the report its first figure belongs to; None for a figure that is not counted any more."""
    return next((CATALOGUE[code].section for code in table.figures if code in CATALOGUE), None)


def _table(document: Document, table: Table) -> dict[str, Any]:
    seen = shown.shown_table(document, table)
    return {
        "label": seen.title,
        "answer": "",
        "before": "",
        "definition": "",
        "head": [" · ".join(seen.heads), *seen.columns],
        "rows": [[" · ".join(row.labels), *(cell.text for cell in row.cells)] for row in seen.rows],
    }


def _changes(document: Document) -> Iterator[dict[str, Any]]:
    """What differs from the edition before; nothing for a first one."""
    if not document.changes.since:
        return
    rows = [[f"{one.title}: {one.place}", one.before, one.after] for one in shown.shown_changes(document)]
    head = [_("Cell"), pgettext("edition", "Before"), pgettext("edition", "Now")]
    told = {"label": _("Changed cells"), "answer": "", "before": "", "definition": "", "head": head, "rows": rows}
    yield {
        "name": _("Changed since edition %(since)s") % {"since": document.changes.since},
        "title": "",
        "charts": [],
        "figures": [told] if rows else [],
        "text": [f"{kind}: {name}" for kind, name in shown.other_changes(document)],
    }


def _chart(figure: Figure) -> dict[str, str]:
    return {"title": figure.title, "svg": figure.paper_svg, "alt": figure.description, "note": figure.note}


def _entry(one: shown.ShownDefinition) -> dict[str, Any]:
    facts = [*one.facts, (_("Unit"), one.unit), (_("Code and version"), f"{one.code}, {one.version}")]
    return {"name": one.name, "facts": facts}
