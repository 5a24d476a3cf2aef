"""The court administration's figures: taken in whole or not at all, and never drawn where they are unknown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from reports.actions import KNOWN_FIGURES, Imported, import_known_figures, import_official_figures
from reports.importing import Fault, UnreadableFigures, read_official_figures
from reports.models import OfficialFigure
from reports.official import Change, Series, change_percent, evictions_in
from tests.factories import NOW
from tests.factories.reports import OfficialFigureFactory

HEADING = "year,period,area_code,area,measure,sector,value,approximate,source"
GOOD = "2018,year,101,København,effective_evictions,unknown,266,false,Domstolsstyrelsen"


def csv(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines, ""]).encode()


def faults(data: bytes) -> list[tuple[int, str]]:
    with translation.override("en"), pytest.raises(UnreadableFigures) as caught:
        read_official_figures(data)
    return [(fault.line, fault.column) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (781, 266, "-65.9"),
        (266, 781, "193.6"),
        (1000, 1000, "0.0"),
        (2000, 2001, "0.1"),
        (2000, 1999, "-0.1"),
        (3, 0, "-100.0"),
    ],
)
def test_change_is_rounded_half_away_from_zero(before: int, now: int, expected: str) -> None:
    assert change_percent(before, now) == Decimal(expected)


@pytest.mark.django_db
def test_what_is_publicly_known() -> None:
    assert import_known_figures(now=NOW) == Imported(added=19, changed=0, unchanged=0)

    copenhagen, denmark = evictions_in(["101", "000"])

    assert [(figure.year, figure.value) for figure in copenhagen.years] == [
        (2010, 800),
        (2011, 781),
        (2014, 474),
        (2018, 266),
    ]
    assert copenhagen.change(2018) == Change(since=2011, before=781, now=266, percent=Decimal("-65.9"))
    assert [[figure.year for figure in run] for run in copenhagen.runs()] == [[2010, 2011], [2014], [2018]]
    assert [[figure.year for figure in run] for run in denmark.runs()] == [
        [2002],
        [2008, 2009, 2010, 2011, 2012],
        [2014],
        [2016, 2017, 2018, 2019, 2020],
    ]
    assert [(half.year, half.value) for half in denmark.halves] == [(2009, 2080), (2013, 1844), (2014, 1691)]
    assert denmark.sources == (
        "SFI; kommunen.dk; sn.dk 25-11-2020; fagbladetboligen.dk; fagbladetboligen.dk 9-2-2022; denoffentlige.dk"
    )
    assert denmark.change(2018) is None, "about 2300 is no firm figure"


@pytest.mark.django_db
def test_the_same_figures_again_write_nothing() -> None:
    import_known_figures(now=NOW)

    again = import_known_figures(now=NOW + dt.timedelta(days=1))

    assert again == Imported(added=0, changed=0, unchanged=19)
    assert set(OfficialFigure.objects.values_list("imported_at", flat=True)) == {NOW}


@pytest.mark.django_db
def test_a_changed_value_is_corrected_and_others_stay() -> None:
    import_known_figures(now=NOW)
    later = NOW + dt.timedelta(days=1)

    done = import_official_figures(read_official_figures(csv(GOOD.replace("266", "267"))), now=later)

    assert done == Imported(added=0, changed=1, unchanged=0)
    assert list(OfficialFigure.objects.filter(imported_at=later).values_list("year", "area_code", "value")) == [
        (2018, "101", 267)
    ]
    assert OfficialFigure.objects.count() == 19


def series(*figures: OfficialFigure) -> Series:
    return Series("101", "København", "unknown", "", "evictions", figures, ())


@pytest.mark.parametrize(
    "fields",
    [
        {"is_approximate": True},
        {"is_provisional": True},
        {"series_break": True},
        {"year": 2010},
        {"year": 2011},
    ],
)
def test_no_change_is_told_of_what_cannot_be_compared(fields: dict[str, int]) -> None:
    later = OfficialFigureFactory.build(**{"year": 2018, "value": 266} | fields)
    assert series(OfficialFigureFactory.build(year=2011, value=781), later).change(later.year) is None


def test_no_change_is_told_of_an_unknown_year_or_from_nought() -> None:
    known = OfficialFigureFactory.build(year=2018, value=266)
    assert series(known).change(2018) is None
    assert series(OfficialFigureFactory.build(year=2011, value=0), known).change(2018) is None
    assert series(OfficialFigureFactory.build(year=2011, value=781), known).change(2017) is None


def test_no_line_is_drawn_across_a_break() -> None:
    years = [OfficialFigureFactory.build(year=year, series_break=year == 2012) for year in (2010, 2011, 2012, 2013)]
    assert [[figure.year for figure in run] for run in series(*years).runs()] == [[2010, 2011], [2012, 2013]]


def test_a_figure_is_named_by_area_and_year() -> None:
    assert str(OfficialFigureFactory.build(year=2018)) == "København 2018: 266"


@pytest.mark.django_db
def test_figures_of_different_things_are_different_series() -> None:
    OfficialFigureFactory(year=2011, sector=OfficialFigure.Sector.SOCIAL)
    OfficialFigureFactory(year=2012, sector=OfficialFigure.Sector.ALL)
    OfficialFigureFactory(year=2012, measure="requests")
    OfficialFigureFactory(year=2013, area_code="147", sector=OfficialFigure.Sector.ALL)

    found = [(one.area_code, one.sector, [figure.year for figure in one.years]) for one in evictions_in(["147", "101"])]

    assert found == [("147", "all", [2013]), ("101", "all", [2012]), ("101", "social", [2011])]


def test_a_file_may_say_more() -> None:
    heading = f"{HEADING},provisional,series_break,grounds,unit"
    (figure,) = read_official_figures(b"\xef\xbb\xbf" + csv(f"{GOOD},true,true,arrears,households", heading=heading))

    assert (figure.is_provisional, figure.series_break, figure.grounds, figure.unit) == (
        True,
        True,
        "arrears",
        "households",
    )
    (plain,) = read_official_figures(csv(GOOD, ""))
    assert (plain.is_provisional, plain.series_break, plain.grounds, plain.unit) == (False, False, "", "evictions")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [(1, name) for name in HEADING.split(",")]),
        (csv(), [(1, "")]),
        (csv(heading="year,period"), [(1, name) for name in HEADING.split(",")[2:]]),
        (csv(GOOD, "2018,year"), [(3, "")]),
        (csv(GOOD, GOOD.replace("266", "267")), [(3, "")]),
        (csv(GOOD, '2017,year,101,"Køben'), [(3, "")]),
        (csv(GOOD) + b"\xff", [(3, "")]),
        (csv(GOOD, "\0"), [(3, "")]),
        (
            csv(
                "MMXI,spring,1O1,,,urban,many,about,",
                "2011,year,101,K,e,all,1.000,true,x",
                "1800,year,1,K,e,all,1,true,x",
            ),
            [
                (2, "year"),
                (2, "value"),
                (2, "area_code"),
                (2, "period"),
                (2, "sector"),
                (2, "approximate"),
                (2, "area"),
                (2, "measure"),
                (2, "source"),
                (3, "value"),
                (4, "year"),
                (4, "area_code"),
            ],
        ),
        (csv(GOOD.replace("Domstolsstyrelsen", "x" * 301)), [(2, "source")]),
        (csv(GOOD.replace("266", "9" * 11)), [(2, "value")]),
    ],
)
def test_every_fault_is_told_by_line_and_column(data: bytes, expected: list[tuple[int, str]]) -> None:
    assert faults(data) == expected


def test_a_fault_says_where_and_what() -> None:
    with translation.override("en"):
        assert str(Fault(2, "year", "Write a year as 2018.")) == "line 2, column year: Write a year as 2018."
        assert str(Fault(3, "", "This is not text.")) == "line 3: This is not text."


@pytest.mark.django_db
def test_the_command_takes_in_the_projects_own_copy() -> None:
    out = StringIO()
    with translation.override("en"):
        call_command("import_official_figures", stdout=out)
        call_command("import_official_figures", str(KNOWN_FIGURES), stdout=out)

    assert out.getvalue().splitlines() == [
        "official_figures.csv: 19 added, 0 changed, 0 unchanged.",
        "official_figures.csv: 0 added, 0 changed, 19 unchanged.",
    ]


@pytest.mark.django_db
def test_the_command_takes_in_nothing_of_a_faulty_file(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(csv(GOOD, GOOD.replace("2018", "20l8")))

    with translation.override("en"), pytest.raises(CommandError) as refused:
        call_command("import_official_figures", str(path))

    assert str(refused.value) == f"{path} was not taken in.\nline 3, column year: Write a year as 2018."
    assert refused.value.returncode == 1
    assert OfficialFigure.objects.count() == 0


def test_the_command_says_when_there_is_no_file(tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(CommandError) as refused:
        call_command("import_official_figures", str(tmp_path / "none.csv"))

    assert str(refused.value) == f"{tmp_path / 'none.csv'} cannot be read: No such file or directory."
    assert refused.value.returncode == 2
