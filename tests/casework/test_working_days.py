"""The days on which offices are open, and the days on which a deadline can end."""

import datetime as dt

import pytest

from casework.working_days import deadline_day, is_working_day, next_working_day


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-11-18", "2026-11-19"),  # Wednesday
        ("2026-11-20", "2026-11-23"),  # Friday
        ("2026-11-21", "2026-11-23"),  # Saturday
        ("2026-04-01", "2026-04-07"),  # the day before Maundy Thursday
        ("2026-12-23", "2026-12-24"),  # Christmas Eve is an ordinary day in law
        ("2023-05-04", "2023-05-08"),  # Store bededag, a holiday until 2023
        ("2024-04-25", "2024-04-26"),  # and none from 2024
    ],
)
def test_next_working_day(day: str, following: str) -> None:
    assert next_working_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(following)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-23"),
        ("2026-06-05", "2026-06-08"),  # Grundlovsdag, a Friday
        ("2025-06-05", "2025-06-06"),
        ("2026-12-25", "2026-12-28"),
    ],
)
def test_a_deadline_ends_on_an_open_day(day: str, last: str) -> None:
    assert deadline_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(last)


def test_a_constitution_day_is_worked_on() -> None:
    assert is_working_day(dt.date(2026, 6, 5))
