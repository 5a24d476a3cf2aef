"""Deciding: two people on one draft, what cannot be decided yet, and that nothing changes what was decided."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.scope import Scope
from casework.actions import complaints, decisions
from casework.enums import EventKind
from casework.enums_decisions import ComplaintState
from casework.models import Case, CaseEvent, Complaint, Decision, DecisionDraft, DecisionSending, Intervention
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.decisions import (
    WHOLE,
    ComplaintFactory,
    DecisionDraftFactory,
    DecisionFactory,
    DecisionSendingFactory,
)
from tests.factories.people import make_caseworker, make_employment_caseworker, make_manager, make_officer, scope_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def by() -> Scope:
    return scope_of(make_caseworker(UnitFactory(), name="Mette Holm"))


@pytest.fixture
def case(by: Scope) -> Case:
    return CaseFactory(unit_id=by.unit_id, municipality_id=by.municipality_id)


def kinds(case: Case) -> list[str]:
    return list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_a_decision_is_written_decided_and_sent(case: Case, by: Scope) -> None:
    draft = decisions.save_draft(case, version=0, hearing="needed", hearing_sent_on=DAY, by=by, now=NOW)
    draft = decisions.save_draft(case, version=draft.version, **WHOLE, by=by, now=NOW)
    decision = decisions.decide(case, decided_on=TODAY, version=draft.version, by=by, now=NOW)
    decisions.note_sending(decision, sent_on=TODAY, sent_by="letter", known_on=TODAY, version=0, by=by, now=NOW)

    decision.refresh_from_db()
    assert {field: getattr(decision, field) for field in WHOLE} == WHOLE
    assert (decision.decided_on, decision.decided_by_id, decision.sending.sent_by) == (TODAY, by.user_id, "letter")
    assert not DecisionDraft.objects.exists()
    assert kinds(case) == [EventKind.PARTY_HEARING, EventKind.DECISION, EventKind.DECISION_SENT]


def test_two_people_on_one_draft_lose_nothing(case: Case, by: Scope) -> None:
    mine = decisions.save_draft(case, version=0, reasons="Mit", by=by, now=NOW)
    with pytest.raises(Conflict) as first:
        decisions.save_draft(case, version=0, reasons="Dit", by=by, now=NOW)
    decisions.save_draft(case, version=mine.version, reasons="Mit igen", by=by, now=NOW)
    with pytest.raises(Conflict) as second:
        decisions.decide(case, decided_on=TODAY, version=mine.version, by=by, now=NOW)

    assert [conflict.value.theirs("reasons") for conflict in (first, second)] == [
        {"reasons": "Mit"},
        {"reasons": "Mit igen"},
    ]
    assert DecisionDraft.objects.get().reasons == "Mit igen"


def test_a_draft_that_was_decided_meanwhile_is_not_begun_again(case: Case, by: Scope) -> None:
    draft = DecisionDraftFactory(case=case, **WHOLE)
    decisions.decide(case, decided_on=TODAY, version=draft.version, by=by, now=NOW)
    with pytest.raises(Refused, match="decided or discarded while you were writing"):
        decisions.save_draft(case, version=draft.version, reasons="Mere", by=by, now=NOW)


def test_what_the_law_demands_is_asked_for(case: Case, by: Scope) -> None:
    draft = DecisionDraftFactory(case=case, **{**WHOLE, "reasons": ""})
    with pytest.raises(Refused, match=r"^Write the reasons\.$"):
        decisions.decide(case, decided_on=TODAY, version=draft.version, by=by, now=NOW)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("lacking", [{"reasons": ""}, {"bases": []}, {"complaint_weeks": 0}, {"hearing": ""}])
def test_the_database_keeps_no_decision_without_them(lacking: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(**lacking)


def test_nothing_changes_what_was_decided(case: Case) -> None:
    decision = DecisionFactory(case=case)
    decision.reasons = "Andet"
    for change in (decision.save, decision.delete):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
    decision.refresh_from_db()
    assert decision.reasons == WHOLE["reasons"]


def test_a_new_decision_replaces_the_old_one_and_says_so(case: Case, by: Scope) -> None:
    old = DecisionFactory(case=case)
    draft = decisions.begin_replacement(old, by=by, now=NOW)
    assert draft.text() == old.text()

    new = decisions.decide(case, decided_on=TODAY, version=draft.version, by=by, now=NOW)

    assert new.replaces == old
    assert list(Decision.objects.standing()) == [new]
    event = CaseEvent.objects.get(kind=EventKind.DECISION)
    assert event.detail["replaces"] == "2026-11-10"
    with pytest.raises(Refused, match="replaced already"):
        decisions.begin_replacement(old, by=by, now=NOW)


def test_a_draft_is_discarded_and_the_decision_stands(case: Case, by: Scope) -> None:
    old = DecisionFactory(case=case)
    draft = decisions.begin_replacement(old, by=by, now=NOW)
    with pytest.raises(Refused, match="has a draft already"):
        decisions.begin_replacement(old, by=by, now=NOW)
    decisions.discard_draft(case, version=draft.version, by=by, now=NOW)

    assert not DecisionDraft.objects.exists()
    assert list(Decision.objects.standing()) == [old]
    assert CaseEvent.objects.latest("pk").detail == {"did": "discarded"}


@pytest.mark.parametrize(
    ("day", "sentence"), [(DAY + dt.timedelta(days=9), "today or an earlier"), (dt.date(2026, 11, 1), "or later")]
)
def test_a_decision_is_not_sent_before_it_is_made_nor_in_the_future(
    case: Case, by: Scope, day: dt.date, sentence: str
) -> None:
    decision = DecisionFactory(case=case)
    with pytest.raises(Refused, match=sentence):
        decisions.note_sending(decision, sent_on=day, sent_by="letter", known_on=day, version=0, by=by, now=NOW)


def test_the_day_it_was_known_is_corrected(case: Case, by: Scope) -> None:
    sending = DecisionSendingFactory(decision__case=case)
    facts: dict[str, Any] = {"sent_on": DAY, "sent_by": "letter", "by": by, "now": NOW}
    with pytest.raises(Conflict):
        decisions.note_sending(sending.decision, known_on=DAY, version=0, **facts)
    decisions.note_sending(sending.decision, known_on=DAY, version=1, **facts)

    assert DecisionSending.objects.values_list("known_on", "version").get() == (DAY, 2)
    assert CaseEvent.objects.get().detail["was_known_on"] == "2026-11-10"


def test_what_a_decision_grants_is_logged_without_typing_it_again(case: Case, by: Scope) -> None:
    decision = DecisionFactory(case=case, bases=["grant_81", "debt_advice"])
    unit = case.unit.organisation

    decisions.log_granted(
        decision, amounts={"grant_81": Decimal(12000), "debt_advice": None}, responsible=unit, by=by, now=NOW
    )
    with pytest.raises(Refused, match="does not grant that"):
        decisions.log_granted(decision, amounts={"storage": None}, responsible=unit, by=by, now=NOW)

    logged = Intervention.objects.order_by("pk").values_list("kind", "amount", "starts_on", "result")
    assert list(logged) == [
        ("grant_81", Decimal(12000), decision.decided_on, "ongoing"),
        ("debt_advice", None, decision.decided_on, "ongoing"),
    ]


def test_a_complaint_goes_all_the_way(case: Case, by: Scope) -> None:
    decision = DecisionSendingFactory(decision__case=case).decision
    complaint = complaints.receive_complaint(decision, received_on=DAY, received_from="Lejeren", by=by, now=NOW)
    for step, more in (
        (ComplaintState.REASSESSED, {"result": "upheld", "reasons": "Intet nyt."}),
        (ComplaintState.FORWARDED, {}),
        (ComplaintState.SETTLED, {"result": "sent_back"}),
    ):
        complaint = complaints.note_complaint_step(
            complaint, step=step, on=TODAY, version=complaint.version, by=by, now=NOW, **more
        )

    complaint.refresh_from_db()
    assert (complaint.reassessment, complaint.forwarded_on, complaint.appeal_result) == ("upheld", TODAY, "sent_back")
    assert not Complaint.objects.pending().exists()
    assert kinds(case) == [EventKind.COMPLAINT, *[EventKind.COMPLAINT_STEP] * 3]


@pytest.mark.parametrize(
    ("noted", "step", "more", "sentence"),
    [
        ({}, "forwarded", {}, "cannot follow"),
        ({}, "settled", {"result": "upheld"}, "cannot follow"),
        ({}, "reassessed", {"result": "upheld"}, "Give the reasons"),
        ({}, "reassessed", {"reasons": "x", "result": ""}, "has its result|Give"),
        ({"reassessed_on": DAY, "reassessment": "full"}, "forwarded", {}, "cannot follow"),
        ({"withdrawn_on": DAY}, "reassessed", {"result": "full"}, "cannot follow"),
    ],
)
def test_a_complaint_takes_no_step_out_of_order(
    case: Case, by: Scope, noted: dict[str, Any], step: str, more: dict[str, Any], sentence: str
) -> None:
    complaint = ComplaintFactory(decision__case=case, received_on=DAY, **noted)
    with pytest.raises(Refused, match=sentence):
        complaints.note_complaint_step(
            complaint, step=ComplaintState(step), on=TODAY, version=1, by=by, now=NOW, **more
        )


@pytest.mark.parametrize(
    "noted",
    [
        {"reassessment": "full"},
        {"reassessed_on": DAY},
        {"forwarded_on": DAY},
        {"reassessed_on": DAY, "reassessment": "full", "forwarded_on": DAY},
        {"appeal_result": "upheld", "appeal_result_on": DAY},
        {"withdrawn_on": dt.date(2026, 11, 1)},
    ],
)
def test_the_database_keeps_no_half_of_a_complaint(noted: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintFactory(**noted)


def test_a_decision_nobody_was_sent_is_not_complained_of(case: Case, by: Scope) -> None:
    with pytest.raises(Refused, match="when the decision was sent"):
        complaints.receive_complaint(
            DecisionFactory(case=case), received_on=DAY, received_from="Lejeren", by=by, now=NOW
        )


def test_a_complaint_is_seen_through_after_the_case_is_closed(by: Scope) -> None:
    case = CaseFactory(unit_id=by.unit_id, municipality_id=by.municipality_id, is_closed=True)
    decision = DecisionSendingFactory(decision__case=case).decision
    complaint = complaints.receive_complaint(decision, received_on=DAY, received_from="Lejeren", by=by, now=NOW)
    assert complaint.case == case
    with pytest.raises(NotAllowed, match="Reopen it first"):
        decisions.begin_replacement(decision, by=by, now=NOW)


def test_what_is_decided_opens_with_its_case_to_caseworkers_alone(case: Case, by: Scope) -> None:
    sending = DecisionSendingFactory(decision__case=case)
    draft = DecisionDraftFactory(case=case)
    asked_in = make_employment_caseworker(UnitFactory(municipality=case.municipality))
    CaseParticipantFactory(case=case, user=asked_in)
    others = [
        make_caseworker(UnitFactory(municipality=case.municipality)),
        make_caseworker(),
        asked_in,
        make_officer(case.association),
        make_manager(case.municipality.organisation),
    ]

    def seen(scope: Scope) -> list[Any]:
        models = (Decision, DecisionDraft, DecisionSending)
        return [row for model in models for row in model.objects.visible_to(scope)]

    assert seen(by) == [sending.decision, draft, sending]
    assert Case.objects.visible_to(scope_of(asked_in)).get() == case
    assert [seen(scope_of(other)) for other in others] == [[], [], [], [], []]
    for other in others:
        with pytest.raises(NotAllowed):
            decisions.save_draft(case, version=1, by=scope_of(other), now=NOW)
