"""The code book as the pages use it: names, definitions and choices in the reader's language."""

from __future__ import annotations

import datetime as dt
import functools
import time

from .models import Code

#: How long a process keeps the book before it reads it again.
KEPT_SECONDS = 60

Book = dict[str, list[Code]]


def entries(list_name: str, *, today: dt.date) -> list[Code]:
    """The codes of a list that may be chosen on a day, in the list's order, with their definitions."""
    return [code for code in _list(list_name) if code.is_valid_on(today)]


def choices(list_name: str, *, today: dt.date, keep: str = "") -> list[tuple[str, str]]:
    """The codes that may be chosen on a day with their names; `keep` stays a choice though it was closed."""
    chosen = entries(list_name, today=today)
    found = [(code.code, code.name) for code in chosen]
    if keep and keep not in dict(found):
        found.append((keep, name_of(list_name, keep)))
    return found


def is_choice(list_name: str, code: str, *, today: dt.date) -> bool:
    """Whether the code may be chosen on a day."""
    return any(entry.code == code for entry in entries(list_name, today=today))


def name_of(list_name: str, code: str) -> str:
    """The newest name of a code, closed or not; a code the book never knew is shown as it stands."""
    names = [entry.name for entry in _list(list_name) if entry.code == code]
    return names[-1] if names else code


def definition_of(list_name: str, code: str) -> str:
    """The newest definition of a code, empty where there is none."""
    definitions = [entry.definition for entry in _list(list_name) if entry.code == code]
    return definitions[-1] if definitions else ""


def forget() -> None:
    """Read the book again at the next question; for whoever has just changed it."""
    _book.cache_clear()


def _list(list_name: str) -> list[Code]:
    return _book(int(time.monotonic() // KEPT_SECONDS)).get(list_name, [])


@functools.lru_cache(maxsize=1)
def _book(period: int) -> Book:
    """The whole book, kept for one period of `KEPT_SECONDS`."""
    book: Book = {}
    for code in Code.objects.order_by("list", "position", "valid_from", "pk"):
        book.setdefault(code.list, []).append(code)
    return book
