"""The command that prints a year's figures."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation

from reports.actions import import_known_figures
from tests.factories import NOW
from tests.factories.accounts import MembershipFactory, UnitFactory
from tests.factories.housing import HousingAssociationFactory
from tests.factories.people import make_administrator, make_adviser, make_caseworker, make_manager, make_officer
from tests.reports.counted_by_hand import COUNTED_BY_HAND, KAB_BY_HAND
from tests.reports.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world: World) -> World:
    """With what was known before Fasthold."""
    import_known_figures(now=NOW)
    return world


def run(*arguments: str) -> str:
    out = StringIO()
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        call_command("yearly_report", *arguments, stdout=out)
    return out.getvalue()


def report(*arguments: str) -> dict[str, Any]:
    printed = json.loads(run(*arguments))
    assert isinstance(printed, dict)
    return printed


def refused(*arguments: str) -> tuple[str, int]:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    return str(refusal.value), refusal.value.returncode


def by_hand(counted: dict[str, tuple[Any, dict[str, Any]]]) -> dict[str, tuple[Any, dict[str, Any]]]:
    """As JSON has it: decimals are numbers."""
    return {
        code: (_plain(value), {part: _plain(number) for part, number in parts.items()})
        for code, (value, parts) in counted.items()
    }


def _plain(number: Any) -> Any:
    return number if number is None or isinstance(number, int) else float(number)


def figures(printed: dict[str, Any]) -> dict[str, tuple[Any, dict[str, Any]]]:
    return {
        figure["code"]: (figure["value"], {part["code"]: part["value"] for part in figure["breakdown"]})
        for figure in printed["figures"]
    }


def test_the_operator_reads_everything_of_a_municipality(world: World) -> None:
    printed = report("2026", "--municipality", "101")

    assert list(printed) == ["year", "scope", "figures", "official"]
    assert printed["year"] == 2026
    assert printed["scope"] == {"kind": "municipality", "code": "101", "name": "København"}
    assert figures(printed) == by_hand(COUNTED_BY_HAND)
    for figure in printed["figures"]:
        assert list(figure) == ["code", "label", "definition", "unit", "value", "breakdown"]
        for part in figure["breakdown"]:
            assert list(part) == ["code", "label", "unit", "value"]


def test_one_figure_and_one_official_count_whole(world: World) -> None:
    printed = report("2026", "--municipality", "101", "--format", "json")

    assert next(figure for figure in printed["figures"] if figure["code"] == "reached_within_7_days") == {
        "code": "reached_within_7_days",
        "label": "Reached within 7 days",
        "definition": (
            "Share of all cases opened in the year in which the household was reached at the latest on the seventh "
            "day after the first warning, notice or opening: a conversation with, or a written answer from, an adult "
            "of the household. Households not reached yet are part of the whole."
        ),
        "unit": "percent",
        "value": 25.0,
        "breakdown": [
            {"code": "within_7_days", "label": "Within 7 days", "unit": "cases", "value": 1},
            {"code": "within_14_days", "label": "8 to 14 days", "unit": "cases", "value": 1},
            {"code": "within_30_days", "label": "15 to 30 days", "unit": "cases", "value": 0},
            {"code": "later", "label": "Later", "unit": "cases", "value": 0},
            {"code": "not_yet", "label": "Not yet", "unit": "cases", "value": 2},
        ],
    }
    assert next(one for one in printed["official"] if (one["year"], one["area_code"]) == (2018, "101")) == {
        "year": 2018,
        "period": "year",
        "area_code": "101",
        "area": "København",
        "measure": "effective_evictions",
        "sector": "unknown",
        "grounds": "",
        "unit": "evictions",
        "value": 266,
        "approximate": False,
        "provisional": False,
        "series_break": False,
        "source": "Københavns Kommune 2019, Domstolsstyrelsen",
        "change_since": 2011,
        "change_percent": -65.9,
    }
    assert len(printed["official"]) == 19


def test_the_operator_reads_one_association_or_all_that_is_kept(world: World) -> None:
    association = report("2026", "--association", "KAB")
    assert association["scope"] == {"kind": "association", "code": "KAB", "name": "KAB"}
    assert figures(association)["evictions"] == (3, {})
    assert figures(association)["interventions"] == (3, {"grant_81": 1, "conversation": 1, "storage": 1})

    everything = report("2026")
    assert everything["scope"] == {"kind": "everything", "code": "", "name": ""}
    assert figures(everything)["evictions"] == (4, {})


def test_a_caseworker_reads_the_same_as_the_operator(world: World) -> None:
    user = make_caseworker(UnitFactory(municipality=world.copenhagen))

    assert figures(report("2026", "--by", user.username)) == by_hand(COUNTED_BY_HAND)
    narrowed = report("2026", "--by", user.username, "--association", "FSB")
    assert (narrowed["scope"]["code"], figures(narrowed)["evictions"]) == ("FSB", (1, {}))


def test_an_officer_reads_their_association_with_small_counts_hidden(world: World) -> None:
    user = make_officer(world.kab, language="en")

    printed = report("2026", "--by", user.username, "--association", "KAB")

    assert printed["scope"]["code"] == "KAB"
    assert [figure["code"] for figure in printed["figures"]] == list(KAB_BY_HAND)
    arrears = next(figure for figure in printed["figures"] if figure["code"] == "warnings_received")
    assert (arrears["value"], "suppressed" in arrears) == (6, False)
    assert [part["value"] for part in arrears["breakdown"]] == [None, None, 0, None]
    assert [part.get("suppressed") for part in arrears["breakdown"]] == [True, True, None, True]
    evictions = printed["figures"][0]
    assert (evictions["value"], evictions["suppressed"]) == (None, True)


def test_a_person_reads_in_their_own_language(world: World) -> None:
    user = make_caseworker(UnitFactory(municipality=world.copenhagen), language="en")
    labels = {figure["label"] for figure in report("2026", "--by", user.username)["figures"]}
    assert "Evictions by cause" in labels


def test_csv(world: World) -> None:
    rows = list(csv.DictReader(StringIO(run("2026", "--municipality", "101", "--format", "csv")), delimiter=";"))

    found = {(row["Year"], row["Figure code"], row["Code"]): row["Value"] for row in rows}
    assert (found["2026", "evictions", ""], found["2026", "coverage", ""]) == ("3", "40,0")
    assert found["2018", "official_effective_evictions_change", "101"] == "-65,9"


def test_what_cannot_be_printed_is_refused_in_a_sentence(world: World) -> None:
    manager = make_manager(world.copenhagen.organisation, language="en").username
    officer = make_officer(world.kab, language="en").username
    caseworker = make_caseworker(UnitFactory(municipality=world.copenhagen), language="en").username
    administrator = make_administrator().username
    both = make_adviser(world.kab)
    MembershipFactory(user=both, organisation=world.fsb.organisation, role="tenant_adviser")
    HousingAssociationFactory(code="AWAY")

    assert [
        refused("1999"),
        refused("2027"),
        refused("2026", "--municipality", "999"),
        refused("2026", "--association", "NONE"),
        refused("2026", "--by", "nobody"),
        refused("2026", "--by", administrator),
        refused("2026", "--by", both.username),
        refused("2026", "--by", caseworker, "--municipality", "147"),
        refused("2026", "--by", caseworker, "--association", "AWAY"),
        refused("2026", "--by", officer, "--association", "FSB"),
        refused("2026", "--by", manager, "--association", "KAB"),
    ] == [
        ("Choose a year from 2002 to 2026.", 2),
        ("Choose a year from 2002 to 2026.", 2),
        ("There is no municipality 999.", 2),
        ("There is no housing association NONE.", 2),
        ("Nobody called nobody may log in.", 2),
        (f"{administrator} has 0 roles with a report; it takes exactly one.", 2),
        (f"{both.username} has 2 roles with a report; it takes exactly one.", 2),
        ("That is not this person’s municipality.", 2),
        ("That association is not this person’s to see.", 2),
        ("That association is not this person’s to see.", 2),
        ("In this role you read the report as a whole, not of one chosen place.", 2),
    ]


def test_a_persons_own_municipality_may_be_named(world: World) -> None:
    user = make_caseworker(UnitFactory(municipality=world.copenhagen))
    assert report("2026", "--by", user.username, "--municipality", "101")["scope"]["code"] == "101"
