"""Lists in workbooks, and workbooks that are none."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from housing.importing import workbook_guard, workbook_lines
from housing.importing.layouts import Layout
from housing.importing.reader import read
from housing.importing.ready_layouts import FSB, KAB
from housing.importing.rows import ListedTenant
from housing.importing.unreadable import UnreadableFile
from tests.housing.reading import DELIVERIES, KAB_HEADINGS, Found, found_in, kab, kab_line

HEADINGS = ["Afd.", "Lejemål", "Navn", "Personnr.", "Adresse", "Postnr.", "Leje/md", "Saldo", "Forfald", "Trin"]
DUE = dt.date(2026, 10, 1)
LINE: list[Any] = ["33-03", "33-03-0001", "Ole Ünal", 2704733175, "Tingbjerg Ås 28", 2700, 7403.18, 22579.7, DUE, 1]
SHEET = "xl/worksheets/sheet1.xml"
BOTH_WAYS = pytest.mark.parametrize("quick_lines", [0, 20_000], ids=["flat", "quick"])


def book(*lines: Sequence[object], title: str = "Restancer") -> bytes:
    """A workbook with one sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The workbook with its parts changed, and further parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
        for name, added in more.items():
            new.writestr(name, added)
    return packed.getvalue()


def in_sheet(content: bytes, old: str, new: str) -> bytes:
    """The workbook with something replaced in the markup of its sheet."""

    def change(part: str, markup: bytes) -> bytes:
        if part != SHEET:
            return markup
        assert old.encode() in markup
        return markup.replace(old.encode(), new.encode())

    return repacked(content, change)


def refusal_of(content: bytes, layout: Layout = FSB) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        list(read(io.BytesIO(content), layout).rows())
    return refusal.value.code


def summed_up(found: Found) -> tuple[list[int], list[tuple[int, str, str]]]:
    return [row.line for row in found.rows], found.problems


@BOTH_WAYS
def test_small_and_large_sheets_are_read_alike(monkeypatch: pytest.MonkeyPatch, quick_lines: int) -> None:
    content = (DELIVERIES / "fsb_2026-10.xlsx").read_bytes()
    usual = found_in(content, FSB)
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)

    found = found_in(content, FSB)

    assert found == usual
    assert (found.rows[0].line, found.rows[0].tenants, found.rows[0].due_on) == (
        5,
        (ListedTenant("Ole Ünal", "2704733175"),),
        DUE,
    )


@BOTH_WAYS
def test_every_kind_of_cell_is_read(monkeypatch: pytest.MonkeyPatch, quick_lines: int) -> None:
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)
    moment = dt.datetime(2026, 10, 1, 0, 0)  # noqa: DTZ001 - a workbook's cell knows no time zone
    lines: list[list[object]] = [
        [*LINE[:7], "22.579,70", "01.10.2026", "Rykker"],
        ["33-03", "33-03-0002", "Bo", 809852849, *LINE[4:8], moment, "4"],
        ["33-03", "33-03-0003", True, None, "Ruten 1", None, None, 100, DUE, 2],
        ["33-03", "33-03-0004", 7, None, "Ruten 1", 2700, 0.125, 1, moment.replace(hour=12), 2],
        ["33-03", "33-03-0005", "Ib", None, "Ruten 1", 2700, 1, 1, dt.time(12, 30), 2],
    ]

    found = found_in(book(["Restanceliste"], [], HEADINGS, *lines), FSB)

    assert [(row.tenancy_number, row.amount, row.due_on, row.step) for row in found.rows] == [
        ("33-03-0001", Decimal("22579.70"), DUE, "early"),
        ("33-03-0002", Decimal("22579.70"), DUE, "filed"),
        ("33-03-0003", Decimal(100), DUE, "demanded"),
    ]
    assert [row.tenants for row in found.rows[1:]] == [
        (ListedTenant("Bo", "0809852849"),),
        (ListedTenant("True", None),),
    ]
    assert [(problem.line, problem.code, problem.value) for problem in found.summary.problems] == [
        (7, "date_impossible", "2026-10-01 12:00:00"),
        (8, "date_impossible", "12:30:00"),
    ]


@BOTH_WAYS
def test_a_formula_counts_with_its_saved_value_and_text_stays_text(
    monkeypatch: pytest.MonkeyPatch, quick_lines: int
) -> None:
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)
    content = book(HEADINGS, LINE, [*LINE[:1], "33-03-0002", *LINE[2:7], "=G3*3", *LINE[8:]])
    calculated = in_sheet(content, "<f>G3*3</f><v />", "<f>G3*3</f><v>22209.54</v>")
    named = in_sheet(content, "Ole Ünal", '=HYPERLINK("x")')

    assert [row.amount for row in found_in(calculated, FSB).rows][1:] == [Decimal("22209.54")]
    assert found_in(content, FSB).problems == [(3, "fatal", "amount_missing")]
    assert found_in(named, FSB).rows[0].tenants[0].name == '=HYPERLINK("x")'


@BOTH_WAYS
def test_the_sheet_with_the_headings_is_found_and_lines_keep_their_numbers(
    monkeypatch: pytest.MonkeyPatch, quick_lines: int
) -> None:
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)
    workbook = load_workbook(io.BytesIO(book(["Vejledning"], ["Navn", "Saldo"], title="Forside")))
    workbook.create_chartsheet("Diagram").add_chart(BarChart())
    sheet = workbook.create_sheet("Liste")
    for column, (heading, cell) in enumerate(zip(HEADINGS, LINE, strict=True), start=3):
        sheet.cell(5, column, heading)
        sheet.cell(9, column, cell)
    saved = io.BytesIO()
    workbook.save(saved)

    assert summed_up(found_in(saved.getvalue(), FSB)) == ([9], [])


@BOTH_WAYS
def test_what_a_sheet_says_of_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch, quick_lines: int) -> None:
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)
    content = book(HEADINGS, LINE)

    for claimed in ("A1:XFD1048576", "A1:B1"):
        lying = in_sheet(content, '<dimension ref="A1:J2"', f'<dimension ref="{claimed}"')
        assert summed_up(found_in(lying, FSB)) == ([2], [])


def test_lists_of_csv_senders_may_come_as_workbooks() -> None:
    cells = kab_line(sent="", phone="").split(";")

    found = found_in(book(KAB_HEADINGS.split(";"), cells[:14]), KAB)

    assert found.rows == found_in(kab(kab_line(sent="", phone="")), KAB).rows
    assert found.problems == []
    assert refusal_of(book(HEADINGS, LINE), replace(FSB, file_format="csv")) == "wrong_format"


def test_a_sheet_whose_cells_do_not_say_their_places_is_read_in_flat_memory() -> None:
    content = book(HEADINGS, LINE)
    unplaced = in_sheet(content, '<c r="A2"', "<c")

    assert workbook_guard.checked_extent(io.BytesIO(unplaced)).is_known is False
    assert summed_up(found_in(unplaced, FSB)) == ([2], [])


def test_a_far_cell_makes_no_huge_table() -> None:
    """The quick reader would make a table of 20,000 × 16,384 cells of these few."""
    workbook = load_workbook(io.BytesIO(book(HEADINGS, LINE)))
    workbook.worksheets[0].cell(20_000, 16_384, "x")
    saved = io.BytesIO()
    workbook.save(saved)

    found = found_in(saved.getvalue(), FSB)

    assert [row.line for row in found.rows] == [2]
    assert found.problems == [(20_000, "fatal", "cells_too_many")]


# --- refused workbooks ----------------------------------------------------------------------------------


def bomb(part: str, size: int) -> bytes:
    """A workbook one of whose parts unpacks to `size` bytes of blanks."""
    return repacked(book(HEADINGS, LINE), lambda _, markup: markup, **{part: b" " * size})


def test_a_workbook_that_unpacks_a_thousandfold_is_refused() -> None:
    content = bomb("xl/worksheets/sheet2.xml", 64 << 20)

    assert len(content) < 100_000
    assert refusal_of(content) == "unpacks_too_far"


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_UNPACKED_BYTES", 9000), ("MAX_OTHER_BYTES", 5000), ("MAX_PARTS", 3)]
)
def test_a_workbook_beyond_a_limit_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(workbook_guard, limit, value)

    assert refusal_of(book(HEADINGS, LINE)) == "unpacks_too_far"


def test_a_directory_that_lies_about_a_size_does_not_let_more_through() -> None:
    content = book(HEADINGS, *[LINE] * 50)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo(SHEET)
    told = part.file_size.to_bytes(4, "little")
    entry = content.rindex(SHEET.encode()) - 46
    assert content[entry + 24 : entry + 28] == told

    lying = content[: entry + 24] + (1000).to_bytes(4, "little") + content[entry + 28 :]

    assert refusal_of(lying) == "broken_workbook"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<worksheet xmlns="', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="'),
        ('<row r="2"', '<row r="1048577"'),
        ('<row r="2"', '<row r="99999999999999"'),
        ('<row r="2"', '<row r="&#50;"'),
        ('<c r="A2"', '<c r="XFE2"'),
        ('<c r="A2"', '<c r="2A"'),
        ("</sheetData>", ""),
    ],
)
def test_a_damaged_or_hostile_sheet_is_refused(old: str, new: str) -> None:
    assert refusal_of(in_sheet(book(HEADINGS, LINE), old, new)) == "broken_workbook"


def test_a_sheet_in_wide_characters_is_refused() -> None:
    wide = repacked(
        book(HEADINGS, LINE), lambda part, markup: markup.decode().encode("utf-16") if part == SHEET else markup
    )

    assert refusal_of(wide) == "broken_workbook"


def test_a_tag_longer_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_guard, "CHUNK_BYTES", 100)
    long_tag = in_sheet(book(HEADINGS, LINE), '<row r="2"', f'<row spans="{"1" * 300}" r="2"')

    assert refusal_of(long_tag) == "broken_workbook"


@BOTH_WAYS
def test_missing_parts_are_damage(monkeypatch: pytest.MonkeyPatch, quick_lines: int) -> None:
    monkeypatch.setattr(workbook_lines, "QUICK_LINES", quick_lines)
    content = book(HEADINGS, LINE)

    for lost in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        emptied = repacked(content, lambda part, markup, lost=lost: b"" if part == lost else markup)  # type: ignore[misc]
        assert refusal_of(emptied) == "broken_workbook"


def test_a_cut_off_or_encrypted_or_unusually_packed_workbook_is_damage() -> None:
    content = book(HEADINGS, LINE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(SHEET).header_offset
    flagged = bytearray(content)
    flagged[start + 6] |= 1
    flagged[content.rindex(SHEET.encode()) - 46 + 8] |= 1
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_BZIP2) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))

    assert refusal_of(content[: len(content) // 2]) == "broken_workbook"
    assert refusal_of(bytes(flagged)) == "broken_workbook"
    assert refusal_of(other.getvalue()) == "broken_workbook"


def test_a_workbook_without_sheets_of_cells_is_refused() -> None:
    workbook = Workbook()
    workbook.create_chartsheet("Diagram").add_chart(BarChart())
    workbook.remove(workbook.worksheets[0])
    saved = io.BytesIO()
    workbook.save(saved)

    assert refusal_of(saved.getvalue()) == "broken_workbook"


def test_a_sheet_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_lines, "MAX_LINES", 3)

    assert refusal_of(book(HEADINGS, *[LINE] * 3)) == "broken_workbook"


def test_a_workbook_in_another_layout_and_one_without_lines_are_told_so() -> None:
    assert refusal_of(book(HEADINGS, LINE), KAB) == "heading_missing"
    assert refusal_of(book(), KAB) == "heading_missing"
    assert refusal_of(book(HEADINGS)) == "no_lines"


def test_a_workbook_of_calculations_is_no_archive() -> None:
    """An OpenDocument sheet is a ZIP too, but not one the reader knows."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert refusal_of(packed.getvalue()) == "archive"
