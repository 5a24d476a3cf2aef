"""What is written down on a case, and how the timeline keeps it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import User
from accounts.scope import Scope
from casework.actions import logging as actions
from casework.enums import EventKind, InterventionResult
from casework.models import Case, CaseBackground, CaseEvent, ContactAttempt, Intervention, Note
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import OrganisationFactory, UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, ProgrammeFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, make_manager, scope_of

pytestmark = pytest.mark.django_db

PROCESSES, CALLS = 4, 10
TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY_AT_TEN = at(TODAY - dt.timedelta(days=1), 10)


@dataclasses.dataclass
class Desk:
    """A caseworker with a case."""

    case: Case
    user: User
    by: Scope


@pytest.fixture
def desk() -> Desk:
    unit = UnitFactory()
    user = make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=user, opened_on=dt.date(2026, 11, 18))
    return Desk(case, user, scope_of(user))


def lines() -> list[tuple[Any, ...]]:
    return list(CaseEvent.objects.order_by("pk").values_list("kind", "occurred_on", "detail"))


def call(desk: Desk, **given: Any) -> ContactAttempt:
    facts: dict[str, Any] = {
        "mode": "phone",
        "part_of_day": "morning",
        "is_reached": False,
        "not_reached_reason": "no_answer",
        "occurred_at": YESTERDAY_AT_TEN,
        "by": desk.by,
        "now": NOW,
    }
    return actions.log_contact_attempt(desk.case, **(facts | given))


def test_a_vain_call(desk: Desk) -> None:
    attempt = call(desk, follow_up_on=TOMORROW)

    assert ContactAttempt.objects.values(
        "case", "municipality", "occurred_at", "mode", "part_of_day", "is_reached", "not_reached_reason"
    ).get() == {
        "case": desk.case.pk,
        "municipality": desk.case.municipality_id,
        "occurred_at": YESTERDAY_AT_TEN,
        "mode": "phone",
        "part_of_day": "morning",
        "is_reached": False,
        "not_reached_reason": "no_answer",
    }
    assert lines() == [
        (
            EventKind.CONTACT,
            dt.date(2026, 11, 21),
            {
                "attempt": attempt.pk,
                "mode": "phone",
                "part_of_day": "morning",
                "is_reached": False,
                "not_reached_reason": "no_answer",
                "has_appointment": False,
                "wants_no_contact": False,
                "follow_up_on": "2026-11-23",
            },
        )
    ]
    desk.case.refresh_from_db()
    assert (desk.case.contact_count, desk.case.first_contact_at, desk.case.first_reached_at) == (
        1,
        YESTERDAY_AT_TEN,
        None,
    )
    assert (desk.case.follow_up_on, desk.case.triage_rule, desk.case.triage_key) == (TOMORROW, "follow_up", TOMORROW)


def test_a_conversation(desk: Desk) -> None:
    call(
        desk,
        mode="home_visit",
        is_reached=True,
        not_reached_reason="",
        has_appointment=True,
        wants_no_contact=False,
        note="Vil betale fredag.",
    )

    assert lines()[0][2] == {
        "attempt": ContactAttempt.objects.get().pk,
        "mode": "home_visit",
        "part_of_day": "morning",
        "is_reached": True,
        "has_appointment": True,
        "wants_no_contact": False,
        "note": "Vil betale fredag.",
    }
    desk.case.refresh_from_db()
    assert desk.case.first_reached_at == YESTERDAY_AT_TEN


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (TODAY, None, None),
        (TODAY - dt.timedelta(days=5), None, None),
        (TOMORROW, None, TOMORROW),
        (TODAY, TOMORROW, TOMORROW),
        (None, None, None),
    ],
)
def test_an_attempt_does_a_follow_up_whose_day_has_come(
    desk: Desk, before: dt.date | None, given: dt.date | None, after: dt.date | None
) -> None:
    Case.objects.update(follow_up_on=before)

    call(desk, follow_up_on=given)

    desk.case.refresh_from_db()
    assert (desk.case.follow_up_on, desk.case.version) == (after, 1 if before == after else 2)


@pytest.mark.django_db(transaction=True)
def test_calls_logged_at_the_same_moment_are_all_counted(desk: Desk) -> None:
    connection.close()  # a forked process must not share it

    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        pool.map(call_often, [desk] * PROCESSES, chunksize=1)

    desk.case.refresh_from_db()
    assert desk.case.contact_count == ContactAttempt.objects.count() == PROCESSES * CALLS


def call_often(desk: Desk) -> None:
    for _ in range(CALLS):
        call(desk)


def test_attempts_that_cannot_be(desk: Desk) -> None:
    with translation.override("en"):
        with pytest.raises(Refused, match="cannot lie in the future"):
            call(desk, occurred_at=NOW + dt.timedelta(minutes=1))
        with pytest.raises(Refused, match="Say whether the household was reached, and if not, why"):
            call(desk, not_reached_reason="")
        with pytest.raises(Refused, match="Say whether the household was reached, and if not, why"):
            call(desk, is_reached=True)

    assert lines() == []


def test_who_may_write_on_a_case(desk: Desk) -> None:
    invited = make_employment_caseworker(UnitFactory(municipality=desk.case.municipality))
    CaseParticipantFactory(case=desk.case, user=invited)
    strangers = [
        invited,
        make_manager(desk.case.municipality.organisation),
        make_caseworker(UnitFactory(municipality=desk.case.municipality)),
    ]

    with translation.override("en"):
        for stranger in strangers:
            with pytest.raises(NotAllowed, match="Only caseworkers who can open the case work on it"):
                call(desk, by=scope_of(stranger))
        desk.case = CaseFactory(unit=desk.case.unit, is_closed=True)
        with pytest.raises(NotAllowed, match="The case is closed"):
            call(desk)

    assert lines() == []


def test_an_intervention_and_its_change(desk: Desk) -> None:
    programme = ProgrammeFactory(municipality=desk.case.municipality, name="Stop udsættelser")
    partner = OrganisationFactory(name="Gældsrådgivningen")
    given = actions.log_intervention(
        desk.case,
        kind="debt_advice",
        programme=programme,
        responsible=partner,
        starts_on=TODAY,
        ends_on=None,
        amount=None,
        result=InterventionResult.ONGOING,
        note="",
        by=desk.by,
        now=NOW,
    )
    first = {
        "intervention": given.pk,
        "kind": "debt_advice",
        "programme": "Stop udsættelser",
        "responsible": "Gældsrådgivningen",
        "starts_on": "2026-11-22",
        "result": "ongoing",
    }

    changed = actions.change_intervention(
        given,
        version=1,
        kind="grant_81",
        programme=None,
        responsible=partner,
        starts_on=TODAY,
        ends_on=TOMORROW,
        amount=Decimal("7500.50"),
        result=InterventionResult.GRANTED,
        note="Bevilget.",
        by=desk.by,
        now=NOW,
    )

    assert lines() == [
        (EventKind.INTERVENTION, TODAY, first),
        (
            EventKind.INTERVENTION_CHANGED,
            TODAY,
            {
                "intervention": given.pk,
                "kind": "grant_81",
                "responsible": "Gældsrådgivningen",
                "starts_on": "2026-11-22",
                "ends_on": "2026-11-23",
                "amount": "7500.50",
                "result": "granted",
                "note": "Bevilget.",
            },
        ),
    ]
    stored = Intervention.objects.get()
    assert (stored, stored.version, stored.amount, stored.programme) == (changed, 2, Decimal("7500.50"), None)


def test_an_intervention_is_changed_once_from_each_version(desk: Desk) -> None:
    partner = OrganisationFactory()
    facts: dict[str, Any] = {
        "kind": "debt_advice",
        "responsible": partner,
        "starts_on": TODAY,
        "result": InterventionResult.ONGOING,
        "by": desk.by,
        "now": NOW,
    }
    given = actions.log_intervention(desk.case, **facts)
    actions.change_intervention(given, version=1, **(facts | {"result": InterventionResult.STOPPED}))

    with pytest.raises(Conflict) as conflict:
        actions.change_intervention(given, version=1, **(facts | {"result": InterventionResult.GRANTED}))

    assert conflict.value.theirs("result", "version") == {"result": InterventionResult.STOPPED, "version": 2}
    with translation.override("en"):
        with pytest.raises(Refused, match="The last day is before the first"):
            actions.log_intervention(desk.case, **facts, ends_on=TODAY - dt.timedelta(days=1))
        with pytest.raises(Refused, match="An amount cannot be negative"):
            actions.change_intervention(given, version=2, **facts, amount=Decimal(-1))
    assert len(lines()) == 2


def test_a_note_and_its_correction(desk: Desk) -> None:
    note = actions.write_note(desk.case, text="Bor alene.", by=desk.by, now=NOW)

    correction = actions.correct_note(note, text="Bor med sin søn.", by=desk.by, now=NOW)

    assert list(Note.objects.order_by("pk").values_list("text", "corrects")) == [
        ("Bor alene.", None),
        ("Bor med sin søn.", note.pk),
    ]
    assert lines() == [
        (EventKind.NOTE, TODAY, {"note": note.pk, "text": "Bor alene."}),
        (EventKind.NOTE, TODAY, {"note": correction.pk, "text": "Bor med sin søn.", "corrects": note.pk}),
    ]
    with pytest.raises(Conflict) as conflict:
        actions.correct_note(note, text="Bor med sin datter.", by=desk.by, now=NOW)
    assert conflict.value.current == correction
    with translation.override("en"), pytest.raises(Refused, match="Write something first"):
        actions.write_note(desk.case, text=" \n", by=desk.by, now=NOW)


def test_a_follow_up_date(desk: Desk) -> None:
    actions.set_follow_up(desk.case, follow_up_on=TOMORROW, version=1, by=desk.by, now=NOW)
    actions.set_follow_up(desk.case, follow_up_on=None, version=2, by=desk.by, now=NOW)

    assert lines() == [
        (EventKind.FOLLOW_UP, TODAY, {"follow_up_on": "2026-11-23"}),
        (EventKind.FOLLOW_UP, TODAY, {}),
    ]
    with pytest.raises(Conflict):
        actions.set_follow_up(desk.case, follow_up_on=TOMORROW, version=2, by=desk.by, now=NOW)
    with translation.override("en"), pytest.raises(Refused, match="Choose today or a later day"):
        actions.set_follow_up(desk.case, follow_up_on=TODAY - dt.timedelta(days=1), version=3, by=desk.by, now=NOW)


def test_the_background(desk: Desk) -> None:
    actions.set_background(desk.case, codes=["debt", "job_lost"], version=1, by=desk.by, now=NOW)
    kept = CaseBackground.objects.get(code="debt")
    actions.set_background(desk.case, codes=["illness", "debt"], version=2, by=desk.by, now=NOW)

    assert dict(CaseBackground.objects.order_by("code").values_list("code", "municipality")) == {
        "debt": desk.case.municipality_id,
        "illness": desk.case.municipality_id,
    }
    assert CaseBackground.objects.get(code="debt") == kept
    assert lines() == [
        (EventKind.BACKGROUND, TODAY, {"codes": ["debt", "job_lost"]}),
        (EventKind.BACKGROUND, TODAY, {"codes": ["debt", "illness"]}),
    ]
    with pytest.raises(Conflict):
        actions.set_background(desk.case, codes=[], version=2, by=desk.by, now=NOW)


def test_the_household(desk: Desk) -> None:
    facts: dict[str, Any] = {"household_type": "single_parent", "has_children": "yes", "children": 2, "adults": 1}

    actions.set_household(desk.case, **facts, version=1, by=desk.by, now=NOW)

    assert Case.objects.values(*facts).get() == facts
    assert lines() == [(EventKind.HOUSEHOLD, TODAY, facts)]
    desk.case.refresh_from_db()
    assert desk.case.triage_rule == "child_first_contact"
    with pytest.raises(Conflict):
        actions.set_household(desk.case, **facts, version=1, by=desk.by, now=NOW)
    with translation.override("en"), pytest.raises(Refused, match="Children are counted where there are children"):
        actions.set_household(desk.case, **(facts | {"has_children": "unknown"}), version=2, by=desk.by, now=NOW)
