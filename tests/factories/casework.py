"""Cases and what is done on them."""

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from factory import Faker, LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import Cause, ContactPointKind, EventKind, OpenedBy, ParticipantKind, Stage, StatisticsFact
from casework.models import (
    AvoidedMode,
    Case,
    CaseBackground,
    CaseEvent,
    CaseNumberSeries,
    CaseParticipant,
    CaseSummary,
    ContactAttempt,
    ContactPoint,
    Draft,
    Intervention,
    Note,
    Programme,
    UnknownFact,
)

from . import NOW, at
from .accounts import MunicipalityFactory, UnitFactory, UserFactory
from .housing import LeaseFactory
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


class UnknownFactFactory(DjangoModelFactory[UnknownFact]):
    class Meta:
        model = UnknownFact

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    fact = StatisticsFact.BACKGROUND
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)
