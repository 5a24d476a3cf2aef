"""The page of a year: its first sentence, its parts, its years, its downloads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.enums import Look
from accounts.models import AccessLog
from casework.models import Case
from config import catalogs
from reports.actions import import_known_figures
from reports.enums import Reader, Section
from reports.facts.rebuild import rebuild
from reports.figures import FIGURES, Figure
from reports.reach import Reach, of_association, of_everything, of_municipality
from reports.report import year_report
from reports.sentences import official_sentence, opening, section_title
from tests.factories import NOW, TODAY
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.factories.appointments import EvictionReviewFactory
from tests.factories.casework import CaseFactory, InterventionFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import (
    ArrearsWarningFactory,
    DepartmentDwellingsFactory,
    HousingAssociationFactory,
    LeaseFactory,
    NoticeFactory,
)
from tests.factories.people import make_adviser, make_caseworker, make_manager, scope_of
from tests.factories.reports import OfficialFigureFactory
from tests.factories.sharing import AdviserContactFactory
from tests.reports.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]

PAGE = "reports:year"


@pytest.fixture
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(world: World) -> World:
    """With what was known before Fasthold."""
    import_known_figures(now=NOW)
    return world


@pytest.fixture
def caseworker(client: Client, world: World) -> Client:
    client.force_login(make_caseworker(UnitFactory(municipality=world.copenhagen), language="en"))
    return client


def test_the_report_of_2018_begins_with_the_official_count(caseworker: Client) -> None:
    response = caseworker.get(reverse(PAGE), {"year": "2018"})

    assert response.context["sentences"] == [
        "In 2018, 266 effective evictions were carried out in København, 65.9% fewer than in 2011 (781)."
    ]
    assert response.context["parts"] == []
    assert "Fasthold has no records of its own for 2018." in response.content.decode()
    assert "Effective evictions in København: −65.9% from 2011 to 2018" in response.content.decode()


def test_this_year_begins_with_what_is_recorded(caseworker: Client) -> None:
    response = caseworker.get(reverse(PAGE))

    assert response.context["report"].year == 2026
    assert response.context["sentences"] == [
        "In 2026, until 22 Nov 2026, Fasthold has recorded 3 evictions in København."
    ]
    assert [(part.code, part.title) for part in response.context["parts"]] == [
        ("evictions", "3 evictions are recorded"),
        ("arrears", "5 lines of arrears were received"),
        ("cases", "4 cases were opened"),
        ("funnel", "0 of 4 cases were averted within twelve months"),
        ("contact", "25.0% of the households were reached within 7 days"),
        ("reach", "33.3% of the contact attempts reached somebody"),
        ("help", "3 interventions began"),
        ("outcomes", "2 evictions were averted"),
        ("who", "Most often: Rent arrears, 4 of 4 cases"),
        ("repeat", "Whether it held"),
        ("together", "3 requests were sent"),
        ("missed_chances", "2 of 3 evictions were reviewed"),
        ("advisers", "3 conversations with tenant advisers"),
        ("quality", "0.0% of the cases have all facts"),
        ("money", "About 140,000 kr., an order of magnitude"),
    ]


def test_every_figure_shows_its_definition_and_its_parts(caseworker: Client) -> None:
    text = caseworker.get(reverse(PAGE), {"year": "2026"}).content.decode()
    blocks = {
        block.code: block
        for part in caseworker.get(reverse(PAGE), {"year": "2026"}).context["parts"]
        for block in part.blocks
    }

    assert [block.definition for block in blocks.values()] == [figure.docstring for figure in _in_page_order()]
    by_cause = blocks["evictions_by_cause"]
    assert (by_cause.answer, by_cause.is_in_words) == ("Most often: Rent arrears, 2 of 3", True)
    with translation.override("en"):
        lines = [(str(line.label), line.said, line.bar) for line in by_cause.lines]
    assert lines == [
        ("Rent arrears", "2", 100.0),
        ("Unlawful subletting", "1", 50.0),
        ("House rules", "0", 0.0),
        ("Crime (restricted)", "0", 0.0),
        ("Other ground", "0", 0.0),
    ]
    assert blocks["evictions_by_district"].answer == "3", "no district has the most"
    assert blocks["reached_by_mode"].answer == "33.3%", "of shares none is the most frequent"
    assert blocks["evictions_per_1000_dwellings"].answer == "2.00"
    assert text.count('<svg class="bar"') == sum(1 for block in blocks.values() for line in block.lines if line.bar)
    assert " style=" not in text


def _in_page_order() -> list[Figure]:
    return [figure for section in Section for figure in FIGURES if figure.section == section]


def test_a_manager_is_told_why_counts_are_hidden(client: Client, world: World) -> None:
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    response = client.get(reverse(PAGE), {"year": "2026"})

    assert response.context["sentences"] == [
        "In 2026, until 22 Nov 2026, Fasthold has recorded between 1 and 4 evictions in København."
    ]
    assert response.context["parts"][0].title == "Evictions"
    assert "Hidden: the count is 1–4" in response.content.decode()
    assert [row.own for row in response.context["official_rows"][:2]] == ["hidden", "hidden"]


def test_nothing_is_said_of_hiding_where_nothing_is_hidden(caseworker: Client) -> None:
    assert "Hidden:" not in caseworker.get(reverse(PAGE), {"year": "2026"}).content.decode()


def test_a_breakdown_too_small_is_left_out_and_says_so(client: Client, world: World) -> None:
    for district in "12345":
        EvictionFactory(case__unit__municipality=world.frederiksberg, district=district, occurred_on=TODAY)
    rebuild(now=NOW)
    client.force_login(make_manager(world.frederiksberg.organisation, language="en"))

    response = client.get(reverse(PAGE), {"year": "2026"})

    blocks = {block.code: block for block in response.context["parts"][0].blocks}
    assert (blocks["evictions_by_district"].lines, blocks["evictions_by_district"].are_lines_hidden) == ((), True)
    assert "The breakdown is hidden: its counts are too small." in response.content.decode()


def test_one_association_of_the_municipality(caseworker: Client) -> None:
    response = caseworker.get(reverse(PAGE), {"year": "2026", "association": "FSB"})

    assert response.context["report"].reach.name == "fsb"
    assert response.context["sentences"] == ["In 2026, until 22 Nov 2026, Fasthold has recorded 1 eviction at fsb."]
    assert "year=2026&amp;association=FSB" in response.content.decode()
    empty = caseworker.get(reverse(PAGE), {"year": "2018", "association": "FSB"})
    assert empty.context["sentences"] == ["Fasthold has no records at fsb for 2018."]


def test_an_adviser_reads_of_their_own_conversations(client: Client, world: World) -> None:
    adviser = make_adviser(world.kab, language="en")
    AdviserContactFactory.create_batch(6, association=world.kab, adviser=adviser, topics=["debt"])
    rebuild(now=NOW)
    client.force_login(adviser)

    response = client.get(reverse(PAGE))

    assert response.context["sentences"] == ["In 2026, until 22 Nov 2026, you have recorded 6 contacts."]
    assert [part.code for part in response.context["parts"]] == ["advisers"]
    assert response.context["has_own_column"] is False
    assert response.context["years"][:2] == [2026, 2020], "the municipality's cases of 2025 are not theirs"
    AdviserContactFactory.create_batch(2, association=world.kab, adviser=adviser, occurred_on=dt.date(2025, 5, 5))
    rebuild(now=NOW)
    assert client.get(reverse(PAGE), {"year": "2025"}).context["sentences"] == [
        "In 2025 you have recorded between 1 and 4 contacts."
    ]


def test_the_years_are_those_with_something_to_show(caseworker: Client) -> None:
    assert caseworker.get(reverse(PAGE)).context["years"] == [
        *(2026, 2025, 2020, 2019, 2018, 2017, 2016, 2014),
        *(2012, 2011, 2010, 2009, 2008, 2002),
    ]


@pytest.mark.parametrize(
    "asked", [{"year": "MMXVIII"}, {"year": "1999"}, {"year": "2027"}, {"association": "nobody"}, {"year": "9" * 30}]
)
def test_what_cannot_be_chosen_is_said_and_no_file_is_made(asked: dict[str, str], caseworker: Client) -> None:
    response = caseworker.get(reverse(PAGE), asked)

    assert (response.status_code, response.context["report"].year) == (422, 2026)
    assert response.content.decode().count('role="alert"') == 1
    assert caseworker.get(reverse("reports:csv"), asked).status_code == 404
    assert caseworker.get(reverse("reports:xlsx"), asked).status_code == 404
    assert AccessLog.objects.filter(look=Look.EXPORT).count() == 0


def test_an_association_without_homes_here_cannot_be_chosen(caseworker: Client) -> None:
    HousingAssociationFactory(code="AWAY")
    assert caseworker.get(reverse(PAGE), {"association": "AWAY"}).status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_depend_on_the_records(
    rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = UnitFactory()
    for _row in range(rows):
        lease = LeaseFactory(municipality=unit.municipality)
        case = CaseFactory(unit=unit, lease=lease)
        DepartmentDwellingsFactory(department=lease.tenancy.department)
        InterventionFactory(case=case)
        EvictionReviewFactory(eviction__case=case)
        ArrearsWarningFactory(lease=lease)
        NoticeFactory(lease=lease)
        AdviserContactFactory(association=lease.association)
        CaseFactory(unit=unit, is_closed=True)
        OfficialFigureFactory()
    rebuild(now=NOW)
    client.force_login(make_caseworker(unit))

    with django_assert_num_queries(19):
        response = client.get(reverse(PAGE), {"year": "2026"})

    assert response.context["report"].get("evictions").value == rows


def test_the_csv_file_reads_back(caseworker: Client) -> None:
    response = caseworker.get(reverse("reports:csv"), {"year": "2026"})

    data = response.content
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="fasthold-2026-101.csv"',
    )
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    found = {(row["Year"], row["Figure code"], row["Code"]): row["Value"] for row in rows}
    assert found["2026", "evictions", ""] == "3"
    assert found["2026", "evictions_by_cause", "subletting"] == "1"
    assert found["2026", "evictions_per_1000_dwellings", "FSB"] == "1,67"
    assert found["2018", "official_effective_evictions", "101"] == "266"
    assert found["2018", "official_effective_evictions_change", "101"] == "-65,9"
    assert {row["Covers"] for row in rows} == {"København", "Danmark"}
    assert _looks() == [(Look.EXPORT, "report", "reports:csv", 200)]


def test_the_spreadsheet_reads_back(caseworker: Client) -> None:
    response = caseworker.get(reverse("reports:xlsx"), {"year": "2026", "association": "KAB"})

    assert response["Content-Disposition"] == 'attachment; filename="fasthold-2026-kab.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Figures", "Official figures"]
    rows = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    values = {(row[2], row[5]): row[8] for row in rows[1:]}
    assert (values["evictions", None], values["evictions_by_association", "KAB"]) == (2, 2)
    assert values["evictions_per_1000_dwellings", "KAB"] == 2.5
    official = {
        (row[0], row[2], row[5]): row[8] for row in book["Official figures"].iter_rows(min_row=2, values_only=True)
    }
    assert official[2018, "official_effective_evictions_change", "101"] == -65.9
    assert _looks() == [(Look.EXPORT, "report", "reports:xlsx", 200)]


def test_the_source_of_an_official_figure_says_how_firm_it_is(caseworker: Client) -> None:
    OfficialFigureFactory(year=2019, is_provisional=True, grounds="arrears", source="Domstolsstyrelsen")

    text = caseworker.get(reverse("reports:csv"), {"year": "2026"}).content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    sources = {
        (row["Year"], row["Code"]): row["Definition or source"] for row in rows if row["Broken down by"] == "Area"
    }
    assert sources["2019", "101"] == "Domstolsstyrelsen (sector: Unknown, arrears, provisional)"
    assert sources["2010", "101"] == "kk.dk, 41 % færre boligudsættelser (sector: Unknown, approximate)"


def test_no_cell_runs_as_a_formula(client: Client) -> None:
    evil = HousingAssociationFactory(code="+1", name='=HYPERLINK("x";"y")')
    case = CaseFactory(association=evil)
    EvictionFactory(case=case)
    rebuild(now=NOW)
    client.force_login(make_caseworker(case.unit, language="en"))

    text = client.get(reverse("reports:csv"), {"year": "2026"}).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("reports:xlsx"), {"year": "2026"}).content))

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    row = next(row for row in rows if row["Figure code"] == "evictions_by_association" and row["Code"])
    assert (row["Code"], row["Line"]) == ("'+1", '\'=HYPERLINK("x";"y")')
    assert not re.search(r'(^|;)"[=+@\t\r-]', text, re.MULTILINE)
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


def test_hidden_values_are_empty_in_a_file(client: Client, world: World) -> None:
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    text = client.get(reverse("reports:csv"), {"year": "2026"}).content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    hidden = [row["Value"] for row in rows if row["Hidden"] == "yes"]
    assert hidden == [""] * len(hidden)
    assert len(hidden) > 20
    assert next(row for row in rows if row["Figure code"] == "evictions")["Hidden"] == "yes"


def _looks() -> list[tuple[str, str, str, int]]:
    return list(AccessLog.objects.values_list("look", "subject", "path", "status"))


@pytest.mark.no_cover
def test_every_definition_is_the_docstring_and_is_translated() -> None:
    asked_for = {message.id for message in catalogs.collect() if message.id}

    for figure in FIGURES:
        assert figure.docstring == " ".join((figure.count.__doc__ or "").split())
        assert figure.docstring in asked_for
        with translation.override("en"):
            assert figure.definition == figure.docstring
        with translation.override("da"):
            assert figure.definition != figure.docstring


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"value": 900},
            "In 2018, 900 effective evictions were carried out in København, 12.5% more than in 2011 (800).",
        ),
        ({"value": 800}, "In 2018, 800 effective evictions were carried out in København, as many as in 2011."),
        ({"is_approximate": True}, "In 2018, about 266 effective evictions were carried out in København."),
        ({"series_break": True}, "In 2018, 266 effective evictions were carried out in København."),
    ],
)
def test_the_official_sentence_claims_no_more_than_is_known(fields: dict[str, int], expected: str) -> None:
    from reports.official import evictions_in

    OfficialFigureFactory(year=2011, value=800)
    figure = OfficialFigureFactory(**{"year": 2018, "value": 266} | fields)
    (series,) = evictions_in(["101"])

    with translation.override("en"):
        assert official_sentence(figure, series.change(2018)) == expected


def test_sentences_of_other_reaches(world: World) -> None:
    def said(reach: Reach, year: int) -> tuple[list[str], str]:
        report = year_report(reach, year, reader=Reader.OPERATOR, hides_small_counts=False)
        with translation.override("en"):
            return opening(report, None, today=TODAY), section_title(report, Section.CONTACT)

    assert said(of_everything(), 2025) == (
        ["In 2025 Fasthold has recorded 1 eviction in all municipalities."],
        "0.0% of the households were reached within 7 days",
    )
    assert said(of_association(world.fsb), 2025) == (["Fasthold has no records at fsb for 2025."], "Contact")
    CaseFactory(association=world.fsb, opened_on=dt.date(2024, 1, 1))
    rebuild(now=NOW)
    assert said(of_association(world.fsb), 2024)[0] == ["In 2024 Fasthold has recorded no evictions at fsb."]


def test_a_reader_without_the_figure_gets_the_name_of_the_part(world: World) -> None:
    report = year_report(of_municipality(world.copenhagen), 2026, reader=Reader.TENANT_ADVISER, hides_small_counts=True)
    with translation.override("en"):
        assert section_title(report, Section.EVICTIONS) == "Evictions"
        assert section_title(report, Section.ADVISERS) == "Adviser contacts"


def test_somebody_with_the_role_of_two_reads_in_the_chosen_one(client: Client, world: World) -> None:
    MembershipFactory(user=world.adviser, organisation=world.kab.organisation, role="tenant_adviser")
    client.force_login(world.adviser)

    assert client.get(reverse(PAGE)).context["report"].reach.adviser_id == scope_of(world.adviser).user_id


def test_several_years_together_and_one_place(caseworker: Client) -> None:
    several = caseworker.get(reverse(PAGE), {"year": "2026", "since": "2025", "district": "3"})

    report = several.context["report"]
    assert (report.period, report.reach.name) == ("2025–2026", "Nørrebro")
    assert report.get("evictions").value == 2
    assert "year=2026&amp;since=2025&amp;district=3" in several.content.decode()
    turned = caseworker.get(reverse(PAGE), {"year": "2025", "since": "2026"})
    assert (turned.status_code, turned.context["report"].period) == (422, "2026")
    two = caseworker.get(reverse(PAGE), {"association": "KAB", "district": "3"})
    assert "Choose one of association, district and programme." in two.content.decode()


def test_a_department_is_chosen_after_its_association(caseworker: Client, world: World) -> None:
    k1 = Case.objects.get(municipality=world.copenhagen, opened_on=dt.date(2026, 1, 5)).department

    page = caseworker.get(reverse(PAGE), {"year": "2026", "association": "KAB", "department": str(k1.pk)})

    assert page.context["report"].get("evictions").value == 1
    foreign = world.kab.departments.filter(municipality=world.frederiksberg)[0]
    assert caseworker.get(reverse(PAGE), {"association": "KAB", "department": str(foreign.pk)}).status_code == 422


def test_a_figure_stands_beside_the_year_before(caseworker: Client) -> None:
    page = caseworker.get(reverse(PAGE), {"year": "2026"})

    blocks = {block.code: block for part in page.context["parts"] for block in part.blocks}
    assert blocks["evictions"].before == "the year before 1"
    assert blocks["cases_opened"].before == "the year before 3"


def test_several_years_tell_nothing_that_one_of_them_hides(world: World) -> None:
    CaseFactory.create_batch(9, unit=UnitFactory(municipality=world.copenhagen), opened_on=dt.date(2024, 5, 5))
    rebuild(now=NOW)
    reach = of_municipality(world.copenhagen)

    def opened(since: int, year: int) -> tuple[object, bool]:
        report = year_report(reach, year, since=since, reader=Reader.MUNICIPAL_MANAGER, hides_small_counts=True)
        return report.get("cases_opened").value, report.get("cases_opened").is_hidden

    assert (opened(2024, 2024), opened(2025, 2025), opened(2024, 2025)) == ((9, False), (None, True), (None, True))


def test_the_page_says_when_it_was_counted_and_can_be_counted_again(caseworker: Client) -> None:
    assert '· counted <time datetime="2026-11-22T10:00:00+01:00">' in caseworker.get(reverse(PAGE)).content.decode()

    response = caseworker.post(reverse("reports:count-again"), follow=True)

    assert "The figures are being counted anew." in response.content.decode()
