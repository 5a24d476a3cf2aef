"""What is decided about a case: who has it, who sees it, opening, closing and opening again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework.enums import Cause, CourseResult, OpenedBy, ParticipantKind
from casework.models import Case, CaseBackground, CaseEvent, CaseParticipant
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import (
    CaseBackgroundFactory,
    CaseFactory,
    CaseParticipantFactory,
    ContactAttemptFactory,
    InterventionFactory,
)
from tests.factories.courses import EvictionFactory, LegalCourseFactory
from tests.factories.housing import LeaseFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, make_team_leader

from .pages import link, main_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen", number="2026-00042")


def url(name: str, case: Case) -> str:
    return reverse(f"casework:{name}", args=[case.pk])


def test_a_case_somebody_has_is_not_taken(client: Client, unit: Unit, user: User) -> None:
    colleague = make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=colleague)

    response = client.post(url("take", case), {"version": case.version}, follow=True)

    case.refresh_from_db()
    assert case.assigned_to == colleague
    assert "Somebody has already taken the case." in main_words(response)


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("9", "Somebody changed the case just before you."), ("", "The case was not taken: open it and try again.")],
)
def test_a_case_that_changed_is_not_taken(client: Client, unit: Unit, user: User, version: str, sentence: str) -> None:
    case = CaseFactory(unit=unit)

    response = client.post(url("take", case), {"version": version}, follow=True)

    case.refresh_from_db()
    assert case.assigned_to is None
    assert sentence in main_words(response)


def test_a_case_is_handed_to_a_colleague(client: Client, unit: Unit, case: Case, user: User) -> None:
    colleague = make_caseworker(unit, name="Jens Krog")
    make_caseworker(name="Somebody elsewhere")
    make_employment_caseworker(unit)

    form = client.get(url("assign", case)).context["form"]
    response = client.post(url("assign", case), {"to": colleague.pk, "version": case.version}, follow=True)

    case.refresh_from_db()
    assert list(form.fields["to"].queryset) == [colleague]
    assert case.assigned_to == colleague
    assert "Jens Krog has the case now." in main_words(response)


def test_handing_over_a_case_that_changed_shows_both(client: Client, unit: Unit, case: Case) -> None:
    colleague = make_caseworker(unit, name="Jens Krog")
    Case.objects.filter(pk=case.pk).update(version=5)

    response = client.post(url("assign", case), {"to": colleague.pk, "version": 1})

    (clash,) = response.context["form"].clashes
    assert (response.status_code, clash.theirs, clash.yours) == (422, "Mette Holm", "Jens Krog")


def test_a_colleagues_case_is_not_handed_over_by_others(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, assigned_to=make_caseworker(unit))

    assert client.get(url("assign", case)).status_code == 404
    assert client.get(url("give-back", case)).status_code == 404


def test_a_case_is_given_back_with_the_reason(client: Client, case: Case) -> None:
    refused = client.post(url("give-back", case), {"reason": "", "version": case.version})
    client.post(url("give-back", case), {"reason": "Ferie", "version": case.version})

    case.refresh_from_db()
    assert (refused.status_code, case.assigned_to) == (422, None)
    assert CaseEvent.objects.get().detail == {"reason": "Ferie"}


def test_giving_back_a_case_that_changed_is_a_conflict(client: Client, case: Case) -> None:
    response = client.post(url("give-back", case), {"reason": "Ferie", "version": 9})

    assert (response.status_code, response.context["form"]["version"].value()) == (422, case.version)
    assert "Ferie" in response.content.decode()


@pytest.mark.parametrize(
    ("given", "day", "sentence"),
    [
        ({"follow_up": "tomorrow"}, dt.date(2026, 11, 23), "You will see the case again on 23 Nov 2026."),
        ({"follow_up": "week"}, dt.date(2026, 11, 29), "You will see the case again on 29 Nov 2026."),
        (
            {"follow_up": "date", "follow_up_on": "2026-12-24"},
            dt.date(2026, 12, 24),
            "You will see the case again on 24 Dec 2026.",
        ),
        ({"follow_up": "never"}, None, "The case has no follow-up date any more."),
    ],
)
def test_the_case_is_shown_again(
    client: Client, case: Case, given: dict[str, str], day: dt.date | None, sentence: str
) -> None:
    Case.objects.filter(pk=case.pk).update(follow_up_on=dt.date(2026, 12, 1))

    response = client.post(url("follow-up", case), {**given, "version": case.version}, follow=True)

    case.refresh_from_db()
    assert case.follow_up_on == day
    assert sentence in main_words(response)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"follow_up": "date"}, "Date: Choose the date."),
        ({"follow_up": "date", "follow_up_on": "2026-11-21"}, "Date: Choose today or a later day."),
        ({"follow_up": "soon"}, "Show me this again: Select a valid choice."),
    ],
)
def test_a_faulty_follow_up_is_said(client: Client, case: Case, given: dict[str, str], sentence: str) -> None:
    response = client.post(url("follow-up", case), {**given, "version": case.version})

    assert response.status_code == 422
    assert sentence in main_words(response)


def test_a_follow_up_on_a_case_that_changed_shows_both(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(version=5, follow_up_on=dt.date(2026, 12, 1))

    response = client.post(url("follow-up", case), {"follow_up": "date", "follow_up_on": "2026-12-24", "version": 1})

    (clash,) = response.context["form"].clashes
    assert (clash.theirs, clash.yours) == ("1 Dec 2026", "24 Dec 2026")


def test_the_household_is_changed(client: Client, case: Case) -> None:
    form = client.get(url("household", case)).context["form"]
    client.post(
        url("household", case),
        {
            "household_type": "couple_children",
            "adults": "2",
            "has_children": "yes",
            "children": "3",
            "version": form["version"].value(),
        },
    )

    case.refresh_from_db()
    assert (case.household_type, case.adults, case.has_children, case.children) == ("couple_children", 2, "yes", 3)


def test_a_number_of_children_needs_children(client: Client, case: Case) -> None:
    response = client.post(
        url("household", case), {"household_type": "single", "has_children": "no", "children": "3", "version": 1}
    )

    assert response.status_code == 422
    assert "Children under 18: You gave a number of children" in main_words(response)


def test_two_who_change_the_household_see_both(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(version=4, has_children="yes", children=1, household_type="single_parent")
    mine = {"household_type": "couple_children", "has_children": "yes", "children": "2", "adults": "2", "version": 1}

    response = client.post(url("household", case), mine)

    clashes = {clash.label: (clash.theirs, clash.yours) for clash in response.context["form"].clashes}
    said = main_words(response)
    assert clashes == {
        "Household": ("Single parent", "Couple with children"),
        "Number of adults": ("–", "2"),
        "Number of children": ("1", "2"),
    }
    assert "| Household Single parent Couple with children" in said
    client.post(url("household", case), {**mine, "version": response.context["form"]["version"].value()})
    case.refresh_from_db()
    assert case.children == 2


def test_the_background_is_changed(client: Client, case: Case) -> None:
    CaseBackgroundFactory(case=case, code="debt")

    form = client.get(url("background", case)).context["form"]
    client.post(url("background", case), {"codes": ["illness", "job_lost"], "version": case.version})

    assert form.initial["codes"] == ["debt"]
    assert sorted(CaseBackground.objects.values_list("code", flat=True)) == ["illness", "job_lost"]


def test_two_who_change_the_background_see_both(client: Client, case: Case) -> None:
    CaseBackgroundFactory(case=case, code="debt")
    Case.objects.filter(pk=case.pk).update(version=4)

    response = client.post(url("background", case), {"codes": ["illness", "job_lost"], "version": 1})

    (clash,) = response.context["form"].clashes
    assert (clash.theirs, clash.yours) == ("Debt", "Illness or hospital, Job lost")


def test_somebody_of_another_unit_is_invited(client: Client, unit: Unit, case: Case) -> None:
    guest = make_employment_caseworker(UnitFactory(municipality=unit.municipality), name="Bo Friis")
    make_caseworker(unit, name="A colleague")
    make_caseworker(name="Of another municipality")

    form = client.get(url("invite", case)).context["form"]
    response = client.post(url("invite", case), {"user": guest.pk, "reason": "Jobcentret"}, follow=True)

    assert list(form.fields["user"].queryset) == [guest]
    assert "Bo Friis can open the case now." in main_words(response)
    assert CaseParticipant.objects.values_list("user", "kind", "reason").get() == (
        guest.pk,
        ParticipantKind.INVITED,
        "Jobcentret",
    )


def test_inviting_somebody_twice_is_refused(client: Client, unit: Unit, case: Case) -> None:
    guest = make_employment_caseworker(UnitFactory(municipality=unit.municipality), name="Bo Friis")
    CaseParticipantFactory(case=case, user=guest)

    response = client.post(url("invite", case), {"user": guest.pk, "reason": "Jobcentret"})

    assert response.status_code == 422
    assert "The case is already open to Bo Friis." in main_words(response)


def test_a_case_is_restricted_to_named_people(client: Client, case: Case, user: User) -> None:
    assert client.get(url("restrict", case)).status_code == 200
    client.post(url("restrict", case), {"reason": "Kollega", "version": case.version})

    case.refresh_from_db()
    assert (case.is_restricted, client.get(url("case", case)).status_code) == (True, 200)
    assert client.get(url("restrict", case)).status_code == 404
    assert client.get(url("invite", case)).status_code == 404
    assert CaseParticipant.objects.values_list("user", "kind").get() == (user.pk, ParticipantKind.CLEARED)


def test_restricting_a_case_that_changed_is_a_conflict(client: Client, case: Case) -> None:
    response = client.post(url("restrict", case), {"reason": "Kollega", "version": 9})

    case.refresh_from_db()
    assert (response.status_code, case.is_restricted) == (422, False)


def test_the_team_leader_lets_people_in_by_number_alone(client: Client, unit: Unit) -> None:
    leader = make_team_leader(unit, language="en")
    client.force_login(leader)
    case = CaseFactory(unit=unit, is_restricted=True, names="Hemmelig Person", number="2026-00042")
    closed = CaseFactory(unit=unit, is_restricted=True, is_closed=True)
    CaseFactory(is_restricted=True, number="2026-99999")
    colleague = make_caseworker(unit, name="Jens Krog")

    listed = client.get(reverse("casework:restricted-list"))
    asked = client.get(link(listed, "2026-00042"))
    done = client.post(url("let-in", case), {"user": colleague.pk, "reason": "Har sagen"}, follow=True)
    again = client.post(url("let-in", case), {"user": colleague.pk, "reason": "Har sagen"})

    assert [found.pk for found in listed.context["cases"]] == [closed.pk, case.pk]
    assert "2026-99999" not in main_words(listed)
    assert "Hemmelig" not in listed.content.decode() + asked.content.decode()
    assert client.get(url("case", case)).status_code == 404
    assert "Jens Krog can open case 2026-00042 now." in main_words(done)
    assert again.status_code == 422
    assert "Can open it now: Jens Krog" in main_words(again)
    assert AccessLog.objects.filter(look=Look.VIEW, subject="restricted case", case_id=case.pk).exists()


def test_an_empty_list_of_restricted_cases_says_so(client: Client, unit: Unit) -> None:
    client.force_login(make_team_leader(unit, language="en"))

    assert "The unit has no restricted cases" in main_words(client.get(reverse("casework:restricted-list")))


def test_only_the_units_team_leader_lets_people_in(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_restricted=True)

    assert client.get(reverse("casework:restricted-list")).status_code == 404
    assert client.get(url("let-in", case)).status_code == 404
    client.force_login(make_team_leader(UnitFactory(municipality=unit.municipality)))
    assert client.get(url("let-in", case)).status_code == 404


@pytest.fixture
def lease(unit: Unit) -> Any:
    return LeaseFactory(
        tenancy__department__municipality=unit.municipality,
        tenancy__number="33-02-0117",
        tenancy__street="Ruten 169, 4. tv",
    )


def request_for(home: Any, **given: Any) -> dict[str, Any]:
    usual = {
        "association": home.association_id,
        "tenancy_number": " 33-02-0117 ",
        "cause": "subletting",
        "opened_by": "own_inquiry",
        "reason": "Ringede til os",
        "note": "Bor hos sin søster",
    }
    return {**usual, **given}


NEW = "/cases/new/"


def test_a_case_is_opened_by_hand_once_the_home_is_confirmed(client: Client, user: User, lease: Any) -> None:
    assert "Find the home" in main_words(client.get(NEW))
    asked = client.post(NEW, request_for(lease))
    opened = client.post(NEW, request_for(lease, lease=lease.pk))

    case = Case.objects.get()
    assert "Tenancy 33-02-0117 is Ruten 169, 4. tv, 2200 København N." in main_words(asked)
    assert opened.headers["Location"] == url("case", case)
    assert (case.lease, case.cause, case.opened_by, case.opening_reason, case.unit_id) == (
        lease,
        Cause.SUBLETTING,
        OpenedBy.OWN_INQUIRY,
        "Ringede til os",
        user.memberships.get().organisation_id,
    )
    look = AccessLog.objects.filter(look=Look.SEARCH).first()
    assert look is not None
    assert (look.subject_ids, look.purpose) == ([lease.tenancy_id], "own_inquiry: Ringede til os")


@pytest.mark.parametrize("number", ["33-02", "33-02-0118", "Ruten 169"])
def test_only_the_whole_number_finds_a_home(client: Client, user: User, lease: Any, number: str) -> None:
    response = client.post(NEW, request_for(lease, tenancy_number=number))

    assert (response.status_code, Case.objects.count()) == (422, 0)
    assert "no let home with exactly this number" in main_words(response)
    assert "Ruten 169, 4. tv" not in main_words(response)


def test_a_home_of_another_municipality_is_not_found(client: Client, user: User, unit: Unit) -> None:
    ours = LeaseFactory(tenancy__department__municipality=unit.municipality)
    theirs = LeaseFactory(association=ours.association, tenancy__number="33-02-0117")

    response = client.post(NEW, request_for(theirs))

    assert response.status_code == 422
    assert "no let home with exactly this number" in main_words(response)


def test_what_is_missing_is_said(client: Client, user: User, lease: Any) -> None:
    response = client.post(NEW, request_for(lease, cause="", reason=""))

    assert response.status_code == 422
    assert "Cause: This field is required." in main_words(response)
    assert AccessLog.objects.filter(look=Look.SEARCH).count() == 0


def test_the_legal_bases_stand_with_their_definitions(client: Client, user: User) -> None:
    form = client.get(NEW).context["form"]

    offered = [code for code, _name in form.fields["opened_by"].choices]
    assert offered == ["court", "consent", "own_inquiry", "child_concern", "other"]
    assert "Barnets lov § 133." in client.get(NEW).content.decode()


def test_a_household_with_a_case_leads_to_it(client: Client, user: User, unit: Unit, lease: Any) -> None:
    standing = CaseFactory(unit=unit, lease=lease)

    response = client.post(NEW, request_for(lease))

    assert response.headers["Location"] == url("case", standing)


def test_a_household_with_a_case_elsewhere_leads_to_the_question_why(
    client: Client, user: User, unit: Unit, lease: Any
) -> None:
    standing = CaseFactory(unit=UnitFactory(municipality=unit.municipality), lease=lease)

    response = client.post(NEW, request_for(lease))

    assert response.headers["Location"] == url("purpose", standing)


def test_a_household_with_a_restricted_case_is_not_told_more(
    client: Client, user: User, unit: Unit, lease: Any
) -> None:
    CaseFactory(unit=unit, lease=lease, is_restricted=True, names="Hemmelig Person")

    response = client.post(NEW, request_for(lease), follow=True)

    assert "an open case that only named people see" in main_words(response)
    assert "Hemmelig" not in response.content.decode()


def test_opening_that_is_refused_says_why(client: Client, user: User, lease: Any, monkeypatch: Any) -> None:
    """Somebody opens the household's case between the question and the answer."""
    monkeypatch.setattr("casework.views.opening.open_case_of", lambda lease: None)
    CaseFactory(lease=lease)

    response = client.post(NEW, request_for(lease, lease=lease.pk))

    assert response.status_code == 422
    assert "This household already has an open case." in main_words(response)


def closing(case: Case, **given: Any) -> dict[str, Any]:
    usual = {
        "closed_on": "2026-11-22",
        "housing_outcome": "stays",
        "contact_outcome": "helped",
        "arrears_outcome": "paid_self",
        "version": case.version,
    }
    return {**usual, **given}


def test_a_case_is_closed_by_its_four_questions(client: Client, case: Case) -> None:
    ContactAttemptFactory(case=case, is_reached=True)
    InterventionFactory(case=case, result="granted")
    course = LegalCourseFactory(case=case)

    asked = client.get(url("close", case))
    missing = client.post(url("close", case), closing(case))
    client.post(url("close", case), closing(case, **{f"course_{course.pk}": "paid"}))

    case.refresh_from_db()
    course.refresh_from_db()
    said = main_words(asked)
    assert "Contact attempts 1 attempt (Phone): reached Interventions Guidance conversation Evictions none" in said
    assert "The household lives in the tenancy on the day of closing." in said
    assert missing.status_code == 422
    assert "How did the legal course end? Rent arrears, begun 2 Nov 2026: This field is required." in main_words(
        missing
    )
    assert (case.closed_on, case.housing_outcome, case.contact_outcome, case.arrears_outcome) == (
        TODAY,
        "stays",
        "helped",
        "paid_self",
    )
    assert course.result == CourseResult.PAID


def test_what_is_recorded_stands_beside_the_questions(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(amount=None)
    ContactAttemptFactory(case=case)
    ContactAttemptFactory(case=case, mode="letter")
    EvictionFactory(case=case, occurred_on=dt.date(2026, 11, 16))

    said = main_words(client.get(url("close", case)))

    assert (
        "Contact attempts 2 attempts (Phone, Letter): not reached Interventions none"
        " Evictions 16 Nov 2026 Amount owed –"
    ) in said


def test_answers_that_contradict_the_record_are_refused(client: Client, case: Case) -> None:
    response = client.post(url("close", case), closing(case, housing_outcome="evicted"))

    case.refresh_from_db()
    assert (response.status_code, case.closed_on) == (422, None)
    assert "No eviction is recorded" in main_words(response)
    assert "Contact attempts none" in main_words(response)


def test_a_case_is_not_closed_ahead(client: Client, case: Case) -> None:
    response = client.post(url("close", case), closing(case, closed_on="2026-11-23"))

    assert "Closed on: That day has not come yet." in main_words(response)


def test_closing_a_case_that_changed_keeps_the_answers(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(version=8)

    response = client.post(url("close", case), closing(case))

    form = response.context["form"]
    assert (response.status_code, form["version"].value(), form["housing_outcome"].value()) == (422, 8, "stays")


def test_a_closed_case_is_opened_again_with_the_reason(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_closed=True)

    empty = client.post(url("reopen", case), {"reason": ""})
    client.post(url("reopen", case), {"reason": "Ny restance"})

    case.refresh_from_db()
    assert (empty.status_code, case.closed_on, case.reopened_count) == (422, None, 1)
    assert client.get(url("reopen", case)).status_code == 404


def test_a_case_is_not_opened_again_beside_another(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_closed=True)
    CaseFactory(unit=unit, lease=case.lease)

    response = client.post(url("reopen", case), {"reason": "Ny restance"})

    assert response.status_code == 422
    assert "This household already has an open case." in main_words(response)
