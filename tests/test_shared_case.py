"""One case that four organisations work on: who reads which part of it, before, with and after consent, and closed.

Every part holds a word that stands nowhere else. Each person opens every page that is read in their role and leads to
the case, searches for it, exports, and reads their news; what they come upon is compared with the table of design §3.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.enums import Administration, Role
from accounts.models import Notification, Organisation, User
from accounts.scope import Scope
from casework.actions.closing import close_case
from casework.actions.consents import NoConsent, record_case_consent, record_resident_consent, withdraw_consent
from casework.actions.documents import attach_document
from casework.actions.handover_answers import accept_handover
from casework.actions.handovers import Contents, hand_over_case, hand_over_resident
from casework.actions.logging import write_note
from casework.actions.meetings import Participant, agree, call_meeting
from casework.actions.requests import answer, ask
from casework.enums import OpenedBy
from casework.enums_decisions import SentBy
from casework.enums_requests import AnswerOutcome, Receiver, RequestKind
from casework.enums_sharing import ConsentForm
from casework.file_kinds import checked
from casework.models import AdviserContact, Case, Consent, Person
from housing.models import Lease, Tenant
from reports.facts.rebuild import rebuild
from tests.factories import NOW, TODAY, people
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, CaseSummaryFactory
from tests.factories.decisions import DecisionFactory, PaymentGuaranteeFactory
from tests.factories.housing import ArrearsPositionFactory, HousingAssociationFactory, LeaseTenantFactory, NoticeFactory
from tests.factories.money import InstalmentFactory
from tests.factories.people import scope_of
from tests.factories.persons import CasePersonFactory, PersonTenantFactory
from tests.factories.rules import OpeningRuleFactory
from tests.factories.sharing import AdviserContactFactory, AdviserContactTieFactory
from tests.test_urls_by_role import PAGES

pytestmark = pytest.mark.django_db

#: The word that stands in each part of the case, and nowhere else.
WORDS = {
    "name": "Kanariedatter",
    "number": "2026-00781",
    "note": "kanarienotat",
    "document": "kanariebilag",
    "meeting": "kanariemøde",
    "task": "kanarieopgave",
    "summary": "kanarieresumé",
    "plan": "kanarieafdrag",
    "reasons": "kanariegrunde",
    "promise": "kanarietilsagn",
    "question": "kanariespørgsmål",
    "answer": "kanariesvar",
    "contact": "kanariesamtale",
    "handed over": "kanarieoverdraget",
    "handed back": "kanarietilbage",
}
#: Sought for by everybody who may search; a page says it back to them, and that is not the name.
SOUGHT = "Ida Kanarie"
EVERY = frozenset(WORDS)
CASE = EVERY - {"contact", "handed over"}
#: What was decided and promised has pages for those who do casework alone; the timeline tells others that it was.
DECIDED = {"reasons", "promise"}
LATER = NOW + dt.timedelta(hours=1)
#: What BIF found out.
CHECKED = {"benefit": "cash", "sanction": "none", "administration": "possible", "next_payment_on": TODAY}


#: Who comes by: everybody of the case's own organisations, and their neighbours who have nothing to do with it.
CASEWORKER, LEADER, OTHER_UNIT, ELSEWHERE = "caseworker", "team leader", "another unit", "another municipality"
ASKED, INVITED, UNASKED = "BIF, asked", "BIF, invited", "BIF, neither"
ADVISER, COLLEAGUE, OTHER_ADVISER = "adviser", "the adviser's colleague", "another association's adviser"
OFFICER, OTHER_OFFICER = "officer", "another association's officer"
MANAGER, THEIR_MANAGER = "manager", "the association's manager"
ADMINISTRATOR, OFFICIAL = "administrator", "data-protection officer"

#: What each comes upon before anybody consented, with consent, after the case was closed, and once it is withdrawn.
BEFORE: dict[str, frozenset[str]] = {
    CASEWORKER: CASE - {"handed back"},
    LEADER: CASE - {"handed back"},
    OTHER_UNIT: frozenset({"name"}),  # a search says that there is a case; it opens once a purpose is stated
    ELSEWHERE: frozenset(),
    ASKED: frozenset({"name", "question", "answer"}),
    INVITED: CASE - DECIDED - {"handed back"},
    UNASKED: frozenset(),
    ADVISER: frozenset({"name", "contact"}),
    COLLEAGUE: frozenset({"name"}),
    OTHER_ADVISER: frozenset(),
    OFFICER: frozenset({"name", "promise"}),  # what it was promised, and nothing of why
    OTHER_OFFICER: frozenset(),
    MANAGER: frozenset(),
    THEIR_MANAGER: frozenset(),
    ADMINISTRATOR: frozenset(),
    OFFICIAL: frozenset({"number"}),  # of the looks of the others, in the access log
}
WITH_CONSENT = {
    **BEFORE,
    CASEWORKER: EVERY,
    LEADER: EVERY,
    INVITED: EVERY - DECIDED,
    ADVISER: frozenset({"name", "contact", "handed over", "handed back"}),
}
CLOSED = WITH_CONSENT
WITHDRAWN = {
    **BEFORE,
    CASEWORKER: CASE,
    LEADER: CASE,
    INVITED: CASE - DECIDED,
    ADVISER: frozenset({"name", "contact", "handed over"}),
}

Arguments = dict[str, Any]


@dataclasses.dataclass
class Shared:
    """The case, its household, and everybody by what they have to do with it."""

    case: Case
    lease: Lease
    tenant: Tenant
    person: Person
    people: dict[str, User]
    contact: AdviserContact
    things: dict[str, list[Arguments]]
    consents: list[Consent] = dataclasses.field(default_factory=list)

    def scope(self, who: str) -> Scope:
        return scope_of(self.people[who])


@pytest.fixture
def shared(settings: Settings, tmp_path: Path) -> Iterator[Shared]:
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(NOW):
        yield _found()


def _found() -> Shared:
    unit = UnitFactory()
    municipality, bif = (
        unit.municipality,
        UnitFactory(municipality=unit.municipality, administration=Administration.EMPLOYMENT),
    )
    OpeningRuleFactory(default_unit=unit)
    link = LeaseTenantFactory(
        lease__tenancy__department__municipality=municipality, tenant__name=f"Ida {WORDS['name']}"
    )
    lease, association, other = link.lease, link.lease.association, HousingAssociationFactory()
    ArrearsPositionFactory(warning__lease=lease)
    case = CaseFactory(lease=lease, unit=unit, number=WORDS["number"], names=link.tenant.name)
    person = CasePersonFactory(case=case, person__name=link.tenant.name).person
    PersonTenantFactory(person=person, tenant=link.tenant)
    found = {
        CASEWORKER: people.make_caseworker(unit),
        LEADER: people.make_team_leader(unit),
        OTHER_UNIT: people.make_caseworker(UnitFactory(municipality=municipality)),
        ELSEWHERE: people.make_caseworker(),
        ASKED: people.make_employment_caseworker(bif),
        INVITED: people.make_employment_caseworker(
            UnitFactory(municipality=municipality, administration=Administration.EMPLOYMENT)
        ),
        UNASKED: people.make_employment_caseworker(
            UnitFactory(municipality=municipality, administration=Administration.EMPLOYMENT)
        ),
        ADVISER: people.make_adviser(association),
        COLLEAGUE: people.make_adviser(association),
        OTHER_ADVISER: people.make_adviser(other),
        OFFICER: people.make_officer(association),
        OTHER_OFFICER: people.make_officer(other),
        MANAGER: people.make_manager(municipality.organisation),
        THEIR_MANAGER: people.make_manager(association.organisation),
        ADMINISTRATOR: people.make_administrator(municipality.organisation),
        OFFICIAL: people.make_data_protection_officer(municipality.organisation),
    }
    CaseParticipantFactory(case=case, user=found[INVITED])
    contact = AdviserContactFactory(association=association, adviser=found[ADVISER], done=WORDS["contact"])
    AdviserContactTieFactory(contact=contact, tenant=link.tenant)
    shared = Shared(case, lease, link.tenant, person, found, contact, {})
    _work(shared, bif.organisation)
    return shared


def _work(shared: Shared, bif: Organisation) -> None:
    """The caseworker's note, document and meeting; what BIF was asked and answers; what the association is asked."""
    case, by = shared.case, shared.scope(CASEWORKER)
    notice = NoticeFactory(lease=shared.lease)
    write_note(case, text=WORDS["note"], by=by, now=NOW)
    paper = checked("bilag.txt", b"Et bilag")
    CaseSummaryFactory(case=case, text=WORDS["summary"])
    plan = InstalmentFactory(plan__case=case, plan__note=WORDS["plan"]).plan
    decision = DecisionFactory(case=case, reasons=WORDS["reasons"])
    sent = {"sent_on": TODAY, "sent_by": SentBy.LETTER}
    guarantee = PaymentGuaranteeFactory(decision=decision, case=case, covers=WORDS["promise"], **sent)
    document = attach_document(case, attachment=paper, title=WORDS["document"], by=by, now=NOW)
    meeting = call_meeting(
        case,
        starts_at=LATER,
        place="Rådhuset",
        agenda=WORDS["meeting"],
        participants=[Participant("Mona Lund")],
        by=by,
        now=NOW,
    )
    agree(meeting, text=WORDS["task"], owner=Participant("Mona Lund"), due_on=TODAY, by=by, now=NOW)
    check = ask(
        case,
        kind=RequestKind.BENEFIT_CHECK,
        receiver=Receiver.EMPLOYMENT,
        organisation=bif,
        question=WORDS["question"],
        by=by,
        now=NOW,
    )
    answer(
        check,
        version=1,
        outcome=AnswerOutcome.CHECKED,
        note=WORDS["answer"],
        **CHECKED,
        by=shared.scope(ASKED),
        now=NOW,
    )
    hold = ask(
        case,
        kind=RequestKind.HOLD,
        receiver=Receiver.ASSOCIATION,
        organisation=case.association.organisation,
        basis="s92_2",
        reason="help_decision",
        hold_until=TODAY + dt.timedelta(days=14),
        by=by,
        now=NOW,
    )
    pk = {"pk": case.pk}
    shared.things = {
        "": [{}],
        "case": [pk],
        "closed case": [pk],
        "another unit's case": [pk],
        "person": [{"pk": shared.person.pk}],
        "position": [{"pk": shared.lease.tenancy_id}],
        "notice": [{"pk": notice.pk}],
        "contact": [{"pk": shared.contact.pk}],
        "document": [{**pk, "document_id": document.pk}],
        "meeting": [{**pk, "meeting_id": meeting.pk}],
        "plan": [{**pk, "plan_id": plan.pk}],
        "decision": [{**pk, "decision_id": decision.pk}],
        "guarantee": [{**pk, "guarantee_id": guarantee.pk}],
        "request": [{"pk": check.pk}, {"pk": hold.pk}],
        "request to hold": [{"pk": hold.pk}, {"pk": check.pk}],
        "request to an adviser": [{"pk": hold.pk}, {"pk": check.pk}],
    }


def hand_over(shared: Shared) -> None:
    """The adviser hands the talk over on the tenant's consent, the municipality something back on another."""
    adviser, caseworker = shared.scope(ADVISER), shared.scope(CASEWORKER)
    given: dict[str, Any] = {
        "topics": ["debt"],
        "starts_on": TODAY,
        "ends_on": TODAY + dt.timedelta(days=90),
        "form": ConsentForm.ORAL,
        "witness": "Mona Lund",
        "now": NOW,
    }
    municipality, association = shared.case.municipality_id, shared.case.association_id
    to = record_resident_consent(shared.tenant, organisations=[municipality], by=adviser, **given)
    back = record_case_consent(shared.case, person=shared.person, organisations=[association], by=caseworker, **given)
    shared.consents = [to, back]
    terms: dict[str, Any] = {"topics": ["debt"], "purpose": "Hjælp til gælden", "now": NOW}
    contents = Contents(fact=WORDS["handed over"], contacts=[shared.contact])
    sent = hand_over_resident(
        shared.tenant, lease=shared.lease, contents=contents, basis=OpenedBy.CONSENT, consent=to, by=adviser, **terms
    )
    accept_handover(sent, version=1, by=caseworker, now=NOW)
    returned = hand_over_case(
        shared.case,
        adviser=shared.people[ADVISER],
        consent=back,
        contents=Contents(fact=WORDS["handed back"]),
        by=caseworker,
        **terms,
    )
    accept_handover(returned, version=1, by=adviser, now=NOW)
    shared.things["handover"] = [{"pk": one.pk} for one in (sent, returned)]
    shared.things["officer handover"] = shared.things["handover"]


def come_upon(shared: Shared, who: str) -> frozenset[str]:
    """The parts of the case somebody reads on any page, in any list, search, file or news that is open to them."""
    user = shared.people[who]
    by, client = scope_of(user), Client()
    client.force_login(user)
    told = Notification.objects.visible_to(by).values_list("subject", flat=True)
    found = {part for part, word in WORDS.items() if word in "\n".join(told)}
    for address, posted in (*_addresses(shared, by.role), *_searches(by.role)):
        if found == EVERY:
            break
        response = client.get(address) if posted is None else client.post(address, posted)
        read = response.getvalue() if response.streaming else response.content
        text = read.decode(errors="replace")
        found |= {part for part, word in WORDS.items() if word in text}
    return frozenset(found)


def _addresses(shared: Shared, role: Role) -> Iterator[tuple[str, None]]:
    for name, page in PAGES.items():
        if page.methods == ("GET",) and role in page.roles and not page.is_public:
            for arguments in shared.things.get(page.of, ()):
                yield reverse(name, kwargs=arguments) + page.query, None
    if role in PAGES["casework:arrears"].roles:
        yield f"{reverse('casework:arrears')}?q={SOUGHT}", None


def _searches(role: Role) -> Iterator[tuple[str, dict[str, str]]]:
    if role in PAGES["casework:case-list"].roles:
        yield reverse("casework:case-list"), {"q": SOUGHT}
    file = {"purpose": "Tilsyn", "kind": "csv"}
    for name, query in (("worklist-export", "?list=unit"), ("search-export", f"?q={SOUGHT}")):
        if role in PAGES[f"casework:{name}"].roles:
            yield reverse(f"casework:{name}") + query, file


@pytest.mark.no_cover
def test_everybody_reads_what_they_need_and_nothing_else(shared: Shared) -> None:
    with pytest.raises(NoConsent):
        hand_over_on_nothing(shared)
    stages = [("before", BEFORE, lambda: None), ("with consent", WITH_CONSENT, lambda: hand_over(shared))]
    stages += [("closed", CLOSED, lambda: close(shared)), ("withdrawn", WITHDRAWN, lambda: withdraw(shared))]
    found: dict[tuple[str, str], frozenset[str]] = {}
    expected: dict[tuple[str, str], frozenset[str]] = {}
    for stage, table, happen in stages:
        happen()
        rebuild(now=LATER)
        found |= {(stage, who): come_upon(shared, who) for who in shared.people}
        expected |= {(stage, who): words for who, words in table.items()}

    differs = {at: (sorted(words), sorted(expected[at])) for at, words in found.items() if words != expected[at]}
    assert differs == {}


def hand_over_on_nothing(shared: Shared) -> None:
    """The adviser tries without a consent."""
    hand_over_resident(
        shared.tenant,
        lease=shared.lease,
        contents=Contents(fact=WORDS["handed over"]),
        basis=OpenedBy.CONSENT,
        consent=None,
        topics=["debt"],
        purpose="Hjælp til gælden",
        by=shared.scope(ADVISER),
        now=NOW,
    )


def close(shared: Shared) -> None:
    case = Case.objects.get(pk=shared.case.pk)
    close_case(
        case,
        housing_outcome="stays",
        contact_outcome="mistake",
        arrears_outcome="open",
        course_results={},
        closed_on=TODAY,
        version=case.version,
        by=shared.scope(CASEWORKER),
        now=NOW,
    )


def withdraw(shared: Shared) -> None:
    for consent, who in zip(shared.consents, (ADVISER, CASEWORKER), strict=True):
        withdraw_consent(consent, by=shared.scope(who), now=LATER)
