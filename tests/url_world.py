"""A small town in which something stands behind every address: what one's own people may open, and what nobody may."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.test import Client

from accounts.enums import Administration, Role
from accounts.models import Municipality, Unit, User
from casework import time_links
from casework.actions.intake import deliver, receive_list
from casework.calendar_feed import hash_of
from casework.enums import LegalStepKind, ParticipantKind
from casework.enums_decisions import SentBy
from casework.models import Case
from housing.deliveries.records import Arrival
from housing.enums import Change
from housing.importing.ready_layouts import READY_LAYOUTS
from housing.models import ArrearsPosition, Code, DeliveryRow, HousingAssociation
from reports.editions import canonical
from reports.editions.formats.naming import FROZEN
from reports.models import Edition

from .background import given_up_job
from .casework.intake import NOVEMBER, OCTOBER, line, listed
from .factories import NOW, TODAY, people
from .factories.accounts import MembershipFactory, MunicipalityFactory, UnitFactory, UserFactory
from .factories.appointments import (
    AppointmentFactory,
    AppointmentOfferFactory,
    AppointmentSlotFactory,
    EvictionReviewFactory,
)
from .factories.association import CampaignFactory, CourseFactFactory, CourtFileLineFactory, CourtReportFactory
from .factories.casework import (
    AvoidedModeFactory,
    CaseFactory,
    CaseParticipantFactory,
    InterventionFactory,
    NoteFactory,
    ProgrammeFactory,
)
from .factories.courses import LegalCourseFactory, LegalStepFactory
from .factories.deadlines import CalendarLinkFactory, DeadlineEntryFactory, DeadlineFactory
from .factories.decisions import ComplaintFactory, DecisionSendingFactory, PaymentGuaranteeFactory
from .factories.housing import (
    ArrearsPositionFactory,
    DeliveryWorkFactory,
    DepartmentFactory,
    HousingAssociationFactory,
    NoticeFactory,
    SharingAgreementFactory,
)
from .factories.listing import AbsenceFactory, CaseBatchFactory, QualityReviewFactory, SavedViewFactory
from .factories.money import BudgetLineFactory, InstalmentFactory, InstalmentPaymentFactory
from .factories.papers import DocumentFactory, LetterBatchFactory, LetterFactory
from .factories.people import scope_of
from .factories.persons import CasePersonFactory, PersonMergeFactory, RepresentativeFactory, SafetyNoteFactory
from .factories.reports import AnnotationFactory, EditionFactory, WaitingProposalFactory
from .factories.requests import (
    AgencyRequestFactory,
    HoldRequestFactory,
    MeetingAgreementFactory,
    MeetingParticipantFactory,
)
from .factories.rules import LegalParameterFactory, OpeningRuleFactory
from .factories.sharing import (
    AdviserContactFactory,
    AdviserCoverFactory,
    ConsentFactory,
    DropInHoursFactory,
    HandoverFactory,
    HandoverItemFactory,
    HandoverQuestionFactory,
)

#: The kinds of thing that stand in a case.
PARTS = (
    "deadline",
    "deadline entry",
    "intervention",
    "note",
    "step",
    "document",
    "finding",
    "decision",
    "complaint",
    "complaint step",
    "guarantee",
    "guarantee step",
    "plan",
    "payment",
    "budget",
    "letter",
    "resident",
    "representative",
    "court date",
    "avoided mode",
    "meeting",
    "task",
    "factual course",
    "course fact",
    "appointment",
    "offer",
    "eviction",
)
#: The arguments of an address, by the kind of thing that stands behind it.
Things = dict[str, Mapping[str, int | str]]


@dataclasses.dataclass(frozen=True, slots=True)
class World:
    """One municipality with one unit and one association, somebody in each role, and their things.

    `things` are open to whoever the table of addresses names; `hidden` are things of the same town that
    the same people may not open, by the reason why. `sessions` are those of the users, who are logged in.
    """

    users: dict[Role, User]
    sessions: dict[Role, str]
    things: Things
    hidden: dict[str, Things]


def found_world() -> World:
    """Write a world; two of them have nothing in common but the code book."""
    municipality = MunicipalityFactory()
    unit = UnitFactory(municipality=municipality)
    association = HousingAssociationFactory()
    users = _users(municipality, unit, association)
    things = {
        **_listing_things(unit, users),
        **_case_things(_case(municipality, unit, association, users), users),
        **_asked_outside(municipality, association, users),
        **_other_cases(municipality, unit, association),
        **_association_things(municipality, association, users),
        **_sharing_things(unit, association, users),
        **_deliveries(association, users[Role.ASSOCIATION_OFFICER]),
        **_administrators_things(municipality, unit, association),
        **edition_things(EditionFactory(municipality=municipality, year=2024)),
        "remark": {"pk": AnnotationFactory(municipality=municipality).pk},
        **_proposal(municipality),
        "calendar link": {"token": _calendar_link(users[Role.CASEWORKER])},
        "time link": {"token": time_link(CaseFactory())},
        "chart": {"code": "chart-stages", "kind": "svg"},
        "curve": {"code": "curve-year", "kind": "svg"},
    }
    sessions = {role: session_of(user) for role, user in users.items()}
    return World(users, sessions, things, dict(_hidden(municipality, unit, association, things)))


def session_of(user: User) -> str:
    """The cookie of somebody who has logged in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _users(municipality: Municipality, unit: Unit, association: HousingAssociation) -> dict[Role, User]:
    return {
        Role.CASEWORKER: people.make_caseworker(unit),
        Role.TEAM_LEADER: people.make_team_leader(unit),
        Role.EMPLOYMENT_CASEWORKER: people.make_employment_caseworker(
            UnitFactory(municipality=municipality, administration=Administration.EMPLOYMENT)
        ),
        Role.TENANT_ADVISER: people.make_adviser(association),
        Role.ASSOCIATION_OFFICER: people.make_officer(association),
        Role.MANAGER: people.make_manager(municipality.organisation),
        Role.ADMINISTRATOR: people.make_administrator(municipality.organisation),
        Role.DATA_PROTECTION_OFFICER: people.make_data_protection_officer(municipality.organisation),
    }


def _case(
    municipality: Municipality, unit: Unit, association: HousingAssociation, users: dict[Role, User] | None = None
) -> Case:
    """An open case; with `users` the caseworker has it and the employment caseworker is invited to it."""
    case: Case = CaseFactory(
        unit=unit,
        lease__tenancy__department=DepartmentFactory(association=association, municipality=municipality),
        assigned_to=users[Role.CASEWORKER] if users else None,
    )
    if users:
        CaseParticipantFactory(case=case, user=users[Role.EMPLOYMENT_CASEWORKER], kind=ParticipantKind.INVITED)
    return case


def _case_things(case: Case, users: dict[Role, User] | None = None) -> Things:
    """A case and what stands in it, each as the arguments of an address."""
    step = LegalStepFactory(course=LegalCourseFactory(case=case))
    closed = CaseFactory(unit=case.unit, lease__tenancy__department=case.department, is_closed=True)
    closed.is_restricted = case.is_restricted
    closed.save(update_fields=["is_restricted"])
    payment = InstalmentPaymentFactory(plan=InstalmentFactory(plan__case=case).plan)
    batch = LetterBatchFactory(municipality=case.municipality)
    filed = LegalStepFactory(course__case=case, kind="filing")
    court = LegalStepFactory(
        course=step.course, kind=LegalStepKind.EVICTION_SCHEDULED, takes_place_at=NOW, occurred_on=TODAY
    )
    return {
        "deadline": {"pk": case.pk, "deadline_id": DeadlineFactory(case=case).pk},
        "deadline entry": {"pk": case.pk, "entry_id": DeadlineEntryFactory(case=case, rule="information").pk},
        "follow-up": {"pk": closed.pk, "months": 3},
        "case": {"pk": case.pk},
        "intervention": {"pk": case.pk, "intervention_id": InterventionFactory(case=case).pk},
        "note": {"pk": case.pk, "note_id": NoteFactory(case=case).pk},
        "step": {"pk": case.pk, "step_id": step.pk},
        "document": {"pk": case.pk, "document_id": DocumentFactory(case=case).pk},
        "letter": {"pk": case.pk, "letter_id": LetterFactory(case=case, batch=batch).pk},
        "letter batch": {"pk": batch.pk},
        "finding": {"pk": case.pk, "course_id": filed.course_id, "finding": "filing_without_notice"},
        "court date": {"pk": case.pk, "step_id": court.pk},
        "avoided mode": {"pk": case.pk, "avoided_id": AvoidedModeFactory(case=case).pk},
        "draft": {"pk": case.pk, "name": "note"},
        **_decided_things(case),
        **_shared_things(case, users),
        "plan": {"pk": case.pk, "plan_id": payment.plan_id},
        "payment": {"pk": case.pk, "plan_id": payment.plan_id, "payment_id": payment.pk},
        "budget": {"pk": case.pk, "budget_id": BudgetLineFactory(budget__case=case).budget_id},
        **_people_things(case),
        **_course_facts(case),
        "appointment": {"pk": case.pk, "appointment_id": AppointmentFactory(case=case).pk},
        "offer": {"pk": case.pk, "offer_id": AppointmentOfferFactory(case=case).pk},
        "eviction": {"pk": case.pk, "eviction_id": EvictionReviewFactory(eviction__case=case).eviction_id},
    }


def _course_facts(case: Case) -> Things:
    """A course for house rules with a fact."""
    fact = CourseFactFactory(course__case=case)
    return {
        "factual course": {"pk": case.pk, "course_id": fact.course_id},
        "course fact": {"pk": case.pk, "fact_id": fact.pk},
    }


def _decided_things(case: Case) -> Things:
    """What is decided and promised on a case."""
    decision = DecisionSendingFactory(decision__case=case).decision
    complaint = {"pk": case.pk, "complaint_id": ComplaintFactory(decision=decision).pk}
    guarantee = {"pk": case.pk, "guarantee_id": PaymentGuaranteeFactory(decision=decision, case=case).pk}
    return {
        "decision": {"pk": case.pk, "decision_id": decision.pk},
        "complaint": complaint,
        "complaint step": {**complaint, "step": "reassessed"},
        "guarantee": guarantee,
        "guarantee step": {**guarantee, "step": "sent"},
    }


def _shared_things(case: Case, users: dict[Role, User] | None) -> Things:
    """What BIF is asked on a case, and a meeting with what was agreed there."""
    bif = users[Role.EMPLOYMENT_CASEWORKER].memberships.get().organisation if users else None
    request = AgencyRequestFactory(case=case, **({"to_organisation": bif} if bif else {}))
    owner = {"owner": users[Role.EMPLOYMENT_CASEWORKER]} if users else {}
    task = MeetingAgreementFactory(meeting__case=case, **owner)
    MeetingParticipantFactory(meeting=task.meeting)
    return {
        "request": {"pk": request.pk},
        "meeting": {"pk": case.pk, "meeting_id": task.meeting_id},
        "task": {"pk": case.pk, "agreement_id": task.pk},
        "owned task": {"pk": task.pk},
    }


def _asked_outside(municipality: Municipality, association: HousingAssociation, users: dict[Role, User]) -> Things:
    """What the association and its adviser are asked about a home."""
    department = DepartmentFactory(association=association, municipality=municipality)
    case = CaseFactory(unit=UnitFactory(municipality=municipality), lease__tenancy__department=department)
    asked = {"receiver": "adviser", "to_user": users[Role.TENANT_ADVISER], "kind": "debt_advice", "hold_until": None}
    return {
        "request to hold": {"pk": HoldRequestFactory(case=case).pk},
        "request to an adviser": {"pk": HoldRequestFactory(case=case, reason="debt_overview", **asked).pk},
    }


def _listing_things(unit: Unit, users: dict[Role, User] | None = None) -> Things:
    """How a unit works its lists: a shared view, an absence, a batch and a sample with its review."""
    worker, leader = (users[Role.CASEWORKER], users[Role.TEAM_LEADER]) if users else (UserFactory(), UserFactory())
    review = QualityReviewFactory(sample__unit=unit)
    return {
        "saved view": {"pk": SavedViewFactory(unit=unit, owner=worker, is_shared=True).pk},
        "absence": {"pk": AbsenceFactory(unit=unit, user=worker).pk},
        "batch": {"pk": CaseBatchFactory(unit=unit, made_by=leader).pk},
        "sample": {"pk": review.sample_id},
        "review": {"pk": review.pk},
    }


def _people_things(case: Case) -> Things:
    """The people of a case's home, one who may act for them, and one who was merged with another."""
    entry, other = CasePersonFactory.create_batch(2, case=case)
    SafetyNoteFactory(case=case)
    representative = RepresentativeFactory(case=case, person=entry.person)
    merge = PersonMergeFactory(kept=entry.person)
    return {
        "resident": {"pk": case.pk, "entry_id": entry.pk},
        "representative": {"pk": case.pk, "representative_id": representative.pk},
        "person": {"pk": entry.person_id},
        "two people": {"pk": entry.person_id, "other_pk": other.person_id},
        "merge": {"pk": merge.pk},
    }


def _other_cases(municipality: Municipality, unit: Unit, association: HousingAssociation) -> Things:
    """Cases in the states that only some pages are for."""
    department = DepartmentFactory(association=association, municipality=municipality)
    closed = CaseFactory(unit=unit, lease__tenancy__department=department, is_closed=True)
    restricted = CaseFactory(unit=unit, lease__tenancy__department=department, is_restricted=True)
    elsewhere = CaseFactory(unit=UnitFactory(municipality=municipality), lease__tenancy__department=department)
    return {
        "closed case": {"pk": closed.pk},
        "restricted case": {"pk": restricted.pk},
        "another unit's case": {"pk": elsewhere.pk},
    }


def _association_things(municipality: Municipality, association: HousingAssociation, users: dict[Role, User]) -> Things:
    lease, adviser = {"association": association, "municipality": municipality}, users[Role.TENANT_ADVISER]
    owing: ArrearsPosition = ArrearsPositionFactory(**{f"warning__{name}": value for name, value in lease.items()})
    return {
        "position": {"pk": owing.pk},
        "position to undo": {"pk": owing.pk, "version": owing.version},
        "notice": {"pk": NoticeFactory(**lease).pk},
        "court report": {"pk": CourtReportFactory(**lease).pk},
        "campaign": {"pk": CampaignFactory(association=association).pk},
        "sent guarantee": {"pk": _sent_guarantee(municipality, association)},
        **_programme_things(municipality, association),
        "contact": {"pk": AdviserContactFactory(association=association, adviser=adviser, follow_up_on=TODAY).pk},
        "drop-in hours": {"pk": DropInHoursFactory(association=association, adviser=adviser).pk},
    }


def _sharing_things(unit: Unit, association: HousingAssociation, users: dict[Role, User]) -> Things:
    """A handover in each direction, a resident's signed consent, and a cover for the adviser."""
    adviser, colleague = users[Role.TENANT_ADVISER], people.make_adviser(association)
    case = _case(unit.municipality, unit, association, users)
    waiting = HandoverFactory(lease=case.lease, unit=unit, sent_by=adviser)
    on_case = HandoverFactory(
        lease=case.lease, unit=unit, sent_by=adviser, case=case, status="accepted", answered_at=NOW, answered_by=adviser
    )
    file = HandoverItemFactory(handover=on_case, of_file=True)
    theirs = HandoverFactory(
        lease=case.lease, unit=unit, direction="from_association", tenant=None, about_names="Ida Holm", status="asked"
    )
    HandoverQuestionFactory(handover=theirs)
    consent = ConsentFactory(case=case, of_paper=True)
    resident = ConsentFactory(
        of_resident=True,
        of_paper=True,
        tenant=waiting.tenant,
        recorded_by=adviser,
        organisations=[unit.municipality_id],
    )
    cover = AdviserCoverFactory(association=association, covered=adviser, cover=colleague)
    return {
        "consent": {"pk": case.pk, "consent_id": consent.pk},
        "consent paper": {"pk": consent.pk},
        "resident consent": {"pk": resident.pk},
        "handover": {"pk": waiting.pk},
        "handover act": {"pk": waiting.pk, "how": "accept"},
        "adviser handover act": {"pk": waiting.pk, "how": "take-back"},
        "handover file": {"pk": on_case.pk, "item_id": file.pk},
        "officer handover": {"pk": theirs.pk},
        "officer handover act": {"pk": theirs.pk, "how": "answer"},
        "cover": {"pk": cover.pk},
    }


def _sent_guarantee(municipality: Municipality, association: HousingAssociation) -> int:
    """A guarantee the association waits to answer, on a case of a unit nobody here works in."""
    case = _case(municipality, UnitFactory(municipality=municipality), association)
    sent = PaymentGuaranteeFactory(case=case, decision__case=case)
    sent.sent_on, sent.sent_by = sent.made_on, SentBy.LETTER
    sent.save(update_fields=["sent_on", "sent_by"])
    return int(sent.pk)


def _programme_things(municipality: Municipality, association: HousingAssociation) -> Things:
    """The association's programme in the municipality, and the court's file with a line that waits."""
    line = CourtFileLineFactory(
        file__municipality=municipality, file__is_applied=True, state="parked", reason="no_home", lease=None
    )
    programme = ProgrammeFactory(municipality=municipality, owner=association.organisation)
    return {
        "court file": {"pk": line.file_id},
        "court line": {"pk": line.pk},
        "programme": {"pk": programme.pk},
    }


def _deliveries(association: HousingAssociation, officer: User) -> Things:
    """A list that was received, with a row that only a person can settle, and one that waits to be confirmed."""
    by = scope_of(officer)
    october, november = (
        Arrival(association, READY_LAYOUTS["kab"], as_of, True, "restance.csv") for as_of in (OCTOBER, NOVEMBER)
    )
    deliver(io.BytesIO(listed(line("51-01-1"))), october, is_dry_run=False, skips_faulty=False, by=by, now=NOW)
    parked = DeliveryRow.objects.get(association=association, change=Change.AMBIGUOUS)
    waiting = receive_list(io.BytesIO(listed(line("51-01-2"))), november, by=by, now=NOW)
    return {
        "received delivery": {"pk": parked.delivery_id},
        "parked row": {"pk": parked.delivery_id, "row_pk": parked.pk},
        "waiting delivery": {"pk": waiting.pk},
        "list in hand": {"pk": DeliveryWorkFactory(delivery__association=association).pk},
    }


def _administrators_things(municipality: Municipality, unit: Unit, association: HousingAssociation) -> Things:
    agreement = SharingAgreementFactory(association=association, municipality=municipality)
    planned = OpeningRuleFactory(default_unit=unit, starts_on=TODAY.replace(year=TODAY.year + 1))
    value = LegalParameterFactory(municipality=municipality, starts_on=planned.starts_on)
    proposed = MembershipFactory(organisation=unit.organisation, approved_by=None, approved_at=None)
    return {
        "agreement": {"pk": agreement.pk},
        "planned rule": {"pk": planned.pk},
        "legal parameter": {"code": "payment_days"},
        "planned legal value": {"pk": value.pk},
        "given-up job": {"job_id": given_up_job()},
        "proposed membership": {"pk": proposed.pk},
        "membership": {"pk": MembershipFactory(organisation=unit.organisation).pk},
        "figure": {"figure": "evictions"},
        "code": {"pk": Code.objects.filter(list="background").values_list("pk", flat=True)[0]},
    }


def edition_things(edition: Edition) -> Things:
    """The open addresses of an edition, and a year that can be published."""
    year: dict[str, int | str] = {"code": edition.municipality.code, "year": edition.year}
    numbered = {**year, "number": edition.number}
    table = canonical.read(edition.document).tables[0].code
    return {
        "year to publish": {"year": edition.year - 1},
        "published year": year,
        "edition": numbered,
        "edition table": {**numbered, "table": table},
        "edition file": {**numbered, "name": FROZEN},
        "latest file": {**year, "name": FROZEN},
    }


def _proposal(municipality: Municipality) -> Things:
    proposal = WaitingProposalFactory(municipality=municipality, year=2025)
    table = canonical.read(proposal.document).tables[0].code
    return {"proposal": {"pk": proposal.pk}, "proposal table": {"pk": proposal.pk, "table": table}}


def time_link(case: Case) -> str:
    """The secret of a link by which a tenant chooses a time, known because it was made here."""
    secret = time_links.new_secret()
    AppointmentSlotFactory(offer__case=case, offer__token_hash=hash_of(secret))
    return secret


def _calendar_link(user: User) -> str:
    """The secret of the caseworker's calendar, known because it was made here."""
    secret = f"secret-of-{user.pk}"
    CalendarLinkFactory(membership=user.memberships.get(), token_hash=hash_of(secret))
    return secret


def _hidden(
    municipality: Municipality, unit: Unit, association: HousingAssociation, things: Things
) -> Iterator[tuple[str, Things]]:
    """What lies closest to one's own things without being open."""
    other_unit = UnitFactory(municipality=municipality)
    yield (
        "another unit's",
        {**_case_things(_case(municipality, other_unit, association)), **_listing_things(other_unit)},
    )
    restricted = _case(municipality, unit, association)
    restricted.is_restricted = True
    restricted.save(update_fields=["is_restricted"])
    review = QualityReviewFactory(sample__unit=unit, case=restricted)
    yield "restricted", {**_case_things(restricted), "review": {"pk": review.pk}}
    beside = _case_things(_case(municipality, unit, association))
    yield "part of another case", {name: {**beside[name], **things["case"]} for name in PARTS}
    yield (
        "a colleague's",
        {
            "contact": {"pk": AdviserContactFactory(association=association).pk},
            "drop-in hours": {"pk": DropInHoursFactory(association=association).pk},
            "saved view": {"pk": SavedViewFactory(unit=unit).pk},
            "batch": {"pk": CaseBatchFactory(unit=unit).pk},
        },
    )
