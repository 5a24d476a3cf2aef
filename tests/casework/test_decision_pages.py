"""The pages of decisions, complaints and guarantees: the box on the case, writing, looking through, taking further."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Unit, User
from casework import derived
from casework.actions.letters import record_sent
from casework.models import (
    Case,
    Complaint,
    Decision,
    DecisionDraft,
    DecisionSending,
    Intervention,
    Letter,
    PaymentGuarantee,
)
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseEventFactory, CaseFactory, CaseParticipantFactory, InterventionFactory
from tests.factories.decisions import (
    WHOLE,
    ComplaintFactory,
    DecisionDraftFactory,
    DecisionFactory,
    DecisionSendingFactory,
    PaymentGuaranteeFactory,
)
from tests.factories.papers import LetterFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, scope_of

from .pages import link, main_words

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam", organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen", number="2026-00042")


def url(name: str, *args: Any) -> str:
    return reverse(f"casework:{name}", args=args)


def box(client: Client, case: Case) -> str:
    """The words of the box on the case."""
    page = main_words(client.get(url("case", case.pk)))
    return page[
        page.index("Decision and guarantee") : page.index("Interventions", page.index("Decision and guarantee"))
    ]


def test_the_box_says_that_nothing_is_decided(client: Client, case: Case) -> None:
    assert box(client, case) == (
        "Decision and guarantee Nothing is decided or promised yet. Write a decision Make a payment guarantee "
    )


def test_the_box_says_where_everything_stands_and_what_comes_next(client: Client, case: Case) -> None:
    sending = DecisionSendingFactory(decision__case=case)
    DecisionFactory(case=case, decided_on=DAY)
    ComplaintFactory(decision=sending.decision)
    paid = {"sent_on": DAY, "sent_by": "email", "paid_on": DAY, "paid_amount": Decimal(15000)}
    PaymentGuaranteeFactory(decision=sending.decision, case=case, **paid)
    PaymentGuaranteeFactory(decision=sending.decision, case=case, sent_on=DAY, sent_by="email")
    PaymentGuaranteeFactory(decision=sending.decision, case=case, valid_until=DAY)

    words = box(client, case)

    for said in (
        "Complaint of 15 Nov 2026: received. Look at the decision again Do it",
        "Decision of 20 Nov 2026: Help. Not sent yet. Note when it was sent Do it",
        "Decision of 10 Nov 2026: Help. Can be complained of until 8 Dec 2026.",
        "Payment guarantee 15,000.00 kr.: sent. It holds until 10 Dec 2026. Note the association's answer Do it",
        "Payment guarantee 15,000.00 kr.: run out. It held until 20 Nov 2026. Make a new one if it is still needed",
        "What is over Payment guarantee 15,000.00 kr.: paid.",
    ):
        assert said in words


def test_who_is_only_asked_in_reads_nothing_of_it(client: Client, case: Case, unit: Unit) -> None:
    DecisionFactory(case=case)
    asked_in = make_employment_caseworker(UnitFactory(municipality=unit.municipality), language="en")
    CaseParticipantFactory(case=case, user=asked_in)
    client.post(url("decision-draft", case.pk), {"version": 0, "reasons": "Hemmeligt"})
    letter = LetterFactory(case=case, subject="Our decision", template__code="decision", document__title="Our decision")
    told = {"letter": letter.pk, "document": letter.document_id, "code": "decision", "title": "Our decision"}
    CaseEventFactory(case=case, kind="letter", detail=told)
    derived.refresh([case.pk], today=TODAY)
    assert "Our decision" in main_words(client.get(url("case", case.pk)))
    client.force_login(asked_in)

    page = main_words(client.get(url("case", case.pk))) + main_words(client.get(url("deadline-list", case.pk)))

    assert "Ida Andersen" in page
    assert "ecision" not in page
    assert client.get(url("document", case.pk, letter.document_id)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_case_page_asks_as_much_for_much_that_is_decided(client: Client, case: Case, count: int) -> None:
    for _number in range(count):
        sending = DecisionSendingFactory(decision__case=case)
        ComplaintFactory(decision=sending.decision)
        PaymentGuaranteeFactory(decision=sending.decision, case=case)
    client.get(url("case", case.pk))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url("case", case.pk))

    about = [
        query["sql"]
        for query in queries
        if any(
            f'FROM "{model._meta.db_table}"' in query["sql"]
            for model in (Decision, DecisionDraft, DecisionSending, Complaint, PaymentGuarantee)
        )
    ]
    assert len(about) == 4


def test_a_decision_is_written_looked_through_and_made(client: Client, case: Case) -> None:
    form = client.get(url("decision-draft", case.pk)).context["form"]
    assert form.initial["complaint_weeks"] == 4
    draft = {"version": 0, **form.initial, "outcome": "help", "bases": ["grant_81"], "then": "decide"}

    response = client.post(url("decision-draft", case.pk), draft, follow=True)

    assert [one.field for one in response.context["lacking"]] == ["hearing", "facts_weighed", "reasons"]
    assert "Make the decision" not in main_words(response)
    client.post(url("decision-draft", case.pk), {**draft, **WHOLE, "version": 1})
    page = client.get(url("decision-decide", case.pk))
    assert "Everything the law asks for is there" in main_words(page)
    made = client.post(url("decision-decide", case.pk), {"version": 2, "decided_on": TODAY.isoformat()}, follow=True)

    decision = Decision.objects.get()
    assert (decision.reasons, decision.decided_on, decision.case) == (WHOLE["reasons"], TODAY, case)
    assert "You can complain to Socialforvaltningen within 4 weeks" in main_words(made)
    assert link(made, "Note when it was sent") == url("decision-sent", case.pk, decision.pk)


def test_two_people_on_one_draft_see_both(client: Client, case: Case) -> None:
    DecisionDraftFactory(case=case, **{**WHOLE, "reasons": "Kollegaens begrundelse"})

    response = client.post(url("decision-draft", case.pk), {**WHOLE, "reasons": "Min", "version": 0})

    (clash,) = response.context["form"].clashes
    assert (response.status_code, clash.theirs, clash.yours) == (422, "Kollegaens begrundelse", "Min")
    assert response.context["form"]["version"].value() == 1
    assert DecisionDraft.objects.get().reasons == "Kollegaens begrundelse"


def test_a_draft_changed_meanwhile_is_not_decided(client: Client, case: Case) -> None:
    DecisionDraftFactory(case=case, **WHOLE, version=3)
    response = client.post(url("decision-decide", case.pk), {"version": 2, "decided_on": TODAY.isoformat()})
    assert response.status_code == 422
    assert "Somebody else changed this" in main_words(response)
    assert not Decision.objects.exists()


def test_a_sent_decision_says_how_long_one_can_complain_and_how_that_was_reckoned(client: Client, case: Case) -> None:
    decision = DecisionFactory(case=case)
    facts = {"sent_on": "2026-11-12", "sent_by": "letter", "known_on": "2026-11-14", "version": 0}

    page = main_words(client.post(url("decision-sent", case.pk, decision.pk), facts, follow=True))

    assert "Last day to complain: 14 Dec 2026" in page
    assert "Saturday 12 Dec 2026, a day on which offices are closed, so Monday 14 Dec 2026. Guidance, not law." in page
    assert "Complaint period ends" in main_words(client.get(url("case", case.pk)))


def test_a_time_to_complain_that_is_over_stands_among_all_deadlines_alone(client: Client, case: Case) -> None:
    DecisionSendingFactory(decision=DecisionFactory(case=case, decided_on=dt.date(2026, 10, 1)))
    derived.refresh([case.pk], today=TODAY)

    assert "Complaint period ends" not in main_words(client.get(url("case", case.pk)))
    assert "Complaint period ends" in main_words(client.get(url("deadline-list", case.pk)))


def test_what_it_grants_is_offered_until_it_is_logged(client: Client, case: Case) -> None:
    decision = DecisionFactory(case=case, bases=["grant_81", "debt_advice"])
    InterventionFactory(case=case, kind="debt_advice", starts_on=decision.decided_on)
    page = url("decision-grant", case.pk, decision.pk)
    assert list(client.get(page).context["form"].fields) == ["log_grant_81", "amount_grant_81"]
    assert client.post(page, {"amount_grant_81": "12.000"}).status_code == 422

    client.post(page, {"log_grant_81": "on", "amount_grant_81": "12.000"})

    assert Intervention.objects.get(kind="grant_81").amount == Decimal(12000)
    assert "Log what it grants" not in main_words(client.get(url("decision", case.pk, decision.pk)))


def test_a_new_decision_replaces_the_old_one(client: Client, case: Case) -> None:
    old = DecisionFactory(case=case)
    page = client.post(url("decision-replace", case.pk, old.pk), follow=True)
    assert "will replace the one of 10 Nov 2026" in main_words(page)
    client.post(url("decision-decide", case.pk), {"version": 1, "decided_on": TODAY.isoformat()})

    new = Decision.objects.get(replaces=old)
    assert "The decision of 22 Nov 2026 replaced this one." in main_words(client.get(url("decision", case.pk, old.pk)))
    assert "It replaces the decision of 10 Nov 2026" in main_words(client.get(url("decision", case.pk, new.pk)))


def test_a_late_complaint_is_said_to_be_late_and_taken_further(client: Client, case: Case) -> None:
    sending = DecisionSendingFactory(decision__case=case, decision__decided_on=dt.date(2026, 10, 1))
    given = {"received_on": DAY.isoformat(), "received_from": "Ida Andersen", "text": "For lidt"}
    page = client.post(url("complaint-new", case.pk, sending.decision_id), given, follow=True)
    complaint = Complaint.objects.get()

    assert "Received Late" in main_words(page)
    assert "Thursday 29 Oct 2026. Guidance, not law." in main_words(page)
    step = url("complaint-step", case.pk, complaint.pk, "reassessed")
    assert client.post(step, {"version": 1, "on": TODAY.isoformat(), "result": "upheld"}).status_code == 422
    whole = {"version": 1, "on": TODAY.isoformat(), "result": "upheld", "reasons": "Intet nyt."}
    page = client.post(step, whole, follow=True)
    assert "Note that it was sent to Ankestyrelsen" in main_words(page)
    assert client.get(url("complaint-step", case.pk, complaint.pk, "nonsense")).status_code == 404


def test_a_guarantee_is_made_from_what_is_known_and_taken_further(client: Client, case: Case) -> None:
    decision = DecisionFactory(case=case)
    form = client.get(url("guarantee-new", case.pk)).context["form"]
    assert (form.initial["amount"], form.initial["decision"]) == (case.amount, decision)
    terms = {
        "amount": "15.000,00",
        "covers": "Oktober",
        "valid_until": "2026-12-10",
        "decision": decision.pk,
        "version": 0,
    }
    assert client.post(url("guarantee-new", case.pk), {**terms, "decision": ""}).status_code == 422
    client.post(url("guarantee-new", case.pk), terms)
    guarantee = PaymentGuarantee.objects.get()
    client.post(url("guarantee-change", case.pk, guarantee.pk), {**terms, "amount": "9000", "version": 1})
    for number, (step, more) in enumerate(
        [("sent", {"sent_by": "email"}), ("accepted", {}), ("paid", {"amount": "9000"})], start=2
    ):
        page = client.post(
            url("guarantee-step", case.pk, guarantee.pk, step),
            {"version": number, "on": TODAY.isoformat(), **more},
            follow=True,
        )

    guarantee.refresh_from_db()
    assert (guarantee.amount, guarantee.paid_amount, guarantee.answer) == (Decimal(9000), Decimal(9000), "accepted")
    assert "Paid 9,000.00 kr., 22 Nov 2026" in main_words(page)
    assert client.get(url("guarantee-step", case.pk, guarantee.pk, "nonsense")).status_code == 404


def test_a_guarantee_that_changed_meanwhile_shows_both(client: Client, case: Case) -> None:
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case, version=2)
    response = client.post(
        url("guarantee-step", case.pk, guarantee.pk, "sent"),
        {"version": 1, "on": TODAY.isoformat(), "sent_by": "email"},
    )
    assert response.status_code == 422
    assert "Somebody else changed this" in main_words(response)


def test_the_letter_is_written_from_the_decision_and_its_day_counts(
    client: Client, case: Case, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    decision = DecisionFactory(case=case, complaint_weeks=4)
    organisation = case.unit.organisation
    organisation.phone, organisation.email = "33 17 33 17", "boligteam@kommune.example"
    organisation.save()
    page = url("decision-letter", case.pk, decision.pk)
    first = client.get(page).context["form"].initial

    for said in ("Vi giver dig hjælp: Enkeltydelse til restance.", WHOLE["reasons"], "Aktivloven § 81", "4 uger"):
        assert str(said) in first["body"]
    client.post(page, first)
    facts = {"sent_on": TODAY.isoformat(), "sent_by": "digital_post", "known_on": TODAY.isoformat(), "version": 0}
    client.post(url("decision-sent", case.pk, decision.pk), facts)

    letter = Letter.objects.get(tells_of__decision=decision)
    assert (letter.sent_on, letter.channel, decision.sending.sent_on) == (TODAY, "digital_post", TODAY)


def test_the_association_s_letter_says_nothing_of_the_decision(
    client: Client, case: Case, user: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    organisation = case.unit.organisation
    organisation.phone, organisation.email = "33 17 33 17", "boligteam@kommune.example"
    organisation.save()
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case, conditions="Sagen tilbagekaldes.")
    page = url("guarantee-letter", case.pk, guarantee.pk)
    first = client.get(page).context["form"].initial

    for said in ("15.000,00", "10-12-2026", "Restancen pr. 2. november", "Sagen tilbagekaldes."):
        assert said in first["body"]
    assert str(WHOLE["reasons"]) not in first["body"]
    client.post(page, first)
    letter = Letter.objects.get(tells_of__guarantee=guarantee)
    letter = record_sent(letter, channel="post", sent_on=TODAY, version=letter.version, by=scope_of(user), now=NOW)

    guarantee.refresh_from_db()
    assert (guarantee.sent_on, guarantee.sent_by) == (TODAY, "letter")


def test_a_case_that_is_closed_is_seen_through(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit, is_closed=True)
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case, sent_on=DAY, sent_by="email")
    page = url("guarantee-step", case.pk, guarantee.pk, "paid")
    client.post(page, {"version": 1, "on": TODAY.isoformat(), "amount": "15000"})

    guarantee.refresh_from_db()
    assert guarantee.paid_on == TODAY
    assert client.get(url("guarantee-new", case.pk)).status_code == 404
