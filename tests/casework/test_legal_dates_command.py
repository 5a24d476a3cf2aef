"""`manage.py legal_dates`: the dates as JSON and in words, and what it says to a date that is none."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.factories.accounts import MunicipalityFactory
from tests.factories.rules import LegalParameterFactory


def told(*arguments: str) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("legal_dates", *arguments, stdout=out)
    return out.getvalue()


def test_the_dates_as_json_without_a_database() -> None:
    assert json.loads(told("2026-04-01", "--json")) == {
        "nominal_due": "2026-04-01",
        "adjusted_due": "2026-04-01",
        "third_weekday": "2026-04-08",
        "earliest_demand": "2026-04-09",
        "demand_arrives": "2026-04-10",
        "last_payment_day": "2026-04-24",
        "earliest_rescission": "2026-04-25",
    }


def test_from_the_day_the_demand_arrived() -> None:
    dates = json.loads(told("2026-04-01", "--arrived", "2026-04-20", "--json"))

    assert (dates["demand_arrives"], dates["last_payment_day"], dates["earliest_rescission"]) == (
        "2026-04-20",
        "2026-05-04",
        "2026-05-05",
    )


def test_the_words_say_how_and_that_it_is_guidance() -> None:
    text = told("2026-04-01", "--arrived", "2026-04-08")

    assert "Last weekday of grace: Wednesday 8 Apr 2026" in text
    assert "2, 3, 5 and 6 April left out, Saturday 4 April counts: 8 April" in text
    assert "The demand arrived before the earliest day the law allows." in text
    assert text.rstrip().endswith("Guidance: the dates help to look, they decide nothing.")


@pytest.mark.django_db
def test_a_municipality_reckons_with_its_own_parameters() -> None:
    municipality = MunicipalityFactory()
    LegalParameterFactory(municipality=municipality, code="payment_days", value="20")

    dates = json.loads(told("2026-04-01", "--json", "--municipality", municipality.code))

    assert dates["last_payment_day"] == "2026-04-30"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["2026-02-30"], "“2026-02-30” is no date. Write year-month-day, like 2026-04-01."),
        (["01-04-2026"], "“01-04-2026” is no date"),
        (["2026-04-01", "--arrived", "soon"], "“soon” is no date"),
        (["9999-12-31"], "Choose a date between 1990 and 2100."),
        (["2026-04-01", "--municipality", "999"], "There is no municipality with the code 999."),
    ],
)
def test_what_it_cannot_understand_it_says(arguments: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says.split(".")[0]):
        told(*arguments)
