"""The page of what worked: which cases it compares, and what it keeps from whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.enums import Look
from accounts.models import AccessLog, Municipality, Unit
from casework.models import Case
from housing.models import Department
from reports.facts.rebuild import rebuild
from reports.reach import of_municipality, of_programme
from reports.survival.courses import Event
from reports.survival.landmark import Comparison, Withheld
from reports.what_worked import cohort_years, what_worked
from tests.factories import COPENHAGEN, NOW
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.association import CampaignFactory
from tests.factories.casework import CaseFactory, InterventionFactory, ProgrammeFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import DepartmentFactory, HousingAssociationFactory, LeaseFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, make_manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]

PAGE = "reports:what-worked"
OPENED = dt.date(2025, 3, 3)


@pytest.fixture
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def copenhagen() -> Municipality:
    return MunicipalityFactory(code="101", name="København")


@pytest.fixture
def department(copenhagen: Municipality) -> Department:
    association = HousingAssociationFactory(code="KAB", name="KAB")
    return DepartmentFactory(association=association, municipality=copenhagen, district="3")


@pytest.fixture
def unit(copenhagen: Municipality, department: Department) -> Unit:
    """22 households reached on the seventh day, 3 of them evicted; 22 on the eighth, 6 of them. 20 are helped."""
    unit = UnitFactory(municipality=copenhagen)
    for reached_after, evicted in ((7, 3), (8, 6)):
        cases = _cases(unit, department, 22, reached_after)
        for number, case in enumerate(cases[:evicted]):
            EvictionFactory(case=case, occurred_on=OPENED + dt.timedelta(days=50 + 10 * number))
        for case in cases[:10]:
            InterventionFactory(case=case, kind="debt_advice", starts_on=OPENED + dt.timedelta(days=30))
            InterventionFactory(case=case, kind="rehousing", starts_on=OPENED, result="declined")
    rebuild(now=NOW)
    return unit


def _cases(unit: Unit, department: Department, count: int, reached_after: int) -> list[Case]:
    """Closed cases of one home, called on the second day and reached late in the evening of another."""
    lease = LeaseFactory(department=department)
    moment = dt.datetime.combine(OPENED, dt.time(23, 30), COPENHAGEN)
    return [
        CaseFactory(
            unit=unit,
            lease=lease,
            opened_on=OPENED,
            first_contact_at=moment + dt.timedelta(days=2),
            first_reached_at=moment + dt.timedelta(days=reached_after),
            closed_on=OPENED + dt.timedelta(days=200),
        )
        for _ in range(count)
    ]


def test_early_are_those_with_whom_somebody_spoke_in_the_first_week(copenhagen: Municipality, unit: Unit) -> None:
    worked = what_worked(of_municipality(copenhagen), since=2025, until=2025)

    assert _compared(worked.contact) == [(22, 0.136), (22, 0.273)], "a call that nobody answers is no contact"
    assert worked.help is not None
    assert worked.kinds == ("debt_advice",), "help that was declined is none"
    assert _compared(worked.help) == [(20, 0.45), (24, 0.0)]
    assert cohort_years(of_municipality(copenhagen)) == [2025]
    assert what_worked(of_municipality(copenhagen), since=2026, until=2026).cases.withheld == Withheld.FEW
    assert cohort_years(of_municipality(MunicipalityFactory(code="147"))) == []


def _compared(comparison: Comparison) -> list[tuple[int, float]]:
    """How many cases each group has, and the share of them evicted."""
    found = [group.incidence for group in comparison.groups if group.incidence is not None]
    return [(each.count, round(each.of(Event.EVICTED).at(comparison.horizon).share, 3)) for each in found]


def test_the_page_shows_the_curves_and_gives_them_as_files(client: Client, unit: Unit) -> None:
    client.force_login(make_caseworker(unit, language="en"))

    response = client.get(reverse(PAGE))
    text = response.content.decode()

    assert "Evicted within a year: 13.6% (reached within 7 days) against 27.3% (not reached within 7 days)" in text
    assert "Debt advice. Averted within a year: 55.0%" in text
    assert text.count("Why a difference is not proof</h3>") == 2
    assert not AccessLog.objects.filter(look=Look.EXPORT).exists()
    asked = {"since": "2025", "until": "2025", "association": "KAB", "help": "debt_advice"}
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        file = client.get(reverse("reports:what-worked-chart", args=["curve-contact-evicted", kind]), asked)
        assert file.headers["Content-Disposition"] == f'attachment; filename="curve-contact-evicted.{kind}"'
        assert file.content.startswith(begins)
    assert AccessLog.objects.filter(look=Look.EXPORT, subject="report", status=200).count() == 2
    assert client.get(reverse("reports:what-worked-chart", args=["curve-year", "pdf"]), asked).status_code == 404


def test_years_and_associations_that_cannot_be_chosen_are_said_so(client: Client, unit: Unit) -> None:
    client.force_login(make_employment_caseworker(UnitFactory(municipality=unit.municipality), language="en"))

    response = client.get(reverse(PAGE), {"until": "1999", "association": "FSB"})

    assert response.status_code == 422
    assert "Choose one of the years in the list." in response.content.decode()
    assert "Choose one of the associations in the list." in response.content.decode()
    assert response.context["asked"].worked.period == "2025"


def test_one_place_of_the_municipality_is_compared_or_said_to_have_too_few(
    client: Client, unit: Unit, department: Department
) -> None:
    other = DepartmentFactory(association=department.association, municipality=unit.municipality, district="7")
    _cases(unit, other, 19, 3)
    campaign = CampaignFactory(association=department.association)
    Case.objects.filter(pk__in=[case.pk for case in _cases(unit, department, 21, 3)]).update(campaign=campaign)
    rebuild(now=NOW)
    client.force_login(make_caseworker(unit, language="en"))

    def asked(**narrowed: str) -> tuple[int, bool, dict[str, str]]:
        response = client.get(reverse(PAGE), {"since": "2025", "until": "2025", **narrowed})
        assert ("Fewer than 20 cases are left" in response.content.decode()) == response.context["has_too_few"]
        shown = response.context["asked"]
        incidence = shown.worked.cases.incidence
        return incidence.count if incidence else 0, response.context["has_too_few"], shown.address

    years = {"since": "2025", "until": "2025"}
    assert asked() == (84, False, years | {"help": "debt_advice"})
    assert asked(district="3")[0] == 65
    assert asked(district="7") == (0, True, years | {"district": "7"})
    place = {"association": "KAB", "department": str(department.pk)}
    assert asked(**place) == (65, False, years | place | {"help": "debt_advice"})
    assert asked(**place, without_campaigns="on")[0] == 44
    assert asked(without_campaigns="on")[2] == years | {"without_campaigns": "on", "help": "debt_advice"}
    file = client.get(
        reverse("reports:what-worked-chart", args=["curve-year", "svg"]), {**years, **place, "without_campaigns": "on"}
    )
    assert "without the cases of campaigns" in file.content.decode()
    assert client.get(reverse(PAGE), {"district": "3", "association": "KAB"}).status_code == 422


def test_a_programmes_cases_are_followed_from_the_day_it_had_begun(
    client: Client, unit: Unit, department: Department
) -> None:
    """Whoever it reached after day 30 had to stay so long first; whoever was gone by then could not meet it."""
    programme = ProgrammeFactory(municipality=unit.municipality)
    early, late, gone = (_cases(unit, department, count, 3) for count in (22, 5, 4))
    for cases, day in ((early, 30), (late, 31), (gone, 2)):
        for case in cases:
            starts_on = OPENED + dt.timedelta(days=day)
            InterventionFactory(case=case, kind="mediation", programme=programme, starts_on=starts_on)
    InterventionFactory(case=early[0], programme=programme, starts_on=OPENED + dt.timedelta(days=90))
    for number, case in enumerate(gone):
        EvictionFactory(case=case, occurred_on=OPENED + dt.timedelta(days=20 + number))
    rebuild(now=NOW)

    worked = what_worked(of_programme(programme), since=2025, until=2025)

    assert (worked.landmark, worked.contact.landmark, worked.contact.within) == (30, 30, 7)
    assert worked.cases.incidence is not None
    assert (worked.cases.incidence.count, worked.cases.incidence.horizon) == (22, 335)
    client.force_login(make_caseworker(unit, language="en"))
    page = client.get(reverse(PAGE), {"programme": str(programme.pk), "until": "2025"}).content.decode()
    assert "those in which it had begun within 30 days of the first warning" in page
    assert "Only cases still open after day 30 are shown" in page


def test_a_manager_reads_one_year_without_what_is_too_small(client: Client, unit: Unit) -> None:
    client.force_login(make_manager(unit.municipality.organisation, language="en"))

    response = client.get(reverse(PAGE), {"since": "2020", "association": "KAB"})

    assert list(response.context["form"].fields) == ["until", "help"]
    assert response.context["asked"].worked.period == "2025"
    assert response.context["asked"].contact.instead == ("Evicted: too few to be shown.",)
    assert [figure.code for figure in response.context["asked"].contact.figures] == ["curve-contact-averted"]
    file = reverse("reports:what-worked-chart", args=["curve-contact-evicted", "svg"])
    refused = client.get(file, follow=True)
    assert refused.redirect_chain == [(f"{reverse(PAGE)}?until=2025&help=debt_advice", 302)]
    assert "That chart is not drawn here." in refused.content.decode()


def test_before_anything_is_counted_the_page_says_so(client: Client) -> None:
    client.force_login(make_caseworker(language="en"))

    assert "No cases counted yet" in client.get(reverse(PAGE)).content.decode()


def test_an_associations_manager_has_no_such_page(client: Client, unit: Unit, department: Department) -> None:
    client.force_login(make_manager(department.association.organisation))

    assert client.get(reverse(PAGE)).status_code == 404
    assert client.get(reverse("reports:what-worked-chart", args=["curve-year", "svg"])).status_code == 404


@pytest.mark.parametrize("further", [0, 2])
def test_the_number_of_questions_is_constant(
    client: Client,
    unit: Unit,
    department: Department,
    further: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for case in _cases(unit, department, further, 3):
        InterventionFactory(case=case, kind="mediation")
    rebuild(now=NOW)
    client.force_login(make_caseworker(unit))
    client.get(reverse(PAGE))

    with django_assert_num_queries(12):
        client.get(reverse(PAGE))
