"""The records of casework."""

from .adviser import AdviserContact, AdviserContactTie
from .cases import Case, CaseBackground, CaseNumberSeries, CaseParticipant
from .courses import Eviction, LegalCourse, LegalStep
from .log import CaseEvent, ContactAttempt, Intervention, Note, Programme
from .people import CasePerson, Person, PersonTenant
from .rules import LeadDays, OpeningRule

__all__ = [
    "AdviserContact",
    "AdviserContactTie",
    "Case",
    "CaseBackground",
    "CaseEvent",
    "CaseNumberSeries",
    "CaseParticipant",
    "CasePerson",
    "ContactAttempt",
    "Eviction",
    "Intervention",
    "LeadDays",
    "LegalCourse",
    "LegalStep",
    "Note",
    "OpeningRule",
    "Person",
    "PersonTenant",
    "Programme",
]
