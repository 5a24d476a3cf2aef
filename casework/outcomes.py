"""What came of a case, and which answers at closing contradict what is recorded."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from .enums import CourseResult, InterventionResult

#: The answers of the code lists that rules ask about.
STAYS, EVICTED, TRANSFERRED = "stays", "evicted", "transferred"
HELPED, DECLINED, NO_NEED, NOT_REACHED, TOO_LATE = "helped", "declined", "no_need", "not_reached", "too_late"
#: The intervention that every conversation is.
CONVERSATION = "conversation"

#: The results with which a course ends without costing the home.
AVERTING = frozenset({CourseResult.PAID, CourseResult.SETTLED, CourseResult.REFUSED, CourseResult.WITHDRAWN})
#: The results of an intervention that did something.
DOING = frozenset({InterventionResult.ONGOING, InterventionResult.GRANTED})
#: What it takes before a household counts as not reached.
ENOUGH_ATTEMPTS, ENOUGH_MODES = 3, 2


@dataclasses.dataclass(frozen=True, slots=True)
class Work:
    """What was done on a case until its closing."""

    attempts: int = 0
    modes: int = 0
    is_reached: bool = False
    help_given: frozenset[str] = frozenset()
    has_eviction: bool = False


def is_averted(housing_outcome: str, results: Collection[str]) -> bool:
    """Whether an eviction was averted: the household still lives there and every course ended without one.

    `results` are those of all courses of a closed case. Derived, never ticked (domain § 3).
    """
    return housing_outcome == STAYS and all(result in AVERTING for result in results)


def help_given(interventions: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The kinds of help given, from pairs of an intervention's kind and result; refused and declined help is none."""
    return frozenset(kind for kind, result in interventions if result in DOING)


def contact_objection(contact_outcome: str, work: Work) -> str:
    """Why this answer to how contact went contradicts the record, for whoever closes; empty when it does not."""
    if contact_outcome in {HELPED, DECLINED, NO_NEED} and not work.is_reached:
        return _("Nobody has reached the household: choose “Not reached” or “Too late”, or log the conversation first.")
    if contact_outcome in {NOT_REACHED, TOO_LATE} and work.is_reached:
        return _("The household was reached: choose what came of the conversation.")
    if contact_outcome == HELPED and not work.help_given:
        return _("No help is recorded: log the intervention first, or choose another answer.")
    if contact_outcome == NO_NEED and work.help_given - {CONVERSATION}:
        return _("Help beyond the conversation is recorded: choose “Reached and helped”.")
    if contact_outcome == TOO_LATE and work.attempts >= ENOUGH_ATTEMPTS:
        return _("Three attempts or more are recorded, so it was not too late: choose “Not reached”.")
    if contact_outcome == NOT_REACHED:
        return _not_reached_objection(work)
    return ""


def housing_objection(housing_outcome: str, results: Collection[str], *, has_eviction: bool) -> str:
    """Why this answer to where the household lives contradicts courses and evictions; empty when it does not.

    `results` are those with which the case's courses end.
    """
    if not has_eviction and (housing_outcome == EVICTED or CourseResult.CARRIED_OUT in results):
        return _("No eviction is recorded: record it with its day first, or choose another answer.")
    if housing_outcome != EVICTED and has_eviction:
        return _("An eviction was carried out: choose “Evicted”, or correct the record first.")
    if housing_outcome == STAYS and CourseResult.LEFT_BEFORE in results:
        return _("A legal course ended because the tenant left: the household does not live there any more.")
    return ""


def _not_reached_objection(work: Work) -> str:
    if work.attempts < ENOUGH_ATTEMPTS:
        return _("Fewer than three attempts are recorded: choose “Too late”, or try again before closing.")
    if work.modes < ENOUGH_MODES:
        return _("Only one way was tried: try another before closing as not reached, for example a letter.")
    return ""
