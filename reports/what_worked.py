"""What worked: the courses of the cases of some years, compared as far as a reader may see them compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Min, QuerySet
from django.utils import timezone

from casework.models import Intervention

from .counts import counted_at
from .enums import ReachKind
from .facts.cases import NO_HELP
from .models import CaseFact
from .reach import Reach
from .survival.courses import Course
from .survival.feeding import COLUMNS, FactRow, courses_from
from .survival.landmark import EARLY_DAYS, HELP_DAYS, Comparison, Group, by_intervention, early_or_late, whole_year


@dataclasses.dataclass(frozen=True, slots=True)
class Worked:
    """The curves of the cases opened from `since` to `until`.

    `landmark` is the day from which all of them are followed, 0 for the first warning. `kinds` are the kinds of help
    they were given, the most frequent first; `help` compares by one of them.
    """

    since: int
    until: int
    landmark: int
    cases: Group
    contact: Comparison
    kinds: tuple[str, ...]
    help: Comparison | None
    counted_at: dt.datetime | None

    @property
    def period(self) -> str:
        """The year, or the first and the last."""
        return str(self.until) if self.since == self.until else f"{self.since}–{self.until}"


def cohort_years(reach: Reach) -> list[int]:
    """The years in which cases of a reach were opened, the newest first."""
    rows = _facts(reach).order_by("-opened_year").values_list("opened_year", flat=True)
    return list(rows.distinct())


def what_worked(reach: Reach, *, since: int, until: int, kind: str = "") -> Worked:
    """The curves of a cohort as the statistics last saw it; the questions to the database are always as many.

    Help is that which was neither refused nor declined; `kind` is the one to compare by, the most frequent without.
    A programme's cases are those on which it had begun by day 30, followed from there: whoever it reached later must
    have stayed so long, and would make it look good.
    """
    seen = counted_at()
    rows = _facts(reach).filter(opened_year__range=(since, until))
    courses = _courses(rows, seen, programme=_programme_of(reach)) if seen else []
    landmark = HELP_DAYS if _programme_of(reach) else 0
    given = Counter(each for course in courses for each in course.interventions)
    kinds = tuple(sorted(given, key=lambda each: (-given[each], each)))
    chosen = [kind] if kind in kinds else list(kinds[:1])
    return Worked(
        since=since,
        until=until,
        landmark=landmark,
        cases=whole_year(courses, landmark=landmark),
        contact=early_or_late(courses, landmark=max(landmark, EARLY_DAYS)),
        kinds=kinds,
        help=next(iter(by_intervention(courses, only=chosen)), None),
        counted_at=seen,
    )


def _programme_of(reach: Reach) -> int | None:
    return reach.place_id if reach.kind == ReachKind.PROGRAMME else None


def _facts(reach: Reach) -> QuerySet[CaseFact]:
    facts = CaseFact.objects.filter(is_campaign=False) if reach.leaves_out_campaigns else CaseFact.objects.all()
    if reach.kind == ReachKind.DEPARTMENT:
        facts = facts.filter(department_id=reach.place_id or 0)
    if reach.kind == ReachKind.DISTRICT:
        facts = facts.filter(district=reach.place_id or 0)
    if programme := _programme_of(reach):
        facts = facts.filter(case_id__in=_given().filter(programme=programme).values("case_id"))
    if reach.municipality_id is not None:
        facts = facts.filter(municipality_id=reach.municipality_id)
    return facts if reach.association_ids is None else facts.filter(association_id__in=reach.association_ids)


def _given() -> QuerySet[Intervention]:
    """Help that was neither refused nor declined."""
    return Intervention.objects.exclude(result__in=NO_HELP).order_by()


def _courses(rows: QuerySet[CaseFact], seen: dt.datetime, *, programme: int | None) -> list[Course]:
    began = _given().filter(case_id__in=rows.values("case_id"))
    by_case: dict[int, dict[str, dt.date]] = defaultdict(dict)
    programme_began: dict[int, dt.date] = {}
    first_days = began.values_list("case_id", "kind", "programme").annotate(first=Min("starts_on"))
    for case_id, kind, of_programme, first in first_days:
        by_case[case_id][kind] = min(first, by_case[case_id].get(kind, first))
        if of_programme == programme:
            programme_began[case_id] = min(first, programme_began.get(case_id, first))
    facts: Iterable[FactRow] = rows.order_by("case_id").values_list(*COLUMNS)
    if programme is not None:
        facts = [row for row in facts if (programme_began[row[0]] - row[1]).days <= HELP_DAYS]
    return courses_from(facts, by_case, seen_until=timezone.localdate(seen))
