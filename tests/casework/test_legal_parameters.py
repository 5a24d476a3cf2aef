"""The legal parameters: what is proposed, what a municipality decides, and what is unknown."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed, Refused
from accounts.models import AccessLog, Municipality
from accounts.scope import Scope
from casework import derived
from casework.actions import legal_parameters as actions
from casework.legal_parameters import BY_CODE, proposals, proposed, read
from casework.models import Deadline, LegalParameter
from casework.queries.legal_parameters import ParameterRow, legal_parameters_on, parameter_history, value_text
from tests.factories import NOW, TODAY
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_administrator, make_caseworker, scope_of
from tests.factories.rules import LegalParameterFactory

TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def municipality(db: None) -> Municipality:
    return MunicipalityFactory()


@pytest.fixture
def by(municipality: Municipality) -> Scope:
    return scope_of(make_administrator(municipality.organisation))


def rows(code: str) -> list[tuple[Any, ...]]:
    found = LegalParameter.objects.filter(code=code).order_by("starts_on")
    return list(found.values_list("value", "starts_on", "ends_on", "source"))


def test_every_parameter_is_proposed_with_a_source_and_a_value_it_can_have() -> None:
    assert {row.code for row in proposals()} == set(BY_CODE)
    assert [row for row in proposals() if not row.source] == []
    assert all(read(BY_CODE[row.code], row.value) is not None for row in proposals())


def test_the_demand_fee_is_known_for_2009_to_2023_and_unknown_after() -> None:
    fees = [proposed(dt.date(year, 6, 1)).demand_fee for year in range(2008, 2026)]

    known = ["250", "255", "259", "266", "270", "273", "275", "277", "279", "281", "284", "286", "287", "291", "314"]
    assert fees == [None, *map(Decimal, known), None, None]


def test_a_municipality_without_rows_has_the_proposals(municipality: Municipality) -> None:
    assert legal_parameters_on(municipality.pk, TODAY) == proposed(TODAY)


def test_the_proposals_written_say_the_same(municipality: Municipality) -> None:
    actions.write_proposals([municipality.pk])

    history = parameter_history(municipality.pk)

    days = [dt.date(year, 3, 1) for year in range(2009, 2030)]
    assert [history.on(day) for day in days] == [proposed(day) for day in days]


def test_each_day_has_the_value_of_its_day_in_one_query(
    municipality: Municipality, django_assert_num_queries: Any
) -> None:
    LegalParameterFactory(municipality=municipality, value="14", ends_on=dt.date(2026, 11, 30))
    LegalParameterFactory(municipality=municipality, value="21", starts_on=dt.date(2026, 12, 1))
    LegalParameterFactory(value="3")

    with django_assert_num_queries(1):
        history = parameter_history(municipality.pk)

    assert [history.on(day).payment_days for day in (dt.date(1990, 1, 1), TODAY, dt.date(2026, 12, 1))] == [14, 14, 21]


def test_a_new_value_ends_the_one_before(by: Scope) -> None:
    actions.set_legal_parameter(code="payment_days", value="21", starts_on=TOMORROW, source="Lov nr. 1", by=by, now=NOW)

    assert rows("payment_days") == [
        ("14", dt.date(2009, 1, 1), TODAY, "Almenlejeloven § 90, stk. 2"),
        ("21", TOMORROW, None, "Lov nr. 1"),
    ]


def test_a_planned_value_is_taken_back(by: Scope) -> None:
    planned = actions.set_legal_parameter(
        code="payment_days", value="21", starts_on=TOMORROW, source="Lov nr. 1", by=by, now=NOW
    )
    with pytest.raises(Refused):
        actions.set_legal_parameter(code="payment_days", value="7", starts_on=TODAY, source="-", by=by, now=NOW)

    actions.withdraw_legal_parameter(planned, by=by, now=NOW)

    assert rows("payment_days") == [("14", dt.date(2009, 1, 1), None, "Almenlejeloven § 90, stk. 2")]


def test_a_new_value_moves_the_dates_it_reckons_and_taking_it_back_moves_them_again(
    by: Scope, municipality: Municipality
) -> None:
    """A demand given today is taken to arrive tomorrow, and is reckoned with the value of that day."""
    case = CaseFactory(unit=UnitFactory(municipality=municipality))
    LegalStepFactory(course=LegalCourseFactory(case=case), kind="demand", occurred_on=TODAY)
    derived.refresh([case.pk], today=TODAY)

    def last_day() -> dt.date:
        day: dt.date = Deadline.objects.get(case=case, rule="payment_deadline").due_on
        return day

    days = [last_day()]
    planned = actions.set_legal_parameter(
        code="payment_days", value="21", starts_on=TOMORROW, source="Lov nr. 1", by=by, now=NOW
    )
    days.append(last_day())
    actions.withdraw_legal_parameter(planned, by=by, now=NOW)

    assert [*days, last_day()] == [dt.date(2026, 12, 7), dt.date(2026, 12, 14), dt.date(2026, 12, 7)]


def test_what_has_begun_stays(by: Scope) -> None:
    begun = actions.set_legal_parameter(
        code="payment_days", value="21", starts_on=TODAY, source="Lov nr. 1", by=by, now=NOW
    )
    with pytest.raises(Refused):
        actions.withdraw_legal_parameter(begun, by=by, now=NOW)
    with pytest.raises(Refused):
        actions.set_legal_parameter(
            code="payment_days", value="7", starts_on=dt.date(2026, 11, 21), source="-", by=by, now=NOW
        )


def test_a_fee_that_becomes_known_late_holds_for_its_year(by: Scope, municipality: Municipality) -> None:
    for value in ("31", "320"):  # the first was mistyped
        actions.set_legal_parameter(
            code="demand_fee", value=value, starts_on=dt.date(2024, 5, 3), source="Bekendtgørelse", by=by, now=NOW
        )

    assert rows("demand_fee")[-1] == ("320", dt.date(2024, 1, 1), dt.date(2024, 12, 31), "Bekendtgørelse")
    history = parameter_history(municipality.pk)
    assert [history.on(dt.date(year, 1, 1)).demand_fee for year in (2023, 2024, 2025)] == [314, 320, None]


@pytest.mark.parametrize(
    ("code", "value"),
    [("payment_days", "0"), ("payment_days", "x"), ("payment_days", "2.5"), ("decision_start", "never")],
)
def test_a_value_it_cannot_have_is_refused(by: Scope, code: str, value: str) -> None:
    with pytest.raises(Refused):
        actions.set_legal_parameter(code=code, value=value, starts_on=TODAY, source="-", by=by, now=NOW)

    assert LegalParameter.objects.count() == 0


def test_only_the_administrator_decides(db: None) -> None:
    by = scope_of(make_caseworker(UnitFactory()))
    with pytest.raises(NotAllowed):
        actions.set_legal_parameter(code="payment_days", value="7", starts_on=TODAY, source="-", by=by, now=NOW)


LIST, SET = "casework:legal-parameter-list", "casework:legal-parameter-new"


@pytest.fixture
def desk(client: Client, municipality: Municipality) -> Iterator[Client]:
    client.force_login(make_administrator(municipality.organisation))
    with time_machine.travel(NOW, tick=False):
        yield client


def test_the_page_shows_what_holds_what_is_planned_and_what_is_unknown(
    desk: Client, municipality: Municipality
) -> None:
    actions.write_proposals([municipality.pk])
    planned = desk.post(
        reverse(SET, args=["payment_days"]), {"value": "21", "starts_on": TOMORROW.isoformat(), "source": "Lov nr. 1"}
    )

    rows = {row.code: row for row in desk.get(reverse(LIST)).context["rows"]}

    assert planned.status_code == 302
    now, (later,) = rows["payment_days"].now, rows["payment_days"].planned
    assert (now.text, now.ends_on, later.text, later.source) == ("14 dage", TODAY, "21 dage", "Lov nr. 1")
    assert (rows["demand_fee"].now, rows["demand_fee"].former[0].text) == (None, "314,00\xa0kr.")
    assert rows["decision_start"].now.text == "Den første underretning, uanset afsender"
    assert AccessLog.objects.filter(subject="legal parameter", look="change").count() == 1

    desk.post(reverse("casework:legal-parameter-withdraw", args=[later.pk]))

    assert rows_of(desk)["payment_days"].planned == []


def rows_of(desk: Client) -> dict[str, ParameterRow]:
    return {row.code: row for row in desk.get(reverse(LIST)).context["rows"]}


def test_a_years_fee_is_set_from_the_page(desk: Client) -> None:
    answer = desk.post(reverse(SET, args=["demand_fee"]), {"value": "330,00", "year": "2026", "source": "VEJ 1"})

    assert answer.status_code == 302
    now = rows_of(desk)["demand_fee"].now
    assert now is not None
    assert (now.text, now.starts_on, now.source) == ("330,00\xa0kr.", dt.date(2026, 1, 1), "VEJ 1")


@pytest.mark.parametrize(
    ("code", "typed", "field"),
    [
        ("payment_days", {"value": "0", "starts_on": "2026-12-01", "source": "-"}, "value"),
        ("payment_days", {"value": "14", "starts_on": "2026-11-21", "source": "-"}, "starts_on"),
        ("demand_fee", {"value": "300", "year": "1999", "source": "-"}, "year"),
        ("decision_start", {"value": "court", "starts_on": "2026-12-01", "source": ""}, "source"),
    ],
)
def test_a_form_that_cannot_be_right_says_where(desk: Client, code: str, typed: dict[str, str], field: str) -> None:
    answer = desk.post(reverse(SET, args=[code]), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert LegalParameter.objects.count() == 0


def test_an_unknown_parameter_has_no_page(desk: Client) -> None:
    assert desk.get(reverse(SET, args=["nothing"])).status_code == 404


def test_every_parameter_reads_as_words() -> None:
    assert [row.code for row in proposals() if not value_text(BY_CODE[row.code], row.value)] == []
