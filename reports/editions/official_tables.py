"""The court administration's figures as a table of an edition: every gap is a gap, and the change stands beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..models import OfficialFigure
from ..official import BASELINE_YEAR, Series, is_firm
from ..tables import Category, Cell, Dimension, Role, State, Table, Words
from .document import Definition

CODE = "official_evictions"
EVICTIONS, CHANGE, UNSURE, BREAK = "evictions", "change_since_2011", "unsure", "series_break"
YEAR = Words("Year", "År")
_UNKNOWN = Cell(None, state=State.UNKNOWN)
_SECTORS = {
    OfficialFigure.Sector.SOCIAL: Words("social housing", "almene boliger"),
    OfficialFigure.Sector.ALL: Words("all landlords", "alle udlejere"),
}
_YES = Words("1 = yes", "1 = ja")
_MEASURE = Dimension(
    "measure",
    Words("Measure", "Mål"),
    Role.MEASURE,
    (
        Category(EVICTIONS, Words("Effective evictions", "Effektive udsættelser"), Words("evictions", "udsættelser")),
        Category(
            CHANGE,
            Words(f"Change since {BASELINE_YEAR}", f"Ændring siden {BASELINE_YEAR}"),
            Words("per cent", "procent"),
            1,
        ),
        Category(UNSURE, Words("Approximate or provisional", "Omtrentligt eller foreløbigt"), _YES),
        Category(BREAK, Words("Counted otherwise from this year on", "Talt på en anden måde fra dette år"), _YES),
    ),
)
#: How the court administration's figures came to be.
OFFICIAL_DEFINITION = Definition(
    code=CODE,
    version=1,
    name=Words("Effective evictions, official", "Effektive udsættelser, officielle tal"),
    unit=Words("evictions", "udsættelser"),
    population=Words(
        "All dwellings, where the source does not say that it counts social housing alone",
        "Alle boliger, hvor kilden ikke siger, at den kun tæller almene boliger",
    ),
    time_base=Words("The year of the eviction", "Udsættelsens år"),
    formula=Words(
        "Evictions the bailiff carried out, as the court administration counts them. The change is that since"
        f" {BASELINE_YEAR} in per cent, where both figures are firm and the series does not break between them",
        "Udsættelser, som fogeden har gennemført, sådan som Domstolsstyrelsen tæller dem. Ændringen er den siden"
        f" {BASELINE_YEAR} i procent, hvor begge tal er sikre, og serien ikke brydes imellem dem",
    ),
    source=Words("Domstolsstyrelsen, as published", "Domstolsstyrelsen, sådan som det er offentliggjort"),
    limits=Words(
        "Years that are not publicly known are left out, never estimated",
        "År, som ikke er offentligt kendt, er udeladt og aldrig anslået",
    ),
)


def official_table(series: Sequence[Series], *, year: int) -> Table:
    """All that is known of each area until now, from the first known year without a year left out."""
    known = [figure.year for one in series for figure in one.years]
    years = range(min([*known, year]), max([*known, year]) + 1)
    return Table(
        CODE,
        Words("Effective evictions by the court administration’s count", "Effektive udsættelser efter domstolenes tal"),
        (CODE,),
        (
            Dimension("area", Words("Area", "Område"), Role.PLACE, tuple(_area(one, series) for one in series)),
            time_dimension(years),
            _MEASURE,
        ),
        tuple(cell for one in series for each in years for cell in _cells(one, each)),
    )


def official_notes(series: Iterable[Series]) -> tuple[Words, ...]:
    """Which figures are not firm, where the way of counting changed, and where all of them were read."""
    return tuple(note for one in series for note in _notes(one))


def series_in(table: Table, name: Callable[[Words], str]) -> list[Series]:
    """The series an official table was made of, to be drawn and said as those on the year's own page are.

    `name` says the name of an area.
    """
    figures: dict[Category, dict[str, dict[str, int]]] = {area: {} for area in table.dimensions[0].categories}
    for (area, year, measure), cell in table.rows():
        if cell.value is not None:
            figures[area].setdefault(year.code, {})[measure.code] = int(cell.value)
    return [
        Series(
            area.code,
            name(area.label),
            "",
            "",
            EVICTIONS,
            tuple(_figure(area.code, name(area.label), year, of) for year, of in years.items()),
            (),
        )
        for area, years in figures.items()
    ]


def _figure(area_code: str, area: str, year: str, of: dict[str, int]) -> OfficialFigure:
    return OfficialFigure(
        year=int(year),
        period=OfficialFigure.Period.YEAR,
        area_code=area_code,
        area=area,
        value=of[EVICTIONS],
        is_approximate=bool(of[UNSURE]),
        series_break=bool(of[BREAK]),
    )


def time_dimension(years: Iterable[int]) -> Dimension:
    """Years as a dimension of time."""
    return Dimension("year", YEAR, Role.TIME, tuple(Category(str(year), Words(str(year), str(year))) for year in years))


def _area(one: Series, series: Sequence[Series]) -> Category:
    """An area by its code; where several series count it, with the sector they count."""
    name = Words("Denmark" if one.area == "Danmark" else one.area, one.area)
    if sum(other.area_code == one.area_code for other in series) == 1:
        return Category(one.area_code, name)
    sector = _SECTORS.get(OfficialFigure.Sector(one.sector), Words("unknown sector", "ukendt sektor"))
    label = Words(f"{name.en}, {sector.en}", f"{name.da}, {sector.da}")
    return Category(f"{one.area_code}-{one.sector}", label)


def _cells(one: Series, year: int) -> tuple[Cell, Cell, Cell, Cell]:
    figure, change = one.of(year), one.change(year)
    if figure is None:
        return _UNKNOWN, _UNKNOWN, _UNKNOWN, _UNKNOWN
    return (
        Cell(figure.value),
        Cell(change.percent) if change else _UNKNOWN,
        Cell(int(not is_firm(figure))),
        Cell(int(figure.series_break)),
    )


def _notes(one: Series) -> Iterable[Words]:
    about = [str(figure.year) for figure in one.years if not is_firm(figure)]
    if about:
        years = ", ".join(about)
        yield Words(
            f"{one.area}: approximate or provisional: {years}.", f"{one.area}: omtrentlige eller foreløbige: {years}."
        )
    if breaks := ", ".join(str(figure.year) for figure in one.years if figure.series_break):
        yield Words(
            f"{one.area}: counted otherwise from {breaks} on.", f"{one.area}: talt på en anden måde fra {breaks}."
        )
    yield Words(f"{one.area}: sources: {one.sources}.", f"{one.area}: kilder: {one.sources}.")
