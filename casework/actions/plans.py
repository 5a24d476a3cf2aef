"""Instalment plans: agree, change and end one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused, check_version
from accounts.scope import Scope

from .. import derived, derived_plans
from ..enums import EventKind
from ..enums_money import PlanEnd
from ..events import record
from ..instalments import Part, in_order, running_totals
from ..models import Case, Instalment, InstalmentPlan, LegalCourse
from ..permissions import check_work_on
from .locking import locked, save_valid


@transaction.atomic
def agree_plan(
    case: Case,
    *,
    agreed_with: str,
    agreed_on: dt.date,
    rhythm: str,
    parts: Sequence[Part],
    course: LegalCourse | None = None,
    note: str = "",
    replaces: int | None = None,
    version: int | None = None,
    by: Scope,
    now: dt.datetime,
) -> InstalmentPlan:
    """Write down a plan; its amount is what its instalments add up to.

    `replaces` and `version` name the running plan as the form showed it, None when it showed none; that plan ends.
    Raises `Conflict` with the plan that runs when somebody agreed, replaced or changed one meanwhile.
    """
    case = locked(case)
    check_work_on(by, case)
    running = InstalmentPlan.objects.select_for_update(of=("self",)).running().filter(case=case).first()
    if running is not None and (running.pk, running.version) != (replaces, version):
        raise Conflict(running)
    _check_days(agreed_on, parts, timezone.localdate(now))
    if running is not None:
        _end(running, PlanEnd.REPLACED, on=max(agreed_on, running.agreed_on), reason="")
    plan = InstalmentPlan(
        case=case,
        municipality_id=case.municipality_id,
        course=course,
        agreed_with=agreed_with,
        agreed_on=agreed_on,
        amount=sum((part.amount for part in parts), Decimal(0)),
        owed_when_agreed=case.amount,
        rhythm=rhythm,
        note=note,
        replaces=running,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(plan)
    _write_instalments(plan, parts)
    return _told(plan, EventKind.PLAN_AGREED, parts, by=by, now=now)


@transaction.atomic
def change_plan(
    plan: InstalmentPlan,
    *,
    version: int,
    agreed_with: str,
    agreed_on: dt.date,
    rhythm: str,
    parts: Sequence[Part],
    note: str = "",
    by: Scope,
    now: dt.datetime,
) -> InstalmentPlan:
    """Correct what was written down of a plan; the timeline keeps what stood there before.

    What was reported paid stays and covers the new instalments in their order.
    """
    plan = held_plan(plan, by=by)
    check_version(plan, version)
    if plan.ended_on is not None:
        raise Refused(_("This plan has ended. Agree a new one instead."))
    _check_days(agreed_on, parts, timezone.localdate(now))
    check_may_run(plan)
    plan.agreed_with, plan.agreed_on = agreed_with, agreed_on
    plan.amount = sum((part.amount for part in parts), Decimal(0))
    plan.rhythm, plan.note = rhythm, note
    plan.version += 1
    save_valid(plan, update_fields=["agreed_with", "agreed_on", "amount", "rhythm", "note", "version"])
    _write_instalments(plan, parts)
    return _told(plan, EventKind.PLAN_CHANGED, parts, by=by, now=now)


@transaction.atomic
def end_plan(
    plan: InstalmentPlan, *, version: int, ended_as: str, reason: str, by: Scope, now: dt.datetime
) -> InstalmentPlan:
    """Say that a running plan is broken, or no longer applies, and why."""
    plan = held_plan(plan, by=by)
    check_version(plan, version)
    if not plan.is_running:
        raise Refused(_("This plan no longer runs."))
    if not reason.strip():
        raise Refused(_("Say why the plan ends."))
    _end(plan, PlanEnd(ended_as), on=timezone.localdate(now), reason=reason)
    record(
        plan.case,
        EventKind.PLAN_ENDED,
        by=by,
        now=now,
        plan=plan.pk,
        ended_as=ended_as,
        reason=reason,
        amount=plan.amount,
        paid=plan.paid,
    )
    derived.refresh([plan.case_id], today=timezone.localdate(now))
    return plan


def held_plan(plan: InstalmentPlan, *, by: Scope) -> InstalmentPlan:
    """The plan as it stands now, held still with its case."""
    case = locked(plan.case)
    check_work_on(by, case)
    held = InstalmentPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    held.case = case
    return held


def _check_days(agreed_on: dt.date, parts: Sequence[Part], today: dt.date) -> None:
    if agreed_on > today:
        raise Refused(_("A plan is written down once it is agreed: that day has not come yet."))
    if any(part.due_on < agreed_on for part in parts):
        raise Refused(_("No instalment can be due before the plan was agreed."))


def check_may_run(plan: InstalmentPlan) -> None:
    """A paid plan that would run again must not meet another one that runs."""
    others = InstalmentPlan.objects.running().filter(case_id=plan.case_id).exclude(pk=plan.pk)
    if plan.ended_on is None and not plan.is_running and others.exists():
        raise Refused(_("Another instalment plan of this case is running."))


def _end(plan: InstalmentPlan, ended_as: PlanEnd, *, on: dt.date, reason: str) -> None:
    plan.ended_on, plan.ended_as, plan.end_reason = on, ended_as, reason
    plan.version += 1
    plan.save(update_fields=["ended_on", "ended_as", "end_reason", "version"])


def _write_instalments(plan: InstalmentPlan, parts: Sequence[Part]) -> None:
    """Put these instalments in place of those that were there; one on the same day stays missed."""
    ordered = in_order(parts)
    missed = {one.due_on: one for one in plan.instalments.filter(missed_on__isnull=False)}
    plan.instalments.all().delete()
    Instalment.objects.bulk_create(
        Instalment(
            plan=plan,
            case_id=plan.case_id,
            municipality_id=plan.municipality_id,
            position=position,
            due_on=part.due_on,
            amount=part.amount,
            running_total=total,
            missed_on=missed[part.due_on].missed_on if part.due_on in missed else None,
            missed_in_id=missed[part.due_on].missed_in_id if part.due_on in missed else None,
        )
        for position, (part, total) in enumerate(zip(ordered, running_totals(ordered), strict=True), 1)
    )


def _told(
    plan: InstalmentPlan, event: EventKind, parts: Sequence[Part], *, by: Scope, now: dt.datetime
) -> InstalmentPlan:
    ordered = in_order(parts)
    record(
        plan.case,
        event,
        by=by,
        now=now,
        occurred_on=plan.agreed_on if event == EventKind.PLAN_AGREED else None,
        plan=plan.pk,
        agreed_with=plan.agreed_with,
        amount=plan.amount,
        number=len(ordered),
        first_on=ordered[0].due_on,
        last_on=ordered[-1].due_on,
        replaces=plan.replaces_id if event == EventKind.PLAN_AGREED else None,
        note=plan.note,
    )
    refresh_with_case(plan, now)
    return plan


def refresh_with_case(plan: InstalmentPlan, now: dt.datetime) -> None:
    derived_plans.refresh_plans([plan.pk])
    plan.refresh_from_db(fields=["paid", "next_due_on", "missed_since"])
    derived.refresh([plan.case_id], today=timezone.localdate(now))
