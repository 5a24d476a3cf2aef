"""Instalment plans of the demo, kept, behind, broken and paid, and the budgets of some households."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from casework import derived
from casework.derived_plans import refresh_plans
from casework.enums import Cause, EventKind
from casework.enums_money import AgreedWith, BudgetKind, PaymentSource, PlanEnd, Rhythm
from casework.events import facts
from casework.instalments import Part, by_rate, nth_day, running_totals
from casework.models import Budget, BudgetLine, Case, CaseEvent, Instalment, InstalmentPayment, InstalmentPlan
from casework.queries.budgets import guidance_on
from casework.queries.legal_parameters import parameter_histories
from casework.stay_put import Household, reckon
from housing.models import Delivery

from .copying import Table

#: Of so many open cases in arrears that somebody has, one has a plan and one a budget.
PLAN_IN, BUDGET_IN = 3, 6
TWO_MISSING = "Boligorganisationen oplyser, at to rater mangler"
KEPT, BEHIND, BROKEN, PAID = "kept", "behind", "broken", "paid"


class MoneyWriter:
    """Writes plans and budgets beside the cases there are."""

    def __init__(self, chance: random.Random, now: dt.datetime) -> None:
        self.chance, self.now, self.today = chance, now, now.date()
        self.newest = {one.association_id: one for one in Delivery.objects.applied().order_by("as_of", "pk")}
        self.plans = Table(
            InstalmentPlan, "id", "case", "municipality", "agreed_with", "agreed_on", "amount", "owed_when_agreed",
            "rhythm", "note", "paid", "ended_on", "ended_as", "end_reason", "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        self.instalments = Table(
            Instalment, "plan", "case", "municipality", "position", "due_on", "amount", "running_total", "missed_on",
            "missed_in",
        )  # fmt: skip
        self.payments = Table(
            InstalmentPayment, "plan", "case", "municipality", "paid_on", "amount", "source", "note", "is_void",
            "recorded_at", "recorded_by",
        )  # fmt: skip
        self.budgets = Table(
            Budget, "id", "case", "municipality", "made_on", "adults", "children", "arrears", "expected_benefit",
            "cheaper_rent", "note", "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        self.lines = Table(BudgetLine, "budget", "case", "municipality", "kind", "amount")
        self.events = Table(
            CaseEvent, "case", "municipality", "kind", "occurred_on", "recorded_at", "by_user", "by_name",
            "by_organisation", "detail",
        )  # fmt: skip

    def send(self) -> None:
        """Write what was gathered."""
        for table in (self.plans, self.instalments, self.payments, self.budgets, self.lines, self.events):
            table.send()

    def plan(self, case: Case, key: int, fate: str) -> None:
        """A plan from soon after the case began."""
        owed = case.amount or Decimal(0)
        is_listed = fate == BROKEN and case.opened_on <= dt.date(2026, 7, 20)
        agreed_on = self._agreed_on(case, is_listed=is_listed, is_over=fate == PAID)
        each = max(Decimal(300), round(owed / self.chance.randint(3, 8), -2))
        first_on = nth_day(agreed_on.replace(day=1), 1, Rhythm.MONTHLY)
        parts = by_rate(owed, each, first_on=first_on, rhythm=Rhythm.MONTHLY)
        is_ended = fate == BROKEN and not is_listed
        ended_as, reason = (PlanEnd.BROKEN, TWO_MISSING) if is_ended else ("", "")
        agreed_with = self.chance.choice(list(AgreedWith))
        self.plans.add(
            key, case.pk, case.municipality_id, agreed_with, agreed_on, owed, owed,
            Rhythm.MONTHLY, "", 0, self.today if is_ended else None, ended_as, reason, self._at(agreed_on),
            case.assigned_to_id, 1,
        )  # fmt: skip
        self._instalments(case, key, parts, self.newest.get(case.association_id) if is_listed else None)
        self._event(
            case, EventKind.PLAN_AGREED, agreed_on, plan=key, agreed_with=agreed_with, amount=owed,
            number=len(parts), first_on=parts[0].due_on, last_on=parts[-1].due_on,
        )  # fmt: skip
        self._pay(case, key, parts, fate)
        if is_ended:
            self._event(
                case,
                EventKind.PLAN_ENDED,
                self.today,
                plan=key,
                ended_as=ended_as,
                reason=reason,
                amount=owed,
                paid=Decimal(0),
            )

    def budget(self, case: Case, key: int, guidance: Any) -> None:
        """A household's month, with the rent the case knows."""
        adults, children = case.adults or 1, case.children or 0
        rent = case.monthly_rent or Decimal(7000)
        income = round(Decimal(self.chance.randint(11, 17)) * 1000 * adults + rent * Decimal("0.35"), -2)
        lines: dict[str, Decimal] = {
            self.chance.choice((BudgetKind.WAGES, BudgetKind.BENEFIT, BudgetKind.PENSION)): income,
            BudgetKind.CHILD_BENEFIT: Decimal(children * 1100),
            BudgetKind.HOUSING_BENEFIT: Decimal(self.chance.choice((0, 0, 900, 1400))),
            BudgetKind.RENT: rent,
            BudgetKind.HEATING: Decimal(self.chance.choice((450, 600, 750))),
            BudgetKind.INSURANCE: Decimal(self.chance.choice((250, 400, 900))),
            BudgetKind.PHONE: Decimal(self.chance.choice((300, 450, 600))),
            BudgetKind.TRANSPORT: Decimal(self.chance.choice((0, 375, 750))),
            BudgetKind.DEBT: Decimal(self.chance.choice((0, 0, 500, 1500))),
        }
        expected = lines[BudgetKind.HOUSING_BENEFIT] + 800 if self.chance.random() < 0.4 else None
        cheaper = round(rent * Decimal("0.75"), -2) if self.chance.random() < 0.4 else None
        owed = case.amount or Decimal(0)
        made_on = self._between(case.opened_on, self.today)
        self.budgets.add(
            key, case.pk, case.municipality_id, made_on, adults, children, owed, expected, cheaper, "",
            self._at(made_on), case.assigned_to_id, 1,
        )  # fmt: skip
        for kind, amount in lines.items():
            if amount:
                self.lines.add(key, case.pk, case.municipality_id, kind, amount)
        reckoned = reckon(Household(adults, children, lines, owed, expected, cheaper), guidance)
        self._event(
            case, EventKind.BUDGET, made_on, budget=key, made_on=made_on, disposable=reckoned.disposable,
            minimum=reckoned.minimum, arrears=owed,
        )  # fmt: skip

    def _agreed_on(self, case: Case, *, is_listed: bool, is_over: bool) -> dt.date:
        if is_listed:
            return max(dt.date(2026, 8, self.chance.randint(3, 24)), case.opened_on)
        last = (case.closed_on or self.today) if is_over else self.today
        first = max(case.opened_on, last - dt.timedelta(days=100))
        return self._between(first, first + (last - first) / 3)

    def _instalments(self, case: Case, key: int, parts: list[Part], missed_in: Delivery | None) -> None:
        """With the list that showed the first ones missed, where one did."""
        totals = running_totals(parts)
        for position, (part, total) in enumerate(zip(parts, totals, strict=True), start=1):
            found = missed_in if missed_in is not None and part.due_on < missed_in.as_of else None
            self.instalments.add(
                key, case.pk, case.municipality_id, position, part.due_on, part.amount, total,
                found.as_of if found else None, found.pk if found else None,
            )  # fmt: skip
            if found and position == 1:
                self._event(
                    case, EventKind.INSTALMENT_MISSED, found.as_of, plan=key, delivery=found.pk, as_of=found.as_of,
                    position=1, due_on=part.due_on, number=1, amount=part.amount, owed=case.amount,
                    before=case.amount,
                )  # fmt: skip

    def _pay(self, case: Case, key: int, parts: list[Part], fate: str) -> None:
        due = [part for part in parts if part.due_on < self.today or fate == PAID]
        paid = {KEPT: due, PAID: due, BEHIND: due[:-1], BROKEN: []}[fate]
        for part in paid:
            paid_on = min(part.due_on, self.today)
            source = self.chance.choice((PaymentSource.ASSOCIATION, PaymentSource.TENANT))
            self.payments.add(
                key, case.pk, case.municipality_id, paid_on, part.amount, source, "", False, self._at(paid_on),
                case.assigned_to_id,
            )  # fmt: skip
            self._event(case, EventKind.PAYMENT, paid_on, plan=key, paid_on=paid_on, amount=part.amount, source=source)

    def _between(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.chance.randint(0, max((last - first).days, 0)))

    def _at(self, day: dt.date) -> dt.datetime:
        return min(dt.datetime.combine(day, dt.time(11, self.chance.randint(0, 59)), dt.UTC), self.now)

    def _event(self, case: Case, event: EventKind, on: dt.date, **detail: Any) -> None:
        worker = case.assigned_to
        self.events.add(
            case.pk, case.municipality_id, event, on, self._at(on), worker.pk if worker else None,
            worker.name if worker else "", case.unit.organisation.name, facts(detail),
        )  # fmt: skip


def write_money(chance: random.Random, now: dt.datetime) -> None:
    """Plans and budgets of some cases in arrears that somebody has."""
    writer = MoneyWriter(chance, now)
    held = Case.objects.filter(cause=Cause.ARREARS, amount__gt=0, assigned_to__isnull=False)
    held = held.select_related("assigned_to", "unit__organisation").order_by("pk")
    open_cases = list(held.open().filter(is_restricted=False))
    paid_off = list(held.filter(closed_at__isnull=False, arrears_outcome="instalments"))[::2]
    fates = [(case, (KEPT, BEHIND, BROKEN)[n % 3]) for n, case in enumerate(open_cases[::PLAN_IN])]
    fates += [(case, PAID) for case in paid_off]
    plan_keys = writer.plans.keys(len(fates))
    for (case, fate), key in zip(fates, plan_keys, strict=True):
        writer.plan(case, key, fate)
    budgeted = open_cases[1::BUDGET_IN]
    histories = parameter_histories({case.municipality_id for case in budgeted})
    for case, key in zip(budgeted, writer.budgets.keys(len(budgeted)), strict=True):
        writer.budget(case, key, guidance_on(histories[case.municipality_id], writer.today))
    writer.send()
    refresh_plans(plan_keys)
    derived.refresh([case.pk for case in [*(case for case, _fate in fates), *budgeted]], today=writer.today)
