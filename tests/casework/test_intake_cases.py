"""What a received list does to cases: who gets one, who gets the old one back, and what an open one is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from accounts.scope import Scope
from casework.actions.closing import close_case
from casework.actions.courses import record_step
from casework.actions.intake import would_open
from casework.enums import Cause, CourseResult, EventKind, LegalStepKind, Stage, StepSource
from casework.models import Case, CaseEvent, CasePerson, LegalCourse, LegalStep, OpeningRule, Person, PersonTenant
from housing.enums import ChildrenKnown, Step
from housing.models import Delivery, Lease, Tenant
from tests.factories import NOW, TODAY, at
from tests.factories.casework import CaseFactory
from tests.factories.housing import HouseholdFactsFactory, NoticeFactory
from tests.factories.people import make_caseworker, scope_of
from tests.factories.rules import OpeningRuleFactory

from .intake import NOVEMBER, OCTOBER, SAMPLES, World, departments_of, line, make_world, run_import, send

pytestmark = pytest.mark.django_db
DECEMBER = dt.date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


@pytest.fixture
def caseworker(world: World) -> Scope:
    return scope_of(make_caseworker(world.unit))


def close(case: Case, by: Scope, *, on: dt.date = TODAY) -> Case:
    courses = LegalCourse.objects.filter(case=case, ended_on=None).values_list("pk", flat=True)
    return close_case(
        case,
        housing_outcome="stays",
        contact_outcome="too_late",
        arrears_outcome="open",
        course_results=dict.fromkeys(courses, CourseResult.SETTLED),
        closed_on=on,
        version=case.version,
        by=by,
        now=at(on),
    )


def events(case: Case | None = None) -> list[tuple[str, dict[str, Any]]]:
    found = CaseEvent.objects.order_by("pk")
    return list((found.filter(case=case) if case else found).values_list("kind", "detail"))


@pytest.mark.parametrize(
    ("association", "file", "shares_from", "cases"),
    [
        ("KAB", "kab_2026-10.csv", Step.DEMANDED, 26),
        ("FSB", "fsb_2026-10.xlsx", Step.EARLY, 20),
        ("AAB", "aab_2026-10.csv", None, 0),
    ],
)
def test_only_what_is_shared_opens_cases(association: str, file: str, shares_from: Step | None, cases: int) -> None:
    make_world(association, departments_of(association), shares_from=shares_from)

    answer = run_import(SAMPLES / file, association, association.lower(), "--as-of=2026-10-20")

    assert (answer["cases_opened"], Case.objects.count()) == (cases, cases)


def test_a_case_as_it_is_opened(world: World) -> None:
    send(world, line("51-01-0001", step=3, demanded="06-10-2026", name_2="Bo Holm", cpr_2="020280-1111"))

    case = Case.objects.get()
    assert {
        "number": "2026-00001",
        "municipality": world.municipality,
        "unit": world.unit,
        "assigned_to": None,
        "association": world.association,
        "lease": Lease.objects.get(),
        "address": "Ruten 1, 1. th, 2700 Brønshøj",
        "names": "Ida Holm, Bo Holm",
        "monthly_rent": Decimal("5000.00"),
        "opened_at": NOW,
        "opened_on": TODAY,
        "opened_year": 2026,
        "opened_by": "agreement",
        "first_warned_on": OCTOBER,
        "first_noticed_on": None,
        "cause": Cause.ARREARS,
        "stage": Stage.RESCINDED,
        "amount": Decimal("10000.00"),
        "amount_as_of": OCTOBER,
        "is_restricted": False,
        "closed_at": None,
    }.items() <= {field.name: getattr(case, field.name) for field in Case._meta.concrete_fields}.items()
    assert case.triage_rule == "first_contact"
    assert "ida holm" in case.search_doc
    course = LegalCourse.objects.get()
    assert (course.cause, course.ground, course.started_on, course.stage) == (
        Cause.ARREARS,
        1,
        dt.date(2026, 10, 6),
        Stage.RESCINDED,
    )
    assert list(LegalStep.objects.order_by("pk").values_list("kind", "occurred_on", "source")) == [
        (LegalStepKind.DEMAND, dt.date(2026, 10, 6), StepSource.LIST),
        (LegalStepKind.RESCISSION, OCTOBER, StepSource.LIST),
    ]
    assert events() == [
        (
            EventKind.OPENED,
            {
                "opened_by": "agreement",
                "cause": "arrears",
                "amount": "10000.00",
                "step": "rescinded",
                "as_of": "2026-10-20",
                "delivery": Delivery.objects.get().pk,
            },
        )
    ]


def test_the_people_of_a_case_as_far_as_they_are_shared(world: World) -> None:
    open_book = make_world(
        "FSB",
        departments_of("KAB"),
        shares_from=Step.EARLY,
        municipality=world.municipality,
        fields=["name", "address", "amount", "step", "cpr", "contact"],
    )
    send(world, line("51-01-0001", phone="20123456"))
    send(open_book, line("51-01-0001", phone="20123456", selskab="", name_2="Bo Holm", cpr_2="020280-1111"))

    shared = {
        (part.case.association.code, part.position): (
            part.person.name,
            part.person.cpr_hash is not None,
            part.person.phone,
        )
        for part in CasePerson.objects.select_related("case__association", "person")
    }
    assert shared == {
        ("KAB", 1): ("Ida Holm", False, ""),
        ("FSB", 1): ("Ida Holm", True, "20123456"),
        ("FSB", 2): ("Bo Holm", True, ""),
    }
    assert PersonTenant.objects.count() == Tenant.objects.count() == 3


def test_one_person_in_two_associations_is_one_to_the_municipality() -> None:
    first = make_world("KAB", departments_of("KAB"), shares_from=Step.EARLY, fields=["name", "cpr"])
    second = make_world(
        "FSB", departments_of("KAB"), shares_from=Step.EARLY, fields=["name", "cpr"], municipality=first.municipality
    )
    send(first, line("51-01-0001"), line("51-01-0002"))
    send(second, line("51-01-0001", selskab=""))

    assert (Person.objects.count(), PersonTenant.objects.count(), CasePerson.objects.count()) == (1, 2, 3)


def test_a_household_comes_along_where_it_is_shared(world: World) -> None:
    send(world, line("51-01-0001", step=1))
    HouseholdFactsFactory(
        lease=Lease.objects.get(), has_children=ChildrenKnown.YES, children=2, household_type="single_parent"
    )
    world.association.sharing_agreements.update(fields=["name", "household"])

    send(world, line("51-01-0001"), as_of=NOVEMBER)

    case = Case.objects.get()
    assert (case.household_type, case.has_children, case.children) == ("single_parent", ChildrenKnown.YES, 2)
    assert case.first_warned_on == NOVEMBER


def test_a_protected_address_makes_a_restricted_case(world: World) -> None:
    send(world, line("51-01-0001", step=1))
    Tenant.objects.update(is_address_protected=True)

    send(world, line("51-01-0001"), as_of=NOVEMBER)

    assert Case.objects.get().is_restricted


def test_the_rule_decides_by_step_and_months(world: World) -> None:
    OpeningRule.objects.update(min_step=Step.RESCINDED, min_months=Decimal("2.0"))

    outcome = send(
        world,
        line("51-01-0001", "10.000,00", step=3, cpr=""),
        line("51-01-0002", "9.999,99", step=3, cpr=""),
        line("51-01-0003", "20.000,00", step=2, cpr=""),
        line("51-01-0004", "0,01", step=4, rent="", cpr=""),
        line("51-01-0005", "0,00", step=4, rent="", cpr=""),
    )

    opened = Case.objects.order_by("number").values_list("number", "tenancy__number", "stage")
    assert list(opened) == [
        ("2026-00001", "51-01-0001", Stage.RESCINDED),
        ("2026-00002", "51-01-0004", Stage.FILED),
    ]
    assert outcome.counts["cases_opened"] == 2


def test_without_a_rule_in_force_nothing_opens(world: World) -> None:
    OpeningRule.objects.update(starts_on=dt.date(2027, 1, 1))

    assert send(world, line("51-01-0001")).counts["cases_opened"] == 0


def test_an_early_concern_opens_a_course_without_steps(world: World) -> None:
    OpeningRule.objects.update(min_step=Step.EARLY)
    world.association.sharing_agreements.update(from_step=Step.EARLY)

    send(world, line("51-01-0001", step=1))

    assert (Case.objects.get().stage, LegalCourse.objects.get().stage, LegalStep.objects.count()) == (
        "early",
        "early",
        0,
    )


def test_an_open_case_is_brought_up_to_date(world: World) -> None:
    send(world, line("51-01-0001", demanded="06-10-2026"))

    outcome = send(world, line("51-01-0001", "12.000,00", step=4), as_of=NOVEMBER)

    case = Case.objects.get()
    assert (outcome.counts["cases_opened"], outcome.counts["cases_refreshed"]) == (0, 1)
    assert (case.amount, case.amount_as_of, case.stage, case.version) == (
        Decimal("12000.00"),
        NOVEMBER,
        Stage.FILED,
        1,
    )
    assert [kind for kind, _detail in events()] == [EventKind.OPENED, EventKind.REFRESHED]
    assert events()[-1][1] == {
        "amount": "12000.00",
        "step": "filed",
        "as_of": "2026-11-20",
        "delivery": Delivery.objects.latest("pk").pk,
        "previous_amount": "10000.00",
        "previous_as_of": "2026-10-20",
    }
    assert list(LegalStep.objects.order_by("pk").values_list("kind", "occurred_on")) == [
        (LegalStepKind.DEMAND, dt.date(2026, 10, 6)),
        (LegalStepKind.FILING, NOVEMBER),
    ]


def test_a_course_never_goes_back_and_nothing_new_is_no_event(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001", step=3))
    course = LegalCourse.objects.get()
    record_step(
        course,
        version=course.version,
        kind=LegalStepKind.HEARING_CALLED,
        occurred_on=TODAY,
        takes_place_at=at(TODAY + dt.timedelta(days=3)),
        source=StepSource.COURT,
        by=caseworker,
        now=NOW,
    )
    before = CaseEvent.objects.count()

    outcome = send(world, line("51-01-0001", step=4), as_of=NOVEMBER)

    case = Case.objects.get()
    assert (case.stage, case.amount_as_of) == (Stage.HEARING, NOVEMBER)
    assert (outcome.counts["cases_refreshed"], CaseEvent.objects.count()) == (0, before)


def test_an_older_amount_does_not_overwrite_a_newer(world: World) -> None:
    send(world, line("51-01-0001"))
    Case.objects.update(amount=Decimal("15000.00"), amount_as_of=dt.date(2026, 11, 21))

    outcome = send(world, line("51-01-0001", "12.000,00"), as_of=NOVEMBER)

    assert (outcome.counts["cases_refreshed"], Case.objects.get().amount) == (0, Decimal("15000.00"))


def test_a_case_for_another_cause_gets_a_course_for_the_arrears(world: World) -> None:
    send(world, line("51-01-0001", step=1))
    case = CaseFactory(lease=Lease.objects.get(), unit=world.unit, cause=Cause.SUBLETTING)

    outcome = send(world, line("51-01-0001"), as_of=NOVEMBER)

    assert (outcome.counts["cases_opened"], outcome.counts["cases_refreshed"]) == (0, 1)
    assert [course.cause for course in case.courses.all()] == [Cause.ARREARS]


def test_what_is_not_shared_reaches_no_open_case(world: World) -> None:
    send(world, line("51-01-0001", step=1))
    case = CaseFactory(lease=Lease.objects.get(), unit=world.unit, amount=None)

    send(world, line("51-01-0001", "12.000,00", step=1), as_of=NOVEMBER)
    send(world, line("51-01-0009", step=1, cpr=""), as_of=DECEMBER)

    case.refresh_from_db()
    assert (case.amount, events(case)) == (None, [])


@pytest.mark.parametrize(
    ("amount", "step", "reopens"),
    [("10.000,00", 2, False), ("9.000,00", 2, False), ("10.000,01", 2, True), ("9.000,00", 3, True)],
)
def test_after_a_closing_only_more_counts(
    world: World, caseworker: Scope, amount: str, step: int, reopens: bool
) -> None:
    send(world, line("51-01-0001"))
    closed = close(Case.objects.get(), caseworker)

    outcome = send(world, line("51-01-0001", amount, step=step), as_of=NOVEMBER)

    case = Case.objects.get()
    assert outcome.counts["cases_opened"] == (1 if reopens else 0)
    if not reopens:
        assert (case.closed_at, case.amount) == (closed.closed_at, closed.amount)
        return
    assert (case.closed_at, case.closed_by, case.housing_outcome, case.amount_at_closing, case.reopened_count) == (
        None,
        None,
        "",
        None,
        1,
    )
    assert [course.ended_on is None for course in case.courses.order_by("pk")] == [False, True]
    kind, detail = events(case)[-1]
    assert (kind, detail["because"], detail["housing_outcome"], detail["step_at_closing"]) == (
        EventKind.REOPENED,
        "list",
        "stays",
        "demanded",
    )
    assert case.triage_rule != ""


def test_long_after_a_closing_it_is_a_new_case(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001"), now=at(dt.date(2026, 9, 1)), as_of=dt.date(2026, 8, 20))
    close(Case.objects.get(), caseworker, on=dt.date(2026, 9, 22))

    send(world, line("51-01-0001", "12.000,00"), as_of=NOVEMBER)

    old, new = Case.objects.order_by("pk")
    assert (old.closed_on, new.closed_on, new.number) == (dt.date(2026, 9, 22), None, "2026-00002")
    assert new.courses.count() == 1


def test_on_the_last_day_it_is_still_the_same_case(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001"), now=at(dt.date(2026, 9, 1)), as_of=dt.date(2026, 8, 20))
    close(Case.objects.get(), caseworker, on=dt.date(2026, 9, 23))

    send(world, line("51-01-0001", "12.000,00"), as_of=NOVEMBER)

    assert Case.objects.get().reopened_count == 1


def test_a_case_of_another_ground_is_not_reopened(world: World) -> None:
    send(world, line("51-01-0001", step=1))
    CaseFactory(lease=Lease.objects.get(), unit=world.unit, cause=Cause.SUBLETTING, is_closed=True)

    send(world, line("51-01-0001"), as_of=NOVEMBER)

    assert Case.objects.open().get().cause == Cause.ARREARS


def test_arrears_settled_since_the_closing_are_new_ones(world: World, caseworker: Scope) -> None:
    send(world, line("51-01-0001"), as_of=dt.date(2026, 9, 20), now=at(dt.date(2026, 9, 20)))
    close(Case.objects.get(), caseworker, on=dt.date(2026, 9, 21))
    send(world, line("51-01-0002", cpr="", step=1), as_of=OCTOBER)

    outcome = send(world, line("51-01-0001", "8.000,00"), as_of=NOVEMBER, now=NOW)

    assert outcome.counts["cases_opened"] == 1


def test_gone_from_the_list_is_told_and_closes_nothing(world: World) -> None:
    send(world, line("51-01-0001"))

    send(world, line("51-01-0002", cpr="", step=1), as_of=NOVEMBER)

    case = Case.objects.get()
    assert (case.closed_at, case.amount) == (None, Decimal("10000.00"))
    assert events(case)[-1] == (
        EventKind.VANISHED,
        {"as_of": "2026-11-20", "delivery": Delivery.objects.latest("pk").pk},
    )


def test_a_notice_before_the_list_lets_it_in() -> None:
    world = make_world("AAB", departments_of("KAB"))
    send(world, line("51-01-0001", selskab=""))
    NoticeFactory(lease=Lease.objects.get(), received_on=dt.date(2026, 11, 1))

    send(world, line("51-01-0001", "12.000,00", selskab=""), as_of=NOVEMBER)

    case = Case.objects.get()
    assert (case.opened_by, case.first_noticed_on, case.first_warned_on) == (
        "s92_2",
        dt.date(2026, 11, 1),
        NOVEMBER,
    )


def test_a_changed_rule_says_what_it_would_open(world: World) -> None:
    world.association.sharing_agreements.update(from_step=Step.EARLY)
    outcome = send(world, *(line(f"51-01-000{step}", step=step, cpr="") for step in (1, 2, 3, 4)))
    delivery = outcome.delivery
    assert delivery is not None
    before = CaseEvent.objects.count()
    changed = {
        step: would_open(
            delivery,
            OpeningRuleFactory.build(
                municipality=world.municipality, default_unit=world.unit, min_step=step, min_months=Decimal(0)
            ),
            today=TODAY,
        )
        for step in Step
    }

    assert changed == {Step.EARLY: 4, Step.DEMANDED: 3, Step.RESCINDED: 2, Step.FILED: 1}
    assert (outcome.counts["cases_opened"], CaseEvent.objects.count()) == (3, before)
