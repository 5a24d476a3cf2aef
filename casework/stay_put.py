"""What would keep a household in its home: the arithmetic of a monthly budget; no records, no words, no clock.

All amounts are kroner; those of a month are per month. Every result is guidance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from enum import Enum

from .enums_money import INCOME_KINDS, BudgetKind

ZERO = Decimal(0)


@dataclasses.dataclass(frozen=True, slots=True)
class Guidance:
    """The parameters a budget is held against.

    `longest_months` is the longest time arrears are paid off in, `help_months` how long a temporary help is
    reckoned with, `rent_percent` the share of the income a rent should not go beyond.
    """

    adult_minimum: Decimal
    child_minimum: Decimal
    rent_percent: Decimal
    longest_months: int
    help_months: int


@dataclasses.dataclass(frozen=True, slots=True)
class Household:
    """What a household told: who lives there, each line of its month, and what it owes."""

    adults: int
    children: int
    lines: Mapping[str, Decimal]
    arrears: Decimal
    expected_benefit: Decimal | None = None
    cheaper_rent: Decimal | None = None

    @property
    def income(self) -> Decimal:
        return sum((amount for kind, amount in self.lines.items() if kind in INCOME_KINDS), ZERO)

    @property
    def costs(self) -> Decimal:
        return sum((amount for kind, amount in self.lines.items() if kind not in INCOME_KINDS), ZERO)

    @property
    def rent(self) -> Decimal:
        return self.lines.get(BudgetKind.RENT, ZERO)

    @property
    def housing_benefit(self) -> Decimal:
        return self.lines.get(BudgetKind.HOUSING_BENEFIT, ZERO)


class Way(Enum):
    """A way to keep a home, or a home."""

    INSTALMENTS = "instalments"
    BENEFIT = "benefit"
    GRANT = "grant"
    HELP = "help"
    MOVE = "move"


class Fit(Enum):
    """Whether a way would be enough."""

    ENOUGH = "enough"
    NOT_ENOUGH = "not_enough"
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """One way, reckoned through.

    `monthly`: what it moves each month (paid off, or given). `months`: for how long. `once`: paid at once by the
    municipality. `room`: what is left above the minimum each month while it lasts. `rest`: arrears left at its end.
    """

    way: Way
    fit: Fit
    monthly: Decimal = ZERO
    months: int = 0
    once: Decimal = ZERO
    room: Decimal = ZERO
    rest: Decimal = ZERO


class Verdict(Enum):
    """What would keep the home, said first."""

    NOTHING_OWED = "nothing_owed"
    INSTALMENTS = "instalments"
    BENEFIT = "benefit"
    GRANT = "grant"
    HELP = "help"
    MOVE = "move"
    NOT_ENOUGH = "not_enough"


@dataclasses.dataclass(frozen=True, slots=True)
class Reckoned:
    """A budget reckoned through: its sums, the ways side by side, and the one that would keep the home."""

    income: Decimal
    costs: Decimal
    disposable: Decimal
    minimum: Decimal
    room: Decimal
    rent: Decimal
    rent_percent: Decimal | None
    bearable_rent: Decimal
    options: tuple[Option, ...]
    verdict: Verdict

    @property
    def chosen(self) -> Option | None:
        """The option the verdict is about."""
        return next((option for option in self.options if option.way.value == self.verdict.value), None)


def reckon(household: Household, guidance: Guidance) -> Reckoned:
    """Reckon a budget through.

    The disposable amount (rådighedsbeløb) is what is left of the income after rent and fixed costs; what is
    above the minimum for the household is room to pay arrears off.
    """
    disposable = household.income - household.costs
    minimum = household.adults * guidance.adult_minimum + household.children * guidance.child_minimum
    room = disposable - minimum
    options = (
        _instalments(household, guidance, room),
        _benefit(household, guidance, room),
        _grant(household, room),
        _help(household, guidance, room),
        _move(household, guidance, room),
    )
    income_share = household.rent / household.income * 100 if household.income else None
    return Reckoned(
        income=household.income,
        costs=household.costs,
        disposable=disposable,
        minimum=minimum,
        room=room,
        rent=household.rent,
        rent_percent=income_share,
        bearable_rent=_bearable_rent(household, guidance, room),
        options=options,
        verdict=_verdict(household, room, options),
    )


def months_to_pay(arrears: Decimal, rate: Decimal) -> int:
    """How many months it takes to pay arrears off at a monthly rate above nothing."""
    return int((arrears / rate).to_integral_value(ROUND_CEILING))


def _instalments(household: Household, guidance: Guidance, room: Decimal) -> Option:
    """Pay the arrears off with what is above the minimum, in whole kroner."""
    if not household.arrears:
        return Option(Way.INSTALMENTS, Fit.NOT_NEEDED, room=room)
    return _paid_off(Way.INSTALMENTS, household.arrears, guidance, room)


def _paid_off(way: Way, arrears: Decimal, guidance: Guidance, room: Decimal) -> Option:
    rate = min(_whole(room), arrears)
    if rate <= 0:
        return Option(way, Fit.NOT_ENOUGH, room=room, rest=arrears)
    months = min(months_to_pay(arrears, rate), guidance.longest_months)
    rest = max(arrears - rate * months, ZERO)
    return Option(
        way,
        Fit.NOT_ENOUGH if rest else Fit.ENOUGH,
        monthly=rate,
        months=months,
        room=room - rate,
        rest=rest,
    )


def _benefit(household: Household, guidance: Guidance, room: Decimal) -> Option:
    """A check of the housing benefit: what more of it would pay off; unknown until somebody has reckoned it."""
    if household.expected_benefit is None:
        return Option(Way.BENEFIT, Fit.UNKNOWN, room=room, rest=household.arrears)
    more = household.expected_benefit - household.housing_benefit
    if more <= 0:
        return Option(Way.BENEFIT, Fit.NOT_NEEDED, room=room, rest=household.arrears)
    better = room + more
    if not household.arrears:
        return Option(Way.BENEFIT, Fit.ENOUGH if better >= 0 else Fit.NOT_ENOUGH, monthly=more, room=better)
    paid = _paid_off(Way.BENEFIT, household.arrears, guidance, better)
    return dataclasses.replace(paid, monthly=more)


def _grant(household: Household, room: Decimal) -> Option:
    """A one-off grant for the arrears (§ 81): it keeps the home when the rent can be paid from then on."""
    if not household.arrears:
        return Option(Way.GRANT, Fit.NOT_NEEDED, room=room)
    fit = Fit.ENOUGH if room >= 0 else Fit.NOT_ENOUGH
    return Option(Way.GRANT, fit, once=household.arrears, room=room)


def _help(household: Household, guidance: Guidance, room: Decimal) -> Option:
    """Temporary help with the rent (§ 81 a): it covers what the month lacks while something cheaper is found."""
    if room >= 0:
        return Option(Way.HELP, Fit.NOT_NEEDED, room=room, rest=household.arrears)
    lacking = min(-room, household.rent)
    fit = Fit.ENOUGH if lacking == -room and guidance.help_months else Fit.NOT_ENOUGH
    return Option(
        Way.HELP,
        fit,
        monthly=lacking,
        months=guidance.help_months,
        once=household.arrears,
        room=room + lacking,
    )


def _move(household: Household, guidance: Guidance, room: Decimal) -> Option:
    """A cheaper home: it is enough when the household then has the minimum, whatever becomes of the arrears."""
    if household.cheaper_rent is None:
        return Option(Way.MOVE, Fit.UNKNOWN, room=room, rest=household.arrears)
    saved = household.rent - household.cheaper_rent
    if saved <= 0:
        return Option(Way.MOVE, Fit.NOT_NEEDED, room=room, rest=household.arrears)
    better = room + saved
    fit = Fit.ENOUGH if better >= 0 else Fit.NOT_ENOUGH
    paid = _paid_off(Way.MOVE, household.arrears, guidance, better)
    return dataclasses.replace(paid, fit=fit, monthly=saved, room=better)


def _bearable_rent(household: Household, guidance: Guidance, room: Decimal) -> Decimal:
    """The highest rent that leaves the minimum and stays within the share of the income."""
    by_room = household.rent + room
    by_share = household.income * guidance.rent_percent / 100
    return _whole(max(min(by_room, by_share), ZERO))


def _verdict(household: Household, room: Decimal, options: tuple[Option, ...]) -> Verdict:
    """The first way that is enough, the one that costs others least first."""
    if not household.arrears and room >= 0:
        return Verdict.NOTHING_OWED
    for option in options:
        if option.fit == Fit.ENOUGH:
            return Verdict(option.way.value)
    return Verdict.NOT_ENOUGH


def _whole(amount: Decimal) -> Decimal:
    return amount.to_integral_value(ROUND_DOWN)
