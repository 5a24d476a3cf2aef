"""The cases of a household, one after another, and what is recorded on each."""

from __future__ import annotations

import dataclasses
import datetime as dt

from accounts.models import Municipality, Unit, User
from casework.enums import Cause, OpenedBy, StatisticsFact
from casework.enums_sharing import OPEN_STATUSES, ConsentForm, HandoverDirection, HandoverStatus
from casework.models import (
    AdviserContact,
    Campaign,
    Case,
    CaseBackground,
    Consent,
    Eviction,
    EvictionReview,
    Handover,
    HandoverItem,
    Person,
    Programme,
    UnknownFact,
)
from housing.enums import ChildrenKnown, District
from housing.models import Department, Lease
from tests.factories import NOW

from .chance import DAY, Chance
from .keeping import Kept
from .work import make_courses, make_follow_ups, make_requests, make_work

HOUSEHOLDS = ("", "unknown", "single", "single_parent", "never heard of")
BACKGROUNDS = ("debt", "illness", "prison", "never heard of")
CHANCES = ("language", "hold_not_asked", "health", "other")
HOUSING_OUTCOMES = ("stays", "stays", "stays", "moved", "left_no_home", "evicted", "died", "transferred", "unknown")
CONTACT_OUTCOMES = ("helped", "no_need", "too_late", "mistake")
ARREARS_OUTCOMES = ("paid_self", "open", "none")


@dataclasses.dataclass(slots=True)
class World:
    """One municipality in the making. `days` are those on which something happens in a lease, by its identity."""

    chance: Chance
    municipality: Municipality
    units: list[Unit]
    programmes: list[Programme]
    departments: list[Department]
    campaigns: dict[int, Campaign]
    user: User
    cases: list[Case] = dataclasses.field(default_factory=list)
    leases: list[Lease] = dataclasses.field(default_factory=list)
    named: dict[int, set[int]] = dataclasses.field(default_factory=dict)
    districts: dict[int, str] = dataclasses.field(default_factory=dict)
    days: dict[int, list[dt.date]] = dataclasses.field(default_factory=dict)
    evicted: set[tuple[int, dt.date]] = dataclasses.field(default_factory=set)


def make_cases(kept: Kept, world: World, lease: Lease, turn: dt.date) -> None:
    """No case, or some one after another, of which the last may be open; and evictions that no case knows.

    `turn` is the day from which ages and years in the home were reckoned.
    """
    chance = world.chance
    opened_on = turn if chance.happens(0.5) else chance.day()
    world.leases.append(lease)
    days = world.days.setdefault(id(lease), [turn])
    before: Case | None = None
    for _ in range(chance.randint(0, 3)):
        case = _case(kept, world, lease, opened_on, before)
        _of_case(kept, world, case)
        days.append(opened_on)
        if case.closed_on is None:
            break
        days.append(case.closed_on)
        before, opened_on = case, chance.after(case.closed_on)
    if chance.happens(0.4):
        _evict(kept, world, lease, None, chance.near(chance.choice(days)))


def _case(kept: Kept, world: World, lease: Lease, opened_on: dt.date, before: Case | None) -> Case:
    chance, tenancy = world.chance, lease.tenancy
    opened_at = chance.moment(opened_on)
    if before is not None and opened_at <= before.opened_at:
        opened_at = before.opened_at + dt.timedelta(minutes=1)
    closed_on = None if chance.happens(0.3) else chance.after(opened_on)
    case = Case(
        number=f"R-{kept.next_number()}", municipality=world.municipality, unit=chance.choice(world.units),
        taken_up_at=None if chance.happens(0.3) else chance.moment(chance.near(opened_on)),
        is_restricted=chance.happens(0.1), association=tenancy.association, department=tenancy.department,
        tenancy=tenancy, lease=lease, address="Lundtoftegade 1", names="Ida Holm",
        district=_district_of(world, lease),
        household_type=chance.choice(HOUSEHOLDS), has_children=chance.choice(list(ChildrenKnown)),
        children=chance.choice((None, 0, 2)), adults=chance.choice((None, 1, 2)),
        opened_at=opened_at, opened_on=opened_on, opened_year=opened_on.year,
        opened_by=chance.choice([OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2, *OpenedBy]),
        campaign=world.campaigns[tenancy.association_id] if chance.happens(0.2) else None,
        first_warned_on=None if chance.happens(0.5) else chance.near(opened_on),
        first_noticed_on=None if chance.happens(0.7) else chance.near(opened_on),
        cause=chance.choice(list(Cause)),
    )  # fmt: skip
    if closed_on is not None:
        case.closed_on, case.closed_year, case.closed_by = closed_on, closed_on.year, world.user
        case.closed_at = chance.moment(closed_on)
        case.housing_outcome = chance.choice(HOUSING_OUTCOMES)
        case.contact_outcome = chance.choice(CONTACT_OUTCOMES)
        case.arrears_outcome = chance.choice(ARREARS_OUTCOMES)
    world.cases.append(case)
    return kept.add(case)


def _district_of(world: World, lease: Lease) -> str:
    """Where the home lay: the department's district, or another, if that has been changed since."""
    known = world.districts.get(id(lease.tenancy))
    if known is None:
        own = lease.tenancy.department.district
        known = own if world.chance.happens(0.8) else world.chance.choice(["", *District])
        world.districts[id(lease.tenancy)] = known
    return known


def _of_case(kept: Kept, world: World, case: Case) -> None:
    chance, here = world.chance, {"case": case, "municipality": case.municipality}
    for code in chance.some(BACKGROUNDS, 2):
        kept.add(CaseBackground(**here, code=code))
    for fact in chance.some([fact for fact in StatisticsFact if fact != StatisticsFact.CONTACT], 2):
        kept.add(UnknownFact(**here, fact=fact, recorded_at=NOW, recorded_by=world.user))
    make_work(kept, chance, case, world.programmes, world.user)
    make_courses(kept, chance, case, world.user)
    make_requests(kept, chance, case, world.units, world.user)
    if case.closed_on is not None:
        make_follow_ups(kept, chance, case, world.user)
    if chance.happens(0.35):
        day = case.opened_on if chance.happens(0.2) else chance.near(case.opened_on)
        _evict(kept, world, case.lease, case, day)
        if chance.happens(0.4):
            _evict(kept, world, case.lease, case, chance.after(day))


def _evict(kept: Kept, world: World, lease: Lease, case: Case | None, day: dt.date) -> None:
    chance, tenancy = world.chance, lease.tenancy
    if (id(tenancy), day) in world.evicted:
        return
    world.evicted.add((id(tenancy), day))
    eviction = kept.add(
        Eviction(
            municipality=tenancy.municipality, association=tenancy.association, department=tenancy.department,
            tenancy=tenancy, case=case, occurred_on=day, year=day.year, cause=chance.choice(list(Cause)),
            further_causes=chance.some(list(Cause), 2), district=_district_of(world, lease),
            household_type=chance.choice(HOUSEHOLDS), has_children=chance.choice(list(ChildrenKnown)),
            children=chance.choice((None, 0, 1, 3)), adults=chance.choice((None, 0, 1, 2)),
            source="court", recorded_at=NOW, recorded_by=world.user,
        )
    )  # fmt: skip
    if case is not None and chance.happens(0.6):
        _review(kept, world, eviction, case)


def _review(kept: Kept, world: World, eviction: Eviction, case: Case) -> None:
    """A review, and its corrections."""
    corrects = None
    for level in range(world.chance.randint(1, 3)):
        found = ["none"] if world.chance.happens(0.2) else world.chance.sample(CHANCES, world.chance.randint(1, 3))
        corrects = kept.add(
            EvictionReview(
                eviction=eviction, case=case, municipality=case.municipality, held_on=eviction.occurred_on + 400 * DAY,
                participants="Mette Holm", chances=found, corrects=corrects, recorded_at=NOW, recorded_by=world.user,
            ),
            level,
        )  # fmt: skip


def make_handovers(kept: Kept, world: World, contacts: list[AdviserContact]) -> None:
    """Handovers of every direction in every state, with a case and without, and the contacts in them."""
    chance = world.chance
    for _ in range(chance.randint(0, 6) if world.leases else 0):
        lease = chance.choice(world.leases)
        cases = [case for case in world.cases if case.lease is lease]
        case = chance.choice([None, *cases])
        direction = chance.choice(list(HandoverDirection)) if case else HandoverDirection.FROM_ADVISER
        status = chance.choice([one for one in HandoverStatus if case or one != HandoverStatus.ACCEPTED])
        is_open = status in OPEN_STATUSES
        handover = Handover(
            direction=direction, municipality=lease.municipality, association=lease.association, lease=lease, case=case,
            about_names="Ida Holm", about_address="Lundtoftegade 1", basis=OpenedBy.OWN_INQUIRY, purpose="Hjælp",
            is_protected=chance.happens(0.1), sent_at=chance.moment(chance.day()), sent_by=world.user, status=status,
            answered_at=None if is_open else NOW, answered_by=None if is_open else world.user,
            answer_reason="Kender vi" if status == HandoverStatus.DECLINED else "",
        )  # fmt: skip
        if direction == HandoverDirection.TO_ADVISER:
            assert case is not None
            handover.adviser, handover.basis = world.user, OpenedBy.CONSENT
            handover.consent = _consent(kept, world, case)
        else:
            handover.unit = world.units[0]
        kept.add(handover)
        for contact in chance.sample(contacts, chance.randint(0, 2)):
            _hand_over(kept, handover, contact)


def _hand_over(kept: Kept, handover: Handover, contact: AdviserContact) -> None:
    item = HandoverItem(
        handover=handover, municipality=handover.municipality, association=handover.association, kind="contact",
        occurred_on=contact.occurred_on,
    )  # fmt: skip
    kept.numbered.append((item, contact))
    kept.add(item)


def _consent(kept: Kept, world: World, case: Case) -> Consent:
    person = kept.add(Person(municipality=world.municipality, name="Ida Holm"))
    return kept.add(
        Consent(
            municipality=world.municipality, case=case, person=person, topics=["debt"], organisations=[1],
            starts_on=case.opened_on, ends_on=case.opened_on, form=ConsentForm.ORAL, witness="Mona Lund",
            recorded_at=NOW, recorded_by=world.user,
        )
    )  # fmt: skip
