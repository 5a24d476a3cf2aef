"""From a number to the cases behind it: which rows a part of a figure was counted from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db import connection

from accounts.scope import Scope
from casework.models import Case
from housing.models import HousingAssociation

from .enums import ReachKind
from .facts.measures import BY_CODE
from .figures.breakdowns import SOON
from .reach import Reach

PAGE_SIZE = 50
#: A condition on the rows, with its values.
Bound = int | str | list[int] | None
Condition = tuple[str, tuple[Bound, ...]]


class Unknown(Exception):
    """The figure has no list behind it, or no such part."""


@dataclasses.dataclass(frozen=True, slots=True)
class Behind:
    """The measure a figure counts, and what makes a row belong to one of its parts. Without `of` it has no parts.

    Where a case may be behind several parts, only the parts have a list: `has_whole` is False.
    """

    measure: str
    of: Callable[[str], Condition] | None = None
    always: str = ""
    has_whole: bool = True

    def condition(self, part: str) -> Condition:
        """Which rows belong to a part, to all of it where none is named; raises Unknown."""
        if not part and self.has_whole:
            return (self.always or "TRUE", ())
        if not part or self.of is None:
            raise Unknown(part)
        sql, values = self.of(part)
        return (f"{self.always} AND {sql}" if self.always else sql, values)


class Row(NamedTuple):
    """One record behind a number: its case, with number, and what of it this reader may see. 0: without a case."""

    case_id: int
    number: str
    names: str
    address: str
    is_open_to_reader: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The records behind a number: `count` of them, those on this page, and how many are restricted and not listed."""

    count: int
    rows: tuple[Row, ...]
    restricted: int
    next_after: int


def has_list(figure: str, part: str) -> bool:
    """Whether there is a list behind a figure, or behind its parts."""
    return figure in BEHIND and (bool(part) or BEHIND[figure].has_whole)


def find(reach: Reach, figure: str, part: str, years: range, *, scope: Scope, after: int) -> Found:
    """The records behind a figure or one of its parts; raises Unknown.

    Their number is the figure's: all come from the same facts. Restricted cases the reader is not named on are
    counted and not listed. A manager reads case numbers alone.
    """
    if figure not in BEHIND:
        raise Unknown(figure)
    where, values = _where(reach, BEHIND[figure], part, years)
    rows = f"({_source(reach, BEHIND[figure])}) r WHERE {where}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE NOT {_NOT_LISTED}) FROM {rows}", _named(values, scope))
        count, listed = cursor.fetchone()
        cursor.execute(
            f"SELECT record_id, case_id FROM {rows} AND NOT {_NOT_LISTED} AND record_id > %s"
            " ORDER BY record_id LIMIT %s",
            [*values, list(scope.cleared_case_ids), after, PAGE_SIZE + 1],
        )
        found = cursor.fetchall()
    shown = found[:PAGE_SIZE]
    return Found(
        count,
        _rows([case_id for _record, case_id in shown], scope),
        count - listed,
        shown[-1][0] if len(found) > PAGE_SIZE else 0,
    )


#: Restricted today, whatever it was when it was counted, and not opened to the reader.
_NOT_LISTED = (
    "EXISTS (SELECT FROM casework_case c WHERE c.id = r.case_id AND c.is_restricted AND c.id <> ALL (%s::bigint[]))"
)


def _named(values: list[Bound], scope: Scope) -> list[Bound]:
    """The values in the order of the statement, whose first one stands before the condition."""
    return [list(scope.cleared_case_ids), *values]


def _where(reach: Reach, behind: Behind, part: str, years: range) -> tuple[str, list[Bound]]:
    measure = BY_CODE[behind.measure]
    condition, values = behind.condition(part)
    place, where = _place(reach, names_its_place=_names_its_place(reach, behind))
    parts = [measure.condition, f"{measure.year} BETWEEN %s AND %s", condition, place]
    if reach.leaves_out_campaigns:
        parts.append("NOT is_campaign")
    return " AND ".join(f"({each})" for each in parts), [years[0], years[-1], *values, *where]


def _source(reach: Reach, behind: Behind) -> str:
    source = BY_CODE[behind.measure].source
    return source.programme_rows if _names_its_place(reach, behind) else source.rows


def _names_its_place(reach: Reach, behind: Behind) -> bool:
    """Whether what is counted of a programme is other rows than those of homes."""
    return reach.kind == ReachKind.PROGRAMME and bool(BY_CODE[behind.measure].source.programme_rows)


def _place(reach: Reach, *, names_its_place: bool) -> Condition:
    """The homes of a reach, by the columns every row carries."""
    match reach.kind:
        case ReachKind.PROGRAMME if names_its_place:
            return "municipality_id = %s AND place_id = %s", (reach.municipality_id, reach.place_id)
        case ReachKind.MUNICIPALITY:
            return "municipality_id = %s", (reach.municipality_id,)
        case ReachKind.ASSOCIATION:
            ids = list(reach.association_ids or ())
            return "municipality_id = %s AND association_id = ANY (%s)", (reach.municipality_id, ids)
        case ReachKind.DEPARTMENT | ReachKind.DISTRICT:
            column = "department_id" if reach.kind == ReachKind.DEPARTMENT else "district"
            return f"municipality_id = %s AND {column} = %s", (reach.municipality_id, reach.place_id)
        case ReachKind.PROGRAMME:
            helped = "SELECT case_id FROM casework_intervention WHERE programme_id = %s"
            return f"municipality_id = %s AND case_id IN ({helped})", (reach.municipality_id, reach.place_id)
    raise Unknown(reach.kind)


def _rows(case_ids: list[int], scope: Scope) -> tuple[Row, ...]:
    numbers = dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "number"))
    visible = {
        pk: (names, address)
        for pk, names, address in Case.objects.visible_to(scope)
        .filter(pk__in=case_ids)
        .values_list("pk", "names", "address")
    }
    return tuple(
        Row(pk, numbers.get(pk, ""), *visible.get(pk, ("", "")), is_open_to_reader=pk in visible) for pk in case_ids
    )


def _equal(column: str, codes: Mapping[str, str] | None = None) -> Callable[[str], Condition]:
    """A part is the value of a column, under another name where `codes` says so."""
    return lambda part: (f"{column}::text = %s", ((codes or {}).get(part, part),))


def _has(column: str) -> Callable[[str], Condition]:
    """A part is one of the codes in a list."""
    return lambda part: (f"%s = ANY ({column})", (part,))


def _either(names: Mapping[str, str]) -> Callable[[str], Condition]:
    """A part is one of some conditions by name."""

    def condition(part: str) -> Condition:
        if part not in names:
            raise Unknown(part)
        return names[part], ()

    return condition


def _soon(days: str) -> Callable[[str], Condition]:
    seven, fourteen, thirty = SOON
    return _either(
        {
            "within_7_days": f"{days} <= {seven}",
            "within_14_days": f"{days} > {seven} AND {days} <= {fourteen}",
            "within_30_days": f"{days} > {fourteen} AND {days} <= {thirty}",
            "later": f"{days} > {thirty}",
            "not_yet": f"{days} IS NULL",
        }
    )


def _association(part: str) -> Condition:
    number = HousingAssociation.objects.filter(code=part).values_list("pk", flat=True).first()
    return "association_id = %s", (number,)


def _yes_no(yes: str, no: str, condition: str) -> Callable[[str], Condition]:
    return _either({yes: condition, no: f"NOT ({condition})"})


_NOWHERE = {"none": "0"}
_NOT_ASKED = {"not_asked": ""}
_ATTEMPTS = {**{str(number): f"attempts = {number}" for number in range(4)}, "more": "attempts > 3"}
_WITHOUT_EVICTION = "housing_outcome IN ('moved', 'left_no_home', 'died', 'transferred')"

#: The figures with a list behind them: those counted from the facts of cases and evictions.
BEHIND: dict[str, Behind] = {
    "evictions": Behind("evictions"),
    "evictions_by_cause": Behind("evictions", _equal("cause")),
    "evictions_by_district": Behind("evictions", _equal("district", _NOWHERE)),
    "evictions_by_association": Behind("evictions", _association),
    "evictions_with_children": Behind("evictions", _equal("has_children")),
    "evictions_by_household": Behind("evictions", _equal("household_type")),
    "evictions_by_age": Behind("evictions", _equal("age_band")),
    "evictions_by_years_in_home": Behind("evictions", _equal("tenancy_length")),
    "evictions_by_allocation": Behind("evictions", _equal("allocation")),
    "evictions_reviewed": Behind("evictions", _yes_no("reviewed", "not_reviewed", "is_reviewed")),
    "missed_chances": Behind("evictions", _has("chances"), always="is_reviewed"),
    "households_evicted": Behind("households_evicted"),
    "left_otherwise": Behind("closed", _equal("housing_outcome"), always=_WITHOUT_EVICTION),
    "cases_opened": Behind("cases", _equal("opened_by")),
    "cases_taken_up": Behind("cases", _yes_no("taken_up", "waiting", "days_to_taken_up IS NOT NULL")),
    "furthest_stage": Behind("cases", _equal("furthest")),
    "cohort_ends": Behind("cases", _equal("cohort_end")),
    "averted_at": Behind("cases", _equal("furthest"), always="cohort_end = 'averted'"),
    "contacted_within_7_days": Behind("cases", _soon("days_to_attempt")),
    "reached_within_7_days": Behind("cases", _soon("days_to_reach")),
    "helped_within_7_days": Behind("cases", _soon("days_to_help")),
    "attempts_per_case": Behind("cases", _either(_ATTEMPTS)),
    "backgrounds": Behind("cases", _has("backgrounds"), always="backgrounds <> '{}'"),
    "cases_by_cause": Behind("cases", _equal("cause")),
    "cases_by_household": Behind("cases", _equal("household_type")),
    "cases_by_children": Behind("cases", _equal("has_children")),
    "cases_by_age": Behind("cases", _equal("age_band")),
    "cases_by_years_in_home": Behind("cases", _equal("tenancy_length")),
    "cases_by_allocation": Behind("cases", _equal("allocation")),
    "cases_by_district": Behind("cases", _equal("district", _NOWHERE)),
    "cases_complete": Behind("cases", _yes_no("complete", "incomplete", "missing = '{}'")),
    "missing_facts": Behind("missing_facts", _equal("fact"), has_whole=False),
    "cases_closed": Behind("closed"),
    "averted": Behind("closed", _yes_no("averted", "not_averted", "is_averted")),
    "cases_helped": Behind("closed", _yes_no("helped", "not_helped", "has_help")),
    "housing_outcomes": Behind("closed", _equal("housing_outcome")),
    "contact_outcomes": Behind("closed", _equal("contact_outcome")),
    "arrears_outcomes": Behind("closed", _equal("arrears_outcome")),
    **{
        f"repeat_after_{months}_months": Behind("closed", _equal(f"repeat_{months}", _NOT_ASKED))
        for months in (3, 6, 12)
    },
}
