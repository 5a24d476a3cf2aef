"""What may follow what of decisions, complaints and guarantees, and the days that count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from casework.deciding import ComplaintPeriod, missing
from casework.decision_states import (
    CAN_RUN_OUT,
    COMPLAINT_ALLOWED,
    DECISION_ALLOWED,
    GUARANTEE_ALLOWED,
    complaint_next,
    complaint_state,
    decision_state,
    guarantee_next,
    guarantee_state,
)
from casework.enums_decisions import ComplaintState, DecisionState, GuaranteeState
from casework.models import Complaint, DecisionDraft, PaymentGuarantee
from tests.factories.decisions import WHOLE

C, D, G = ComplaintState, DecisionState, GuaranteeState
DAY = dt.date(2026, 11, 10)


def test_every_state_has_its_line() -> None:
    assert set(DECISION_ALLOWED) == set(D)
    assert set(COMPLAINT_ALLOWED) == set(C)
    assert set(GUARANTEE_ALLOWED) == set(G) - {G.RUN_OUT}


def test_nothing_leads_back() -> None:
    """What is decided, over or taken back does not become a draft, open or promised again."""
    assert all(D.DRAFT not in following for following in DECISION_ALLOWED.values())
    assert not DECISION_ALLOWED[D.REPLACED]
    assert not COMPLAINT_ALLOWED[C.WITHDRAWN]
    assert not GUARANTEE_ALLOWED[G.WITHDRAWN]
    assert {state for state, following in GUARANTEE_ALLOWED.items() if G.PAID in following} == {
        G.SENT,
        G.ACCEPTED,
        G.PAID,
    }
    assert {state for state, following in COMPLAINT_ALLOWED.items() if C.SETTLED in following} == {
        C.FORWARDED,
        C.SETTLED,
    }


@pytest.mark.parametrize(
    ("is_sent", "is_replaced", "state"),
    [(False, False, D.DECIDED), (True, False, D.SENT), (True, True, D.REPLACED), (False, True, D.REPLACED)],
)
def test_how_far_a_decision_is(is_sent: bool, is_replaced: bool, state: DecisionState) -> None:
    assert decision_state(is_sent=is_sent, is_replaced=is_replaced) == state


@pytest.mark.parametrize(
    ("noted", "state"),
    [
        ({}, C.RECEIVED),
        ({"reassessed_on": DAY, "reassessment": "upheld"}, C.REASSESSED),
        ({"reassessed_on": DAY, "reassessment": "partial"}, C.REASSESSED),
        ({"reassessed_on": DAY, "reassessment": "full"}, C.MET),
        ({"reassessed_on": DAY, "reassessment": "upheld", "forwarded_on": DAY}, C.FORWARDED),
        ({"forwarded_on": DAY, "appeal_result_on": DAY, "appeal_result": "changed"}, C.SETTLED),
        ({"reassessed_on": DAY, "reassessment": "upheld", "withdrawn_on": DAY}, C.WITHDRAWN),
    ],
)
def test_how_far_a_complaint_is(noted: dict[str, Any], state: ComplaintState) -> None:
    complaint = Complaint(received_on=DAY, **noted)
    assert (complaint_state(complaint), complaint_next(complaint)) == (state, COMPLAINT_ALLOWED[state])


@pytest.mark.parametrize(
    ("noted", "while_it_holds", "afterwards"),
    [
        ({}, G.MADE, G.RUN_OUT),
        ({"sent_on": DAY}, G.SENT, G.RUN_OUT),
        ({"sent_on": DAY, "answer": "accepted"}, G.ACCEPTED, G.RUN_OUT),
        ({"sent_on": DAY, "answer": "rejected"}, G.REJECTED, G.REJECTED),
        ({"sent_on": DAY, "paid_on": DAY}, G.PAID, G.PAID),
        ({"withdrawn_on": DAY}, G.WITHDRAWN, G.WITHDRAWN),
    ],
)
def test_a_guarantee_runs_out_by_its_day_alone(
    noted: dict[str, Any], while_it_holds: GuaranteeState, afterwards: GuaranteeState
) -> None:
    guarantee = PaymentGuarantee(valid_until=DAY, **noted)

    assert (guarantee_state(guarantee, DAY), guarantee_state(guarantee, DAY + dt.timedelta(days=1))) == (
        while_it_holds,
        afterwards,
    )
    assert (afterwards == G.RUN_OUT) == (while_it_holds in CAN_RUN_OUT)


def test_what_ran_out_is_not_withdrawn_but_can_have_been_paid() -> None:
    guarantee = PaymentGuarantee(valid_until=DAY, sent_on=DAY)
    after = guarantee_next(guarantee, DAY + dt.timedelta(days=1))
    assert after == {G.SENT, G.ACCEPTED, G.REJECTED, G.PAID}


@pytest.mark.parametrize(
    ("known_on", "counted", "last_day"),
    [
        (dt.date(2026, 11, 10), dt.date(2026, 12, 8), dt.date(2026, 12, 8)),  # an ordinary Tuesday
        (dt.date(2026, 10, 1), dt.date(2026, 10, 29), dt.date(2026, 10, 29)),  # across the end of summer time
        (dt.date(2027, 3, 8), dt.date(2027, 4, 5), dt.date(2027, 4, 5)),  # across its beginning
        (dt.date(2026, 11, 14), dt.date(2026, 12, 12), dt.date(2026, 12, 14)),  # a Saturday
        (dt.date(2026, 11, 27), dt.date(2026, 12, 25), dt.date(2026, 12, 28)),  # Christmas and the weekend after
        (dt.date(2027, 2, 25), dt.date(2027, 3, 25), dt.date(2027, 3, 30)),  # Maundy Thursday to Easter Monday
    ],
)
def test_the_weeks_to_complain_end_on_a_day_offices_are_open(
    known_on: dt.date, counted: dt.date, last_day: dt.date
) -> None:
    period = ComplaintPeriod(known_on, weeks=4)

    assert (period.counted, period.last_day) == (counted, last_day)
    assert period.is_in_time(last_day)
    assert not period.is_in_time(last_day + dt.timedelta(days=1))


def test_the_last_day_is_explained() -> None:
    with translation.override("en"):
        ordinary, moved = (ComplaintPeriod(dt.date(2026, 11, day), 4).explained() for day in (10, 14))

    assert ordinary == "4 weeks after it was made known on 10 Nov 2026: Tuesday 8 Dec 2026"
    assert moved == (
        "4 weeks after it was made known on 14 Nov 2026: Saturday 12 Dec 2026, a day on which offices are closed,"
        " so Monday 14 Dec 2026"
    )


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, []),
        ({"hearing": ""}, ["hearing"]),
        ({"hearing_reason": " "}, ["hearing_reason"]),
        ({"hearing": "needed"}, ["hearing_sent_on"]),
        ({"hearing": "needed", "hearing_sent_on": DAY}, ["hearing_answer_by"]),
        ({"hearing": "needed", "hearing_sent_on": DAY, "hearing_answer_by": DAY}, ["hearing_answered_on"]),
        (
            {"hearing": "needed", "hearing_sent_on": DAY, "hearing_answer_by": DAY, "hearing_answered_on": DAY},
            ["hearing_answer"],
        ),
        (
            {
                "hearing": "needed",
                "hearing_sent_on": DAY,
                "hearing_answer_by": DAY,
                "hearing_answered_on": DAY,
                "hearing_answer": "Er enig.",
            },
            [],
        ),
        ({"hearing": "needed", "hearing_sent_on": DAY, "hearing_answer_by": DAY - dt.timedelta(days=1)}, []),
        ({"outcome": "", "bases": []}, ["outcome", "bases"]),
        ({"facts_weighed": "", "reasons": "  "}, ["facts_weighed", "reasons"]),
        ({"complaint_to": "", "complaint_weeks": None}, ["complaint_to", "complaint_weeks"]),
    ],
)
def test_what_a_decision_still_lacks_is_named(change: dict[str, Any], lacking: list[str]) -> None:
    draft = DecisionDraft(**{**WHOLE, **change})
    assert [one.field for one in missing(draft, decided_on=DAY)] == lacking


def test_an_empty_draft_lacks_everything_the_law_demands() -> None:
    fields = [one.field for one in missing(DecisionDraft(), decided_on=DAY)]
    assert fields == ["hearing", "outcome", "bases", "facts_weighed", "reasons", "complaint_to", "complaint_weeks"]
