"""Every figure against a world counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casework.models import Case
from casework.outcomes import is_averted
from reports.enums import Reader, Unit
from reports.figures import FIGURES
from reports.permissions import READERS, reach_of, reader_of
from reports.reach import Reach, of_association, of_everything, of_municipality
from reports.report import YearReport, year_report
from reports.values import rounded
from tests.factories.accounts import (
    AdministratorFactory,
    MembershipFactory,
    OrganisationAdministrationFactory,
    UnitFactory,
)
from tests.factories.people import make_adviser, make_caseworker, make_manager, make_officer, scope_of
from tests.reports.counted_by_hand import COUNTED_BY_HAND, KAB_BY_HAND
from tests.reports.world import World

pytestmark = pytest.mark.django_db


def counted(reach: Reach, year: int = 2026, reader: Reader = Reader.OPERATOR) -> dict[str, tuple[Any, dict[str, Any]]]:
    return plain(year_report(reach, year, reader=reader, hides_small_counts=False))


def plain(report: YearReport) -> dict[str, tuple[Any, dict[str, Any]]]:
    return {
        one.figure.code: (one.value.value, {part.code: part.value for part in one.value.parts})
        for one in report.counted
    }


def test_every_figure_is_what_was_counted_by_hand(world: World) -> None:
    assert counted(of_municipality(world.copenhagen)) == COUNTED_BY_HAND


def test_every_figure_is_in_the_hand_counted_world() -> None:
    assert [figure.code for figure in FIGURES] == list(COUNTED_BY_HAND) == list(READERS)


def test_an_association_reads_its_own_in_both_municipalities(world: World) -> None:
    officer = scope_of(make_officer(world.kab))

    assert counted(reach_of(officer), reader=reader_of(officer)) == KAB_BY_HAND


def test_an_association_without_a_case_it_made_known_has_no_turnaround(world: World) -> None:
    manager = scope_of(make_manager(world.fsb.organisation))

    found = counted(reach_of(manager), reader=reader_of(manager))

    assert found["evictions"] == (1, {})
    assert found["turnaround"] == (Decimal("0.0"), {"lower": Decimal("0.0"), "upper": Decimal("0.0")})
    assert counted(reach_of(manager), 2025, reader_of(manager))["turnaround"] == (None, {})


def test_a_municipality_narrowed_to_one_association(world: World) -> None:
    found = counted(of_municipality(world.copenhagen, world.fsb))

    assert {code: found[code] for code in ("cases_opened", "evictions", "warnings_received", "adviser_contacts")} == {
        "cases_opened": (2, COUNTED_BY_HAND["cases_opened"][1] | {"agreement": 0, "court": 0}),
        "evictions": (1, {}),
        "warnings_received": (0, {"early": 0, "demanded": 0, "rescinded": 0, "filed": 0}),
        "adviser_contacts": (1, {"debt": 1}),
    }


def test_an_adviser_reads_their_own_contacts_alone(world: World) -> None:
    MembershipFactory(user=world.adviser, organisation=world.kab.organisation, role="tenant_adviser")
    adviser = scope_of(world.adviser)

    assert counted(reach_of(adviser), reader=reader_of(adviser)) == {
        "adviser_contacts": (2, {"budget": 2, "debt": 1}),
        "contacts_handed_over": (Decimal("50.0"), {"handed_over": 1, "not_handed_over": 1}),
    }


def test_an_adviser_of_another_association_reads_nothing_of_theirs(world: World) -> None:
    adviser = scope_of(make_adviser(world.kab))

    assert counted(reach_of(adviser), reader=reader_of(adviser)) == {
        "adviser_contacts": (0, {}),
        "contacts_handed_over": (None, {"handed_over": 0, "not_handed_over": 0}),
    }


def test_the_operator_counts_everything_or_one_association(world: World) -> None:
    assert counted(of_everything())["evictions"] == (4, {})
    assert counted(of_association(world.kab))["evictions"] == (3, {})
    assert counted(of_everything())["adviser_contacts"] == (4, {"budget": 2, "children": 1, "debt": 2})


def test_an_administrator_of_two_associations_reads_both_together(world: World) -> None:
    administrator = AdministratorFactory()
    for association in (world.kab, world.fsb):
        OrganisationAdministrationFactory(organisation=association.organisation, administrator=administrator)
    user = MembershipFactory(organisation=administrator, role="association_officer").user

    reach = reach_of(scope_of(user))

    assert (reach.code, reach.name) == ("KAB, FSB", "KAB, fsb")
    assert counted(reach, reader=Reader.ASSOCIATION_OFFICER)["evictions_by_association"] == (4, {"KAB": 3, "FSB": 1})


def test_a_year_without_records_counts_nought_and_has_no_shares(world: World) -> None:
    report = year_report(of_municipality(world.copenhagen), 2018, reader=Reader.OPERATOR, hides_small_counts=False)

    assert not report.has_records
    shares = (Unit.PERCENT, Unit.DAYS, Unit.PER_1000_DWELLINGS)
    for one in report.counted:
        assert one.value.value == (None if one.figure.unit in shares else 0), one.figure.code


def test_averted_agrees_with_the_rule_of_casework(world: World) -> None:
    closed = Case.objects.filter(municipality=world.copenhagen, closed_year=2026).prefetch_related("courses")

    by_rule = [
        case.number for case in closed if is_averted(case.housing_outcome, [one.result for one in case.courses.all()])
    ]

    assert len(by_rule) == COUNTED_BY_HAND["averted"][0]


def test_a_caseworker_reads_the_whole_municipality(world: World) -> None:
    scope = scope_of(make_caseworker(UnitFactory(municipality=world.copenhagen)))

    assert counted(reach_of(scope), reader=reader_of(scope)) == COUNTED_BY_HAND


@pytest.mark.parametrize(("number", "expected"), [(2.25, "2.3"), (2.24, "2.2"), (-65.95, "-66.0"), (0.05, "0.1")])
def test_halves_are_rounded_away_from_zero(number: float, expected: str) -> None:
    assert rounded(number, 1) == Decimal(expected)
