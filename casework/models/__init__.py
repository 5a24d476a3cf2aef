"""The records of casework."""

from .adviser import AdviserContact, AdviserContactTie, AdviserCover, AdviserErasure
from .appointments import Appointment, AppointmentOffer, AppointmentSlot
from .budgets import Budget, BudgetLine
from .calendar import CalendarLink
from .campaigns import Campaign
from .cards import OrganisationCard
from .cases import Case, CaseBackground, CaseNumberSeries, CaseParticipant
from .complaints import Complaint
from .consents import Consent
from .contact import AvoidedMode, ContactPoint
from .course_facts import CourseFact
from .courses import Eviction, LegalCourse, LegalStep
from .court import CourtAttendance, EvictionCheckMark
from .court_reports import CourtFile, CourtFileLine, CourtReport
from .deadlines import Deadline, DeadlineEntry, FollowUp
from .decided_letters import DecidedLetter
from .decisions import Decision, DecisionDraft, DecisionSending
from .documents import Document
from .drop_in import DropInHours
from .eviction_reviews import EvictionReview
from .guarantees import PaymentGuarantee
from .handovers import Handover, HandoverItem, HandoverQuestion
from .household import CaseTransfer, Representative, SafetyNote
from .letters import Letter, LetterBatch, LetterTemplate
from .listing import Absence, CaseBatch, DefaultView, SavedView
from .log import CaseEvent, ContactAttempt, Intervention, Note
from .meetings import CaseMeeting, MeetingAgreement, MeetingMinutes, MeetingParticipant
from .merging import DistinctPeople, PersonMerge, PersonMergeRow
from .people import CasePerson, Person, PersonChange, PersonTenant
from .plans import Instalment, InstalmentPayment, InstalmentPlan
from .programmes import Programme
from .quality import QualityReview, QualitySample
from .requests import AgencyRequest, RequestAnswer, RequestMessage
from .rules import LeadDays, LegalParameter, OpeningRule
from .unknown import UnknownFact
from .writing import CaseSummary, Draft

__all__ = [
    "Absence",
    "AdviserContact",
    "AdviserContactTie",
    "AdviserCover",
    "AdviserErasure",
    "AgencyRequest",
    "Appointment",
    "AppointmentOffer",
    "AppointmentSlot",
    "AvoidedMode",
    "Budget",
    "BudgetLine",
    "CalendarLink",
    "Campaign",
    "Case",
    "CaseBackground",
    "CaseBatch",
    "CaseEvent",
    "CaseMeeting",
    "CaseNumberSeries",
    "CaseParticipant",
    "CasePerson",
    "CaseSummary",
    "CaseTransfer",
    "Complaint",
    "Consent",
    "ContactAttempt",
    "ContactPoint",
    "CourseFact",
    "CourtAttendance",
    "CourtFile",
    "CourtFileLine",
    "CourtReport",
    "Deadline",
    "DeadlineEntry",
    "DecidedLetter",
    "Decision",
    "DecisionDraft",
    "DecisionSending",
    "DefaultView",
    "DistinctPeople",
    "Document",
    "Draft",
    "DropInHours",
    "Eviction",
    "EvictionCheckMark",
    "EvictionReview",
    "FollowUp",
    "Handover",
    "HandoverItem",
    "HandoverQuestion",
    "Instalment",
    "InstalmentPayment",
    "InstalmentPlan",
    "Intervention",
    "LeadDays",
    "LegalCourse",
    "LegalParameter",
    "LegalStep",
    "Letter",
    "LetterBatch",
    "LetterTemplate",
    "MeetingAgreement",
    "MeetingMinutes",
    "MeetingParticipant",
    "Note",
    "OpeningRule",
    "OrganisationCard",
    "PaymentGuarantee",
    "Person",
    "PersonChange",
    "PersonMerge",
    "PersonMergeRow",
    "PersonTenant",
    "Programme",
    "QualityReview",
    "QualitySample",
    "Representative",
    "RequestAnswer",
    "RequestMessage",
    "SafetyNote",
    "SavedView",
    "UnknownFact",
]
