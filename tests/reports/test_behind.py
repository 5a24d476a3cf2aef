"""From a number to the cases behind it: the count is the list and the restricted cases it names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import AccessLog, User
from casework.models import Case, CaseParticipant
from reports import behind
from reports.enums import Reader
from reports.facts.rebuild import rebuild
from reports.figures import CATALOGUE
from reports.reach import Reach, of_association, of_municipality
from reports.report import year_report
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import LeaseFactory, NoticeFactory
from tests.factories.people import make_caseworker, make_manager, make_officer, scope_of
from tests.factories.sharing import HandoverFactory
from tests.reports.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


@pytest.fixture
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def caseworker(world: World) -> User:
    return make_caseworker(Case.objects.filter(municipality=world.copenhagen)[0].unit, language="en")


def found(reach: Reach, figure: str, part: str, user: User) -> behind.Found:
    return behind.find(reach, figure, part, range(2026, 2027), scope=scope_of(user))


def numbers(reach: Reach) -> Iterator[tuple[str, str, int]]:
    """Every number of 2026 with a list behind it: the figure, the part, how many."""
    report = year_report(reach, 2026, reader=Reader.OPERATOR, hides_small_counts=False)
    for figure in behind.BEHIND:
        value = report.get(figure)
        yield figure, value.headline, value.count
        yield from ((figure, part.code, part.count) for part in value.parts if behind.has_list(figure, part.code))


def test_a_figure_has_a_list_or_says_why_not() -> None:
    with translation.override("en"):
        for code in CATALOGUE:
            assert (code in behind.BEHIND) != bool(behind.why_none(code)), code
    without_parts = {code for code in behind.BEHIND if CATALOGUE[code].parts_by and not behind.has_list(code, "x")}
    assert without_parts == {"cost_of_evictions"}, "its estimates are no parts of the records"


def test_every_number_is_the_list_and_the_restricted_it_names(world: World, caseworker: User) -> None:
    reach = of_municipality(world.copenhagen)
    restricted = Case.objects.filter(municipality=world.copenhagen, opened_on=dt.date(2026, 1, 5)).get()
    HandoverFactory(lease=restricted.lease, sent_at=NOW)
    HandoverFactory(lease=LeaseFactory(department__municipality=world.copenhagen), sent_at=NOW, is_protected=True)
    NoticeFactory(lease=restricted.lease, received_on=NOW.date())
    rebuild(now=NOW)
    told = list(numbers(reach))
    assert len(told) > 100

    Case.objects.filter(pk=restricted.pk).update(is_restricted=True)
    hidden = set()
    for figure, part, count in told:
        listed = found(reach, figure, part, caseworker)
        assert (listed.count, len(listed.rows)) == (count, count - listed.restricted), (figure, part)
        assert restricted.pk not in {row.case_id for row in listed.rows}, (figure, part)
        hidden |= {figure} if listed.restricted else set()
    assert {"interventions", "requests_sent", "course_results", "backgrounds", "notices_received"} <= hidden
    assert found(reach, "handovers", "", caseworker).restricted == 2, "one of a restricted home, one protected"


def test_a_list_tells_case_day_and_kind_of_each_record(world: World, caseworker: User) -> None:
    reach = of_municipality(world.copenhagen)
    three = Case.objects.get(municipality=world.copenhagen, opened_on=dt.date(2026, 6, 1))

    with translation.override("en"):
        attempts = found(reach, "reached_by_mode", "phone", caseworker).rows
        missing = found(reach, "missing_by_unit", "SOF", caseworker).rows
        notices = found(reach, "notices_received", "", caseworker).rows

    (attempt,) = attempts
    assert attempt[:3] == (three.pk, three.number, ("phone",))
    assert (attempt.day, attempt.detail) == (dt.date(2026, 6, 2), "Morning")
    assert {(row.case_id, row.detail) for row in missing} >= {(three.pk, "Background"), (three.pk, "Household type")}
    assert [(row.case_id, row.day) for row in notices] == [(0, dt.date(2026, 12, 31)), (0, dt.date(2026, 1, 1))]


def test_the_case_of_a_notice_is_the_one_it_came_to(world: World, caseworker: User) -> None:
    three = Case.objects.get(municipality=world.copenhagen, opened_on=dt.date(2026, 6, 1))
    CaseFactory(unit=three.unit, lease=three.lease, opened_on=dt.date(2024, 6, 1), closed_on=dt.date(2024, 7, 1))
    NoticeFactory(lease=three.lease, received_on=dt.date(2026, 6, 9))
    rebuild(now=NOW)

    rows = found(of_municipality(world.copenhagen), "notices_on_time", "on_time", caseworker).rows

    assert [(row.case_id, row.day) for row in rows] == [(three.pk, dt.date(2026, 6, 9))]


def test_the_list_of_a_place_is_that_of_the_place(world: World, caseworker: User) -> None:
    fsb = of_municipality(world.copenhagen, world.fsb)

    assert found(fsb, "cases_opened", "", caseworker).count == 2
    assert found(fsb.without_campaigns(), "evictions", "", caseworker).count == 1
    with pytest.raises(behind.Unknown):
        found(of_association(world.fsb), "warnings_received", "", caseworker)


def test_a_restricted_case_is_counted_and_not_listed(world: World, caseworker: User) -> None:
    case = Case.objects.filter(municipality=world.copenhagen, opened_year=2026).order_by("pk")[0]
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    reach = of_municipality(world.copenhagen)

    listed = found(reach, "cases_opened", "", caseworker)

    assert (listed.count, len(listed.rows), listed.restricted) == (4, 3, 1)
    assert case.pk not in {row.case_id for row in listed.rows}
    CaseParticipantFactory(case=case, user=caseworker, kind="cleared")
    assert CaseParticipant.objects.filter(user=caseworker).exists()
    cleared = found(reach, "cases_opened", "", caseworker)
    assert (len(cleared.rows), cleared.restricted) == (4, 0)


def test_a_manager_reads_case_numbers_and_no_names(client: Client, world: World) -> None:
    unit = UnitFactory(municipality=world.copenhagen)
    cases = CaseFactory.create_batch(6, unit=unit, names="Ida Holm", address="Ruten 169")
    for case in cases:
        EvictionFactory(case=case)
    rebuild(now=NOW)
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    response = client.get(reverse("reports:behind", args=["evictions"]), {"year": "2026"})
    page = response.content.decode()

    assert all(case.number in page for case in cases)
    assert "Ida Holm" not in page
    assert "Ruten 169" not in page
    assert {(line.row.day, line.row.detail) for line in response.context["lines"]} == {(None, "")}


def test_a_kind_that_is_hidden_from_a_manager_is_hidden_in_the_list(client: Client, world: World) -> None:
    unit = UnitFactory(municipality=world.copenhagen)
    for cause, count in (("arrears", 4), ("house_rules", 7), ("other", 3)):
        for case in CaseFactory.create_batch(count, unit=unit):
            EvictionFactory(case=case, cause=cause, occurred_on=dt.date(2024, 5, 5))
    rebuild(now=NOW)
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    response = client.get(reverse("reports:behind", args=["evictions_by_cause"]), {"year": "2024"})

    assert Counter(line.parts for line in response.context["lines"]) == {"House rules": 7, "hidden": 7}


def test_a_list_whose_every_kind_is_hidden_has_no_column_for_it(client: Client, world: World) -> None:
    unit = UnitFactory(municipality=world.copenhagen)
    for cause, count in (("arrears", 4), ("other", 3)):
        for case in CaseFactory.create_batch(count, unit=unit):
            EvictionFactory(case=case, cause=cause, occurred_on=dt.date(2024, 5, 5))
    rebuild(now=NOW)
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    response = client.get(reverse("reports:behind", args=["evictions_by_cause"]), {"year": "2024"})

    assert len(response.context["lines"]) == 7
    assert "Cause" not in response.content.decode().partition("<table")[2].partition("</table>")[0]


def test_what_is_hidden_from_a_manager_has_no_list(client: Client, world: World) -> None:
    client.force_login(make_manager(world.copenhagen.organisation))

    for asked in ({"year": "2026"}, {"year": "2026", "part": "arrears"}):
        assert client.get(reverse("reports:behind", args=["evictions_by_cause"]), asked).status_code == 404


def test_an_association_has_no_list(client: Client, world: World) -> None:
    for user in (make_manager(world.kab.organisation), make_officer(world.kab)):
        client.force_login(user)
        assert client.get(reverse("reports:behind", args=["evictions"]), {"year": "2026"}).status_code == 404


def test_a_caseworker_reads_and_is_logged(client: Client, world: World, caseworker: User) -> None:
    client.force_login(caseworker)

    response = client.get(reverse("reports:behind", args=["cases_opened"]), {"year": "2026", "part": "court"})

    assert "1 record is behind this number." in response.content.decode()
    assert list(AccessLog.objects.values_list("look", "subject")) == [("list", "report")]
    for asked in ({"part": "nonsense"}, {"year": "1999"}):
        assert client.get(reverse("reports:behind", args=["cases_opened"]), asked).status_code == 404
    assert client.get(reverse("reports:behind", args=["no-such-figure"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = UnitFactory()
    CaseFactory.create_batch(rows, unit=unit)
    rebuild(now=NOW)
    client.force_login(make_caseworker(unit))

    with django_assert_num_queries(16):
        response = client.get(reverse("reports:behind", args=["cases_opened"]), {"year": "2026"})

    assert len(response.context["found"].rows) == rows
    with django_assert_num_queries(16):
        response = client.get(reverse("reports:behind", args=["missing_by_unit"]), {"year": "2026"})
    assert len(response.context["found"].rows) >= 2 * rows


def test_a_long_list_is_leafed_through(world: World, caseworker: User) -> None:
    CaseFactory.create_batch(behind.PAGE_SIZE + 2, unit=UnitFactory(municipality=world.copenhagen))
    rebuild(now=NOW)
    reach, scope = of_municipality(world.copenhagen), scope_of(caseworker)

    first = behind.find(reach, "cases_opened", "", range(2026, 2027), scope=scope)
    second = behind.find(reach, "cases_opened", "", range(2026, 2027), scope=scope, after=first.next_after)

    assert (len(first.rows), second.next_after) == (behind.PAGE_SIZE, "")
    together = {row.case_id for row in (*first.rows, *second.rows)}
    assert len(together) == first.count == behind.PAGE_SIZE + 6
