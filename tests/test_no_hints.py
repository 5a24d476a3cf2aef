"""What is not for an association's people leaves no trace: no byte of an answer, no query more than for what never was.

Every address open to its officers and advisers is asked before and after somebody's secret case begins, and with the
number of something hidden beside a number that never was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from casework.models import Campaign
from housing.enums import Step
from housing.models import Lease

from .casework.test_association_home import secret_case
from .factories import NOW
from .factories.casework import NoteFactory
from .factories.housing import ArrearsPositionFactory, LeaseTenantFactory
from .factories.persons import CasePersonFactory, PersonTenantFactory
from .factories.requests import AgencyRequestFactory
from .test_urls_by_role import PAGES, Page
from .url_world import World, found_world

ASSOCIATION = (Role.ASSOCIATION_OFFICER, Role.TENANT_ADVISER)
#: A number nothing has.
NEVER = 987_654_321
NAME = "Anna Kanarie"
#: What is typed into every field that is not chosen from a list.
TYPED = "Kanarie"
_FIELD = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')
#: What differs from one load to the next: tokens, tickets and moments.
_PASSING = re.compile(r'[A-Za-z0-9]{64}|name="(?:kept_for|token|device_key)" value="[^"]*"|nonce-[^ ;"]+')
_LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b|ARRAY\[[^\]]*\]|IN \([^()]*\)")


class Home(NamedTuple):
    """A home of the association with a tenant who owes rent and is in court."""

    lease: Lease
    tenant: int


@pytest.fixture(scope="module")
def worlds(lasting: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    """The world one works in and another; both stay for all tests of this module."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield found_world(), found_world()


@pytest.fixture(autouse=True)
def _sunday(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def open_to(role: Role) -> dict[str, Page]:
    """The pages behind which something of others could stand; not one's own account, nor what one looked at oneself."""
    own = {name for name in PAGES if name.startswith("accounts:")} - {"accounts:home", "accounts:notification-list"}
    return {name: page for name, page in PAGES.items() if role in page.roles and not page.is_public and name not in own}


def home_in(campaign: Campaign) -> Home:
    link = LeaseTenantFactory(association=campaign.association, tenant__name=NAME)
    ArrearsPositionFactory(warning__lease=link.lease, warning__step=Step.FILED)
    return Home(link.lease, link.tenant_id)


class Answer(NamedTuple):
    """What an address said: its status, where it leads, and its bytes without what is new at every load."""

    asked: str
    status: int
    leads_to: str
    text: str


def answers(world: World, role: Role, home: Home) -> Iterator[Answer]:
    """What every address says to somebody: opened for the home, searched for the tenant, and sent with nonsense."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    chosen = f"tenancy={home.lease.tenancy_id}&resident={home.tenant}"
    for name, page in open_to(role).items():
        plain = page.address(name, dict(world.things))
        address = f"{plain}{'&' if '?' in plain else '?'}{chosen}"
        fields: list[str] = []
        if "GET" in page.methods:
            opened = client.get(address)
            yield _answer(f"open {name}", opened)
            fields = _FIELD.findall(_text(opened))
            if "q" in fields:
                yield _answer(f"search {name}", client.get(plain, {"q": TYPED}))
        if "POST" in page.methods:
            with transaction.atomic():
                yield _answer(f"send to {name}", client.post(address, dict.fromkeys(fields, TYPED)))
                transaction.set_rollback(True)


def _answer(asked: str, response: Any) -> Answer:
    return Answer(asked, response.status_code, response.headers.get("Location", ""), _PASSING.sub("", _text(response)))


def _text(response: Any) -> str:
    return str((response.getvalue() if response.streaming else response.content).decode(errors="replace"))


@pytest.mark.no_cover
@pytest.mark.parametrize("role", ASSOCIATION)
def test_every_answer_is_the_same_with_a_secret_case_and_without(worlds: tuple[World, World], role: Role) -> None:
    world = worlds[0]
    campaign = Campaign.objects.get(pk=world.things["campaign"]["pk"])
    home = home_in(campaign)
    before = list(answers(world, role, home))

    case = secret_case(home.lease, campaign)
    NoteFactory(case=case)
    AgencyRequestFactory(case=case)
    PersonTenantFactory(tenant_id=home.tenant, person=CasePersonFactory(case=case).person)
    after = list(answers(world, role, home))

    assert len(before) > 60
    assert len([one for one in before if NAME in one.text or home.lease.tenancy.number in one.text]) > 3
    assert [was.asked for was, now in zip(before, after, strict=True) if was != now] == []


def shapes(client: Client, method: str, address: str) -> tuple[int, list[str]]:
    """The status of an answer and the queries behind it, with every value taken out."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        status = client.generic(method, address).status_code
        transaction.set_rollback(True)
    return status, [_LITERAL.sub("?", query["sql"]) for query in asked.captured_queries]


@pytest.mark.no_cover
@pytest.mark.parametrize("role", ASSOCIATION)
def test_what_is_hidden_is_looked_for_like_what_never_was(worlds: tuple[World, World], role: Role) -> None:
    """The same questions to the database in the same order: no clock tells that something is there."""
    world, elsewhere = worlds
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    told, asked = [], 0
    for name, page in open_to(role).items():
        never = {key: NEVER if isinstance(value, int) else value for key, value in _things(elsewhere, page).items()}
        hidden = [_things(elsewhere, page), _things(world, page, "restricted"), _things(world, page, "a colleague's")]
        for arguments in filter(None, hidden):
            for method in page.methods:
                there = shapes(client, method, reverse(name, kwargs=dict(arguments)))
                nowhere = shapes(client, method, reverse(name, kwargs=never))
                asked += 1
                if there != nowhere or there[0] != 404:
                    told.append((name, method, there[0], len(there[1]), nowhere[0], len(nowhere[1])))

    assert asked > 15
    assert told == []


def _things(world: World, page: Page, why: str = "") -> dict[str, int | str]:
    things = world.hidden[why] if why else world.things
    found = dict(things.get(page.of, {}))
    return found if any(isinstance(value, int) for value in found.values()) else {}
