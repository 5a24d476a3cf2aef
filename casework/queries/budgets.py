"""A stay-put budget as one reads it: its sums, what would keep the home, and the ways side by side."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.wording import NOTHING, kroner

from ..enums_money import COST_KINDS, INCOME_KINDS
from ..legal_parameters import ParameterHistory
from ..models import Budget, Case
from ..stay_put import Fit, Guidance, Household, Option, Reckoned, Verdict, Way, reckon
from .legal_parameters import parameter_history

#: The parameters a budget is held against, as their sources are shown.
PARAMETERS = ("budget_adult", "budget_child", "budget_rent_percent", "budget_longest_months", "budget_help_months")


@dataclasses.dataclass(frozen=True, slots=True)
class WayRow:
    """One way in words: what it would do, what it needs and costs, and what then remains."""

    name: str
    basis: str
    fit: str
    tone: str
    effect: str
    condition: str
    cost: str
    remains: str


@dataclasses.dataclass(frozen=True, slots=True)
class BudgetPage:
    """A budget reckoned through, with the words for it."""

    budget: Budget
    reckoned: Reckoned
    guidance: Guidance
    sources: Sequence[str]
    income: Sequence[tuple[str, Decimal]]
    costs: Sequence[tuple[str, Decimal]]

    @property
    def sentence(self) -> str:
        """What would keep the home, in one sentence."""
        return _sentence(self.budget, self.reckoned)

    @property
    def ways(self) -> list[WayRow]:
        return [_way(option, self) for option in self.reckoned.options]

    @property
    def rate(self) -> Option | None:
        """The instalments the household can pay, when there is something to pay and to pay with."""
        option = next(option for option in self.reckoned.options if option.way == Way.INSTALMENTS)
        return option if option.monthly > 0 else None


def budgets_of(case: Case) -> QuerySet[Budget]:
    """The case's budgets with their lines, the newest first."""
    return case.budgets.select_related("recorded_by").prefetch_related("lines").order_by("-made_on", "-pk")


def budget_page(budget: Budget) -> BudgetPage:
    """One budget, held against the parameters of the day it was made."""
    history = parameter_history(budget.municipality_id)
    guidance = guidance_on(history, budget.made_on)
    lines = {line.kind: line.amount for line in budget.lines.all()}
    household = Household(
        budget.adults, budget.children, lines, budget.arrears, budget.expected_benefit, budget.cheaper_rent
    )
    rows = (history.row(code, budget.made_on) for code in PARAMETERS)
    return BudgetPage(
        budget,
        reckon(household, guidance),
        guidance,
        sources=list(dict.fromkeys(row.source for row in rows if row is not None)),
        income=[(str(kind.label), lines[kind]) for kind in INCOME_KINDS if kind in lines],
        costs=[(str(kind.label), lines[kind]) for kind in COST_KINDS if kind in lines],
    )


def guidance_on(history: ParameterHistory, made_on: dt.date) -> Guidance:
    """What a budget of a day is held against."""
    known = history.on(made_on)
    return Guidance(
        known.budget_adult,
        known.budget_child,
        Decimal(known.budget_rent_percent),
        known.budget_longest_months,
        known.budget_help_months,
    )


def said_of(budget: Budget | None) -> str:
    """What a budget comes to, in one sentence, for where something rests on it; empty for none."""
    return budget_page(budget).sentence if budget else ""


def _months(count: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _sentence(budget: Budget, reckoned: Reckoned) -> str:
    option = reckoned.chosen
    said = {
        "monthly": kroner(option.monthly) if option else "",
        "months": _months(option.months) if option else "",
        "once": kroner(option.once) if option else "",
        "lacking": kroner(-reckoned.room),
        "benefit": kroner(budget.expected_benefit),
        "rent": kroner(budget.cheaper_rent),
    }
    return _SENTENCES[reckoned.verdict]() % said


_SENTENCES: dict[Verdict, Callable[[], str]] = {
    Verdict.NOTHING_OWED: lambda: _("Nothing is owed, and the household has enough to live on."),
    Verdict.INSTALMENTS: lambda: _("The home can be kept by instalments: %(monthly)s a month for %(months)s."),
    Verdict.BENEFIT: lambda: _(
        "The home can be kept if the housing benefit is %(benefit)s: %(monthly)s more a month is enough."
    ),
    Verdict.GRANT: lambda: _(
        "The home can be kept by a one-off grant of %(once)s: the household can pay its rent from then on."
    ),
    Verdict.HELP: lambda: _(
        "The household lacks %(monthly)s a month. Temporary help can keep the home for %(months)s while something "
        "lasting is found."
    ),
    Verdict.MOVE: lambda: _("This home is too dear to keep. A home at %(rent)s a month leaves enough to live on."),
    Verdict.NOT_ENOUGH: lambda: _(
        "The household lacks %(lacking)s a month to live on, and none of the ways below is enough alone."
    ),
}

_FITS: dict[Fit, tuple[Callable[[], str], str]] = {
    Fit.ENOUGH: (lambda: _("Enough"), "teal"),
    Fit.NOT_ENOUGH: (lambda: _("Not enough alone"), "amber"),
    Fit.NOT_NEEDED: (lambda: _("Changes nothing"), ""),
    Fit.UNKNOWN: (lambda: _("Not reckoned yet"), ""),
}


def _way(option: Option, page: BudgetPage) -> WayRow:
    name, basis, condition = _WORDS[option.way]()
    fit, tone = _FITS[option.fit]
    return WayRow(name, basis, fit(), tone, _effect(option, page), condition, _cost(option), _remains(option))


def _effect(option: Option, page: BudgetPage) -> str:
    said = {"monthly": kroner(option.monthly), "months": _months(option.months), "once": kroner(option.once)}
    if option.way == Way.BENEFIT and option.fit == Fit.UNKNOWN:
        return _("Have it reckoned, and write the amount in the budget.")
    if option.way == Way.MOVE and option.fit == Fit.UNKNOWN:
        rent = kroner(page.reckoned.bearable_rent)
        return _("The household can bear a rent of %(rent)s at most.") % {"rent": rent}
    if option.fit == Fit.NOT_NEEDED or not (option.monthly or option.once):
        return _("No effect here.")
    return _EFFECTS[option.way]() % said


_EFFECTS: dict[Way, Callable[[], str]] = {
    Way.INSTALMENTS: lambda: _("%(monthly)s a month for %(months)s."),
    Way.BENEFIT: lambda: _("%(monthly)s more a month."),
    Way.GRANT: lambda: _("The arrears of %(once)s are paid at once."),
    Way.HELP: lambda: _("%(monthly)s a month for %(months)s, and the arrears paid besides."),
    Way.MOVE: lambda: _("%(monthly)s less rent a month."),
}


def _remains(option: Option) -> str:
    if option.fit in {Fit.NOT_NEEDED, Fit.UNKNOWN}:
        return NOTHING
    if option.room < 0:
        room = _("%(amount)s below the minimum a month") % {"amount": kroner(-option.room)}
    else:
        room = _("%(amount)s above the minimum a month") % {"amount": kroner(option.room)}
    return _("%(rest)s of the arrears; %(room)s") % {"rest": kroner(option.rest), "room": room} if option.rest else room


def _cost(option: Option) -> str:
    if option.fit == Fit.NOT_NEEDED:
        return NOTHING
    if option.way in {Way.GRANT, Way.HELP}:
        return _("%(amount)s for the municipality") % {"amount": kroner(option.once + option.monthly * option.months)}
    if option.way == Way.MOVE:
        return _("Moving costs and deposit")
    return _("Nothing for the municipality")


_WORDS: dict[Way, Callable[[], tuple[str, str, str]]] = {
    Way.INSTALMENTS: lambda: (
        _("Paying off"),
        _("Agreement with the association or in court"),
        _("The association agrees; the rent is paid besides."),
    ),
    Way.BENEFIT: lambda: (
        _("Housing benefit"),
        "boligstøtteloven",
        _("Udbetaling Danmark decides; have it reckoned anew when income, household or rent changed."),
    ),
    Way.GRANT: lambda: (
        _("One-off grant"),
        "aktivloven § 81",
        _("The municipality decides; as a rule the rent must be payable from then on."),
    ),
    Way.HELP: lambda: (
        _("Temporary help with the rent"),
        "aktivloven § 81 a",
        _("The municipality decides; it may require administration, a plan to move or debt advice."),
    ),
    Way.MOVE: lambda: (
        _("A cheaper home"),
        "almenboligloven § 59, aktivloven § 85",
        _("A home must be found; help with moving costs and deposit is decided by itself."),
    ),
}
