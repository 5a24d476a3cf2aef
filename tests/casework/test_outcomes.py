"""What came of a case, and which answers at closing contradict what is recorded."""

from __future__ import annotations

import pytest
from django.utils import translation

from casework import outcomes
from casework.models import Case
from casework.outcomes import Work
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory

HELP = frozenset({"grant_81"})


@pytest.mark.parametrize(
    ("housing_outcome", "results", "averted"),
    [
        ("stays", ["paid"], True),
        ("stays", ["paid", "settled", "refused", "withdrawn"], True),
        ("stays", [], True),
        ("stays", ["paid", "carried_out"], False),
        ("stays", ["left_before"], False),
        ("stays", ["paid", ""], False),
        ("moved", ["paid"], False),
        ("transferred", ["withdrawn"], False),
        ("evicted", ["carried_out"], False),
    ],
)
@pytest.mark.django_db
def test_averted_is_derived_in_python_and_in_the_database(
    housing_outcome: str, results: list[str], averted: bool
) -> None:
    case = CaseFactory(is_closed=True, housing_outcome=housing_outcome)
    for result in results:
        ended = {"stage": "ended", "ended_on": case.closed_on, "result": result} if result else {}
        LegalCourseFactory(case=case, **ended)
    still_open = CaseFactory(housing_outcome="stays")

    assert outcomes.is_averted(housing_outcome, results) is averted
    assert list(Case.objects.averted()) == ([case] if averted else [])
    assert {found.pk: vars(found)["is_averted"] for found in Case.objects.with_averted()} == {
        case.pk: averted,
        still_open.pk: False,
    }


def test_help_is_what_was_done() -> None:
    interventions = [
        ("conversation", "granted"),
        ("grant_81", "refused"),
        ("debt_advice", "ongoing"),
        ("rehousing", "declined"),
        ("storage", "stopped"),
    ]

    assert outcomes.help_given(interventions) == {"conversation", "debt_advice"}


@pytest.mark.parametrize(
    ("outcome", "work", "objection"),
    [
        ("helped", Work(1, 1, is_reached=True, help_given=HELP), ""),
        ("helped", Work(1, 1, is_reached=True), "No help is recorded"),
        ("helped", Work(3, 2, help_given=HELP), "Nobody has reached the household"),
        ("declined", Work(1, 1, is_reached=True), ""),
        ("declined", Work(1, 1), "Nobody has reached the household"),
        ("no_need", Work(1, 1, is_reached=True, help_given=frozenset({"conversation"})), ""),
        ("no_need", Work(1, 1, is_reached=True, help_given=HELP), "Help beyond the conversation"),
        ("no_need", Work(), "Nobody has reached the household"),
        ("not_reached", Work(3, 2), ""),
        ("not_reached", Work(2, 2), "Fewer than three attempts"),
        ("not_reached", Work(4, 1), "Only one way was tried"),
        ("not_reached", Work(3, 2, is_reached=True), "The household was reached"),
        ("too_late", Work(), ""),
        ("too_late", Work(2, 2), ""),
        ("too_late", Work(3, 1), "Three attempts or more"),
        ("too_late", Work(1, 1, is_reached=True), "The household was reached"),
    ],
)
def test_the_answer_on_contact_agrees_with_the_record(outcome: str, work: Work, objection: str) -> None:
    with translation.override("en"):
        said = outcomes.contact_objection(outcome, work)

    assert said.startswith(objection)
    assert bool(said) is bool(objection)


@pytest.mark.parametrize(
    ("outcome", "results", "has_eviction", "objection"),
    [
        ("stays", ["paid"], False, ""),
        ("evicted", ["carried_out"], True, ""),
        ("evicted", ["carried_out"], False, "No eviction is recorded"),
        ("evicted", ["withdrawn"], True, ""),
        ("evicted", ["withdrawn"], False, "No eviction is recorded"),
        ("stays", ["paid"], True, "An eviction was carried out"),
        ("moved", ["carried_out"], False, "No eviction is recorded"),
        ("stays", ["left_before"], False, "A legal course ended because the tenant left"),
        ("moved", ["left_before"], False, ""),
    ],
)
def test_the_answer_on_housing_agrees_with_the_record(
    outcome: str, results: list[str], has_eviction: bool, objection: str
) -> None:
    with translation.override("en"):
        said = outcomes.housing_objection(outcome, results, has_eviction=has_eviction)

    assert said.startswith(objection)
    assert bool(said) is bool(objection)
