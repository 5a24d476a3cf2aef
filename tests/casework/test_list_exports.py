"""The worklist, or what a search found, as a file: what the person may see, logged, and never half a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework import derived, exports
from casework.models import Case
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker

from .pages import link, main_words

pytestmark = pytest.mark.django_db
EXPORT = "/cases/export/?list=unit&cause=arrears"
GIVEN = {"purpose": "Møde med fsb", "kind": "csv"}


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette", language="en")
    client.force_login(user)
    return user


def file_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows(answer: Any) -> list[list[str]]:
    text = file_of(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_file_holds_the_filtered_list_as_the_person_may_see_it(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(
        unit=unit, assigned_to=user, names="=Ida", amount=Decimal("20132.92"), triage_due_on=TODAY,
        triage_rule="follow_up",
    )  # fmt: skip
    CaseFactory(unit=unit, cause="subletting")
    CaseFactory(unit=unit, is_restricted=True)
    CaseFactory()

    page = client.get(EXPORT)
    answer = client.post(EXPORT, GIVEN)
    heading, line = rows(answer)

    assert "My unit&#x27;s · Rent arrears" in page.content.decode() or "My unit's · Rent arrears" in main_words(page)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fasthold-cases-2026-11-22.csv"'
    told = dict(zip(heading, line, strict=True))
    assert told["Names"] == "'=Ida"
    assert (told["Case"], told["Amount owed"], told["Due"]) == (case.number, "20132,92", "2026-11-22")
    assert (told["Why it is due"], told["Caseworker"], told["Restricted"]) == ("Follow up today", "Mette", "no")
    assert not [name for name in heading if "CPR" in name]
    look = AccessLog.objects.get(look=Look.EXPORT)
    assert (look.subject, look.subject_ids, look.purpose) == ("worklist", [case.pk], "Møde med fsb")


def test_what_a_search_found_is_taken_along_the_same_way(client: Client, unit: Unit, user: User) -> None:
    found = [
        CaseFactory(unit=unit, names="@Ida Andersen", opened_on=dt.date(2026, 11, 3)),
        CaseFactory(unit=unit, names="Bo Andersen", opened_on=dt.date(2026, 3, 2), is_closed=True),
    ]
    CaseFactory(unit=unit, names="Lone Holm")
    CaseFactory(names="Per Andersen")
    for case in Case.objects.all():
        derived.refresh([case.pk], today=TODAY)
    page = link(client.get("/cases/search/?q=andersen"), "Take the list along")

    heading, *lines = rows(client.post(page, GIVEN))

    told = [dict(zip(heading, line, strict=True)) for line in lines]
    assert [one["Names"] for one in told] == ["'@Ida Andersen", "Bo Andersen"]
    assert [bool(one["Closed"]) for one in told] == [False, True]
    look = AccessLog.objects.get(look=Look.EXPORT)
    assert (look.subject, look.subject_ids, look.purpose) == ("case", [case.pk for case in found], "Møde med fsb")
    assert client.get("/cases/search/export/?q=010190-1234").headers["Location"] == "/cases/search/"


def test_a_spreadsheet_has_numbers_and_days(client: Client, unit: Unit, user: User) -> None:
    CaseFactory(unit=unit, names="+45", amount=Decimal("1.50"))

    answer = client.post(EXPORT, {**GIVEN, "kind": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(answer))).active

    assert sheet is not None
    heading, line = sheet.iter_rows(values_only=True)
    told = dict(zip(heading, line, strict=True))
    assert (told["Names"], told["Amount owed"], str(told["Opened"])) == ("'+45", 1.5, "2026-11-02 00:00:00")


def test_without_a_purpose_there_is_no_file(client: Client, unit: Unit, user: User) -> None:
    answer = client.post(EXPORT, {"kind": "csv"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["purpose"])
    assert not AccessLog.objects.filter(look=Look.EXPORT).exists()


def test_too_long_a_list_is_refused_whole(
    client: Client, unit: Unit, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST", 2)
    CaseFactory.create_batch(3, unit=unit)

    assert "Narrow it with the filters first." in main_words(client.get(EXPORT))
    assert client.post(EXPORT, GIVEN).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_the_same_queries_for_one_and_for_three(
    client: Client, unit: Unit, user: User, count: int, django_assert_num_queries: Any
) -> None:
    CaseFactory.create_batch(count, unit=unit)

    with django_assert_num_queries(8):  # session, user, role, scope, bar, count, rows, access log
        answer = client.post(EXPORT, GIVEN)

    assert len(rows(answer)) == count + 1
