"""Every file of an edition says the same numbers, in the words of independent readers."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import hashlib
import io
import json
import math
import os
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from csvw import CSVW
from pyaxis import pyaxis
from pyjstat import pyjstat
from pypdf import PdfReader
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.parsers.jsonld import to_rdf

from reports.charts.svg import as_png
from reports.editions import canonical
from reports.editions.document import Document
from reports.editions.files import distributions_of, files_of
from reports.editions.formats.dcat import catalogue_of, dataset
from reports.editions.formats.naming import EVERYTHING, FROZEN
from reports.editions.formats.px import px_of
from reports.editions.formats.turtle import turtle_of
from reports.editions.formats.words import said
from reports.editions.sentences import in_both
from reports.tables import State, Table, Words
from tests.factories.editions import ANSWERS, edition

TABLES = edition().tables
#: How each reader tells that a number is not there.
Read = dict[tuple[str, ...], float | None]


def numbers(table: Table, language: str) -> Read:
    """What stands in the cells, by the names of their categories."""
    return {
        tuple(said(category.label, language).replace('"', "'") for category in categories): (
            None if cell.value is None else float(cell.value)
        )
        for categories, cell in table.rows()
    }


def test_rendering_twice_gives_the_same_bytes() -> None:
    document = edition()
    again = canonical.read(canonical.written(document))

    first = {name: file.make() for name, file in files_of(document).items()}
    second = {name: file.make() for name, file in files_of(again).items()}

    assert first == second
    assert canonical.checksum(canonical.written(document)) == hashlib.sha256(first[FROZEN]).hexdigest()
    with zipfile.ZipFile(io.BytesIO(first[EVERYTHING])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: data for name, data in first.items() if not name.endswith((".png", ".zip"))
        }


@pytest.mark.filterwarnings("ignore:Shouldn't use this function:DeprecationWarning")  # pyjstat warns of itself
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_json_stat_gives_the_numbers_back(table: Table, language: str) -> None:
    data = files_of(edition())[f"{table.code}.{language}.json"].make()

    frame = pyjstat.Dataset.read(data.decode()).write("dataframe")

    read = {
        tuple(row[:-1]): None if row[-1] is None or math.isnan(row[-1]) else row[-1] for row in frame.values.tolist()
    }
    assert {tuple(part.replace('"', "'") for part in key): value for key, value in read.items()} == numbers(
        table, language
    )
    signs = {State.HIDDEN: "c", State.UNKNOWN: "m"}
    assert json.loads(data).get("status", {}) == {
        str(place): signs[cell.state] for place, cell in enumerate(table.cells) if cell.state in signs
    }


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_px_gives_the_numbers_back(table: Table, language: str, tmp_path: Path) -> None:
    path = tmp_path / "table.px"
    path.write_bytes(files_of(edition())[f"{table.code}.px"].make())

    with contextlib.redirect_stdout(io.StringIO()):
        parsed = pyaxis.parse(str(path), encoding="cp1252", lang=language)

    assert {tuple(row[:-1]): _px_number(row[-1]) for row in parsed["DATA"].values.tolist()} == numbers(table, language)
    metadata = parsed["METADATA"]
    assert metadata["TITLE"] == [said(table.title, language)]
    assert [len(line) <= 256 for line in path.read_bytes().split(b"\r\n")].count(False) == 0


def test_two_categories_of_one_name_are_told_apart_in_px() -> None:
    (dimension,) = ANSWERS.dimensions
    same = tuple(category._replace(label=Words("Open", "Åben")) for category in dimension.categories)
    table = dataclasses.replace(ANSWERS, dimensions=(dataclasses.replace(dimension, categories=same),))

    text = px_of(edition(tables=(table,)), table).decode("cp1252")

    assert '"Åben (open)",\r\n"Åben (closed)"' in text


def test_a_name_beyond_windows_1252_makes_the_px_file_utf_8() -> None:
    table = dataclasses.replace(ANSWERS, title=Words("Łódź", "Łódź"))

    text = px_of(edition(tables=(table,)), table).decode()

    assert ('CODEPAGE="utf-8"' in text, 'TITLE="Łódź"' in text) == (True, True)


def _px_number(text: object) -> float | None:
    if text == "" or (isinstance(text, float) and math.isnan(text)):
        return None
    return float(str(text))


@pytest.mark.parametrize("language", ["da", "en"])
def test_csv_is_valid_by_its_own_metadata(language: str, tmp_path: Path) -> None:
    files = files_of(edition())
    for name, file in files.items():
        if name.endswith((f".{language}.csv", f".{language}.csv-metadata.json")):
            (tmp_path / name).write_bytes(file.make())

    read = CSVW(str(tmp_path / f"tables.{language}.csv-metadata.json"), validate=True)

    assert read.is_valid
    for table, lines in zip(TABLES, read.tables, strict=True):
        rows: list[dict[str, Any]] = list(lines)
        assert [row["obs_value"] for row in rows] == [
            None if cell.value is None else Decimal(str(cell.value)) for cell in table.cells
        ]
    assert "'=1+1" in (tmp_path / f"evictions_by_cause.{language}.csv").read_text()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_spreadsheet_holds_every_table(language: str) -> None:
    data = files_of(edition())[f"figures.{language}.xlsx"].make()

    book = openpyxl.load_workbook(io.BytesIO(data))

    assert len(book.sheetnames) == 1 + len(TABLES) + 3
    for sheet, table in zip(book.worksheets[1:], TABLES, strict=False):
        width = len(table.dimensions)
        rows = list(sheet.iter_rows(values_only=True))[-len(table.cells) :]
        assert [row[width] for row in rows] == [
            None if cell.value is None else float(cell.value) for cell in table.cells
        ]
    assert book.properties.created.isoformat() == "2026-11-22T10:00:00"


@pytest.mark.skipif("OFFICE" not in os.environ, reason="make verify opens it in LibreOffice")
def test_libreoffice_reads_the_spreadsheet(tmp_path: Path) -> None:
    """LibreOffice opens it and writes its second sheet as CSV: the numbers of the first table, in their order."""
    (tmp_path / "figures.xlsx").write_bytes(files_of(edition())["figures.en.xlsx"].make())

    subprocess.run(
        [
            os.environ["OFFICE"],
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "figures.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    (written,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(io.StringIO(written.read_text())))[-len(TABLES[0].cells) :]
    assert [row[len(TABLES[0].dimensions)] for row in rows] == [
        "" if cell.value is None else f"{float(cell.value):g}" for cell in TABLES[0].cells
    ]


#: What each language writes for a change of -65.9 %, in numbers and in words.
WRITTEN = {"da": ("65.9", "65,9"), "en": ("65.9", "65.9")}


@pytest.mark.parametrize("year", [2018, 2025])
def test_781_to_266_is_65_9_per_cent_fewer_in_every_download(year: int) -> None:
    """Also of a year whose official figure nobody knows: the gap is a gap, and the last firm change is told."""
    document = with_sentences(edition(year=year))

    files = {name: file.make() for name, file in files_of(document).items()}

    assert json.loads(files[FROZEN])["sentences"][-1 if year == 2025 else 0]["da"] == (
        "I 2018 blev der gennemført 266 effektive udsættelser i København, 65,9\xa0% færre end i 2011 (781)."
    )
    for name, data in files.items():
        if name.startswith(("definitions", "codes", "changes")) or name.endswith(".zip"):
            continue  # lists without figures; and the file that holds all others
        if name.endswith(".csv") and not name.startswith("official_evictions"):
            continue  # the numbers of another table; their description says it
        if name.endswith(".png"):
            assert data == as_png(files[name.replace(".png", ".svg")].decode()), name
            continue
        text = text_of(name, data)
        assert any(written in text for written in WRITTEN["en" if ".en." in name else "da"]), name
    with zipfile.ZipFile(io.BytesIO(files[EVERYTHING])) as archive:
        assert {name for name in archive.namelist() if name.startswith(("official_evictions", "report"))} == {
            "official_evictions.da.csv",
            "official_evictions.en.csv",
            "official_evictions.da.json",
            "official_evictions.en.json",
            "official_evictions.px",
            "report.da.pdf",
            "report.en.pdf",
        }


def with_sentences(document: Document) -> Document:
    return dataclasses.replace(document, sentences=in_both(document))


def text_of(name: str, data: bytes) -> str:
    """What a reader of a file reads."""
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data.decode("cp1252" if name.endswith(".px") else "utf-8")


def test_the_years_without_figures_are_a_gap_in_every_download() -> None:
    files = files_of(edition())
    rows = list(csv.DictReader(io.StringIO(files["official_evictions.en.csv"].make().decode())))
    evictions = {row["Year"]: (row["Value"], row["Status"]) for row in rows if row["Measure, code"] == "evictions"}
    assert evictions == {
        "2011": ("781", ""),
        **{str(year): ("", "unknown") for year in range(2012, 2018)},
        "2018": ("266", ""),
        "2019": ("", "unknown"),
    }
    facts = json.loads(files["official_evictions.en.json"].make())
    width = len(facts["dimension"]["measure"]["category"]["index"])
    assert (facts["value"][: 2 * width : width], facts["status"][str(width)]) == ([781, None], "m")
    data = files["official_evictions.px"].make().decode("cp1252").partition("DATA=")[2].split()
    assert (data[0], data[4], data[28]) == ("781", '"."', "266")
    sheet = openpyxl.load_workbook(io.BytesIO(files["figures.en.xlsx"].make())).worksheets[2]
    gap = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "2012")
    assert gap[3:6] == (None, "evictions", "unknown")
    paper = text_of("report.en.pdf", files["report.en.pdf"].make())
    assert "2012 not known" in " ".join(paper.split())
    drawing = files["chart-official-101.en.svg"].make().decode()
    assert ("781" in drawing, "266" in drawing, drawing.count("<polyline")) == (True, True, 5)  # the lines of the grid


def test_catalogues_read_what_the_edition_is() -> None:
    document = with_sentences(edition())
    files = distributions_of(document)
    whole = catalogue_of("København", "https://fasthold.example/tal/catalog.jsonld", [dataset(document, files)])

    graph = to_rdf(json.loads(whole), Graph())
    turtle = Graph().parse(data=turtle_of(whole), format="turtle")

    assert isomorphic(graph, turtle)
    assert turtle_of(whole) == turtle_of(whole)
    dcat, dct = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
    found = set(graph.objects(None, dcat.downloadURL))
    assert found == {URIRef(document.address + name) for name, _media in files}
    assert set(graph.objects(None, dcat.dataset)) == {URIRef(document.address)}
    # What DCAT-AP 3 asks of each, and what it recommends of a dataset.
    asked = {
        dcat.Catalog: (dct.title, dct.description, dct.publisher, dcat.dataset),
        dcat.Dataset: (
            *(dct.title, dct.description, dct.publisher, dct.issued, dct.temporal),
            *(dcat.contactPoint, dcat.keyword, dcat.theme, dcat.distribution),
        ),
        dcat.Distribution: (dcat.accessURL, dct.license, dcat.mediaType),
    }
    for kind, properties in asked.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things
        assert {(thing, each) for thing in things for each in properties if not graph.value(thing, each)} == set()
    assert any("65.9" in str(text) for text in graph.objects(URIRef(document.address), dct.description))
