"""What worked: the courses of the cases of some years, compared as far as a reader may see them compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict

from django.db.models import Min, QuerySet
from django.utils import timezone

from casework.models import Intervention

from .counts import counted_at
from .facts.cases import NO_HELP
from .models import CaseFact
from .reach import Reach
from .survival.courses import Course
from .survival.feeding import COLUMNS, courses_from
from .survival.landmark import Comparison, Group, by_intervention, early_or_late, whole_year


@dataclasses.dataclass(frozen=True, slots=True)
class Worked:
    """The curves of the cases opened from `since` to `until`.

    `kinds` are the kinds of help they were given, the most frequent first; `help` compares by one of them.
    """

    since: int
    until: int
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
    """
    seen = counted_at()
    rows = _facts(reach).filter(opened_year__range=(since, until))
    courses = _courses(rows, seen) if seen else []
    given = Counter(each for course in courses for each in course.interventions)
    kinds = tuple(sorted(given, key=lambda each: (-given[each], each)))
    chosen = [kind] if kind in kinds else list(kinds[:1])
    return Worked(
        since=since,
        until=until,
        cases=whole_year(courses),
        contact=early_or_late(courses),
        kinds=kinds,
        help=next(iter(by_intervention(courses, only=chosen)), None),
        counted_at=seen,
    )


def _facts(reach: Reach) -> QuerySet[CaseFact]:
    facts = CaseFact.objects.all()
    if reach.municipality_id is not None:
        facts = facts.filter(municipality_id=reach.municipality_id)
    return facts if reach.association_ids is None else facts.filter(association_id__in=reach.association_ids)


def _courses(rows: QuerySet[CaseFact], seen: dt.datetime) -> list[Course]:
    began = Intervention.objects.filter(case_id__in=rows.values("case_id")).exclude(result__in=NO_HELP).order_by()
    first_days = began.values_list("case_id", "kind").annotate(first=Min("starts_on"))
    by_case: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for case_id, kind, first in first_days:
        by_case[case_id][kind] = first
    facts = rows.order_by("case_id").values_list(*COLUMNS)
    return courses_from(facts, by_case, seen_until=timezone.localdate(seen))
