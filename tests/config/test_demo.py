"""The invented Copenhagen: believable, whole, and never beside real people."""

import datetime as dt

import pytest

from accounts.demo import DEMO_ACCOUNTS
from accounts.enums import Role
from accounts.models import Membership
from casework import derived
from casework.decision_states import guarantee_state
from casework.enums import Stage
from casework.enums_decisions import DecisionOutcome, GuaranteeState
from casework.models import (
    Case,
    CaseNumberSeries,
    Complaint,
    Decision,
    DecisionDraft,
    Eviction,
    LegalCourse,
    OrganisationCard,
    PaymentGuarantee,
)
from casework.outcomes import Work, contact_objection
from config.demo.organisations import Town
from config.demo.world import write_world
from housing.models import ArrearsPosition, ArrearsWarning, Delivery, Notice

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
DERIVED = (
    "cause",
    "stage",
    "next_court_at",
    "first_contact_at",
    "contact_count",
    "triage_key",
    "triage_rule",
    "search_doc",
)


@pytest.fixture(scope="module")
def written(lasting: None) -> Town:
    """A town that stays for all tests of this module."""
    return write_world(households=420, now=NOW, say=lambda text: None)


@pytest.fixture
def town(written: Town, db: None) -> Town:
    """The town; what a test changes in it is taken back."""
    return written


def test_the_demo_is_a_whole_small_copenhagen(town: Town) -> None:
    assert set(Case.objects.open().values_list("stage", flat=True)) >= set(Stage) - {Stage.HOUSING_COURT, Stage.ENDED}
    assert set(range(2021, 2027)) == set(Case.objects.values_list("opened_year", flat=True))
    assert Case.objects.open().unassigned().exists()
    assert Case.objects.filter(is_restricted=True).exists()
    assert Case.objects.averted().count() > Eviction.objects.count() > 0
    assert {"arrears", "subletting", "house_rules"} <= set(Case.objects.values_list("cause", flat=True))
    assert {delivery.association.code for delivery in Delivery.objects.select_related("association")} == {
        "KAB",
        "FSB",
        "AAB",
    }


def test_the_demo_tells_no_story_the_rules_would_refuse(town: Town) -> None:
    """Whatever is derived is what the one writer derives, and no answer at closing contradicts the record."""
    before = list(Case.objects.order_by("pk").values_list(*DERIVED))
    derived.refresh(Case.objects.values_list("pk", flat=True), today=NOW.date())
    assert list(Case.objects.order_by("pk").values_list(*DERIVED)) == before

    for case in Case.objects.filter(closed_at__isnull=False).prefetch_related(
        "contact_attempts", "interventions", "evictions"
    ):
        attempts = list(case.contact_attempts.all())
        work = Work(
            attempts=len(attempts),
            modes=len({attempt.mode for attempt in attempts}),
            is_reached=any(attempt.is_reached for attempt in attempts),
            help_given=frozenset(help.kind for help in case.interventions.all()),
            has_eviction=bool(case.evictions.all()),
        )
        assert contact_objection(case.contact_outcome, work) == ""
        assert work.has_eviction == (case.housing_outcome == "evicted")
    assert not LegalCourse.objects.filter(case__closed_at__isnull=False, ended_on__isnull=True).exists()


def test_the_demo_decides_and_promises_in_every_way(town: Town) -> None:
    outcomes = set(Decision.objects.values_list("outcome", flat=True))
    states = {guarantee_state(one, NOW.date()) for one in PaymentGuarantee.objects.all()}
    open_states = {
        guarantee_state(one, NOW.date()) for one in PaymentGuarantee.objects.filter(case__closed_at__isnull=True)
    }
    assert outcomes == set(DecisionOutcome)
    assert states >= {GuaranteeState.PAID, GuaranteeState.RUN_OUT}
    assert open_states & {GuaranteeState.MADE, GuaranteeState.SENT, GuaranteeState.ACCEPTED}
    assert DecisionDraft.objects.exists()
    assert Complaint.objects.exists()


def test_everybody_at_the_table_says_what_they_can_do_and_notices_come_in_time_and_late(town: Town) -> None:
    there = {*town.units, *town.associations}
    assert set(OrganisationCard.objects.values_list("organisation__code", flat=True)) == there
    waits = {(notice.received_on - notice.filed_on).days > 0 for notice in Notice.objects.all()}
    assert waits == {False, True}


def test_what_is_owed_now_follows_from_the_newest_warning(town: Town) -> None:
    newest = {}
    for warning in ArrearsWarning.objects.order_by("as_of", "pk"):
        newest[warning.tenancy_id] = (warning.pk, warning.amount, warning.step, warning.as_of)
    stands = {
        position.pk: (position.warning_id, position.amount, position.step, position.as_of)
        for position in ArrearsPosition.objects.all()
    }
    assert stands == newest


def test_what_an_association_may_not_tell_stays_behind_the_gate(town: Town) -> None:
    told = ArrearsWarning.objects.exclude(gate_basis="")
    assert set(told.filter(association__code="AAB").values_list("gate_basis", flat=True)) <= {"s92_2"}
    assert not told.filter(association__code="KAB", step="early", gate_basis="agreement").exists()
    assert set(told.filter(municipality__code="147").values_list("gate_basis", flat=True)) <= {"s92_2"}


def test_case_numbers_go_on_where_the_demo_ended(town: Town) -> None:
    last = CaseNumberSeries.objects.get(municipality__code="101", year=2026).last_number
    numbers = Case.objects.filter(municipality__code="101", opened_year=2026).values_list("number", flat=True)
    assert max(numbers) == f"2026-{last:05d}"


def test_there_is_one_account_for_each_role(town: Town) -> None:
    held = {
        (membership.user.username, membership.role, membership.organisation.code)
        for membership in Membership.objects.current(NOW.date()).select_related("user", "organisation")
    }
    assert {(account.username, account.role, account.organisation_code) for account in DEMO_ACCOUNTS} <= held
    assert {account.role for account in DEMO_ACCOUNTS} == set(Role)
