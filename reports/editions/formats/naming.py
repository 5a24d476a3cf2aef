"""What the files of an edition are called."""

from __future__ import annotations

from ...tables import Table

#: The name of the file that holds all others.
EVERYTHING = "everything.zip"
#: The edition itself, as it was frozen; its checksum is that of these bytes.
FROZEN = "edition.json"
#: The description of the edition for catalogues of open data.
CATALOGUED = "dcat.jsonld"
CATALOGUED_TURTLE = "dcat.ttl"


def table_files(table: Table, language: str) -> dict[str, str]:
    """The files of one table by the name of their format."""
    return {
        "CSV": f"{table.code}.{language}.csv",
        "JSON-stat": f"{table.code}.{language}.json",
        "PX": f"{table.code}.px",
    }


def paper_file(language: str) -> str:
    """The report to print and hand out."""
    return f"report.{language}.pdf"


def chart_file(code: str, language: str, kind: str) -> str:
    """A chart as a drawing or a picture."""
    return f"{code}.{language}.{kind}"
