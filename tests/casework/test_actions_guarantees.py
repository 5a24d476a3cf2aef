"""Promising payment: on a basis, changed while nobody has it, and noted until it is paid, refused or taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.errors import Conflict, Refused
from accounts.scope import Scope
from casework.actions.guarantees import change_guarantee, make_guarantee, note_guarantee_step
from casework.enums_decisions import GuaranteeState
from casework.models import Case, CaseEvent, PaymentGuarantee
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, InterventionFactory
from tests.factories.decisions import DecisionFactory, PaymentGuaranteeFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db

G = GuaranteeState
DAY = dt.date(2026, 11, 20)
TERMS: dict[str, Any] = {"amount": Decimal(12000), "covers": "Restancen for oktober", "valid_until": TODAY}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def by() -> Scope:
    return scope_of(make_caseworker(UnitFactory(), name="Mette Holm"))


@pytest.fixture
def case(by: Scope) -> Case:
    return CaseFactory(unit_id=by.unit_id, municipality_id=by.municipality_id)


def test_a_guarantee_is_made_sent_accepted_and_paid(case: Case, by: Scope) -> None:
    guarantee = make_guarantee(case, **TERMS, decision=DecisionFactory(case=case), by=by, now=NOW)
    for step, more in (
        (G.SENT, {"sent_by": "email"}),
        (G.ACCEPTED, {}),
        (G.PAID, {"amount": Decimal("11500.50")}),
    ):
        guarantee = note_guarantee_step(
            guarantee, step=step, on=TODAY, version=guarantee.version, by=by, now=NOW, **more
        )

    guarantee.refresh_from_db()
    assert (guarantee.sent_by, guarantee.answer, guarantee.paid_amount, guarantee.version) == (
        "email",
        "accepted",
        Decimal("11500.50"),
        4,
    )
    assert not PaymentGuarantee.objects.outstanding().exists()
    steps = [event.detail.get("step", "made") for event in CaseEvent.objects.filter(case=case).order_by("pk")]
    assert steps == ["made", "sent", "accepted", "paid"]


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({}, "Choose the decision or the intervention"),
        ({"amount": Decimal(0)}, "above zero"),
        ({"valid_until": TODAY - dt.timedelta(days=1)}, "not gone by"),
        ({"rent_from": DAY}, "first and the last day"),
    ],
)
def test_a_guarantee_has_its_basis_and_sound_terms(case: Case, by: Scope, terms: dict[str, Any], sentence: str) -> None:
    basis = {"decision": DecisionFactory(case=case)} if terms else {}
    with pytest.raises(Refused, match=sentence):
        make_guarantee(case, **{**TERMS, **basis, **terms}, by=by, now=NOW)


def test_a_guarantee_does_not_rest_on_another_case(case: Case, by: Scope) -> None:
    with pytest.raises(Refused, match="belongs to another case"):
        make_guarantee(case, **TERMS, intervention=InterventionFactory(), by=by, now=NOW)


def test_terms_change_until_they_are_sent(case: Case, by: Scope) -> None:
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case)
    changed = change_guarantee(guarantee, **{**TERMS, "amount": Decimal(9000)}, version=1, by=by, now=NOW)
    with pytest.raises(Conflict):
        change_guarantee(guarantee, **TERMS, version=1, by=by, now=NOW)
    sent = note_guarantee_step(changed, step=G.SENT, on=TODAY, sent_by="letter", version=2, by=by, now=NOW)
    with pytest.raises(Refused, match="Withdraw it and make a new one"):
        change_guarantee(sent, **TERMS, version=3, by=by, now=NOW)

    guarantee.refresh_from_db()
    assert guarantee.amount == Decimal(9000)


@pytest.mark.parametrize(
    ("noted", "step", "more", "sentence"),
    [
        ({}, G.PAID, {"amount": Decimal(5)}, "cannot follow"),
        ({}, G.ACCEPTED, {}, "cannot follow"),
        ({}, G.SENT, {}, "when and how"),
        ({"sent_on": DAY, "sent_by": "email"}, G.PAID, {"amount": Decimal(15001)}, "at most the amount"),
        ({"sent_on": DAY, "sent_by": "email"}, G.WITHDRAWN, {"reason": " "}, "with a reason"),
        ({"sent_on": DAY, "sent_by": "email", "valid_until": DAY}, G.ACCEPTED, {}, "ran out on 20 Nov 2026"),
        ({"sent_on": DAY, "sent_by": "email", "valid_until": DAY}, G.WITHDRAWN, {"reason": "x"}, "cannot follow"),
        (
            {"sent_on": DAY, "sent_by": "email", "answered_on": DAY, "answer": "rejected"},
            G.PAID,
            {"amount": Decimal(5)},
            "cannot follow",
        ),
    ],
)
def test_no_step_is_noted_that_cannot_be(
    case: Case, by: Scope, noted: dict[str, Any], step: GuaranteeState, more: dict[str, Any], sentence: str
) -> None:
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case, **noted)
    with pytest.raises(Refused, match=sentence):
        note_guarantee_step(guarantee, step=step, on=TODAY, version=1, by=by, now=NOW, **more)


def test_a_wrong_day_is_corrected_and_the_timeline_says_what_it_was(case: Case, by: Scope) -> None:
    guarantee = PaymentGuaranteeFactory(decision__case=case, case=case, sent_on=DAY, sent_by="email")
    note_guarantee_step(guarantee, step=G.SENT, on=TODAY, sent_by="email", version=1, by=by, now=NOW)
    detail = CaseEvent.objects.get().detail
    assert (detail["on"], detail["was_on"]) == (TODAY.isoformat(), DAY.isoformat())


@pytest.mark.parametrize(
    "noted",
    [
        {"answered_on": DAY, "answer": "accepted"},
        {"paid_on": DAY, "paid_amount": Decimal(5)},
        {"sent_on": DAY},
        {"sent_by": "email"},
        {"sent_on": DAY, "sent_by": "email", "answer": "accepted"},
        {"sent_on": DAY, "sent_by": "email", "paid_amount": Decimal(5)},
        {"withdrawn_reason": "Fejl"},
        {"withdrawn_on": DAY},
        {"rent_until": DAY},
        {"decision": None},
    ],
)
def test_the_database_keeps_no_half_of_a_step(case: Case, noted: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentGuaranteeFactory(**{"decision__case": case} if "decision" not in noted else {}, case=case, **noted)
