"""A small world counted by hand: two municipalities, two associations, and traps at every border."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import Municipality, User
from casework.enums import Cause, CourseResult, InterventionResult, OpenedBy
from casework.models import Case, Eviction
from housing.enums import DeliveryStatus, NoticeKind, Step
from housing.models import Department, HousingAssociation
from tests.factories import COPENHAGEN
from tests.factories.accounts import MunicipalityFactory, UnitFactory, UserFactory
from tests.factories.appointments import EvictionReviewFactory
from tests.factories.casework import (
    AdviserContactFactory,
    CaseFactory,
    EvictionFactory,
    InterventionFactory,
    LegalCourseFactory,
)
from tests.factories.housing import (
    ArrearsWarningFactory,
    DeliveryFactory,
    DepartmentDwellingsFactory,
    DepartmentFactory,
    HousingAssociationFactory,
    LeaseFactory,
    NoticeFactory,
)
from tests.factories.requests import AgencyRequestFactory, HoldRequestFactory

#: What stands in Copenhagen's report of 2026: each figure's value, and its parts.
COUNTED_BY_HAND: dict[str, tuple[Any, dict[str, Any]]] = {
    "evictions": (3, {}),
    "evictions_by_cause": (3, {"arrears": 2, "subletting": 1, "house_rules": 0, "crime": 0, "other": 0}),
    "evictions_by_district": (
        3,
        {"1": 0, "2": 0, "3": 1, "4": 0, "5": 1, "6": 0, "7": 1, "8": 0, "9": 0, "10": 0},
    ),
    "evictions_by_association": (3, {"KAB": 2, "FSB": 1}),
    "evictions_with_children": (1, {"yes": 1, "no": 1, "unknown": 1}),
    "children_evicted": (2, {}),
    "evictions_per_1000_dwellings": (Decimal("2.00"), {"KAB": Decimal("2.50"), "FSB": Decimal("1.67")}),
    "coverage": (Decimal("40.0"), {"delivering": 400, "others": 600}),
    "warnings_received": (5, {"early": 1, "demanded": 3, "rescinded": 0, "filed": 1}),
    "tenancies_warned": (3, {}),
    "notices_received": (2, {"s92_2": 1, "court": 1}),
    "cases_opened": (
        4,
        {
            "agreement": 1,
            "s92_2": 1,
            "court": 1,
            "consent": 0,
            "own_inquiry": 1,
            "child_concern": 0,
            "other": 0,
        },
    ),
    "cases_taken_up": (3, {"taken_up": 3, "waiting": 1}),
    "turnaround": (Decimal("1.0"), {}),
    "contacted_within_7_days": (Decimal("50.0"), {"within_7_days": 2, "later": 1, "not_yet": 1}),
    "reached_within_7_days": (Decimal("25.0"), {"within_7_days": 1, "later": 1, "not_yet": 2}),
    "median_days_to_contact": (Decimal("7.0"), {}),
    "median_days_to_reach": (Decimal("4.0"), {}),
    "interventions": (3, {"grant_81": 2, "conversation": 1}),
    "requests_sent": (
        3,
        {
            "benefit_check": 1,
            "direct_rent": 0,
            "debt_advice": 0,
            "housing_benefit": 0,
            "rehousing": 0,
            "hold": 2,
            "documents": 0,
        },
    ),
    "days_to_answer": (Decimal("2.0"), {"benefit_check": Decimal("4.0"), "hold": Decimal("0.0")}),
    "days_to_answer_by_receiver": (Decimal("2.0"), {"FSB": Decimal("0.0"), "BIF": Decimal("4.0")}),
    "cases_closed": (4, {}),
    "averted": (2, {"averted": 2, "not_averted": 2}),
    "housing_outcomes": (4, {"stays": 3, "evicted": 1}),
    "contact_outcomes": (4, {"no_need": 2, "helped": 1, "too_late": 1}),
    "arrears_outcomes": (4, {"instalments": 1, "open": 1, "paid_public": 1, "paid_self": 1}),
    "course_results": (
        4,
        {"paid": 1, "settled": 0, "withdrawn": 1, "refused": 0, "carried_out": 1, "left_before": 1},
    ),
    "evictions_reviewed": (2, {"reviewed": 2, "not_reviewed": 1}),
    "missed_chances": (2, {"hold_not_asked": 1, "language": 1, "none": 1}),
    "adviser_contacts": (3, {"budget": 2, "debt": 2}),
}

#: What KAB reads of itself in 2026, in both municipalities.
KAB_BY_HAND: dict[str, tuple[Any, dict[str, Any]]] = {
    "evictions": (3, {}),
    "evictions_by_cause": (3, {"arrears": 2, "subletting": 1, "house_rules": 0, "crime": 0, "other": 0}),
    "evictions_by_district": (
        3,
        {"1": 0, "2": 0, "3": 1, "4": 0, "5": 0, "6": 0, "7": 1, "8": 0, "9": 0, "10": 0, "none": 1},
    ),
    "evictions_by_association": (3, {"KAB": 3}),
    "evictions_per_1000_dwellings": (Decimal("4.00"), {"KAB": Decimal("4.00")}),
    "coverage": (Decimal("100.0"), {"delivering": 500, "others": 0}),
    "warnings_received": (6, {"early": 1, "demanded": 4, "rescinded": 0, "filed": 1}),
    "tenancies_warned": (4, {}),
    "notices_received": (2, {"s92_2": 2, "court": 0}),
    "turnaround": (Decimal("2.0"), {}),
}


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
    unit = UnitFactory(municipality=world.copenhagen)

    def case(department: Department, opened_on: dt.date, **fields: Any) -> Case:
        made = CaseFactory(unit=unit, lease=LeaseFactory(department=department), opened_on=opened_on, **fields)
        assert isinstance(made, Case)
        return made

    # The seventh day counts, until midnight in Copenhagen.
    one = case(
        k1,
        dt.date(2026, 1, 5),
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
        opened_by=OpenedBy.SECTION_92_2,
        taken_up_at=_moment(2026, 2, 2),
        first_contact_at=_moment(2026, 2, 10, 0, 30),
        closed_on=dt.date(2026, 3, 20),
        housing_outcome="evicted",
        contact_outcome="too_late",
        arrears_outcome="open",
    )
    three = case(k2, dt.date(2026, 6, 1), opened_by=OpenedBy.COURT)
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
    LegalCourseFactory(case=three)
    _help(one, two, elsewhere)
    _requests(one, two, three, elsewhere)
    _evictions(two, three, one, elsewhere)


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
    march = EvictionFactory(case=with_children, occurred_on=dt.date(2026, 3, 10), has_children="yes", children=2)
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
    AdviserContactFactory(association=world.kab, adviser=world.adviser, topics=["budget", "debt"])
    AdviserContactFactory(association=world.kab, adviser=world.adviser, topics=["budget"])
    AdviserContactFactory(association=world.kab, adviser=world.adviser, occurred_on=dt.date(2025, 12, 31))
    AdviserContactFactory(association=world.fsb, topics=["debt"])
    # An association without a home in either municipality.
    AdviserContactFactory(association=HousingAssociationFactory(), topics=["children"])


def _moment(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)
