"""A small world counted by hand: two municipalities, two associations, and traps at every border."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from accounts.models import Municipality, User
from casework.enums import Cause, CourseResult, InterventionResult, OpenedBy
from casework.models import Case, Eviction, LegalCourse
from housing.enums import DeliveryStatus, NoticeKind, Step
from housing.models import Department, HousingAssociation
from reports.facts.rebuild import rebuild
from tests.factories import COPENHAGEN, NOW
from tests.factories.accounts import MunicipalityFactory, UnitFactory, UserFactory
from tests.factories.appointments import EvictionReviewFactory
from tests.factories.casework import (
    CaseBackgroundFactory,
    CaseFactory,
    ContactAttemptFactory,
    InterventionFactory,
    UnknownFactFactory,
)
from tests.factories.courses import EvictionFactory, LegalCourseFactory, LegalStepFactory
from tests.factories.deadlines import FollowUpFactory
from tests.factories.housing import (
    ArrearsWarningFactory,
    DeliveryFactory,
    DepartmentDwellingsFactory,
    DepartmentFactory,
    HousingAssociationFactory,
    LeaseFactory,
    LeaseTenantFactory,
    NoticeFactory,
)
from tests.factories.requests import AgencyRequestFactory, HoldRequestFactory
from tests.factories.sharing import AdviserContactFactory, HandoverFactory, HandoverItemFactory


@dataclasses.dataclass(frozen=True, slots=True)
class World:
    """The places and people of the hand-counted world."""

    copenhagen: Municipality
    frederiksberg: Municipality
    kab: HousingAssociation
    fsb: HousingAssociation
    adviser: User


def make_world() -> World:
    """Everything in it; see the comments at each trap."""
    copenhagen = MunicipalityFactory(code="101", name="København")
    frederiksberg = MunicipalityFactory(code="147", name="Frederiksberg")
    kab = HousingAssociationFactory(code="KAB", name="KAB")
    fsb = HousingAssociationFactory(code="FSB", name="fsb")
    world = World(copenhagen, frederiksberg, kab, fsb, UserFactory())
    _people_and_homes(world)
    rebuild(now=NOW)
    return world


def _people_and_homes(world: World) -> None:
    k1 = DepartmentFactory(association=world.kab, municipality=world.copenhagen, district="3")
    k2 = DepartmentFactory(association=world.kab, municipality=world.copenhagen, district="7")
    f1 = DepartmentFactory(association=world.fsb, municipality=world.copenhagen, district="5")
    away = DepartmentFactory(association=world.kab, municipality=world.frederiksberg, district="")
    # The number of dwellings of k2 is not known; that of the year before must not be taken.
    for department, year, dwellings in (
        (k1, 2026, 400),
        (k1, 2025, 9999),
        (k2, 2025, 50),
        (f1, 2026, 600),
        (away, 2026, 100),
    ):
        DepartmentDwellingsFactory(department=department, year=year, dwellings=dwellings)
    _arrears(world, k1, k2, away)
    _cases(world, k1, k2, f1, away)
    _contacts(world)


def _arrears(world: World, k1: Department, k2: Department, away: Department) -> None:
    a, b = LeaseFactory(department=k1), LeaseFactory(department=k1)
    c, z = LeaseFactory(department=k2), LeaseFactory(department=away)
    lists: tuple[tuple[dt.date, dict[str, Any], tuple[tuple[Any, Step], ...]], ...] = (
        (dt.date(2026, 10, 20), {}, ((a, Step.EARLY), (b, Step.DEMANDED), (c, Step.FILED), (z, Step.DEMANDED))),
        (dt.date(2026, 11, 20), {}, ((a, Step.DEMANDED), (b, Step.DEMANDED))),
        # Taken back, and of another year: neither counts.
        (dt.date(2026, 9, 20), {"status": DeliveryStatus.UNDONE}, ((a, Step.EARLY),)),
        (dt.date(2025, 12, 31), {}, ((a, Step.EARLY),)),
    )
    for as_of, status, lines in lists:
        delivery = DeliveryFactory(association=world.kab, as_of=as_of, is_applied=True, **status)
        for lease, step in lines:
            ArrearsWarningFactory(delivery=delivery, lease=lease, as_of=as_of, step=step)
    # A list that was only checked makes no association a delivering one.
    DeliveryFactory(association=world.fsb, as_of=dt.date(2026, 10, 20))
    NoticeFactory(lease=b, received_on=dt.date(2026, 12, 31))
    NoticeFactory(lease=c, received_on=dt.date(2026, 1, 1), kind=NoticeKind.COURT)
    NoticeFactory(lease=a, received_on=dt.date(2025, 12, 31))
    NoticeFactory(lease=z, received_on=dt.date(2026, 5, 5))


def _cases(world: World, k1: Department, k2: Department, f1: Department, away: Department) -> None:
    unit = UnitFactory(municipality=world.copenhagen, organisation__code="SOF", organisation__name="SOF")

    def case(department: Department, opened_on: dt.date, **fields: Any) -> Case:
        fields.setdefault("lease", LeaseFactory(department=department))
        made = CaseFactory(unit=unit, opened_on=opened_on, **fields)
        assert isinstance(made, Case)
        return made

    # The seventh day counts, until midnight in Copenhagen. On its birthday a tenant is of the next band.
    lease = LeaseFactory(department=k1, allocation="municipal")
    LeaseTenantFactory(lease=lease, tenant__birth_date=dt.date(2001, 1, 5))
    LeaseTenantFactory(lease=lease, tenant__birth_date=dt.date(2003, 8, 8))
    one = case(
        k1,
        dt.date(2026, 1, 5),
        lease=lease,
        opened_by=OpenedBy.AGREEMENT,
        taken_up_at=_moment(2026, 1, 7),
        first_contact_at=_moment(2026, 1, 12, 23, 30),
        first_reached_at=_moment(2026, 1, 13),
        closed_on=dt.date(2026, 2, 1),
        housing_outcome="stays",
        contact_outcome="helped",
        arrears_outcome="paid_public",
    )
    # Half past midnight is the eighth day, though the seventh by UTC.
    two = case(
        f1,
        dt.date(2026, 2, 2),
        household_type="single_parent",
        opened_by=OpenedBy.SECTION_92_2,
        taken_up_at=_moment(2026, 2, 2),
        first_contact_at=_moment(2026, 2, 10, 0, 30),
        closed_on=dt.date(2026, 3, 20),
        housing_outcome="evicted",
        contact_outcome="too_late",
        arrears_outcome="open",
    )
    # Exactly a year in the home is a year.
    lease = LeaseFactory(department=k2, starts_on=dt.date(2025, 6, 1))
    three = case(k2, dt.date(2026, 6, 1), lease=lease, opened_by=OpenedBy.COURT, contact_count=3)
    # Spoken with the day before the case was opened: nought days, not minus one.
    case(
        f1,
        dt.date(2026, 12, 31),
        opened_by=OpenedBy.OWN_INQUIRY,
        taken_up_at=_moment(2027, 1, 3),
        first_contact_at=_moment(2026, 12, 30),
        first_reached_at=_moment(2026, 12, 30),
    )
    # Opened the year before, closed in this one.
    five = case(
        k1,
        dt.date(2025, 12, 31),
        closed_on=dt.date(2026, 1, 2),
        housing_outcome="stays",
        contact_outcome="no_need",
        arrears_outcome="instalments",
    )
    case(k1, dt.date(2025, 11, 1), closed_on=dt.date(2026, 12, 31))
    case(k1, dt.date(2025, 10, 1), closed_on=dt.date(2025, 12, 31))
    elsewhere = CaseFactory(unit=UnitFactory(municipality=world.frederiksberg), lease=LeaseFactory(department=away))

    for ended, result in (
        (one, CourseResult.PAID),
        (one, CourseResult.WITHDRAWN),
        (two, CourseResult.CARRIED_OUT),
        (five, CourseResult.LEFT_BEFORE),
    ):
        LegalCourseFactory(case=ended, stage="ended", ended_on=ended.closed_on, result=result)
    _steps(LegalCourseFactory(case=three))
    _attempts(three, elsewhere)
    _backgrounds(one, two)
    _follow_ups(one, five)
    _help(one, two, elsewhere)
    _requests(one, two, three, elsewhere)
    _evictions(two, three, one, elsewhere)


def _steps(course: LegalCourse) -> None:
    """Rescinded within twelve months; what was taken back, or came later, is no further stage."""
    LegalStepFactory(course=course, occurred_on=dt.date(2026, 6, 5))
    LegalStepFactory(course=course, occurred_on=dt.date(2026, 6, 20), kind="rescission")
    mistaken = LegalStepFactory(course=course, occurred_on=dt.date(2026, 7, 1), kind="filing")
    LegalStepFactory(course=course, occurred_on=mistaken.occurred_on, kind="filing", corrects=mistaken, is_void=True)
    LegalStepFactory(course=course, occurred_on=dt.date(2027, 6, 2), kind="filing")


def _attempts(three: Case, elsewhere: Case) -> None:
    """The last one counts in the year in which it was half past midnight in Copenhagen."""
    ContactAttemptFactory(case=three, occurred_at=_moment(2026, 6, 2), is_reached=True)
    ContactAttemptFactory(case=three, occurred_at=_moment(2026, 6, 3, 19), part_of_day="evening")
    ContactAttemptFactory(case=three, occurred_at=_moment(2026, 6, 4), mode="letter", part_of_day="afternoon")
    ContactAttemptFactory(case=three, occurred_at=_moment(2027, 1, 1, 0, 30))
    ContactAttemptFactory(case=elsewhere, occurred_at=_moment(2026, 6, 4))


def _backgrounds(one: Case, two: Case) -> None:
    for case, code in ((one, "debt"), (one, "illness"), (two, "debt")):
        CaseBackgroundFactory(case=case, code=code)
    UnknownFactFactory(case=one, fact="household")


def _follow_ups(one: Case, five: Case) -> None:
    """After three months all was well; after six there were new arrears, which a correction found."""
    FollowUpFactory(case=one)
    mistaken = FollowUpFactory(case=one, months=6, has_new_arrears="no")
    FollowUpFactory(case=one, months=6, has_new_arrears="yes", corrects=mistaken)
    FollowUpFactory(case=five, is_housed="no", has_new_arrears="unknown")


def _help(one: Case, two: Case, elsewhere: Case) -> None:
    InterventionFactory(case=one, kind="grant_81", starts_on=dt.date(2026, 1, 1))
    InterventionFactory(case=one, kind="conversation", starts_on=dt.date(2026, 12, 31))
    InterventionFactory(case=two, kind="grant_81", starts_on=dt.date(2026, 3, 1), result=InterventionResult.REFUSED)
    InterventionFactory(case=one, kind="grant_81", starts_on=dt.date(2025, 12, 31))
    InterventionFactory(case=elsewhere, kind="storage", starts_on=dt.date(2026, 5, 5))


def _requests(one: Case, two: Case, three: Case, elsewhere: Case) -> None:
    """One answered on its fourth day, half past midnight; one on its own day; one that waits over New Year."""
    team = UnitFactory(municipality=one.municipality, organisation__code="BIF", organisation__name="Jobcenter")
    sent_at = _moment(2026, 1, 5)
    asked = {"case": one, "to_organisation": team.organisation}
    AgencyRequestFactory(**asked, sent_at=sent_at, answered_at=_moment(2026, 1, 9, 0, 30))
    HoldRequestFactory(case=two, sent_at=_moment(2026, 2, 2), answered_at=_moment(2026, 2, 2, 15))
    HoldRequestFactory(case=three, sent_at=_moment(2026, 12, 31, 23, 30))
    # Withdrawn, of another year, and of another municipality: none counts.
    AgencyRequestFactory(**asked, sent_at=sent_at, withdrawn_at=sent_at, withdrawn_why="mistake")
    AgencyRequestFactory(**asked, sent_at=_moment(2025, 12, 31, 23, 30), answered_at=sent_at)
    HoldRequestFactory(case=elsewhere, sent_at=sent_at, answered_at=_moment(2026, 1, 25))


def _evictions(with_children: Case, subletting: Case, first_day: Case, elsewhere: Case) -> None:
    march = EvictionFactory(
        case=with_children,
        occurred_on=dt.date(2026, 3, 10),
        has_children="yes",
        children=2,
        adults=1,
        further_causes=[Cause.HOUSE_RULES],
    )
    EvictionFactory(
        case=subletting, occurred_on=dt.date(2026, 12, 31), cause=Cause.SUBLETTING, has_children="no", children=0
    )
    january = EvictionFactory(case=first_day, occurred_on=dt.date(2026, 1, 1))
    before = EvictionFactory(case=first_day, occurred_on=dt.date(2025, 12, 31), has_children="yes", children=3)
    away = EvictionFactory(case=elsewhere, occurred_on=dt.date(2026, 7, 1))
    _reviews(march, january, before, away)


def _reviews(march: Eviction, january: Eviction, before: Eviction, away: Eviction) -> None:
    # A corrected review counts once, as it was corrected; those of another year or municipality do not count.
    corrected = EvictionReviewFactory(eviction=march, chances=["other"])
    EvictionReviewFactory(eviction=march, chances=["language", "hold_not_asked"], corrects=corrected)
    EvictionReviewFactory(eviction=january, chances=["none"])
    EvictionReviewFactory(eviction=before, chances=["health"], held_on=dt.date(2026, 1, 2))
    EvictionReviewFactory(eviction=away, chances=["health"])


def _contacts(world: World) -> None:
    told = AdviserContactFactory(association=world.kab, adviser=world.adviser, topics=["budget", "debt"])
    lease = LeaseFactory(department__association=world.kab, department__municipality=world.copenhagen)
    handover = HandoverFactory(lease=lease)
    HandoverItemFactory(handover=handover, kind="contact", occurred_on=told.occurred_on, source_id=told.pk)
    HandoverFactory(lease=lease, direction="from_association", sent_at=_moment(2025, 12, 31))
    AdviserContactFactory(association=world.kab, adviser=world.adviser, topics=["budget"])
    AdviserContactFactory(association=world.kab, adviser=world.adviser, occurred_on=dt.date(2025, 12, 31))
    AdviserContactFactory(association=world.fsb, topics=["debt"])
    # An association without a home in either municipality.
    AdviserContactFactory(association=HousingAssociationFactory(), topics=["children"])


def _moment(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)
