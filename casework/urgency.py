"""Which case comes first: rules in order, each with the day something is due and the reason in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import reasons
from .enums import Stage
from .legal_calendar import deadline_day, next_working_day
from .reasons import QUIET_DAYS, RETRY_DAYS

#: Days within which help is to be assessed after a notice, retssikkerhedsloven § 5 a.
ASSESSMENT_DAYS = 14
#: Days a tenant has to pay after the demand has reached them, almenlejeloven § 90(2).
PAYMENT_DAYS = 14


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of an open case. Every fact is a date or does not change with time.

    `began_on` is the day it was opened or last reopened; contacts before that day no longer count.
    """

    began_on: dt.date
    is_assigned: bool = False
    has_children: bool = False
    stage: str = Stage.EARLY
    demanded_on: dt.date | None = None
    noticed_on: dt.date | None = None
    hearing_on: dt.date | None = None
    eviction_on: dt.date | None = None
    last_contact_on: dt.date | None = None
    last_reached_on: dt.date | None = None
    has_intervention: bool = False
    follow_up_on: dt.date | None = None
    last_event_on: dt.date | None = None

    @property
    def was_tried(self) -> bool:
        return self.last_contact_on is not None and self.last_contact_on >= self.began_on

    @property
    def was_reached(self) -> bool:
        return self.last_reached_on is not None and self.last_reached_on >= self.began_on


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One rule of urgency: the day something is due, and how many days before it brings the case up.

    `say` puts the reason in words, given the days from today until it is due (below 0: overdue).
    """

    code: str
    label: str | Promise
    description: str | Promise
    lead_days: int
    due: Callable[[Facts], dt.date | None]
    say: Callable[[int], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Triage:
    """Where a case stands in the worklist: the day it comes up, by which rule, and what is due when."""

    key: dt.date
    rule: str
    due_on: dt.date


def triage(facts: Facts, lead_days: Mapping[str, int]) -> Triage:
    """The earliest, over all rules, of the due day less the rule's lead days; the first rule wins a tie.

    `lead_days` are the municipality's own by rule code; a rule it does not name keeps its default.
    """
    found = [
        Triage(due_on - dt.timedelta(days=lead_days.get(rule.code, rule.lead_days)), rule.code, due_on)
        for rule in RULES
        if (due_on := rule.due(facts)) is not None
    ]
    return min(found, key=lambda one: one.key)


def reason(rule: str, due_on: dt.date | None, today: dt.date) -> str:
    """Why a case stands where it does, as one short sentence; empty for a case nothing is due on."""
    if not rule or due_on is None:
        return ""
    return _BY_CODE[rule].say((due_on - today).days)


def _child_first_contact(facts: Facts) -> dt.date | None:
    return facts.began_on if facts.has_children and not facts.was_tried else None


def _first_contact(facts: Facts) -> dt.date | None:
    return None if facts.was_tried else next_working_day(facts.began_on)


def _assessment(facts: Facts) -> dt.date | None:
    if facts.noticed_on is None or facts.has_intervention:
        return None
    return facts.noticed_on + dt.timedelta(days=ASSESSMENT_DAYS)


def _payment_deadline(facts: Facts) -> dt.date | None:
    is_waiting = facts.stage == Stage.DEMANDED and not facts.was_reached and not facts.has_intervention
    if facts.demanded_on is None or not is_waiting:
        return None
    return deadline_day(facts.demanded_on + dt.timedelta(days=PAYMENT_DAYS))


def _contact_again(facts: Facts) -> dt.date | None:
    if facts.last_contact_on is None or not facts.was_tried or facts.was_reached:
        return None
    return facts.last_contact_on + dt.timedelta(days=RETRY_DAYS)


def _nobody(facts: Facts) -> dt.date | None:
    return None if facts.is_assigned else next_working_day(facts.began_on)


def _quiet(facts: Facts) -> dt.date:
    return max(facts.last_event_on or facts.began_on, facts.began_on) + dt.timedelta(days=QUIET_DAYS)


#: The rules in order.
RULES: tuple[Rule, ...] = (
    Rule(
        "eviction",
        _("Eviction scheduled"),
        _("The bailiff court has set the day of the eviction and nobody has recorded what happened."),
        14,
        lambda facts: facts.eviction_on,
        reasons.eviction,
    ),
    Rule(
        "bailiff_hearing",
        _("Bailiff hearing"),
        _("The bailiff court has called a hearing and nobody has recorded its result."),
        7,
        lambda facts: facts.hearing_on,
        reasons.hearing,
    ),
    Rule(
        "child_first_contact",
        _("Child in the household"),
        _("Children under 18 live there and no contact has been tried: due the day the case began."),
        0,
        _child_first_contact,
        reasons.child,
    ),
    Rule(
        "first_contact",
        _("First contact"),
        _("No contact has been tried: due the working day after the case began."),
        0,
        _first_contact,
        reasons.first_contact,
    ),
    Rule(
        "assessment",
        _("Assessment of help (§ 5 a)"),
        _("A notice came and no help has been given: 14 days after the notice (retssikkerhedsloven § 5 a, guidance)."),
        5,
        _assessment,
        reasons.assessment,
    ),
    Rule(
        "payment_deadline",
        _("Payment deadline"),
        _(
            "A demand was sent and nobody has reached the household: 14 days after the demand,"
            " on a weekday (almenlejeloven § 90(2), guidance)."
        ),
        3,
        _payment_deadline,
        reasons.payment_deadline,
    ),
    Rule(
        "contact_again",
        _("Try again"),
        _("The household has been sought in vain: due 3 days after the last attempt."),
        0,
        _contact_again,
        reasons.contact_again,
    ),
    Rule(
        "follow_up",
        _("Follow-up date"),
        _("Somebody asked to see the case again on this day."),
        0,
        lambda facts: facts.follow_up_on,
        reasons.follow_up,
    ),
    Rule(
        "nobody",
        _("Not taken"),
        _("Nobody has taken the case: due the working day after it began."),
        0,
        _nobody,
        reasons.nobody,
    ),
    Rule(
        "quiet",
        _("Quiet"),
        _("Nothing has been recorded on the case for 14 days."),
        0,
        _quiet,
        reasons.quiet,
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}
