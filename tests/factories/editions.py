"""A small edition made by hand: what is shown, hidden and unknown, in more than one dimension."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from reports.editions.document import BookEntry, Changes, Definition, Document, Remark
from reports.editions.official_tables import official_table, time_dimension
from reports.models import OfficialFigure
from reports.official import Series
from reports.tables import Category, Cell, Dimension, Role, State, Table, Words

HIDDEN, UNKNOWN = Cell(None, state=State.HIDDEN), Cell(None, state=State.UNKNOWN)
PUBLISHED = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)

CAUSES = Dimension(
    "cause",
    Words("Cause", "Årsag"),
    Role.GROUP,
    (
        Category("all", Words("All causes", "Alle årsager")),
        Category("arrears", Words("Rent arrears", "Huslejerestance")),
        Category("house_rules", Words("House rules", "Husorden")),
        Category("formula", Words('=1+1; "quoted", [en]', '=1+1; "citat", ½ æøå')),
    ),
    total="all",
)
MEASURES = Dimension(
    "measure",
    Words("Measure", "Mål"),
    Role.MEASURE,
    (
        Category("evictions", Words("Evictions", "Udsættelser"), Words("evictions", "udsættelser")),
        Category("share", Words("Share", "Andel"), Words("per cent", "procent"), 1),
    ),
)
EVICTIONS = Table(
    "evictions_by_cause",
    Words("Evictions by cause", "Udsættelser efter årsag"),
    ("evictions",),
    (CAUSES, time_dimension([2025, 2026]), MEASURES),
    tuple(
        Cell(value) if value is not None else HIDDEN
        for value in [
            *(30, Decimal("100.0"), 24, Decimal("100.0")),
            *(20, Decimal("66.7"), None, None),
            *(10, Decimal("33.3"), None, None),
            *(0, Decimal("0.0"), 0, Decimal("0.0")),
        ]
    ),
)

#: A dimension may be called as a column of the files is, and there may be a single one.
ANSWERS = Table(
    "answers",
    Words("Answers", "Svar"),
    ("evictions",),
    (
        Dimension(
            "status",
            Words("Status", "Status"),
            Role.GROUP,
            (Category("open", Words("Open", "Åben")), Category("closed", Words("Closed", "Lukket"))),
        ),
    ),
    (Cell(7), UNKNOWN),
)


def official(*years: tuple[int, int]) -> Series:
    """Copenhagen's official figures of some years."""
    figures = tuple(
        OfficialFigure(
            year=year, period="year", area_code="101", area="København", value=value, source="Domstolsstyrelsen"
        )
        for year, value in years
    )
    return Series("101", "København", "unknown", "", "evictions", figures, ())


def definition(code: str = "evictions", *, formula: str = "Each once by its day") -> Definition:
    plain = Words("All", "Alle")
    return Definition(
        code,
        1,
        Words("Evictions", "Udsættelser"),
        Words("evictions", "udsættelser"),
        plain,
        Words("The day of the eviction", "Udsættelsens dag"),
        Words(formula, formula),
        Words("The records", "Registreringerne"),
        plain,
    )


def edition(
    *,
    year: int = 2026,
    number: int = 1,
    code: str = "101",
    published: bool = True,
    tables: tuple[Table, ...] | None = None,
    changes: Changes | None = None,
) -> Document:
    """An edition of a municipality's figures; one that is not published is still a proposal."""
    series = official((2011, 781), (2018, 266))
    return Document(
        municipality_code=code,
        municipality="København",
        year=year,
        number=number,
        address=f"https://fasthold.example/tal/{code}/{year}/{number}/",
        contact="tal@kommune.example",
        software="0.1.0",
        counted_at=PUBLISHED - dt.timedelta(days=1),
        published_at=PUBLISHED if published else None,
        reason=Words("", ""),
        tables=(EVICTIONS, official_table([series], year=2019), ANSWERS) if tables is None else tables,
        notes={"official_evictions": (Words("Sources: the court.", "Kilder: domstolene."),)},
        definitions=(definition(),),
        code_books=(
            BookEntry("cause", "arrears", Words("Rent arrears", "Huslejerestance"), Words("", ""), dt.date(2026, 1, 1)),
        ),
        remarks=(
            Remark(
                Words("A campaign against subletting", "En kampagne mod fremleje"),
                dt.date(2026, 10, 1),
            ),
        ),
        changes=changes or Changes(),
    )


def with_cell(table: Table, place: int, cell: Cell) -> Table:
    """The table with another cell in one place."""
    return dataclasses.replace(table, cells=(*table.cells[:place], cell, *table.cells[place + 1 :]))
