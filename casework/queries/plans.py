"""An instalment plan as one reads it: how it stands, each instalment, each payment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Prefetch, TextChoices
from django.utils.translation import pgettext_lazy

from ..enums_money import PlanStanding
from ..models import Case, Instalment, InstalmentPayment, InstalmentPlan

#: The colour and picture of each standing; the word is always beside it.
LOOKS = {
    PlanStanding.KEPT: ("teal", "check2-circle"),
    PlanStanding.BEHIND: ("amber", "clock"),
    PlanStanding.BROKEN: ("red", "x-circle"),
    PlanStanding.PAID: ("teal", "check2-all"),
    PlanStanding.ENDED: ("", "dash-circle"),
}


class Covered(TextChoices):
    """How one instalment stands."""

    PAID = "paid", pgettext_lazy("instalment", "Paid")
    PARTLY = "partly", pgettext_lazy("instalment", "Partly paid")
    MISSED = "missed", pgettext_lazy("instalment", "Not paid, by the arrears list")
    UNREPORTED = "unreported", pgettext_lazy("instalment", "Not reported paid")
    COMING = "coming", pgettext_lazy("instalment", "To come")


@dataclasses.dataclass(frozen=True, slots=True)
class InstalmentLine:
    """One instalment with what of it is still lacking."""

    instalment: Instalment
    lacking: Decimal
    covered: Covered


@dataclasses.dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with its instalments, and its payments the newest first."""

    plan: InstalmentPlan
    standing: PlanStanding
    lines: Sequence[InstalmentLine]
    payments: Sequence[InstalmentPayment]

    @property
    def tone(self) -> str:
        return LOOKS[self.standing][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.standing][1]

    @property
    def next_line(self) -> InstalmentLine | None:
        """The first instalment that is not covered whole, while the plan runs."""
        open_lines = (line for line in self.lines if line.lacking > 0)
        return next(open_lines, None) if self.plan.is_running else None

    @property
    def last_day(self) -> dt.date | None:
        return self.lines[-1].instalment.due_on if self.lines else None


def plan_pages(case: Case, *, today: dt.date) -> list[PlanPage]:
    """The case's plans, the one that runs first and then the newest; three questions whatever their number."""
    plans = case.plans.select_related("recorded_by").prefetch_related(
        Prefetch("instalments", Instalment.objects.order_by("position")),
        Prefetch("payments", InstalmentPayment.objects.standing().order_by("-paid_on", "-pk")),
    )
    pages = [plan_page(plan, today=today) for plan in plans.order_by("-agreed_on", "-pk")]
    return sorted(pages, key=lambda page: not page.plan.is_running)


def plan_page(plan: InstalmentPlan, *, today: dt.date) -> PlanPage:
    """One plan; its instalments in order and its standing payments are fetched already."""
    lines = [_line(instalment, plan.paid, today) for instalment in plan.instalments.all()]
    return PlanPage(plan, plan.standing(today), lines, list(plan.payments.all()))


def _line(instalment: Instalment, paid: Decimal, today: dt.date) -> InstalmentLine:
    lacking = min(max(instalment.running_total - paid, Decimal(0)), instalment.amount)
    return InstalmentLine(instalment, lacking, _covered(instalment, lacking, today))


def _covered(instalment: Instalment, lacking: Decimal, today: dt.date) -> Covered:
    if not lacking:
        return Covered.PAID
    if instalment.missed_on is not None:
        return Covered.MISSED
    if lacking < instalment.amount:
        return Covered.PARTLY
    return Covered.UNREPORTED if instalment.due_on < today else Covered.COMING
