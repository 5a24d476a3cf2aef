"""Payment guarantees: promising an association payment, and noting what became of the promise."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import wording
from accounts.errors import Refused, check_version
from accounts.scope import Scope

from .. import derived
from ..decision_states import guarantee_next
from ..enums import EventKind
from ..enums_decisions import GuaranteeState
from ..events import record
from ..models import Budget, Case, Decision, Intervention, PaymentGuarantee
from ..permissions import check_note_guarantee, check_work_on
from .locking import locked, save_valid

#: Where each step keeps its day.
DAY_OF: dict[GuaranteeState, str] = {
    GuaranteeState.SENT: "sent_on",
    GuaranteeState.ACCEPTED: "answered_on",
    GuaranteeState.REJECTED: "answered_on",
    GuaranteeState.PAID: "paid_on",
    GuaranteeState.WITHDRAWN: "withdrawn_on",
}
#: What a guarantee that has run out cannot do any more.
ONLY_WHILE_IT_HOLDS = frozenset({GuaranteeState.SENT, GuaranteeState.ACCEPTED})


@transaction.atomic
def make_guarantee(
    case: Case,
    *,
    amount: Decimal,
    covers: str,
    rent_from: dt.date | None = None,
    rent_until: dt.date | None = None,
    conditions: str = "",
    valid_until: dt.date,
    decision: Decision | None = None,
    intervention: Intervention | None = None,
    budget: Budget | None = None,
    by: Scope,
    now: dt.datetime,
) -> PaymentGuarantee:
    """Promise the association an amount until a day, on the basis of a decision, an intervention or both."""
    case = locked(case)
    check_work_on(by, case)
    guarantee = PaymentGuarantee(
        case=case,
        municipality_id=case.municipality_id,
        made_on=timezone.localdate(now),
        recorded_at=now,
        recorded_by_id=by.user_id,
        version=0,
    )
    terms = {"amount": amount, "covers": covers, "rent_from": rent_from, "rent_until": rent_until}
    terms |= {"conditions": conditions, "valid_until": valid_until}
    terms |= {"decision": decision, "intervention": intervention, "budget": budget}
    return _promise(guarantee, terms, by=by, now=now)


@transaction.atomic
def change_guarantee(
    guarantee: PaymentGuarantee, *, version: int, by: Scope, now: dt.datetime, **terms: Any
) -> PaymentGuarantee:
    """Change a guarantee nobody has been sent; what was sent stands, and can only be withdrawn."""
    case = locked(guarantee.case)
    check_work_on(by, case)
    guarantee = _held(guarantee)
    check_version(guarantee, version)
    if guarantee.sent_on is not None or guarantee.withdrawn_on is not None:
        raise Refused(_("The guarantee was sent or withdrawn. Withdraw it and make a new one."))
    return _promise(guarantee, terms, by=by, now=now)


@transaction.atomic
def note_guarantee_step(
    guarantee: PaymentGuarantee,
    *,
    step: GuaranteeState,
    on: dt.date,
    sent_by: str = "",
    amount: Decimal | None = None,
    reason: str = "",
    version: int,
    by: Scope,
    now: dt.datetime,
) -> PaymentGuarantee:
    """Note that a guarantee was sent, answered, paid or withdrawn; the last step noted again corrects it.

    `sent_by` goes with sending, `amount` (kroner) with payment, `reason` with withdrawing.
    """
    locked(guarantee.case)
    guarantee = _held(guarantee)
    check_note_guarantee(by, guarantee, step)
    check_version(guarantee, version)
    today = timezone.localdate(now)
    _check_step(guarantee, step, on, today)
    was_on = getattr(guarantee, DAY_OF[step])
    given = {DAY_OF[step]: on, **_beside_the_day(step, sent_by, amount, reason)}
    for field, value in given.items():
        setattr(guarantee, field, value)
    guarantee.version += 1
    save_valid(guarantee, update_fields=[*given, "version"])
    record(
        guarantee.case,
        EventKind.GUARANTEE_STEP,
        by=by,
        now=now,
        occurred_on=on,
        guarantee=guarantee.pk,
        step=step,
        on=on,
        sent_by=sent_by,
        amount=amount,
        reason=reason,
        was_on=was_on,
    )
    derived.refresh([guarantee.case_id], today=today)
    return guarantee


def _beside_the_day(step: GuaranteeState, sent_by: str, amount: Decimal | None, reason: str) -> dict[str, Any]:
    match step:
        case GuaranteeState.SENT:
            return {"sent_by": sent_by}
        case GuaranteeState.PAID:
            return {"paid_amount": amount}
        case GuaranteeState.WITHDRAWN:
            return {"withdrawn_reason": reason.strip()}
        case _:
            return {"answer": step.value}


def _promise(guarantee: PaymentGuarantee, terms: dict[str, Any], *, by: Scope, now: dt.datetime) -> PaymentGuarantee:
    for field, value in terms.items():
        setattr(guarantee, field, value)
    for basis in (guarantee.decision, guarantee.intervention, guarantee.budget):
        if basis is not None and basis.case_id != guarantee.case_id:
            raise Refused(_("What the guarantee rests on belongs to another case."))
    if guarantee.valid_until < timezone.localdate(now):
        raise Refused(_("Choose a last day that has not gone by."))
    is_changed = guarantee.pk is not None
    guarantee.version += 1
    save_valid(guarantee)
    record(
        guarantee.case,
        EventKind.GUARANTEE,
        by=by,
        now=now,
        guarantee=guarantee.pk,
        amount=guarantee.amount,
        covers=guarantee.covers,
        valid_until=guarantee.valid_until,
        conditions=guarantee.conditions,
        is_changed=is_changed,
    )
    derived.refresh([guarantee.case_id], today=timezone.localdate(now))
    return guarantee


def _check_step(guarantee: PaymentGuarantee, step: GuaranteeState, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise Refused(_("Choose today or an earlier day."))
    if step not in guarantee_next(guarantee, today):
        raise Refused(_("That cannot follow on what is noted of the guarantee."))
    if step in ONLY_WHILE_IT_HOLDS and on > guarantee.valid_until:
        raise Refused(
            _("The guarantee ran out on %(day)s. Make a new one.") % {"day": wording.day(guarantee.valid_until)}
        )


def _held(guarantee: PaymentGuarantee) -> PaymentGuarantee:
    return PaymentGuarantee.objects.select_for_update(of=("self",)).get(pk=guarantee.pk)
