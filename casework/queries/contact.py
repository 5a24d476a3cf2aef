"""How a household was tried and can be reached: the pattern of attempts, the next try, and what is marked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from housing import codes

from ..contact_pattern import NEEDS, PARTS, Cell, Suggestion, cells, modes_tried, suggest, wants_no_contact
from ..enums import ContactPointKind
from ..models import AvoidedMode, Case, CasePerson, ContactAttempt, ContactPoint

Kind = ContactPointKind


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """A number or an address of the household and what is known of it; `version` is 0 when nothing is."""

    kind: str
    value: str
    whose: str
    fails_since: dt.date | None = None
    avoid_reason: str = ""
    version: int = 0

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.value}"

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def is_usable(self) -> bool:
        return self.fails_since is None and not self.avoid_reason

    @property
    def label(self) -> str:
        """As a form offers it."""
        parts = [self.value, self.whose]
        if self.fails_since:
            parts.append(_("does not work"))
        if self.avoid_reason:
            parts.append(_("not to be used"))
        return " · ".join(part for part in parts if part)


class Came(NamedTuple):
    """What came of one mode in one part of the day: how often tried and reached, and the same in words."""

    tried: int
    reached: int
    words: str


@dataclasses.dataclass(frozen=True)
class ContactPicture:
    """All of it, for the page of a case."""

    attempts: Sequence[ContactAttempt]
    ways: list[Way]
    avoided: list[AvoidedMode]

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """What to try next; None when nothing may be tried."""
        return suggest(
            self.attempts,
            avoided={one.mode for one in self.avoided},
            usable={way.kind for way in self.ways if way.is_usable},
        )

    @cached_property
    def wish(self) -> ContactAttempt | None:
        """The conversation in which the household asked for no further contact, as long as that stands."""
        return wants_no_contact(self.attempts)  # type: ignore[return-value]  # one of those given

    @property
    def is_reached(self) -> bool:
        return any(attempt.is_reached for attempt in self.attempts)

    @property
    def wish_on(self) -> dt.date | None:
        return wording.local_date(self.wish.occurred_at) if self.wish else None

    @property
    def avoided_ways(self) -> list[Way]:
        return [way for way in self.ways if way.avoid_reason]

    @property
    def failing(self) -> list[Way]:
        return [way for way in self.ways if way.fails_since]

    @property
    def has_warning(self) -> bool:
        """Whether something must be read before one tries."""
        return bool(self.wish or self.avoided or self.avoided_ways)

    @cached_property
    def chosen(self) -> Way | None:
        """The number or address that goes with the suggestion."""
        kind = NEEDS.get(self.suggestion.mode, "") if self.suggestion else ""
        return next((way for way in self.ways if way.kind == kind and way.is_usable), None)

    @property
    def avoided_modes(self) -> list[tuple[str, AvoidedMode]]:
        """The modes not to be used, each with its name."""
        return [(mode_name(one), one) for one in self.avoided]

    @property
    def rows(self) -> list[tuple[str, bool, list[Came]]]:
        """The pattern by mode: its name, whether it is to be avoided, and what came of it in each part of the day."""
        by_cell, avoided = cells(self.attempts), {one.mode for one in self.avoided}
        return [
            (
                codes.name_of("contact_mode", mode),
                mode in avoided,
                [_came(by_cell.get((mode, part), Cell())) for part in PARTS],
            )
            for mode in modes_tried(self.attempts)
        ]

    @property
    def parts(self) -> list[str]:
        return [codes.name_of("part_of_day", part) for part in PARTS]

    @property
    def next_try(self) -> str:
        """The suggestion in words; empty when there is none."""
        return said(self.suggestion) if self.suggestion else ""


def contact_picture(
    case: Case,
    people: Sequence[CasePerson],
    attempts: Sequence[ContactAttempt],
) -> ContactPicture:
    """What is known, in two questions to the database; people and attempts are given."""
    return ContactPicture(
        attempts=attempts,
        ways=_ways(case, people, list(case.contact_points.order_by("pk"))),
        avoided=list(case.avoided_modes.order_by("pk")),
    )


def picture_of(case: Case) -> ContactPicture:
    """The same for a page that has not gathered the case."""
    people = list(case.case_people.filter(ended_on=None).select_related("person").order_by("role", "position", "pk"))
    return contact_picture(case, people, list(case.contact_attempts.order_by("occurred_at", "pk")))


def mode_name(avoided: AvoidedMode) -> str:
    return codes.name_of("contact_mode", avoided.mode)


def said(suggestion: Suggestion) -> str:
    """What to try next and why, in a sentence."""
    mode = codes.name_of("contact_mode", suggestion.mode).lower()
    part = codes.name_of("part_of_day", suggestion.part).lower() if suggestion.part else ""
    how = f"{mode}, {part}" if part else mode
    return _("Next try: %(how)s. %(why)s") % {"how": how, "why": _why(suggestion)}


def _why(suggestion: Suggestion) -> str:
    tried = [codes.name_of("part_of_day", part).lower() for part in suggestion.tried]
    if suggestion.why == "worked":
        return _("It worked the last time.")
    if suggestion.why == "again":
        return _("Everything has been tried; this the least.")
    if tried:
        return _("Tried %(parts)s without an answer.") % {"parts": _and(tried)}
    return _("Not tried yet.")


def _and(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _came(cell: Cell) -> Came:
    """How it went, in words for whoever hears the table read."""
    if not cell.tried:
        return Came(0, 0, _("not tried"))
    tried = ngettext("%(count)d try", "%(count)d tries", cell.tried) % {"count": cell.tried}
    reached = _("reached %(count)d of %(tried)d") % {"count": cell.reached, "tried": cell.tried}
    return Came(cell.tried, cell.reached, reached if cell.reached else tried)


def _ways(case: Case, people: Sequence[CasePerson], points: Sequence[ContactPoint]) -> list[Way]:
    """The people's own numbers and the home first, then what was added by hand."""
    known = {(point.kind, _plain(point.value)): point for point in points}
    own = [
        *((Kind.PHONE, entry.person.phone, entry.person.name) for entry in people),
        *((Kind.EMAIL, entry.person.email, entry.person.name) for entry in people),
        (Kind.ADDRESS, case.address, ""),
    ]
    found: dict[tuple[str, str], Way] = {}
    for kind, value, whose in own:
        if value:
            key = (str(kind), _plain(value))
            found.setdefault(key, _way(str(kind), value, whose, known.get(key)))
    for key, point in known.items():
        found.setdefault(key, _way(point.kind, point.value, point.whose, point))
    order = list(Kind)
    return sorted(found.values(), key=lambda way: order.index(Kind(way.kind)))


def _way(kind: str, value: str, whose: str, point: ContactPoint | None) -> Way:
    if point is None:
        return Way(kind, value, whose)
    return Way(kind, point.value, whose or point.whose, point.fails_since, point.avoid_reason, point.version)


def _plain(value: str) -> str:
    """Two ways of writing one number are one."""
    return value.replace(" ", "").casefold()
