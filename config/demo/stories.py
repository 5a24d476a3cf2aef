"""What happens to the households of the demo: how far it goes, who reaches them, how it ends."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from decimal import Decimal

from casework.enums import Cause, CourseResult, HearingResult, LegalStepKind, OpenedBy, StepSource
from housing.enums import Step

from .facts import Ended, Helped, Stepped, Story, Tried, Warned
from .households import Household

#: Lists speak of the 20th of each month. The samples of October and November 2026 are left for the user to deliver.
LIST_DAY = 20
FIRST_LIST = dt.date(2021, 1, LIST_DAY)
LAST_LIST = dt.date(2026, 9, LIST_DAY)
STEPS = list(Step)
#: Days in which a case may still wait for somebody to take it.
FRESH_DAYS = 12

MODES = ("phone", "phone", "phone", "letter", "home_visit", "home_visit", "sms", "digital_post", "door_card", "office")
PARTS = ("morning", "morning", "afternoon", "afternoon", "evening")
NOT_REACHED = ("no_answer", "no_answer", "message_left", "wrong_address", "no_show")
INTERVENTIONS = (
    ("conversation", 0), ("conversation", 0), ("grant_81", 1), ("rent_help_81a", 1), ("housing_benefit", 0),
    ("debt_advice", 0), ("debt_advice", 0), ("budget_advice", 0), ("instalment_negotiation", 0),
    ("administration_voluntary", 0), ("payment_guarantee", 1), ("hold_requested", 0), ("rehousing", 0),
    ("support_person", 0),
)  # fmt: skip
BACKGROUNDS = (
    "benefit_stopped", "housing_benefit_changed", "job_lost", "illness", "separation", "bereavement", "debt", "debt",
    "prison", "violence", "forgotten", "other",
)  # fmt: skip


def months_from(first: dt.date, count: int) -> list[dt.date]:
    """The list days of `count` months from one on, those after the last list left out."""
    days = [
        dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, LIST_DAY)
        for n in range(count)
    ]
    return [day for day in days if day <= LAST_LIST]


def tell_arrears(chance: random.Random, household: Household, *, first_list: dt.date, now: dt.datetime) -> Story:
    """A household in arrears from a list on, until it ends or until now."""
    story = Story(household, Cause.ARREARS)
    evicting = 14 - 1.4 * (first_list.year - FIRST_LIST.year)
    furthest = chance.choices(range(6), weights=(30, 26, 14, 12, 9, evicting))[0]
    lists = months_from(first_list, min(furthest, 3) + 1 + chance.randint(0, 1))
    _warn(chance, story, lists, min(furthest, 3))
    _go_to_court(chance, story, furthest, now.date())
    _open(chance, story, now)
    if story.opened_at:
        _work(chance, story, now)
        _close(chance, story, furthest, now)
        _visit_lately(chance, story, now)
    return story


def tell_noticed(chance: random.Random, household: Household, *, on: dt.date, now: dt.datetime) -> Story:
    """A household of whom a notice has just come: the court has been asked, perhaps it has called a hearing."""
    story = Story(household, Cause.ARREARS, noticed_on=on)
    _warn(chance, story, months_from(LAST_LIST.replace(month=LAST_LIST.month - 1), 2), 3)
    story.steps.append(Stepped(LegalStepKind.DEMAND, on - dt.timedelta(days=chance.randint(25, 45)), StepSource.LIST))
    _court_steps(chance, story, on, chance.choice((3, 3, 4)))
    story.steps = [step for step in story.steps if step.on <= now.date()]
    _be_in_court_today(story, now.date())
    _open(chance, story, now)
    if story.opened_at:
        _work(chance, story, now)
        _visit_lately(chance, story, now)
    return story


def tell_other(chance: random.Random, household: Household, *, cause: Cause, on: dt.date, now: dt.datetime) -> Story:
    """A case of subletting, house rules or another ground, which no list speaks of."""
    story = Story(household, cause, is_restricted=cause == Cause.CRIME)
    first = {
        Cause.SUBLETTING: LegalStepKind.OBJECTION,
        Cause.HOUSE_RULES: LegalStepKind.HOUSE_RULES_WARNING,
    }.get(cause, LegalStepKind.TERMINATION)
    story.steps.append(Stepped(first, on, StepSource.ASSOCIATION))
    furthest = chance.choice((1, 2, 3, 4, 5))
    if furthest >= 2:
        story.steps.append(
            Stepped(LegalStepKind.RESCISSION, on + dt.timedelta(days=chance.randint(25, 60)), StepSource.ASSOCIATION)
        )
    if furthest >= 3:
        filed_on = story.steps[-1].on + dt.timedelta(days=chance.randint(14, 40))
        _court_steps(chance, story, filed_on, furthest)
    story.steps = [step for step in story.steps if step.on <= now.date()]
    story.opened_by = OpenedBy.OWN_INQUIRY if cause == Cause.HOUSE_RULES else OpenedBy.OTHER
    story.opened_at = _office_hour(chance, on + dt.timedelta(days=chance.randint(1, 20)))
    if story.opened_at > now:
        story.opened_at = now - dt.timedelta(hours=3)
    _work(chance, story, now)
    _close(chance, story, furthest, now)
    _visit_lately(chance, story, now)
    return story


def _warn(chance: random.Random, story: Story, lists: list[dt.date], furthest: int) -> None:
    rent = story.household.rent
    owed = rent * Decimal(chance.choice((5, 8, 10, 10, 10, 20))) / 10
    for number, as_of in enumerate(lists):
        step = STEPS[min(number, furthest)]
        demand_sent_on = as_of.replace(day=6) if step != Step.EARLY else None
        story.warned.append(Warned(as_of, owed.quantize(Decimal("0.01")), step, demand_sent_on))
        owed = max(owed + rent * Decimal(chance.choice((-5, 0, 5, 10, 10, 10))) / 10, rent / 2)


def _go_to_court(chance: random.Random, story: Story, furthest: int, today: dt.date) -> None:
    """The steps of the course; those of the days to come are left out, dates the court has set are kept."""
    for warned in story.warned:
        if warned.step == Step.DEMANDED and not story.steps:
            story.steps.append(Stepped(LegalStepKind.DEMAND, warned.as_of.replace(day=6), StepSource.LIST))
        if warned.step == Step.RESCINDED and story.steps[-1].kind == LegalStepKind.DEMAND:
            story.steps.append(
                Stepped(
                    LegalStepKind.RESCISSION, warned.as_of - dt.timedelta(days=chance.randint(1, 6)), StepSource.LIST
                )
            )
    if furthest >= 3 and story.warned:
        filed_on = story.warned[-1].as_of + dt.timedelta(days=chance.randint(4, 30))
        story.noticed_on = filed_on if filed_on <= today else None
        _court_steps(chance, story, filed_on, furthest)
    story.steps = [step for step in story.steps if step.on <= today]


def _court_steps(chance: random.Random, story: Story, filed_on: dt.date, furthest: int) -> None:
    story.steps.append(Stepped(LegalStepKind.FILING, filed_on, StepSource.ASSOCIATION))
    if furthest < 4:
        return
    called_on = filed_on + dt.timedelta(days=chance.randint(5, 12))
    hearing_on = _weekday(called_on + dt.timedelta(days=chance.randint(14, 24)))
    story.steps.append(Stepped(LegalStepKind.HEARING_CALLED, called_on, StepSource.COURT, hearing_on))
    result = HearingResult.ORDER if furthest == 5 else chance.choice((HearingResult.SETTLEMENT, HearingResult.ABSENT))
    story.steps.append(Stepped(LegalStepKind.HEARING_HELD, hearing_on, StepSource.COURT, hearing_result=result))
    if furthest == 5:
        set_on = hearing_on + dt.timedelta(days=chance.randint(3, 8))
        day = _weekday(set_on + dt.timedelta(days=chance.randint(18, 30)))
        story.steps.append(Stepped(LegalStepKind.EVICTION_SCHEDULED, set_on, StepSource.COURT, day))


def _be_in_court_today(story: Story, today: dt.date) -> None:
    """A hearing of these days takes place today, so that there is a day in court to look at."""
    for number, step in enumerate(story.steps):
        if step.takes_place_on and abs((step.takes_place_on - today).days) <= 9:
            story.steps[number:] = [dataclasses.replace(step, takes_place_on=_weekday(today))]
            return


def _open(chance: random.Random, story: Story, now: dt.datetime) -> None:
    """When the municipality comes to know of it: by agreement, by notice, or because somebody turned to it."""
    association = story.household.estate.association
    shared = [warned for warned in story.warned if warned.step != Step.EARLY]
    if association in {"KAB", "FSB"} and shared:
        story.opened_by, on = OpenedBy.AGREEMENT, shared[0].as_of + dt.timedelta(days=chance.randint(0, 2))
    elif story.noticed_on:
        story.opened_by, on = OpenedBy.SECTION_92_2, story.noticed_on
    elif story.warned and chance.random() < 0.12:
        story.opened_by, on = OpenedBy.OWN_INQUIRY, story.warned[-1].as_of + dt.timedelta(days=chance.randint(3, 12))
    else:
        return
    opened_at = _office_hour(chance, on)
    story.opened_at = opened_at if opened_at < now else None
    story.opened_by = story.opened_by if story.opened_at else None


def _work(chance: random.Random, story: Story, now: dt.datetime) -> None:
    """What the caseworkers did, as far as it has happened."""
    opened_at = story.opened_at or now
    taken_at = opened_at + dt.timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 5)), hours=chance.randint(0, 3))
    is_fresh = now - opened_at < dt.timedelta(days=FRESH_DAYS)
    if taken_at >= now or (is_fresh and chance.random() < 0.3):
        return
    story.taken_at = taken_at
    at = taken_at + dt.timedelta(days=chance.choice((0, 0, 1, 1, 2, 4, 7, 11)), minutes=chance.randint(5, 50))
    for _number in range(chance.choices((0, 1, 2, 3, 4, 5), weights=(6, 24, 28, 22, 13, 7))[0]):
        if at >= now:
            break
        part = chance.choice(PARTS)
        at = at.replace(hour={"morning": 9, "afternoon": 13, "evening": 18}[part] + chance.randint(0, 2))
        reason = "" if chance.random() < 0.42 else chance.choice(NOT_REACHED)
        if at < now and at > opened_at:
            before = story.tries[-1].mode if story.tries else ""
            story.tries.append(Tried(at, chance.choice([mode for mode in MODES if mode != before]), part, reason))
        at += dt.timedelta(days=chance.randint(2, 9))
    _help_if_reached(chance, story, now)
    if chance.random() < 0.5:
        story.follow_up_on = _weekday(now.date() + dt.timedelta(days=chance.randint(-1, 12)))


def _visit_lately(chance: random.Random, story: Story, now: dt.datetime) -> None:
    """A case that goes on was visited in the last days; few are left untouched for long."""
    at = _office_hour(chance, now.date() - dt.timedelta(days=chance.randint(3, 11)))
    if story.ended or not story.taken_at or chance.random() > 0.95:
        return
    if max([story.taken_at, *(tried.at for tried in story.tries)]) < at < now:
        story.tries.append(Tried(at, "home_visit", "afternoon", "" if chance.random() < 0.85 else "no_answer"))
        if not story.help:
            _help_if_reached(chance, story, now)


def _help_if_reached(chance: random.Random, story: Story, now: dt.datetime) -> None:
    reached = [tried for tried in story.tries if tried.is_reached]
    if reached:
        _help(chance, story, reached[0].at.date(), now.date())
        story.backgrounds = sorted({chance.choice(BACKGROUNDS) for _ in range(chance.randint(1, 2))})


def _help(chance: random.Random, story: Story, from_day: dt.date, today: dt.date) -> None:
    for _number in range(chance.choices((0, 1, 2, 3), weights=(7, 49, 31, 13))[0]):
        kind, has_amount = chance.choice(INTERVENTIONS)
        on = from_day + dt.timedelta(days=chance.randint(0, 3))
        owed = story.warned[-1].amount if story.warned else story.household.rent
        if on <= today:
            story.help.append(
                Helped(kind, on, owed if has_amount else None, chance.choice(("granted", "granted", "ongoing")))
            )


def _close(chance: random.Random, story: Story, furthest: int, now: dt.datetime) -> None:
    """How it ended, when that day has come: the courses end first, then the case is closed."""
    last = max(
        [
            story.opened_at.date() if story.opened_at else now.date(),
            *(step.takes_place_on or step.on for step in story.steps),
        ]
    )
    if story.warned and story.warned[-1].as_of == LAST_LIST and furthest < 4 and chance.random() < 0.4:
        return
    scheduled = [step for step in story.steps if step.kind == LegalStepKind.EVICTION_SCHEDULED]
    if scheduled and scheduled[-1].takes_place_on and scheduled[-1].takes_place_on >= now.date():
        return
    housing, result = _fate(chance, story, is_scheduled=bool(scheduled), furthest=furthest)
    over_on = last if scheduled else last + dt.timedelta(days=chance.randint(6, 30))
    closed_on = max([over_on, *(tried.at.date() for tried in story.tries), *(helped.on for helped in story.help)])
    closed_on = _weekday(closed_on + dt.timedelta(days=chance.randint(5, 40)))
    if over_on > now.date() or (closed_on >= now.date() and housing != "evicted"):
        return
    story.steps.append(Stepped(LegalStepKind.ENDED, over_on, StepSource.ASSOCIATION, result=result))
    if housing == "evicted":
        story.evicted_on = over_on
    if closed_on < now.date() and story.taken_at:
        story.ended = Ended(closed_on, housing, _contact(story), _arrears(chance, story, result))
        story.follow_up_on = None


def _fate(chance: random.Random, story: Story, *, is_scheduled: bool, furthest: int) -> tuple[str, CourseResult]:
    """Where the household lives afterwards, and how the court course ended."""
    if is_scheduled and chance.random() < (0.35 if story.help else 0.8):
        return "evicted", CourseResult.CARRIED_OUT
    leaves = 0.05 + 0.04 * furthest - (0.06 if story.help else 0)
    if chance.random() < leaves:
        return chance.choice((("moved"), ("moved"), ("left_no_home"))), CourseResult.LEFT_BEFORE
    if chance.random() < 0.03:
        return chance.choice(("died", "transferred", "unknown")), CourseResult.WITHDRAWN
    if story.cause != Cause.ARREARS:
        return "stays", CourseResult.WITHDRAWN
    return "stays", chance.choice((CourseResult.PAID, CourseResult.PAID, CourseResult.SETTLED))


def _contact(story: Story) -> str:
    """The contact outcome, by its definition."""
    if any(tried.is_reached for tried in story.tries):
        return "helped" if story.help else "no_need"
    return "not_reached" if len(story.tries) >= 3 else "too_late"


def _arrears(chance: random.Random, story: Story, result: CourseResult) -> str:
    if story.cause != Cause.ARREARS:
        return "none"
    if result == CourseResult.PAID:
        paid_by_help = any(helped.amount for helped in story.help)
        return "paid_public" if paid_by_help else "paid_self"
    return "instalments" if result == CourseResult.SETTLED else chance.choice(("open", "open", "none"))


def _office_hour(chance: random.Random, day: dt.date) -> dt.datetime:
    """A moment of a weekday in the office, in UTC."""
    return dt.datetime.combine(_weekday(day), dt.time(chance.randint(7, 13), chance.randint(0, 59)), dt.UTC)


def _weekday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
