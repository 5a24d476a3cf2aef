"""Which case comes first, and the reason in words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import deadlines, urgency
from casework.urgency import Facts, Triage

#: A Monday.
BEGAN = dt.date(2026, 11, 2)


def day(number: int) -> dt.date:
    """A day of November 2026."""
    return dt.date(2026, 11, 1) + dt.timedelta(days=number - 1)


def quietly(**facts: object) -> Facts:
    """A case somebody has and spoke with the household about on the first day."""
    known: dict[str, object] = {
        "began_on": BEGAN,
        "is_assigned": True,
        "last_contact_on": BEGAN,
        "last_reached_on": BEGAN,
        "last_event_on": BEGAN,
    }
    return Facts(**(known | facts))  # type: ignore[arg-type]  # the test names them


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        (quietly(), Triage(day(16), "quiet", day(16))),
        (quietly(last_event_on=day(10)), Triage(day(24), "quiet", day(24))),
        (Facts(BEGAN, {"first_contact": day(3)}), Triage(day(3), "first_contact", day(3))),
        (Facts(BEGAN, {"first_contact": day(3)}, has_children=True), Triage(day(2), "child_first_contact", day(2))),
        (Facts(BEGAN, has_children=True), Triage(day(3), "nobody", day(3))),
        (quietly(is_assigned=False), Triage(day(3), "nobody", day(3))),
        (quietly(last_reached_on=None), Triage(day(5), "contact_again", day(5))),
        (quietly(has_children=True, last_reached_on=None), Triage(day(5), "contact_again", day(5))),
        (quietly(follow_up_on=day(9)), Triage(day(9), "follow_up", day(9))),
        (quietly(due={"bailiff_hearing": day(20)}), Triage(day(13), "bailiff_hearing", day(20))),
        (quietly(due={"eviction": day(30)}), Triage(day(16), "eviction", day(30))),
        (quietly(due={"eviction": day(28)}), Triage(day(14), "eviction", day(28))),
        (quietly(due={"eviction": day(23), "bailiff_hearing": day(12)}), Triage(day(5), "bailiff_hearing", day(12))),
        (quietly(due={"assessment": day(16)}), Triage(day(11), "assessment", day(16))),
        (quietly(due={"guarantee": day(28)}), Triage(day(14), "guarantee", day(28))),
        (quietly(due={"instalment": day(9)}), Triage(day(14), "instalment", day(9))),
        (quietly(due={"advice": day(9)}), Triage(day(7), "advice", day(9))),
        (quietly(due={"information": day(16)}), Triage(day(13), "information", day(16))),
        (quietly(due={"complaint": day(5), "after_closing": day(5)}), Triage(day(16), "quiet", day(16))),
        (
            quietly(last_reached_on=None, last_contact_on=day(20), due={"payment_deadline": day(16)}),
            Triage(day(13), "payment_deadline", day(16)),
        ),
        (quietly(due={"payment_deadline": day(16)}), Triage(day(16), "quiet", day(16))),
        (
            quietly(last_reached_on=None, has_intervention=True, due={"payment_deadline": day(16)}),
            Triage(day(5), "contact_again", day(5)),
        ),
        # contacts before a reopening no longer count
        (
            quietly(began_on=day(23), last_event_on=day(23), due={"first_contact": day(24)}),
            Triage(day(24), "first_contact", day(24)),
        ),
    ],
)
def test_the_earliest_rule_decides(facts: Facts, place: Triage) -> None:
    assert urgency.triage(facts, {}) == place


def test_a_municipality_has_lead_days_of_its_own() -> None:
    facts = quietly(due={"bailiff_hearing": day(30)}, follow_up_on=day(12))

    assert [
        urgency.triage(facts, {}),
        urgency.triage(facts, {"bailiff_hearing": 21}),
        urgency.triage(facts, {"follow_up": -10}),
    ] == [
        Triage(day(12), "follow_up", day(12)),
        Triage(day(9), "bailiff_hearing", day(30)),
        Triage(day(16), "quiet", day(16)),
    ]


def test_the_first_rule_wins_a_tie() -> None:
    tie, later = ({"bailiff_hearing": day(number), "first_contact": day(3)} for number in (10, 11))
    assert urgency.triage(Facts(BEGAN, tie), {}).rule == "bailiff_hearing"
    assert urgency.triage(Facts(BEGAN, later), {}).rule == "first_contact"


dates = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
some_facts = st.builds(
    Facts,
    began_on=dates,
    is_assigned=st.booleans(),
    has_children=st.booleans(),
    due=st.dictionaries(st.sampled_from(sorted(deadlines.FINDERS)), dates),
    last_contact_on=st.none() | dates,
    last_reached_on=st.none() | dates,
    has_intervention=st.booleans(),
    follow_up_on=st.none() | dates,
    last_event_on=st.none() | dates,
)


@settings(deadline=None)
@given(some_facts, dates)
def test_every_open_case_has_its_place_and_a_reason(facts: Facts, today: dt.date) -> None:
    place = urgency.triage(facts, {})
    due = {rule.code: (rule.due(facts), rule.lead_days) for rule in urgency.RULES}

    assert due[place.rule][0] == place.due_on
    assert place.key == min(on - dt.timedelta(days=lead) for on, lead in due.values() if on is not None)
    with translation.override("en"):
        assert urgency.reason(place.rule, place.due_on, today)


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        (
            "eviction",
            [
                "Eviction was set for 2 days ago: record what happened",
                "Eviction was set for 1 day ago: record what happened",
                "Eviction today",
                "Eviction in 1 day",
                "Eviction in 2 days",
            ],
        ),
        (
            "bailiff_hearing",
            [
                "Bailiff hearing 2 days ago: record its result",
                "Bailiff hearing 1 day ago: record its result",
                "Bailiff hearing today",
                "Bailiff hearing in 1 day",
                "Bailiff hearing in 2 days",
            ],
        ),
        (
            "child_first_contact",
            [
                "Child in the household, no contact tried in 2 days",
                "Child in the household, no contact tried in 1 day",
                "Child in the household: contact today",
                "Child in the household: contact today",
                "Child in the household: contact today",
            ],
        ),
        (
            "first_contact",
            [
                "First contact overdue by 2 days",
                "First contact overdue by 1 day",
                "First contact due today",
                "First contact due in 1 day",
                "First contact due in 2 days",
            ],
        ),
        (
            "assessment",
            [
                "Assessment of help overdue by 2 days (§ 5 a)",
                "Assessment of help overdue by 1 day (§ 5 a)",
                "Assessment of help due today (§ 5 a)",
                "Assessment of help due in 1 day (§ 5 a)",
                "Assessment of help due in 2 days (§ 5 a)",
            ],
        ),
        (
            "payment_deadline",
            [
                "Payment deadline passed 2 days ago",
                "Payment deadline passed 1 day ago",
                "Payment deadline today",
                "Payment deadline in 1 day",
                "Payment deadline in 2 days",
            ],
        ),
        (
            "contact_again",
            [
                "No contact tried in 5 days",
                "No contact tried in 4 days",
                "No contact tried in 3 days",
                "No contact tried in 2 days",
                "No contact tried in 1 day",
            ],
        ),
        (
            "follow_up",
            [
                "Follow-up overdue by 2 days",
                "Follow-up overdue by 1 day",
                "Follow up today",
                "Follow up in 1 day",
                "Follow up in 2 days",
            ],
        ),
        (
            "guarantee",
            [
                "Payment guarantee ran out 2 days ago",
                "Payment guarantee ran out 1 day ago",
                "Payment guarantee runs out today",
                "Payment guarantee runs out in 1 day",
                "Payment guarantee runs out in 2 days",
            ],
        ),
        (
            "instalment",
            [
                "Instalment was due 2 days ago: has it been paid?",
                "Instalment was due 1 day ago: has it been paid?",
                "Instalment due today",
                "Instalment due in 1 day",
                "Instalment due in 2 days",
            ],
        ),
        (
            "advice",
            [
                "Not told of advice, 2 days late",
                "Not told of advice, 1 day late",
                "Tell of advice today",
                "Tell of advice within 1 day",
                "Tell of advice within 2 days",
            ],
        ),
        (
            "information",
            [
                "Information letter overdue by 2 days",
                "Information letter overdue by 1 day",
                "Information letter due today",
                "Information letter due in 1 day",
                "Information letter due in 2 days",
            ],
        ),
        ("nobody", ["Nobody has taken the case"] * 5),
        (
            "quiet",
            [
                "Nothing has happened in 16 days",
                "Nothing has happened in 15 days",
                "Nothing has happened in 14 days",
                "Nothing has happened in 13 days",
                "Nothing has happened in 12 days",
            ],
        ),
    ],
)
def test_each_rule_says_its_reason(rule: str, sentences: list[str]) -> None:
    with translation.override("en"):
        said = [urgency.reason(rule, day(15 + left), day(15)) for left in (-2, -1, 0, 1, 2)]

    assert said == sentences


@pytest.mark.parametrize(
    ("rule", "left", "said"),
    [
        ("contact_again", 3, "Contact was tried today"),
        ("quiet", 14, "Something happened today"),
        ("quiet", 13, "Nothing has happened in 1 day"),
    ],
)
def test_a_case_that_was_worked_on_today_says_so(rule: str, left: int, said: str) -> None:
    with translation.override("en"):
        assert urgency.reason(rule, day(15 + left), day(15)) == said


def test_every_rule_says_its_reason() -> None:
    assert [rule.code for rule in urgency.RULES] == [
        "eviction",
        "bailiff_hearing",
        "child_first_contact",
        "first_contact",
        "assessment",
        "guarantee",
        "payment_deadline",
        "instalment",
        "request_reply",
        "request",
        "agreement",
        "appointment",
        "contact_again",
        "follow_up",
        "advice",
        "information",
        "eviction_review",
        "nobody",
        "quiet",
    ]


def test_a_closed_case_needs_no_reason() -> None:
    assert urgency.reason("", None, BEGAN) == ""
