"""The page of a case: who and where, what to do next, what happened, and for whom it does not exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework import derived
from casework.enums import Cause, CourseResult, EventKind, LegalStepKind, ParticipantKind, PersonRole
from casework.models import Case
from housing import codes
from housing.enums import GateBasis
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import (
    CaseBackgroundFactory,
    CaseEventFactory,
    CaseFactory,
    CaseParticipantFactory,
    ContactAttemptFactory,
    InterventionFactory,
    NoteFactory,
    ProgrammeFactory,
)
from tests.factories.courses import EvictionFactory, LegalCourseFactory, LegalStepFactory
from tests.factories.deadlines import tell_household
from tests.factories.decisions import PaymentGuaranteeFactory
from tests.factories.housing import ArrearsWarningFactory
from tests.factories.money import BudgetLineFactory, InstalmentFactory, InstalmentPaymentFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, make_manager, make_team_leader
from tests.factories.persons import CasePersonFactory

from .pages import link, main_words

pytestmark = pytest.mark.django_db

Kind = LegalStepKind


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam", organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    """A caseworker who reads English and is logged in."""
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    """An open case the caseworker has, its household told what it must be told."""
    return tell_household(CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen", number="2026-00042"))


def page_of(case: Case) -> str:
    return reverse("casework:case", args=[case.pk])


def fill(case: Case, count: int) -> None:
    """Some of everything a page shows."""
    for number in range(count):
        day = TODAY - dt.timedelta(days=number)
        CasePersonFactory(case=case, person__phone="20 12 34 56", person__interpreter="tyrkisk")
        course = LegalCourseFactory(case=case, started_on=day)
        LegalStepFactory(course=course, occurred_on=day)
        InterventionFactory(case=case, programme=ProgrammeFactory(municipality=case.municipality))
        ContactAttemptFactory(case=case)
        InstalmentPaymentFactory(plan=InstalmentFactory(plan__case=case).plan)
        BudgetLineFactory(budget__case=case)
        ArrearsWarningFactory(lease=case.lease, as_of=day, gate_basis=GateBasis.AGREEMENT)
        CaseBackgroundFactory(case=case, code=["debt", "illness", "job_lost"][number])
        CaseParticipantFactory(case=case)
        EvictionFactory(case=case, occurred_on=day)
        CaseEventFactory(case=case, kind=EventKind.NOTE, detail={"note": number, "text": "Hej"})
        CaseFactory(
            unit=case.unit,
            tenancy=case.tenancy,
            lease=case.lease,
            is_closed=True,
            opened_on=dt.date(2020 + number, 1, 1),
        )


@pytest.mark.parametrize("tab", ["contact", "intervention", "note", "step"])
def test_query_count_is_constant(client: Client, case: Case, tab: str, django_assert_num_queries: Any) -> None:
    codes.name_of("contact_mode", "phone")
    fill(case, 1)
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(case), {"log": tab})
    other = CaseFactory(unit=case.unit, assigned_to=case.assigned_to)
    fill(other, 3)

    with django_assert_num_queries(len(few)):
        client.get(page_of(other), {"log": tab})


def said_on(client: Client, case: Case, **query: str) -> str:
    return main_words(client.get(page_of(case), query))


def test_the_identity_says_who_and_where(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(
        unit=unit,
        assigned_to=user,
        names="Ida Andersen, Rasmus Sørensen",
        number="2026-01423",
        address="Ruten 169, 4. tv, 2700 Brønshøj",
        has_children="yes",
        children=2,
        association__name="fsb",
        association__organisation__phone="33 76 80 00",
        department__code="33-02",
        tenancy__number="33-02-0117",
    )
    CasePersonFactory(
        case=case, person__name="Ida Andersen", person__phone="20 12 34 56", person__interpreter="Turkish"
    )
    CasePersonFactory(case=case, person__name="Gæst Gæst", role=PersonRole.OCCUPANT, position=2)

    response = client.get(page_of(case))
    said = main_words(response)

    assert said.startswith(
        "Ida Andersen, Rasmus Sørensen Case 2026-01423 · Mette Holm Ruten 169, 4. tv, 2700 Brønshøj"
        " fsb 33-02, 33-02-0117 2 children Ida Andersen 20 12 34 56 interpreter: Turkish fsb 33 76 80 00"
    )
    assert "Gæst Gæst (Occupant)" in said
    assert "<title>Ida Andersen, Rasmus Sørensen, case 2026-01423 · Fasthold</title>" in response.content.decode()


def test_the_legal_course_stands_as_a_row_of_stages(client: Client, case: Case) -> None:
    course = LegalCourseFactory(case=case, started_on=dt.date(2026, 10, 6))
    LegalStepFactory(course=course, occurred_on=dt.date(2026, 10, 6))
    LegalStepFactory(course=course, kind=Kind.RESCISSION, occurred_on=dt.date(2026, 10, 23))
    LegalStepFactory(course=course, kind=Kind.FILING, occurred_on=dt.date(2026, 10, 30))
    LegalStepFactory(
        course=course,
        kind=Kind.HEARING_CALLED,
        occurred_on=dt.date(2026, 11, 10),
        takes_place_at=at(dt.date(2026, 11, 25), 10),
        court="Københavns Byret",
    )
    ContactAttemptFactory(case=case, is_reached=True)
    CaseEventFactory(case=case, kind=EventKind.CONTACT)
    derived.refresh([case.pk], today=TODAY)

    said = said_on(client, case)

    assert (
        "| passed: Demand sent 6 Oct | passed: Tenancy rescinded 23 Oct | passed: Filed with the bailiff court 30 Oct"
        " | Hearing 25 Nov | to come: Eviction scheduled"
    ) in said
    assert "Now: Bailiff hearing in 3 days Hearing called: Wednesday 25 Nov 2026 10:00, Københavns Byret" in said


def test_an_ended_course_closes_with_its_result(client: Client, case: Case) -> None:
    course = LegalCourseFactory(case=case, cause=Cause.SUBLETTING)
    LegalStepFactory(course=course, kind=Kind.RESCISSION, occurred_on=dt.date(2026, 11, 3))
    LegalStepFactory(course=course, kind=Kind.ENDED, occurred_on=dt.date(2026, 11, 9), result=CourseResult.WITHDRAWN)
    derived.refresh([case.pk], today=TODAY)

    said = said_on(client, case)

    assert "| passed: Tenancy rescinded 3 Nov | Ended: Withdrawn 9 Nov" in said
    assert "Unlawful subletting § 90 no. 6: unlawful transfer of use" not in said
    assert "Withdrawn · 9 Nov 2026" in said


def test_now_tells_of_the_follow_up_and_of_what_was_tried(client: Client, case: Case) -> None:
    CasePersonFactory(case=case, person__phone="20 12 34 56")
    ContactAttemptFactory(case=case, occurred_at=at(dt.date(2026, 11, 20)), part_of_day="morning")
    CaseEventFactory(case=case, kind=EventKind.CONTACT)
    Case.objects.filter(pk=case.pk).update(follow_up_on=dt.date(2026, 11, 29))
    derived.refresh([case.pk], today=TODAY)

    said = said_on(client, case)

    assert (
        "Now: No contact tried in 2 days (23 Nov) Follow-up date: in 7 days"
        " Next try: phone, afternoon. Tried morning without an answer."
    ) in said


def test_now_says_when_every_time_of_the_day_was_tried(client: Client, case: Case) -> None:
    for part in ("morning", "afternoon", "evening"):
        ContactAttemptFactory(case=case, part_of_day=part)

    assert "Next try: home visit, morning. Not tried yet." in said_on(client, case)


def test_now_is_silent_about_attempts_once_somebody_was_reached(client: Client, case: Case) -> None:
    ContactAttemptFactory(case=case, part_of_day="morning")
    ContactAttemptFactory(case=case, is_reached=True)

    assert "Next try" not in main_words(client.get(page_of(case))).split("Take the case")[0].split("Hand over")[0]


@pytest.mark.parametrize(
    ("due_in", "lead", "box"), [(-1, 0, "now-box-red"), (5, 0, "now-box-neutral"), (0, 0, '"now-box"')]
)
def test_now_wears_the_colour_of_its_urgency(client: Client, case: Case, due_in: int, lead: int, box: str) -> None:
    day = TODAY + dt.timedelta(days=due_in)
    Case.objects.filter(pk=case.pk).update(triage_key=day, triage_due_on=day, triage_rule="follow_up", follow_up_on=day)

    assert box in client.get(page_of(case)).content.decode()


def test_a_court_date_whose_step_is_not_known_is_still_told(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(next_court_at=at(dt.date(2026, 11, 25), 10))

    assert "Court date: Wednesday 25 Nov 2026 10:00" in said_on(client, case)


def test_what_is_owed_stands_with_the_lists(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(amount=Decimal("15000"), monthly_rent=Decimal("7500"))
    shared = {"lease": case.lease, "gate_basis": GateBasis.AGREEMENT}
    ArrearsWarningFactory(**shared, as_of=dt.date(2026, 9, 20), amount=Decimal("7500"))
    ArrearsWarningFactory(**shared, as_of=dt.date(2026, 10, 20), amount=Decimal("15000"))
    ArrearsWarningFactory(lease=case.lease, as_of=dt.date(2026, 8, 20), amount=Decimal("2222"))

    said = said_on(client, case)

    assert "Amount owed 15,000.00 kr. 2.0 months" in said
    assert (
        "| 20 Oct 2026 Demand sent 15,000.00 kr. 2.0 months | 20 Sep 2026 Demand sent 7,500.00 kr. 1.0 months" in said
    )
    assert "2,222.00" not in said


def test_an_amount_without_lists_says_its_day(client: Client, case: Case) -> None:
    assert "Amount owed 15,000.00 kr. 2.0 months As of 2 Nov 2026" in said_on(client, case)


def test_the_side_tells_of_the_household_help_access_and_other_cases(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(household_type="couple_children", has_children="yes", children=2, adults=2)
    CasePersonFactory(case=case, person__name="Ida Andersen", person__is_address_protected=True)
    CaseBackgroundFactory(case=case, code="debt")
    InterventionFactory(
        case=case,
        kind="grant_81",
        amount=Decimal("9000"),
        starts_on=dt.date(2026, 11, 4),
        ends_on=dt.date(2026, 12, 4),
        programme=ProgrammeFactory(municipality=case.municipality, name="Hold fast"),
    )
    CaseParticipantFactory(
        case=case, user__name="Bo Friis", kind=ParticipantKind.PURPOSE, ends_at=at(dt.date(2026, 11, 23), 9)
    )
    EvictionFactory(case=case, occurred_on=dt.date(2026, 11, 16))
    CaseFactory(
        unit=case.unit,
        lease=case.lease,
        is_closed=True,
        number="2024-00009",
        names="Ida Andersen",
        opened_on=dt.date(2024, 1, 8),
    )

    said = said_on(client, case)

    assert "Ida Andersen Protected address Who lives there, who acts for them" in said
    assert "Household Couple with children Adults 2 Children under 18 2" in said
    assert "Background Change : Background Debt" in said
    assert (
        "One-off grant for the arrears Change : One-off grant for the arrears Under way · 4 Nov 2026 – 4 Dec 2026"
        " · 9,000.00 kr. Boligteam · Hold fast"
    ) in said
    assert "Who can open the case Boligteam Bo Friis Stated a purpose · until 23 Nov 2026, 09:00" in said
    assert "Evicted by the bailiff 16 Nov 2026" in said
    assert "Other cases of the tenancy 1 | 2024-00009 Ida Andersen · 8 Jan 2024 – 22 Jan 2024" in said


def test_another_units_earlier_case_is_not_told_of(client: Client, case: Case) -> None:
    other = UnitFactory(municipality=case.municipality)
    CaseFactory(unit=other, lease=case.lease, is_closed=True, number="2024-00009", opened_on=dt.date(2024, 1, 8))

    assert "2024-00009" not in said_on(client, case)


def test_a_closed_case_can_be_read_and_reopened_only(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, assigned_to=user, is_closed=True, closed_by=user)

    response = client.get(page_of(case))

    assert "Closed on 16 Nov 2026 by Mette Holm." in main_words(response)
    assert link(response, "Reopen") == reverse("casework:reopen", args=[case.pk])
    assert 'id="log"' not in response.content.decode()
    assert "Hand over" not in main_words(response)


def test_an_invited_employment_caseworker_reads_and_notes_nothing(client: Client, unit: Unit) -> None:
    case = CaseFactory(unit=unit, names="Ida Andersen")
    reader = make_employment_caseworker(UnitFactory(municipality=unit.municipality), language="en")
    CaseParticipantFactory(case=case, user=reader)
    client.force_login(reader)

    response = client.get(page_of(case))

    assert main_words(response).startswith("Ida Andersen")
    assert 'id="log"' not in response.content.decode()
    for name in ("contact", "note", "intervention", "step", "take", "close", "household"):
        assert client.post(reverse(f"casework:{name}", args=[case.pk])).status_code == 404


def test_the_reason_never_tells_of_a_guarantee_to_who_may_not_read_it(client: Client, case: Case, unit: Unit) -> None:
    PaymentGuaranteeFactory(case=case, valid_until=TODAY)
    derived.refresh([case.pk], today=TODAY)
    pages = [page_of(case), reverse("casework:why", args=[case.pk])]
    told = [main_words(client.get(page)) for page in pages]
    reader = make_employment_caseworker(UnitFactory(municipality=unit.municipality), language="en")
    CaseParticipantFactory(case=case, user=reader)
    client.force_login(reader)

    asked_in = [main_words(client.get(page)) for page in pages]

    assert all("uarantee runs out" in said for said in told)
    assert not [said for said in asked_in if "uarantee" in said]
    assert "Now: " in asked_in[0]


def test_a_case_that_is_not_open_to_one_does_not_exist(client: Client, unit: Unit, user: User) -> None:
    hidden = [
        CaseFactory(unit=UnitFactory(municipality=unit.municipality)),
        CaseFactory(unit=unit, is_restricted=True),
        CaseFactory(),
    ]

    assert [client.get(page_of(case)).status_code for case in hidden] == [404, 404, 404]


def test_a_manager_has_no_case_page(client: Client, case: Case) -> None:
    client.force_login(make_manager(case.municipality.organisation))

    assert client.get(page_of(case)).status_code == 404


def test_the_look_is_logged(client: Client, case: Case) -> None:
    client.get(page_of(case))

    entry = AccessLog.objects.get()
    assert (entry.look, entry.subject, entry.case_id, entry.path) == (Look.VIEW, "case", case.pk, "casework:case")


def test_a_restricted_case_says_so_to_those_named(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_restricted=True)
    CaseParticipantFactory(case=case, user=user, kind=ParticipantKind.CLEARED)

    said = said_on(client, case)

    assert "Restricted Case" in said
    assert "Only the people named here. Mette Holm Named on the restricted case" in said
    assert "nobody has taken it" in said
    assert "Invite somebody" not in said


def test_htmx_gets_the_log_box_alone(client: Client, case: Case) -> None:
    response = client.get(page_of(case), {"log": "note"}, headers={"HX-Request": "true", "HX-Target": "log"})

    page = response.content.decode()
    assert page.lstrip().startswith('<section class="log-box"')
    assert 'name="text"' in page
    assert "autofocus" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("tab", "field"), [("", "mode"), ("weather", "mode"), ("intervention", "kind"), ("note", "text")]
)
def test_the_log_box_opens_at_the_tab_asked_for(client: Client, case: Case, tab: str, field: str) -> None:
    assert field in client.get(page_of(case), {"log": tab}).context["log"].form.fields


def test_the_step_tab_needs_a_course(client: Client, case: Case) -> None:
    said = said_on(client, case, log="step")

    assert "The case has no open legal course. Open a legal course" in said


def test_the_timeline_is_read_page_by_page_and_by_kind(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.queries.timeline.PAGE_SIZE", 2)
    for number in range(5):
        CaseEventFactory(
            case=case,
            kind=EventKind.NOTE,
            occurred_on=TODAY - dt.timedelta(days=number),
            detail={"note": 1000 + number, "text": f"Note {number}"},
        )
    CaseEventFactory(case=case, kind=EventKind.TAKEN, occurred_on=TODAY)

    first = client.get(page_of(case), {"show": "notes"})
    second = client.get(page_of(case) + link(first, "Older"))
    back = client.get(page_of(case) + link(second, "Newer"))

    texts = [[entry.said.text for entry in page.context["timeline"].entries] for page in (first, second, back)]
    assert texts == [["Note 0", "Note 1"], ["Note 2", "Note 3"], ["Note 0", "Note 1"]]
    assert "Took the case" in said_on(client, case)
    assert "Nothing of that kind has happened yet." in said_on(client, case, show="contacts")
    assert client.get(page_of(case), {"show": "weather"}).context["timeline"].group == ""


def test_a_team_leader_hands_out_what_nobody_has(client: Client, unit: Unit) -> None:
    case = CaseFactory(unit=unit)
    client.force_login(make_team_leader(unit, language="en"))

    response = client.get(page_of(case))

    assert link(response, "Hand over") == reverse("casework:assign", args=[case.pk])
    assert "Give back" not in main_words(response)


def test_what_stands_on_the_timeline_can_be_corrected_while_the_case_is_open(client: Client, case: Case) -> None:
    step = LegalStepFactory(course=LegalCourseFactory(case=case))
    intervention = InterventionFactory(case=case)
    note = NoteFactory(case=case)
    for kind, detail in (
        (EventKind.LEGAL_STEP, {"step": step.pk, "kind": "demand"}),
        (EventKind.INTERVENTION, {"intervention": intervention.pk, "kind": "conversation"}),
        (EventKind.NOTE, {"note": note.pk, "text": "Hej"}),
        (EventKind.LEGAL_STEP, {"step": step.pk + 1000, "kind": "filing"}),
    ):
        CaseEventFactory(case=case, kind=kind, detail=detail)

    entries = client.get(page_of(case)).context["timeline"].entries

    assert [(entry.action_label, entry.action_url) for entry in entries] == [
        ("", ""),
        ("Correct", reverse("casework:note-correct", args=[case.pk, note.pk])),
        ("Change", reverse("casework:intervention-edit", args=[case.pk, intervention.pk])),
        ("Correct", reverse("casework:step-correct", args=[case.pk, step.pk])),
    ]


def test_nothing_on_a_closed_cases_timeline_can_be_corrected(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_closed=True)
    CaseEventFactory(case=case, kind=EventKind.NOTE, detail={"note": NoteFactory(case=case).pk, "text": "Hej"})

    (entry,) = client.get(page_of(case)).context["timeline"].entries

    assert (entry.action_url, entry.said.text) == ("", "Hej")


def test_an_unknown_number_of_children_is_said_as_children(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(has_children="yes")

    assert "00009-1 children" in said_on(client, case).replace(case.tenancy.number, "00009-1")
