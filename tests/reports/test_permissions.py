"""Who reads which figure."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.errors import NotAllowed
from accounts.models import AccessLog, User
from reports.enums import Reader
from reports.permissions import READERS, may_narrow, reach_of, reader_of
from tests.factories.accounts import UnitFactory
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
from tests.reports.counted_by_hand import COUNTED_BY_HAND, KAB_BY_HAND
from tests.reports.world import World

pytestmark = pytest.mark.django_db

EVERYTHING = set(COUNTED_BY_HAND)
ADVISERS = {"adviser_contacts", "contacts_handed_over"}
#: What each reader finds on the page.
READ = {
    Reader.CASEWORKER: EVERYTHING,
    Reader.TEAM_LEADER: EVERYTHING,
    Reader.EMPLOYMENT_CASEWORKER: EVERYTHING - ADVISERS,
    Reader.MUNICIPAL_MANAGER: EVERYTHING,
    Reader.ASSOCIATION_MANAGER: set(KAB_BY_HAND),
    Reader.ASSOCIATION_OFFICER: set(KAB_BY_HAND),
    Reader.TENANT_ADVISER: ADVISERS,
    Reader.OPERATOR: EVERYTHING,
}


def person(reader: Reader, world: World) -> User:
    unit = UnitFactory(municipality=world.copenhagen)
    makers = {
        Reader.CASEWORKER: lambda: make_caseworker(unit),
        Reader.TEAM_LEADER: lambda: make_team_leader(unit),
        Reader.EMPLOYMENT_CASEWORKER: lambda: make_employment_caseworker(unit),
        Reader.MUNICIPAL_MANAGER: lambda: make_manager(world.copenhagen.organisation),
        Reader.ASSOCIATION_MANAGER: lambda: make_manager(world.kab.organisation),
        Reader.ASSOCIATION_OFFICER: lambda: make_officer(world.kab),
        Reader.TENANT_ADVISER: lambda: make_adviser(world.kab),
    }
    return makers[reader]()


@pytest.mark.parametrize("reader", Reader)
def test_the_table_gives_each_reader_their_figures(reader: Reader) -> None:
    assert {code for code, readers in READERS.items() if reader in readers} == READ[reader]


@pytest.mark.parametrize("reader", [reader for reader in Reader if reader != Reader.OPERATOR])
def test_the_page_shows_those_and_no_others(reader: Reader, client: Client, world: World) -> None:
    user = person(reader, world)
    client.force_login(user)

    response = client.get(reverse("reports:year"), {"year": "2026"})

    assert reader_of(scope_of(user)) == reader
    assert {one.figure.code for one in response.context["report"].counted} == READ[reader]


@pytest.mark.parametrize("page", ["reports:year", "reports:csv", "reports:xlsx"])
@pytest.mark.parametrize("maker", [make_administrator, make_data_protection_officer])
def test_roles_without_a_report_find_nothing(page: str, maker: type, client: Client) -> None:
    user = maker()
    client.force_login(user)

    assert client.get(reverse(page)).status_code == 404
    assert AccessLog.objects.count() == 0
    with pytest.raises(NotAllowed):
        reader_of(scope_of(user))


def test_only_those_who_see_small_counts_choose_an_association(world: World) -> None:
    roles = {reader: scope_of(person(reader, world)) for reader in Reader if reader != Reader.OPERATOR}

    assert {reader for reader, scope in roles.items() if may_narrow(scope)} == {
        Reader.CASEWORKER,
        Reader.TEAM_LEADER,
        Reader.EMPLOYMENT_CASEWORKER,
    }
    assert not any(scope.hides_small_counts for scope in roles.values() if may_narrow(scope))
    with pytest.raises(NotAllowed):
        reach_of(roles[Reader.MUNICIPAL_MANAGER], world.kab)


def test_a_managers_association_is_not_narrowed_by_the_address(client: Client, world: World) -> None:
    client.force_login(make_manager(world.copenhagen.organisation))

    response = client.get(reverse("reports:year"), {"year": "2026", "association": "KAB"})

    assert response.context["report"].reach.association_ids is None
    assert b"<select" not in response.content


def test_small_counts_are_hidden_from_those_who_may_not_read_them(client: Client, world: World) -> None:
    for reader in (Reader.MUNICIPAL_MANAGER, Reader.ASSOCIATION_OFFICER, Reader.ASSOCIATION_MANAGER):
        client.force_login(person(reader, world))
        report = client.get(reverse("reports:year"), {"year": "2026"}).context["report"]

        assert report.get("evictions").value is None
        assert all(part.value in (None, 0) for part in report.get("evictions_by_cause").parts)

    client.force_login(person(Reader.CASEWORKER, world))
    assert client.get(reverse("reports:year"), {"year": "2026"}).context["report"].get("evictions").value == 3


def test_every_role_is_decided() -> None:
    silent = {Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}
    from reports.permissions import REPORT_ROLES

    assert set(REPORT_ROLES) == set(Role) - silent
