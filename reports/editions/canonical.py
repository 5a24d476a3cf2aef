"""The one way an edition is written down: the same document always gives the same bytes, and they give it back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any

from ..tables import Category, Cell, Dimension, Role, State, Table, Words
from .document import BookEntry, CellChange, Changes, Definition, Document, Remark

#: Which shape of document this is; a later shape gets the next number and is read beside it. The first had no
#: sentences, and one that has none is written as it was.
SHAPE, FIRST_SHAPE = 2, 1


def written(document: Document) -> str:
    """The document as text: keys in order, no spaces, nothing escaped that UTF-8 can say.

    Raises ValueError where a hidden or unknown cell holds a value, or a shown one none.
    """
    facts = {
        "shape": SHAPE if document.sentences else FIRST_SHAPE,
        "municipality": {"code": document.municipality_code, "name": document.municipality},
        "year": document.year,
        "number": document.number,
        "address": document.address,
        "contact": document.contact,
        "software": document.software,
        "counted_at": document.counted_at.astimezone(dt.UTC).isoformat(),
        "published_at": document.published_at and document.published_at.astimezone(dt.UTC).isoformat(),
        "reason": _words(document.reason),
        "tables": [_table(table) for table in document.tables],
        "notes": {code: [_words(note) for note in notes] for code, notes in document.notes.items()},
        "definitions": [_fields(definition) for definition in document.definitions],
        "code_books": [_fields(entry) for entry in document.code_books],
        "remarks": [_fields(remark) for remark in document.remarks],
        "changes": _changes(document.changes),
        **({"sentences": [_words(sentence) for sentence in document.sentences]} if document.sentences else {}),
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def read(text: str) -> Document:
    """The document that was written down."""
    facts = json.loads(text, parse_float=Decimal)
    published = facts["published_at"]
    return Document(
        municipality_code=facts["municipality"]["code"],
        municipality=facts["municipality"]["name"],
        year=facts["year"],
        number=facts["number"],
        address=facts["address"],
        contact=facts["contact"],
        software=facts["software"],
        counted_at=dt.datetime.fromisoformat(facts["counted_at"]),
        published_at=dt.datetime.fromisoformat(published) if published else None,
        reason=Words(**facts["reason"]),
        tables=tuple(_read_table(table) for table in facts["tables"]),
        notes={code: _read_all(notes) for code, notes in facts["notes"].items()},
        definitions=tuple(Definition(**_read_fields(definition)) for definition in facts["definitions"]),
        code_books=tuple(BookEntry(**_read_fields(entry)) for entry in facts["code_books"]),
        remarks=tuple(Remark(**_read_fields(remark)) for remark in facts["remarks"]),
        changes=_read_changes(facts["changes"]),
        sentences=_read_all(facts.get("sentences", [])),
    )


def checksum(text: str) -> str:
    """The SHA-256 of a written document's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def _words(words: Words) -> dict[str, str]:
    return {"da": words.da, "en": words.en}


def _fields(facts: Definition | BookEntry | Remark) -> dict[str, Any]:
    return {name: _plain(value) for name, value in facts._asdict().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Words):
        return _words(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _read_fields(facts: dict[str, Any]) -> dict[str, Any]:
    read_fields: dict[str, Any] = {
        name: Words(**value) if isinstance(value, dict) else value for name, value in facts.items()
    }
    for name in read_fields.keys() & {"valid_from", "written_on"}:
        read_fields[name] = dt.date.fromisoformat(read_fields[name])
    return read_fields


def _read_all(words: list[dict[str, str]]) -> tuple[Words, ...]:
    return tuple(Words(**one) for one in words)


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "title": _words(table.title),
        "figures": list(table.figures),
        "dimensions": [_dimension(dimension) for dimension in table.dimensions],
        "values": [_value(cell) for cell in table.cells],
        "hidden": [place for place, cell in enumerate(table.cells) if cell.state == State.HIDDEN],
    }


def _read_table(facts: dict[str, Any]) -> Table:
    hidden = set(facts["hidden"])
    return Table(
        facts["code"],
        Words(**facts["title"]),
        tuple(facts["figures"]),
        tuple(_read_dimension(dimension) for dimension in facts["dimensions"]),
        tuple(_read_cell(value, place in hidden) for place, value in enumerate(facts["values"])),
    )


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "code": dimension.code,
        "label": _words(dimension.label),
        "role": dimension.role.value,
        "total": dimension.total,
        "categories": [
            {
                "code": category.code,
                "label": _words(category.label),
                "unit": _words(category.unit) if category.unit else None,
                "decimals": category.decimals,
            }
            for category in dimension.categories
        ],
    }


def _read_dimension(facts: dict[str, Any]) -> Dimension:
    categories = tuple(
        Category(one["code"], Words(**one["label"]), Words(**one["unit"]) if one["unit"] else None, one["decimals"])
        for one in facts["categories"]
    )
    return Dimension(facts["code"], Words(**facts["label"]), Role(facts["role"]), categories, facts["total"])


def _value(cell: Cell) -> int | float | None:
    if (cell.state == State.SHOWN) != (cell.value is not None):
        raise ValueError(f"a cell that is {cell.state.value} holds {'no value' if cell.value is None else 'a value'}")
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value


def _read_cell(value: int | Decimal | None, is_hidden: bool) -> Cell:
    if value is None:
        return Cell(None, state=State.HIDDEN if is_hidden else State.UNKNOWN)
    return Cell(value)


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "since": changes.since,
        "cells": [
            {
                "table": change.table,
                "title": _words(change.title),
                "place": [_words(words) for words in change.place],
                "before": _side(change.before),
                "after": _side(change.after),
            }
            for change in changes.cells
        ],
        "tables_added": [_words(words) for words in changes.tables_added],
        "tables_removed": [_words(words) for words in changes.tables_removed],
        "definitions": [_words(words) for words in changes.definitions],
        "code_books": [_words(words) for words in changes.code_books],
        "remarks": [_words(words) for words in changes.remarks],
    }


def _side(cell: Cell | None) -> dict[str, Any] | None:
    return None if cell is None else {"state": cell.state.value, "value": _value(cell)}


def _read_side(facts: dict[str, Any] | None) -> Cell | None:
    return None if facts is None else Cell(facts["value"], state=State(facts["state"]))


def _read_changes(facts: dict[str, Any]) -> Changes:
    cells = tuple(
        CellChange(
            one["table"],
            Words(**one["title"]),
            _read_all(one["place"]),
            _read_side(one["before"]),
            _read_side(one["after"]),
        )
        for one in facts["cells"]
    )
    lists = ("tables_added", "tables_removed", "definitions", "code_books", "remarks")
    return Changes(facts["since"], cells, **{name: _read_all(facts[name]) for name in lists})
