"""Instalment plans, payments and budgets."""

import datetime as dt
from decimal import Decimal

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums_money import AgreedWith, BudgetKind, PaymentSource, Rhythm
from casework.models import Budget, BudgetLine, Instalment, InstalmentPayment, InstalmentPlan

from . import NOW
from .accounts import UserFactory
from .casework import CaseFactory


class InstalmentPlanFactory(DjangoModelFactory[InstalmentPlan]):
    """A plan without instalments, so that nothing of it runs: see `InstalmentFactory` and `derived_plans`."""

    class Meta:
        model = InstalmentPlan

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    agreed_with = AgreedWith.ASSOCIATION
    agreed_on = dt.date(2026, 11, 4)
    amount = Decimal("3000.00")
    owed_when_agreed = SelfAttribute("case.amount")
    rhythm = Rhythm.MONTHLY
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class InstalmentFactory(DjangoModelFactory[Instalment]):
    class Meta:
        model = Instalment

    plan = SubFactory(InstalmentPlanFactory)
    case = SelfAttribute("plan.case")
    municipality = SelfAttribute("plan.municipality")
    position = Sequence(lambda n: n + 1)
    due_on = dt.date(2026, 12, 1)
    amount = SelfAttribute("plan.amount")
    running_total = SelfAttribute("plan.amount")


class InstalmentPaymentFactory(DjangoModelFactory[InstalmentPayment]):
    class Meta:
        model = InstalmentPayment

    plan = SubFactory(InstalmentPlanFactory)
    case = SelfAttribute("plan.case")
    municipality = SelfAttribute("plan.municipality")
    paid_on = dt.date(2026, 11, 20)
    amount = Decimal("1000.00")
    source = PaymentSource.TENANT
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class BudgetFactory(DjangoModelFactory[Budget]):
    """A budget without lines: see `BudgetLineFactory`."""

    class Meta:
        model = Budget

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    made_on = dt.date(2026, 11, 20)
    adults = 1
    children = 0
    arrears = Decimal("15000.00")
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    budget = SubFactory(BudgetFactory)
    case = SelfAttribute("budget.case")
    municipality = SelfAttribute("budget.municipality")
    kind = BudgetKind.BENEFIT
    amount = Decimal("12000.00")
