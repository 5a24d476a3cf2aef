"""What can happen to a household of the demo, as facts with their dates."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from casework.enums import Cause, LegalStepKind, OpenedBy, StepSource
from housing.enums import Step

from .households import Household


@dataclasses.dataclass(frozen=True, slots=True)
class Warned:
    """What one list says of the household."""

    as_of: dt.date
    amount: Decimal
    step: Step
    demand_sent_on: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Stepped:
    """One step of the legal course."""

    kind: LegalStepKind
    on: dt.date
    source: StepSource
    takes_place_on: dt.date | None = None
    hearing_result: str = ""
    result: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Tried:
    """One attempt to reach the household."""

    at: dt.datetime
    mode: str
    part: str
    reason: str

    @property
    def is_reached(self) -> bool:
        return not self.reason


@dataclasses.dataclass(frozen=True, slots=True)
class Helped:
    """One intervention."""

    kind: str
    on: dt.date
    amount: Decimal | None
    result: str


@dataclasses.dataclass(frozen=True, slots=True)
class Ended:
    """How a case was closed."""

    on: dt.date
    housing: str
    contact: str
    arrears: str


@dataclasses.dataclass(slots=True)
class Story:
    """Everything that happened to one household in one round."""

    household: Household
    cause: Cause
    opened_by: OpenedBy | None = None
    opened_at: dt.datetime | None = None
    taken_at: dt.datetime | None = None
    noticed_on: dt.date | None = None
    warned: list[Warned] = dataclasses.field(default_factory=list)
    steps: list[Stepped] = dataclasses.field(default_factory=list)
    tries: list[Tried] = dataclasses.field(default_factory=list)
    help: list[Helped] = dataclasses.field(default_factory=list)
    backgrounds: list[str] = dataclasses.field(default_factory=list)
    follow_up_on: dt.date | None = None
    evicted_on: dt.date | None = None
    ended: Ended | None = None
    is_restricted: bool = False
