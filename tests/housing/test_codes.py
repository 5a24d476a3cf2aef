"""The code book as the pages use it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import TextChoices
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from casework.enums import Cause, CourseResult, HearingResult, OpenedBy, Stage
from housing import codes
from housing.models import Code
from tests.factories import TODAY
from tests.factories.housing import CodeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fresh_book() -> Iterator[None]:
    codes.forget()
    yield
    codes.forget()


def test_the_book_is_the_file() -> None:
    with Path(settings.BASE_DIR, "housing", "code_lists.csv").open(encoding="utf-8", newline="") as file:
        lines = [tuple(line.values()) for line in csv.DictReader(file)]

    kept = Code.objects.order_by("pk").values_list(
        "list", "code", "name_en", "name_da", "definition_en", "definition_da"
    )

    assert list(kept) == lines
    assert set(Code.objects.values_list("valid_from", "valid_to", "source")) == {
        (dt.date(2010, 1, 1), None, "Fasthold code book 1")
    }


@pytest.mark.parametrize(
    ("list_name", "enum"),
    [
        ("cause", Cause),
        ("stage", Stage),
        ("course_result", CourseResult),
        ("hearing_result", HearingResult),
        ("legal_basis", OpenedBy),
    ],
)
def test_the_fixed_words_are_those_of_the_book(list_name: str, enum: type[TextChoices]) -> None:
    assert {code.code for code in codes.entries(list_name, today=TODAY)} == set(enum.values)


def test_choices_stand_in_order_in_the_reader_s_language() -> None:
    with translation.override("da"):
        danish = codes.choices("part_of_day", today=TODAY)
    with translation.override("en"):
        english = codes.choices("part_of_day", today=TODAY)
        definition = codes.definition_of("part_of_day", "evening")

    assert danish == [("morning", "Formiddag"), ("afternoon", "Eftermiddag"), ("evening", "Aften")]
    assert english == [("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening")]
    assert definition == "From 18:00."


def test_a_closed_code_keeps_its_name_and_may_be_kept() -> None:
    CodeFactory(code="old", name_da="Gammel", valid_to=dt.date(2026, 11, 21), position=1)
    CodeFactory(code="new", name_da="Ny", valid_from=dt.date(2026, 11, 22), position=2)

    with translation.override("da"):
        assert codes.choices("test", today=dt.date(2026, 11, 21)) == [("old", "Gammel")]
        assert codes.choices("test", today=TODAY) == [("new", "Ny")]
        assert codes.choices("test", today=TODAY, keep="old") == [("new", "Ny"), ("old", "Gammel")]
        assert codes.choices("test", today=TODAY, keep="new") == [("new", "Ny")]
        assert codes.name_of("test", "old") == "Gammel"
    assert [codes.is_choice("test", code, today=TODAY) for code in ("old", "new", "none")] == [False, True, False]


def test_a_code_is_named_by_its_newest_entry() -> None:
    CodeFactory(code="a", name_da="Før", definition_da="Som før.", valid_to=dt.date(2025, 12, 31), position=1)
    CodeFactory(code="a", name_da="Nu", definition_da="Som nu.", valid_from=dt.date(2026, 1, 1), position=1)

    with translation.override("da"):
        assert (codes.name_of("test", "a"), codes.definition_of("test", "a")) == ("Nu", "Som nu.")


def test_what_the_book_never_knew() -> None:
    assert (codes.name_of("test", "x"), codes.definition_of("test", "x"), codes.entries("none", today=TODAY)) == (
        "x",
        "",
        [],
    )


def test_the_book_is_read_once_until_it_is_forgotten() -> None:
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            codes.choices("background", today=TODAY)
            codes.name_of("intervention", "grant_81")
    CodeFactory(code="late", name_da="Sen", name_en="Sen")
    before = codes.name_of("test", "late")
    codes.forget()

    assert (len(queries), before, codes.name_of("test", "late")) == (1, "late", "Sen")
