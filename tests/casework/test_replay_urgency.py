"""The worklist of a past day, from what had been recorded by its end."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from casework import derived
from casework.actions.assignment import take_case
from casework.actions.closing import close_case
from casework.actions.logging import log_contact_attempt
from casework.models import Case
from casework.replaying import replay
from tests.factories import at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.deadlines import DeadlineEntryFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db


def november(day: int, hour: int = 10) -> dt.datetime:
    return at(dt.date(2026, 11, day), hour)


@pytest.fixture
def case() -> Case:
    """Opened on the 2nd, taken on the 3rd, sought on the 4th, closed on the 12th, each on its day."""
    unit = UnitFactory(name="Boligteam")
    by = scope_of(make_caseworker(unit))
    case: Case = CaseFactory(unit=unit, number="2026-00042")
    for rule in ("information", "advice"):
        DeadlineEntryFactory(case=case, rule=rule, recorded_at=november(2))
    derived.refresh([case.pk], today=case.opened_on)
    case.refresh_from_db()
    take_case(case, version=case.version, by=by, now=november(3))
    log_contact_attempt(
        case,
        mode="phone",
        part_of_day="morning",
        is_reached=False,
        not_reached_reason="no_answer",
        occurred_at=november(4),
        follow_up_on=dt.date(2026, 11, 10),
        by=by,
        now=november(4),
    )
    case.refresh_from_db()
    close_case(
        case,
        housing_outcome="unknown",
        contact_outcome="too_late",
        arrears_outcome="open",
        course_results={},
        closed_on=dt.date(2026, 11, 12),
        version=case.version,
        by=by,
        now=november(12),
    )
    return case


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (1, []),
        (2, [(dt.date(2026, 11, 3), "first_contact", False)]),
        (3, [(dt.date(2026, 11, 3), "first_contact", True)]),
        (4, [(dt.date(2026, 11, 7), "contact_again", True)]),
        (12, []),
    ],
)
def test_each_day_had_its_own_order(case: Case, day: int, found: list[tuple[dt.date, str, bool]]) -> None:
    replayed = replay(Case.objects.all(), as_of=dt.date(2026, 11, day))

    assert [(one.key, one.rule, one.is_assigned) for one in replayed] == found


def test_today_replayed_is_the_list_as_it_stands() -> None:
    cases = [CaseFactory(opened_on=dt.date(2026, 11, number)) for number in range(2, 8)]
    derived.refresh([case.pk for case in cases], today=dt.date(2026, 11, 22))

    replayed = replay(Case.objects.all(), as_of=dt.date(2026, 11, 22))

    assert [(one.case, one.key, one.rule) for one in replayed] == list(
        Case.objects.order_by("triage_key", "number").values_list("number", "triage_key", "triage_rule")
    )


def test_the_command_prints_it_for_people_and_for_programs(case: Case) -> None:
    out, machine = StringIO(), StringIO()

    call_command("replay_urgency", "--as-of", "2026-11-04", "--unit", "Boligteam", stdout=out)
    call_command("replay_urgency", "--as-of", "2026-11-04", "--json", stdout=machine)

    assert out.getvalue().split()[:4] == ["1", "2026-11-07", "2026-00042", "2026-11-07"]
    assert [one["rule"] for one in json.loads(machine.getvalue())] == ["contact_again"]


@pytest.mark.parametrize("wrong", [["--as-of", "yesterday"], ["--as-of", "2026-11-04", "--unit", "Nowhere"]])
def test_the_command_says_what_it_does_not_understand(wrong: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("replay_urgency", *wrong)


def test_deriving_again_writes_what_is_missing(case: Case) -> None:
    before = list(case.deadlines.order_by("rule").values_list("rule", "due_on", "ended_by"))
    case.deadlines.all().delete()

    call_command("derive_again", "--municipality", case.municipality.code, stdout=StringIO())

    assert list(case.deadlines.order_by("rule").values_list("rule", "due_on", "ended_by")) == before
