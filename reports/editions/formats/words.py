"""The fixed words of the files, in both languages; they are part of an edition's bytes and no page's to translate."""

from __future__ import annotations

from decimal import Decimal

from ...tables import Cell, State, Words

#: The languages a file can be in.
LANGUAGES = ("da", "en")

VALUE = Words("Value", "Værdi")
UNIT = Words("Unit", "Enhed")
STATUS = Words("Status", "Status")
CODE = Words("code", "kode")
HIDDEN = Words("hidden", "skjult")
UNKNOWN = Words("unknown", "ukendt")
WHY_HIDDEN = Words(
    "Hidden: so few are behind the number that it could point at a household, or such a number could be worked out"
    " from it",
    "Skjult: der er så få bag tallet, at det kunne pege på en husstand, eller et sådant tal kunne regnes ud af det",
)
WHY_UNKNOWN = Words("No figure is known", "Intet tal er kendt")
CONTENTS = Words("Contents", "Indhold")
DEFINITIONS = Words("Definitions", "Definitioner")
CODE_BOOKS = Words("Code books", "Kodelister")
CHANGES = Words("Changes", "Ændringer")
TABLE = Words("Table", "Tabel")
CELL = Words("Cell", "Celle")
BEFORE = Words("Before", "Før")
NOW = Words("Now", "Nu")
MUNICIPALITY = Words("Municipality", "Kommune")
YEAR = Words("Year", "År")
EDITION = Words("Edition", "Udgave")
PUBLISHED = Words("Published", "Offentliggjort")
CHECKSUM = Words("Checksum (SHA-256)", "Kontrolsum (SHA-256)")
SOFTWARE = Words("Software", "Program")
ADDRESS = Words("Address", "Adresse")
SHOWED = Words("What the year showed", "Det viste året")
REASON = Words("Why this edition was made", "Hvorfor udgaven er lavet")
REMARKS = Words("Remarks", "Bemærkninger")
NAME = Words("Name", "Navn")
VERSION = Words("Version", "Version")
POPULATION = Words("What is counted", "Hvad der tælles")
TIME_BASE = Words("Time base", "Tidsgrundlag")
FORMULA = Words("How it is counted", "Sådan tælles der")
SOURCE = Words("Source", "Kilde")
LIMITS = Words("Limits", "Forbehold")
LIST = Words("List", "Liste")
MEANING = Words("Meaning", "Betydning")
VALID_FROM = Words("Valid from", "Gælder fra")
NEW_TABLE = Words("New table", "Ny tabel")
GONE_TABLE = Words("Table no longer there", "Tabel, der er udgået")
NEW_DEFINITION = Words("Definition changed", "Definition ændret")
NEW_CODES = Words("Code book changed", "Kodeliste ændret")
NEW_REMARK = Words("Remark added or taken back", "Bemærkning tilføjet eller trukket tilbage")


def said(words: Words, language: str) -> str:
    """The words in one language; where that is empty, in the other."""
    return (words.en or words.da) if language == "en" else (words.da or words.en)


def status(cell: Cell, language: str) -> str:
    """Why a cell shows no number; empty where it does."""
    if cell.state == State.SHOWN:
        return ""
    return said(HIDDEN if cell.state == State.HIDDEN else UNKNOWN, language)


def figures(cell: Cell) -> str:
    """The number with a decimal point and its own decimals, empty without one."""
    return "" if cell.value is None else format(cell.value, "f" if isinstance(cell.value, Decimal) else "d")
