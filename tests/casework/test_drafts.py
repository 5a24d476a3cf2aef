"""Nothing written is lost: drafts on the server, a session that ended, and two who write at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Unit, User
from casework.models import Case, CaseSummary, Draft, Note
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import (
    CaseFactory,
    CaseSummaryFactory,
    ContactPointFactory,
    DraftFactory,
    InterventionFactory,
)
from tests.factories.people import make_caseworker

from .pages import main_words

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user)


def url(name: str, case: Case, *more: Any) -> str:
    return reverse(f"casework:{name}", args=[case.pk, *more])


def note_tab(client: Client, case: Case) -> str:
    return client.get(url("case", case), {"log": "note"}).content.decode()


def test_what_is_typed_is_there_again_on_another_device(client: Client, case: Case, user: User) -> None:
    answer = client.post(url("draft", case, "note"), {"text": "Ringer igen, når løn"})
    assert (answer.status_code, answer.json()["said"]) == (200, "Draft kept 10:00. Only you see it.")

    elsewhere = Client()
    elsewhere.force_login(user)
    response = elsewhere.get(url("case", case), {"log": "note"})

    assert "Ringer igen, når løn</textarea>" in response.content.decode()
    assert "Your draft is still here. Kept 22 Nov 2026, 10:00 . Only you see it." in main_words(response)


def test_every_answer_of_a_form_comes_back(client: Client, case: Case) -> None:
    typed = {
        "mode": "home_visit",
        "outcome": "no_answer",
        "day": "2026-11-20",
        "part_of_day": "evening",
        "note": "Lys i vinduet",
        "has_appointment": "on",
        "follow_up": "week",
    }
    client.post(url("draft", case, "contact"), typed)

    form = client.get(url("case", case)).context["log"].form

    assert {name: form[name].value() for name in typed} == {**typed, "has_appointment": True}


def test_nobody_else_sees_a_draft(client: Client, case: Case, unit: Unit) -> None:
    DraftFactory(case=case, user=make_caseworker(unit), fields={"text": ["Hemmeligt"]})

    assert "Hemmeligt" not in note_tab(client, case)


def test_typing_is_no_look_at_the_case(client: Client, case: Case) -> None:
    client.post(url("draft", case, "note"), {"text": "Ringer"})

    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("name", ["passwords", "correction-", "note2"])
def test_only_the_forms_of_a_case_are_kept(client: Client, case: Case, name: str) -> None:
    assert client.post(url("draft", case, name), {"text": "x"}).status_code == 404


def test_a_draft_goes_when_it_is_saved(client: Client, case: Case, user: User) -> None:
    for form in ("note", "contact"):
        DraftFactory(case=case, user=user, form=form, fields={"text": ["Begyndt"]})

    client.post(url("note", case), {"text": "Begyndt og færdig"})

    assert list(Draft.objects.values_list("form", flat=True)) == ["contact"]


def test_a_draft_stays_when_saving_fails(client: Client, case: Case, user: User) -> None:
    DraftFactory(case=case, user=user, form="note", fields={"text": ["Begyndt"]})

    assert client.post(url("note", case), {"text": ""}).status_code == 422
    assert Draft.objects.count() == 1


def test_a_draft_is_thrown_away_without_javascript_too(client: Client, case: Case, user: User) -> None:
    DraftFactory(case=case, user=user, form="note", fields={"text": ["Begyndt"]})

    response = client.post(url("draft-drop", case, "note"), {"text": "Begyndt"})

    assert response.headers["Location"] == f"{url('case', case)}?log=note#log"
    assert not Draft.objects.exists()


def ticket_in(page: str) -> str:
    return page.split('name="kept_for" value="', 1)[1].split('"', 1)[0]


def test_a_session_that_ended_while_one_wrote_loses_nothing(client: Client, case: Case, user: User) -> None:
    sent = {"text": "Alt det, jeg skrev", "kept_for": ticket_in(note_tab(client, case))}
    client.session.flush()

    to_log_in = client.post(url("note", case), sent)
    client.force_login(user)
    page = client.get(url("case", case), {"log": "note"})

    assert to_log_in.headers["Location"] == f"{reverse('accounts:login')}?next={url('case', case)}%3Flog%3Dnote%23log"
    assert "Alt det, jeg skrev</textarea>" in page.content.decode()
    client.post(url("note", case), {"text": "Alt det, jeg skrev"})
    assert list(Note.objects.values_list("text", flat=True)) == ["Alt det, jeg skrev"]
    assert "Alt det, jeg skrev</textarea>" not in note_tab(client, case)


def test_what_was_sent_comes_back_to_nobody_else(client: Client, case: Case, unit: Unit) -> None:
    sent = {"text": "Kun for Mette", "kept_for": ticket_in(note_tab(client, case))}
    client.session.flush()
    client.post(url("note", case), sent)
    client.force_login(make_caseworker(unit))

    assert "Kun for Mette" not in note_tab(client, case)


def test_a_ticket_that_is_not_ours_keeps_nothing(client: Client, case: Case, user: User) -> None:
    client.session.flush()

    response = client.post(url("note", case), {"text": "Noget", "kept_for": "falsk"})

    assert response.headers["Location"] == f"{reverse('accounts:login')}?next={url('note', case)}"
    client.force_login(user)
    assert "Noget" not in note_tab(client, case)


HOUSEHOLD = {"household_type": "single", "has_children": "no", "adults": "1"}


def household(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    version = {"version": str(case.version)}
    theirs = {**HOUSEHOLD, **version, "household_type": "couple", "adults": "2"}
    return url("household", case), theirs, {**HOUSEHOLD, **version}


def background(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    version = {"version": str(case.version)}
    return url("background", case), {"codes": "debt", **version}, {"codes": "illness", **version}


def follow_up(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    asked = {"version": str(case.version), "follow_up": "date"}
    return url("follow-up", case), {**asked, "follow_up_on": "2026-12-01"}, {**asked, "follow_up_on": "2026-12-24"}


def summary(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    CaseSummaryFactory(case=case)
    return url("summary", case), {"text": "Far er syg", "version": "1"}, {"text": "Mor er syg", "version": "1"}


def intervention(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    found = InterventionFactory(case=case)
    given = {
        "version": "1",
        "kind": "conversation",
        "result": "ongoing",
        "starts_on": "2026-11-04",
        "responsible": str(case.unit_id),
    }
    address = url("intervention-edit", case, found.pk)
    return address, {**given, "note": "Hun ringer selv"}, {**given, "note": "Vi ringer"}


def number(case: Case) -> tuple[str, dict[str, str], dict[str, str]]:
    point = ContactPointFactory(case=case)
    mark = {"kind": "phone", "value": point.value, "version": "1"}
    return url("contact-point", case), {**mark, "avoid_reason": "Faren svarer"}, {**mark, "avoid_reason": "Slukket"}


@pytest.mark.parametrize(
    ("thing", "both"),
    [
        (household, ("Couple without children", "Single adult")),
        (background, ("Debt", "Illness")),
        (follow_up, ("1 Dec 2026", "24 Dec 2026")),
        (summary, ("Far er syg", "Mor er syg")),
        (intervention, ("Hun ringer selv", "Vi ringer")),
        (number, ("Faren svarer", "Slukket")),
    ],
)
def test_two_who_edit_at_once_both_see_what_the_other_wrote(
    client: Client, case: Case, unit: Unit, thing: Any, both: tuple[str, str]
) -> None:
    address, theirs, mine = thing(case)
    colleague = Client()
    colleague.force_login(make_caseworker(unit))

    first, second = colleague.post(address, theirs), client.post(address, mine)

    assert (first.status_code, second.status_code) == (302, 422)
    said = main_words(second)
    table = said[said.index("Saved now") :]
    assert all(words in table for words in both)
    # Sent again after reading both, mine is saved; theirs stays in the history.
    version = second.content.decode().split('name="version" value="', 1)[1].split('"', 1)[0]
    assert client.post(address, {**mine, "version": version}).status_code == 302


def test_the_summary_stands_at_the_top_with_its_earlier_wordings_behind(client: Client, case: Case, user: User) -> None:
    CaseSummaryFactory(case=case, text="Mor og to børn", recorded_by=user, recorded_at=NOW - dt.timedelta(days=2))
    client.post(url("summary", case), {"text": "Mor og tre børn", "version": "1"})

    assert "Mor og tre børn Mette Holm · 22 Nov 2026 · Change" in main_words(client.get(url("case", case)))
    history = main_words(client.get(url("summary", case)))
    assert history.index("Wording 2") < history.index("Mor og tre børn", history.index("Wording 2"))
    assert "Wording 1 20 Nov 2026, 10:00 · Mette Holm Mor og to børn" in history
    assert CaseSummary.objects.count() == 2
