"""An association says what became of its arrears; open cases are told, the association learns nothing of them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from accounts.errors import Conflict, NotAllowed
from accounts.scope import Scope
from casework.actions import association as actions
from casework.enums import EventKind
from casework.models import Case, CaseEvent
from housing.enums import GateBasis, NoticeKind, StatementKind
from housing.models import ArrearsPosition, ArrearsStatement, HousingAssociation, Notice
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    ArrearsWarningFactory,
    HousingAssociationFactory,
    LeaseFactory,
    NoticeFactory,
)
from tests.factories.people import make_adviser, make_caseworker, make_officer, scope_of
from tests.factories.rules import OpeningRuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def officer(association: HousingAssociation) -> Scope:
    return scope_of(make_officer(association))


@pytest.fixture
def position(association: HousingAssociation) -> ArrearsPosition:
    return ArrearsPositionFactory(warning=ArrearsWarningFactory(association=association))


def open_case(position: ArrearsPosition) -> Case:
    return CaseFactory(lease=position.lease)


def share(position: ArrearsPosition) -> ArrearsPosition:
    position.gate_basis = GateBasis.AGREEMENT
    position.save(update_fields=["gate_basis"])
    return position


def settlement(position: ArrearsPosition) -> Mapping[str, Any]:
    return ArrearsPosition.objects.values("settled_on", "settled_by", "vanished_on", "vanished_answer", "version").get(
        pk=position.pk
    )


def told(case: Case) -> list[tuple[str, dict[str, Any]]]:
    return list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("kind", "detail"))


def gone(position: ArrearsPosition) -> ArrearsPosition:
    position.vanished_on = position.settled_on = dt.date(2026, 11, 20)
    position.save(update_fields=["vanished_on", "settled_on"])
    return position


def test_reported_paid_no_longer_counts_as_owing(position: ArrearsPosition, officer: Scope) -> None:
    statement = actions.report_paid(position, version=1, by=officer, now=NOW)

    assert settlement(position) == {
        "settled_on": TODAY,
        "settled_by": officer.user_id,
        "vanished_on": None,
        "vanished_answer": "",
        "version": 2,
    }
    assert ArrearsStatement.objects.values(
        "tenancy", "lease", "kind", "as_of", "answer", "reason", "said_on", "said_at", "said_by", "undone_at"
    ).get(pk=statement.pk) == {
        "tenancy": position.tenancy_id,
        "lease": position.lease_id,
        "kind": StatementKind.PAID,
        "as_of": position.as_of,
        "answer": "",
        "reason": "",
        "said_on": TODAY,
        "said_at": NOW,
        "said_by": officer.user_id,
        "undone_at": None,
    }


def test_paid_tells_the_open_case_and_never_closes_it(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(share(position))

    actions.report_paid(position, version=1, by=officer, now=NOW)

    assert told(case) == [(EventKind.PAID, {})]
    case.refresh_from_db()
    assert (case.closed_at, case.search_doc != "") == (None, True), "derived columns were refreshed"


def test_a_closed_case_is_not_told(position: ArrearsPosition, officer: Scope) -> None:
    case = CaseFactory(lease=share(position).lease, is_closed=True)

    actions.report_paid(position, version=1, by=officer, now=NOW)

    assert told(case) == []


def test_arrears_that_did_not_pass_the_gate_are_not_told(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(position)

    actions.report_paid(position, version=1, by=officer, now=NOW)

    assert told(case) == []


def test_a_notice_since_the_arrears_began_opens_the_gate(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(position)
    NoticeFactory(lease=position.lease, received_on=position.since_on)

    actions.report_paid(position, version=1, by=officer, now=NOW)

    assert told(case) == [(EventKind.PAID, {})]


def test_a_withdrawal_keeps_its_reason(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(share(position))

    statement = actions.withdraw_warning(position, reason="Bogført forkert", version=1, by=officer, now=NOW)

    assert (statement.kind, statement.reason) == (StatementKind.WITHDRAWN, "Bogført forkert")
    assert told(case) == [(EventKind.WARNING_WITHDRAWN, {"reason": "Bogført forkert"})]
    assert settlement(position)["settled_on"] == TODAY


def test_undoing_makes_it_owe_again(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(share(position))
    statement = actions.report_paid(position, version=1, by=officer, now=NOW)
    later = NOW + dt.timedelta(minutes=1)

    actions.undo_settlement(position, version=2, by=officer, now=later)

    assert settlement(position) == {
        "settled_on": None,
        "settled_by": None,
        "vanished_on": None,
        "vanished_answer": "",
        "version": 3,
    }
    statement.refresh_from_db()
    assert (statement.undone_at, statement.undone_by_id) == (later, officer.user_id)
    assert told(case) == [(EventKind.PAID, {}), (EventKind.STATEMENT_UNDONE, {"statement": "paid"})]


def test_nothing_is_undone_twice(position: ArrearsPosition, officer: Scope) -> None:
    actions.report_paid(position, version=1, by=officer, now=NOW)
    actions.undo_settlement(position, version=2, by=officer, now=NOW)

    with pytest.raises(actions.NothingToUndo):
        actions.undo_settlement(position, version=3, by=officer, now=NOW)


def test_a_newer_list_cannot_be_undone_by_an_old_statement(position: ArrearsPosition, officer: Scope) -> None:
    """The list of the same day named the tenancy again: it owes, and nothing is left to take back."""
    actions.report_paid(position, version=1, by=officer, now=NOW)
    ArrearsPosition.objects.filter(pk=position.pk).update(settled_on=None, settled_by=None, version=3)

    with pytest.raises(actions.NothingToUndo):
        actions.undo_settlement(position, version=3, by=officer, now=NOW)


def test_paid_twice_is_refused(position: ArrearsPosition, officer: Scope) -> None:
    actions.report_paid(position, version=1, by=officer, now=NOW)

    with pytest.raises(actions.AlreadySettled):
        actions.report_paid(position, version=2, by=officer, now=NOW)
    assert ArrearsStatement.objects.count() == 1


def test_somebody_elses_change_is_a_conflict(position: ArrearsPosition, officer: Scope) -> None:
    ArrearsPosition.objects.filter(pk=position.pk).update(version=4)

    with pytest.raises(Conflict):
        actions.report_paid(position, version=1, by=officer, now=NOW)
    assert settlement(position)["settled_on"] is None


def test_only_the_associations_officers_report(position: ArrearsPosition, association: HousingAssociation) -> None:
    for person in (make_adviser(association), make_officer(), make_caseworker()):
        with pytest.raises(NotAllowed):
            actions.report_paid(position, version=1, by=scope_of(person), now=NOW)
    assert settlement(position)["settled_on"] is None


def test_an_answer_says_why_a_tenancy_left_the_list(position: ArrearsPosition, officer: Scope) -> None:
    case = open_case(share(gone(position)))

    statement = actions.answer_vanished(position, answer="lawyer", version=1, by=officer, now=NOW)

    assert (statement.kind, statement.answer) == (StatementKind.VANISHED, "lawyer")
    assert settlement(position) == {
        "settled_on": dt.date(2026, 11, 20),
        "settled_by": None,
        "vanished_on": dt.date(2026, 11, 20),
        "vanished_answer": "lawyer",
        "version": 2,
    }
    assert told(case) == [(EventKind.VANISHED, {"answer": "lawyer"})]


def test_only_what_left_the_list_is_answered_and_only_once(position: ArrearsPosition, officer: Scope) -> None:
    with pytest.raises(actions.AlreadySettled):
        actions.answer_vanished(position, answer="paid", version=1, by=officer, now=NOW)
    actions.answer_vanished(gone(position), answer="paid", version=1, by=officer, now=NOW)
    with pytest.raises(actions.AlreadySettled):
        actions.answer_vanished(position, answer="moved", version=2, by=officer, now=NOW)
    assert settlement(position)["vanished_answer"] == "paid"


def test_an_answer_can_be_taken_back(position: ArrearsPosition, officer: Scope) -> None:
    actions.answer_vanished(gone(position), answer="paid", version=1, by=officer, now=NOW)

    statement = actions.undo_answer(position, version=2, by=officer, now=NOW)

    assert statement.undone_by_id == officer.user_id
    assert list(ArrearsPosition.objects.unanswered().values_list("pk", "settled_on")) == [
        (position.pk, dt.date(2026, 11, 20))
    ]
    with pytest.raises(actions.NothingToUndo):
        actions.undo_answer(position, version=3, by=officer, now=NOW)


def test_an_answer_that_a_list_overtook_cannot_be_taken_back(position: ArrearsPosition, officer: Scope) -> None:
    actions.answer_vanished(gone(position), answer="paid", version=1, by=officer, now=NOW)
    ArrearsPosition.objects.filter(pk=position.pk).update(vanished_on=None, settled_on=None, vanished_answer="")

    with pytest.raises(actions.NothingToUndo):
        actions.undo_answer(position, version=2, by=officer, now=NOW)


def notice_of(lease: Any, **changes: Any) -> dict[str, Any]:
    return {
        "kind": NoticeKind.SECTION_92_2,
        "lease": lease,
        "filed_on": dt.date(2026, 11, 20),
        "received_on": TODAY,
        "amount": Decimal("21000.00"),
        "court": "Københavns Byret",
        "court_case_number": "FS-1234",
        "now": NOW,
        **changes,
    }


def test_a_notice_opens_a_case_in_the_default_unit(association: HousingAssociation, officer: Scope) -> None:
    lease = LeaseFactory(association=association)
    unit = UnitFactory(municipality=lease.municipality)
    OpeningRuleFactory(default_unit=unit)

    notice = actions.record_notice(**notice_of(lease), by=officer)

    stored = Notice.objects.values("association", "municipality", "tenancy", "kind", "amount", "recorded_by").get()
    assert stored == {
        "association": association.pk,
        "municipality": lease.municipality_id,
        "tenancy": lease.tenancy_id,
        "kind": NoticeKind.SECTION_92_2,
        "amount": Decimal("21000.00"),
        "recorded_by": officer.user_id,
    }
    assert list(Case.objects.values_list("lease", "unit", "stage", "first_noticed_on")) == [
        (lease.pk, unit.pk, "filed", notice.received_on)
    ]


def test_the_same_notice_twice_changes_nothing(association: HousingAssociation, officer: Scope) -> None:
    lease = LeaseFactory(association=association)
    OpeningRuleFactory(default_unit__municipality=lease.municipality)
    first = actions.record_notice(**notice_of(lease), by=officer)
    events = CaseEvent.objects.count()

    with pytest.raises(actions.AlreadyRecorded) as refusal:
        actions.record_notice(**notice_of(lease, amount=None), by=officer)

    assert refusal.value.notice == first
    assert (Notice.objects.count(), Case.objects.count(), CaseEvent.objects.count()) == (1, 1, events)


def test_casework_records_what_came_on_paper() -> None:
    unit = UnitFactory()
    OpeningRuleFactory(default_unit=unit)
    lease = LeaseFactory(municipality=unit.municipality)

    actions.record_notice(**notice_of(lease, kind=NoticeKind.COURT), by=scope_of(make_caseworker(unit)))

    assert list(Notice.objects.values_list("kind", "lease")) == [(NoticeKind.COURT, lease.pk)]


def test_nobody_else_records_notices(association: HousingAssociation, officer: Scope) -> None:
    lease = LeaseFactory(association=association)
    refused = [
        (officer, NoticeKind.COURT),
        (scope_of(make_officer()), NoticeKind.SECTION_92_2),
        (scope_of(make_adviser(association)), NoticeKind.SECTION_92_2),
        (scope_of(make_caseworker()), NoticeKind.COURT),
    ]
    for by, kind in refused:
        with pytest.raises(NotAllowed):
            actions.record_notice(**notice_of(lease, kind=kind), by=by)
    assert Notice.objects.count() == 0
