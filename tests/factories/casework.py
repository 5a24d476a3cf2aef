"""Cases and what is done on them."""

import datetime as dt
import hashlib
import io
import uuid
from decimal import Decimal
from typing import Any, ClassVar

from factory import Faker, LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, FileField
from pypdf import PdfWriter

from casework.enums import (
    Addressee,
    Answer,
    Cause,
    CheckAnswer,
    ContactPointKind,
    DeadlineStart,
    EntryKind,
    EventKind,
    EvictionCheck,
    Ground,
    LegalStepKind,
    LetterCode,
    OpenedBy,
    ParticipantKind,
    PersonChangeKind,
    RepresentativeKind,
    Stage,
    StatisticsFact,
    StepSource,
)
from casework.enums_sharing import ConsentForm, HandoverDirection, HandoverStatus, ItemKind
from casework.models import (
    AdviserContact,
    AdviserContactTie,
    AdviserCover,
    AdviserErasure,
    AvoidedMode,
    CalendarLink,
    Case,
    CaseBackground,
    CaseEvent,
    CaseNumberSeries,
    CaseParticipant,
    CasePerson,
    CaseSummary,
    CaseTransfer,
    Consent,
    ContactAttempt,
    ContactPoint,
    CourtAttendance,
    Deadline,
    DeadlineEntry,
    DistinctPeople,
    Document,
    Draft,
    DropInHours,
    Eviction,
    EvictionCheckMark,
    FollowUp,
    Handover,
    HandoverItem,
    HandoverQuestion,
    Intervention,
    LeadDays,
    LegalCourse,
    LegalParameter,
    LegalStep,
    Letter,
    LetterBatch,
    LetterTemplate,
    Note,
    OpeningRule,
    Person,
    PersonChange,
    PersonMerge,
    PersonMergeRow,
    PersonTenant,
    Programme,
    Representative,
    SafetyNote,
    UnknownFact,
)

from . import NOW, at
from .accounts import MembershipFactory, MunicipalityFactory, UnitFactory, UserFactory
from .housing import HousingAssociationFactory, LeaseFactory, TenantFactory
from .rooted import RootedFactory


class CaseFactory(RootedFactory[Case]):
    """An open case nobody has taken, without people, course or events. `is_closed=True` closes it.

    Its derived columns are the defaults: call `casework.derived.refresh` where they matter.
    """

    class Meta:
        model = Case

    _rooted: ClassVar[dict[str, str]] = {
        "municipality": "unit__municipality",
        "tenancy": "lease__tenancy",
        "department": "lease__tenancy__department",
        "association": "lease__tenancy__department__association",
    }

    class Params:
        is_closed = False

    unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("unit.municipality")
    lease = SubFactory(LeaseFactory, tenancy__department__municipality=SelfAttribute("....municipality"))
    tenancy = SelfAttribute("lease.tenancy")
    association = SelfAttribute("lease.association")
    department = SelfAttribute("tenancy.department")
    district = SelfAttribute("department.district")
    number = Sequence(lambda n: f"2026-{n + 50_001:05d}")  # numbers a test chooses, or is given, lie below
    assigned_at = LazyAttribute(lambda case: at(case.opened_on, 13) if case.assigned_to else None)
    assigned_to = None
    taken_up_at = SelfAttribute("assigned_at")
    address = LazyAttribute(lambda case: f"{case.tenancy.street}, {case.tenancy.postcode} {case.tenancy.city}")
    names = Faker("name", locale="da_DK")
    monthly_rent = SelfAttribute("tenancy.monthly_rent")
    opened_on = dt.date(2026, 11, 2)
    opened_at = LazyAttribute(lambda case: at(case.opened_on))
    opened_year = LazyAttribute(lambda case: case.opened_on.year)
    opened_by = OpenedBy.AGREEMENT
    cause = Cause.ARREARS
    stage = Stage.DEMANDED
    amount = Decimal("15000.00")
    amount_as_of = SelfAttribute("opened_on")

    closed_on = LazyAttribute(lambda case: case.opened_on + dt.timedelta(days=14) if case.is_closed else None)
    closed_at = LazyAttribute(lambda case: at(case.closed_on) if case.closed_on else None)
    closed_year = LazyAttribute(lambda case: case.closed_on.year if case.closed_on else None)
    closed_by = LazyAttribute(lambda case: UserFactory() if case.closed_on else None)
    housing_outcome = LazyAttribute(lambda case: "stays" if case.closed_on else "")
    contact_outcome = LazyAttribute(lambda case: "no_need" if case.closed_on else "")
    arrears_outcome = LazyAttribute(lambda case: "paid_self" if case.closed_on else "")

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        """A given home decides the municipality, so that the unit is one of its own."""
        home = next((params[name] for name in ("lease", "tenancy", "department") if name in params), None)
        if home and "unit" not in params:
            params.setdefault("unit__municipality", home.municipality)
        return super()._generate(strategy, params)


class CaseNumberSeriesFactory(DjangoModelFactory[CaseNumberSeries]):
    class Meta:
        model = CaseNumberSeries

    municipality = SubFactory(MunicipalityFactory)
    year = 2026


class CaseParticipantFactory(DjangoModelFactory[CaseParticipant]):
    """Somebody invited; `kind=ParticipantKind.CLEARED` for one named on a restricted case."""

    class Meta:
        model = CaseParticipant

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    user = SubFactory(UserFactory)
    kind = ParticipantKind.INVITED
    reason = "Works with the household"
    starts_at = NOW
    given_by = SubFactory(UserFactory)


class CaseBackgroundFactory(DjangoModelFactory[CaseBackground]):
    class Meta:
        model = CaseBackground

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    code = "debt"


class LegalCourseFactory(DjangoModelFactory[LegalCourse]):
    """A course without steps, for arrears and open."""

    class Meta:
        model = LegalCourse

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    cause = Cause.ARREARS
    ground = LazyAttribute(lambda course: Ground.RENT_NOT_PAID if course.cause == Cause.ARREARS else None)
    started_on = SelfAttribute("case.opened_on")


class LegalStepFactory(DjangoModelFactory[LegalStep]):
    """A demand; the course's stage is not derived from it before `casework.derived.refresh`."""

    class Meta:
        model = LegalStep

    course = SubFactory(LegalCourseFactory)
    case = SelfAttribute("course.case")
    municipality = SelfAttribute("case.municipality")
    kind = LegalStepKind.DEMAND
    occurred_on = SelfAttribute("course.started_on")
    source = StepSource.ASSOCIATION
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class EvictionFactory(DjangoModelFactory[Eviction]):
    """An eviction with its case; `case=None` needs tenancy, association, department and municipality."""

    class Meta:
        model = Eviction

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    association = SelfAttribute("case.association")
    department = SelfAttribute("case.department")
    tenancy = SelfAttribute("case.tenancy")
    occurred_on = dt.date(2026, 11, 16)
    year = LazyAttribute(lambda eviction: eviction.occurred_on.year)
    cause = Cause.ARREARS
    further_causes = LazyAttribute(lambda _: [])
    district = SelfAttribute("case.district")
    household_type = SelfAttribute("case.household_type")
    has_children = SelfAttribute("case.has_children")
    source = StepSource.COURT
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CaseEventFactory(DjangoModelFactory[CaseEvent]):
    class Meta:
        model = CaseEvent

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    kind = EventKind.OPENED
    occurred_on = SelfAttribute("case.opened_on")
    recorded_at = NOW
    by_name = "Somebody"
    by_organisation = "Boligteam"


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    municipality = SubFactory(MunicipalityFactory)
    name = Sequence(lambda n: f"Program {n}")
    starts_on = dt.date(2020, 1, 1)


class ContactAttemptFactory(DjangoModelFactory[ContactAttempt]):
    """A call nobody answered; `is_reached=True` for a conversation."""

    class Meta:
        model = ContactAttempt

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    occurred_at = LazyAttribute(lambda attempt: at(attempt.case.opened_on + dt.timedelta(days=1), 10))
    mode = "phone"
    part_of_day = "morning"
    is_reached = False
    not_reached_reason = LazyAttribute(lambda attempt: "" if attempt.is_reached else "no_answer")
    recorded_at = SelfAttribute("occurred_at")
    recorded_by = SubFactory(UserFactory)


class InterventionFactory(DjangoModelFactory[Intervention]):
    class Meta:
        model = Intervention

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    kind = "conversation"
    responsible = SelfAttribute("case.unit.organisation")
    starts_on = LazyAttribute(lambda intervention: intervention.case.opened_on + dt.timedelta(days=2))
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class NoteFactory(DjangoModelFactory[Note]):
    class Meta:
        model = Note

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    text = "Ringer igen i morgen."
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class ContactPointFactory(DjangoModelFactory[ContactPoint]):
    """A number that works."""

    class Meta:
        model = ContactPoint

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    kind = ContactPointKind.PHONE
    value = Sequence(lambda n: f"20 {n // 10000 % 100:02d} {n // 100 % 100:02d} {n % 100:02d}")
    added_at = NOW
    added_by = SubFactory(UserFactory)


class AvoidedModeFactory(DjangoModelFactory[AvoidedMode]):
    class Meta:
        model = AvoidedMode

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    mode = "letter"
    reason = "A relative opens the mail"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CaseSummaryFactory(DjangoModelFactory[CaseSummary]):
    class Meta:
        model = CaseSummary

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    version = 1
    text = "Mor og to børn; venter på boligstøtte."
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class DraftFactory(DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory)
    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    form = "note"
    fields = LazyAttribute(lambda _: {"text": "Begyndt"})
    saved_at = NOW


class CourtAttendanceFactory(DjangoModelFactory[CourtAttendance]):
    class Meta:
        model = CourtAttendance

    step = SubFactory(LegalStepFactory)
    case = SelfAttribute("step.case")
    municipality = SelfAttribute("case.municipality")


class EvictionCheckMarkFactory(DjangoModelFactory[EvictionCheckMark]):
    class Meta:
        model = EvictionCheckMark

    step = SubFactory(LegalStepFactory)
    case = SelfAttribute("step.case")
    municipality = SelfAttribute("case.municipality")
    point = EvictionCheck.KEYS
    answer = CheckAnswer.DONE
    marked_at = NOW
    marked_by = SubFactory(UserFactory)


class UnknownFactFactory(DjangoModelFactory[UnknownFact]):
    class Meta:
        model = UnknownFact

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    fact = StatisticsFact.BACKGROUND
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    municipality = SubFactory(MunicipalityFactory)
    name = Faker("name", locale="da_DK")


class PersonTenantFactory(DjangoModelFactory[PersonTenant]):
    class Meta:
        model = PersonTenant

    person = SubFactory(PersonFactory)
    municipality = SelfAttribute("person.municipality")
    tenant = SubFactory(TenantFactory, name=SelfAttribute("..person.name"))
    linked_at = NOW


class CasePersonFactory(DjangoModelFactory[CasePerson]):
    class Meta:
        model = CasePerson

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))


class PersonChangeFactory(DjangoModelFactory[PersonChange]):
    class Meta:
        model = PersonChange

    person = SubFactory(PersonFactory)
    municipality = SelfAttribute("person.municipality")
    kind = PersonChangeKind.CONTACT
    detail = LazyAttribute(lambda _: {"phone": {"was": "20 12 34 56", "is": "20 65 43 21"}})
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class RepresentativeFactory(DjangoModelFactory[Representative]):
    """A guardian of somebody new on a case; give `person=` for one who is on it."""

    class Meta:
        model = Representative

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = LazyAttribute(lambda representative: CasePersonFactory(case=representative.case).person)
    kind = RepresentativeKind.GUARDIAN
    name = "Vibeke Lund"
    may = "Økonomi"
    starts_on = dt.date(2026, 1, 1)
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class SafetyNoteFactory(DjangoModelFactory[SafetyNote]):
    """A note that holds; `is_ended=True` takes it away."""

    class Meta:
        model = SafetyNote

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    text = "Stor hund. Ring før besøg."
    review_on = LazyAttribute(lambda note: None if note.is_ended else dt.date(2027, 2, 22))
    is_ended = False
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CaseTransferFactory(DjangoModelFactory[CaseTransfer]):
    class Meta:
        model = CaseTransfer

    case = SubFactory(CaseFactory, is_closed=True, housing_outcome="transferred")
    municipality = SelfAttribute("case.municipality")
    to_name = "Hvidovre"
    moved_on = SelfAttribute("case.closed_on")
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class PersonMergeFactory(DjangoModelFactory[PersonMerge]):
    """A merge without rows; the action `merge_people` makes whole ones."""

    class Meta:
        model = PersonMerge

    kept = SubFactory(PersonFactory)
    municipality = SelfAttribute("kept.municipality")
    gone = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))
    merged_at = NOW
    merged_by = SubFactory(UserFactory)


class PersonMergeRowFactory(DjangoModelFactory[PersonMergeRow]):
    class Meta:
        model = PersonMergeRow

    merge = SubFactory(PersonMergeFactory)
    municipality = SelfAttribute("merge.municipality")
    table = "casework_person"
    row_id = SelfAttribute("merge.gone_id")
    before = LazyAttribute(lambda _: {})


class DistinctPeopleFactory(DjangoModelFactory[DistinctPeople]):
    class Meta:
        model = DistinctPeople

    first = SubFactory(PersonFactory)
    municipality = SelfAttribute("first.municipality")
    second = SubFactory(PersonFactory, municipality=SelfAttribute("..municipality"))
    said_at = NOW
    said_by = SubFactory(UserFactory)


class OpeningRuleFactory(DjangoModelFactory[OpeningRule]):
    """Opens from the step of demand, whatever the amount; give `default_unit=`."""

    class Meta:
        model = OpeningRule

    default_unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("default_unit.municipality")
    starts_on = dt.date(2020, 1, 1)
    source = "Test"


class LeadDaysFactory(DjangoModelFactory[LeadDays]):
    class Meta:
        model = LeadDays

    municipality = SubFactory(MunicipalityFactory)
    rule = "bailiff_hearing"
    days = 7
    starts_on = dt.date(2020, 1, 1)
    source = "Test"


class LegalParameterFactory(DjangoModelFactory[LegalParameter]):
    """A value from a day on; `code` is one of `casework.legal_parameters.PARAMETERS`."""

    class Meta:
        model = LegalParameter

    municipality = SubFactory(MunicipalityFactory)
    code = "payment_days"
    value = "14"
    starts_on = dt.date(2020, 1, 1)
    source = "Test"


class AdviserContactFactory(DjangoModelFactory[AdviserContact]):
    class Meta:
        model = AdviserContact

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    occurred_on = dt.date(2026, 11, 10)
    year = LazyAttribute(lambda contact: contact.occurred_on.year)
    topics = LazyAttribute(lambda _: ["budget"])
    minutes = 30
    recorded_at = NOW


class DropInHoursFactory(DjangoModelFactory[DropInHours]):
    """Every Sunday, the weekday of `TODAY`."""

    class Meta:
        model = DropInHours

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    place = "Beboerhuset"
    weekday = 6
    starts_at = dt.time(15)
    ends_at = dt.time(17)


class AdviserContactTieFactory(DjangoModelFactory[AdviserContactTie]):
    class Meta:
        model = AdviserContactTie

    contact = SubFactory(AdviserContactFactory)
    association = SelfAttribute("contact.association")
    tenant = SubFactory(TenantFactory, association=SelfAttribute("..association"))
    consent_given_on = dt.date(2026, 11, 10)
    tied_at = NOW


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


class DocumentFactory(DjangoModelFactory[Document]):
    """A text file of a few words; its bytes are stored."""

    class Meta:
        model = Document

    class Params:
        data = b"Husleje for november"

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    title = Sequence(lambda n: f"Brev {n}")
    file_name = "brev.txt"
    file = FileField(data=SelfAttribute("..data"), filename=SelfAttribute("..file_name"))
    media_type = "text/plain"
    size = LazyAttribute(lambda document: len(document.data))
    sha256 = LazyAttribute(lambda document: hashlib.sha256(document.data).hexdigest())
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class LetterTemplateFactory(DjangoModelFactory[LetterTemplate]):
    """An offer of help of a few words."""

    class Meta:
        model = LetterTemplate

    municipality = SubFactory(MunicipalityFactory)
    code = LetterCode.HELP_OFFER
    language = "da"
    version = Sequence(lambda n: n + 1)
    addressee = Addressee.HOUSEHOLD
    subject = "Ring til os"
    body = "Kære {navne}"
    starts_on = dt.date(2020, 1, 1)
    source = "Test"
    recorded_at = NOW


class LetterBatchFactory(DjangoModelFactory[LetterBatch]):
    class Meta:
        model = LetterBatch

    template = SubFactory(LetterTemplateFactory)
    municipality = SelfAttribute("template.municipality")
    token = LazyAttribute(lambda _: uuid.uuid4())
    made_at = NOW
    made_by = SubFactory(UserFactory)


class LetterFactory(DjangoModelFactory[Letter]):
    """A letter that has not been sent; its PDF is an empty page."""

    class Meta:
        model = Letter

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    template = SubFactory(LetterTemplateFactory, municipality=SelfAttribute("..municipality"))
    document = SubFactory(
        DocumentFactory,
        case=SelfAttribute("..case"),
        data=LazyAttribute(lambda _: blank_pdf()),
        file_name="brev.pdf",
        media_type="application/pdf",
    )
    recipient = "Ida Andersen"
    subject = "Ring til os"
    body = "Kære Ida Andersen"
    written_on = dt.date(2026, 11, 20)
    written_by = SubFactory(UserFactory)


class DeadlineFactory(DjangoModelFactory[Deadline]):
    """An open deadline as `casework.derived` writes them; deriving the case replaces it."""

    class Meta:
        model = Deadline

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    rule = "advice"
    started_by = DeadlineStart.OPENED
    started_on = SelfAttribute("case.opened_on")
    due_on = LazyAttribute(lambda deadline: deadline.started_on + dt.timedelta(days=7))
    changed_at = NOW


class DeadlineEntryFactory(DjangoModelFactory[DeadlineEntry]):
    """The household was told of advice by Digital Post on the day the case was opened."""

    class Meta:
        model = DeadlineEntry

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    rule = "advice"
    kind = EntryKind.NOTED
    occurred_on = SelfAttribute("case.opened_on")
    channel = "digital_post"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


def tell_household(case: Case) -> Case:
    """Note that the household was told what every household must be, so that nothing of it is due."""
    for rule in ("information", "advice"):
        DeadlineEntryFactory(case=case, rule=rule)
    return case


class FollowUpFactory(DjangoModelFactory[FollowUp]):
    """Three months after closing: still housed, no new arrears."""

    class Meta:
        model = FollowUp

    case = SubFactory(CaseFactory, is_closed=True)
    municipality = SelfAttribute("case.municipality")
    closed_on = SelfAttribute("case.closed_on")
    months = 3
    asked_on = LazyAttribute(lambda answer: answer.closed_on + dt.timedelta(days=91))
    year = LazyAttribute(lambda answer: answer.asked_on.year)
    is_housed = Answer.YES
    has_new_arrears = Answer.NO
    recorded_at = LazyAttribute(lambda answer: at(answer.asked_on))
    recorded_by = SubFactory(UserFactory)


class CalendarLinkFactory(DjangoModelFactory[CalendarLink]):
    """A link in force; give `token_hash=hash_of(secret)` to know its secret."""

    class Meta:
        model = CalendarLink

    membership = SubFactory(MembershipFactory)
    user = SelfAttribute("membership.user")
    token_hash = Sequence(lambda n: f"{n:064d}")
    created_at = NOW


_SIGNED = b"Underskrevet af Ida Holm"
#: The columns of a record that keeps a file of a few words.
_STORED: dict[str, Any] = {
    "file": FileField(data=_SIGNED, filename="samtykke.txt"),
    "file_name": "samtykke.txt",
    "media_type": "text/plain",
    "size": len(_SIGNED),
    "sha256": hashlib.sha256(_SIGNED).hexdigest(),
}


class ConsentFactory(DjangoModelFactory[Consent]):
    """Somebody on a case lets the municipality talk with the case's association; oral, with a witness.

    `ConsentFactory(of_resident=True)` is a resident's to the adviser; give `tenant=` and `organisations=`.
    """

    class Meta:
        model = Consent

    class Params:
        of_paper = Trait(form=ConsentForm.PAPER, witness="", **_STORED)
        of_resident = Trait(
            case=None,
            person=None,
            municipality=None,
            tenant=SubFactory(TenantFactory),
            association=SelfAttribute("tenant.association"),
            topics=["arrears", "debt", "talks"],
            organisations=LazyAttribute(lambda _: [MunicipalityFactory().pk]),
        )

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    person = LazyAttribute(lambda consent: CasePersonFactory(case=consent.case).person)
    topics = LazyAttribute(lambda _: ["arrears", "agreements"])
    organisations = LazyAttribute(lambda consent: [consent.case.association_id])
    starts_on = dt.date(2026, 11, 1)
    ends_on = dt.date(2027, 10, 31)
    form = ConsentForm.ORAL
    witness = "Mona Lund"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class HandoverFactory(DjangoModelFactory[Handover]):
    """An adviser's handover on the tenant's own inquiry that waits in a unit of the home's municipality."""

    class Meta:
        model = Handover

    direction = HandoverDirection.FROM_ADVISER
    lease = SubFactory(LeaseFactory)
    municipality = SelfAttribute("lease.municipality")
    association = SelfAttribute("lease.association")
    unit = LazyAttribute(lambda handover: UnitFactory(municipality=handover.municipality))
    tenant = SubFactory(TenantFactory, association=SelfAttribute("..association"))
    about_names = SelfAttribute("tenant.name")
    about_address = "Ruten 169, 4. tv, 2700 Brønshøj"
    basis = OpenedBy.OWN_INQUIRY
    purpose = "Hjælp til at blive boende"
    sent_at = NOW
    sent_by = SubFactory(UserFactory)


class HandoverItemFactory(DjangoModelFactory[HandoverItem]):
    class Meta:
        model = HandoverItem

    class Params:
        of_file = Trait(kind=ItemKind.DOCUMENT, **_STORED)

    handover = SubFactory(HandoverFactory)
    municipality = SelfAttribute("handover.municipality")
    association = SelfAttribute("handover.association")
    kind = ItemKind.FACT
    text = "Har mistet sit arbejde i september."


class HandoverQuestionFactory(DjangoModelFactory[HandoverQuestion]):
    class Meta:
        model = HandoverQuestion

    handover = SubFactory(HandoverFactory, status=HandoverStatus.ASKED)
    municipality = SelfAttribute("handover.municipality")
    association = SelfAttribute("handover.association")
    question = "Har familien børn?"
    asked_at = NOW
    asked_by = SubFactory(UserFactory)


class AdviserCoverFactory(DjangoModelFactory[AdviserCover]):
    class Meta:
        model = AdviserCover

    association = SubFactory(HousingAssociationFactory)
    covered = SubFactory(UserFactory)
    cover = SubFactory(UserFactory)
    starts_on = dt.date(2026, 11, 16)
    ends_on = dt.date(2026, 11, 30)
    reason = "Ferie"
    granted_at = NOW
    granted_by = SelfAttribute("covered")


class AdviserErasureFactory(DjangoModelFactory[AdviserErasure]):
    class Meta:
        model = AdviserErasure

    association = SubFactory(HousingAssociationFactory)
    adviser = SubFactory(UserFactory)
    contact_number = Sequence(lambda n: n + 1)
    reason = "Skrevet på den forkerte"
    erased_at = NOW
