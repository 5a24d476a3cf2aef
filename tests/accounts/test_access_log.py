"""Every look is written down, also when the page fails."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from accounts.enums import Look, Role
from accounts.models import AccessLog
from accounts.paging import newest_first, read_cursor, write_cursor
from tests.factories.accounts import AccessLogFactory, MunicipalityFactory
from tests.factories.people import make_caseworker, make_data_protection_officer, make_manager, scope_of

pytestmark = pytest.mark.django_db


def test_a_look_is_written_with_who_what_and_where(client: Client) -> None:
    user = make_caseworker()
    client.force_login(user)

    client.get(reverse("casework:worklist"))

    scope = scope_of(user)
    entry = AccessLog.objects.get()
    assert (entry.user_id, entry.user_name, entry.role, entry.organisation_id, entry.municipality_id) == (
        user.pk,
        user.name,
        Role.CASEWORKER,
        scope.organisation_id,
        scope.municipality_id,
    )
    assert (entry.look, entry.path, entry.status) == (Look.LIST, "casework:worklist", 200)


def test_the_web_cannot_change_or_remove_an_entry() -> None:
    AccessLogFactory()
    for statement in ("UPDATE accounts_accesslog SET user_name = ''", "DELETE FROM accounts_accesslog"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_everybody_sees_their_own_entries(client: Client) -> None:
    user = make_caseworker()
    own = AccessLogFactory(user_id=user.pk)
    AccessLogFactory(user_id=user.pk + 1)
    client.force_login(user)

    page = client.get(reverse("accounts:own-looks")).context["page"]

    assert list(page.rows) == [own]


def test_the_data_protection_officer_sees_the_own_municipality() -> None:
    municipality = MunicipalityFactory()
    ours = AccessLogFactory(municipality_id=municipality.pk)
    AccessLogFactory(municipality_id=municipality.pk + 1000)
    officer = scope_of(make_data_protection_officer(municipality.organisation))
    manager = scope_of(make_manager(municipality.organisation))

    assert list(AccessLog.objects.visible_to(officer)) == [ours]
    assert list(AccessLog.objects.visible_to(manager)) == []


def test_pages_turn_by_the_last_row_and_leave_none_out() -> None:
    moment = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    entries = [AccessLogFactory(at=moment - dt.timedelta(hours=hours // 2)) for hours in range(5)]
    expected = sorted(entries, key=lambda entry: (entry.at, entry.pk), reverse=True)

    seen: list[AccessLog] = []
    cursor = ""
    for _ in range(3):
        page = newest_first(AccessLog.objects.all(), moment="at", after=cursor, size=2)
        seen += page.rows
        cursor = page.next_cursor

    assert (seen, cursor) == (expected, "")


def test_a_made_up_cursor_starts_at_the_top() -> None:
    assert [read_cursor(text) for text in (None, "", "made up", write_cursor(1)[:-2])] == [None] * 4
