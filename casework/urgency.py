"""Which case comes first: rules in order, each with the day something is due and the reason in words.

A rule that speaks of a deadline takes its day, its name and its meaning from there; no rule is written twice.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import deadline_rules, deadlines, reasons
from .legal_calendar import next_working_day
from .reasons import QUIET_DAYS, RETRY_DAYS


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of an open case. Every fact is a date or does not change with time.

    `began_on` is the day it was opened or last reopened; contacts before that day no longer count. `due` is the
    earliest open deadline of each rule that has one.
    """

    began_on: dt.date
    due: Mapping[str, dt.date] = dataclasses.field(default_factory=dict)
    is_assigned: bool = False
    has_children: bool = False
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

    `say` puts the reason in words, given the days from today until it is due (below 0: overdue). `absent` says why
    the rule does not apply to a case, `resting` why it does not although its deadline is open.
    """

    code: str
    label: str | Promise
    description: str | Promise
    lead_days: int
    due: Callable[[Facts], dt.date | None]
    say: Callable[[int], str]
    absent: str | Promise
    is_deadline: bool = False
    resting: str | Promise = ""


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
    return min(applying(facts, lead_days), key=lambda one: one.key)


def applying(facts: Facts, lead_days: Mapping[str, int]) -> list[Triage]:
    """Every rule that applies to a case, in the order of the rules."""
    return [
        Triage(due_on - dt.timedelta(days=lead_days.get(rule.code, rule.lead_days)), rule.code, due_on)
        for rule in RULES
        if (due_on := rule.due(facts)) is not None
    ]


def reason(rule: str, due_on: dt.date | None, today: dt.date) -> str:
    """Why a case stands where it does, as one short sentence; empty for a case nothing is due on."""
    if not rule or due_on is None:
        return ""
    return BY_CODE[rule].say((due_on - today).days)


def _on_deadline(
    code: str,
    lead_days: int,
    say: Callable[[int], str],
    due: Callable[[Facts], dt.date | None] | None = None,
    resting: str | Promise = "",
) -> Rule:
    """A rule that brings a case up before a deadline; `due` where it does so only for some cases."""
    rule = deadline_rules.BY_CODE[code]
    return Rule(
        code,
        rule.label,
        rule.about,
        lead_days,
        due or (lambda facts: facts.due.get(code)),
        say,
        rule.absent,
        is_deadline=True,
        resting=resting,
    )


def _letter_owed(code: str) -> Callable[[Facts], dt.date | None]:
    """A letter that is owed waits while an eviction, a hearing or the first contact is due: they cannot."""
    cannot_wait = {deadlines.EVICTION, deadlines.HEARING, deadlines.FIRST_CONTACT}
    return lambda facts: None if cannot_wait & facts.due.keys() else facts.due.get(code)


def _child_first_contact(facts: Facts) -> dt.date | None:
    return facts.began_on if facts.has_children and deadlines.FIRST_CONTACT in facts.due else None


def _payment_deadline(facts: Facts) -> dt.date | None:
    """Left alone once the household was reached or helped: the day then belongs to the agreement with them."""
    if facts.was_reached or facts.has_intervention:
        return None
    return facts.due.get(deadlines.PAYMENT)


def _contact_again(facts: Facts) -> dt.date | None:
    if facts.last_contact_on is None or not facts.was_tried or facts.was_reached:
        return None
    return facts.last_contact_on + dt.timedelta(days=RETRY_DAYS)


def _nobody(facts: Facts) -> dt.date | None:
    return None if facts.is_assigned else next_working_day(facts.began_on)


def _quiet(facts: Facts) -> dt.date:
    return max(facts.last_event_on or facts.began_on, facts.began_on) + dt.timedelta(days=QUIET_DAYS)


_LETTERS_WAIT = _("An eviction, a hearing or the first contact comes first; the letter stands among the deadlines.")

#: The rules in order.
RULES: tuple[Rule, ...] = (
    _on_deadline(deadlines.EVICTION, 14, reasons.eviction),
    _on_deadline(deadlines.HEARING, 7, reasons.hearing),
    Rule(
        "child_first_contact",
        _("Child in the household"),
        _("Children under 18 live there and no contact has been tried: due the day the case began."),
        0,
        _child_first_contact,
        reasons.child,
        _("Contact has been tried, or no children are known to live there."),
    ),
    _on_deadline(deadlines.FIRST_CONTACT, 0, reasons.first_contact),
    _on_deadline(deadlines.ASSESSMENT, 5, reasons.assessment),
    _on_deadline(deadlines.GUARANTEE, 14, reasons.guarantee),
    _on_deadline(
        deadlines.PAYMENT,
        3,
        reasons.payment_deadline,
        _payment_deadline,
        _("The household has been reached or helped: the day belongs to what was agreed with them."),
    ),
    _on_deadline(deadlines.INSTALMENT, -5, reasons.instalment),
    _on_deadline(deadlines.REQUEST_REPLY, 1, reasons.request_reply),
    _on_deadline(deadlines.REQUEST, -1, reasons.request),
    _on_deadline(deadlines.AGREEMENT, 1, reasons.agreement),
    _on_deadline(deadlines.APPOINTMENT, 0, reasons.appointment),
    Rule(
        "contact_again",
        _("Try again"),
        _("The household has been sought in vain: due 3 days after the last attempt."),
        0,
        _contact_again,
        reasons.contact_again,
        _("The household has been reached, or nobody has tried yet."),
    ),
    Rule(
        "follow_up",
        _("Follow-up date"),
        _("Somebody asked to see the case again on this day."),
        0,
        lambda facts: facts.follow_up_on,
        reasons.follow_up,
        _("Nobody has set a follow-up date."),
    ),
    _on_deadline(deadlines.ADVICE, 2, reasons.advice, _letter_owed(deadlines.ADVICE), _LETTERS_WAIT),
    _on_deadline(deadlines.INFORMATION, 3, reasons.information, _letter_owed(deadlines.INFORMATION), _LETTERS_WAIT),
    _on_deadline(deadlines.EVICTION_REVIEW, 7, reasons.eviction_review),
    Rule(
        "nobody",
        _("Not taken"),
        _("Nobody has taken the case: due the working day after it began."),
        0,
        _nobody,
        reasons.nobody,
        _("Somebody has the case."),
    ),
    Rule(
        "quiet",
        _("Quiet"),
        _("Nothing has been recorded on the case for 14 days."),
        0,
        _quiet,
        reasons.quiet,
        _("The case is closed."),
    ),
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
