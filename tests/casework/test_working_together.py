"""Working together on pages: the lists of requests, answering, the whole situation, case meetings and the cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.enums import Administration
from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Notification, Unit, User
from casework.actions.cards import keep_card
from casework.actions.meetings import (
    Participant,
    agree,
    call_meeting,
    call_off_meeting,
    change_agreement,
    change_meeting,
    tick_agreement,
    write_minutes,
)
from casework.models import Case, CaseEvent, Deadline, OrganisationCard
from casework.queries.sentences import say
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.housing import DepartmentFactory, NoticeFactory
from tests.factories.people import (
    make_administrator,
    make_caseworker,
    make_employment_caseworker,
    make_officer,
    make_team_leader,
    scope_of,
)
from tests.factories.requests import AgencyRequestFactory, HoldRequestFactory, OrganisationCardFactory

from .pages import main_words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CARD = {"can": "Budget", "contact_name": "Mette", "contact_phone": "33"}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam Nord")


@pytest.fixture
def case(unit: Unit) -> Case:
    return CaseFactory(unit=unit, names="Ida Andersen", address="Ruten 169", number="2026-01423")


@pytest.fixture
def team(unit: Unit) -> Unit:
    return UnitFactory(municipality=unit.municipality, administration=Administration.EMPLOYMENT, name="Jobcenter")


def logged_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    user.language = "en"
    user.save(update_fields=["language"])
    client.force_login(user)
    return client


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    return len(few)


def test_bif_reads_its_requests_and_answers_and_who_is_second_is_shown_both(case: Case, team: Unit) -> None:
    client, colleague = (logged_in(make_employment_caseworker(team)) for _ in range(2))
    request = AgencyRequestFactory(case=case, to_organisation=team.organisation, question="Er ydelsen stoppet?")
    listed = client.get(reverse("accounts:home"), follow=True)
    page = client.get(reverse("casework:request", args=[request.pk]))
    assert "Benefit and payment check Ida Andersen" in main_words(listed)
    assert "Er ydelsen stoppet?" in main_words(page)
    assert case.number not in page.content.decode() + listed.content.decode()
    assert client.get(reverse("casework:case", args=[case.pk])).status_code == 404

    address = reverse("casework:request-answer", args=[request.pk])
    lacking = client.post(address, {"outcome": "checked", "version": 1})
    assert (lacking.status_code, main_words(lacking).count("This belongs to the answer.")) == (422, 6)
    first = client.post(address, {"outcome": "not_known", "note": "Flyttet", "version": 1})
    second = colleague.post(
        address,
        {"outcome": "checked", "benefit": "cash", "sanction": "none", "administration": "voluntary", "version": 1},
    )

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Somebody else changed this" in main_words(second)
    assert "Nobody of the household is known here Checked" in main_words(second)


def test_the_officer_sees_the_home_and_the_reason_and_nothing_of_the_case(case: Case) -> None:
    client = logged_in(make_officer(case.association))
    request = HoldRequestFactory(case=case)
    listed = client.get(reverse("casework:association-request-list"))
    address = reverse("casework:association-request", args=[request.pk])
    page = client.get(address)
    said = main_words(page)

    assert case.tenancy.number in said
    assert "Help with the rent is being decided" in said
    for hidden in (case.number, case.names, "Boligteam Nord's"):
        assert hidden not in page.content.decode() + listed.content.decode()
    granted = client.post(address, {"outcome": "granted", "granted_until": "2026-12-04", "version": 1})
    assert granted.status_code == 302
    assert "held until 4 Dec 2026" in main_words(client.get(address))


def test_the_caseworker_asks_where_there_is_a_ground_with_the_card_at_hand(case: Case, team: Unit) -> None:
    client = logged_in(make_caseworker(case.unit))
    OrganisationCardFactory(organisation=team.organisation, can="Undersøger ydelser")
    address = reverse("casework:request-new", args=[case.pk])
    choose = main_words(client.get(address))
    assert "Undersøger ydelser" in choose
    assert "Asking them discloses" in choose
    NoticeFactory(lease=case.lease)
    hold = f"{address}?kind=hold&of=association"
    asked = {
        "to": f"association:{case.association_id}:0",
        "basis": "s92_2",
        "reason": "payment",
        "due_on": "2026-11-25",
    }
    assert client.post(hold, {**asked, "hold_until": ""}).status_code == 422
    sent = client.post(hold, {**asked, "hold_until": "2026-12-04"}, follow=True)

    assert "Hold the eviction" in main_words(sent)
    assert "The request is sent" in sent.content.decode()


@pytest.mark.parametrize("name", ["casework:request-list", "casework:situation"])
def test_lists_ask_the_same_few_questions_whatever_their_length(case: Case, team: Unit, name: str) -> None:
    client = logged_in(make_caseworker(case.unit))
    address = reverse(name, args=[case.pk] if name == "casework:situation" else [])

    def more(count: int) -> None:
        asked = {"case": case, "to_organisation": team.organisation}
        AgencyRequestFactory.create_batch(count, **asked)
        AgencyRequestFactory.create_batch(count, **asked, answered_at=NOW)
        meeting = call(case, scope_of(make_caseworker(case.unit)))
        for _ in range(count):
            agree(
                meeting,
                text="Ringer",
                owner=Participant("Mette"),
                due_on=TODAY,
                by=scope_of(make_caseworker(case.unit)),
                now=NOW,
            )

    more(1)
    client.get(address)
    few = queries(client, address)
    more(2)

    assert queries(client, address) == few
    assert client.get(reverse("casework:case", args=[case.pk])).status_code == 200


def call(case: Case, by: Any) -> Any:
    people = [Participant("Mette"), Participant("Ole", "KAB")]
    return call_meeting(case, starts_at=NOW - DAY, place="Rådhuset", participants=people, by=by, now=NOW - 2 * DAY)


def test_a_case_meeting_with_minutes_and_agreements_that_become_tasks(case: Case, team: Unit) -> None:
    """The agreement is a deadline of the case and stands in its owner's list until it is done, and again when not."""
    by = scope_of(make_caseworker(case.unit, name="Mette Holm"))
    samira = make_employment_caseworker(team, name="Samira")
    meeting = call(case, by)
    write_minutes(meeting, text="Enige", version=1, by=by, now=NOW)
    write_minutes(meeting, text="Enige om afdrag", version=2, by=by, now=NOW)
    with pytest.raises(Refused, match="it has minutes"):
        call_off_meeting(meeting, reason="Syg", version=3, by=by, now=NOW)
    owner = Participant("Samira", user=samira)
    task = agree(meeting, text="Undersøger ydelsen", owner=Participant("Mette"), due_on=TODAY, by=by, now=NOW)
    task = change_agreement(
        task, text="Undersøger ydelsen", owner=owner, due_on=TODAY + 2 * DAY, version=1, by=by, now=NOW
    )
    with pytest.raises(Conflict):
        change_agreement(task, text="Andet", owner=owner, due_on=TODAY, version=1, by=by, now=NOW)
    client = logged_in(samira)
    assert "Undersøger ydelsen Ida Andersen · by 24 Nov 2026" in main_words(
        client.get(reverse("casework:request-list"))
    )
    done = client.post(reverse("casework:task-tick", args=[task.pk]), {"version": 2})
    assert done.headers["Location"] == reverse("casework:request-list")
    ended = list(Deadline.objects.filter(case=case, rule="agreement").values_list("due_on", "ended_on", "ended_by"))
    task.refresh_from_db()
    assert (ended, task.done_by) == ([(TODAY + 2 * DAY, TODAY, "done")], samira)
    tick_agreement(task, is_done=False, version=3, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        tick_agreement(task, is_done=True, version=4, by=scope_of(make_caseworker()), now=NOW)

    page = main_words(
        logged_in(make_team_leader(case.unit)).get(reverse("casework:meeting", args=[case.pk, meeting.pk]))
    )
    assert "Enige om afdrag" in page
    assert "Version 1" in page
    said = [say(event.kind, event.detail) for event in CaseEvent.objects.filter(case=case).order_by("pk")]
    assert [one.title for one in said[3:]] == [
        "Agreed: Undersøger ydelsen",
        "Agreement corrected: Undersøger ydelsen",
        "Agreement done: Undersøger ydelsen",
        "Agreement not done after all: Undersøger ydelsen",
    ]
    assert said[4].text == "Samira · by 24 Nov 2026\nit said: Undersøger ydelsen · Mette · by 22 Nov 2026"


def test_the_whole_situation_tells_who_is_to_do_what_until_when(case: Case, team: Unit) -> None:
    by = scope_of(make_caseworker(case.unit))
    AgencyRequestFactory(case=case, to_organisation=team.organisation, due_on=TODAY - DAY)
    agree(call(case, by), text="Ringer", owner=Participant("Ole"), due_on=TODAY + DAY, by=by, now=NOW)
    page = main_words(logged_in(make_caseworker(case.unit)).get(reverse("casework:situation", args=[case.pk])))

    asked = page.index("21 Nov 2026 Benefit and payment check Jobcenter The answer")
    assert asked < page.index("23 Nov 2026 Ringer Ole Agreed at a case meeting")


def test_each_keeps_its_own_card_and_an_association_never_sees_anothers(case: Case, team: Unit) -> None:
    leader, officer = make_team_leader(case.unit), make_officer(case.association)
    card = keep_card(case.unit.organisation, **CARD, version=0, by=scope_of(leader), now=NOW)
    with pytest.raises(Conflict):
        keep_card(case.unit.organisation, **CARD, version=0, by=scope_of(leader), now=NOW)
    with pytest.raises(Refused, match="phone number or an e-mail"):
        keep_card(
            team.organisation,
            can="x",
            contact_name="y",
            version=0,
            by=scope_of(make_employment_caseworker(team)),
            now=NOW,
        )
    for user in (make_caseworker(case.unit), officer, make_administrator()):
        with pytest.raises(NotAllowed):
            keep_card(case.unit.organisation, **CARD, version=1, by=scope_of(user), now=NOW)
    keep_card(
        case.unit.organisation, **CARD, version=1,
        by=scope_of(make_administrator(case.municipality.organisation)), now=NOW,
    )  # fmt: skip
    own = OrganisationCardFactory(organisation=case.association.organisation)
    other = OrganisationCardFactory(
        organisation=DepartmentFactory(municipality=case.municipality).association.organisation
    )
    OrganisationCardFactory(organisation=UnitFactory().organisation)

    seen = {user: set(OrganisationCard.objects.visible_to(scope_of(user))) for user in (leader, officer)}
    assert seen == {leader: {card, own, other}, officer: {card, own}}
    found = logged_in(leader).get(reverse("casework:card-list"), {"q": "budget"})
    assert "Budget" in main_words(found)
    assert "Undersøge ydelser" not in main_words(found)


def test_who_takes_part_in_a_meeting_and_who_owns_an_agreement_is_told(case: Case, unit: Unit, team: Unit) -> None:
    mette, lise, samira = make_caseworker(unit), make_caseworker(unit), make_employment_caseworker(team)
    CaseParticipantFactory(case=case, user=samira)
    Case.objects.filter(pk=case.pk).update(assigned_to=mette, assigned_at=NOW)
    case.refresh_from_db()
    by = scope_of(mette)
    people = [Participant(user.name, user=user) for user in (mette, lise, samira)]
    when: dict[str, Any] = {"place": "Rådhuset", "by": by, "now": NOW}

    def news() -> list[tuple[int, str]]:
        """What was told since the last time."""
        found = list(Notification.objects.order_by("pk").values_list("user", "kind"))
        Notification.objects.all().delete()
        return sorted(found)

    meeting = call_meeting(case, starts_at=NOW + DAY, participants=[*people[:2], Participant("Mona")], **when)
    told = Notification.objects.get()
    assert (told.user, told.subject, told.organisation_id) == (lise, case.number, unit.pk)
    assert logged_in(lise).get(told.path).status_code == 200
    assert news() == [(lise.pk, "meeting.called")]
    change_meeting(meeting, starts_at=NOW + 2 * DAY, participants=[people[0], people[2]], version=1, **when)
    assert news() == sorted([(lise.pk, "meeting.left"), (samira.pk, "meeting.called")])
    later = {**when, "now": NOW + 3 * DAY}
    change_meeting(meeting, starts_at=NOW + 2 * DAY, participants=people, version=2, **later)
    assert (samira.pk, "meeting.changed") in news()
    later.pop("place")
    write_minutes(meeting, text="Vi mødtes", version=3, **later)
    assert news() == sorted([(lise.pk, "meeting.minutes"), (samira.pk, "meeting.minutes")])
    task = agree(meeting, text="Undersøger ydelsen", owner=people[2], due_on=TODAY + 5 * DAY, **later)
    assert news() == [(samira.pk, "agreement.given")]
    change_agreement(task, text="Ringer", owner=people[1], due_on=TODAY + 5 * DAY, version=1, **later)
    assert news() == [(lise.pk, "agreement.given")]
    off = call_meeting(case, starts_at=NOW + 9 * DAY, participants=people, **when)
    call_off_meeting(off, reason="Syg", version=1, by=scope_of(lise), now=NOW)
    assert (samira.pk, "meeting.called_off") in news()
    held = call_meeting(case, starts_at=NOW - DAY, participants=people, **when)
    assert (held.participants.count(), news()) == (3, [])
