"""How far decisions, complaints and payment guarantees have come, and what may be noted of them next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .enums_decisions import ComplaintState, DecisionState, GuaranteeState, Reassessment

if TYPE_CHECKING:
    from .models import Complaint, PaymentGuarantee

C, D, G = ComplaintState, DecisionState, GuaranteeState

#: What may follow what. What was noted last may be noted again: that corrects its day.
DECISION_ALLOWED: dict[DecisionState, frozenset[DecisionState]] = {
    D.DRAFT: frozenset({D.DECIDED}),
    D.DECIDED: frozenset({D.SENT, D.REPLACED}),
    D.SENT: frozenset({D.SENT, D.REPLACED}),
    D.REPLACED: frozenset(),
}
COMPLAINT_ALLOWED: dict[ComplaintState, frozenset[ComplaintState]] = {
    C.RECEIVED: frozenset({C.REASSESSED, C.WITHDRAWN}),
    C.REASSESSED: frozenset({C.REASSESSED, C.FORWARDED, C.WITHDRAWN}),
    C.MET: frozenset({C.REASSESSED}),
    C.FORWARDED: frozenset({C.FORWARDED, C.SETTLED, C.WITHDRAWN}),
    C.SETTLED: frozenset({C.SETTLED}),
    C.WITHDRAWN: frozenset(),
}
GUARANTEE_ALLOWED: dict[GuaranteeState, frozenset[GuaranteeState]] = {
    G.MADE: frozenset({G.SENT, G.WITHDRAWN}),
    G.SENT: frozenset({G.SENT, G.ACCEPTED, G.REJECTED, G.PAID, G.WITHDRAWN}),
    G.ACCEPTED: frozenset({G.ACCEPTED, G.REJECTED, G.PAID, G.WITHDRAWN}),
    G.REJECTED: frozenset({G.ACCEPTED, G.REJECTED}),
    G.PAID: frozenset({G.PAID}),
    G.WITHDRAWN: frozenset(),
}
#: The states in which a guarantee can run out.
CAN_RUN_OUT = frozenset({G.MADE, G.SENT, G.ACCEPTED})


def decision_state(*, is_sent: bool, is_replaced: bool) -> DecisionState:
    """How far a decision that was made has come."""
    if is_replaced:
        return D.REPLACED
    return D.SENT if is_sent else D.DECIDED


def complaint_state(complaint: Complaint) -> ComplaintState:
    """How far a complaint has come; one met in full is over without Ankestyrelsen."""
    if complaint.withdrawn_on is not None:
        return C.WITHDRAWN
    if complaint.appeal_result_on is not None:
        return C.SETTLED
    if complaint.forwarded_on is not None:
        return C.FORWARDED
    if complaint.reassessment == Reassessment.FULL:
        return C.MET
    return C.REASSESSED if complaint.reassessed_on is not None else C.RECEIVED


def complaint_next(complaint: Complaint) -> frozenset[ComplaintState]:
    """What may be noted of a complaint."""
    return COMPLAINT_ALLOWED[complaint_state(complaint)]


def guarantee_noted(guarantee: PaymentGuarantee) -> GuaranteeState:
    """How far a guarantee has come by what is noted, whatever day it is."""
    if guarantee.withdrawn_on is not None:
        return G.WITHDRAWN
    if guarantee.paid_on is not None:
        return G.PAID
    if guarantee.answer:
        return G(guarantee.answer)
    return G.SENT if guarantee.sent_on is not None else G.MADE


def guarantee_state(guarantee: PaymentGuarantee, today: dt.date) -> GuaranteeState:
    """How far a guarantee has come on a day: one that nobody paid runs out when its last day is over."""
    noted = guarantee_noted(guarantee)
    return G.RUN_OUT if noted in CAN_RUN_OUT and guarantee.valid_until < today else noted


def guarantee_next(guarantee: PaymentGuarantee, today: dt.date) -> frozenset[GuaranteeState]:
    """What may be noted of a guarantee: after it ran out, what happened while it held, and that it was paid."""
    allowed = GUARANTEE_ALLOWED[guarantee_noted(guarantee)]
    return allowed - {G.WITHDRAWN} if guarantee_state(guarantee, today) == G.RUN_OUT else allowed
