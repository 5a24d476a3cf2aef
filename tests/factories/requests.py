"""Requests between organisations, case meetings and cards."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.enums import Administration
from casework.enums_requests import AnswerOutcome, MessageKind, Receiver, RequestBasis, RequestKind, RequestReason
from casework.models import (
    AgencyRequest,
    CaseMeeting,
    MeetingAgreement,
    MeetingMinutes,
    MeetingParticipant,
    OrganisationCard,
    RequestAnswer,
    RequestMessage,
)

from . import NOW
from .accounts import OrganisationFactory, UnitFactory, UserFactory
from .casework import CaseFactory


class AgencyRequestFactory(DjangoModelFactory[AgencyRequest]):
    """BIF is asked for a benefit check; `HoldRequestFactory` for one that leaves the authority."""

    class Meta:
        model = AgencyRequest

    class Params:
        unit = SubFactory(
            UnitFactory, municipality=SelfAttribute("..case.municipality"), administration=Administration.EMPLOYMENT
        )

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    tenancy = SelfAttribute("case.tenancy")
    kind = RequestKind.BENEFIT_CHECK
    receiver = Receiver.EMPLOYMENT
    from_organisation = SelfAttribute("case.unit.organisation")
    to_organisation = SelfAttribute("unit.organisation")
    due_on = dt.date(2026, 11, 27)
    sent_at = NOW
    sent_by = SubFactory(UserFactory)


class HoldRequestFactory(AgencyRequestFactory):
    """The home's association is asked to hold the eviction."""

    kind = RequestKind.HOLD
    receiver = Receiver.ASSOCIATION
    to_organisation = SelfAttribute("case.association.organisation")
    basis = RequestBasis.SECTION_92_2
    reason = RequestReason.HELP_DECISION
    hold_until = dt.date(2026, 12, 4)


class RequestMessageFactory(DjangoModelFactory[RequestMessage]):
    """A reminder."""

    class Meta:
        model = RequestMessage

    request = SubFactory(AgencyRequestFactory)
    case = SelfAttribute("request.case")
    municipality = SelfAttribute("request.municipality")
    kind = MessageKind.REMINDER
    at = NOW
    by_user = SubFactory(UserFactory)
    by_organisation = "SOF"


class RequestAnswerFactory(DjangoModelFactory[RequestAnswer]):
    """Nobody of the household is known to BIF."""

    class Meta:
        model = RequestAnswer

    request = SubFactory(AgencyRequestFactory, answered_at=NOW)
    case = SelfAttribute("request.case")
    municipality = SelfAttribute("request.municipality")
    kind = SelfAttribute("request.kind")
    outcome = AnswerOutcome.NOT_KNOWN
    answered_at = NOW
    answered_by = SubFactory(UserFactory)
    by_organisation = "BIF"


class CaseMeetingFactory(DjangoModelFactory[CaseMeeting]):
    class Meta:
        model = CaseMeeting

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    starts_at = NOW
    place = "Rådhuset, lokale 2"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class MeetingParticipantFactory(DjangoModelFactory[MeetingParticipant]):
    class Meta:
        model = MeetingParticipant

    meeting = SubFactory(CaseMeetingFactory)
    case = SelfAttribute("meeting.case")
    municipality = SelfAttribute("meeting.municipality")
    name = Sequence(lambda n: f"Deltager {n}")


class MeetingMinutesFactory(DjangoModelFactory[MeetingMinutes]):
    class Meta:
        model = MeetingMinutes

    meeting = SubFactory(CaseMeetingFactory)
    case = SelfAttribute("meeting.case")
    municipality = SelfAttribute("meeting.municipality")
    number = 1
    text = "Alle var enige om, hvad der skal ske."
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class MeetingAgreementFactory(DjangoModelFactory[MeetingAgreement]):
    class Meta:
        model = MeetingAgreement

    meeting = SubFactory(CaseMeetingFactory)
    case = SelfAttribute("meeting.case")
    municipality = SelfAttribute("meeting.municipality")
    text = "Ringer til boligorganisationen"
    owner = SubFactory(UserFactory)
    owner_name = LazyAttribute(lambda agreement: agreement.owner.name)
    due_on = dt.date(2026, 11, 27)
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class OrganisationCardFactory(DjangoModelFactory[OrganisationCard]):
    class Meta:
        model = OrganisationCard

    organisation = SubFactory(OrganisationFactory)
    can = "Undersøge ydelser"
    contact_name = "Samira Khan"
    contact_phone = "33 66 11 00"
    changed_at = NOW
    changed_by = SubFactory(UserFactory)
