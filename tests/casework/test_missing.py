"""What the statistics still lack of a case."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from casework.enums import StatisticsFact
from casework.missing import SERVES, Known, missing

Fact = StatisticsFact
WHOLE = Known(
    household_type="single_parent",
    has_children="yes",
    children=2,
    has_background=True,
    lacks_ground=False,
    has_districts=True,
    district="7",
    cause="arrears",
    stage="filed",
    is_noticed=True,
    contact_count=1,
    lacks_court_result=False,
)


def lacking(**changes: Any) -> list[Fact]:
    return [one.fact for one in missing(dataclasses.replace(WHOLE, **changes))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"household_type": "unknown"}, [Fact.HOUSEHOLD]),
        ({"has_children": "unknown", "children": None}, [Fact.CHILDREN]),
        ({"children": None}, [Fact.CHILD_COUNT]),
        ({"has_children": "no", "children": None}, []),
        ({"has_background": False}, [Fact.BACKGROUND]),
        ({"lacks_ground": True}, [Fact.GROUND]),
        ({"district": ""}, [Fact.DISTRICT]),
        ({"district": "", "has_districts": False}, []),
        ({"is_noticed": False}, [Fact.NOTICE]),
        ({"is_noticed": False, "stage": "rescinded"}, []),
        ({"is_noticed": False, "stage": "ended"}, []),
        ({"is_noticed": False, "cause": "subletting"}, []),
        ({"contact_count": 0}, [Fact.CONTACT]),
        ({"lacks_court_result": True}, [Fact.COURT_RESULT]),
        ({"has_background": False, "lacks_ground": True, "unknown": {"background"}}, [Fact.GROUND]),
    ],
)
def test_what_is_missing(changes: dict[str, Any], expected: list[Fact]) -> None:
    assert lacking(**changes) == expected


def test_every_fact_names_the_figure_it_serves() -> None:
    assert set(SERVES) == set(Fact)


def test_only_what_we_do_ourselves_cannot_be_unknown() -> None:
    nothing = dataclasses.replace(WHOLE, household_type="unknown", contact_count=0)

    assert [(one.fact, one.can_be_unknown) for one in missing(nothing)] == [
        (Fact.HOUSEHOLD, True),
        (Fact.CONTACT, False),
    ]
