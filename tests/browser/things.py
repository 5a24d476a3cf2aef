"""What stands behind each address in the demo, for one person: the first of each kind that they may open."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Mapping

from django.db.models import Count, Model, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.queries import memberships_of
from accounts.scope import Scope
from casework.actions.documents import attach_document
from casework.actions.intake import deliver, receive_list
from casework.actions.letters_many import write_letters
from casework.actions.logging import write_note
from casework.actions.merging import merge_people
from casework.enums import LegalStepKind, LetterCode, PersonRole
from casework.enums_requests import Receiver, RequestBasis, RequestKind, RequestReason
from casework.file_kinds import checked
from casework.models import (
    AdviserContact,
    AgencyRequest,
    Appointment,
    AppointmentOffer,
    Budget,
    Campaign,
    Case,
    Complaint,
    Consent,
    CourseFact,
    CourtFile,
    CourtReport,
    Deadline,
    Decision,
    DropInHours,
    Eviction,
    Handover,
    InstalmentPayment,
    MeetingAgreement,
    OpeningRule,
    PaymentGuarantee,
    Person,
    PersonMerge,
    Programme,
    QualityReview,
    QualitySample,
    Representative,
    SavedView,
)
from casework.queries.association_money import guarantees_for
from casework.queries.course_dates import course_dates
from casework.queries.court_files import parked_lines
from casework.queries.letters import template_for
from casework.queries.search import askable
from casework.stages import effective
from housing.deliveries.records import Arrival
from housing.enums import IN_HAND, Change, DeliveryStatus
from housing.importing.ready_layouts import READY_LAYOUTS
from housing.models import (
    ArrearsPosition,
    Code,
    Delivery,
    DeliveryRow,
    HousingAssociation,
    Notice,
    SharingAgreement,
)
from reports.editions import official_tables
from reports.models import Annotation, Edition, EditionProposal
from tests.casework.intake import NOVEMBER, OCTOBER, SAMPLES, line, listed
from tests.factories import NOW, TODAY
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.factories.casework import AvoidedModeFactory, CaseFactory
from tests.factories.courses import LegalStepFactory
from tests.factories.housing import DeliveryWorkFactory
from tests.factories.papers import LetterFactory
from tests.factories.people import scope_of
from tests.factories.persons import CasePersonFactory, RepresentativeFactory
from tests.factories.requests import AgencyRequestFactory, MeetingAgreementFactory, MeetingParticipantFactory
from tests.url_world import edition_things

#: The day of a supplement between the lists of October and November.
PAYDAY = dt.date(2026, 11, 2)

Things = dict[str, Mapping[str, int | str]]


def things_of(user: User) -> Things:
    """The arguments of addresses by the kind of thing; a kind of which they may open nothing is left out."""
    scope = scope_of(user)
    kinds = {
        "closed case": Case.objects.visible_to(scope).filter(closed_at__isnull=False),
        "restricted case": Case.objects.closed_to(scope),
        "another unit's case": askable(scope),
        "position": ArrearsPosition.objects.visible_to(scope).owing(),
        "notice": Notice.objects.visible_to(scope),
        "waiting delivery": Delivery.objects.visible_to(scope).filter(status=DeliveryStatus.CHECKED),
        "list in hand": Delivery.objects.visible_to(scope).filter(status__in=IN_HAND),
        "received delivery": Delivery.objects.visible_to(scope).applied().filter(as_of=OCTOBER),
        "contact": AdviserContact.objects.visible_to(scope),
        "drop-in hours": DropInHours.objects.visible_to(scope),
        "agreement": SharingAgreement.objects.visible_to(scope),
        "planned rule": OpeningRule.objects.filter(municipality_id=scope.municipality_id, starts_on__gt=TODAY),
        "code": Code.objects.filter(list="background"),
        "membership": memberships_of(scope).current(TODAY),
        "saved view": SavedView.objects.visible_to(scope).filter(owner=user),
        "sample": QualitySample.objects.visible_to(scope),
        "review": QualityReview.objects.visible_to(scope),
        "court report": CourtReport.objects.visible_to(scope),
        "campaign": Campaign.objects.visible_to(scope),
        "programme": Programme.objects.visible_to(scope).filter(owner__in=scope.association_ids)
        if scope.is_in_association
        else Programme.objects.visible_to(scope),
        "sent guarantee": guarantees_for(scope).filter(paid_on=None, withdrawn_on=None).exclude(answer="rejected"),
        "court file": CourtFile.objects.visible_to(scope),
        "court line": parked_lines(scope),
        "remark": Annotation.objects.visible_to(scope).standing(),
    }
    asked = Deadline.objects.visible_to(scope).open().filter(rule="after_closing").order_by("due_on", "pk").first()
    follow_up: Things = {"follow-up": {"pk": asked.case_id, "months": asked.subject}} if asked else {}
    kinds |= {"person": Person.objects.visible_to(scope).standing(), "merge": PersonMerge.objects.visible_to(scope)}
    found: Things = {name: {"pk": first.pk} for name, rows in kinds.items() if (first := _first(rows)) is not None}
    found |= {"legal parameter": {"code": "demand_fee"}, "figure": {"figure": "cases_opened"}, **_finding(scope)}
    parts = {**_case_things(scope), **_decided_things(scope), **_money_things(scope), **_parked_row(scope)}
    parts |= _talk_things(scope) | _published_things(scope)
    return {**found, **follow_up, **parts, **_sharing_things(scope), **_asked_things(scope), **_facts(scope)}


def _published_things(scope: Scope) -> Things:
    """An edition, which is everybody's, and one that waits for its second person."""
    edition = Edition.objects.select_related("municipality").order_by("pk")[0]
    waiting = EditionProposal.objects.visible_to(scope).open().order_by("pk").first()
    found = edition_things(edition)
    if waiting is not None:
        found |= {"proposal": {"pk": waiting.pk}, "proposal table": {"pk": waiting.pk, "table": official_tables.CODE}}
    return found


def _talk_things(scope: Scope) -> Things:
    """An appointment nobody has said anything of, a link, and an eviction."""
    if not scope.does_casework:
        return {}
    seen = Case.objects.visible_to(scope).filter(is_restricted=False)
    appointment = Appointment.objects.planned().filter(case__in=seen.open()).order_by("pk").first()
    offer = AppointmentOffer.objects.standing().filter(case__in=seen.open()).order_by("pk").first()
    eviction = Eviction.objects.filter(case__in=seen).order_by("pk").first()
    return {
        **({"appointment": {"pk": appointment.case_id, "appointment_id": appointment.pk}} if appointment else {}),
        **({"offer": {"pk": offer.case_id, "offer_id": offer.pk}} if offer else {}),
        **({"eviction": {"pk": eviction.case_id, "eviction_id": eviction.pk}} if eviction and eviction.case_id else {}),
    }


def furnish() -> None:
    """What the demo lacks: a note, another unit's case, a role to approve, and KAB's lists of this autumn."""
    mette = User.objects.get(username="mette")
    case = Case.objects.get(**things_of(mette)["case"])
    write_note(case, text="Ringer igen i morgen, når lønnen er kommet.", by=scope_of(mette), now=NOW)
    paper = checked("Påkrav 6. oktober.txt", "Påkrav om betaling af husleje.".encode())
    attach_document(case, attachment=paper, title="Påkrav", by=scope_of(mette), now=NOW)
    _write_letters(case, scope_of(mette))
    _ask_an_adviser()
    course = case.courses.order_by("pk")[0]
    LegalStepFactory(course=course, kind=LegalStepKind.EVICTION_SCHEDULED, occurred_on=TODAY, takes_place_at=NOW)
    AvoidedModeFactory(case=case)
    RepresentativeFactory(case=case)
    twice, same = (CasePersonFactory(case=case, role=PersonRole.OCCUPANT).person for _ in range(2))
    merge_people(twice, same, take=(), versions=(twice.version, same.version), by=scope_of(mette), now=NOW)
    samira = User.objects.get(username="samira")
    invited_to = Case.objects.get(**things_of(samira)["case"])
    for about, owner in ((case, mette), (invited_to, samira)):
        part = MeetingParticipantFactory(meeting__case=about, user=owner, name=owner.name)
        MeetingAgreementFactory(meeting=part.meeting, owner=owner)
    LetterFactory(case=invited_to, template=template_for(case.municipality_id, LetterCode.HELP_OFFER, today=TODAY))
    CaseFactory(number="2026-90001", unit=UnitFactory(municipality=case.municipality), department=case.department)
    MembershipFactory(
        user__name="Frida Højgaard", organisation=case.unit.organisation, approved_by=None, approved_at=None
    )
    officer = scope_of(User.objects.get(username="ole"))
    for as_of, file, is_complete in (
        (OCTOBER, (SAMPLES / "kab_2026-10.csv").read_bytes(), True),
        (PAYDAY, listed(line("51-99-0001", department="51-99")), False),
    ):
        deliver(
            io.BytesIO(file), _arrival(as_of, is_complete), is_dry_run=False, skips_faulty=False, by=officer, now=NOW
        )
    with (SAMPLES / "kab_faults.csv").open("rb") as faulty:
        waiting = receive_list(faulty, _arrival(NOVEMBER, True), by=officer, now=NOW)
    DeliveryWorkFactory(delivery__association=waiting.association)


def _ask_an_adviser() -> None:
    karen = User.objects.get(username="karen")
    home = Case.objects.open().filter(association__code="FSB", is_restricted=False).order_by("pk")[0]
    asked = {"kind": RequestKind.DEBT_ADVICE, "receiver": Receiver.ADVISER, "to_user": karen}
    ground = {"basis": RequestBasis.CONSENT, "reason": RequestReason.DEBT_OVERVIEW}
    AgencyRequestFactory(case=home, to_organisation=home.association.organisation, **asked, **ground)


def _write_letters(case: Case, by: Scope) -> None:
    template = template_for(case.municipality_id, LetterCode.HELP_OFFER, today=TODAY)
    common = {"frist": "09-12-2026"}
    write_letters([case.pk], template=template, common=common, token=uuid.uuid4(), by=by, now=NOW)


def _arrival(as_of: dt.date, is_complete: bool) -> Arrival:
    kab = HousingAssociation.objects.get(code="KAB")
    return Arrival(kab, READY_LAYOUTS["kab"], as_of, is_complete, f"kab_{as_of}.csv")


def _first(rows: QuerySet[Model]) -> Model | None:
    return rows.order_by("pk").first()


def _case_things(scope: Scope) -> Things:
    """One's own open case with the most on its timeline, and a part of each kind of it."""
    seen = Case.objects.visible_to(scope).open().filter(is_restricted=False)
    own = seen.filter(assigned_to_id=scope.user_id) if scope.role == Role.CASEWORKER else seen
    full = own.filter(interventions__isnull=False, steps__isnull=False).annotate(note_count=Count("notes"))
    case = full.order_by("-note_count", "-contact_count", "pk").first()
    if case is None:
        return {}
    parts: Things = {
        "deadline": {"pk": case.pk, "deadline_id": case.deadlines.order_by("-due_on", "pk")[0].pk},
        "intervention": {"pk": case.pk, "intervention_id": case.interventions.order_by("pk")[0].pk},
        "step": {"pk": case.pk, "step_id": case.steps.order_by("pk")[0].pk},
    }
    court = case.steps.filter(kind=LegalStepKind.EVICTION_SCHEDULED).order_by("pk").first()
    if court is not None:
        parts["court date"] = {"pk": case.pk, "step_id": court.pk}
    note, document = case.notes.order_by("pk").first(), case.documents.filter(letter=None).order_by("pk").first()
    notes = {"note": {"pk": case.pk, "note_id": note.pk}} if note else {}
    documents = {"document": {"pk": case.pk, "document_id": document.pk}} if document else {}
    return {"case": {"pk": case.pk}, **parts, **notes, **documents, **_letter_things(case), **_people_things(case)}


def _letter_things(case: Case) -> Things:
    letter = case.letters.order_by("batch", "pk").first()  # those made together come first
    if letter is None:
        return {}
    batch: Things = {"letter batch": {"pk": letter.batch_id}} if letter.batch_id else {}
    return {"letter": {"pk": case.pk, "letter_id": letter.pk}, **batch}


def _people_things(case: Case) -> Things:
    """Somebody of the home, somebody who acts for them, and two people to compare."""
    entry = case.case_people.order_by("-pk")[0]
    others = Person.objects.filter(case_people__case__unit=case.unit_id, case_people__case__is_restricted=False)
    things: Things = {"resident": {"pk": case.pk, "entry_id": entry.pk}}
    other = others.exclude(pk=entry.person_id).order_by("pk").first()
    if other is not None:
        things["two people"] = {"pk": entry.person_id, "other_pk": other.pk}
    same_unit = {"case__unit": case.unit_id, "case__is_restricted": False, "case__closed_at": None}
    representative = Representative.objects.filter(**same_unit).order_by("pk").first()
    if representative is not None:
        things["representative"] = {"pk": representative.case_id, "representative_id": representative.pk}
    return things


def _decided_things(scope: Scope) -> Things:
    """A decision, a complaint that waits and a guarantee nobody was sent, on open cases."""
    decision = Decision.objects.visible_to(scope).standing().filter(case__closed_at=None).order_by("pk").first()
    complaint = Complaint.objects.visible_to(scope).pending().filter(case__closed_at=None).order_by("pk").first()
    guarantee = (
        PaymentGuarantee.objects.visible_to(scope).filter(sent_on=None, case__closed_at=None).order_by("pk").first()
    )
    found: Things = {}
    if decision is not None:
        found["decision"] = {"pk": decision.case_id, "decision_id": decision.pk}
    if complaint is not None:
        found["complaint"] = {"pk": complaint.case_id, "complaint_id": complaint.pk}
        found["complaint step"] = {**found["complaint"], "step": "reassessed"}
    if guarantee is not None:
        found["guarantee"] = {"pk": guarantee.case_id, "guarantee_id": guarantee.pk}
        found["guarantee step"] = {**found["guarantee"], "step": "sent"}
    return found


def _money_things(scope: Scope) -> Things:
    """A running plan with a payment, and a budget."""
    seen = Case.objects.visible_to(scope).open().filter(is_restricted=False)
    payment = (
        InstalmentPayment.objects.standing().filter(case__in=seen, plan__ended_on__isnull=True).order_by("pk").first()
    )
    budget = Budget.objects.filter(case__in=seen).order_by("pk").first()
    plan = {"pk": payment.case_id, "plan_id": payment.plan_id} if payment else {}
    return {
        **({"plan": plan, "payment": {**plan, "payment_id": payment.pk}} if payment else {}),
        **({"budget": {"pk": budget.case_id, "budget_id": budget.pk}} if budget else {}),
    }


def _sharing_things(scope: Scope) -> Things:
    """A handover in which one has something to do, and a consent that stands."""
    found: Things = {}
    seen = Handover.objects.visible_to(scope)
    waiting = seen.unanswered(TODAY).order_by("pk")
    theirs = waiting.to_municipality().first() if scope.is_municipal else waiting.filter(sent_by=scope.user_id).first()
    if theirs is not None:
        how = "accept" if scope.is_municipal else "take-back"
        found |= {"handover": {"pk": theirs.pk}}
        found |= {kind: {"pk": theirs.pk, "how": how} for kind in ("handover act", "adviser handover act")}
    own = seen.filter(direction="from_association").order_by("pk").first()
    if own is not None:
        found |= {"officer handover": {"pk": own.pk}, "officer handover act": {"pk": own.pk, "how": "answer"}}
    consent = Consent.objects.visible_to(scope).standing(TODAY).order_by("pk").first()
    if consent is not None and consent.case_id is not None:
        found |= {"consent": {"pk": consent.case_id, "consent_id": consent.pk}}
    elif consent is not None:
        found |= {"resident consent": {"pk": consent.pk}}
    return found


def _asked_things(scope: Scope) -> Things:
    """What somebody is asked or asked others, and a meeting with what was agreed."""
    names = {Role.ASSOCIATION_OFFICER: "request to hold", Role.TENANT_ADVISER: "request to an adviser"}
    request = AgencyRequest.objects.visible_to(scope).filter(case__closed_at=None).open().order_by("pk").first()
    task = MeetingAgreement.objects.visible_to(scope).filter(case__closed_at=None).order_by("pk").first()
    found: Things = {names.get(scope.role, "request"): {"pk": request.pk}} if request else {}
    if task is not None:
        found["meeting"] = {"pk": task.case_id, "meeting_id": task.meeting_id}
        found["task"] = {"pk": task.case_id, "agreement_id": task.pk}
        found["owned task"] = {"pk": task.pk}
    return found


def _facts(scope: Scope) -> Things:
    """A fact of a course on an open case."""
    seen = Case.objects.visible_to(scope).open().filter(is_restricted=False)
    fact = CourseFact.objects.standing().filter(case__in=seen).order_by("pk").first()
    if fact is None:
        return {}
    return {
        "factual course": {"pk": fact.case_id, "course_id": fact.course_id},
        "course fact": {"pk": fact.case_id, "fact_id": fact.pk},
    }


def _parked_row(scope: Scope) -> Things:
    received = Delivery.objects.visible_to(scope).applied()
    row = DeliveryRow.objects.filter(delivery__in=received, change=Change.AMBIGUOUS).order_by("pk").first()
    return {"parked row": {"pk": row.delivery_id, "row_pk": row.pk}} if row else {}


def _finding(scope: Scope) -> Things:
    """Something to raise with the association, on the first case that has it."""
    for case in Case.objects.visible_to(scope).open().filter(is_restricted=False).order_by("pk")[:60]:
        courses = [(course, effective(course.steps.order_by("pk"))) for course in case.courses.order_by("pk")]
        for key, dates in course_dates(case, courses, scope).items():
            if dates.findings:
                return {"finding": {"pk": case.pk, "course_id": key, "finding": dates.findings[0].code}}
    return {}
