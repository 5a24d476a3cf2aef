"""The statements that sum the measures by place and year.

One reading of the rows counts all measures of a source by one year: each measure as a whole, and each of its
dimensions, is a set of one grouping. What a home's place tells is not grouped by: it is spread afterwards.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import groupby

from .measures import MEASURES, Measure
from .sources import Source

#: The columns of a home's place that are grouped by; association and municipality are its department's.
_HOME = ("department_id", "district")
#: The columns of rows that name their place themselves, and of those that a programme names.
_PLACED = ("place_kind", "place_id", "municipality_id", "association_id")
_PROGRAMME = ("place_kind", "place_id", "municipality_id")
#: The dimensions that a home's place tells.
_TOLD_BY_PLACE = {
    "association": "association_id::text", "department": "department_id::text", "district": "district::text",
}  # fmt: skip
#: Rows told by so few expressions are first counted by all of them together, which leaves few to group by each.
_FEW = 4
#: More sets than this are read for in several readings.
_MANY = 8
#: The years that are 0 where there is none yet.
_MAY_BE_NONE = {"closed_year"}
#: The tables of sums, by what names their place.
SUMS = {_HOME: "new_sum", _PROGRAMME: "new_sum_of_programmes", _PLACED: "new_sum_of_placed"}


@dataclasses.dataclass(frozen=True, slots=True)
class _Set:
    """What is grouped by: a measure's whole, or one of its dimensions; None are the rows that do not belong."""

    measure: str
    dimension: str
    category: str


def sums() -> list[str]:
    """The statements that sum facts and records, for `CELLS`; each is many readings that may be done side by side."""
    readings: dict[tuple[str, ...], list[str]] = {_HOME: [], _PROGRAMME: [], _PLACED: []}
    for source, measures in _together():
        place = _PLACED if source.is_placed else _HOME
        readings[place].append(_sum(measures, source.rows, place))
        if source.programme or source.programme_rows:
            readings[_PROGRAMME].append(_sum(measures, _of_programmes(source), _PROGRAMME))
    return [
        f"CREATE TEMP TABLE {SUMS[place]} ON COMMIT DROP AS {' UNION ALL '.join(found)}"
        for place, found in readings.items()
    ]


def _together() -> Iterator[tuple[Source, list[Measure]]]:
    """The measures that one reading counts: of one source, by one year, in one unit, and not too many sets."""

    def reading(measure: Measure) -> tuple[str, str, str]:
        return (measure.source.code, measure.year, measure.amount)

    for _, measures in groupby(sorted(MEASURES, key=reading), key=reading):
        found: list[Measure] = []
        for measure in measures:
            if found and sum(1 + len(one.by) for one in (*found, measure)) > _MANY:
                yield found[0].source, found
                found = []
            found.append(measure)
        yield found[0].source, found


def _of_programmes(source: Source) -> str:
    """The rows of a source once for each programme they belong to."""
    if source.programme_rows:
        return source.programme_rows
    columns = "'programme' AS place_kind, {} AS place_id, r.*"
    if " " not in source.programme:
        own = f"r.{source.programme}"
        return f"SELECT {columns.format(own)} FROM ({source.rows}) r WHERE {own} IS NOT NULL"
    return (
        f"SELECT {columns.format('p.programme_id')} FROM ({source.rows}) r JOIN ({source.programme}) p USING (case_id)"
    )


def _sets(measures: Iterable[Measure], place: tuple[str, ...]) -> list[_Set]:
    told = _TOLD_BY_PLACE if place == _HOME else {}
    found = []
    for measure in measures:
        by = [("", "''"), *((name, column) for name, column in measure.by if name not in told)]
        found += [_Set(measure.code, name, _where(measure, f"({column})::text")) for name, column in by]
    return found


def _where(measure: Measure, category: str) -> str:
    return f"CASE WHEN {measure.where} THEN {category} END" if measure.where else category


def _sum(measures: list[Measure], rows: str, place: tuple[str, ...]) -> str:
    """One reading of the rows for every measure and dimension."""
    sets = _sets(measures, place)
    year, amount = measures[0].year, measures[0].amount
    names = [f"by_{number}" for number in range(len(sets))]
    shown = ", ".join(names)
    keys = ", ".join((*place, "year", "is_campaign"))
    told = ", ".join(f"{one.category} AS {name}" for one, name in zip(sets, names, strict=True))
    counted = f"{amount or '1'}::integer AS count"
    read = f"SELECT {', '.join(place)}, {year} AS year, is_campaign, {told}, {counted} FROM ({rows}) r"
    if year in _MAY_BE_NONE:
        read += f" WHERE {year} > 0"
    if len(sets) <= _FEW:
        read = f"SELECT {keys}, {shown}, sum(count) AS count FROM ({read}) r GROUP BY {keys}, {shown}"
    groups = ", ".join(f"({name})" for name in names)
    return f"""
        SELECT * FROM (
            SELECT {keys}, {_which(sets, names, "measure")} AS measure, {_which(sets, names, "dimension")} AS dimension,
                   coalesce({shown}) AS category, sum(count)::bigint AS count
            FROM ({read}) r GROUP BY {keys}, GROUPING SETS ({groups})
        ) s WHERE category IS NOT NULL
    """


def _which(sets: list[_Set], names: list[str], field: str) -> str:
    """Which set a row of the grouping is of: its measure or dimension."""
    whens = (f"WHEN GROUPING({name}) = 0 THEN '{getattr(one, field)}'" for one, name in zip(sets, names, strict=True))
    return f"CASE {' '.join(whens)} END"


_SUM = "year, measure, dimension, category, is_campaign, count"
_BY_PLACE = ", ".join(f"'{one.code}'" for one in MEASURES if "association" in dict(one.by))
_TOLD = ", ".join(f"('{name}', {column})" for name, column in _TOLD_BY_PLACE.items())
#: Every sum of a department is one of its district, its association and its municipality as well.
CELLS = f"""
    WITH homes AS (
        SELECT d.municipality_id, d.association_id, d.id AS department_id, s.district::bigint AS district, {_SUM}
        FROM {SUMS[_HOME]} s JOIN housing_department d ON d.id = s.department_id
    ), told AS (
        SELECT * FROM homes
        UNION ALL
        SELECT municipality_id, association_id, department_id, district, year, measure, t.dimension, t.category,
               is_campaign, count
        FROM homes CROSS JOIN LATERAL (VALUES {_TOLD}) t(dimension, category)
        WHERE homes.dimension = '' AND measure IN ({_BY_PLACE})
    )
    SELECT CASE WHEN GROUPING(department_id) = 0 THEN 'department'
                WHEN GROUPING(association_id) = 0 THEN 'association'
                WHEN GROUPING(district) = 0 THEN 'district' ELSE 'municipality' END::varchar(12) AS place_kind,
           coalesce(department_id, association_id, district, municipality_id) AS place_id, municipality_id,
           0::bigint AS association_id, year, measure, dimension, category, is_campaign, sum(count)::bigint AS count
    FROM told
    GROUP BY municipality_id, year, measure, dimension, category, is_campaign,
             GROUPING SETS ((), (department_id), (association_id), (district))
    UNION ALL SELECT place_kind, place_id, municipality_id, 0, {_SUM} FROM {SUMS[_PROGRAMME]}
    UNION ALL SELECT place_kind, place_id, municipality_id, association_id, {_SUM} FROM {SUMS[_PLACED]}
"""
