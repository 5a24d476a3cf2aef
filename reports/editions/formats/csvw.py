"""What the CSV files hold, for programs: their columns, types and keys (CSV on the Web)."""

from __future__ import annotations

import json
from typing import Any

from ...tables import Table
from ..document import Document
from . import tidy, words
from .words import said

#: What a document promises whoever uses it.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def csvw_of(document: Document, language: str) -> bytes:
    """The metadata of all CSV files of one language, beside which it lies."""
    sentences = [said(sentence, language) for sentence in document.sentences]
    facts = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "dc:title": f"{document.municipality} {document.year}",
        "dc:publisher": document.municipality,
        **({"dc:description": " ".join(sentences)} if sentences else {}),
        "dc:license": {"@id": LICENCE},
        "dc:modified": document.moment.isoformat(),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tables": [_table(document, table, language) for table in document.tables],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _table(document: Document, table: Table, language: str) -> dict[str, Any]:
    notes = [said(note, language) for note in document.notes_of(table)]
    return {
        "url": f"{table.code}.{language}.csv",
        "dc:title": said(table.title, language),
        **({"dc:description": " ".join(notes)} if notes else {}),
        "tableSchema": {
            "columns": [_column(column, language) for column in tidy.columns(table, language)],
            "primaryKey": tidy.keys(table),
        },
    }


def _column(column: tidy.Column, language: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": column.name, "titles": column.title, "datatype": column.datatype}
    if column.name == "obs_value":
        facts |= {"null": "", "dc:description": said(words.WHY_HIDDEN, language)}
    return facts
