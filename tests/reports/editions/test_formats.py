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
from rdflib import Graph, URIRef

from reports.editions import canonical
from reports.editions.formats import EVERYTHING, FROZEN, files_of
from reports.editions.formats.dcat import catalogue_of, dataset
from reports.editions.formats.px import px_of
from reports.editions.formats.words import said
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
            name: data for name, data in first.items() if name != EVERYTHING
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


def test_781_to_266_is_65_9_per_cent_fewer_in_every_download() -> None:
    files = files_of(edition())
    for language in ("da", "en"):
        assert b",-65.9," in files[f"official_evictions.{language}.csv"].make()
        assert b"-65.9" in files[f"official_evictions.{language}.json"].make()
    for name in (FROZEN, "official_evictions.px"):
        assert b"-65.9" in files[name].make()
    sheet = openpyxl.load_workbook(io.BytesIO(files["figures.da.xlsx"].make())).worksheets[2]
    assert -65.9 in [row[3] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib warns of itself
def test_catalogues_read_what_the_edition_is() -> None:
    document = edition()
    files = [(name, file.media) for name, file in files_of(document).items()]
    whole = catalogue_of("København", "https://fasthold.example/tal/catalog.jsonld", [dataset(document, files)])

    graph = Graph().parse(data=whole, format="json-ld")

    dcat, dct = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    found = set(graph.objects(None, URIRef(f"{dcat}downloadURL")))
    assert found == {URIRef(document.address + name) for name, _media in files}
    assert set(graph.objects(None, URIRef(f"{dcat}dataset"))) == {URIRef(document.address)}
    for required in ("title", "description", "publisher", "issued"):
        assert list(graph.objects(URIRef(document.address), URIRef(dct + required)))
