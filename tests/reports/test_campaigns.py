"""Every statistic can be read without the cases of campaigns, and small counts do not follow by subtraction."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality
from casework.enums import Cause
from reports.enums import Reader
from reports.facts.rebuild import rebuild
from reports.reach import of_municipality
from reports.report import YearReport, year_report
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.association import CampaignFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import HousingAssociationFactory
from tests.factories.people import make_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> Municipality:
    return MunicipalityFactory()


def evict(municipality: Municipality, count: int, *, of_campaign: bool) -> None:
    association = HousingAssociationFactory()
    campaign = CampaignFactory(association=association) if of_campaign else None
    unit = UnitFactory(municipality=municipality)
    for _ in range(count):
        case = CaseFactory(unit=unit, association=association, campaign=campaign, cause=Cause.SUBLETTING)
        EvictionFactory(case=case, cause=Cause.SUBLETTING)


def read(municipality: Municipality, *, hides: bool) -> tuple[YearReport, YearReport]:
    rebuild(now=NOW)
    reach = of_municipality(municipality)
    with_all, without = (
        year_report(one, 2026, reader=Reader.MUNICIPAL_MANAGER, hides_small_counts=hides)
        for one in (reach, reach.without_campaigns())
    )
    return with_all, without


def test_cases_of_campaigns_and_what_belongs_to_them_are_left_out(municipality: Municipality) -> None:
    evict(municipality, 2, of_campaign=True)
    evict(municipality, 6, of_campaign=False)
    unit = UnitFactory(municipality=municipality)
    home = CaseFactory(unit=unit)
    EvictionFactory(
        case=None,
        municipality=municipality,
        association=home.association,
        department=home.department,
        tenancy=home.tenancy,
        district="",
        household_type="unknown",
        has_children="unknown",
        occurred_on=dt.date(2026, 3, 2),
    )

    with_all, without = read(municipality, hides=False)

    for code, counts in {"evictions": (9, 7), "cases_opened": (9, 7), "evictions_by_cause": (9, 7)}.items():
        assert (with_all.get(code).value, without.get(code).value) == counts


def test_a_manager_cannot_work_out_a_small_number_of_campaign_cases(municipality: Municipality) -> None:
    evict(municipality, 2, of_campaign=True)
    evict(municipality, 6, of_campaign=False)

    _all, without = read(municipality, hides=True)
    assert (without.get("evictions").value, without.get("evictions").is_hidden) == (None, True)
    assert without.get("evictions_by_cause").parts == ()

    evict(municipality, 5, of_campaign=True)
    with_all, without = read(municipality, hides=True)
    assert (with_all.get("evictions").value, without.get("evictions").value) == (13, 6)


def test_the_page_and_its_file_keep_the_choice(client: Client, municipality: Municipality) -> None:
    evict(municipality, 5, of_campaign=True)
    evict(municipality, 6, of_campaign=False)
    client.force_login(make_manager(municipality.organisation))
    rebuild(now=NOW)

    page = client.get(reverse("reports:year") + "?year=2026&without_campaigns=on")

    assert page.context["report"].get("evictions").value == 6
    assert "year=2026&amp;without_campaigns=on" in page.content.decode()
    file = client.get(reverse("reports:csv") + "?year=2026&without_campaigns=on").content.decode("utf-8-sig")
    assert '"evictions";' in file
