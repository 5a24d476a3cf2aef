"""How many adults and children live in a home, by the people who are written down there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from housing.enums import ChildrenKnown

from .enums import PersonRole


class Resident(Protocol):
    """What counting asks of a person's part in a case."""

    role: str
    lives_elsewhere: bool
    ended_on: dt.date | None

    def is_child_on(self, day: dt.date) -> bool: ...


class Counts(NamedTuple):
    """The household in numbers, as a case keeps them; None where nobody knows."""

    adults: int | None
    has_children: str
    children: int | None


def counted(residents: Iterable[Resident], today: dt.date) -> Counts | None:
    """The people written down as living there now; None while only tenants are: nobody has listed the home yet."""
    everybody = list(residents)
    if all(one.role == PersonRole.TENANT for one in everybody):
        return None
    there = [one for one in everybody if one.ended_on is None and not one.lives_elsewhere]
    children = sum(one.is_child_on(today) for one in there)
    return Counts(len(there) - children, ChildrenKnown.YES if children else ChildrenKnown.NO, children)
