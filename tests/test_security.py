"""What a stranger, a curious colleague and a broken browser may send: each gets a plain answer, never a failure."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from accounts.enums import Look, Role, Subject
from accounts.models import AccessLog
from accounts.paging import write_cursor
from casework.actions.intake import receive_list
from casework.forms.fields import day_field
from casework.models import Case
from casework.views.intake_words import promise
from config.logs import ScrubbedFormatter
from housing.enums import Step
from housing.models import Lease

from .casework.intake import NOVEMBER, arrival, departments_of, line, listed, make_world, send
from .factories import NOW
from .factories.accounts import AccessLogFactory
from .factories.casework import CaseFactory
from .test_urls_by_role import PAGES, RESET_LINK
from .url_world import World, found_world

#: What a field can be sent that no form of ours would send.
HOSTILE = {
    "a NUL byte": "ab\0c",
    "a number longer than any": "9" * 5_000,
    "a digit that is no number": "²",
    "the last day there is": "9999-12-31",
}
#: Everything that is read from an address.
ASKED = (
    "after", "association", "cause", "change", "code", "department", "district", "due", "first", "from", "last", "list",
    "log", "look", "next", "number", "q", "show", "stage", "state", "step", "tenancy", "topic", "username", "who",
    "year",
)  # fmt: skip
_FIELD = re.compile(rb'name="([^"]+)"')


@pytest.fixture(scope="module")
def worlds(lasting: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world that stays for all tests of this module."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield found_world()


@pytest.fixture
def world(worlds: World, db: None) -> Iterator[World]:
    with time_machine.travel(NOW):
        yield worlds


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in PAGES if name != "healthz"])
def test_nothing_sent_breaks_a_page(world: World, name: str) -> None:
    page = PAGES[name]
    address = page.address(name, {**world.things, "reset link": RESET_LINK}).partition("?")[0]
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[next(role for role in Role if role in page.roles)]
    is_sent = "POST" in page.methods and name != "accounts:logout"
    fields = _fields(client, address) if is_sent else []

    broken = set()
    for sent, value in HOSTILE.items():
        answers = [client.get(address, dict.fromkeys(ASKED, value))] if "GET" in page.methods else []
        if is_sent:
            answers.append(client.post(address, dict.fromkeys(fields, value)))
        broken |= {sent for answer in answers if answer.status_code >= 500}

    assert broken == set()


def _fields(client: Client, address: str) -> list[str]:
    """The fields of the page's own form, and of the box in which things are noted."""
    response = client.get(address)
    return sorted({name.decode() for name in _FIELD.findall(response.content)} | {"version", "membership", "to"})


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_beyond_all_calendars_is_refused(day: str) -> None:
    field = day_field("Date")

    with translation.override("en"), pytest.raises(ValidationError, match="Choose a day between 1900 and 2199"):
        field.clean(day)


@pytest.mark.parametrize("name", ["accounts:own-looks", "casework:access-log"])
def test_the_cursor_of_another_list_begins_at_the_top(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.users[Role.DATA_PROTECTION_OFFICER])
    AccessLogFactory(user_id=world.users[Role.DATA_PROTECTION_OFFICER].pk)

    answers = [client.get(reverse(name), {"after": write_cursor(*place)}) for place in ([1], ["2026-11-22", 1, False])]

    assert [(answer.status_code, len(answer.context["page"].rows) > 0) for answer in answers] == [(200, True)] * 2


def test_no_browser_keeps_what_somebody_saw(world: World) -> None:
    client = Client()
    client.force_login(world.users[Role.CASEWORKER])

    kept = client.get(PAGES["casework:case"].address("casework:case", dict(world.things))).headers["Cache-Control"]

    assert {"no-store", "private"} <= set(kept.split(", "))


@pytest.mark.django_db
def test_the_log_repeats_no_row() -> None:
    case: Case = CaseFactory(names="Vibeke Hemmelig")
    try:
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(closed_at=NOW)
    except IntegrityError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "failed", None, sys.exc_info())

    told = logging.Formatter().format(logging.makeLogRecord(vars(record)))
    scrubbed = ScrubbedFormatter().format(record)

    assert "config.logs.ScrubbedFormatter" in str(settings.LOGGING["formatters"])
    assert ("Vibeke Hemmelig" in told, "Vibeke Hemmelig" in scrubbed) == (True, False)
    assert "casework_case_closed_whole" in scrubbed


@pytest.mark.django_db
def test_a_list_of_one_line_does_not_tell_who_has_a_case(tmp_path: Path) -> None:
    world = make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)
    numbers = ("51-01-0001", "51-01-0002")
    with override_settings(MEDIA_ROOT=tmp_path):
        send(world, *(line(number, step=1, cpr="") for number in numbers))
        CaseFactory(lease=Lease.objects.get(tenancy__number=numbers[0]))
        lists = (listed(line(number, cpr="")) for number in numbers)
        arriving = arrival(world, NOVEMBER, is_complete=False)
        seen = [receive_list(io.BytesIO(content), arriving, by=world.scope, now=NOW) for content in lists]

    assert [delivery.counts["cases_opened"] for delivery in seen] == [0, 1]
    assert promise(seen[0]) == promise(seen[1])


def test_looking_a_tenancy_up_by_a_notice_is_logged(world: World) -> None:
    client = Client()
    client.force_login(world.users[Role.CASEWORKER])
    case = Case.objects.select_related("tenancy").get(pk=world.things["case"]["pk"])

    client.post(
        reverse("casework:notice-new"),
        {"kind": "court", "association": case.association_id, "number": case.tenancy.number, "filed_on": "1901-01-01"},
    )

    entry = AccessLog.objects.latest("pk")
    assert (entry.look, entry.subject) == (Look.SEARCH, Subject.TENANCY)
