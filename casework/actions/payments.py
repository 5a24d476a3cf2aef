"""What was paid on an instalment plan, as somebody told of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..models import InstalmentPayment, InstalmentPlan
from .locking import save_valid
from .plans import check_may_run, held_plan, refresh_with_case


@transaction.atomic
def report_payment(
    plan: InstalmentPlan,
    *,
    paid_on: dt.date,
    amount: Decimal,
    source: str,
    note: str = "",
    by: Scope,
    now: dt.datetime,
) -> InstalmentPayment:
    """Write down a payment on a plan as somebody told of it; it can be corrected, never changed."""
    plan = held_plan(plan, by=by)
    if not plan.is_running:
        raise Refused(_("This plan no longer runs, so no payment can be noted on it."))
    payment = _new_payment(
        plan, paid_on=paid_on, amount=amount, source=source, note=note, corrects=None, is_void=False, by=by, now=now
    )
    return _told_payment(payment, None, by=by, now=now)


@transaction.atomic
def correct_payment(
    payment: InstalmentPayment,
    *,
    paid_on: dt.date,
    amount: Decimal,
    source: str,
    note: str = "",
    is_void: bool = False,
    by: Scope,
    now: dt.datetime,
) -> InstalmentPayment:
    """Put a correction beside a payment; `is_void` says that it was never made.

    Raises `Conflict` with the correction when somebody was there first.
    """
    plan = held_plan(payment.plan, by=by)
    standing = InstalmentPayment.objects.filter(corrects=payment).first()
    if standing is not None:
        raise Conflict(standing)
    check_may_run(plan)
    corrected = _new_payment(
        plan,
        paid_on=paid_on,
        amount=amount,
        source=source,
        note=note,
        corrects=payment,
        is_void=is_void,
        by=by,
        now=now,
    )
    return _told_payment(corrected, payment, by=by, now=now)


def _new_payment(
    plan: InstalmentPlan,
    *,
    paid_on: dt.date,
    amount: Decimal,
    source: str,
    note: str,
    corrects: InstalmentPayment | None,
    is_void: bool,
    by: Scope,
    now: dt.datetime,
) -> InstalmentPayment:
    if paid_on > timezone.localdate(now):
        raise Refused(_("That day has not come yet."))
    if paid_on < plan.agreed_on:
        raise Refused(_("What was paid before the plan was agreed is no payment on it."))
    same = plan.payments.standing().filter(paid_on=paid_on, amount=amount)
    if corrects is None and same.exists():
        raise Refused(_("This payment is noted already. If more was paid that day, correct it to the whole amount."))
    payment = InstalmentPayment(
        plan=plan,
        case_id=plan.case_id,
        municipality_id=plan.municipality_id,
        paid_on=paid_on,
        amount=amount,
        source=source,
        note=note,
        corrects=corrects,
        is_void=is_void,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(payment)
    return payment


def _told_payment(
    payment: InstalmentPayment, was: InstalmentPayment | None, *, by: Scope, now: dt.datetime
) -> InstalmentPayment:
    plan = payment.plan
    record(
        plan.case,
        EventKind.PAYMENT if was is None else EventKind.PAYMENT_CORRECTED,
        by=by,
        now=now,
        occurred_on=payment.paid_on if was is None else None,
        plan=plan.pk,
        payment=payment.pk,
        paid_on=payment.paid_on,
        amount=payment.amount,
        source=payment.source,
        note=payment.note,
        was_on=was.paid_on if was else None,
        was_amount=was.amount if was else None,
        is_void=payment.is_void or None,
    )
    refresh_with_case(plan, now)
    return payment
