"""A case is found by what people know of it, a CPR number is never left behind, and other units' cases ask why."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework import derived
from casework.enums import ParticipantKind
from casework.models import Case, CaseParticipant
from casework.queries import search as queries
from housing import cpr_keys
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory, UserFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.people import (
    make_caseworker,
    make_employment_caseworker,
    make_manager,
    make_team_leader,
    scope_of,
)
from tests.factories.persons import CasePersonFactory

from .pages import link, main_words, row_links

pytestmark = pytest.mark.django_db

SEARCH = "/cases/search/"
CPR = "1203901234"


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, language="en")
    client.force_login(user)
    return user


def make_case(*, cpr: str = "", **fields: Any) -> Case:
    """A case that can be searched for; `cpr` is the number of the person on it."""
    case = CaseFactory(**fields)
    if cpr:
        sealed = {"cpr_hash": cpr_keys.fingerprint(cpr), "cpr_sealed": cpr_keys.seal(cpr), "cpr_key_version": 1}
        CasePersonFactory(case=case, **{f"person__{name}": value for name, value in sealed.items()})
    derived.refresh([case.pk], today=TODAY)
    return case


@pytest.fixture
def case(unit: Unit) -> Case:
    return make_case(
        unit=unit,
        names="Søren Ærø",
        address="Ågade 5, 2200 København N",
        number="2026-00042",
        tenancy__number="33-02-0117",
        cpr=CPR,
    )


@pytest.mark.parametrize(
    "typed",
    ["Søren", "soeren aeroe", "SØREN", "ågade", "aagade 5", "33-02-0117", "2026-00042", "ærø københavn", "02-01"],
)
def test_a_case_is_found_by_what_people_know(client: Client, user: User, case: Case, typed: str) -> None:
    make_case(unit=case.unit, names="Bo Thygesen", number="2026-00777", tenancy__number="99-9")

    response = client.post(SEARCH, {"q": typed}, follow=True)

    assert row_links(response) == ["Søren Ærø"]


@pytest.mark.parametrize("typed", [CPR, "120390-1234", " 120390 1234 ", "Søren 120390-1234"])
def test_a_cpr_number_finds_its_case_and_leaves_no_trace(
    client: Client, user: User, case: Case, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    make_case(unit=case.unit, names="Bo Thygesen", cpr="0101010001")

    with caplog.at_level(logging.DEBUG):
        response = client.post(SEARCH, {"q": typed})

    assert (response.status_code, row_links(response)) == (200, ["Søren Ærø"])
    assert "1234" not in caplog.text
    entry = AccessLog.objects.get()
    assert (entry.look, entry.subject_ids, entry.purpose, entry.path) == (
        Look.SEARCH,
        [case.pk],
        "",
        "casework:case-list",
    )
    page = response.content.decode()
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert [address for address in addresses if "1234" in address] == []


def test_a_part_of_a_cpr_number_or_another_finds_nothing(client: Client, user: User, case: Case) -> None:
    for typed in ("1203901235", "3203901234"):
        response = client.post(SEARCH, {"q": typed})
        assert (response.status_code, row_links(response)) == (200, [])
        assert "No case of yours has a person with that CPR number" in main_words(response)
    assert row_links(client.post(SEARCH, {"q": "120390"}, follow=True)) == []


def test_a_person_known_under_an_older_key_is_found(client: Client, user: User, unit: Unit, settings: Any) -> None:
    make_case(unit=unit, names="Gammel Nøgle", cpr=CPR)
    settings.CPR_KEYS = {**settings.CPR_KEYS, 2: "a new secret"}
    make_case(unit=unit, names="Ny Nøgle", cpr="0101010001")

    assert row_links(client.post(SEARCH, {"q": CPR})) == ["Gammel Nøgle"]
    assert row_links(client.post(SEARCH, {"q": "010101-0001"})) == ["Ny Nøgle"]


def test_a_cpr_number_in_an_address_is_neither_sought_nor_shown(client: Client, user: User, case: Case) -> None:
    response = client.get(SEARCH, {"q": CPR})
    shown = client.get(response.headers["Location"])

    assert response.headers["Location"] == SEARCH
    assert "Search for a CPR number in the box, never in the address." in main_words(shown)
    assert CPR not in shown.content.decode()


def test_words_move_into_the_address(client: Client, user: User, case: Case) -> None:
    response = client.post(SEARCH, {"q": "Søren", "state": "open"})

    assert response.headers["Location"] == f"{SEARCH}?q=S%C3%B8ren&state=open"


def test_an_empty_search_lists_what_one_may_open_the_newest_first(client: Client, user: User, unit: Unit) -> None:
    make_case(unit=unit, names="Old", opened_on=dt.date(2026, 1, 1))
    make_case(unit=unit, names="New", opened_on=dt.date(2026, 11, 1))
    make_case(unit=unit, names="Closed", opened_on=dt.date(2026, 5, 1), is_closed=True)
    make_case(unit=UnitFactory(municipality=unit.municipality), names="Another unit's")
    make_case(unit=unit, is_restricted=True, names="Restricted")

    everything = client.post(SEARCH, {"q": ""}, follow=True)

    assert row_links(everything) == ["New", "Closed", "Old"]
    assert row_links(client.get(SEARCH, {"state": "open"})) == ["New", "Old"]
    assert row_links(client.get(SEARCH, {"state": "closed"})) == ["Closed"]
    assert row_links(client.get(SEARCH, {"state": "asleep"})) == ["New", "Closed", "Old"]
    assert set(AccessLog.objects.values_list("look", flat=True)) == {Look.LIST}


def test_a_line_says_where_how_far_and_whose(client: Client, user: User, unit: Unit) -> None:
    case = make_case(
        unit=unit,
        names="Ida",
        is_restricted=True,
        is_closed=True,
        number="2026-00042",
        assigned_to=UserFactory(name="Mette Holm"),
        address="Ruten 169",
        association__name="fsb",
        department__code="33-02",
    )
    CaseParticipantFactory(case=case, user=user, kind=ParticipantKind.CLEARED)

    assert main_words(client.get(SEARCH)).endswith(
        "| Ida Restricted Ruten 169 · fsb 33-02 2026-00042 opened 2 Nov 2026 Early concern ●○○○○○"
        " closed 16 Nov 2026 Mette Holm"
    )


def test_the_list_has_pages(client: Client, user: User, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for number in range(3):
        make_case(unit=unit, names=f"Ida {number}", opened_on=dt.date(2026, 11, 9 - number))

    first = client.get(SEARCH, {"q": "Ida", "state": "open"})
    second = client.get(link(first, "Next"))
    back = client.get(link(second, "Previous"))

    assert [row_links(page) for page in (first, second, back)] == [["Ida 0", "Ida 1"], ["Ida 2"], ["Ida 0", "Ida 1"]]
    assert "state=open" in link(first, "Next")


@pytest.mark.parametrize("case_count", [1, 3])
def test_query_count(client: Client, user: User, unit: Unit, case_count: int, django_assert_num_queries: Any) -> None:
    for _ in range(case_count):
        make_case(unit=unit, names="Ida")

    with django_assert_num_queries(8):  # session, user, role, scope, cases, views, other units' cases, access log
        response = client.get(SEARCH, {"q": "ida"})

    assert len(row_links(response)) == case_count


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ab", "Write at least three letters"),
        ("Zebra", "No case found for “Zebra”"),
        ("", "No cases yet"),
    ],
)
def test_nothing_found_says_what_to_do(client: Client, user: User, typed: str, title: str) -> None:
    assert title in main_words(client.get(SEARCH, {"q": typed}))


def test_fewer_than_three_letters_are_not_sought(client: Client, user: User, case: Case) -> None:
    assert row_links(client.get(SEARCH, {"q": "sø"})) == []


@pytest.fixture
def elsewhere(unit: Unit) -> Case:
    return make_case(
        unit=UnitFactory(municipality=unit.municipality, name="Boligteam Syd"),
        names="Hemmelig Navn",
        number="2026-00077",
        tenancy__number="44-01",
        cpr=CPR,
    )


@pytest.mark.parametrize("typed", ["2026-00077", "44-01", CPR, "120390-1234"])
def test_an_exact_match_in_another_unit_asks_why(client: Client, user: User, elsewhere: Case, typed: str) -> None:
    response = client.post(SEARCH, {"q": typed}, follow=True)

    assert "There is a case in another unit : Boligteam Syd." in main_words(response)
    assert "Hemmelig" not in response.content.decode()
    assert link(response, "Say why and open the case") == reverse("casework:purpose", args=[elsewhere.pk])


@pytest.mark.parametrize("typed", ["Hemmelig Navn", "2026-0007", "44-0"])
def test_part_of_a_number_or_a_name_tells_nothing_of_other_units(
    client: Client, user: User, elsewhere: Case, typed: str
) -> None:
    response = client.post(SEARCH, {"q": typed}, follow=True)

    assert "There is a case in another unit" not in main_words(response)


def test_a_restricted_case_elsewhere_and_another_municipalitys_are_never_told_of(
    client: Client, user: User, unit: Unit
) -> None:
    restricted = make_case(
        unit=UnitFactory(municipality=unit.municipality), number="2026-00088", is_restricted=True, cpr=CPR
    )
    foreign = make_case(number="2026-00099", cpr="0101010001")

    for typed in ("2026-00088", "2026-00099", CPR, "0101010001"):
        assert "another unit" not in main_words(client.post(SEARCH, {"q": typed}, follow=True)).split("Try")[0]
    for case in (restricted, foreign):
        assert client.get(reverse("casework:purpose", args=[case.pk])).status_code == 404


def test_a_stated_purpose_opens_the_case_for_a_day(client: Client, user: User, elsewhere: Case) -> None:
    page = reverse("casework:purpose", args=[elsewhere.pk])

    asked = client.get(page)
    silent = client.post(page, {"purpose": " "})
    opened = client.post(page, {"purpose": "Vagt for Syd"}, follow=True)

    given = CaseParticipant.objects.get()
    assert "Boligteam Syd has the case you searched for." in main_words(asked)
    assert "Hemmelig" not in asked.content.decode()
    assert silent.status_code == 422
    assert main_words(opened).startswith("Hemmelig Navn")
    assert (given.kind, given.reason, given.ends_at) == (
        ParticipantKind.PURPOSE,
        "Vagt for Syd",
        NOW + dt.timedelta(hours=24),
    )
    assert AccessLog.objects.get(look=Look.PURPOSE).purpose == "Vagt for Syd"
    assert client.get(page).status_code == 404


def test_a_purpose_refused_at_the_last_moment_is_said(
    client: Client, user: User, elsewhere: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is restricted while the purpose is being written."""
    monkeypatch.setattr(queries, "askable", lambda scope: Case.objects.all())
    Case.objects.filter(pk=elsewhere.pk).update(is_restricted=True)

    response = client.post(reverse("casework:purpose", args=[elsewhere.pk]), {"purpose": "Vagt"})

    assert response.status_code == 422
    assert "A stated purpose does not open this case." in main_words(response)


def test_one_who_has_a_case_of_another_unit_need_not_say_why(unit: Unit) -> None:
    person = make_caseworker(unit)
    other = UnitFactory(municipality=unit.municipality)
    mine = CaseFactory(unit=other, assigned_to=person)
    invited = CaseFactory(unit=other)
    CaseParticipantFactory(case=invited, user=person)
    theirs = CaseFactory(unit=other)

    assert list(queries.askable(scope_of(person))) == [theirs]
    assert mine in Case.objects.visible_to(scope_of(person))


def test_an_employment_caseworker_finds_invitations_alone(client: Client, unit: Unit, case: Case) -> None:
    reader = make_employment_caseworker(UnitFactory(municipality=unit.municipality), language="en")
    make_case(unit=unit, names="Not invited", number="2026-00078")
    CaseParticipantFactory(case=case, user=reader)
    client.force_login(reader)

    assert row_links(client.get(SEARCH)) == ["Søren Ærø"]
    assert "another unit" not in main_words(client.get(SEARCH, {"q": "2026-00078"})).split("Try")[0]
    assert client.get(reverse("casework:purpose", args=[case.pk])).status_code == 404


def test_a_team_leader_searches_too_and_a_manager_does_not(client: Client, unit: Unit, case: Case) -> None:
    client.force_login(make_team_leader(unit))
    assert row_links(client.get(SEARCH)) == ["Søren Ærø"]

    client.force_login(make_manager(unit.municipality.organisation))
    assert client.get(SEARCH).status_code == 404
