"""The code book: read by everybody, added to and closed by the administrator, never altered."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.models import AccessLog, User
from casework.actions import rules_codes as actions
from casework.actions.rules import NotInThePast
from casework.queries.rules_codes import LIST_NAMES, list_label
from housing import codes
from housing.models import Code
from tests.factories import NOW, TODAY
from tests.factories.people import (
    make_administrator,
    make_adviser,
    make_caseworker,
    make_data_protection_officer,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)

pytestmark = pytest.mark.django_db

LIST, NEW = "casework:code-list", "casework:code-new"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        codes.forget()
        yield
        codes.forget()


@pytest.fixture
def administrator() -> User:
    return make_administrator()


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def entry(code: str = "debt", list_name: str = "adviser_topic") -> Code:
    return Code.objects.get(list=list_name, code=code, valid_to=None)


def typed(**changes: str) -> dict[str, str]:
    return {
        "list_name": "adviser_topic",
        "code": "energy",
        "name_da": "Energiregning",
        "name_en": "Energy bill",
        "definition_da": "Regning for varme, el eller vand.",
        "definition_en": "A bill for heat, electricity or water.",
        "valid_from": "2026-11-22",
        "source": "Fagligt forum 11-2026",
        **changes,
    }


def rows(code: str) -> list[tuple[str, dt.date, dt.date | None]]:
    return list(Code.objects.filter(code=code).order_by("valid_from").values_list("name_da", "valid_from", "valid_to"))


def lists(response: Any) -> dict[str, list[str]]:
    return {row["name"]: [code.code for code in row["entries"]] for row in response.context["lists"]}


def test_every_role_reads_the_book(client: Client) -> None:
    people = [
        make_caseworker(),
        make_team_leader(),
        make_employment_caseworker(),
        make_adviser(),
        make_officer(),
        make_manager(),
        make_administrator(),
        make_data_protection_officer(),
    ]
    known = sorted(Code.objects.values_list("list", flat=True).distinct())

    for person in people:
        client.force_login(person)
        response = client.get(reverse(LIST))
        assert (response.status_code, sorted(lists(response))) == (200, known)


def test_every_list_of_the_book_has_a_name() -> None:
    assert set(Code.objects.values_list("list", flat=True)) == set(LIST_NAMES)
    assert list_label("unheard_of") == "unheard_of"


def test_former_wordings_are_for_the_administrator(client: Client, administrator: User) -> None:
    Code.objects.filter(list="adviser_topic", code="moving").update(valid_to=dt.date(2026, 11, 21))
    shown = {}
    for name, person in (("administrator", administrator), ("caseworker", make_caseworker())):
        client.force_login(person)
        shown[name] = "moving" in lists(client.get(reverse(LIST)))["adviser_topic"]

    assert shown == {"administrator": True, "caseworker": False}


def test_a_code_is_added_at_the_end_of_its_list(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    codes.entries("adviser_topic", today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        done = desk.post(reverse(NEW), typed())

    assert done.headers["Location"] == reverse(LIST) + "#adviser_topic"
    assert rows("energy") == [("Energiregning", TODAY, None)]
    assert [code.code for code in codes.entries("adviser_topic", today=TODAY)][-1] == "energy"
    assert list(AccessLog.objects.values_list("look", "subject")) == [("change", "code")]


def test_a_new_wording_closes_the_old_one(desk: Client) -> None:
    old = entry()
    form = desk.get(reverse(NEW), {"code": old.pk}).context["form"]

    desk.post(reverse(NEW), typed(code="debt", name_da="Gæld og inkasso", valid_from="2026-12-01"))

    assert (form["code"].value(), form["name_da"].value(), form["list_name"].value()) == (
        "debt",
        "Gæld",
        "adviser_topic",
    )
    assert list(
        Code.objects.filter(list="adviser_topic", code="debt").values_list("name_da", "valid_from", "valid_to")
    ) == [
        ("Gæld", old.valid_from, dt.date(2026, 11, 30)),
        ("Gæld og inkasso", dt.date(2026, 12, 1), None),
    ]
    assert entry().position == old.position


def test_a_wording_is_not_overtaken(desk: Client) -> None:
    desk.post(reverse(NEW), typed(valid_from="2026-12-01"))

    refused = desk.post(reverse(NEW), typed(valid_from="2026-11-30"))

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["valid_from"])
    assert rows("energy") == [("Energiregning", dt.date(2026, 12, 1), None)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_from": "2026-11-21"}, "valid_from"),
        ({"code": "Energi regning"}, "code"),
        ({"definition_da": ""}, "definition_da"),
        ({"name_en": ""}, "name_en"),
        ({"list_name": "stage"}, "list_name"),
    ],
)
def test_what_is_wrong_is_said(desk: Client, changes: dict[str, str], field: str) -> None:
    response = desk.post(reverse(NEW), typed(**changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert rows("energy") == []


def test_the_form_begins_with_the_list_one_came_from(desk: Client) -> None:
    assert desk.get(reverse(NEW), {"list": "background"}).context["form"]["list_name"].value() == "background"
    assert desk.get(reverse(NEW), {"code": "0"}).context["form"]["list_name"].value() == ""


def test_a_code_is_closed_and_keeps_its_name(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    closing = reverse("casework:code-close", args=[entry("moving").pk])

    asked = desk.get(closing)
    past = desk.post(closing, {"valid_to": "2026-11-21"})
    with django_capture_on_commit_callbacks(execute=True):
        done = desk.post(closing, {"valid_to": "2026-11-22"})
    again = desk.post(closing, {"valid_to": "2026-11-30"})

    assert [answer.status_code for answer in (asked, past, done, again)] == [200, 422, 302, 422]
    assert Code.objects.get(list="adviser_topic", code="moving").valid_to == TODAY
    tomorrow = TODAY + dt.timedelta(days=1)
    assert "moving" not in dict(codes.choices("adviser_topic", today=tomorrow))
    assert codes.name_of("adviser_topic", "moving") == "Flytning"


def test_lists_the_product_reads_cannot_be_changed(desk: Client, administrator: User) -> None:
    fixed = entry("scheduled", "stage")

    assert desk.get(reverse("casework:code-close", args=[fixed.pk])).status_code == 404
    with pytest.raises(actions.FixedList):
        actions.close_code(fixed, valid_to=TODAY, by=scope_of(administrator), now=NOW)
    offered = dict(desk.get(reverse(NEW)).context["form"].fields["list_name"].choices)
    assert offered.keys() & actions.FIXED_LISTS == set()


def test_only_the_administrator_changes_the_book(client: Client) -> None:
    closing = reverse("casework:code-close", args=[entry().pk])
    leader = make_team_leader()
    client.force_login(leader)

    assert [client.get(reverse(NEW)).status_code, client.get(closing).status_code] == [404, 404]
    with pytest.raises(NotAllowed):
        actions.close_code(entry(), valid_to=TODAY, by=scope_of(leader), now=NOW)


def test_the_action_checks_what_the_form_checks(administrator: User) -> None:
    day = TODAY - dt.timedelta(days=1)
    wanted: dict[str, Any] = {**typed(), "by": scope_of(administrator), "now": NOW}

    with pytest.raises(NotInThePast):
        actions.add_code(**(wanted | {"valid_from": day}))
    with pytest.raises(NotInThePast):
        actions.close_code(entry(), valid_to=day, by=scope_of(administrator), now=NOW)
    assert rows("energy") == []


def test_the_book_asks_the_database_a_fixed_number_of_times(desk: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        desk.get(reverse(LIST))
