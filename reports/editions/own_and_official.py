"""Our own count of evictions beside the court administration's, year by year, never added or mixed."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import Municipality

from ..models import Edition
from ..official import Series
from ..tables import Category, Cell, Dimension, Role, State, Table, Words
from . import canonical
from .official_tables import CODE as OFFICIAL
from .official_tables import time_dimension

CODE = "own_and_official"
#: The figure of ours that stands beside, and the table whose total it is.
EVICTIONS, EVICTIONS_TABLE = "evictions", "evictions_by_cause"
NOTES = (
    Words(
        "The court administration counts the evictions its bailiffs carried out, and may count those of all landlords."
        " Fasthold counts evictions from social housing by their day, once per tenancy and day, as the municipality"
        " and the housing associations recorded them. The two are never added, and a difference is no error in"
        " either. Earlier years show what their latest edition says.",
        "Domstolsstyrelsen tæller de udsættelser, fogeden har gennemført, og kan have alle udlejeres med. Fasthold"
        " tæller udsættelser fra almene boliger efter deres dag, én gang pr. bolig og dag, sådan som kommunen og"
        " boligorganisationerne har registreret dem. De to tal lægges aldrig sammen, og en forskel er ikke en fejl i"
        " nogen af dem. Tidligere år viser det, deres seneste udgave siger.",
    ),
)
_UNKNOWN = Cell(None, state=State.UNKNOWN)
_COUNTED_BY = Dimension(
    "counted_by",
    Words("Counted by", "Talt af"),
    Role.MEASURE,
    (
        Category(
            "official",
            Words("The court administration", "Domstolsstyrelsen"),
            Words("evictions", "udsættelser"),
        ),
        Category("own", Words("Recorded in Fasthold", "Registreret i Fasthold"), Words("evictions", "udsættelser")),
    ),
)


def table(official: Series, own: Mapping[int, Cell], *, year: int) -> Table:
    """The two counts of each year that either knows, without a year left out."""
    known = [*(figure.year for figure in official.years), *own, year]
    years = range(min(known), max(known) + 1)
    cells = []
    for each in years:
        figure = official.of(each)
        cells += [Cell(figure.value) if figure else _UNKNOWN, own.get(each, _UNKNOWN)]
    return Table(
        CODE,
        Words("Evictions by both counts", "Udsættelser efter begge optællinger"),
        (OFFICIAL, EVICTIONS),
        (time_dimension(years), _COUNTED_BY),
        tuple(cells),
    )


def own_counts(tables: tuple[Table, ...], municipality: Municipality, year: int) -> dict[int, Cell]:
    """The evictions of this year, and those of other years as their latest edition shows them."""
    found: dict[int, Cell] = {}
    for edition in Edition.objects.filter(municipality=municipality).exclude(year=year).order_by("year", "number"):
        cell = evictions_of(canonical.read(edition.document).tables)
        if cell is not None:
            found[edition.year] = cell
    now = evictions_of(tables)
    return found if now is None else {**found, year: now}


def evictions_of(tables: tuple[Table, ...]) -> Cell | None:
    """All evictions of a year, as the tables of its edition tell them."""
    for one in tables:
        if one.code != EVICTIONS_TABLE:
            continue
        for categories, cell in one.rows():
            if all(
                _is_whole(dimension, category) for dimension, category in zip(one.dimensions, categories, strict=True)
            ):
                return Cell(cell.value, state=cell.state)
    return None


def _is_whole(dimension: Dimension, category: Category) -> bool:
    """Of a measure the first is the count."""
    return category == dimension.categories[0] if dimension.role == Role.MEASURE else category.code == dimension.total
