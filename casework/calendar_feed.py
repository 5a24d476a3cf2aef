"""Deadlines as a calendar (iCalendar, RFC 5545): case number and kind of deadline, never whom it is about."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: How long a date in court is drawn in the calendar.
IN_COURT = dt.timedelta(hours=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One date: `key` stays the same when the date moves, `revision` grows with each change."""

    key: str
    title: str
    on: dt.date
    at: dt.datetime | None
    revision: int
    changed_at: dt.datetime


def calendar_of(entries: Iterable[Entry], *, name: str, language: str) -> bytes:
    """The calendar as a file. The same entries give the same bytes, so that a program can ask whether it changed."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Fasthold//Fasthold//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", dt.timedelta(hours=1))
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file


def hash_of(token: str) -> str:
    """What is kept of a link's secret. It is long and random, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _event(entry: Entry) -> Event:
    """A date in court at its hour, everything else as a day that blocks nothing."""
    event = Event()
    event.add("uid", f"{entry.key}@fasthold")
    event.add("summary", entry.title)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.revision)
    event.add("class", "PRIVATE")
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        starts_at = entry.at.astimezone(COPENHAGEN)
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + IN_COURT)
    return event
