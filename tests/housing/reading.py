"""Lists made for a test, and what the reader finds in them."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from housing.importing.layouts import Layout
from housing.importing.reader import read
from housing.importing.ready_layouts import KAB
from housing.importing.rows import Row
from housing.importing.run import Summary

DELIVERIES = Path(__file__).parent / "deliveries"
KAB_HEADINGS = (
    "Selskab;Afdeling;Lejemålsnr.;Lejer 1;CPR 1;Lejer 2;CPR 2;Adresse;Postnr;By;"
    "Månedsleje;Restance i alt;Forfaldsdato;Rykkertrin;Påkrav sendt;Telefon"
)
AAB_HEADINGS = "lejemaal,lejer_navn,cpr,vej,postnr,by,leje,skyldigt_beloeb,forfald,status"


@dataclass(frozen=True)
class Found:
    """The rows and the summary of a list that was read to its end."""

    rows: list[Row]
    summary: Summary

    @property
    def problems(self) -> list[tuple[int, str, str]]:
        return [(problem.line, problem.severity, problem.code) for problem in self.summary.problems]


def expectations() -> list[dict[str, Any]]:
    """What a correct reader finds in the sample lists."""
    listed: list[dict[str, Any]] = json.loads((DELIVERIES / "expected.json").read_text())
    return listed


def found_in(content: bytes, layout: Layout = KAB) -> Found:
    """What the reader finds in a file's bytes."""
    reading = read(io.BytesIO(content), layout)
    rows = list(reading.rows())
    return Found(rows, reading.summary)


def kab(*lines: str, encoding: str = "utf-8") -> bytes:
    """A list of KAB's with these lines below its headings."""
    return "\r\n".join([KAB_HEADINGS, *lines, ""]).encode(encoding)


def kab_line(number: str = "51-02-0001", **changed: str) -> str:
    """One faultless line of KAB's, with some cells changed."""
    cells = {
        "association": "KAB",
        "department": "51-02",
        "number": number,
        "name": "Vibeke Grønbech",
        "cpr": "030292-2631",
        "name_2": "",
        "cpr_2": "",
        "street": "Tagensvej 38, 2. mf",
        "postcode": "2200",
        "city": "København N",
        "rent": "11.643,31",
        "amount": "23.286,62",
        "due": "01-10-2026",
        "step": "2",
        "sent": "06-10-2026",
        "phone": "20123456",
    }
    assert changed.keys() <= cells.keys()
    return ";".join((cells | changed).values())


def aab(*lines: str) -> bytes:
    """A list of AAB's with these lines below its headings."""
    return "\n".join([AAB_HEADINGS, *lines, ""]).encode("utf-8-sig")


def aab_line(number: str = "77-01-0003", **changed: str) -> str:
    """One tenant's line of AAB's, with some cells changed."""
    cells = {
        "number": number,
        "name": "Yasmin Thygesen",
        "cpr": "1808700349",
        "street": "Sjælør Boulevard 27",
        "postcode": "2720",
        "city": "Vanløse",
        "rent": "4960.74",
        "amount": "15130.26",
        "due": "2026-10-01",
        "step": "Rykker",
    }
    assert changed.keys() <= cells.keys()
    return ",".join((cells | changed).values())
