"""How the facts of an event are put into words: codes, amounts, days, and what is joined on one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts import wording

#: The facts of an event as `casework.events` keeps them.
Facts = dict[str, Any]


class Said(NamedTuple):
    """An event in words: its picture, the sentence, what more there is to read, and its colour."""

    icon: str
    title: str
    text: str = ""
    tone: str = ""


def label(enum: Any, value: Any) -> str:
    """The word for a code of a fixed list; a code that has left the list stands as it is."""
    if value in (None, ""):
        return ""
    return str(dict(enum.choices).get(value, value))


def kroner(facts: Facts) -> str:
    """What the event says is owed or given, in kroner."""
    amount = facts.get("amount")
    return wording.kroner(Decimal(amount)) if amount else ""


def period(facts: Facts) -> str:
    """From when until when."""
    first, last = facts.get("starts_on"), facts.get("ends_on")
    if not first:
        return ""
    if not last:
        return _("from %(day)s") % {"day": day(first)}
    return f"{day(first)}\N{EN DASH}{day(last)}"


def as_of(facts: Facts) -> str:
    """Which arrears list it was, by its day."""
    return _("list of %(day)s") % {"day": day(facts["as_of"])} if facts.get("as_of") else ""


def day(text: str) -> str:
    """A day that is kept as text."""
    return wording.day(dt.date.fromisoformat(text))


def moment(text: str) -> str:
    """A moment that is kept as text."""
    return wording.moment(dt.datetime.fromisoformat(text))


def joined(parts: Iterable[Any]) -> str:
    """What there is, on one line."""
    return " · ".join(str(part) for part in parts if part)


def lines(parts: Iterable[Any]) -> str:
    """What there is, each on a line of its own."""
    return "\n".join(str(part) for part in parts if part)
