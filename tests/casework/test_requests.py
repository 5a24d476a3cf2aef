"""Asking other organisations on a case: what passes, who sees it, what waits for whom, and what is answered."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import translation

from accounts.enums import Administration
from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Notification, Unit
from accounts.scope import Scope
from casework.actions import requests as actions
from casework.actions.consents import withdraw_consent
from casework.actions.requests import standing_answer
from casework.enums_requests import AnswerOutcome, MessageCode, Receiver, RequestKind, RequestState, WithdrawnWhy
from casework.models import AgencyRequest, Case, CaseEvent, Deadline, RequestAnswer
from casework.queries.sentences import say
from casework.recorded import read_cases
from casework.request_rules import ANSWER_FIELDS, SHAPES
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.housing import NoticeFactory
from tests.factories.people import (
    make_adviser,
    make_caseworker,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)
from tests.factories.persons import CasePersonFactory
from tests.factories.requests import AgencyRequestFactory, HoldRequestFactory
from tests.factories.sharing import ConsentFactory

K, R, O = RequestKind, Receiver, AnswerOutcome  # noqa: E741 - one letter for each list
DAY = dt.timedelta(days=1)
CHECKED: dict[str, Any] = {
    "outcome": O.CHECKED,
    "benefit": "cash",
    "sanction": "running",
    "sanction_until": dt.date(2026, 12, 31),
    "administration": "not_possible",
    "why_not": "opposed",
    "next_payment_on": dt.date(2026, 11, 30),
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def unit(db: None) -> Unit:
    return UnitFactory(name="Boligteam Nord")


@pytest.fixture
def by(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit, name="Mette Holm"))


@pytest.fixture
def bif(unit: Unit) -> Scope:
    team = UnitFactory(municipality=unit.municipality, administration=Administration.EMPLOYMENT, name="Jobcenter")
    return scope_of(make_employment_caseworker(team, name="Samira Khan"))


@pytest.fixture
def case(unit: Unit) -> Case:
    return CaseFactory(unit=unit)


def ask_bif(case: Case, bif: Scope, by: Scope, **more: Any) -> AgencyRequest:
    organisation = Unit.objects.get(pk=bif.unit_id).organisation
    given = {"kind": K.BENEFIT_CHECK, "question": "Er kontanthjælpen stoppet?", **more}
    return actions.ask(case, receiver=R.EMPLOYMENT, organisation=organisation, by=by, now=NOW, **given)


def ask_to_hold(case: Case, by: Scope, **more: Any) -> AgencyRequest:
    terms = {"basis": "s92_2", "reason": "help_decision", "hold_until": TODAY + 14 * DAY, **more}
    organisation = case.association.organisation
    return actions.ask(case, kind=K.HOLD, receiver=R.ASSOCIATION, organisation=organisation, by=by, now=NOW, **terms)


def told(case: Case) -> list[tuple[str, str]]:
    events = CaseEvent.objects.filter(case=case).order_by("pk")
    return [(said.title, said.text) for said in (say(event.kind, event.detail) for event in events)]


def deadlines(case: Case) -> list[tuple[Any, ...]]:
    rows = Deadline.objects.filter(case=case, rule__in=["request", "request_reply"]).order_by("rule", "subject")
    return list(rows.values_list("rule", "due_on", "ended_on", "ended_by"))


def test_bif_is_asked_asks_back_is_reminded_and_answers(case: Case, by: Scope, bif: Scope) -> None:
    """The whole way of a request inside the authority; it opens itself, and nothing else of the case."""
    request = ask_bif(case, bif, by)
    assert request.due_on == dt.date(2026, 11, 27)  # five working days from a Sunday
    assert not Case.objects.visible_to(bif).exists()

    request = actions.ask_back(request, version=1, text="Hvem af de to?", by=bif, now=NOW)
    assert request.state == RequestState.ASKED_BACK
    assert deadlines(case) == [
        ("request", dt.date(2026, 11, 27), None, ""),
        ("request_reply", dt.date(2026, 11, 23), None, ""),
    ]
    with pytest.raises(Refused, match="reply first"):
        actions.remind(request, version=2, by=by, now=NOW)
    request = actions.reply(request, version=2, text="Begge", by=by, now=NOW + DAY)
    with pytest.raises(Refused, match="still have time"):
        actions.remind(request, version=3, by=by, now=NOW + DAY)
    request = actions.remind(request, version=3, by=by, now=at(dt.date(2026, 11, 30)))
    case.refresh_from_db()
    assert (case.triage_rule, request.state) == ("first_contact", RequestState.WAITING)
    actions.answer(request, version=4, **CHECKED, by=bif, now=at(dt.date(2026, 12, 1)))

    assert deadlines(case) == [
        ("request", dt.date(2026, 11, 27), dt.date(2026, 12, 1), "answered"),
        ("request_reply", dt.date(2026, 11, 23), dt.date(2026, 11, 23), "answered"),
    ]
    kind = "Benefit and payment check"
    assert told(case) == [
        (f"Asked Jobcenter: {kind}", "answer by 27 Nov 2026\nEr kontanthjælpen stoppet?"),
        (f"Jobcenter asks back: {kind}", "Hvem af de to?"),
        (f"Replied to Jobcenter: {kind}", "Begge"),
        (f"Reminded Jobcenter: {kind}", ""),
        (
            f"Jobcenter answered: {kind}",
            "Checked · Cash benefit (kontanthjælp) · A sanction runs · sanction until 31 Dec 2026 · Not possible"
            " · The tenant is against it, and the conditions for doing it anyway are not met"
            " · next payment on 30 Nov 2026",
        ),
    ]


def test_the_association_is_asked_to_hold_on_a_ground_with_a_reason_and_no_words(case: Case, by: Scope) -> None:
    officer = scope_of(make_officer(case.association, name="Ole Juhl"))
    with pytest.raises(Refused, match="Nothing on the case makes it lawful"):
        ask_to_hold(case, by)
    NoticeFactory(lease=case.lease)
    refused: list[tuple[dict[str, Any], str]] = [
        ({"basis": "consent"}, "Nothing on the case makes it lawful"),
        ({"basis": ""}, "Nothing on the case makes it lawful"),
        ({"reason": "lease"}, "reason from the list"),
        ({"question": "Hun er syg"}, "reason from the list"),
        ({"hold_until": None}, "until when"),
        ({"hold_until": TODAY}, "later day than today"),
    ]
    for terms, sentence in refused:
        with pytest.raises(Refused, match=sentence):
            ask_to_hold(case, by, **terms)
    request = ask_to_hold(case, by)
    assert (request.due_on, request.tenancy_id) == (dt.date(2026, 11, 24), case.tenancy_id)

    with pytest.raises(Refused, match="from the list"):
        actions.ask_back(request, version=1, text="Hvorfor?", by=officer, now=NOW)
    request = actions.ask_back(request, version=1, code=MessageCode.UNTIL_WHEN, by=officer, now=NOW)
    with pytest.raises(Refused, match="from the list"):
        actions.reply(request, version=2, text="Hun er syg", by=by, now=NOW)
    request = actions.reply(request, version=2, code=MessageCode.AS_ASKED, by=by, now=NOW)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"outcome": O.GRANTED}, "belongs to the answer"),
        ({"outcome": O.REFUSED}, "belongs to the answer"),
        ({"outcome": O.REFUSED, "why_not": "no_home"}, "from the list"),
        ({"outcome": O.CHECKED}, "Choose the answer"),
        ({"outcome": O.GRANTED, "granted_until": TODAY, "note": "Kun denne gang"}, "leave the note out"),
    ]
    for given, sentence in wrong:
        with pytest.raises(Refused, match=sentence):
            actions.answer(request, version=3, **given, by=officer, now=NOW)
    granted: dict[str, Any] = {
        "outcome": O.GRANTED,
        "granted_until": TODAY + 7 * DAY,
        "why_not": "too_late",
        "benefit": "cash",
    }
    answer = actions.answer(request, version=3, **granted, by=officer, now=NOW)

    assert {name: getattr(answer, name) for name in ANSWER_FIELDS if getattr(answer, name)} == {
        "granted_until": TODAY + 7 * DAY
    }
    assert told(case)[-1][1] == "Held · held until 29 Nov 2026"


def test_an_answer_is_corrected_with_both_values_kept(case: Case, by: Scope, bif: Scope) -> None:
    request = ask_bif(case, bif, by, kind=K.DIRECT_RENT)
    first = actions.answer(request, version=1, outcome=O.NOT_POSSIBLE, why_not="other_act", by=bif, now=NOW)
    set_up: dict[str, Any] = {"outcome": O.SET_UP, "starts_on": dt.date(2026, 12, 1), "amount": Decimal(7200)}
    second = actions.answer(request, version=2, **set_up, by=bif, now=NOW + DAY)

    request.refresh_from_db()
    assert (standing_answer(request), second.corrects, request.answered_at) == (second, first, NOW)
    assert told(case)[-1][0] == "Jobcenter corrected its answer: Rent paid directly from the benefit (§ 90)"


def test_every_kind_has_its_whole_answer(case: Case, bif: Scope) -> None:
    """Each outcome of each kind, filled as the form asks, passes the rules and the database."""
    sample = {
        **CHECKED,
        **dict.fromkeys(("granted_until", "starts_on", "appointment_on", "expected_on"), TODAY),
        "amount": Decimal(900),
        "sent_by": "email",
    }
    organisation = Unit.objects.get(pk=bif.unit_id).organisation
    for kind, shape in SHAPES.items():
        for outcome in shape.outcomes:
            is_hold = {"hold_until": TODAY + DAY} if kind == K.HOLD else {"basis": "", "reason": ""}
            factory = HoldRequestFactory if kind == K.HOLD else AgencyRequestFactory
            request = factory(case=case, kind=kind, to_organisation=organisation, **is_hold)
            if kind == K.HOLD:
                AgencyRequest.objects.filter(pk=request.pk).update(receiver=R.EMPLOYMENT, basis="", reason="")
                request.refresh_from_db()
            given = {**sample, "outcome": outcome, "why_not": (*shape.whys, "")[0]}
            answer = actions.answer(request, version=1, **given, by=bif, now=NOW)
            assert answer.outcome == outcome
    assert RequestAnswer.objects.count() == sum(len(shape.outcomes) for shape in SHAPES.values())


def test_a_withdrawn_request_waits_for_nobody_and_closing_withdraws(case: Case, by: Scope, bif: Scope) -> None:
    request = ask_bif(case, bif, by)
    actions.withdraw(request, version=1, why=WithdrawnWhy.MISTAKE, by=by, now=NOW)
    with pytest.raises(Conflict):
        actions.answer(request, version=1, outcome=O.NOT_KNOWN, by=bif, now=NOW)
    with pytest.raises(NotAllowed, match="was withdrawn"):
        actions.answer(request, version=2, outcome=O.NOT_KNOWN, by=bif, now=NOW)
    waiting = ask_bif(case, bif, by)
    actions.withdraw_open(case, why=WithdrawnWhy.NOT_NEEDED, by=by, now=NOW)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.withdrawn_why) == (RequestState.WITHDRAWN, "not_needed")
    assert [ended for _rule, _due, _on, ended in deadlines(case)] == ["withdrawn", "withdrawn"]
    assert not AgencyRequest.objects.open().exists()


def test_a_request_on_consent_is_shut_when_the_consent_is_withdrawn_or_has_run_out(case: Case, by: Scope) -> None:
    NoticeFactory(lease=case.lease)
    officer = make_officer(case.association)
    person = CasePersonFactory(case=case).person
    given: dict[str, Any] = {"case": case, "person": person, "organisations": [case.association_id]}
    runs_out = ConsentFactory(**given, starts_on=TODAY, ends_on=TODAY + DAY)
    request, on_notice = ask_to_hold(case, by, basis="consent"), ask_to_hold(case, by)

    def seen(days: int) -> list[AgencyRequest]:
        return list(AgencyRequest.objects.visible_to(scope_of(officer, now=NOW + days * DAY)).order_by("pk"))

    assert (seen(1), seen(2)) == ([request, on_notice], [on_notice])
    renewed = ConsentFactory(**given, starts_on=TODAY, ends_on=TODAY + 90 * DAY)
    assert seen(2) == [request, on_notice]
    Notification.objects.all().delete()
    withdraw_consent(renewed, by=by, now=NOW + dt.timedelta(hours=1))

    request.refresh_from_db()
    assert (seen(1), runs_out.is_over_on(TODAY)) == ([on_notice], False)
    assert (request.state, request.withdrawn_why) == (RequestState.WITHDRAWN, WithdrawnWhy.NO_CONSENT)
    assert not Notification.objects.filter(user=officer).exists()


def test_only_those_can_be_asked_who_belong_to_the_case(case: Case, by: Scope, bif: Scope) -> None:
    elsewhere = UnitFactory(administration=Administration.EMPLOYMENT)
    NoticeFactory(lease=case.lease)
    other = CaseFactory().association.organisation
    for kind, receiver, organisation in [
        (K.BENEFIT_CHECK, R.EMPLOYMENT, elsewhere.organisation),
        (K.BENEFIT_CHECK, R.UNIT, elsewhere.organisation),
        (K.REHOUSING, R.UNIT, case.unit.organisation),
        (K.REHOUSING, R.ASSOCIATION, other),
    ]:
        with pytest.raises(Refused):
            actions.ask(case, kind=kind, receiver=receiver, organisation=organisation, basis="s92_2",
                        reason="new_home", by=by, now=NOW)  # fmt: skip
    with pytest.raises(NotAllowed):
        ask_bif(case, bif, bif)
    with pytest.raises(Refused, match="which documents"):
        ask_bif(case, bif, by, kind=K.DOCUMENTS, question=" ")


def test_who_sees_a_request(case: Case, by: Scope, bif: Scope, unit: Unit) -> None:
    """Every role, before and after the case is restricted: door, rule of one, and the door to the case agree."""
    municipality, association = unit.municipality, case.association
    other_unit = UnitFactory(municipality=municipality)
    named = make_adviser(association)
    named_bif = make_employment_caseworker(Unit.objects.get(pk=bif.unit_id))
    invited = make_employment_caseworker(UnitFactory(municipality=municipality, administration="BIF"))
    CaseParticipantFactory(case=case, user=invited, kind="invited")
    cleared = make_caseworker(unit)
    CaseParticipantFactory(case=case, user=cleared, kind="cleared")
    people = {
        "caseworker": by,
        "cleared": scope_of(cleared),
        "leader": scope_of(make_team_leader(unit)),
        "other unit": scope_of(make_caseworker(other_unit)),
        "third unit": scope_of(make_caseworker(UnitFactory(municipality=municipality))),
        "elsewhere": scope_of(make_caseworker()),
        "bif": bif,
        "named bif": scope_of(named_bif),
        "invited bif": scope_of(invited),
        "officer": scope_of(make_officer(association)),
        "other officer": scope_of(make_officer()),
        "adviser": scope_of(named),
        "colleague": scope_of(make_adviser(association)),
        "manager": scope_of(make_manager(municipality.organisation)),
    }
    bif_unit = Unit.objects.get(pk=bif.unit_id).organisation
    outside = {"basis": "consent", "reason": "debt_overview"}
    requests = {
        "check": AgencyRequestFactory(case=case, to_organisation=bif_unit, to_user=named_bif),
        "unit": AgencyRequestFactory(
            case=case, kind=K.REHOUSING, receiver=R.UNIT, to_organisation=other_unit.organisation
        ),
        "hold": HoldRequestFactory(case=case),
        "debt": AgencyRequestFactory(
            case=case, kind=K.DEBT_ADVICE, receiver=R.ADVISER, to_organisation=association.organisation,
            to_user=named, **outside,
        ),
    }  # fmt: skip
    names = {request.pk: name for name, request in requests.items()}

    def seen() -> dict[str, set[str]]:
        for who, scope in people.items():
            assert set(AgencyRequest.objects.received_by(scope)) <= set(AgencyRequest.objects.visible_to(scope)), who
        found = {who: set(AgencyRequest.objects.visible_to(scope)) for who, scope in people.items()}
        return {who: {names[one.pk] for one in ones} for who, ones in found.items() if ones}

    everything = set(requests)
    asked = {"adviser": {"debt"}}
    assert seen() == {
        **dict.fromkeys(("caseworker", "cleared", "leader", "invited bif"), everything),
        "other unit": {"unit"},
        "bif": {"check"},
        "named bif": {"check"},
        "officer": {"hold"},
        **asked,
    }
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    assert seen() == {"cleared": everything, "named bif": {"check"}, **asked}
    with pytest.raises(Refused, match="choose the person"):
        ask_bif(case, bif, people["cleared"])


def test_the_past_is_told_as_it_was(case: Case, by: Scope, bif: Scope) -> None:
    """What the rules find now is what they find when replayed at each moment, from the same records."""
    request = ask_bif(case, bif, by)
    request = actions.ask_back(request, version=1, text="Hvem?", by=bif, now=NOW + DAY)
    before = list(deadlines(case))
    actions.reply(request, version=2, text="Begge", by=by, now=NOW + 2 * DAY)
    actions.answer(request, version=3, outcome=O.NOT_KNOWN, by=bif, now=NOW + 3 * DAY)

    def replayed(until: dt.datetime | None) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            found = read_cases(cursor, [case.pk], today=TODAY, until=until)[0].deadlines
        kept = [one for one in found if one.rule in {"request", "request_reply"}]
        return sorted((one.rule, one.due_on, one.ended_on, one.ended_by) for one in kept)

    assert (replayed(NOW + DAY), replayed(None)) == (before, deadlines(case))


@pytest.fixture
def committed(transactional_db: None) -> tuple[AgencyRequest, list[Scope]]:
    request = AgencyRequestFactory()
    team = Unit.objects.get(pk=request.to_organisation_id)
    return request, [scope_of(make_employment_caseworker(team, name=name)) for name in ("Samira", "Thor")]


def test_of_two_who_answer_at_once_one_wins(committed: tuple[AgencyRequest, list[Scope]]) -> None:
    request, team = committed
    at_once, lost = threading.Barrier(2), []

    def tried(by: Scope, outcome: dict[str, Any]) -> None:
        try:
            with transaction.atomic():
                at_once.wait(timeout=20)
                actions.answer(AgencyRequest.objects.get(pk=request.pk), version=1, **outcome, by=by, now=NOW)
        except Conflict as conflict:
            lost.append(conflict.current)
        finally:
            connections.close_all()

    answers = [{"outcome": O.NOT_KNOWN}, CHECKED]
    threads = [threading.Thread(target=tried, args=pair) for pair in zip(team, answers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    standing = RequestAnswer.objects.get()
    assert [one.pk for one in lost] == [request.pk]
    assert standing_answer(request) == standing
    assert CaseEvent.objects.filter(case=request.case, kind="request").count() == 1


def test_an_answer_is_never_without_what_it_needs() -> None:
    """What the fields of an outcome need stands among the fields of its kind."""
    for shape in SHAPES.values():
        assert {name for names in shape.needed.values() for name in names} <= set(shape.fields) <= set(ANSWER_FIELDS)
