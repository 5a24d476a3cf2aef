"""A table as JSON-stat 2.0, and all tables of an edition as a collection."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ...tables import Cell, Dimension, Role, State, Table, Words
from ..document import Document
from . import words
from .words import said

#: Statistics' own signs: confidential, and missing.
STATUS = {State.HIDDEN: "c", State.UNKNOWN: "m"}
#: The groups of dimensions that JSON-stat knows.
_ROLES = (Role.TIME, Role.PLACE, Role.MEASURE)


def dataset_of(document: Document, table: Table, language: str) -> bytes:
    """One table; what is hidden or unknown is null, and its status says which."""
    facts = {
        "version": "2.0",
        "class": "dataset",
        "href": f"{document.address}{table.code}.{language}.json",
        "label": said(table.title, language),
        "source": document.municipality,
        "updated": document.moment.isoformat(),
        "note": _notes(document, language, *document.notes_of(table)),
        "id": [dimension.code for dimension in table.dimensions],
        "size": list(table.shape),
        "role": _roles(table),
        "dimension": {dimension.code: _dimension(dimension, language) for dimension in table.dimensions},
        "value": [_number(cell) for cell in table.cells],
        "status": {
            str(place): STATUS[cell.state] for place, cell in enumerate(table.cells) if cell.state != State.SHOWN
        },
        "extension": {
            "status": {
                "label": {
                    STATUS[State.HIDDEN]: said(words.WHY_HIDDEN, language),
                    STATUS[State.UNKNOWN]: said(words.WHY_UNKNOWN, language),
                }
            },
            "edition": document.number,
            "definitions": [
                {"code": one.code, "version": one.version, "name": said(one.name, language)}
                for one in document.definitions_of(table)
            ],
        },
    }
    if not facts["status"]:
        del facts["status"]  # pyjstat and others take an empty object for statuses of nothing
    return _bytes(facts)


def collection_of(document: Document, language: str) -> bytes:
    """Where each table of the edition is."""
    return _bytes(
        {
            "version": "2.0",
            "class": "collection",
            "href": f"{document.address}collection.{language}.json",
            "label": f"{document.municipality} {document.year}",
            "updated": document.moment.isoformat(),
            "note": _notes(document, language),
            "link": {
                "item": [
                    {
                        "class": "dataset",
                        "href": f"{document.address}{table.code}.{language}.json",
                        "label": said(table.title, language),
                    }
                    for table in document.tables
                ]
            },
        }
    )


def _notes(document: Document, language: str, *notes: Words) -> list[str]:
    """What the year showed, and what has to be said of a table."""
    return [said(note, language) for note in (*document.sentences, *notes)]


def _roles(table: Table) -> dict[str, list[str]]:
    found = {
        role.value: [dimension.code for dimension in table.dimensions if dimension.role == role] for role in _ROLES
    }
    return {role: codes for role, codes in found.items() if codes}


def _dimension(dimension: Dimension, language: str) -> dict[str, Any]:
    category: dict[str, Any] = {
        "index": [category.code for category in dimension.categories],
        "label": {category.code: said(category.label, language) for category in dimension.categories},
    }
    if dimension.role == Role.MEASURE:
        category["unit"] = {
            one.code: {"label": said(one.unit, language) if one.unit else "", "decimals": one.decimals}
            for one in dimension.categories
        }
    return {"label": said(dimension.label, language), "category": category}


def _number(cell: Cell) -> int | float | None:
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value


def _bytes(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1, allow_nan=False).encode()
