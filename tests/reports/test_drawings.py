"""Every chart: values as lengths, gaps as gaps, words that do not meet, and the same outside the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from reports.charts.bars import Bar, ShareRow, compared_bars, share_bars
from reports.charts.curves import CurveStep, StepLine, step_chart
from reports.charts.drawing import NARROW, WIDE, Box, Dot, Drawing, Look, Stroke, Text, spread
from reports.charts.figure import Figure, FileKind, Table
from reports.charts.figures import bars_figure, funnel_figure, multiples_figure, quartiles_figure, shares_figure
from reports.charts.funnel import Stage, funnel
from reports.charts.lettering import text_width, wrapped
from reports.charts.looks import STYLES, TOKENS
from reports.charts.multiples import Panel, small_multiples
from reports.charts.quartiles import Spread, quartile_strips
from reports.charts.svg import as_png

LONG = "Vesterbro-Kongens Enghave og omegn"
RISK = tuple((day, "12.345") for day in (0, 30, 60, 90, 180, 270, 365))


def line(label: str, percent: float, *, until: int = 365) -> StepLine:
    steps = (CurveStep(0, 0), CurveStep(20, percent / 2, 1, percent), CurveStep(200, percent, percent - 1, percent + 2))
    return StepLine(label, steps, until, RISK if label == "a" else (*RISK[:6], (365, "1–4")))


DRAWINGS: dict[str, Callable[[float], Drawing]] = {
    "curves": lambda width: step_chart(
        [line("a", 12.0), line("ikke nået inden for 7 dage", 12.3)],
        horizon=365,
        axis="dage efter den første restance",
        at_risk="Sager, der stadig er åbne på dag",
        width=width,
    ),
    "curves, high and low": lambda width: step_chart(
        [line("nået inden for 7 dage", 98.0), line(LONG, 2.0, until=250)],
        horizon=365,
        axis="a",
        at_risk="b",
        width=width,
    ),
    "bars": lambda width: compared_bars(
        [Bar("Indre By", 12, 14, 11), Bar(LONG, 1234, 22, 28.5), Bar("Valby", None, 9, missing="skjult")],
        value="2025",
        year_before="2024",
        median="median 2020–2024",
        width=width,
    ),
    "shares": lambda width: share_bars(
        [("Nået", [ShareRow("inden 7 dage", 25.0), ShareRow("inden 14 dage", 100), ShareRow("inden 30 dage", None)])]
        * 2,
        width=width,
    ),
    "funnel": lambda width: funnel(
        [
            Stage("Restance modtaget", 1000, f"{LONG}, {LONG}, {LONG}"),
            Stage("Udsættelse berammet efter fogedmøde", 500),
            Stage("Sendt til fogedretten", None, missing="skjult"),
            Stage("Sat ud", 0),
        ],
        width=width,
    ),
    "multiples": lambda width: small_multiples(
        [
            Panel(LONG, (14, 12, None, None, 7)),
            Panel("Valby", (10, 10, 10, 10, 10)),
            Panel("Vanløse", (None, None, None, None, None)),
            Panel("Bispebjerg", (None, None, None, 1234, None)),
            Panel("Amager Øst", (None, None, None, 1234, 1233)),
        ],
        years=range(2021, 2026),
        width=width,
    ),
    "quartiles": lambda width: quartile_strips(
        [Spread("Til første kontaktforsøg", (1, 2, 5), "median 2"), Spread(LONG, None, "for få sager")],
        axis="dage",
        width=width,
    ),
    "none at all": lambda width: compared_bars([], year_before="a", median="b", width=width),
    "nothing known": lambda width: funnel([Stage("Sat ud", None)], width=width),
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", DRAWINGS)
def test_words_do_not_meet_and_all_stays_on_the_paper(name: str, width: float) -> None:
    drawing = DRAWINGS[name](width)

    boxes = {text: text.box() for text in drawing.texts()}
    for (one, first), (other, second) in combinations(boxes.items(), 2):
        apart = first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]
        assert apart, (one.words, other.words)
    for text, (left, top, right, bottom) in boxes.items():
        assert left >= -1, text
        assert top >= -1, text
        assert right <= width + 1, text
        assert bottom <= drawing.height + 1, text
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.x >= 0, shape
            assert shape.width >= 0, shape
            assert shape.x + shape.width <= width + 0.5, shape
            assert shape.y + shape.height <= drawing.height + 0.5, shape


def lengths(drawing: Drawing, look: Look) -> list[float]:
    return [shape.width for shape in drawing.of(look) if isinstance(shape, Box)]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_lengths_stand_for_values(width: float) -> None:
    whole, half, none = lengths(DRAWINGS["funnel"](width), Look.STRONG)
    assert whole / 2 == pytest.approx(half, abs=0.1)
    assert none == 0

    quarter, all_of_it, *_ = lengths(DRAWINGS["shares"](width), Look.STRONG)
    assert quarter == pytest.approx(all_of_it / 4, abs=0.1)
    assert all_of_it == lengths(DRAWINGS["shares"](width), Look.TRACK)[0]

    bars = compared_bars([Bar("a", 40, 20, 10)], year_before="2024", median="median", value="2025", width=width)
    bar = next(shape for shape in bars.of(Look.STRONG) if isinstance(shape, Box) and shape.height == 16)
    mark = next(shape for shape in bars.of(Look.HALO) if isinstance(shape, Stroke))
    ring = [shape for shape in bars.of(Look.HOLLOW) if isinstance(shape, Dot)][-1]
    assert mark.points[0][0] - bar.x == pytest.approx(bar.width / 2, abs=0.1)
    assert ring.x - bar.x == pytest.approx(bar.width / 4, abs=0.1)


def test_what_is_not_known_is_a_gap() -> None:
    assert len(lengths(DRAWINGS["bars"](WIDE), Look.STRONG)) == 3  # the key and the two that are known
    assert len(lengths(DRAWINGS["funnel"](WIDE), Look.GAP)) == 1
    assert len(lengths(DRAWINGS["shares"](WIDE), Look.GAP)) == 2
    assert len(lengths(DRAWINGS["quartiles"](WIDE), Look.GAP)) == 1

    multiples = DRAWINGS["multiples"](WIDE)
    runs = [stroke.points for stroke in multiples.of(Look.STRONG_LINE) if isinstance(stroke, Stroke)]
    assert [len(run) for run in runs] == [2, 5, 2]
    assert len(lengths(multiples, Look.GAP)) == 5


def test_small_multiples_share_one_scale() -> None:
    drawing = small_multiples([Panel("a", (0, 8)), Panel("b", (4, 8))], years=(2024, 2025), width=WIDE)
    (low, high), (middle, top) = (s.points for s in drawing.of(Look.STRONG_LINE) if isinstance(s, Stroke))

    assert high[1] == top[1]
    assert middle[1] == pytest.approx((low[1] + high[1]) / 2, abs=0.1)


def test_a_curve_climbs_in_steps_with_its_band_and_ends_where_nothing_is_known() -> None:
    drawing = step_chart([line("nået", 20.0, until=300)], horizon=365, axis="dage", at_risk="åbne", width=WIDE)

    (curve,) = (
        stroke for stroke in drawing.of(Look.STRONG_LINE) if isinstance(stroke, Stroke) and len(stroke.points) > 2
    )
    days = [x for x, _ in curve.points]
    assert [y for _, y in curve.points][0::2] == [y for _, y in curve.points][1::2]
    left, right = 46, WIDE - 168
    assert days == [pytest.approx(left + day / 365 * (right - left), abs=0.1) for day in (0, 20, 20, 200, 200, 300)]
    heights = [y for _, y in curve.points][0::2]
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2], abs=0.1)
    assert len(drawing.of(Look.STRONG_BAND)) == 1
    words = [text.words for text in drawing.texts()]
    assert (words.count("12.345"), words.count("1–4")) == (6, 1)
    assert [words.count(number) for number in ("0", "30", "60", "90", "180", "270", "365")] == [2] * 7


def test_labels_that_would_meet_are_moved_as_little_as_needed() -> None:
    assert spread([50, 52, 90], 10, 0, 100) == [50, 60, 90]
    assert spread([98, 97], 10, 0, 100) == [100, 90]
    assert spread([], 10, 0, 100) == []
    assert wrapped("en to tre", 10, text_width("en to", 10)) == ["en to", "tre"]


def figure(title: str = "Flest på <Nørrebro> & 'Valby'") -> Figure:
    draw = DRAWINGS["bars"]
    return Figure(
        "bars", title, "12 & 31", draw(WIDE), draw(NARROW), Table("Tal", ("Sted", "Antal"), (("Valby", "31"),)), "Note"
    )


def test_a_figure_says_its_numbers_in_words_and_in_a_table() -> None:
    with translation.override("en"):
        steps = funnel_figure(
            "f", "Funnel", [Stage("Warned", 1200, "1,000 paid"), Stage("Evicted", None, missing="hidden")], unit="Cases"
        )
        compared = bars_figure(
            "b",
            "Bars",
            [Bar("Valby", 12, 14, 11.5), Bar("Vanløse", None, missing="hidden")],
            heads=("District", "2025", "2024", "Median"),
        )
        shares = shares_figure(
            "s", "Shares", [("Reached", [ShareRow("within 7 days", 62.5), ShareRow("within 14 days", None, "hidden")])]
        )
        years = multiples_figure(
            "m", "Years", [Panel("Valby", (3, None, 7))], years=(2023, 2024, 2025), place="District"
        )
        days = quartiles_figure(
            "q", "Days", [Spread("first attempt", (1, 2.5, 9), "median 2.5"), Spread("help", None, "too few")]
        )

    assert [each.description for each in (steps, compared, shares, years, days)] == [
        "Warned: 1,200; Evicted: hidden.",
        "Valby: 12; Vanløse: hidden.",
        "Reached within 7 days: 62.5%; Reached within 14 days: hidden.",
        "Valby: 3 in 2023, 7 in 2025.",
        "first attempt: median 2.5; help: too few.",
    ]
    assert [each.table.rows for each in (steps, compared, shares, years, days)] == [
        (("Warned", "1,200", "1,000 paid"), ("Evicted", "hidden", "–")),
        (("Valby", "12", "14", "11.5"), ("Vanløse", "hidden", "–", "–")),
        (("Reached", "62.5%", "hidden"),),
        (("Valby", "3", "–", "7"),),
        (("first attempt", "1", "2.5", "9"), ("help", "–", "–", "–")),
    ]
    assert all(
        {len(row) for row in each.table.rows} == {len(each.table.head)}
        for each in (steps, compared, shares, years, days)
    )
    file = steps.file(FileKind.SVG, "Source: Fasthold")
    assert (file.name, file.content_type, file.data) == (
        "f.svg",
        "image/svg+xml",
        steps.svg_file("Source: Fasthold").encode(),
    )


def attributes(root: Element, name: str) -> set[str]:
    return {value for element in root.iter() if (value := element.get(name))}


def test_a_chart_on_the_page_has_its_words_and_no_colours_of_its_own() -> None:
    page = render_to_string("reports/_drawn.html", {"shown": figure(), "svg": "/x.svg", "png": ""})

    root = fromstring(figure().wide_svg)
    assert [element.text for element in root][:2] == [figure().title, "12 & 31"]
    assert not attributes(root, "fill") | attributes(root, "style")
    assert attributes(root, "class") <= {"drawing", *(look.value for look in Look)}
    assert page.count("<svg") == 3  # the wide one, the narrow one and the icon
    assert len(re.findall(r'id="bars-\w+-title"', page)) == len(set(re.findall(r'id="(bars-\w+-title)"', page))) == 2
    assert ("/x.svg" in page, "PNG" in page) == (True, False)
    assert '<th scope="row">Valby</th><td class="number">31</td>' in page


def test_a_chart_as_a_file_opens_anywhere() -> None:
    svg = figure().svg_file("Kilde: Fasthold")

    root = fromstring(svg)
    said = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert (said[0], said[-1]) == (figure().title, "Kilde: Fasthold")
    assert not attributes(root, "class") | attributes(root, "style")
    assert attributes(root, "fill") | attributes(root, "stroke") <= {*TOKENS.values(), "none"}
    assert figure().svg_file("Kilde: Fasthold") == svg


def test_a_chart_as_a_picture_is_as_large_as_it_says() -> None:
    png = as_png(figure("Titel").svg_file())

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 2 * (WIDE + 32)


def test_the_colours_outside_the_page_are_those_of_its_light_theme() -> None:
    static = Path(settings.BASE_DIR) / "static" / "css"
    tokens = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", (static / "fasthold.css").read_text()))
    rules = set(re.findall(r"\.drawing \.([\w-]+) {", (static / "charts.css").read_text()))

    assert {name: tokens[name] for name in TOKENS} == TOKENS
    assert rules == {look.value for look in Look} == {look.value for look in STYLES}


def test_a_text_knows_the_room_it_takes() -> None:
    text = Text(100, 50, "1234", anchor="end", size=10)
    assert text.box() == (76, 42.5, 100, 52)
