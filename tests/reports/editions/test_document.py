"""What an edition freezes comes back exactly, and says nothing it hides."""

from __future__ import annotations

import dataclasses

import pytest

from reports.editions import canonical
from reports.editions.changes import changes_between
from reports.tables import Cell, State
from tests.factories.editions import EVICTIONS, HIDDEN, definition, edition, with_cell


def test_a_document_is_written_one_way_and_comes_back_whole() -> None:
    document = dataclasses.replace(
        edition(), changes=changes_between(edition(), edition(number=2, tables=(EVICTIONS,)))
    )
    text = canonical.written(document)

    again = canonical.read(text)

    assert canonical.written(again) == text
    assert again.changes == document.changes
    assert (again.table("evictions_by_cause").dimensions, again.moment) == (EVICTIONS.dimensions, document.moment)
    assert again.hidden_count == 4
    assert [(cell.value, cell.state) for cell in again.table("evictions_by_cause").cells] == [
        (cell.value, cell.state) for cell in EVICTIONS.cells
    ]
    assert len(canonical.checksum(text)) == 64


@pytest.mark.parametrize("cell", [Cell(3, state=State.HIDDEN), Cell(None)])
def test_a_hidden_cell_that_holds_its_value_is_never_written(cell: Cell) -> None:
    with pytest.raises(ValueError, match="holds"):
        canonical.written(edition(tables=(with_cell(EVICTIONS, 0, cell),)))


def test_changes_are_told_cell_by_cell() -> None:
    before = edition()
    shown = with_cell(with_cell(EVICTIONS, 0, Cell(31)), 4, HIDDEN)
    after = dataclasses.replace(
        edition(number=2, tables=(shown,)),
        definitions=(definition(formula="Each once by its day and tenancy"),),
        remarks=(),
    )

    changes = changes_between(before, after)

    assert changes.since == 1
    assert [
        (
            [label.en for label in change.place],
            change.before and change.before.value,
            change.after and change.after.state,
        )
        for change in changes.cells
    ] == [
        (["All causes", "2025", "Evictions"], 30, State.SHOWN),
        (["Rent arrears", "2025", "Evictions"], 20, State.HIDDEN),
    ]
    assert [words.en for words in changes.tables_removed] == [
        "Effective evictions by the court administration’s count",
        "Answers",
    ]
    assert ([words.en for words in changes.definitions], [words.en for words in changes.remarks]) == (
        ["Evictions"],
        ["A campaign against subletting"],
    )
    assert not changes_between(before, edition(number=2)).are_any
