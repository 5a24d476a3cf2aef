"""What has been tried to reach a household, by mode and part of the day, and what to try next; no clock, no records."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

#: The parts of a day, in the order a day has them.
PARTS = ("morning", "afternoon", "evening")
#: The modes a suggestion may name, the quickest first; the others depend on somebody else.
ORDER = ("phone", "home_visit", "sms", "digital_post", "email", "letter", "door_card")
#: Modes whose answer does not depend on the part of the day in which one writes.
WRITTEN = frozenset({"sms", "digital_post", "email", "letter", "door_card"})
#: What a mode needs: a number or an address that works. Digital Post goes by the CPR number.
NEEDS = {
    "phone": "phone",
    "sms": "phone",
    "email": "email",
    "letter": "address",
    "home_visit": "address",
    "door_card": "address",
}


class Attempt(Protocol):
    """A contact attempt as the pattern sees it; they come in the order in which they were made."""

    @property
    def mode(self) -> str: ...
    @property
    def part_of_day(self) -> str: ...
    @property
    def is_reached(self) -> bool: ...
    @property
    def wants_no_contact(self) -> bool: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """How often one mode was tried in one part of the day, and how often somebody was reached."""

    tried: int = 0
    reached: int = 0
    last_reached: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try next: `why` is `worked` (reached so before), `untried` or `again`.

    `part` is empty for what is written. `tried` are the parts of the day in which the mode failed.
    """

    mode: str
    part: str
    why: str
    tried: tuple[str, ...] = ()


def cells(attempts: Iterable[Attempt]) -> dict[tuple[str, str], Cell]:
    """The attempts by mode and part of the day."""
    found: dict[tuple[str, str], Cell] = {}
    for attempt in attempts:
        key = (attempt.mode, attempt.part_of_day)
        was = found.get(key, Cell())
        found[key] = Cell(was.tried + 1, was.reached + attempt.is_reached, attempt.is_reached)
    return found


def modes_tried(attempts: Sequence[Attempt]) -> list[str]:
    """The modes tried, those a suggestion may name first, in a fixed order."""
    used = {attempt.mode for attempt in attempts}
    return [*(mode for mode in ORDER if mode in used), *sorted(used - set(ORDER))]


def wants_no_contact(attempts: Sequence[Attempt]) -> Attempt | None:
    """The conversation in which the household asked not to be contacted; a later conversation without that lifts it."""
    spoken = [attempt for attempt in attempts if attempt.is_reached or attempt.wants_no_contact]
    return spoken[-1] if spoken and spoken[-1].wants_no_contact else None


def suggest(
    attempts: Sequence[Attempt], *, avoided: Collection[str] = (), usable: Collection[str] = ("phone", "address")
) -> Suggestion | None:
    """What to try next, or None when nothing may be tried.

    First what worked the last time it was tried, then what was never tried, beginning with modes that have
    worked; then again what was tried least. `avoided` are modes not to be used,
    `usable` the kinds of number and address that work.
    """
    allowed = [mode for mode in ORDER if mode not in avoided and NEEDS.get(mode, "") in {"", *usable}]
    if not allowed or wants_no_contact(attempts) is not None:
        return None
    by_cell = cells(attempts)
    for attempt in reversed(attempts):
        if attempt.mode in allowed and by_cell[attempt.mode, attempt.part_of_day].last_reached:
            return Suggestion(attempt.mode, _part(attempt.mode, attempt.part_of_day), "worked")
    combinations = [(mode, part) for mode in _ranked(allowed, attempts) for part in _parts(mode)]
    for mode, part in combinations:
        if not _times(by_cell, mode, part):
            return Suggestion(mode, part, "untried", _parts_tried(by_cell, mode))
    mode, part = min(combinations, key=lambda one: (_times(by_cell, *one), combinations.index(one)))
    return Suggestion(mode, part, "again", _parts_tried(by_cell, mode))


def _ranked(allowed: Sequence[str], attempts: Sequence[Attempt]) -> list[str]:
    """Modes by which somebody was reached once, then in the fixed order."""
    worked = {attempt.mode for attempt in attempts if attempt.is_reached}
    return sorted(allowed, key=lambda mode: (mode not in worked, ORDER.index(mode)))


def _parts(mode: str) -> tuple[str, ...]:
    return ("",) if mode in WRITTEN else PARTS


def _part(mode: str, part: str) -> str:
    return "" if mode in WRITTEN else part


def _times(by_cell: dict[tuple[str, str], Cell], mode: str, part: str) -> int:
    return sum(cell.tried for (of, when), cell in by_cell.items() if of == mode and part in {"", when})


def _parts_tried(by_cell: dict[tuple[str, str], Cell], mode: str) -> tuple[str, ...]:
    if mode in WRITTEN:
        return ()
    return tuple(part for part in PARTS if (mode, part) in by_cell)
