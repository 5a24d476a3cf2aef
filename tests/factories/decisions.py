"""Decisions, complaints and payment guarantees."""

import datetime as dt
from decimal import Decimal

from factory import LazyAttribute, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from casework.enums_decisions import DecisionOutcome, PartyHearing, SentBy
from casework.models import Complaint, DecidedLetter, Decision, DecisionDraft, DecisionSending, PaymentGuarantee

from . import NOW
from .accounts import UserFactory
from .casework import CaseFactory
from .papers import LetterFactory

#: What a decision says at the least.
WHOLE = {
    "hearing": PartyHearing.NOT_NEEDED,
    "hearing_reason": "Alle oplysninger er partens egne.",
    "outcome": DecisionOutcome.HELP,
    "bases": ["grant_81"],
    "facts_weighed": "To børn i husstanden. Restancen er to måneders husleje.",
    "reasons": "Familien kan ikke selv betale, og boligen kan betales fremover.",
    "complaint_to": "Socialforvaltningen",
    "complaint_weeks": 4,
}


class DecisionDraftFactory(DjangoModelFactory[DecisionDraft]):
    """A draft nothing is written in; `**WHOLE` fills it."""

    class Meta:
        model = DecisionDraft

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    bases = LazyAttribute(lambda _: [])
    started_at = NOW
    started_by = SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory[Decision]):
    """Help with the arrears, decided without a hearing; not sent yet."""

    class Meta:
        model = Decision

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    hearing = WHOLE["hearing"]
    hearing_reason = WHOLE["hearing_reason"]
    outcome = WHOLE["outcome"]
    bases = LazyAttribute(lambda _: ["grant_81"])
    facts_weighed = WHOLE["facts_weighed"]
    reasons = WHOLE["reasons"]
    complaint_to = WHOLE["complaint_to"]
    complaint_weeks = WHOLE["complaint_weeks"]
    decided_on = dt.date(2026, 11, 10)
    decided_by = SubFactory(UserFactory)
    recorded_at = NOW


class DecisionSendingFactory(DjangoModelFactory[DecisionSending]):
    """Sent on the day of the decision, and known the same day."""

    class Meta:
        model = DecisionSending

    decision = SubFactory(DecisionFactory)
    case = SelfAttribute("decision.case")
    municipality = SelfAttribute("decision.municipality")
    sent_on = SelfAttribute("decision.decided_on")
    sent_by = SentBy.DIGITAL_POST
    known_on = SelfAttribute("sent_on")
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class ComplaintFactory(DjangoModelFactory[Complaint]):
    """A complaint nobody has looked at."""

    class Meta:
        model = Complaint

    decision = SubFactory(DecisionFactory)
    case = SelfAttribute("decision.case")
    municipality = SelfAttribute("decision.municipality")
    received_on = LazyAttribute(lambda complaint: complaint.decision.decided_on + dt.timedelta(days=5))
    received_from = "Lejeren"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class PaymentGuaranteeFactory(DjangoModelFactory[PaymentGuarantee]):
    """A guarantee on the basis of a decision, not sent yet."""

    class Meta:
        model = PaymentGuarantee

    decision = SubFactory(DecisionFactory)
    case = SelfAttribute("decision.case")
    municipality = SelfAttribute("case.municipality")
    amount = Decimal("15000.00")
    covers = "Restancen pr. 2. november"
    made_on = dt.date(2026, 11, 10)
    valid_until = dt.date(2026, 12, 10)
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class DecidedLetterFactory(DjangoModelFactory[DecidedLetter]):
    """The letter of a decision."""

    class Meta:
        model = DecidedLetter

    decision = SubFactory(DecisionFactory)
    case = SelfAttribute("decision.case")
    municipality = SelfAttribute("case.municipality")
    letter = SubFactory(LetterFactory, case=SelfAttribute("..case"))
