"""What a new edition says otherwise than the one before, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ..tables import Category, Cell, Table, Words
from .document import BookEntry, CellChange, Changes, Definition, Document

T = TypeVar("T")
Place = tuple[str, ...]


def changes_between(before: Document | None, after: Document) -> Changes:
    """What differs from the edition before; a first edition differs from nothing."""
    if before is None:
        return Changes()
    old = {table.code: table for table in before.tables}
    new = {table.code: table for table in after.tables}
    same = [code for code in new if code in old and _is_same_table(old[code], new[code])]
    return Changes(
        since=before.number,
        cells=tuple(change for code in same for change in _cells(old[code], new[code])),
        tables_added=tuple(table.title for code, table in new.items() if code not in same),
        tables_removed=tuple(table.title for code, table in old.items() if code not in same),
        definitions=_definitions(before.definitions, after.definitions),
        code_books=_code_books(before.code_books, after.code_books),
        remarks=tuple(remark.text for remark in _one_sided(before.remarks, after.remarks)),
    )


def _is_same_table(old: Table, new: Table) -> bool:
    """Whether the cells can be told apart by the same dimensions."""
    return [dimension.code for dimension in old.dimensions] == [dimension.code for dimension in new.dimensions]


def _cells(old: Table, new: Table) -> Iterable[CellChange]:
    before, after = _by_place(old), _by_place(new)
    for place in dict.fromkeys([*after, *before]):
        was, now = before.get(place), after.get(place)
        if _read(was) != _read(now):
            categories = (now or was or ((), None))[0]
            labels = tuple(category.label for category in categories)
            yield CellChange(new.code, new.title, labels, was and was[1], now and now[1])


def _by_place(table: Table) -> dict[Place, tuple[tuple[Category, ...], Cell]]:
    return {tuple(category.code for category in categories): (categories, cell) for categories, cell in table.rows()}


def _read(found: tuple[tuple[Category, ...], Cell] | None) -> object:
    """What a reader of a cell reads; how an unshown value came about is not to be seen."""
    return None if found is None else (found[1].value, found[1].state)


def _definitions(before: Iterable[Definition], after: Iterable[Definition]) -> tuple[Words, ...]:
    return tuple({one.code: one.name for one in _one_sided(before, after)}.values())


def _code_books(before: Iterable[BookEntry], after: Iterable[BookEntry]) -> tuple[Words, ...]:
    return tuple({(one.book, one.code): one.name for one in _one_sided(before, after)}.values())


def _one_sided(before: Iterable[T], after: Iterable[T]) -> list[T]:
    """What only one of the two holds, the new first."""
    old, new = list(before), list(after)
    return [one for one in new if one not in old] + [one for one in old if one not in new]
