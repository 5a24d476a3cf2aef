"""Consents and handovers: what passes, on what, who reads it, and that a withdrawn consent shuts the door at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Notification, Unit, User
from accounts.scope import Scope
from casework.actions.adviser import Resident, change_contact, log_contact
from casework.actions.consents import NoConsent, record_case_consent, record_resident_consent, withdraw_consent
from casework.actions.covers import end_cover, erase_contact, grant_cover
from casework.actions.handover_answers import accept_handover, answer_question, ask_back, decline_handover
from casework.actions.handovers import Contents, hand_over_case, hand_over_resident, hand_over_tenancy, take_back
from casework.enums import EventKind, OpenedBy
from casework.enums_sharing import ConsentForm, HandoverStatus, ItemKind
from casework.file_kinds import checked
from casework.models import (
    AdviserContact,
    AdviserContactTie,
    AdviserErasure,
    Case,
    CaseEvent,
    Consent,
    Handover,
    HandoverItem,
    HandoverQuestion,
)
from casework.queries.consents import standing_consents, without_consent
from casework.queries.handovers import sharing_of, waiting_for
from housing.models import HousingAssociation, Lease, Tenant
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.housing import HousingAssociationFactory, LeaseTenantFactory, SharingAgreementFactory
from tests.factories.papers import DocumentFactory
from tests.factories.people import (
    make_adviser,
    make_caseworker,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)
from tests.factories.persons import CasePersonFactory, PersonTenantFactory
from tests.factories.rules import OpeningRuleFactory
from tests.factories.sharing import AdviserContactFactory, AdviserContactTieFactory, ConsentFactory

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=1)


@dataclasses.dataclass
class Town:
    """A resident of an association in a municipality, and those who help from either side."""

    unit: Unit
    association: HousingAssociation
    lease: Lease
    tenant: Tenant
    adviser: User
    contact: AdviserContact

    def consent(self, **changes: Any) -> Consent:
        given = {
            "topics": ["arrears", "debt", "talks"],
            "organisations": [self.unit.municipality_id],
            "starts_on": TODAY,
            "ends_on": TODAY + dt.timedelta(days=180),
            "form": ConsentForm.ORAL,
            "witness": "Mona Lund",
        }
        return record_resident_consent(self.tenant, **{**given, **changes}, by=scope_of(self.adviser), now=NOW)

    def handed_over(self, consent: Consent | None = None, **changes: Any) -> Handover:
        given: dict[str, Any] = {
            "lease": self.lease,
            "contents": Contents(fact="Mistede sit arbejde i september.", contacts=[self.contact]),
            "basis": OpenedBy.CONSENT if consent else OpenedBy.OWN_INQUIRY,
            "consent": consent,
            "topics": ["debt"],
            "purpose": "Hjælp til gælden",
        }
        return hand_over_resident(self.tenant, **{**given, **changes}, by=scope_of(self.adviser), now=NOW)

    def case(self, **facts: Any) -> Case:
        case: Case = CaseFactory(lease=self.lease, unit=self.unit, **facts)
        person = CasePersonFactory(case=case).person
        PersonTenantFactory(person=person, tenant=self.tenant)
        return case


@pytest.fixture
def town() -> Town:
    unit = UnitFactory()
    OpeningRuleFactory(default_unit=unit)
    link = LeaseTenantFactory(lease__tenancy__department__municipality=unit.municipality)
    association = link.lease.tenancy.association
    adviser = make_adviser(association, name="Amira Said")
    contact = AdviserContactFactory(association=association, adviser=adviser, topics=["debt"], done="Talt om gælden")
    AdviserContactTieFactory(contact=contact, tenant=link.tenant)
    return Town(unit, association, link.lease, link.tenant, adviser, contact)


@pytest.fixture
def worker(town: Town) -> Scope:
    return scope_of(make_caseworker(town.unit))


def read(handover: Handover, by: Scope) -> list[tuple[str, str]]:
    """What somebody reads of a handover's contents."""
    return list(
        HandoverItem.objects.visible_to(by).filter(handover=handover).order_by("pk").values_list("kind", "text")
    )


def told(case: Case) -> list[str]:
    return [
        event.detail.get("did", event.kind)
        for event in CaseEvent.objects.filter(case=case).order_by("pk")
        if event.kind in {EventKind.HANDOVER, EventKind.CONSENT, EventKind.CONSENT_WITHDRAWN, EventKind.OPENED}
    ]


CONTENTS = [(ItemKind.CONTACT, "Talt om gælden"), (ItemKind.FACT, "Mistede sit arbejde i september.")]


def test_an_accepted_handover_opens_a_case_and_keeps_what_was_handed_over(town: Town, worker: Scope) -> None:
    handover = town.handed_over()
    question = ask_back(handover, version=1, question="Hvornår?", by=worker, now=NOW)
    answer_question(handover, version=2, answer="Den 3. september", by=scope_of(town.adviser), now=LATER)

    accepted = accept_handover(handover, version=3, by=worker, now=LATER)

    case = accepted.case
    assert case is not None
    assert (case.lease, case.unit, case.opened_by) == (town.lease, town.unit, OpenedBy.OWN_INQUIRY)
    assert told(case) == ["opened", "accepted"]
    question.refresh_from_db()
    assert (question.answer, question.answered_by_id) == ("Den 3. september", town.adviser.pk)
    change_contact(
        town.contact,
        version=1,
        occurred_on=TODAY,
        place="",
        topics=["budget"],
        minutes=5,
        done="Noget andet",
        referred_to="",
        resident=None,
        by=scope_of(town.adviser),
        now=LATER,
    )
    assert read(handover, worker) == CONTENTS


def test_a_handover_joins_the_open_case_and_one_of_two_answers_wins(town: Town, worker: Scope) -> None:
    case = town.case()
    handover = town.handed_over()

    accept_handover(handover, version=1, by=worker, now=NOW)
    with pytest.raises(Conflict) as conflict:
        decline_handover(handover, version=1, reason="Kender dem ikke", by=worker, now=NOW)

    assert conflict.value.theirs("status", "case") == {"status": HandoverStatus.ACCEPTED, "case": case}
    assert (Case.objects.count(), told(case)) == (1, ["arrived", "accepted"])


def test_the_door_before_with_and_after_consent(town: Town, worker: Scope) -> None:
    case = town.case()
    invited = make_employment_caseworker(UnitFactory(municipality=town.unit.municipality))
    CaseParticipantFactory(case=case, user=invited)
    stranger = scope_of(make_caseworker(UnitFactory(municipality=town.unit.municipality)))
    officer, manager = scope_of(make_officer(town.association)), scope_of(make_manager(town.association.organisation))
    colleague = scope_of(make_adviser(town.association))
    everybody = [worker, scope_of(invited), stranger, officer, manager, colleague]

    before = [Handover.objects.visible_to(by).count() for by in everybody]
    consent = town.consent()
    with pytest.raises(NoConsent, match="dækker ikke"):
        town.handed_over(consent, topics=["health"])
    handover = accept_handover(town.handed_over(consent), version=1, by=worker, now=NOW)
    with_consent = [read(handover, by) for by in everybody]
    withdraw_consent(consent, by=scope_of(town.adviser), now=LATER)
    after = [read(handover, by) for by in everybody]

    assert before == [0] * 6
    assert with_consent == [CONTENTS, CONTENTS, [], [], [], []]
    assert after == [[]] * 6
    assert [Handover.objects.visible_to(by).count() for by in everybody] == [1, 1, 0, 0, 0, 0]
    assert (read(handover, scope_of(town.adviser)), told(case)[-1]) == (CONTENTS, EventKind.CONSENT_WITHDRAWN)
    with pytest.raises(NoConsent, match="trukket tilbage"):
        town.handed_over(consent)


def test_a_consent_that_ran_out_shuts_the_door_as_a_withdrawn_one_does(town: Town, worker: Scope) -> None:
    case = town.case()
    consent = town.consent(ends_on=TODAY + dt.timedelta(days=7))
    tied = AdviserContactTieFactory(tenant=town.tenant, contact__association=town.association, consent=consent)
    handover = accept_handover(town.handed_over(consent), version=1, by=worker, now=NOW)
    waiting = town.handed_over(consent)
    mette, amira = (User.objects.get(pk=by.user_id) for by in (worker, scope_of(town.adviser)))

    def stands(day: int) -> tuple[Any, ...]:
        """On a day: what each end reads, who is tied, what waits, and what the case says is in force."""
        now = NOW + dt.timedelta(days=day)
        by, sender = scope_of(mette, now=now), scope_of(amira, now=now)
        return (
            read(handover, by),
            read(handover, sender),
            tied in AdviserContactTie.objects.standing(by.today),
            [one.pk for one in waiting_for(by)],
            sharing_of(case, by)["handovers_waiting"],
        )

    last_day, day_after = stands(7), stands(8)

    assert last_day == (CONTENTS, CONTENTS, True, [waiting.pk], 1)
    assert day_after == ([], CONTENTS, False, [], 0)
    later = NOW + dt.timedelta(days=8)
    with pytest.raises(NoConsent, match="udløbet"):
        accept_handover(waiting, version=1, by=scope_of(mette, now=later), now=later)
    days = {"starts_on": later.date(), "ends_on": later.date() + dt.timedelta(days=90)}
    given: dict[str, Any] = {"topics": ["talks"], "organisations": [town.association.pk], "form": ConsentForm.ORAL}
    record_resident_consent(town.tenant, **given, **days, witness="Mona Lund", by=scope_of(amira, now=later), now=later)
    assert stands(8)[:3] == ([], CONTENTS, True)


def test_whoever_hears_it_records_that_a_consent_was_withdrawn(town: Town, worker: Scope) -> None:
    case = town.case()
    adviser = scope_of(town.adviser)
    theirs = town.consent()
    handover = accept_handover(town.handed_over(theirs), version=1, by=worker, now=NOW)
    given: dict[str, Any] = {"starts_on": TODAY, "ends_on": TODAY, "form": ConsentForm.ORAL, "witness": "Mona Lund"}
    person = case.case_people.get().person
    given |= {"topics": ["arrears"], "organisations": [town.association.pk], "by": worker, "now": NOW}
    ours = record_case_consent(case, person=person, **given)
    back = hand_over_case(
        case,
        adviser=town.adviser,
        consent=ours,
        contents=Contents(fact="Budget"),
        topics=["arrears"],
        purpose="Hjælp",
        by=worker,
        now=NOW,
    )
    Notification.objects.all().delete()

    for nobody in (make_officer(town.association), make_adviser(town.association), make_caseworker()):
        with pytest.raises(NotAllowed):
            withdraw_consent(theirs, by=scope_of(nobody), now=LATER)
    withdraw_consent(theirs, by=worker, now=LATER)
    withdraw_consent(ours, by=adviser, now=LATER)

    assert (read(handover, worker), read(back, adviser)) == ([], [])
    told_of = list(Notification.objects.order_by("pk").values_list("user", "path"))
    assert told_of == [(town.adviser.pk, reverse("casework:adviser-handover", args=[handover.pk]))]
    assert told(case)[-2:] == [EventKind.CONSENT_WITHDRAWN] * 2
    assert {event.by_user_id for event in CaseEvent.objects.filter(kind=EventKind.CONSENT_WITHDRAWN)} == {
        worker.user_id,
        adviser.user_id,
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": TODAY - dt.timedelta(days=40), "ends_on": TODAY - dt.timedelta(days=1)}, "udløbet"),
        ({"organisations": [1]}, "nævner ikke modtageren"),
    ],
)
def test_no_other_consent_opens_the_door(town: Town, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NoConsent, match=sentence):
        town.handed_over(town.consent(**changes))
    assert not Handover.objects.exists()


def test_nobody_accepts_on_a_consent_withdrawn_while_it_waited(town: Town, worker: Scope) -> None:
    consent = town.consent()
    handover = town.handed_over(consent)
    withdraw_consent(consent, by=scope_of(town.adviser), now=NOW)

    with pytest.raises(NoConsent, match="trukket tilbage"):
        accept_handover(handover, version=1, by=worker, now=LATER)

    assert not Handover.objects.unanswered(TODAY).exists()
    assert not Case.objects.exists()


def test_a_restricted_home_is_handed_to_named_people_alone(town: Town, worker: Scope) -> None:
    town.tenant.is_address_protected = True
    town.tenant.save()
    leader = make_team_leader(town.unit)
    handover = town.handed_over()
    assert list(Notification.objects.values_list("user", "kind")) == [(leader.pk, "handover.arrival")]

    assert [Handover.objects.visible_to(by).exists() for by in (worker, scope_of(leader))] == [False, True]
    with pytest.raises(NotAllowed):
        accept_handover(handover, version=1, by=worker, now=NOW)
    accept_handover(handover, version=1, by=scope_of(leader), now=NOW)

    other = scope_of(make_team_leader(town.unit))
    assert [read(handover, by) for by in (worker, other, scope_of(leader))] == [[], [], CONTENTS]


def test_declining_and_taking_back_shut_the_door(town: Town, worker: Scope) -> None:
    declined, taken_back = town.handed_over(), town.handed_over()

    decline_handover(declined, version=1, reason="Familien bor i en anden kommune", by=worker, now=NOW)
    take_back(taken_back, version=1, by=scope_of(town.adviser), now=NOW)

    assert [read(one, worker) for one in (declined, taken_back)] == [[], []]
    with pytest.raises(Refused):
        accept_handover(taken_back, version=2, by=worker, now=LATER)


def test_an_officer_hands_over_on_an_agreement_and_never_on_consent(town: Town, worker: Scope) -> None:
    officer = scope_of(make_officer(town.association))
    given: dict[str, Any] = {"contents": Contents(fact="Viceværten er bekymret."), "purpose": "Hjælp"}

    for basis in (OpenedBy.AGREEMENT, OpenedBy.CONSENT, OpenedBy.SECTION_92_2):
        with pytest.raises(Refused):
            hand_over_tenancy(town.lease, basis=basis, **given, by=officer, now=NOW)
    SharingAgreementFactory(association=town.association, municipality=town.unit.municipality)
    handover = hand_over_tenancy(town.lease, basis=OpenedBy.AGREEMENT, **given, by=officer, now=NOW)

    assert read(handover, worker) == [(ItemKind.FACT, "Viceværten er bekymret.")]
    assert read(handover, scope_of(town.adviser)) == []


def test_the_adviser_sees_exactly_what_the_municipality_hands_over(town: Town, worker: Scope) -> None:
    case = town.case()
    shared, kept_back = DocumentFactory(case=case, title="Budget"), DocumentFactory(case=case)
    consent = record_case_consent(
        case,
        person=case.case_people.get().person,
        topics=["arrears"],
        organisations=[town.association.pk],
        starts_on=TODAY,
        ends_on=TODAY,
        form=ConsentForm.PAPER,
        attachment=checked("samtykke.txt", b"underskrevet"),
        by=worker,
        now=NOW,
    )
    handover = hand_over_case(
        case,
        adviser=town.adviser,
        consent=consent,
        contents=Contents(fact="Der er lavet en afdragsordning.", documents=[shared]),
        topics=["arrears"],
        purpose="Støtte til budgettet",
        by=worker,
        now=NOW,
    )
    adviser = scope_of(town.adviser)

    shown = read(handover, adviser)
    accept_handover(handover, version=1, by=adviser, now=NOW)
    withdraw_consent(consent, by=worker, now=LATER)

    assert shown == [(ItemKind.DOCUMENT, "Budget"), (ItemKind.FACT, "Der er lavet en afdragsordning.")]
    assert kept_back.title not in str(shown)
    assert (read(handover, adviser), read(handover, worker)) == ([], shown)
    assert told(case) == ["consent", "sent", "accepted", "consent_withdrawn"]


def test_each_co_tenant_consents_alone(town: Town) -> None:
    case = CaseFactory()
    consent = ConsentFactory(case=case)
    other = CasePersonFactory(case=case, person__name="Bo Holm").person
    association = case.association_id

    assert list(standing_consents(case, association, TODAY)) == [consent]
    assert without_consent(case, association, TODAY) == [other]
    assert list(standing_consents(case, association, TODAY, topics=["health"])) == []
    assert list(standing_consents(case, association, consent.ends_on + dt.timedelta(days=1))) == []


def test_withdrawing_the_consent_to_talks_unties_them(town: Town) -> None:
    consent, by = town.consent(), scope_of(town.adviser)
    contact = log_contact(
        association=town.association,
        occurred_on=TODAY,
        place="",
        topics=["debt"],
        minutes=10,
        done="",
        referred_to="",
        resident=Resident(town.tenant, TODAY),
        by=by,
        now=NOW,
    )

    withdraw_consent(consent, by=by, now=LATER)

    assert AdviserContactTie.objects.get(contact=contact).untied_at == LATER


def test_a_cover_opens_a_colleagues_log_until_it_ends_by_itself(town: Town) -> None:
    colleague = make_adviser(town.association)
    handover = town.handed_over()
    given: dict[str, Any] = {"association": town.association, "covered": town.adviser, "cover": colleague}
    days: dict[str, Any] = {"starts_on": TODAY, "ends_on": TODAY + dt.timedelta(days=7), "reason": "Ferie"}

    def seen(now: dt.datetime) -> tuple[int, int]:
        by = scope_of(colleague, now=now)
        return AdviserContact.objects.visible_to(by).count(), Handover.objects.visible_to(by).count()

    before = seen(NOW)
    with pytest.raises(NotAllowed):
        grant_cover(**given, **days, by=scope_of(colleague), now=NOW)
    cover = grant_cover(**given, **days, by=scope_of(town.adviser), now=NOW)

    assert [before, seen(NOW), seen(NOW + dt.timedelta(days=8))] == [(0, 0), (1, 1), (0, 0)]
    with pytest.raises(NotAllowed):
        erase_contact(town.contact, version=1, reason="Forkert", by=scope_of(colleague), now=NOW)
    end_cover(cover, by=scope_of(colleague), now=NOW)
    assert (seen(NOW), read(handover, scope_of(colleague))) == ((0, 0), [])


def test_an_erased_contact_leaves_a_line_without_contents(town: Town) -> None:
    by = scope_of(town.adviser)
    waiting = town.handed_over()
    with pytest.raises(Refused, match="videregivelse"):
        erase_contact(town.contact, version=1, reason="Forkert beboer", by=by, now=NOW)
    take_back(waiting, version=1, by=by, now=NOW)

    erase_contact(town.contact, version=1, reason="Forkert beboer", by=by, now=NOW)

    assert not AdviserContact.objects.exists()
    assert list(AdviserErasure.objects.values_list("contact_number", "reason")) == [(town.contact.pk, "Forkert beboer")]


def test_another_associations_people_hand_over_nothing(town: Town) -> None:
    elsewhere = scope_of(make_adviser(HousingAssociationFactory()))
    with pytest.raises(NotAllowed):
        hand_over_resident(
            town.tenant,
            lease=town.lease,
            contents=Contents(fact="x"),
            basis=OpenedBy.OWN_INQUIRY,
            purpose="x",
            by=elsewhere,
            now=NOW,
        )
    assert not HandoverQuestion.objects.exists()
