"""What was decided and promised is said as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from accounts.icons import icon
from casework.queries.saying import Said
from casework.queries.sentences import say

pytestmark = pytest.mark.django_db

CASES: list[tuple[str, dict[str, Any], Said]] = [
    ("decision_draft", {"did": "begun"}, Said("file-earmark-text", "Began to write a decision")),
    (
        "decision_draft",
        {"did": "begun", "replaces": "2026-11-10"},
        Said("file-earmark-text", "Began to write a decision", "Replaces the decision of 10 Nov 2026"),
    ),
    ("decision_draft", {"did": "discarded"}, Said("file-earmark-x", "Discarded the draft of a decision")),
    (
        "party_hearing",
        {"sent_on": "2026-11-10", "answer_by": "2026-11-17"},
        Said("chat-left-quote", "Party hearing sent on 10 Nov 2026", "answer by 17 Nov 2026"),
    ),
    (
        "party_hearing",
        {"sent_on": "2026-11-10", "answered_on": "2026-11-12", "answer": "Er enig."},
        Said("chat-left-quote", "The party answered the hearing on 12 Nov 2026", "Er enig."),
    ),
    ("party_hearing", {}, Said("chat-left-quote", "Party hearing taken back")),
    (
        "decision",
        {"outcome": "help", "bases": ["grant_81", "gone"], "reasons": "Boligen kan betales.", "replaces": "2026-11-01"},
        Said(
            "file-earmark-check",
            "Decision: Help",
            "One-off grant for the arrears · gone\nBoligen kan betales.\nReplaces the decision of 1 Nov 2026",
            "teal",
        ),
    ),
    (
        "decision_sent",
        {"sent_on": "2026-11-10", "sent_by": "letter", "known_on": "2026-11-12", "was_known_on": "2026-11-11"},
        Said(
            "send",
            "Decision sent",
            "Letter · known to the party on 12 Nov 2026 · corrected, it said 11 Nov 2026",
            "teal",
        ),
    ),
    (
        "complaint",
        {"received_from": "Ida Andersen", "text": "For lidt."},
        Said("exclamation-circle", "Complaint about the decision", "from Ida Andersen\nFor lidt.", "amber"),
    ),
    (
        "complaint_step",
        {"step": "reassessed", "on": "2026-11-20", "result": "upheld", "reasons": "Intet nyt."},
        Said("exclamation-circle", "Complaint reassessed", "The decision is upheld\nIntet nyt."),
    ),
    (
        "complaint_step",
        {"step": "settled", "on": "2026-11-20", "result": "upheld", "was_on": "2026-11-19"},
        Said(
            "exclamation-circle",
            "Ankestyrelsen answered the complaint",
            "Upheld · corrected, it said 19 Nov 2026",
        ),
    ),
    ("complaint_step", {"step": "forwarded"}, Said("exclamation-circle", "Complaint forwarded to Ankestyrelsen")),
    ("complaint_step", {"step": "withdrawn"}, Said("exclamation-circle", "Complaint withdrawn")),
    (
        "guarantee",
        {"amount": "12000.00", "covers": "Oktober", "valid_until": "2026-12-10", "conditions": "Sat i bero."},
        Said("cash-coin", "Payment guarantee: 12,000.00 kr.", "Oktober · valid until 10 Dec 2026\nSat i bero.", "teal"),
    ),
    (
        "guarantee",
        {"amount": "5", "is_changed": True},
        Said("cash-coin", "Payment guarantee changed: 5.00 kr.", "", "teal"),
    ),
    (
        "guarantee_step",
        {"step": "sent", "sent_by": "email"},
        Said("cash-coin", "Payment guarantee sent to the association", "Secure e-mail"),
    ),
    (
        "guarantee_step",
        {"step": "accepted"},
        Said("cash-coin", "The association accepted the payment guarantee", "", "teal"),
    ),
    (
        "guarantee_step",
        {"step": "rejected"},
        Said("cash-coin", "The association rejected the payment guarantee", "", "amber"),
    ),
    (
        "guarantee_step",
        {"step": "paid", "amount": "5"},
        Said("cash-coin", "Payment guarantee paid", "5.00 kr.", "teal"),
    ),
    (
        "guarantee_step",
        {"step": "withdrawn", "reason": "Betalt"},
        Said("cash-coin", "Payment guarantee withdrawn", "Betalt"),
    ),
]


@pytest.mark.parametrize(("kind", "facts", "said"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_it_is_said(kind: str, facts: dict[str, Any], said: Said) -> None:
    with translation.override("en"):
        assert say(kind, facts) == said


@pytest.mark.parametrize("name", sorted({case[2].icon for case in CASES}))
def test_every_picture_exists(name: str) -> None:
    assert "<svg" in icon(name)
