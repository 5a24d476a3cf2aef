"""Groups compared from a landmark day on, so that having stayed long enough counts for nobody."""

from __future__ import annotations

import dataclasses
import enum
import math
from collections.abc import Callable, Collection, Iterable, Sequence

from .courses import FOLLOW_UP_DAYS, Course, Event
from .incidence import Incidence, Z, incidence

#: No curve, and no number that belongs to one, rests on fewer cases.
FEWEST_CASES = 20
#: First contact within so many days of the first warning is early.
EARLY_DAYS = 7
#: On this day it is settled which interventions a case has had.
HELP_DAYS = 30


class GroupKind(enum.StrEnum):
    """Which cases a curve is about."""

    ALL = "all"
    EARLY = "early"
    LATE = "late"
    HELPED = "helped"
    NOT_HELPED = "not_helped"


class Withheld(enum.StrEnum):
    """Why a group has no curve."""

    FEW = "few"
    SHIELDS = "shields"


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Some cases and their curves; without both where they are too few, or would give away a group that is."""

    kind: GroupKind
    incidence: Incidence | None
    withheld: Withheld | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """How much larger the first group's share was at the end, with the ends of its interval."""

    share: float
    low: float
    high: float


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """Groups that together are all cases still open on the landmark day; their clock starts there.

    They are told apart by what had happened `within` so many days of the first warning. `intervention` is the kind
    of help they are grouped by, empty for early and late contact.
    """

    landmark: int
    within: int
    horizon: int
    groups: tuple[Group, ...]
    intervention: str = ""

    @property
    def is_shown(self) -> bool:
        return all(group.incidence is not None for group in self.groups)

    def difference(self, event: Event) -> Difference | None:
        """The first group's share less the second's at the end of the follow-up, by the normal approximation."""
        incidences = [group.incidence for group in self.groups if group.incidence is not None]
        if len(incidences) != 2:
            return None
        first, second = (each.of(event).at(self.horizon) for each in incidences)
        share, reach = first.share - second.share, Z * math.hypot(first.error, second.error)
        return Difference(share, share - reach, share + reach)


def whole_year(courses: Iterable[Course], *, landmark: int = 0, fewest: int = FEWEST_CASES) -> Group:
    """All cases from their first warning on, or from the landmark day on those still open then."""
    return _group(GroupKind.ALL, still_open(courses, landmark), fewest=fewest, horizon=FOLLOW_UP_DAYS - landmark)


def still_open(courses: Iterable[Course], landmark: int) -> list[Course]:
    """The cases still open after the landmark day, their clock started there; all of them where there is none."""
    if not landmark:
        return list(courses)
    return [dataclasses.replace(course, days=course.days - landmark) for course in courses if course.days > landmark]


def early_or_late(courses: Iterable[Course], *, landmark: int = EARLY_DAYS, fewest: int = FEWEST_CASES) -> Comparison:
    """Cases reached within a week against those not reached by then, of the cases still open after the landmark day.

    A case that ended by then could never have become a late one; counting it as early or late would let time that
    nobody could lose (immortal time) speak for one side. So both groups are those still at risk after the landmark
    day, told apart by what was known that day alone; contact that came later makes no case early. The landmark
    is the week itself, or a later day where it takes that long until it is known which cases are asked about.
    """

    def is_early(course: Course) -> bool:
        return course.first_contact_day is not None and course.first_contact_day <= EARLY_DAYS

    kinds = (GroupKind.EARLY, GroupKind.LATE)
    return _compared(courses, is_early, kinds, within=EARLY_DAYS, landmark=landmark, fewest=fewest)


def by_intervention(
    courses: Sequence[Course],
    *,
    only: Collection[str] | None = None,
    landmark: int = HELP_DAYS,
    fewest: int = FEWEST_CASES,
) -> list[Comparison]:
    """For each kind of intervention, cases where it had begun by the landmark day against those where it had not.

    `only` names the kinds that are wanted, where not all are.

    For readers inside the municipality alone: the hardest cases get most help, so that the curves mislead whoever
    does not know the cases.
    """
    kinds = sorted({kind for course in courses for kind in course.interventions} if only is None else only)
    return [
        dataclasses.replace(
            _compared(
                courses,
                _had(kind, landmark),
                (GroupKind.HELPED, GroupKind.NOT_HELPED),
                within=landmark,
                landmark=landmark,
                fewest=fewest,
            ),
            intervention=kind,
        )
        for kind in kinds
    ]


def may_be_shown(count: int, whole: int, *, fewest: int = FEWEST_CASES) -> bool:
    """Whether a part of a whole that a reader knows is large enough, and so is the rest, if there is any."""
    return count >= fewest and (count == whole or whole - count >= fewest)


def _had(kind: str, landmark: int) -> Callable[[Course], bool]:
    return lambda course: kind in course.interventions and course.interventions[kind] <= landmark


def _compared(
    courses: Iterable[Course],
    belongs_to_first: Callable[[Course], bool],
    kinds: tuple[GroupKind, GroupKind],
    *,
    within: int,
    landmark: int,
    fewest: int,
) -> Comparison:
    """Two groups of those still at risk after the landmark day, either both shown or none of them."""
    horizon = FOLLOW_UP_DAYS - landmark
    first: list[Course] = []
    second: list[Course] = []
    for course in still_open(courses, landmark):
        (first if belongs_to_first(course) else second).append(course)
    are_all_large = min(len(first), len(second)) >= fewest
    groups = tuple(
        _group(kind, group, fewest=fewest, horizon=horizon, shields=not are_all_large)
        for kind, group in zip(kinds, (first, second), strict=True)
    )
    return Comparison(landmark=landmark, within=within, horizon=horizon, groups=groups)


def _group(kind: GroupKind, courses: Sequence[Course], *, fewest: int, horizon: int, shields: bool = False) -> Group:
    if len(courses) < fewest:
        return Group(kind, None, Withheld.FEW)
    if shields:
        return Group(kind, None, Withheld.SHIELDS)
    return Group(kind, incidence(courses, horizon=horizon))
