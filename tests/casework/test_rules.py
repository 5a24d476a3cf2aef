"""The municipality's rules: what opens a case, how early a case comes up, with their history."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.models import AccessLog, Unit, User
from casework import derived
from casework.actions import rules as actions
from casework.models import Case, LeadDays, OpeningRule
from casework.queries import rules as queries
from casework.urgency import RULES
from housing.enums import GateBasis, Step
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    ArrearsWarningFactory,
    DeliveryFactory,
    HousingAssociationFactory,
    LeaseFactory,
)
from tests.factories.people import make_administrator, make_caseworker, make_team_leader, scope_of
from tests.factories.rules import LeadDaysFactory, OpeningRuleFactory

pytestmark = pytest.mark.django_db

LIST, NEW, DAYS = "casework:rule-list", "casework:opening-rule-new", "casework:lead-days"
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def administrator(unit: Unit) -> User:
    return make_administrator(unit.municipality.organisation)


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def rule(unit: Unit) -> OpeningRule:
    return OpeningRuleFactory(default_unit=unit)


def typed(unit: Unit, **changes: Any) -> dict[str, Any]:
    return {
        "min_step": "demanded",
        "min_months": "1,5",
        "reopen_days": "60",
        "default_unit": unit.pk,
        "starts_on": "2026-11-23",
        "source": "Udvalget 17-11-2026",
        **changes,
    }


def periods() -> list[tuple[dt.date, dt.date | None]]:
    return list(OpeningRule.objects.order_by("starts_on").values_list("starts_on", "ends_on"))


def test_the_rules_in_force_planned_and_former(desk: Client, unit: Unit) -> None:
    former = OpeningRuleFactory(default_unit=unit, ends_on=dt.date(2025, 12, 31))
    current = OpeningRuleFactory(default_unit=unit, starts_on=dt.date(2026, 1, 1), ends_on=TODAY)
    planned = OpeningRuleFactory(default_unit=unit, starts_on=TOMORROW)
    OpeningRuleFactory()

    context = desk.get(reverse(LIST)).context

    assert (context["rule"], context["planned"], context["former"]) == (current, [planned], [former])


def test_without_a_rule_the_page_says_what_that_means(desk: Client) -> None:
    response = desk.get(reverse(LIST))

    assert (response.status_code, response.context["rule"]) == (200, None)
    assert [row.code for row in response.context["lead_days"]] == [rule.code for rule in RULES]
    assert [row.days for row in response.context["lead_days"]] == [rule.lead_days for rule in RULES]


def test_a_new_rule_ends_the_one_before(desk: Client, unit: Unit, rule: OpeningRule) -> None:
    form = desk.get(reverse(NEW)).context["form"]
    done = desk.post(reverse(NEW), typed(unit))

    assert (form["min_step"].value(), form["starts_on"].value()) == ("demanded", TODAY)
    assert done.status_code == 302
    assert periods() == [(rule.starts_on, TODAY), (TOMORROW, None)]
    assert list(OpeningRule.objects.filter(starts_on=TOMORROW).values_list("min_months", "source")) == [
        (Decimal("1.5"), "Udvalget 17-11-2026")
    ]
    assert list(AccessLog.objects.values_list("look", "subject")) == [("change", "opening rule")]


def test_a_rule_of_the_same_day_is_replaced(desk: Client, unit: Unit, rule: OpeningRule) -> None:
    desk.post(reverse(NEW), typed(unit, starts_on="2026-11-22"))
    desk.post(reverse(NEW), typed(unit, starts_on="2026-11-22", reopen_days="30"))

    assert periods() == [(rule.starts_on, dt.date(2026, 11, 21)), (TODAY, None)]
    assert OpeningRule.objects.get(ends_on=None).reopen_days == 30


def test_a_rule_before_a_planned_one_must_wait(desk: Client, unit: Unit, rule: OpeningRule) -> None:
    desk.post(reverse(NEW), typed(unit, starts_on="2027-01-01"))

    refused = desk.post(reverse(NEW), typed(unit, starts_on="2026-12-01"))

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["starts_on"])
    assert desk.get(reverse(NEW)).context["form"]["starts_on"].value() == dt.date(2027, 1, 1)


def test_a_planned_rule_can_be_taken_back(desk: Client, unit: Unit, rule: OpeningRule) -> None:
    desk.post(reverse(NEW), typed(unit, starts_on="2027-01-01"))
    planned = OpeningRule.objects.get(ends_on=None)

    desk.post(reverse("casework:opening-rule-withdraw", args=[planned.pk]))
    desk.post(reverse("casework:opening-rule-withdraw", args=[rule.pk]))

    assert periods() == [(rule.starts_on, None)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2026-11-21"}, "starts_on"),
        ({"min_months": "many"}, "min_months"),
        ({"min_months": "-1"}, "min_months"),
        ({"source": ""}, "source"),
        ({"default_unit": "0"}, "default_unit"),
    ],
)
def test_what_is_wrong_is_said(desk: Client, unit: Unit, changes: dict[str, str], field: str) -> None:
    response = desk.post(reverse(NEW), typed(unit, **changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert periods() == []


def test_another_municipalitys_unit_and_rule_are_out_of_reach(desk: Client) -> None:
    other = OpeningRuleFactory(starts_on=TOMORROW)

    refused = desk.post(reverse(NEW), typed(other.default_unit))
    withdrawn = desk.post(reverse("casework:opening-rule-withdraw", args=[other.pk]))

    assert (refused.status_code, withdrawn.status_code) == (422, 404)


def test_the_preview_counts_what_the_newest_lists_would_open(desk: Client, unit: Unit) -> None:
    association = HousingAssociationFactory()
    older = DeliveryFactory(association=association, is_applied=True, as_of=dt.date(2026, 9, 20))
    newest = DeliveryFactory(association=association, is_applied=True)
    DeliveryFactory(association=association, as_of=dt.date(2026, 11, 20))

    def owes(delivery: Any, step: str, amount: int, basis: str = GateBasis.AGREEMENT) -> Any:
        lease = LeaseFactory(association=association, municipality=unit.municipality)
        warning = ArrearsWarningFactory(
            lease=lease, delivery=delivery, step=step, amount=Decimal(amount), gate_basis=basis
        )
        return ArrearsPositionFactory(warning=warning)

    owes(newest, Step.DEMANDED, 15000)
    owes(newest, Step.FILED, 15000)
    owes(newest, Step.EARLY, 15000)
    owes(newest, Step.DEMANDED, 7500)
    owes(newest, Step.DEMANDED, 15000, basis="")
    owes(older, Step.DEMANDED, 15000)
    before = Case.objects.count(), OpeningRule.objects.count()

    counts = [
        desk.post(reverse(NEW), typed(unit, preview="1", **changes)).context["preview"]
        for changes in ({}, {"min_months": "0"}, {"min_step": "early"}, {"min_step": "filed"}, {"min_months": "3"})
    ]

    assert counts == [2, 3, 3, 1, 0]
    assert (Case.objects.count(), OpeningRule.objects.count()) == before


def test_lead_days_change_from_today_and_keep_their_history(desk: Client, unit: Unit) -> None:
    LeadDaysFactory(municipality=unit.municipality, rule="bailiff_hearing", days=5)
    form = desk.get(reverse(DAYS)).context["form"]
    sent = {f"days-{row.code}": row.days for row in form.rows}
    sent |= {"as_seen": form["as_seen"].value(), "source": "Ledelsen", "days-bailiff_hearing": 10}

    done = desk.post(reverse(DAYS), sent)

    assert done.status_code == 302
    assert list(
        LeadDays.objects.order_by("starts_on").values_list("rule", "days", "starts_on", "ends_on", "source")
    ) == [
        ("bailiff_hearing", 5, dt.date(2020, 1, 1), dt.date(2026, 11, 21), "Test"),
        ("bailiff_hearing", 10, TODAY, None, "Ledelsen"),
    ]
    [row] = [row for row in desk.get(reverse(LIST)).context["lead_days"] if row.code == "bailiff_hearing"]
    assert (row.days, [former.days for former in row.history]) == (10, [10, 5])


def set_days(unit: Unit, administrator: User, **days: int) -> list[str]:
    return actions.set_lead_days(
        days=queries.lead_days_on(unit.municipality_id, today=TODAY) | days,
        source="Ledelsen",
        by=scope_of(administrator),
        now=NOW,
    )


def test_open_cases_are_put_in_order_again(unit: Unit, administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 1)
    cases = CaseFactory.create_batch(2, unit=unit, follow_up_on=dt.date(2027, 3, 1), assigned_to=make_caseworker(unit))
    elsewhere, closed = CaseFactory(), CaseFactory(unit=unit, is_closed=True)
    everything = [case.pk for case in [*cases, elsewhere, closed]]
    derived.refresh(everything, today=TODAY)
    before = dict(Case.objects.values_list("pk", "triage_key"))

    changed = set_days(unit, administrator, first_contact=30)

    after = dict(Case.objects.values_list("pk", "triage_key"))
    assert changed == ["first_contact"]
    assert {pk: before[pk] - after[pk] for pk in before} == {
        cases[0].pk: dt.timedelta(days=30),
        cases[1].pk: dt.timedelta(days=30),
        elsewhere.pk: dt.timedelta(0),
        closed.pk: dt.timedelta(0),
    }


def test_days_changed_twice_on_one_day_are_replaced(unit: Unit, administrator: User) -> None:
    set_days(unit, administrator, quiet=3)
    set_days(unit, administrator, quiet=4)

    assert list(LeadDays.objects.values_list("rule", "days", "ends_on")) == [("quiet", 4, None)]
    assert set_days(unit, administrator, quiet=4) == []


def test_unchanged_days_change_nothing(desk: Client) -> None:
    form = desk.get(reverse(DAYS)).context["form"]
    sent = {f"days-{row.code}": row.days for row in form.rows}

    done = desk.post(reverse(DAYS), sent | {"as_seen": form["as_seen"].value(), "source": "Ledelsen"})

    assert (done.status_code, LeadDays.objects.count()) == (302, 0)


def test_a_colleagues_change_is_shown_and_nothing_lost(desk: Client, unit: Unit) -> None:
    form = desk.get(reverse(DAYS)).context["form"]
    sent = {f"days-{row.code}": row.days for row in form.rows} | {"as_seen": form["as_seen"].value(), "source": "x"}
    LeadDaysFactory(municipality=unit.municipality, rule="quiet", days=9)

    refused = desk.post(reverse(DAYS), sent | {"days-quiet": 4})
    shown = refused.context["form"]
    again = desk.post(reverse(DAYS), sent | {"days-quiet": 4, "as_seen": refused.context["as_seen"]})

    assert (refused.status_code, refused.context["is_stale"], shown["days-quiet"].value()) == (422, True, "4")
    assert [row.days for row, _field in refused.context["lines"] if row.code == "quiet"] == [9]
    assert again.status_code == 302


def test_only_the_administrator_sees_and_sets_rules(client: Client, unit: Unit, rule: OpeningRule) -> None:
    client.force_login(make_team_leader(unit))

    assert [client.get(reverse(name)).status_code for name in (LIST, NEW, DAYS)] == [404, 404, 404]
    with pytest.raises(NotAllowed):
        set_days(unit, make_team_leader(unit), quiet=1)
    with pytest.raises(NotAllowed):
        actions.withdraw_opening_rule(rule, by=scope_of(make_team_leader(unit)), now=NOW)
    with pytest.raises(actions.NotInThePast):
        actions.withdraw_opening_rule(rule, by=scope_of(make_administrator()), now=NOW)


def test_the_action_checks_what_the_form_checks(unit: Unit, administrator: User) -> None:
    wanted: dict[str, Any] = {
        "min_step": Step.DEMANDED,
        "min_months": Decimal(0),
        "reopen_days": 60,
        "default_unit": unit,
        "starts_on": TODAY,
        "source": "Test",
        "by": scope_of(administrator),
        "now": NOW,
    }

    with pytest.raises(actions.NotInThePast):
        actions.set_opening_rule(**(wanted | {"starts_on": TODAY - dt.timedelta(days=1)}))
    with pytest.raises(NotAllowed):
        actions.set_opening_rule(**(wanted | {"default_unit": UnitFactory()}))
    assert periods() == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    desk: Client, unit: Unit, count: int, django_assert_num_queries: Any
) -> None:
    for year in range(count):
        OpeningRuleFactory(
            default_unit=unit, starts_on=dt.date(2020 + year, 1, 1), ends_on=dt.date(2020 + year, 12, 31)
        )
        LeadDaysFactory(
            municipality=unit.municipality, starts_on=dt.date(2020 + year, 1, 1), ends_on=dt.date(2020 + year, 12, 31)
        )

    with django_assert_num_queries(7):
        response = desk.get(reverse(LIST))

    assert len(response.context["former"]) == count
