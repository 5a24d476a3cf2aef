"""What associations and the court told in the demo: campaigns, facts of a ground, reports, a late notice, a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone

from casework.enums import Cause, EventKind, StepSource
from casework.enums_association import (
    CampaignMethod,
    CourtFileStatus,
    CourtLineReason,
    CourtLineState,
    FactKind,
    MediationOutcome,
    ReportKind,
)
from casework.models import (
    AdviserContact,
    Campaign,
    Case,
    CaseEvent,
    CourseFact,
    CourtFile,
    CourtFileLine,
    CourtReport,
    LegalCourse,
    Programme,
)
from housing.enums import Step
from housing.models import ArrearsPosition, Lease, Notice

from .organisations import Town

#: Association, name, method, first and last day; the second goes on.
CAMPAIGNS = (
    ("KAB", "Fremlejekontrol 2023", CampaignMethod.ADVERTS, dt.date(2023, 2, 1), dt.date(2024, 1, 31)),
    ("FSB", "Hvem bor her?", CampaignMethod.REGISTER, dt.date(2025, 9, 1), None),
)
#: What is known of a course for each cause: kind, source, where, who, in words, outcome.
FACTS = {
    Cause.SUBLETTING: (
        (FactKind.ADVERT, StepSource.ASSOCIATION, "boligannoncer på nettet", "", "Hele lejligheden til leje.", ""),
        (FactKind.OCCUPANTS, StepSource.ASSOCIATION, "", "En familie på fire", "De betaler lejeren kontant.", ""),
    ),
    Cause.HOUSE_RULES: (
        (FactKind.COMPLAINT, StepSource.ASSOCIATION, "", "Naboen ovenpå", "Høj musik efter midnat tre weekender.", ""),
        (
            FactKind.MEDIATION,
            StepSource.ADVISER,
            "",
            "Lejeren og naboen ovenpå",
            "Mødtes i beboerlokalet.",
            MediationOutcome.AGREED,
        ),
    ),
}  # fmt: skip


def write_association(town: Town, now: dt.datetime) -> None:
    """All of it; the cases' derived columns do not depend on it."""
    today = timezone.localdate(now)
    _campaigns(town, today, now)
    _facts(town, now)
    _reports(town, now)
    _missing_notice()
    _court_file(town, today, now)
    programme = Programme.objects.filter(owner=town.associations["KAB"].organisation).first()
    contacts = AdviserContact.objects.filter(association=town.associations["KAB"], topics__contains=["arrears"])
    contacts.update(programme=programme)


def _campaigns(town: Town, today: dt.date, now: dt.datetime) -> None:
    """The subletting cases an association had in the time of its campaign came of it."""
    for code, name, method, first, last in CAMPAIGNS:
        association = town.associations[code]
        campaign = Campaign.objects.create(
            association=association, name=name, method=method, starts_on=first, ends_on=last,
            recorded_at=now, recorded_by=town.people["ole"],
        )  # fmt: skip
        campaign.departments.set(association.departments.order_by("code")[:2] if last is None else [])
        cases = Case.objects.filter(association=association, cause=Cause.SUBLETTING)
        cases.filter(opened_on__range=(first, last or today)).update(campaign=campaign)


def _facts(town: Town, now: dt.datetime) -> None:
    courses = LegalCourse.objects.filter(cause__in=FACTS).select_related("case__unit__organisation")
    facts = CourseFact.objects.bulk_create(
        fact for course in courses.order_by("pk") for fact in _of(course, town, now) if fact.occurred_on <= now.date()
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case_id=fact.case_id, municipality_id=fact.municipality_id, kind=EventKind.COURSE_FACT,
            occurred_on=fact.occurred_on, recorded_at=fact.recorded_at, by_user=fact.recorded_by,
            by_name=fact.recorded_by.name, by_organisation=fact.case.unit.organisation.name,
            detail={
                "fact": fact.pk, "course": fact.course_id, "kind": fact.kind, "source": fact.source,
                "place": fact.place, "parties": fact.parties, "text": fact.text, "outcome": fact.outcome,
            },
        )
        for fact in facts
    )  # fmt: skip


def _of(course: LegalCourse, town: Town, now: dt.datetime) -> Iterator[CourseFact]:
    case = course.case
    for number, (kind, source, place, parties, text, outcome) in enumerate(FACTS[Cause(course.cause)]):
        on = course.started_on + dt.timedelta(days=9 * number)
        if case.closed_on is None or on <= case.closed_on:
            at = timezone.make_aware(dt.datetime.combine(on, dt.time(14, 20)))
            yield CourseFact(
                course=course, case=case, municipality_id=case.municipality_id, kind=kind, occurred_on=on,
                source=source, place=place, parties=parties, text=text, outcome=outcome,
                recorded_at=min(at, now), recorded_by=town.people["mette"],
            )  # fmt: skip


def _reports(town: Town, now: dt.datetime) -> None:
    """KAB has a hearing ahead, and an eviction of which it has not said what came."""
    noticed = Notice.objects.filter(lease=OuterRef("pk"))
    leases = Lease.objects.filter(association=town.associations["KAB"], ends_on=None).exclude(Exists(noticed))
    days = ((ReportKind.HEARING_SET, 8), (ReportKind.EVICTION_SET, -2))
    for lease, (kind, wait) in zip(leases.order_by("pk")[:2], days, strict=True):
        CourtReport.objects.create(
            association_id=lease.association_id, municipality_id=lease.municipality_id, tenancy_id=lease.tenancy_id,
            lease=lease, kind=kind, cause=Cause.SUBLETTING, occurred_on=now.date() - dt.timedelta(days=20),
            takes_place_at=now.replace(hour=9, minute=30, second=0, microsecond=0) + dt.timedelta(days=wait),
            court="Københavns Byret", said_at=now - dt.timedelta(days=19), said_by=town.people["ole"],
        )  # fmt: skip


def _missing_notice() -> None:
    """By KAB's list the court has a case of which it has told nobody; late notices are in the stories."""
    noticed = Notice.objects.filter(lease=OuterRef("lease"))
    silent = ArrearsPosition.objects.owing().filter(association__code="KAB", step=Step.RESCINDED)
    missing = silent.exclude(Exists(noticed)).order_by("pk").first()
    if missing is not None:
        missing.step = Step.FILED
        missing.save(update_fields=["step"])


def _court_file(town: Town, today: dt.date, now: dt.datetime) -> None:
    """A file of the court whose one line names a home nobody knows."""
    copenhagen = town.municipalities["101"]
    mette = town.people["mette"]
    file = CourtFile.objects.create(
        municipality=copenhagen, file_name="fogedsager-uge-47.csv", sha256="0" * 64, received_on=today,
        status=CourtFileStatus.APPLIED, recorded_at=now, recorded_by=mette, applied_at=now, applied_by=mette,
    )  # fmt: skip
    CourtFileLine.objects.create(
        file=file, municipality=copenhagen, line=2, court_case_number="FS 12-4711/2026", association_name="KAB",
        name="Bodil Krag", address="Gammel Kalkbrænderivej 999, 2100 København Ø",
        filed_on=today - dt.timedelta(days=2), court="Københavns Byret", cause=Cause.ARREARS,
        state=CourtLineState.PARKED, reason=CourtLineReason.NO_HOME,
    )  # fmt: skip
