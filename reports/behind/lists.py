"""Which figures have a list behind them: out of which measure, and what makes a record belong to a part."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ..figures.breakdowns import SOON
from . import details
from .details import Detail, first_of, second_of, waited

#: A condition on the rows, with its values.
Bound = int | str | list[int] | None
Condition = tuple[str, tuple[Bound, ...]]


class Unknown(Exception):
    """The figure has no list behind it, or no such part."""


@dataclasses.dataclass(frozen=True, slots=True)
class Behind:
    """The measure a figure counts, and the parts each row belongs to: `parts` gives their codes, as an array.

    `always` narrows the rows; `detail` is what else is told of each. Without `parts` only the whole has a list.
    """

    measure: str
    parts: str = ""
    always: str = ""
    detail: Detail | None = None

    def condition(self, part: str) -> Condition:
        """Which rows belong to a part, to all of it where none is named; raises Unknown."""
        if not part:
            return (self.always or "TRUE", ())
        if not self.parts:
            raise Unknown(part)
        sql = f"%s = ANY ({self.parts})"
        return (f"{self.always} AND {sql}" if self.always else sql, (part,))


def has_list(figure: str, part: str) -> bool:
    """Whether there is a list behind a figure, or behind its parts."""
    return figure in BEHIND and (not part or bool(BEHIND[figure].parts))


def _by(code: str) -> str:
    """Each row belongs to one part."""
    return f"ARRAY[({code})::text]"


def _renamed(column: str, names: Mapping[str, str]) -> str:
    """A code under another name in the report."""
    whens = " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in names.items())
    return _by(f"CASE {column}::text {whens} ELSE {column}::text END")


def _yes_no(yes: str, no: str, condition: str) -> str:
    return _by(f"CASE WHEN {condition} THEN '{yes}' ELSE '{no}' END")


def _soon(days: str) -> str:
    seven, fourteen, thirty = SOON
    return _by(
        f"CASE WHEN {days} IS NULL THEN 'not_yet' WHEN {days} <= {seven} THEN 'within_7_days'"
        f" WHEN {days} <= {fourteen} THEN 'within_14_days' WHEN {days} <= {thirty} THEN 'within_30_days'"
        f" ELSE 'later' END"
    )


_ASSOCIATION = _by("SELECT a.code FROM housing_housingassociation a WHERE a.organisation_id = r.association_id")
_DISTRICT = _renamed("r.district", {"0": "none"})
_REACHED = "r.mode_reached LIKE '%%|yes'"
_WITHOUT_EVICTION = "housing_outcome IN ('moved', 'left_no_home', 'died', 'transferred')"

_EVICTIONS: dict[str, Behind] = {
    "evictions": Behind("evictions", detail=details.CAUSE),
    "evictions_by_cause": Behind("evictions", _by("r.cause")),
    "further_grounds": Behind("further_grounds", _by("r.code")),
    "evictions_by_district": Behind("evictions", _DISTRICT, detail=details.CAUSE),
    "evictions_by_association": Behind("evictions", _ASSOCIATION, detail=details.CAUSE),
    "households_evicted": Behind("households_evicted", detail=details.CAUSE),
    "evictions_with_children": Behind("evictions", _by("r.has_children"), detail=details.CAUSE),
    "children_evicted": Behind("evictions_children_known", detail=details.CHILDREN),
    "persons_evicted": Behind("evictions_persons_known", detail=details.PERSONS),
    "evictions_per_1000_dwellings": Behind("evictions", _ASSOCIATION, detail=details.IS_RATED),
    "evictions_by_household": Behind("evictions", _by("r.household_type"), detail=details.CAUSE),
    "evictions_by_age": Behind("evictions", _by("r.age_band"), detail=details.CAUSE),
    "evictions_by_years_in_home": Behind("evictions", _by("r.tenancy_length"), detail=details.CAUSE),
    "evictions_by_allocation": Behind("evictions", _by("r.allocation"), detail=details.CAUSE),
    "evictions_reviewed": Behind("evictions", _yes_no("reviewed", "not_reviewed", "r.is_reviewed")),
    "missed_chances": Behind("evictions", "r.chances", always="r.is_reviewed"),
    "cost_of_evictions": Behind("evictions", detail=details.CAUSE),
}
_CASES: dict[str, Behind] = {
    "cases_opened": Behind("cases", _by("r.opened_by")),
    "cases_taken_up": Behind("cases", _yes_no("taken_up", "waiting", "r.days_to_taken_up IS NOT NULL")),
    "turnaround": Behind("days_to_taken_up", detail=waited("r.days_to_taken_up")),
    "furthest_stage": Behind("cases", _by("r.furthest")),
    "cohort_ends": Behind("cases", _by("r.cohort_end")),
    "averted_at": Behind("cases", _by("r.furthest"), always="r.cohort_end = 'averted'"),
    "contacted_within_7_days": Behind("cases", _soon("r.days_to_attempt"), detail=waited("r.days_to_attempt")),
    "reached_within_7_days": Behind("cases", _soon("r.days_to_reach"), detail=waited("r.days_to_reach")),
    "helped_within_7_days": Behind("cases", _soon("r.days_to_help"), detail=waited("r.days_to_help")),
    "median_days_to_contact": Behind("days_to_attempt", detail=waited("r.days_to_attempt")),
    "median_days_to_reach": Behind("days_to_reach", detail=waited("r.days_to_reach")),
    "median_days_to_help": Behind("days_to_help", detail=waited("r.days_to_help")),
    "attempts_per_case": Behind("cases", _by("CASE WHEN r.attempts > 3 THEN 'more' ELSE r.attempts::text END")),
    "backgrounds": Behind("cases_with_background", "r.backgrounds"),
    "cases_by_cause": Behind("cases", _by("r.cause")),
    "cases_by_household": Behind("cases", _by("r.household_type")),
    "cases_by_children": Behind("cases", _by("r.has_children")),
    "cases_by_age": Behind("cases", _by("r.age_band")),
    "cases_by_years_in_home": Behind("cases", _by("r.tenancy_length")),
    "cases_by_allocation": Behind("cases", _by("r.allocation")),
    "cases_by_district": Behind("cases", _DISTRICT),
    "cases_complete": Behind("cases", _yes_no("complete", "incomplete", "r.missing = '{}'")),
    "missing_facts": Behind("missing_facts", _by("r.fact"), detail=details.UNIT),
    "missing_by_unit": Behind("missing_facts", _by(first_of("r.by_unit")), detail=details.MISSING),
}
_CLOSED: dict[str, Behind] = {
    "left_otherwise": Behind("closed", _by("r.housing_outcome"), always=_WITHOUT_EVICTION),
    "cases_closed": Behind("closed"),
    "averted": Behind("closed", _yes_no("averted", "not_averted", "r.is_averted")),
    "cases_helped": Behind("closed", _yes_no("helped", "not_helped", "r.has_help")),
    "housing_outcomes": Behind("closed", _by("r.housing_outcome")),
    "contact_outcomes": Behind("closed", _by("r.contact_outcome")),
    "arrears_outcomes": Behind("closed", _by("r.arrears_outcome")),
    "course_results": Behind("courses", _by("r.result")),
    **{
        f"repeat_after_{months}_months": Behind("closed", _renamed(f"r.repeat_{months}", {"": "not_asked"}))
        for months in (3, 6, 12)
    },
}
_WORK: dict[str, Behind] = {
    "attempts_reached": Behind("attempts", _yes_no("reached", "not_reached", _REACHED), detail=details.MODE),
    "reached_by_mode": Behind("attempts", _by(details.MODE.sql), always=_REACHED, detail=details.PART_OF_DAY),
    "reached_by_part_of_day": Behind("attempts", _by(details.PART_OF_DAY.sql), always=_REACHED, detail=details.MODE),
    "interventions": Behind("interventions", _by("r.kind"), detail=details.RESULT_OF_HELP),
    "intervention_results": Behind("interventions", _by("r.result"), detail=details.KIND_OF_HELP),
    "requests_sent": Behind("requests", _by("r.kind"), detail=details.DAYS_TO_ANSWER),
    "days_to_answer": Behind("days_to_answer", _by("r.kind"), detail=details.DAYS_TO_ANSWER),
    "days_to_answer_by_receiver": Behind(
        "days_to_answer", _by(first_of("r.receiver_days")), detail=details.DAYS_TO_ANSWER
    ),
    "holds_asked": Behind("holds", _by("r.outcome"), detail=details.DAYS_TO_ANSWER),
    "handovers": Behind("handovers", _by("r.direction"), detail=details.STATUS),
    "handover_answers": Behind("handovers", _by(second_of("r.direction_status")), detail=details.DIRECTION),
    "notices_received": Behind("notices", _by("r.kind")),
    "notices_on_time": Behind("notices_92_2", _by("r.punctuality")),
}

#: The figures with a list behind them: those whose records belong to cases.
BEHIND: dict[str, Behind] = {**_EVICTIONS, **_CASES, **_CLOSED, **_WORK}
