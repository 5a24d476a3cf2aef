"""One case's way from its first warning to its ending, as far as it was followed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping

#: How long every case is followed from its first warning.
FOLLOW_UP_DAYS = 365


class Event(enum.IntEnum):
    """How a case ended; the numbers are those the library wants, 0 for none yet."""

    CENSORED = 0
    EVICTED = 1
    AVERTED = 2
    MOVED_OUT = 3
    OTHER = 4


#: The endings that compete with each other, the one that is feared first.
ENDINGS = (Event.EVICTED, Event.AVERTED, Event.MOVED_OUT, Event.OTHER)


@dataclasses.dataclass(frozen=True, slots=True)
class Course:
    """One case: on which day after its first warning it ended or was last seen, and what was done by when.

    `days` and the other days are whole days after the first warning, which is day 0. `first_contact_day` is the day
    somebody of the household was first reached, None when never. `interventions` holds the first day of each kind.
    """

    days: int
    event: Event
    first_contact_day: int | None = None
    interventions: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a course cannot end before it begins")

    def until(self, horizon: int) -> Course:
        """The course as it was known on a day: one that went on is censored then."""
        return self if self.days <= horizon else dataclasses.replace(self, days=horizon, event=Event.CENSORED)


def course_of(
    *,
    started_on: dt.date,
    ended_on: dt.date | None,
    event: Event,
    seen_until: dt.date,
    first_contact_day: int | None = None,
    interventions: Mapping[str, int] | None = None,
) -> Course | None:
    """The course of a case that was seen until a day; None where it had not begun by then, or ended before it began.

    An ending after `seen_until`, or without its day, is not known yet.
    """
    has_ended = event != Event.CENSORED and ended_on is not None and ended_on <= seen_until
    last = ended_on if has_ended and ended_on is not None else seen_until
    if last < started_on:
        return None
    return Course(
        days=(last - started_on).days,
        event=event if has_ended else Event.CENSORED,
        first_contact_day=first_contact_day,
        interventions=interventions or {},
    ).until(FOLLOW_UP_DAYS)
