"""Campaigns, facts of a course, and what associations and the court tell."""

import datetime as dt
from typing import ClassVar

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import Cause, StepSource
from casework.enums_association import CampaignMethod, CourtLineState, FactKind, ReportKind
from casework.models import Campaign, CourseFact, CourtFile, CourtFileLine, CourtReport

from . import NOW, TODAY
from .accounts import MunicipalityFactory, UserFactory
from .courses import LegalCourseFactory
from .housing import HousingAssociationFactory, LeaseFactory
from .rooted import RootedFactory


class CampaignFactory(DjangoModelFactory[Campaign]):
    """A campaign of the whole association that goes on."""

    class Meta:
        model = Campaign

    association = SubFactory(HousingAssociationFactory)
    name = Sequence(lambda n: f"Kontrolindsats {n}")
    method = CampaignMethod.ADVERTS
    starts_on = dt.date(2026, 1, 1)
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CourseFactFactory(DjangoModelFactory[CourseFact]):
    """A complaint on a course for house rules."""

    class Meta:
        model = CourseFact

    course = SubFactory(LegalCourseFactory, cause=Cause.HOUSE_RULES)
    case = SelfAttribute("course.case")
    municipality = SelfAttribute("case.municipality")
    kind = FactKind.COMPLAINT
    occurred_on = SelfAttribute("course.started_on")
    source = StepSource.ASSOCIATION
    text = "Høj musik efter midnat."
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CourtReportFactory(RootedFactory[CourtReport]):
    """An eviction that was called off."""

    class Meta:
        model = CourtReport

    _rooted: ClassVar[dict[str, str]] = {
        "association": "lease__tenancy__department__association",
        "municipality": "lease__tenancy__department__municipality",
        "tenancy": "lease__tenancy",
    }

    lease = SubFactory(LeaseFactory)
    tenancy = SelfAttribute("lease.tenancy")
    association = SelfAttribute("lease.association")
    municipality = SelfAttribute("lease.municipality")
    kind = ReportKind.CALLED_OFF
    cause = Cause.ARREARS
    occurred_on = dt.date(2026, 11, 20)
    said_at = NOW
    said_by = SubFactory(UserFactory)


class CourtFileFactory(DjangoModelFactory[CourtFile]):
    """A file that waits for its confirmation; `is_applied=True` for one received."""

    class Meta:
        model = CourtFile

    class Params:
        is_applied = False

    municipality = SubFactory(MunicipalityFactory)
    file_name = "fogedsager.csv"
    sha256 = Sequence(lambda n: f"{n:064x}")
    received_on = TODAY
    status = LazyAttribute(lambda file: "applied" if file.is_applied else "checked")
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)
    applied_at = LazyAttribute(lambda file: NOW if file.is_applied else None)
    applied_by = LazyAttribute(lambda file: file.recorded_by if file.is_applied else None)


class CourtFileLineFactory(DjangoModelFactory[CourtFileLine]):
    """A line that fits a tenancy."""

    class Meta:
        model = CourtFileLine

    file = SubFactory(CourtFileFactory)
    municipality = SelfAttribute("file.municipality")
    line = Sequence(lambda n: n + 2)
    court_case_number = Sequence(lambda n: f"FS 1-{n}/2026")
    filed_on = dt.date(2026, 11, 18)
    cause = Cause.ARREARS
    state = CourtLineState.MATCHED
    lease = SubFactory(LeaseFactory, tenancy__department__municipality=SelfAttribute("....municipality"))
