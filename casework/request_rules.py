"""What may be asked of whom, on what ground, and what a whole answer to it is. Nothing here reads a record."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from .enums_requests import (
    Administering,
    AnswerOutcome,
    AnswerWhy,
    MessageCode,
    Receiver,
    RequestBasis,
    RequestKind,
    RequestReason,
)

#: Those outside the authority: asking them needs a basis, and only words of fixed lists pass.
OUTSIDE = frozenset({Receiver.ASSOCIATION, Receiver.ADVISER})
#: What a receiver outside may ask back, and what the municipality may reply.
ASKED_BACK = (MessageCode.WHICH_HOME, MessageCode.UNTIL_WHEN, MessageCode.WHO_TO_CALL)
REPLIES = (MessageCode.AS_ASKED, MessageCode.CALL_US)
#: What makes it lawful to ask each of them.
BASES: dict[Receiver, tuple[RequestBasis, ...]] = {
    Receiver.ASSOCIATION: (RequestBasis.SECTION_92_2, RequestBasis.COURT, RequestBasis.CONSENT),
    Receiver.ADVISER: (RequestBasis.CONSENT,),
}

_NO_ADMINISTRATION = (AnswerWhy.OTHER_ACT, AnswerWhy.NO_BENEFIT, AnswerWhy.OPPOSED, AnswerWhy.TOO_LITTLE)
_NOT_NOW = (AnswerWhy.NOT_ELIGIBLE, AnswerWhy.NO_CAPACITY, AnswerWhy.NOT_REACHED)


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """One kind of request: who can be asked, for what listed reasons outside, and what its answer is made of.

    `days` names the parameter of its due day. `needed` are the fields an outcome cannot be without.
    """

    receivers: tuple[Receiver, ...]
    days: str
    outcomes: tuple[AnswerOutcome, ...]
    fields: tuple[str, ...] = ()
    needed: Mapping[AnswerOutcome, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    whys: tuple[AnswerWhy, ...] = ()
    reasons: tuple[RequestReason, ...] = ()


SHAPES: dict[RequestKind, Shape] = {
    RequestKind.BENEFIT_CHECK: Shape(
        (Receiver.EMPLOYMENT,),
        "request_days",
        (AnswerOutcome.CHECKED, AnswerOutcome.NOT_KNOWN),
        ("benefit", "sanction", "sanction_until", "administration", "why_not", "next_payment_on", "amount"),
        {AnswerOutcome.CHECKED: ("benefit", "sanction", "administration")},
        _NO_ADMINISTRATION,
    ),
    RequestKind.DIRECT_RENT: Shape(
        (Receiver.EMPLOYMENT, Receiver.UNIT),
        "request_days",
        (AnswerOutcome.SET_UP, AnswerOutcome.NOT_POSSIBLE),
        ("starts_on", "amount", "why_not"),
        {AnswerOutcome.SET_UP: ("starts_on",), AnswerOutcome.NOT_POSSIBLE: ("why_not",)},
        _NO_ADMINISTRATION,
    ),
    RequestKind.DEBT_ADVICE: Shape(
        (Receiver.ADVISER, Receiver.UNIT),
        "request_days_long",
        (
            AnswerOutcome.APPOINTMENT,
            AnswerOutcome.WAITING_LIST,
            AnswerOutcome.DECLINED,
            AnswerOutcome.NOT_POSSIBLE,
        ),
        ("appointment_on", "why_not"),
        {AnswerOutcome.APPOINTMENT: ("appointment_on",), AnswerOutcome.NOT_POSSIBLE: ("why_not",)},
        _NOT_NOW,
        (RequestReason.DEBT_OVERVIEW, RequestReason.INSTALMENTS),
    ),
    RequestKind.HOUSING_BENEFIT: Shape(
        (Receiver.UNIT, Receiver.EMPLOYMENT, Receiver.ADVISER),
        "request_days",
        (
            AnswerOutcome.RECEIVES,
            AnswerOutcome.APPLIED,
            AnswerOutcome.CAN_APPLY,
            AnswerOutcome.NOT_ENTITLED,
        ),
        ("amount", "starts_on"),
        reasons=(RequestReason.HOUSING_BENEFIT,),
    ),
    RequestKind.REHOUSING: Shape(
        (Receiver.UNIT, Receiver.ASSOCIATION),
        "request_days_long",
        (AnswerOutcome.OFFERED, AnswerOutcome.WAITING_LIST, AnswerOutcome.NOT_POSSIBLE),
        ("expected_on", "why_not"),
        {AnswerOutcome.OFFERED: ("expected_on",), AnswerOutcome.NOT_POSSIBLE: ("why_not",)},
        (AnswerWhy.NO_HOME, AnswerWhy.NOT_ELIGIBLE),
        (RequestReason.NEW_HOME,),
    ),
    RequestKind.HOLD: Shape(
        (Receiver.ASSOCIATION,),
        "request_days_hold",
        (AnswerOutcome.GRANTED, AnswerOutcome.REFUSED),
        ("granted_until", "why_not"),
        {AnswerOutcome.GRANTED: ("granted_until",), AnswerOutcome.REFUSED: ("why_not",)},
        (AnswerWhy.TOO_LATE, AnswerWhy.BROKEN_BEFORE, AnswerWhy.NO_PROSPECT, AnswerWhy.OTHER_GROUND),
        (
            RequestReason.HELP_DECISION,
            RequestReason.PAYMENT,
            RequestReason.INSTALMENTS,
            RequestReason.NEW_HOME,
        ),
    ),
    RequestKind.DOCUMENTS: Shape(
        (Receiver.EMPLOYMENT, Receiver.UNIT, Receiver.ASSOCIATION, Receiver.ADVISER),
        "request_days",
        (AnswerOutcome.SENT, AnswerOutcome.NOT_HELD),
        ("sent_by",),
        {AnswerOutcome.SENT: ("sent_by",)},
        reasons=(
            RequestReason.LEASE,
            RequestReason.STATEMENT,
            RequestReason.DEMAND,
            RequestReason.DEBT_OVERVIEW,
        ),
    ),
}
#: Every field an answer of some kind has.
ANSWER_FIELDS = (
    "benefit",
    "sanction",
    "sanction_until",
    "administration",
    "next_payment_on",
    "granted_until",
    "starts_on",
    "appointment_on",
    "expected_on",
    "amount",
    "sent_by",
    "why_not",
)
#: The fields that say something of one outcome alone.
_ONLY_WITH: dict[str, frozenset[AnswerOutcome]] = {
    "granted_until": frozenset({AnswerOutcome.GRANTED}),
    "appointment_on": frozenset({AnswerOutcome.APPOINTMENT}),
    "sent_by": frozenset({AnswerOutcome.SENT}),
    "benefit": frozenset({AnswerOutcome.CHECKED}),
    "sanction": frozenset({AnswerOutcome.CHECKED}),
    "sanction_until": frozenset({AnswerOutcome.CHECKED}),
    "administration": frozenset({AnswerOutcome.CHECKED}),
    "next_payment_on": frozenset({AnswerOutcome.CHECKED}),
    "why_not": frozenset({AnswerOutcome.CHECKED, AnswerOutcome.NOT_POSSIBLE, AnswerOutcome.REFUSED}),
}


def whole_answer(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of a kind from what was given: what does not belong to its outcome is left out."""
    shape, outcome = SHAPES[RequestKind(kind)], AnswerOutcome(given["outcome"])
    kept = {name: given.get(name) for name in shape.fields if outcome in _ONLY_WITH.get(name, {outcome})}
    if kept.get("administration") not in {None, "", Administering.NOT_POSSIBLE}:
        kept["why_not"] = ""
    return {"outcome": outcome, **{name: value for name, value in kept.items() if value not in (None, "")}}


def faults(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    """What is missing or wrong in an answer, by field, in words."""
    shape = SHAPES[RequestKind(kind)]
    if given.get("outcome") not in shape.outcomes:
        return {"outcome": _("Choose the answer.")}
    answer = whole_answer(kind, given)
    needed = list(shape.needed.get(answer["outcome"], ()))
    if answer.get("administration") == Administering.NOT_POSSIBLE:
        needed.append("why_not")
    found = {name: _("This belongs to the answer.") for name in needed if not answer.get(name)}
    if answer.get("why_not") and answer["why_not"] not in shape.whys:
        found["why_not"] = _("Choose a reason from the list.")
    return found
