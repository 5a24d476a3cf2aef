"""Campaigns, programmes and the facts of subletting and house rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.errors import Conflict, NotAllowed, Refused
from casework.actions.campaigns import change_campaign, plan_campaign, set_campaign
from casework.actions.course_facts import correct_fact, note_fact
from casework.actions.programmes import change_programme, start_programme
from casework.enums import Cause, StepSource
from casework.enums_association import CampaignMethod, FactKind, MediationOutcome
from casework.models import Campaign, CourseFact, Programme
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.association import CampaignFactory
from tests.factories.casework import CaseFactory, ProgrammeFactory
from tests.factories.courses import LegalCourseFactory
from tests.factories.housing import DepartmentFactory
from tests.factories.people import make_adviser, make_caseworker, make_manager, make_officer, scope_of

pytestmark = pytest.mark.django_db


def test_officers_and_caseworkers_plan_the_campaigns_of_an_association() -> None:
    department = DepartmentFactory()
    officer = scope_of(make_officer(department.association))
    caseworker = scope_of(make_caseworker(UnitFactory(municipality=department.municipality)))
    facts: dict[str, Any] = {"method": CampaignMethod.ADVERTS, "starts_on": TODAY, "ends_on": None, "now": NOW}

    for number, by in enumerate([officer, caseworker]):
        plan_campaign(
            association=department.association, name=f"Efterår {number}", departments=[department], by=by, **facts
        )
    for by in [scope_of(make_officer()), scope_of(make_caseworker()), scope_of(make_adviser(department.association))]:
        with pytest.raises(NotAllowed):
            plan_campaign(association=department.association, name="Vinter", by=by, **facts)
    with pytest.raises(Refused):
        plan_campaign(
            association=department.association, name="Vinter", departments=[DepartmentFactory()], by=officer, **facts
        )

    found = Campaign.objects.visible_to(officer).order_by("pk")
    assert [(one.name, list(one.departments.all())) for one in found] == [
        ("Efterår 0", [department]),
        ("Efterår 1", [department]),
    ]
    assert Campaign.objects.visible_to(caseworker).count() == 2
    assert not Campaign.objects.visible_to(scope_of(make_officer())).exists()
    kept = found[0]
    change_campaign(
        kept, name="Efterår", method=CampaignMethod.TIPS, starts_on=TODAY, ends_on=TODAY, version=1, by=officer
    )
    with pytest.raises(Conflict):
        change_campaign(
            kept, name="Vinter", method=CampaignMethod.TIPS, starts_on=TODAY, ends_on=TODAY, version=1, by=officer
        )


def test_a_case_carries_the_campaign_it_came_of() -> None:
    case = CaseFactory()
    by = scope_of(make_caseworker(case.unit))
    campaign = CampaignFactory(association=case.association)

    set_campaign(case, campaign=campaign, version=1, by=by, now=NOW)

    case.refresh_from_db()
    assert (case.campaign, case.version) == (campaign, 2)
    with pytest.raises(Refused):
        set_campaign(case, campaign=CampaignFactory(), version=2, by=by, now=NOW)
    set_campaign(case, campaign=None, version=2, by=by, now=NOW)
    assert [event.detail.get("name") for event in case.events.order_by("pk")] == [campaign.name, None]


def test_programmes_are_kept_by_those_who_run_them() -> None:
    department = DepartmentFactory()
    unit = UnitFactory(municipality=department.municipality)
    manager = scope_of(make_manager(department.municipality.organisation))
    officer = scope_of(make_officer(department.association))
    facts: dict[str, Any] = {"purpose": "Råd om gæld", "starts_on": TODAY, "ends_on": None}
    municipality = department.municipality

    own = start_programme(municipality=municipality, owner=unit.organisation, name="SOF", by=manager, **facts)
    theirs = start_programme(
        municipality=municipality, owner=department.association.organisation, name="KAB", by=officer, **facts
    )
    with pytest.raises(NotAllowed):
        start_programme(municipality=municipality, owner=unit.organisation, name="BIF", by=officer, **facts)
    change_programme(own, name="SOF", purpose="", starts_on=TODAY, ends_on=TODAY, version=1, by=manager)

    stranger = ProgrammeFactory(municipality=municipality, owner=DepartmentFactory().association.organisation)
    adviser = scope_of(make_adviser(department.association))
    assert set(Programme.objects.visible_to(adviser)) == {own, theirs}
    assert set(Programme.objects.visible_to(manager)) == {own, theirs, stranger}


def test_facts_stand_on_the_course_they_fit_and_are_corrected_beside() -> None:
    course = LegalCourseFactory(cause=Cause.HOUSE_RULES)
    by = scope_of(make_caseworker(course.case.unit))
    met = note_fact(
        course,
        kind=FactKind.MEDIATION,
        occurred_on=dt.date(2026, 11, 10),
        source=StepSource.ADVISER,
        parties="Lejer og overbo",
        outcome=MediationOutcome.AGREED,
        by=by,
        now=NOW,
    )
    wrongs: list[dict[str, Any]] = [
        {"kind": FactKind.ADVERT, "place": "Nettet"},
        {"kind": FactKind.COMPLAINT},
        {"kind": FactKind.COMPLAINT, "text": "Larm", "outcome": MediationOutcome.AGREED},
    ]
    for wrong in wrongs:
        with pytest.raises(Refused):
            note_fact(course, occurred_on=TODAY, source=StepSource.COURT, by=by, now=NOW, **wrong)

    said: dict[str, Any] = {
        "kind": FactKind.MEDIATION,
        "occurred_on": dt.date(2026, 11, 11),
        "source": StepSource.ADVISER,
    }
    corrected = correct_fact(met, by=by, now=NOW, parties="Lejer og overbo", **said)
    with pytest.raises(Conflict):
        correct_fact(met, is_void=True, by=by, now=NOW, **said)

    assert list(CourseFact.objects.visible_to(by).standing()) == [corrected]
    correct_fact(corrected, is_void=True, by=by, now=NOW, **said)
    assert not CourseFact.objects.standing().exists()
    assert course.case.events.count() == 3
