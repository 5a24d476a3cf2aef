"""An edition's tables as a page shows them: rows, columns, and numbers in the reader's language."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from django.utils.translation import get_language, gettext

from accounts import wording

from ..charts import share_of_widest
from ..charts.figure import Figure, FileKind
from ..tables import Category, Cell, Dimension, Role, State, Table, Words
from . import drawn, own_and_official, reading
from .document import CellChange, Document
from .formats.naming import chart_file, table_files
from .formats.words import WHY_HIDDEN, said
from .sentences import sentences as told

#: More columns than this are read better as lines.
_MOST_COLUMNS = 8


@dataclasses.dataclass(frozen=True, slots=True)
class ShownCell:
    """A number in words; `is_quiet` where there is none."""

    text: str
    is_quiet: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ShownRow:
    """The names of a line, its numbers, and how long the first one's bar is in hundredths."""

    labels: tuple[str, ...]
    cells: tuple[ShownCell, ...]
    is_total: bool
    bar: float


@dataclasses.dataclass(frozen=True, slots=True)
class ShownTable:
    """A table for reading, with its notes, definitions and files."""

    code: str
    title: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    notes: tuple[str, ...]
    definitions: tuple[ShownDefinition, ...]
    files: dict[str, str]
    has_bars: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart with its files by their format, and the table whose files stand beside them."""

    figure: Figure
    files: dict[str, str]
    table: ShownTable


@dataclasses.dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of an edition's page."""

    name: str
    charts: tuple[ShownChart, ...]
    notes: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ShownDefinition:
    """How a figure is counted, part by part."""

    code: str
    version: int
    name: str
    unit: str
    facts: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ShownChange:
    """A cell that differs from the edition before."""

    table: str
    title: str
    place: str
    before: str
    after: str


def language() -> str:
    """The language a page is read in, of those an edition has."""
    return "en" if get_language() == "en" else "da"


def words(text: Words) -> str:
    """Frozen words in the reader's language."""
    return said(text, language())


def shown_table(document: Document, table: Table) -> ShownTable:
    """The last dimension becomes the columns where it has few categories; else every cell is a line.

    Of a table crossed by a place the first measure is shown, one column for each of its lines; the files have all.
    """
    whole, table = table, _crossed(table)
    across = _columns(table)
    columns = tuple(_column(category) for category in across.categories) if across else (_unit(document, table),)
    down = table.dimensions[:-1] if across else table.dimensions
    rows = tuple(_rows(table, down, len(columns)))
    return ShownTable(
        code=table.code,
        title=words(table.title),
        heads=tuple(words(dimension.label) for dimension in down),
        columns=columns,
        rows=rows,
        notes=(*_measure_note(whole, table), *(words(note) for note in document.notes_of(table)), *_hidden_note(whole)),
        definitions=tuple(shown_definitions(document, table)),
        files=table_files(table, language()),
        has_bars=len(down) == 1 and down[0].role != Role.TIME and (across is None or across.role == Role.MEASURE),
    )


def shown_definitions(document: Document, table: Table | None = None) -> Iterator[ShownDefinition]:
    """The definitions of a table, or all."""
    for one in document.definitions_of(table) if table else document.definitions:
        facts = (
            (gettext("What is counted"), one.population),
            (gettext("Time base"), one.time_base),
            (gettext("How it is counted"), one.formula),
            (gettext("Source"), one.source),
            (gettext("Limits"), one.limits),
        )
        said_facts = tuple((label, words(text)) for label, text in facts if words(text))
        yield ShownDefinition(one.code, one.version, words(one.name), words(one.unit), said_facts)


def shown_changes(document: Document) -> list[ShownChange]:
    """What the edition says otherwise than the one before, cell by cell."""
    return [_change(change) for change in document.changes.cells]


def other_changes(document: Document) -> list[tuple[str, str]]:
    """What else is new, each with its kind."""
    changes = document.changes
    kinds = (
        (gettext("New table"), changes.tables_added),
        (gettext("Table no longer there"), changes.tables_removed),
        (gettext("Definition changed"), changes.definitions),
        (gettext("Code book changed"), changes.code_books),
        (gettext("Remark added or taken back"), changes.remarks),
    )
    return [(kind, words(text)) for kind, texts in kinds for text in texts]


def sentences(document: Document) -> list[str]:
    """What the year showed: as it was frozen, or of an edition from before sentences were, as its tables tell it."""
    return [words(sentence) for sentence in document.sentences] or list(told(document, language()))


def parts(document: Document) -> Iterator[ShownPart]:
    """The charts part by part; beside the official ones stands why our own count differs."""
    spoken = language()
    for name, charts in drawn.parts_with_charts(document):
        found = tuple(_chart(document, chart, spoken) for chart in charts)
        notes = difference(document) if charts[0].part == drawn.OFFICIAL else []
        yield ShownPart(name, found, tuple(notes))


def _chart(document: Document, chart: drawn.Chart, spoken: str) -> ShownChart:
    files = {kind.value.upper(): chart_file(chart.code, spoken, kind.value) for kind in (FileKind.PNG, FileKind.SVG)}
    return ShownChart(chart.draw(document, spoken), files, shown_table(document, document.table(chart.table)))


def difference(document: Document) -> list[str]:
    """Why our own count and the official one differ, where both stand."""
    has_both = any(reading.own_evictions(document))
    return [words(note) for note in document.notes.get(own_and_official.CODE, ())] if has_both else []


def why_hidden() -> str:
    """Why a number is hidden."""
    return words(WHY_HIDDEN)


def _crossed(table: Table) -> Table:
    """A table of two dimensions and measures as one of the first measure alone; any other as it is."""
    if len(table.dimensions) != 3 or table.dimensions[-1].role != Role.MEASURE:
        return table
    *sides, measure = table.dimensions
    if len(sides[-1].categories) > _MOST_COLUMNS or any(side.role == Role.TIME for side in sides):
        return table
    return dataclasses.replace(table, dimensions=tuple(sides), cells=table.cells[:: len(measure.categories)])


def _measure_note(whole: Table, shown: Table) -> tuple[str, ...]:
    if whole is shown:
        return ()
    measure = whole.dimensions[-1].categories[0]
    unit = words(measure.unit) if measure.unit else words(measure.label)
    return (gettext("Counted in: %(unit)s. The files hold the shares as well.") % {"unit": unit},)


def _hidden_note(table: Table) -> tuple[str, ...]:
    """Why numbers are hidden, where some are."""
    return (f"{why_hidden()}.",) if any(cell.state == State.HIDDEN for cell in table.cells) else ()


def _columns(table: Table) -> Dimension | None:
    last = table.dimensions[-1]
    is_few = len(table.dimensions) > 1 and len(last.categories) <= _MOST_COLUMNS
    return last if is_few or last.role == Role.MEASURE else None


def _column(category: Category) -> str:
    label, unit = words(category.label), words(category.unit) if category.unit else ""
    return label if not unit or unit.casefold() in label.casefold() else f"{label} ({unit})"


def _unit(document: Document, table: Table) -> str:
    return next((words(one.unit) for one in document.definitions_of(table)), gettext("Value"))


def _rows(table: Table, down: tuple[Dimension, ...], width: int) -> Iterator[ShownRow]:
    cells = list(table.rows())
    lines = [cells[start : start + width] for start in range(0, len(cells), width)]
    totals = [_is_total(line[0][0], down) for line in lines]
    bars = share_of_widest([_length(line[0][1], is_total) for line, is_total in zip(lines, totals, strict=True)])
    for line, is_total, bar in zip(lines, totals, bars, strict=True):
        yield ShownRow(
            tuple(words(category.label) for category in line[0][0][: len(down)]),
            tuple(
                ShownCell(cell_text(cell, max(one.decimals for one in categories)), cell.state != State.SHOWN)
                for categories, cell in line
            ),
            is_total,
            bar,
        )


def _is_total(categories: tuple[Category, ...], down: tuple[Dimension, ...]) -> bool:
    return any(category.code == dimension.total for category, dimension in zip(categories, down, strict=False))


def _length(cell: Cell, is_total: bool) -> float | None:
    return None if cell.value is None or is_total or cell.value < 0 else float(cell.value)


def cell_text(cell: Cell | None, decimals: int) -> str:
    """A cell's number, or why there is none."""
    if cell is None:
        return wording.NOTHING
    if cell.state == State.HIDDEN:
        return gettext("hidden")
    return gettext("not known") if cell.value is None else wording.number(cell.value, decimals)


def _change(change: CellChange) -> ShownChange:
    before, after = (cell_text(side, _decimals(side)) for side in (change.before, change.after))
    place = " · ".join(words(label) for label in change.place)
    return ShownChange(change.table, words(change.title), place, before, after)


def _decimals(cell: Cell | None) -> int:
    """As many as the number was frozen with."""
    exponent = getattr(cell and cell.value, "as_tuple", lambda: None)()
    return -exponent.exponent if exponent else 0


def read_whole(document: Document) -> dict[str, object]:
    """All that a page of an edition shows of it, proposed or published, by the names the templates know."""
    return {
        "document": document,
        "sentences": sentences(document),
        "tables": [shown_table(document, table) for table in document.tables],
        "changes": shown_changes(document),
        "other_changes": other_changes(document),
        "definitions": list(shown_definitions(document)),
        "remarks": [(words(remark.text), remark.written_on) for remark in document.remarks],
        "reason": words(document.reason),
        "why_hidden": why_hidden(),
    }
