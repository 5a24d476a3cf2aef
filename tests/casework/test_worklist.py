"""The worklist shows the right cases in the right order, and asks the database no more for many than for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework.enums import Cause, EventKind, ParticipantKind, Stage
from casework.models import Case, CaseEvent
from casework.queries import worklist as queries
from housing import codes
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, ContactAttemptFactory
from tests.factories.people import make_caseworker, make_manager, make_officer, make_team_leader

from .pages import link, main_words, row_links

pytestmark = pytest.mark.django_db

WORKLIST = "/cases/"


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    """A caseworker who reads English and is logged in."""
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


def due(days: int, **fields: Any) -> Case:
    """A case something is due on so many days from today, and which comes up on that day."""
    day = TODAY + dt.timedelta(days=days)
    usual = {"triage_key": day, "triage_rule": "follow_up", "triage_due_on": day}
    return CaseFactory(**{**usual, **fields})


@pytest.mark.parametrize("name", list(queries.LISTS))
@pytest.mark.parametrize("case_count", [1, 3])
def test_query_count(
    client: Client, unit: Unit, user: User, case_count: int, name: str, django_assert_num_queries: Any
) -> None:
    mine = {} if name == queries.UNASSIGNED else {"assigned_to": user}
    for case in [due(0, unit=unit, **mine) for _ in range(case_count)]:
        ContactAttemptFactory.create_batch(2, case=case)
    codes.name_of("contact_mode", "phone")

    with django_assert_num_queries(8):  # session, user, role, scope, associations, counts, cases, access log
        response = client.get(WORKLIST, {"list": name})

    assert len(response.context["entries"]) == case_count


def test_each_list_holds_its_own_cases(client: Client, unit: Unit, user: User) -> None:
    colleague = make_caseworker(unit)
    due(1, unit=unit, assigned_to=user, names="Mine")
    due(2, unit=unit, assigned_to=colleague, names="A colleague's")
    due(3, unit=unit, names="Nobody's")
    due(4, unit=UnitFactory(municipality=unit.municipality), assigned_to=user, names="Mine in another unit")
    due(5, unit=UnitFactory(municipality=unit.municipality), names="Another unit's")
    due(6, unit=unit, names="Restricted", is_restricted=True)
    due(7, names="Another municipality's")
    CaseFactory(unit=unit, assigned_to=user, names="Closed", is_closed=True)

    found = {name: row_links(client.get(WORKLIST, {"list": name})) for name in queries.LISTS}

    assert found == {
        "mine": ["Mine", "Mine in another unit"],
        "unit": ["Mine", "A colleague&#x27;s", "Nobody&#x27;s"],
        "unassigned": ["Nobody&#x27;s"],
        "all": ["Mine", "A colleague&#x27;s", "Nobody&#x27;s", "Mine in another unit"],
    }


def test_what_is_due_first_comes_first(client: Client, unit: Unit, user: User) -> None:
    for days, name in [(4, "Fourth"), (-2, "First"), (0, "Second"), (1, "Third")]:
        due(days, unit=unit, assigned_to=user, names=name)

    assert row_links(client.get(WORKLIST)) == ["First", "Second", "Third", "Fourth"]


def test_a_line_says_why_who_what_and_when(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(
        unit=unit,
        assigned_to=user,
        names="Ida Andersen",
        has_children="yes",
        children=2,
        address="Ruten 169, 4. tv, 2700 Brønshøj",
        association__name="fsb",
        department__code="33-02",
        amount=Decimal("20132.92"),
        monthly_rent=Decimal("10000.00"),
        stage=Stage.HEARING,
        triage_key=TODAY - dt.timedelta(days=4),
        triage_rule="bailiff_hearing",
        triage_due_on=dt.date(2026, 11, 25),
        last_contact_at=at(dt.date(2026, 11, 21)),
        contact_count=1,
    )
    ContactAttemptFactory(case=case, occurred_at=at(dt.date(2026, 11, 21)))

    said = main_words(client.get(WORKLIST))

    assert said[said.index("Soon:") :] == (
        "Soon: Bailiff hearing in 3 days Children in the household Ida Andersen · 2 children"
        " Ruten 169, 4. tv, 2700 Brønshøj · fsb 33-02 20,132.92 kr. 2.0 months"
        " Hearing ●●●●●○ yesterday (Saturday 21 Nov 2026) , not reached Phone 25 Nov"
    )


@pytest.mark.parametrize(
    ("due_in", "lead", "word"), [(-1, 0, "Overdue:"), (0, 0, "Soon:"), (3, 7, "Soon:"), (3, 0, "Later:")]
)
def test_the_class_of_urgency_is_said_in_a_word(
    client: Client, unit: Unit, user: User, due_in: int, lead: int, word: str
) -> None:
    due(due_in, unit=unit, assigned_to=user, triage_key=TODAY + dt.timedelta(days=due_in - lead))

    assert word in main_words(client.get(WORKLIST))


def test_unknown_facts_are_left_out(client: Client, unit: Unit, user: User) -> None:
    due(0, unit=unit, assigned_to=user, amount=None, has_children="yes", children=None, names="Bo", monthly_rent=None)
    due(1, unit=unit, assigned_to=user, amount=Decimal(5), monthly_rent=None, names="Cy", triage_due_on=None)

    said = main_words(client.get(WORKLIST))

    assert "Bo · children" in said
    assert "– Demand sent ●●○○○○ no contact tried 22 Nov" in said
    assert said.endswith("5.00 kr. Demand sent ●●○○○○ no contact tried")


def test_a_restricted_case_says_so_to_those_named(client: Client, unit: Unit, user: User) -> None:
    case = due(0, unit=unit, assigned_to=user, is_restricted=True)
    CaseParticipantFactory(case=case, user=user, kind=ParticipantKind.CLEARED)

    assert "Follow up today Restricted" in main_words(client.get(WORKLIST))


def test_a_child_is_named_once(client: Client, unit: Unit, user: User) -> None:
    due(0, unit=unit, assigned_to=user, triage_rule="child_first_contact", has_children="yes")

    assert main_words(client.get(WORKLIST)).count("in the household") == 2  # the filter and the reason


def test_the_counts_lead_to_their_cases(client: Client, unit: Unit, user: User) -> None:
    due(-1, unit=unit, assigned_to=user, names="Late", contact_count=1)
    due(0, unit=unit, assigned_to=user, names="Today", contact_count=1)
    due(1, unit=unit, assigned_to=user, names="Never tried")
    page = client.get(WORKLIST, {"list": "unit"})

    found = [client.get(link(page, label)) for label in ("1 overdue", "1 due today", "1 without contact")]

    assert [row_links(one) for one in found] == [["Late"], ["Today"], ["Never tried"]]
    assert {one.context["counts"].open for one in found} == {3}
    assert [chip["label"] for chip in found[0].context["chips"]] == ["Overdue"]


def test_names_are_escaped(client: Client, unit: Unit, user: User) -> None:
    due(0, unit=unit, assigned_to=user, names="<b>Ida</b>", address="<i>", is_restricted=False)

    page = client.get(WORKLIST).content.decode()

    assert "<b>Ida" not in page
    assert "&lt;b&gt;Ida&lt;/b&gt;" in page


def test_counts_stand_above_the_list(client: Client, unit: Unit, user: User) -> None:
    due(-1, unit=unit, assigned_to=user)
    due(0, unit=unit, assigned_to=user, contact_count=2)
    due(9, unit=unit, assigned_to=user)

    assert "3 open cases · 1 overdue · 1 due today · 2 without contact" in main_words(client.get(WORKLIST))


def test_counting_stops_at_the_cap(client: Client, unit: Unit, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CAP", 2)
    for days in range(4):
        due(days, unit=unit, assigned_to=user)

    counts = client.get(WORKLIST).context["counts"]

    assert counts == queries.Counts(open=3, overdue=0, due_today=1, without_contact=3)


def test_pages_follow_each_other_and_lead_back(
    client: Client, unit: Unit, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for number in range(5):
        due(number // 3, unit=unit, assigned_to=user, names=f"Nr {number}")

    first = client.get(WORKLIST, {"cause": Cause.ARREARS})
    second = client.get(link(first, "Next"))
    third = client.get(link(second, "Next"))
    back = client.get(link(third, "Previous"))
    start = client.get(link(back, "Previous"))

    assert [row_links(page) for page in (first, second, third, back, start)] == [
        ["Nr 0", "Nr 1"],
        ["Nr 2", "Nr 3"],
        ["Nr 4"],
        ["Nr 2", "Nr 3"],
        ["Nr 0", "Nr 1"],
    ]
    assert [page.context["previous_url"] != "" for page in (first, third, start)] == [False, True, False]
    assert [page.context["next_url"] != "" for page in (first, third, start)] == [True, False, True]
    assert "cause=arrears" in link(second, "Next")


@pytest.mark.parametrize("cursor", ["nonsense", "WyIyMDI2LTExLTIyIiwxLGZhbHNlXQ:1abc:def", "\0"])
def test_a_made_up_cursor_opens_the_first_page(client: Client, unit: Unit, user: User, cursor: str) -> None:
    due(0, unit=unit, assigned_to=user, names="Ida")

    assert row_links(client.get(WORKLIST, {"from": cursor})) == ["Ida"]


def test_filters_narrow_the_list_and_can_be_taken_off(client: Client, unit: Unit, user: User) -> None:
    wanted = due(
        0,
        unit=unit,
        assigned_to=user,
        names="Wanted",
        cause=Cause.SUBLETTING,
        stage=Stage.FILED,
        has_children="yes",
        district="3",
    )
    given = {
        "cause": "subletting",
        "stage": "filed",
        "association": str(wanted.association_id),
        "district": "3",
        "children": "on",
    }
    same = {"cause": Cause.SUBLETTING, "stage": Stage.FILED, "has_children": "yes", "district": "3"}
    for other in ({"cause": Cause.ARREARS}, {"stage": Stage.EARLY}, {"has_children": "no"}, {"district": "4"}):
        due(1, unit=unit, assigned_to=user, association=wanted.association, names="Other", **{**same, **other})
    due(1, unit=unit, assigned_to=user, names="Other", **same)

    response = client.get(WORKLIST, {"list": "mine", **given})
    without_cause = client.get(link(response, "Unlawful subletting"))

    assert row_links(response) == ["Wanted"]
    assert {chip["label"] for chip in response.context["chips"]} == {
        "Unlawful subletting",
        "Filed with the bailiff court",
        wanted.association.name,
        "Nørrebro",
        "Children in the household",
    }
    assert row_links(without_cause) == ["Wanted", "Other"]


def test_a_filter_that_is_none_of_the_choices_filters_nothing(client: Client, unit: Unit, user: User) -> None:
    due(0, unit=unit, assigned_to=user, names="Ida")

    response = client.get(WORKLIST, {"cause": "weather", "association": "x", "list": "theirs"})

    assert (row_links(response), response.context["chips"]) == (["Ida"], [])


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({}, "No cases right now"),
        ({"list": "unassigned"}, "Every case has been taken"),
        ({"list": "unit"}, "No open cases"),
        ({"cause": "crime"}, "No case fits these filters"),
    ],
)
def test_an_empty_list_says_what_to_do(client: Client, user: User, query: dict[str, str], title: str) -> None:
    assert title in main_words(client.get(WORKLIST, query))


def test_a_team_leader_begins_with_the_units_cases(client: Client, unit: Unit) -> None:
    client.force_login(make_team_leader(unit, language="en"))
    due(0, unit=unit, names="Nobody")

    response = client.get(WORKLIST)

    assert row_links(response) == ["Nobody"]
    assert link(response, "Restricted cases") == reverse("casework:restricted-list")


def test_who_was_listed_is_logged(client: Client, unit: Unit, user: User) -> None:
    case = due(0, unit=unit, assigned_to=user)

    client.get(WORKLIST)

    entry = AccessLog.objects.get()
    assert (entry.look, entry.subject, entry.subject_ids) == (Look.LIST, "worklist", [case.pk])


def test_taking_the_next_case_opens_the_most_urgent(client: Client, unit: Unit, user: User) -> None:
    due(2, unit=unit)
    urgent = due(1, unit=unit)

    response = client.post(reverse("casework:take-next"))

    assert response.headers["Location"] == reverse("casework:case", args=[urgent.pk])
    urgent.refresh_from_db()
    assert urgent.assigned_to == user
    assert CaseEvent.objects.filter(case=urgent).values_list("kind", flat=True).get() == EventKind.TAKEN


def test_when_none_waits_taking_the_next_says_so(client: Client, unit: Unit, user: User) -> None:
    response = client.post(reverse("casework:take-next"), follow=True)

    assert "No case is waiting: every case of the unit has been taken." in main_words(response)


def test_a_case_is_taken_from_its_line(client: Client, unit: Unit, user: User) -> None:
    case = due(0, unit=unit, names="Ida")
    page = client.get(WORKLIST, {"list": "unassigned"}).content.decode()
    assert f'formaction="{reverse("casework:take", args=[case.pk])}" name="version" value="{case.version}"' in page

    client.post(reverse("casework:take", args=[case.pk]), {"version": case.version})

    case.refresh_from_db()
    assert case.assigned_to == user


@pytest.mark.parametrize("make", [make_manager, make_officer])
def test_other_roles_have_no_worklist(client: Client, make: Any) -> None:
    client.force_login(make())

    assert client.get(WORKLIST).status_code == 404
    assert client.post(reverse("casework:take-next")).status_code == 404
