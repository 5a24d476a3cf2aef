"""Files of every kind: what is read however it is written, and what is refused in one sentence."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from housing.importing import encodings, file_kinds
from housing.importing.layouts import Layout
from housing.importing.reader import read
from housing.importing.ready_layouts import AAB, FSB, KAB
from housing.importing.unreadable import UnreadableFile
from tests.housing.reading import AAB_HEADINGS, KAB_HEADINGS, aab, aab_line, found_in, kab, kab_line


def refusal_of(content: bytes, layout: Layout = KAB, *, limit: int | None = None) -> tuple[str, str]:
    """The code and value with which a file is refused."""
    with pytest.raises(UnreadableFile) as refusal:
        read(io.BytesIO(content), layout, limit=limit)
    return refusal.value.code, refusal.value.value


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


# --- encodings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "cp850"])
def test_danish_letters_are_read_in_every_encoding(encoding: str) -> None:
    found = found_in(kab(kab_line(name="Åse Æbelø Ølgård"), encoding=encoding))

    assert [(row.tenants[0].name, row.city) for row in found.rows] == [("Åse Æbelø Ølgård", "København N")]
    assert found.summary.encoding == encoding


def test_plain_letters_are_utf8_and_foreign_ones_windows() -> None:
    plain = AAB_HEADINGS + "\n" + aab_line(street="Ruten 1", city="Valby")

    assert found_in(plain.encode("ascii"), AAB).summary.encoding == "utf-8"
    found = found_in(plain.replace("Yasmin", "Zoë “Z”").encode("windows-1252"), AAB)
    assert (found.rows[0].tenants[0].name, found.summary.encoding) == ("Zoë “Z” Thygesen", "windows-1252")


def test_the_encoding_is_found_late_in_a_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "CHUNK_BYTES", 1024)
    plain = [aab_line(f"77-01-{number:04d}", street="Ruten 1", city="Valby") for number in range(100)]
    late = "\n".join([AAB_HEADINGS, *plain, aab_line("77-01-9999", name="Bjørn")])

    for encoding in ("utf-8", "windows-1252", "cp850"):
        found = found_in(late.encode(encoding), AAB)
        assert (found.rows[-1].tenants[0].name, found.summary.encoding) == ("Bjørn", encoding)


def test_a_letter_cut_in_two_by_a_chunk_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "CHUNK_BYTES", 7)
    monkeypatch.setattr(encodings, "_check_chunk", lambda chunk, line: None)

    assert found_in(kab(kab_line(name="æøåÆØÅ"))).summary.encoding == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "stray"),
    [("utf-8", b"\xe6"), ("utf-8-sig", b"\xff"), ("windows-1252", b"\x81"), ("windows-1252", b"\x9d")],
)
def test_stray_bytes_are_a_fault_of_their_line_alone(encoding: str, stray: bytes) -> None:
    lines = [kab_line(f"51-02-{number:04d}") for number in range(30)]
    content = kab(*lines, encoding=encoding).replace(b"51-02-0028;Vibeke", b"51-02-0028;V" + stray)

    found = found_in(content)

    assert found.summary.encoding == encoding
    assert found.problems == [(30, "fatal", "line_undecodable")]
    assert found.summary.seen_tenancies == {"51-02-0028"}
    assert len(found.rows) == 29


def test_a_file_of_strange_bytes_throughout_is_no_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_ENOUGH", 10)
    monkeypatch.setattr(encodings, "CHUNK_BYTES", 512)

    found = found_in(kab(*(kab_line(f"51-02-{number:04d}") for number in range(30)), encoding="windows-1252"))

    assert (found.summary.encoding, len(found.rows)) == ("windows-1252", 30)


# --- lines and cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_by_the_headings(delimiter: str) -> None:
    content = kab(kab_line(street="Tagensvej 38", amount="23286", rent="11643")).replace(b";", delimiter.encode())

    assert [row.amount for row in found_in(content).rows] == [23286]


def test_the_delimiter_of_the_layout_is_the_only_one_tried() -> None:
    fixed = replace(AAB, delimiter=";")

    assert refusal_of(aab(aab_line()), fixed) == ("wrong_delimiter", ",")
    assert refusal_of(aab(aab_line()).replace(b",", b"\t"), fixed) == ("wrong_delimiter", "tab")
    assert refusal_of(b"a;b;c\n1;2;3\n", fixed)[0] == "heading_missing"
    assert len(found_in(aab(aab_line()).replace(b",", b";"), fixed).rows) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    content = end.join(["KAB restanceliste", "", KAB_HEADINGS, kab_line(), "", kab_line("51-02-0002")]).encode()

    found = found_in(content)

    assert [row.line for row in found.rows] == [4, 6]
    assert found.summary.rows == 2


def test_headings_may_stand_below_titles_and_be_written_differently() -> None:
    headings = KAB_HEADINGS.replace("Lejemålsnr.", '"LEJEMÅLSNR:"').replace("Restance i alt", '" Restance\ni  alt "')
    content = f"Restancer;oktober;2026\n{headings};;\n{kab_line(amount='x')}\n{kab_line('51-02-0002')}\n".encode()

    found = found_in(content)

    assert [row.line for row in found.rows] == [5]
    assert [(problem.line, problem.column) for problem in found.summary.problems] == [(4, "Restance i alt")]


def test_a_title_that_uses_the_words_of_headings_is_none() -> None:
    found = found_in(f"Telefon;By\n{KAB_HEADINGS}\n{kab_line()}\n{KAB_HEADINGS}".encode())

    assert [row.line for row in found.rows] == [3]
    assert {line for line, _, _ in found.problems} == {4}


def test_a_cell_may_run_over_several_lines() -> None:
    found = found_in(kab(kab_line(street='"Ruten 169\r\n4. tv"'), kab_line("51-02-0002")))

    assert [(row.line, row.street) for row in found.rows] == [(2, "Ruten 169 4. tv"), (4, "Tagensvej 38, 2. mf")]
    assert found.problems == []


def test_quoted_cells_may_hold_the_delimiter_and_quotation_marks() -> None:
    found = found_in(aab(aab_line(name='"Thygesen, ""Yas"""')), AAB)

    assert [row.tenants[0].name for row in found.rows] == ['Thygesen, "Yas"']


def test_a_quotation_mark_never_closed_costs_only_its_own_line() -> None:
    lines = [kab_line(f"51-02-{number:04d}", street="Ruten 1") for number in range(6)]
    lines[1] = lines[1].replace("Ruten", '"Ruten')
    lines[3] = lines[3].replace("Ruten 1", '"Ruten" 1')
    lines[4] = lines[4].replace("Ruten", '"Ruten')

    found = found_in(kab(*lines))

    assert [row.line for row in found.rows] == [2, 4, 7]
    assert found.problems == [(line, "fatal", "line_unreadable") for line in (3, 5, 6)]
    assert found.summary.seen_tenancies == {"51-02-0001", "51-02-0003", "51-02-0004"}
    assert found.summary.rows == 6


def test_two_stray_quotation_marks_do_not_make_one_line_of_two() -> None:
    """The first opens, the second closes: the cells add up, but the amount would be another tenancy's."""
    found = found_in(
        kab(
            kab_line(street='"Ruten 1', amount="1,00"),
            kab_line("51-02-0002", street='Ruten 2"', amount="2,00"),
            kab_line("51-02-0003"),
        )
    )

    assert found.problems == [(2, "fatal", "line_unreadable")]
    assert [(row.tenancy_number, row.street, str(row.amount)) for row in found.rows] == [
        ("51-02-0002", 'Ruten 2"', "2.00"),
        ("51-02-0003", "Tagensvej 38, 2. mf", "23286.62"),
    ]


def test_a_quotation_mark_that_swallows_more_than_a_cell_can_hold() -> None:
    lines = [kab_line(f"51-02-{number:04d}") for number in range(1500)]
    lines[10] = lines[10].replace("Tagensvej", '"Tagensvej')

    found = found_in(kab(*lines))

    assert found.problems == [(12, "fatal", "line_unreadable")]
    assert len(found.rows) == 1499


def test_the_last_line_needs_no_end() -> None:
    assert len(found_in(kab(kab_line()).rstrip()).rows) == 1


# --- where the bytes come from --------------------------------------------------------------------------


class Pipe(io.RawIOBase):
    """A stream that can be read only once, as a pipe or a network connection."""

    def __init__(self, content: bytes) -> None:
        self._parts: Iterator[bytes] = iter([content[:100], content[100:]])

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return next(self._parts, b"")


def test_a_stream_that_cannot_be_rewound_is_copied() -> None:
    reading = read(Pipe(kab(kab_line())), KAB)  # type: ignore[arg-type]

    assert [row.line for row in reading.rows()] == [2]
    for content, limit, code in ((kab(kab_line()), 150, "too_large"), (b"%PDF-1.7" * 50, None, "pdf")):
        with pytest.raises(UnreadableFile) as refusal:
            read(Pipe(content), KAB, limit=limit)  # type: ignore[arg-type]
        assert refusal.value.code == code


def test_uploaded_files_are_read_as_they_are() -> None:
    content = kab(kab_line())
    on_disk = TemporaryUploadedFile("kab.csv", "text/csv", len(content), None)
    on_disk.write(content)

    for upload in (SimpleUploadedFile("kab.csv", content), on_disk):
        reading = read(upload, KAB, file_name=upload.name or "", size=upload.size)  # type: ignore[arg-type]
        assert [row.line for row in reading.rows()] == [2]
        assert not upload.closed
    on_disk.close()


def peak_of(path: Path, lines: int) -> int:
    """The most memory, in bytes, that reading a list of so many lines takes."""
    path.write_bytes(kab(*(kab_line(f"51-02-{number:06d}") for number in range(lines))))
    with path.open("rb") as file:
        tracemalloc.start()
        try:
            assert sum(1 for _ in read(file, KAB).rows()) == lines
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_a_long_list_is_read_in_flat_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each line no more is kept than the hash of its tenancy number; a row takes more than 1,000 bytes."""
    monkeypatch.setattr(encodings, "CHUNK_BYTES", 1 << 16)

    short, long = (peak_of(tmp_path / "kab.csv", lines) for lines in (2000, 4000))

    assert (long - short) / 2000 < 400


# --- refused files --------------------------------------------------------------------------------------


NO_LISTS = [
    (b"", "empty"),
    (b" \r\n\t\n", "empty"),
    (b"\n" * 10_000, "empty"),
    (b"%PDF-1.7\n...", "pdf"),
    (b"\x89PNG\r\n\x1a\n....", "image"),
    (b"\xff\xd8\xff\xe0....", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old_excel"),
    (b"\x1f\x8b\x08....", "archive"),
    (zipped(**{"liste.csv": b"a;b"}), "archive"),
    (b"PK\x03\x04 and nothing more", "broken_workbook"),
    ("Selskab;Afdeling".encode("utf-16"), "utf16"),
    (b"<html><table><tr><td>Selskab</td></tr></table></html>", "web_page"),
    (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>", "web_page"),
    (b"{\\rtf1 Selskab}", "not_a_list"),
    (bytes(range(1, 32)) * 40, "not_a_list"),
    (b"x" * (2 * file_kinds.CHUNK_BYTES), "line_too_long"),
    (KAB_HEADINGS.encode(), "no_lines"),
    (kab("", ";;;", "I alt;;;;;;;;;;;0,00;;;;"), "no_lines"),
]


@pytest.mark.parametrize(("content", "code"), NO_LISTS, ids=[code for _, code in NO_LISTS])
def test_a_file_that_is_no_list_is_refused_with_its_own_sentence(content: bytes, code: str) -> None:
    assert refusal_of(content)[0] == code


def test_blank_lines_before_a_list_do_not_make_it_empty() -> None:
    found = found_in(b"\n" * 30 + kab(kab_line()))

    assert [row.line for row in found.rows] == [32]
    assert refusal_of(b"\n" * 5000 + b"x")[0] == "heading_missing"


def test_a_nul_byte_is_told_with_its_line() -> None:
    content = kab(kab_line(), kab_line("51-02-0002").replace("Vibeke", "Vi\0beke"))

    assert refusal_of(content) == ("nul_byte", "3")


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    content = kab(kab_line())
    megabytes = 50 << 20

    assert refusal_of(content, limit=len(content) - 1)[0] == "too_large"
    with pytest.raises(UnreadableFile) as refusal:
        read(io.BytesIO(content), KAB, size=megabytes + 1, limit=megabytes)
    with translation.override("en"):
        assert str(refusal.value) == "The file is larger than 50 MB. Ask your administrator to import it."
    assert len(list(read(io.BytesIO(content), KAB, size=len(content), limit=len(content)).rows())) == 1


def test_a_wrong_layout_is_told_what_was_sought_and_what_stands_there() -> None:
    with translation.override("en"):
        code, value = refusal_of(kab(kab_line()), FSB)

    assert (code, value) == (
        "heading_missing",
        "Sought: “Saldo”, “Forfald”, “Navn”, “Trin”, “Lejemål”. Found: “Selskab”, “Afdeling”, “Lejemålsnr.”, "
        "“Lejer 1”, “CPR 1”, “Lejer 2”, “CPR 2”, “Adresse”, “Postnr”, “By”, “Månedsleje”, “Restance i alt”, "
        "“Forfaldsdato”, “Rykkertrin”, “Påkrav sendt”, “Telefon”.",
    )


def test_a_list_without_headings_shows_its_first_line_but_no_cpr_number() -> None:
    with translation.override("en"):
        _, value = refusal_of(f"\n{kab_line()}\n".encode())
        _, nothing = refusal_of(b"\n" * 50 + b"x\n")

    assert "Found: “KAB”, “51-02”, “51-02-0001”, “Vibeke Grønbech”, “••••••••••”" in value
    assert nothing.endswith("No headings were found.")


def test_a_heading_that_stands_twice_is_not_guessed() -> None:
    twice = kab(kab_line() + ";1,00").replace(b"Telefon", b"Telefon;restance i alt")

    assert refusal_of(twice) == ("heading_twice", "Restance i alt")


def test_a_layout_may_insist_on_one_kind_of_file() -> None:
    assert refusal_of(kab(kab_line()), replace(KAB, file_format="xlsx")) == ("wrong_format", "XLSX")
    assert len(found_in(kab(kab_line()), replace(KAB, file_format="csv")).rows) == 1
