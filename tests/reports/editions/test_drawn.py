"""What an edition's charts show stands in its tables: a hidden number is in no bar, no word and no title."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from django.utils import translation

from reports.charts.drawing import Box, Look
from reports.charts.figure import Figure
from reports.editions import drawn
from reports.editions.document import Document
from reports.tables import Category, Cell, Dimension, Role, Table, Words
from tests.factories.editions import HIDDEN, edition

MEASURES = (
    Category("count", Words("Number", "Antal"), Words("cases", "sager")),
    Category("share", Words("Share", "Andel"), Words("per cent", "procent"), 1),
)


def counted(code: str, title: str, **parts: int | None) -> Table:
    """A breakdown of numbers, None for a hidden one; the first part is all of them."""
    whole = next(iter(parts.values()))
    cells = []
    for count in parts.values():
        share = None if count is None or not whole else (Decimal(100 * count) / whole).quantize(Decimal("0.1"))
        cells += [HIDDEN if count is None else Cell(count), HIDDEN if share is None else Cell(share)]
    categories = tuple(Category(part, Words(part, part)) for part in parts)
    return Table(
        code,
        Words(title, title),
        (code,),
        (
            Dimension("part", Words("Part", "Del"), Role.GROUP, categories, "all"),
            Dimension("measure", Words("Measure", "Mål"), Role.MEASURE, MEASURES),
        ),
        tuple(cells),
    )


def figures(*tables: Table) -> dict[str, Figure]:
    document: Document = dataclasses.replace(edition(), tables=tables)
    with translation.override("en"):
        return {chart.code: chart.draw(document, "en") for chart in drawn.charts_of(document)}


def test_a_hidden_part_has_no_bar_and_says_so() -> None:
    table = counted("interventions", "Interventions", all=40, advice=20, budget=13, home=None, loan=None)

    (figure,) = figures(table).values()

    bars = [shape for shape in figure.wide.of(Look.STRONG) if isinstance(shape, Box)]
    longest = max(bar.width for bar in bars)
    assert [round(20 * bar.width / longest) for bar in bars] == [20, 13]
    assert [text.words for text in figure.wide.texts()].count("hidden") == 2
    assert figure.table.rows == (
        ("advice", "20", "50.0%"),
        ("budget", "13", "32.5%"),
        ("home", "hidden", "–"),
        ("loan", "hidden", "–"),
    )
    assert figure.description == "advice: 20; budget: 13; home: hidden; loan: hidden."
    assert figure.note.startswith("Hidden: so few")


def test_a_title_names_the_largest_only_where_nothing_hidden_can_be_larger() -> None:
    sure = counted("interventions", "Interventions", all=40, advice=25, budget=8, home=None, loan=None)
    unsure = counted("interventions", "Interventions", all=40, advice=12, budget=8, home=None, loan=None)
    without_whole = counted("interventions", "Interventions", all=None, advice=25, budget=8, home=None)

    titles = [figures(table)["chart-interventions"].title for table in (sure, unsure, without_whole)]

    assert titles == [
        "Interventions, 2026. Most often: advice, 25 of 40",
        "Interventions, 2026",
        "Interventions, 2026",
    ]


def test_the_way_to_an_eviction_stops_at_what_is_hidden() -> None:
    stages = counted(
        "furthest_stage", "Stages", all=60, early=20, demanded=None, rescinded=None, filed=9, hearing=8, scheduled=7
    )
    ends = counted("cohort_ends", "Ends", all=60, evicted=5, averted=40, open=15)

    figure = figures(stages, ends)["chart-furthest_stage"]

    assert [row[1] for row in figure.table.rows] == ["60", "hidden", "hidden", "24", "15", "7", "5"]
    # Two more came to an appointment than were put out: that stands in no table, and is too few to be said.
    assert [row[2] for row in figure.table.rows] == ["–", "–", "–", "9 came no further", "8 came no further", "–", "–"]


def test_shares_within_some_days_stop_at_what_is_hidden() -> None:
    tried = counted("contacted_within_7_days", "Tried", all=50, within_7_days=30, within_14_days=None, within_30_days=9)
    reached = counted("reached_within_7_days", "Reached", all=50, within_7_days=25, within_14_days=10, within_30_days=5)
    helped = counted("helped_within_7_days", "Helped", all=50, within_7_days=None, within_14_days=10, within_30_days=5)

    figure = figures(tried, reached, helped)["chart-in_time"]

    assert [row[1:] for row in figure.table.rows] == [
        ("60.0%", "hidden", "hidden"),
        ("50.0%", "70.0%", "80.0%"),
        ("hidden", "hidden", "hidden"),
    ]
    assert figure.title == "50.0% were reached within 7 days, 80.0% within 30"


def test_nothing_is_drawn_where_everything_is_hidden() -> None:
    assert figures(counted("interventions", "Interventions", all=9, advice=None, budget=None)) == {}
