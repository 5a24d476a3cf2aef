"""Opening a case: by hand for any cause, or because a notice came."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import NotAllowed, Refused
from accounts.models import Unit, User
from accounts.scope import Scope
from casework import derived
from casework.actions.numbers import case_number, draw_numbers
from casework.actions.opening import open_case_by_hand, open_case_for_notice
from casework.enums import Cause, EventKind, LegalStepKind, OpenedBy, ParticipantKind, Stage, StepSource
from casework.models import (
    Case,
    CaseEvent,
    CaseNumberSeries,
    CaseParticipant,
    CasePerson,
    LegalCourse,
    LegalStep,
    Note,
    Person,
    PersonTenant,
)
from housing.enums import GateBasis, NoticeKind
from housing.models import Lease, Notice
from tests.factories import NOW, TODAY
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.casework import CaseFactory, CaseNumberSeriesFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    HouseholdFactsFactory,
    LeaseFactory,
    LeaseTenantFactory,
    NoticeFactory,
    TenantFactory,
)
from tests.factories.people import make_caseworker, make_employment_caseworker, make_officer, scope_of
from tests.factories.persons import PersonFactory, PersonTenantFactory
from tests.factories.rules import OpeningRuleFactory

pytestmark = pytest.mark.django_db

CPR: dict[str, Any] = {"cpr_hash": b"h" * 32, "cpr_sealed": b"sealed", "cpr_key_version": 1}
#: The seven days before the moment of the tests.
LAST_WEEK = TODAY - dt.timedelta(days=7)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit) -> User:
    return make_caseworker(unit)


@pytest.fixture
def by(user: User) -> Scope:
    return scope_of(user)


@pytest.fixture
def lease(unit: Unit) -> Lease:
    return LeaseFactory(
        municipality=unit.municipality,
        tenancy__street="Ågade 5",
        tenancy__number="12-3",
        tenancy__department__district="10",
    )


def by_hand(lease: Lease, by: Scope, **given: Any) -> Case:
    facts: dict[str, Any] = {"cause": Cause.HOUSE_RULES, "opened_by": OpenedBy.OWN_INQUIRY, "reason": "", "now": NOW}
    return open_case_by_hand(lease=lease, by=by, **(facts | given))


def lines() -> list[tuple[Any, ...]]:
    return list(CaseEvent.objects.order_by("pk").values_list("kind", "occurred_on", "detail"))


def test_opening_by_hand(unit: Unit, lease: Lease, by: Scope) -> None:
    HouseholdFactsFactory(lease=lease, occurred_on=dt.date(2026, 9, 1), household_type="single")
    HouseholdFactsFactory(
        lease=lease, occurred_on=dt.date(2026, 10, 1), household_type="couple_children", has_children="yes", children=3
    )
    HouseholdFactsFactory(lease=lease, occurred_on=TODAY + dt.timedelta(days=1), household_type="other")
    LeaseTenantFactory(lease=lease, tenant__name="Ida Holm")
    LeaseTenantFactory(lease=lease, tenant__name="Bo Holm")
    LeaseTenantFactory(lease=lease, tenant__name="Ole Før", ends_on=LAST_WEEK)
    CaseNumberSeriesFactory(municipality=unit.municipality, last_number=41)

    case = by_hand(lease, by, reason="Ringede selv", note="Støj om natten.")

    assert Case.objects.values(
        *("number", "municipality", "unit", "assigned_to", "is_restricted", "association", "department", "tenancy"),
        *("lease", "district", "address", "names", "household_type", "has_children", "children", "adults"),
        *("monthly_rent", "opened_at", "opened_on", "opened_year", "opened_by", "opening_reason", "cause", "stage"),
        *("amount", "triage_rule", "search_doc", "first_noticed_on", "version"),
    ).get(pk=case.pk) == {
        "number": "2026-00042",
        "municipality": unit.municipality.pk,
        "unit": unit.pk,
        "assigned_to": None,
        "is_restricted": False,
        "association": lease.association.pk,
        "department": lease.tenancy.department_id,
        "tenancy": lease.tenancy_id,
        "lease": lease.pk,
        "district": "10",
        "address": "Ågade 5, 2200 København N",
        "names": "Ida Holm, Bo Holm",
        "household_type": "couple_children",
        "has_children": "yes",
        "children": 3,
        "adults": None,
        "monthly_rent": Decimal("7500.00"),
        "opened_at": NOW,
        "opened_on": TODAY,
        "opened_year": 2026,
        "opened_by": OpenedBy.OWN_INQUIRY,
        "opening_reason": "Ringede selv",
        "cause": Cause.HOUSE_RULES,
        "stage": Stage.EARLY,
        "amount": None,
        "triage_rule": "child_first_contact",
        "search_doc": "ida holm, bo holm aagade 5, 2200 koebenhavn n 12-3 2026-00042",
        "first_noticed_on": None,
        "version": 1,
    }
    assert LegalCourse.objects.values("case", "cause", "ground", "started_on").get() == {
        "case": case.pk,
        "cause": Cause.HOUSE_RULES,
        "ground": 7,
        "started_on": TODAY,
    }
    note = Note.objects.get()
    assert lines() == [
        (
            EventKind.OPENED,
            TODAY,
            {"opened_by": "own_inquiry", "cause": "house_rules", "reason": "Ringede selv"},
        ),
        (EventKind.NOTE, TODAY, {"note": note.pk, "text": "Støj om natten."}),
    ]
    assert list(CasePerson.objects.order_by("position").values_list("person__name", "position", "role")) == [
        ("Ida Holm", 1, "tenant"),
        ("Bo Holm", 2, "tenant"),
    ]


@pytest.mark.parametrize(
    ("gate_basis", "amount"), [(GateBasis.AGREEMENT, Decimal("15000.00")), ("", None)], ids=["shared", "not shared"]
)
def test_the_amount_is_known_where_it_may_be_told(
    lease: Lease, by: Scope, gate_basis: str, amount: Decimal | None
) -> None:
    ArrearsPositionFactory(warning__lease=lease, warning__gate_basis=gate_basis)

    case = by_hand(lease, by, cause=Cause.ARREARS)

    assert (case.amount, case.amount_as_of) == (amount, dt.date(2026, 10, 20) if amount else None)


@pytest.mark.parametrize(
    ("cause", "ground"),
    [
        (Cause.ARREARS, 1),
        (Cause.SUBLETTING, 6),
        (Cause.HOUSE_RULES, 7),
        (Cause.CRIME, 10),
        (Cause.OTHER, None),
    ],
)
def test_a_cause_has_its_ground(lease: Lease, by: Scope, cause: str, ground: int | None) -> None:
    by_hand(lease, by, cause=cause)

    assert LegalCourse.objects.get().ground == ground


@pytest.mark.parametrize(("cause", "is_protected"), [(Cause.CRIME, False), (Cause.HOUSE_RULES, True)])
def test_crime_and_a_protected_address_restrict_the_case_to_whoever_opened_it(
    lease: Lease, by: Scope, cause: str, is_protected: bool
) -> None:
    LeaseTenantFactory(lease=lease)
    LeaseTenantFactory(lease=lease, tenant__is_address_protected=is_protected)

    case = by_hand(lease, by, cause=cause)

    assert case.is_restricted
    assert list(CaseParticipant.objects.values_list("case", "user", "kind", "reason", "ends_at")) == [
        (case.pk, by.user_id, ParticipantKind.CLEARED, cause if cause == Cause.CRIME else "protected_address", None)
    ]


def test_people_already_known_are_met_again(unit: Unit, lease: Lease, by: Scope) -> None:
    linked = PersonTenantFactory(
        person__municipality=unit.municipality, person__name="Ida", tenant__association=lease.association
    )
    by_number = PersonFactory(municipality=unit.municipality, name="Bo", **CPR)
    PersonFactory(municipality=MunicipalityFactory(), name="Bo andetsteds", **CPR)
    taken_back = PersonTenantFactory(
        person__municipality=unit.municipality,
        person__name="En anden",
        tenant__association=lease.association,
        unlinked_at=NOW,
        unlinked_by_id=by.user_id,
    )
    bo = TenantFactory(association=lease.association, name="Bo Holm", **CPR)
    new = {"name": "Eva Ny", "phone": "22 33 44 55", "email": "eva@example.org", "birth_date": dt.date(1990, 2, 3)}
    eva = TenantFactory(association=lease.association, **new)
    for tenant in (linked.tenant, bo, taken_back.tenant, eva):
        LeaseTenantFactory(lease=lease, tenant=tenant)

    case = by_hand(lease, by)

    people = [entry.person for entry in CasePerson.objects.filter(case=case).order_by("position")]
    assert people[:2] == [linked.person, by_number]
    assert people[2] != taken_back.person
    assert Person.objects.values(*new, "municipality").get(pk=people[3].pk) == new | {
        "municipality": unit.municipality.pk
    }
    assert set(PersonTenant.objects.filter(unlinked_at=None).values_list("tenant", "person")) == {
        (linked.tenant.pk, linked.person.pk),
        (bo.pk, by_number.pk),
        (taken_back.tenant.pk, people[2].pk),
        (eva.pk, people[3].pk),
    }


def test_one_person_twice_on_a_lease_is_one(lease: Lease, by: Scope, unit: Unit) -> None:
    person = PersonFactory(municipality=unit.municipality)
    for _ in range(2):
        tenant = TenantFactory(association=lease.association)
        PersonTenantFactory(person=person, tenant=tenant)
        LeaseTenantFactory(lease=lease, tenant=tenant)

    by_hand(lease, by)

    assert CasePerson.objects.get().person == person


def test_who_may_open_and_what_stands_in_the_way(lease: Lease, by: Scope, unit: Unit) -> None:
    with translation.override("en"):
        for stranger in (make_caseworker(), make_employment_caseworker(unit), make_officer(lease.association)):
            with pytest.raises(NotAllowed, match="Only caseworkers of the municipality"):
                by_hand(lease, scope_of(stranger))
        with pytest.raises(Refused, match="Give the reason"):
            by_hand(lease, by, opened_by=OpenedBy.OTHER, reason=" ")
        by_hand(lease, by, opened_by=OpenedBy.OTHER, reason="Fra skolen")
        with pytest.raises(Refused, match="This household already has an open case"):
            by_hand(lease, by)

    assert Case.objects.count() == 1


def test_numbers_are_drawn_one_after_the_other() -> None:
    first, second = MunicipalityFactory(), MunicipalityFactory()

    drawn = [
        draw_numbers(first.pk, 2026, 3),
        draw_numbers(first.pk, 2026, 1),
        draw_numbers(second.pk, 2026, 2),
        draw_numbers(first.pk, 2027, 1),
    ]

    assert drawn == [1, 4, 1, 1]
    assert dict(CaseNumberSeries.objects.filter(municipality=first).values_list("year", "last_number")) == {
        2026: 4,
        2027: 1,
    }
    assert case_number(2026, 42) == "2026-00042"


def make_notice(lease: Lease, **fields: Any) -> Notice:
    return NoticeFactory(lease=lease, court="Københavns Byret", court_case_number="FS 1-2/2026", **fields)


def notice_line(notice: Notice) -> tuple[Any, ...]:
    return (
        EventKind.NOTICE,
        notice.received_on,
        {
            "notice": notice.pk,
            "kind": notice.kind,
            "filed_on": notice.filed_on.isoformat(),
            "amount": "21000.00",
            "court": "Københavns Byret",
            "court_case_number": "FS 1-2/2026",
        },
    )


@pytest.mark.parametrize(
    ("kind", "opened_by", "source"),
    [
        (NoticeKind.SECTION_92_2, OpenedBy.SECTION_92_2, StepSource.ASSOCIATION),
        (NoticeKind.COURT, OpenedBy.COURT, StepSource.COURT),
    ],
)
def test_a_notice_opens_a_case(unit: Unit, lease: Lease, by: Scope, kind: str, opened_by: str, source: str) -> None:
    rule = OpeningRuleFactory(default_unit=UnitFactory(municipality=unit.municipality))
    OpeningRuleFactory(default_unit=UnitFactory())
    notice = make_notice(lease, kind=kind)

    case = open_case_for_notice(notice, by=by, now=NOW)

    assert Case.objects.values(
        "unit",
        "opened_by",
        "cause",
        "stage",
        "first_noticed_on",
        "amount",
        "amount_as_of",
        "assigned_to",
        "triage_rule",
    ).get() == {
        "unit": rule.default_unit.pk,
        "opened_by": opened_by,
        "cause": Cause.ARREARS,
        "stage": Stage.FILED,
        "first_noticed_on": dt.date(2026, 11, 19),
        "amount": Decimal("21000.00"),
        "amount_as_of": dt.date(2026, 11, 19),
        "assigned_to": None,
        "triage_rule": "first_contact",
    }
    assert LegalCourse.objects.values("cause", "ground", "started_on", "stage").get() == {
        "cause": Cause.ARREARS,
        "ground": 1,
        "started_on": dt.date(2026, 11, 18),
        "stage": Stage.FILED,
    }
    assert LegalStep.objects.values("case", "kind", "occurred_on", "source", "court", "court_case_number").get() == {
        "case": case.pk,
        "kind": LegalStepKind.FILING,
        "occurred_on": dt.date(2026, 11, 18),
        "source": source,
        "court": "Københavns Byret",
        "court_case_number": "FS 1-2/2026",
    }
    assert lines() == [
        (EventKind.OPENED, TODAY, {"opened_by": opened_by, "cause": "arrears", "amount": "21000.00"}),
        notice_line(notice),
    ]


def test_the_association_s_officer_gives_the_notice(unit: Unit, lease: Lease) -> None:
    OpeningRuleFactory(default_unit=unit)
    officer = scope_of(make_officer(lease.association))

    case = open_case_for_notice(make_notice(lease), by=officer, now=NOW)

    assert CaseEvent.objects.filter(case=case, by_organisation=lease.association.organisation.name).count() == 2
    assert list(Case.objects.visible_to(officer)) == []


def test_a_protected_address_is_restricted_and_nobody_named(unit: Unit, lease: Lease, by: Scope) -> None:
    OpeningRuleFactory(default_unit=unit)
    LeaseTenantFactory(lease=lease, tenant__is_address_protected=True)

    case = open_case_for_notice(make_notice(lease), by=by, now=NOW)

    assert (case.is_restricted, list(CaseParticipant.objects.all())) == (True, [])
    assert list(Case.objects.visible_to(by)) == []


def test_a_notice_joins_the_open_case(lease: Lease, by: Scope, unit: Unit) -> None:
    case = CaseFactory(lease=lease, unit=unit, amount=Decimal("9000.00"), amount_as_of=dt.date(2026, 11, 19))
    course = LegalCourseFactory(case=case)
    LegalStepFactory(course=course, kind=LegalStepKind.DEMAND)
    other = LegalCourseFactory(case=case, cause=Cause.HOUSE_RULES)
    LegalStepFactory(course=other, kind=LegalStepKind.LAWSUIT)
    derived.refresh([case.pk], today=TODAY)
    notice = make_notice(lease)

    joined = open_case_for_notice(notice, by=by, now=NOW)

    assert (joined, joined.first_noticed_on, joined.amount, joined.version) == (
        case,
        dt.date(2026, 11, 19),
        Decimal("21000.00"),
        2,
    )
    assert list(LegalCourse.objects.order_by("pk").values_list("cause", "stage", "version")) == [
        (Cause.ARREARS, Stage.FILED, 2),
        (Cause.HOUSE_RULES, Stage.HOUSING_COURT, 1),
    ]
    assert lines() == [notice_line(notice)]


def test_a_second_notice_changes_little(lease: Lease, by: Scope, unit: Unit) -> None:
    OpeningRuleFactory(default_unit=unit)
    open_case_for_notice(make_notice(lease), by=by, now=NOW)
    older = make_notice(lease, kind=NoticeKind.COURT, amount=Decimal("100.00"), received_on=dt.date(2026, 11, 17))

    case = open_case_for_notice(older, by=by, now=NOW)

    assert (case.first_noticed_on, case.amount) == (dt.date(2026, 11, 19), Decimal("21000.00"))
    assert (LegalStep.objects.count(), LegalCourse.objects.count()) == (1, 1)
    assert [kind for kind, _on, _detail in lines()] == [EventKind.OPENED, EventKind.NOTICE, EventKind.NOTICE]


def make_closed(lease: Lease, unit: Unit, closed_on: dt.date, cause: str = Cause.ARREARS) -> Case:
    case = CaseFactory(
        lease=lease, unit=unit, is_closed=True, opened_on=closed_on - dt.timedelta(days=30), closed_on=closed_on
    )
    course = LegalCourseFactory(case=case, cause=cause)
    LegalStepFactory(course=course, kind=LegalStepKind.ENDED, occurred_on=closed_on, result="paid")
    derived.refresh([case.pk], today=TODAY)
    return case


def test_a_notice_reopens_a_case_closed_lately(lease: Lease, by: Scope, unit: Unit) -> None:
    OpeningRuleFactory(default_unit=unit, reopen_days=60)
    make_closed(lease, unit, TODAY - dt.timedelta(days=400))
    closed = make_closed(lease, unit, TODAY - dt.timedelta(days=60))
    notice = make_notice(lease)

    case = open_case_for_notice(notice, by=by, now=NOW)

    assert (case, case.closed_at, case.reopened_count, case.stage) == (closed, None, 1, Stage.FILED)
    assert list(LegalCourse.objects.filter(case=case).order_by("pk").values_list("stage", "started_on")) == [
        (Stage.ENDED, closed.opened_on),
        (Stage.FILED, dt.date(2026, 11, 18)),
    ]
    reopened, noticed = lines()
    assert (reopened[0], reopened[2]["because"]) == (EventKind.REOPENED, "notice")
    assert noticed == notice_line(notice)


@pytest.mark.parametrize(
    ("days", "cause"), [(61, Cause.ARREARS), (10, Cause.HOUSE_RULES)], ids=["too long ago", "another ground"]
)
def test_a_notice_otherwise_opens_a_new_case(lease: Lease, by: Scope, unit: Unit, days: int, cause: str) -> None:
    OpeningRuleFactory(default_unit=unit, reopen_days=60)
    closed = make_closed(lease, unit, TODAY - dt.timedelta(days=days), cause)

    case = open_case_for_notice(make_notice(lease), by=by, now=NOW)

    assert case != closed
    assert set(Case.objects.filter(closed_at=None)) == {case}


def test_notices_that_cannot_open(lease: Lease, by: Scope, unit: Unit) -> None:
    notice = make_notice(lease)

    with translation.override("en"):
        for stranger in (make_caseworker(), make_officer(), make_employment_caseworker(unit)):
            with pytest.raises(NotAllowed, match="record a notice"):
                open_case_for_notice(notice, by=scope_of(stranger), now=NOW)
        with pytest.raises(Refused, match="The municipality has no opening rule in force"):
            open_case_for_notice(notice, by=by, now=NOW)

    assert lines() == []
