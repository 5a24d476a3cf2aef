"""What to try next follows from what was tried: it repeats nothing that failed before something new was tried."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from casework.contact_pattern import Cell, Suggestion, cells, modes_tried, suggest, wants_no_contact


class Try(NamedTuple):
    """An attempt as a test writes it."""

    mode: str
    part_of_day: str
    is_reached: bool = False
    wants_no_contact: bool = False


BY_DAY = [Try("phone", "morning"), Try("phone", "afternoon")]
ALL_CALLS = [*BY_DAY, Try("phone", "evening")]


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        ([], Suggestion("phone", "morning", "untried")),
        (BY_DAY, Suggestion("phone", "evening", "untried", ("morning", "afternoon"))),
        (ALL_CALLS, Suggestion("home_visit", "morning", "untried")),
        # what worked the last time is tried again
        ([*BY_DAY, Try("home_visit", "evening", True)], Suggestion("home_visit", "evening", "worked")),
        ([Try("sms", "morning", True)], Suggestion("sms", "", "worked")),
        # a mode that has worked comes before one that never did
        (
            [Try("home_visit", "evening", True), Try("home_visit", "evening")],
            Suggestion("home_visit", "morning", "untried", ("evening",)),
        ),
        # somebody else's door is nothing one can try again by oneself
        ([Try("caretaker", "morning", True)], Suggestion("phone", "morning", "untried")),
    ],
)
def test_the_next_try(attempts: list[Try], expected: Suggestion) -> None:
    assert suggest(attempts) == expected


def test_the_next_try_keeps_off_what_is_marked_and_what_does_not_work() -> None:
    assert suggest(BY_DAY, avoided={"phone"}) == Suggestion("home_visit", "morning", "untried")
    assert suggest([Try("phone", "morning", True)], usable={"address"}) == Suggestion(
        "home_visit", "morning", "untried"
    )
    assert suggest([], avoided={"digital_post"}, usable=set()) is None


def test_when_everything_was_tried_the_least_tried_comes_again() -> None:
    visits = [Try("home_visit", part) for part in ("morning", "afternoon", "evening")]
    everything = [*ALL_CALLS, *visits, Try("sms", "morning"), Try("digital_post", "evening")]
    avoided = {"letter", "door_card"}

    assert suggest([*everything, Try("phone", "morning")], avoided=avoided) == Suggestion(
        "phone", "afternoon", "again", ("morning", "afternoon", "evening")
    )


def test_a_household_that_asked_for_peace_is_left_in_peace_until_it_speaks_again() -> None:
    asked = Try("phone", "morning", True, True)

    assert suggest([asked]) is None
    assert wants_no_contact([asked, Try("letter", "morning")]) is asked
    assert wants_no_contact([asked, Try("phone", "evening", True)]) is None


def test_the_pattern_counts_tries_and_conversations() -> None:
    attempts = [*BY_DAY, Try("phone", "morning", True), Try("caretaker", "morning"), Try("sms", "evening")]

    assert cells(attempts)["phone", "morning"] == Cell(tried=2, reached=1, last_reached=True)
    assert modes_tried(attempts) == ["phone", "sms", "caretaker"]
