"""The report on paper and its charts as files: they say what the page says, and hide what it hides."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.enums import Look
from accounts.models import AccessLog
from reports.actions import import_known_figures
from reports.drawn import placed_charts
from reports.drawn.districts import evictions_in_districts
from reports.enums import Reader
from reports.reach import of_municipality
from reports.report import year_report
from reports.values import Part, Value
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.people import make_caseworker, make_manager, make_officer
from tests.factories.reports import AnnotationFactory
from tests.reports.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


@pytest.fixture
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(world: World) -> World:
    """With what was known before Fasthold."""
    import_known_figures(now=NOW)
    return world


def _text(client: Client, **asked: str) -> str:
    response = client.get(reverse("reports:pdf"), asked)
    assert response.headers["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_report_for_a_committee_holds_the_numbers_of_a_managers_page(client: Client, world: World) -> None:
    manager = make_manager(world.copenhagen.organisation, language="en")
    client.force_login(manager)
    page = client.get(reverse("reports:year"), {"year": "2026"})

    text = _text(client, year="2026")

    with translation.override("en"):
        for part in page.context["parts"]:
            for block in part.blocks:
                assert f"{block.label} {block.answer}" in text, block.code
                for line in block.lines:
                    assert f"{line.label} {line.said}" in text, (block.code, line)
                assert block.definition.split(". ")[0] in text
    for heading in ("Contents", "In short", "How sure are we?", "Definitions", "counted by the day of the eviction"):
        assert heading.lower() in text.lower()
    assert "In 2026, until 22 Nov 2026, Fasthold has recorded between 1 and 4 evictions in København." in text
    assert "2018 266 (−65.9%)" in text
    assert "2015 not known" in text
    first, second = (client.get(reverse("reports:pdf"), {"year": "2026"}).content for _ in range(2))
    assert first == second

    client.force_login(make_caseworker(UnitFactory(municipality=world.copenhagen), language="en"))
    assert _text(client, year="2026") == text, "whoever takes it out of the house, small counts stay in it"
    assert client.get(reverse("reports:pdf"), {"year": "2026", "association": "KAB"}).status_code == 404
    assert AccessLog.objects.filter(look=Look.EXPORT, subject="report", path="reports:pdf").count() == 4


def test_what_is_said_of_the_years_stands_in_the_document(client: Client, world: World) -> None:
    for year, words in ((2026, "A campaign against subletting."), (2025, "Two units became one.")):
        AnnotationFactory(municipality=world.copenhagen, year=year, text_en=words)
    AnnotationFactory(municipality=world.frederiksberg, year=2026, text_en="Another town's remark.")
    client.force_login(make_manager(world.copenhagen.organisation, language="en"))

    text = _text(client, year="2026", since="2025")

    assert "Worth knowing about the years 2025: Two units became one. (" in text
    assert "2026: A campaign against subletting. (" in text
    assert "Another town" not in text
    page = client.get(reverse("reports:year"), {"year": "2026"})
    assert page.context["remarks"] == [("A campaign against subletting.", NOW.date())]


def test_the_summary_of_2018_tells_the_fall_in_danish(client: Client, world: World) -> None:
    client.force_login(make_manager(world.copenhagen.organisation, language="da"))

    text = _text(client, year="2018")

    assert "I 2018 blev der gennemført 266 effektive udsættelser i København, 65,9 % færre end i 2011 (781)." in text
    assert "Hvad virkede" not in text, "nothing was recorded here in 2018"


def test_an_association_is_handed_its_own_figures_without_outcomes(client: Client, world: World) -> None:
    client.force_login(make_officer(world.kab, language="en"))

    text = _text(client, year="2026")

    assert "Evictions and their prevention KAB, 2026" in text
    for of_others in ("What worked", "averted", "Reached within 7 days"):
        assert of_others not in text


def test_charts_draw_what_the_figures_say_and_nothing_hidden(world: World) -> None:
    reach = of_municipality(world.copenhagen)

    def tables(reader: Reader, *, hides: bool) -> dict[str, list[tuple[str, ...]]]:
        report = year_report(reach, 2026, reader=reader, hides_small_counts=hides, is_compared=True)
        with translation.override("en"):
            placed = placed_charts(report, reader=reader, hides_small_counts=hides)
            return {each.figure.code: list(each.figure.table.rows) for each in placed}

    seen, hidden = tables(Reader.CASEWORKER, hides=False), tables(Reader.MUNICIPAL_MANAGER, hides=True)

    assert [row[:2] for row in seen["chart-stages"]] == [
        ("Known to the municipality", "4"),
        ("Demand sent", "3"),
        ("Tenancy rescinded", "3"),
        ("Filed with the bailiff court", "3"),
        ("Hearing", "3"),
        ("Eviction scheduled", "3"),
        ("Evicted", "3"),
    ], "whoever was evicted passed every stage"
    assert seen["chart-in-time"][1] == ("Reached", "25.0%", "50.0%", "50.0%")
    assert "chart-stages" not in hidden
    assert not any(cell in {"1", "2", "3", "4"} for rows in hidden.values() for row in rows for cell in row)
    assert tables(Reader.TENANT_ADVISER, hides=True) == {}


def test_a_hidden_or_unrecorded_year_of_a_district_is_a_gap() -> None:
    parts = (Part("1", "Indre By", None, 3, is_hidden=True), Part("2", "Østerbro", 7, 7))
    years = {2024: None, 2025: Value(0, 0), 2026: Value(10, 10, parts)}

    with translation.override("en"):
        figure = evictions_in_districts(years)

    assert figure is not None
    assert figure.table.rows == (("Indre By", "–", "0", "–"), ("Østerbro", "–", "0", "7"))
    assert "3" not in {text.words for text in figure.wide.texts()}


def test_a_chart_of_the_page_is_a_file_too(client: Client, world: World) -> None:
    client.force_login(make_caseworker(UnitFactory(municipality=world.copenhagen), language="en"))
    page = client.get(reverse("reports:year"), {"year": "2018"}).content.decode()
    address = "/reports/charts/chart-official-101.svg?year=2018"
    assert f'href="{address}"' in page

    file = client.get(address).content.decode()

    assert "Effective evictions in København: −65.9% from 2011 to 2018" in file
    assert {">781<", ">266<"} <= {f">{words}<" for words in file.replace("<", ">").split(">")}
    assert "Source: Fasthold, counted" in file
    assert client.get("/reports/charts/chart-stages.png?year=2026").content.startswith(b"\x89PNG")
