"""Filters are kept under a name, for oneself or the unit, and the list may begin with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.models import DefaultView, SavedView
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.listing import DefaultViewFactory, SavedViewFactory
from tests.factories.people import make_caseworker, make_team_leader

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
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


def save(client: Client, query: str, **given: str) -> Any:
    return client.post(f"{reverse('casework:view-save')}?{query}", given, follow=True)


def test_a_view_keeps_the_filters_and_shows_what_fits_them_then(client: Client, unit: Unit, user: User) -> None:
    page = client.get(WORKLIST, {"list": "unit", "cause": "subletting", "from": "x"})
    assert link(page, "Save this view") == f"{reverse('casework:view-save')}?list=unit&cause=subletting"

    saved = save(client, "cause=subletting&list=unit&from=x", name="Fremleje")
    CaseFactory(unit=unit, cause="subletting", names="Ida")
    CaseFactory(unit=unit, names="Bo")
    view = SavedView.objects.get()

    assert "The view Fremleje is saved." in main_words(saved)
    assert (view.query, view.is_shared, view.owner) == ("list=unit&cause=subletting", False, user)
    address = link(client.get(WORKLIST), "Fremleje")
    assert address == f"?list=unit&cause=subletting&view={view.pk}"
    assert row_links(client.get(WORKLIST + address)) == ["Ida"]


def test_the_list_begins_with_the_view_one_chose(client: Client, unit: Unit, user: User) -> None:
    view = SavedViewFactory(unit=unit, owner=make_caseworker(unit), is_shared=True, query="list=unit&due=overdue")

    client.post(reverse("casework:view-default", args=[view.pk]))

    answer = client.get(WORKLIST)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{WORKLIST}?{view.query}&view={view.pk}")
    assert client.get(WORKLIST, {"list": "mine"}).status_code == 200
    client.post(reverse("casework:view-default", args=[view.pk]), {"stop": "yes"})
    assert client.get(WORKLIST).status_code == 200


def test_a_changed_list_can_be_kept_in_its_view(client: Client, unit: Unit, user: User) -> None:
    view = SavedViewFactory(unit=unit, owner=user, name="Fremleje")
    same = client.get(WORKLIST, {"list": "unit", "cause": "subletting", "view": str(view.pk)})
    other = client.get(WORKLIST, {"list": "unit", "cause": "crime", "view": str(view.pk)})

    assert [page.context["may_replace"] for page in (same, other)] == [False, True]
    client.post(
        reverse("casework:view-replace", args=[view.pk]), {"query": other.context["query"], "version": view.version}
    )
    view.refresh_from_db()
    assert view.query == "list=unit&cause=crime"


def test_others_of_the_unit_see_a_shared_view_and_only_owner_and_leader_change_it(
    client: Client, unit: Unit, user: User
) -> None:
    shared = SavedViewFactory(unit=unit, is_shared=True, name="Shared")
    SavedViewFactory(unit=unit, name="Private")
    SavedViewFactory(is_shared=True, name="Another unit's")

    assert [view["name"] for view in client.get(WORKLIST).context["views"]] == ["Shared"]
    change = reverse("casework:view-change", args=[shared.pk])
    assert client.get(change).status_code == 404
    client.force_login(make_team_leader(unit))
    DefaultViewFactory(view=shared, user=user)
    assert client.post(change, {"name": "Ours", "version": "1"}).status_code == 302
    shared.refresh_from_db()
    assert (shared.name, shared.is_shared) == ("Ours", False)
    assert not DefaultView.objects.exists()


def test_a_view_is_deleted_once_one_has_said_so(client: Client, unit: Unit, user: User) -> None:
    view = SavedViewFactory(unit=unit, owner=user)
    DefaultViewFactory(view=view)
    delete = reverse("casework:view-delete", args=[view.pk])

    assert "No case is touched." in main_words(client.get(delete))
    client.post(delete, {"version": "7"})
    assert SavedView.objects.exists()
    client.post(delete, {"version": "1"})
    assert not SavedView.objects.exists()


def test_a_name_is_used_once(client: Client, unit: Unit, user: User) -> None:
    SavedViewFactory(unit=unit, owner=user, name="Fremleje")

    assert "You already have a view of that name." in main_words(save(client, "list=unit", name="Fremleje"))


def test_a_conflict_shows_both_names(client: Client, unit: Unit, user: User) -> None:
    view = SavedViewFactory(unit=unit, owner=user, name="Now", version=3)

    answer = client.post(reverse("casework:view-change", args=[view.pk]), {"name": "Mine", "version": "2"})

    assert answer.status_code == 422
    assert "Name Now Mine" in main_words(answer)


def test_what_is_no_choice_any_more_is_said(client: Client, unit: Unit, user: User) -> None:
    CaseFactory(unit=unit, assigned_to=user, names="Ida")

    page = client.get(WORKLIST, {"list": "mine", "association": "4711", "view": "1"})

    assert row_links(page) == ["Ida"]
    assert "The filter “Housing association” asks for something that is no choice any more" in main_words(page)
