"""Stay-put budgets: make one, and change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind
from ..events import record
from ..models import Budget, BudgetLine, Case
from ..permissions import check_work_on
from ..queries.budgets import budget_page
from .locking import locked, save_valid


@transaction.atomic
def make_budget(
    case: Case, *, made_on: dt.date, lines: Mapping[str, Decimal], by: Scope, now: dt.datetime, **told: Any
) -> Budget:
    """Keep a budget as it was told on a day.

    `lines` are the amounts per month by `BudgetKind`; `told` are adults, children, arrears, expected_benefit,
    cheaper_rent and note.
    """
    case = locked(case)
    check_work_on(by, case)
    budget = Budget(
        case=case,
        municipality_id=case.municipality_id,
        made_on=made_on,
        recorded_at=now,
        recorded_by_id=by.user_id,
        **told,
    )
    return _kept(budget, lines, EventKind.BUDGET, by=by, now=now)


@transaction.atomic
def change_budget(
    budget: Budget,
    *,
    version: int,
    made_on: dt.date,
    lines: Mapping[str, Decimal],
    by: Scope,
    now: dt.datetime,
    **told: Any,
) -> Budget:
    """Change what was told; raises `Conflict` when somebody changed it meanwhile."""
    case = locked(budget.case)
    check_work_on(by, case)
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)
    check_version(budget, version)
    budget.case = case
    for field, value in {"made_on": made_on, **told}.items():
        setattr(budget, field, value)
    budget.version += 1
    return _kept(budget, lines, EventKind.BUDGET_CHANGED, by=by, now=now)


def _kept(budget: Budget, lines: Mapping[str, Decimal], event: EventKind, *, by: Scope, now: dt.datetime) -> Budget:
    if budget.made_on > timezone.localdate(now):
        raise Refused(_("That day has not come yet."))
    save_valid(budget)
    budget.lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            case_id=budget.case_id,
            municipality_id=budget.municipality_id,
            kind=kind,
            amount=amount,
        )
        for kind, amount in lines.items()
        if amount
    )
    reckoned = budget_page(budget).reckoned
    record(
        budget.case,
        event,
        by=by,
        now=now,
        occurred_on=budget.made_on if event == EventKind.BUDGET else None,
        budget=budget.pk,
        made_on=budget.made_on,
        disposable=reckoned.disposable,
        minimum=reckoned.minimum,
        arrears=budget.arrears,
    )
    derived.refresh([budget.case_id], today=timezone.localdate(now))
    return budget
