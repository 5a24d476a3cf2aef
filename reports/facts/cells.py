"""The statements that sum the measures by place and year."""

from __future__ import annotations

from .measures import MEASURES, Measure
from .sources import PLACE

#: Sums by department and district; what names its own place stands beside.
MAKE_SUMS = """
CREATE TEMP TABLE new_sum (
    place_kind varchar(12), place_id bigint, municipality_id bigint, association_id bigint, department_id bigint,
    district smallint, year smallint, measure varchar(30), dimension varchar(20), category varchar(60),
    is_campaign boolean, count bigint
) ON COMMIT DROP
"""

#: Every sum of a department is one of its district, its association and its municipality as well.
SPREAD = """
CREATE TEMP TABLE new_cell ON COMMIT DROP AS
SELECT p.place_kind::varchar(12) AS place_kind, p.place_id, s.year, s.measure, s.dimension, s.category,
       s.municipality_id, 0::bigint AS association_id, s.is_campaign, sum(s.count)::bigint AS count
FROM new_sum s CROSS JOIN LATERAL (VALUES
    ('municipality', s.municipality_id), ('association', s.association_id), ('department', s.department_id),
    ('district', s.district::bigint)
) p(place_kind, place_id)
WHERE s.place_kind IS NULL
GROUP BY p.place_kind, p.place_id, s.year, s.measure, s.dimension, s.category, s.municipality_id, s.is_campaign
UNION ALL
SELECT place_kind, place_id, year, measure, dimension, category, municipality_id, association_id, is_campaign,
       sum(count)::bigint
FROM new_sum WHERE place_kind IS NOT NULL
GROUP BY place_kind, place_id, year, measure, dimension, category, municipality_id, association_id, is_campaign
"""


def sums() -> list[str]:
    """The statements that fill `new_sum`, one or two per measure."""
    return [statement for measure in MEASURES for statement in _statements(measure)]


def _statements(measure: Measure) -> list[str]:
    source = measure.source
    if source.is_placed:
        return [_placed(measure, f"SELECT * FROM ({source.rows}) r")]
    found = [_by_home(measure)]
    if source.programme or source.programme_rows:
        found.append(_placed(measure, _of_programmes(measure)))
    return found


def _of_programmes(measure: Measure) -> str:
    """The rows of a measure once for each programme they belong to."""
    source = measure.source
    if source.programme_rows:
        return source.programme_rows
    columns = "'programme' AS place_kind, {} AS place_id, r.*, 0::bigint AS no_association"
    if " " not in source.programme:
        own = f"r.{source.programme}"
        return f"SELECT {columns.format(own)} FROM ({source.rows}) r WHERE {own} IS NOT NULL"
    return (
        f"SELECT {columns.format('p.programme_id')} FROM ({source.rows}) r JOIN ({source.programme}) p USING (case_id)"
    )


def _by_home(measure: Measure) -> str:
    place = ", ".join(PLACE)
    return _insert(measure, f"NULL, NULL::bigint, {place}", place, f"({measure.source.rows}) r")


def _placed(measure: Measure, rows: str) -> str:
    association = "association_id" if measure.source.is_placed else "0::bigint"
    keys = ["place_kind", "place_id", "municipality_id", *(["association_id"] if measure.source.is_placed else [])]
    shown = f"place_kind, place_id, municipality_id, {association}, 0::bigint, 0::smallint"
    return _insert(measure, shown, ", ".join(keys), f"({rows}) r")


def _insert(measure: Measure, shown: str, keys: str, rows: str) -> str:
    """One reading of the rows for the whole and for every dimension."""
    amount = f"sum({measure.amount})" if measure.amount else "count(*)"
    sets = ", ".join(["()", *(f"({column})" for _, column in measure.by)])
    dimension = "''"
    category = "''"
    if measure.by:
        whens = [(f"GROUPING({column}) = 0", name, column) for name, column in measure.by]
        dimension = "CASE " + " ".join(f"WHEN {when} THEN '{name}'" for when, name, _ in whens) + " ELSE '' END"
        category = (
            "CASE " + " ".join(f"WHEN {when} THEN ({column})::text" for when, _, column in whens) + " ELSE '' END"
        )
    return f"""
        INSERT INTO new_sum
        SELECT {shown}, {measure.year}, '{measure.code}', {dimension}, {category}, is_campaign, {amount}
        FROM {rows} WHERE {measure.condition}
        GROUP BY {keys}, {measure.year}, is_campaign, GROUPING SETS ({sets})
    """
