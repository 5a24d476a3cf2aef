"""The arithmetic of a stay-put budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.enums_money import INCOME_KINDS, BudgetKind
from casework.stay_put import Fit, Guidance, Household, Option, Reckoned, Verdict, Way, months_to_pay, reckon

GUIDANCE = Guidance(Decimal(6000), Decimal(2500), Decimal(40), longest_months=24, help_months=6)

#: A machine that does much else at the time must not fail a test of arithmetic.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.decimals(0, 60000, places=2)
households = st.builds(
    Household,
    adults=st.integers(1, 6),
    children=st.integers(0, 8),
    lines=st.dictionaries(st.sampled_from(list(BudgetKind)), amounts),
    arrears=amounts,
    expected_benefit=st.none() | amounts,
    cheaper_rent=st.none() | amounts,
)
guidances = st.builds(
    Guidance,
    adult_minimum=amounts,
    child_minimum=amounts,
    rent_percent=st.integers(1, 100).map(Decimal),
    longest_months=st.integers(1, 120),
    help_months=st.integers(1, 36),
)


def home(income: int, *, rent: int = 7000, arrears: int = 14000, **more: int) -> Household:
    """One adult without children, with a rent and an income."""
    told = {name: Decimal(amount) for name, amount in more.items()}
    return Household(1, 0, {"wages": Decimal(income), "rent": Decimal(rent)}, Decimal(arrears), **told)


def option(reckoned: Reckoned, way: Way) -> Option:
    return next(one for one in reckoned.options if one.way == way)


@pytest.mark.parametrize(
    ("household", "verdict"),
    [
        (home(14000), Verdict.INSTALMENTS),
        (home(14000, arrears=0), Verdict.NOTHING_OWED),
        (home(13100), Verdict.GRANT),
        (home(13000), Verdict.GRANT),
        (home(13100, expected_benefit=1500), Verdict.BENEFIT),
        (home(12000), Verdict.HELP),
        (home(2000, rent=3000), Verdict.NOT_ENOUGH),
        (home(2000, rent=3000, cheaper_rent=1000), Verdict.NOT_ENOUGH),
        (home(9000, rent=2900, cheaper_rent=2000, arrears=0), Verdict.NOTHING_OWED),
    ],
)
def test_what_would_keep_the_home(household: Household, verdict: Verdict) -> None:
    assert reckon(household, GUIDANCE).verdict == verdict


def test_the_ways_of_one_household_side_by_side() -> None:
    """1,000 kr. above the minimum and 14,000 owed: fourteen months."""
    reckoned = reckon(home(14000, expected_benefit=1500, cheaper_rent=5000), GUIDANCE)

    assert [reckoned.disposable, reckoned.minimum, reckoned.room] == [Decimal(7000), Decimal(6000), Decimal(1000)]
    assert [reckoned.rent_percent, reckoned.bearable_rent] == [Decimal(50), Decimal(5600)]
    assert list(reckoned.options) == [
        Option(Way.INSTALMENTS, Fit.ENOUGH, monthly=Decimal(1000), months=14),
        Option(Way.BENEFIT, Fit.ENOUGH, monthly=Decimal(1500), months=6),
        Option(Way.GRANT, Fit.ENOUGH, once=Decimal(14000), room=Decimal(1000)),
        Option(Way.HELP, Fit.NOT_NEEDED, room=Decimal(1000), rest=Decimal(14000)),
        Option(Way.MOVE, Fit.ENOUGH, monthly=Decimal(2000), months=5, room=Decimal(3000)),
    ]


def test_too_little_left_over_leaves_a_rest() -> None:
    instalments = option(reckon(home(13100), GUIDANCE), Way.INSTALMENTS)

    assert (instalments.fit, instalments.months, instalments.rest) == (Fit.NOT_ENOUGH, 24, Decimal(11600))


@unhurried
@given(household=households, guidance=guidances)
def test_sums_add_up_and_nothing_is_negative(household: Household, guidance: Guidance) -> None:
    reckoned = reckon(household, guidance)

    incoming = sum(amount for kind, amount in household.lines.items() if kind in INCOME_KINDS)
    assert reckoned.income == incoming
    assert reckoned.income + reckoned.costs == sum(household.lines.values())
    assert reckoned.disposable == reckoned.income - reckoned.costs == reckoned.room + reckoned.minimum
    assert reckoned.bearable_rent >= 0
    for one in reckoned.options:
        assert min(one.monthly, Decimal(one.months), one.once, one.rest) >= 0
        assert one.rest <= household.arrears
    assert (reckoned.chosen is None) == (reckoned.verdict in {Verdict.NOTHING_OWED, Verdict.NOT_ENOUGH})
    assert reckoned.chosen is None or reckoned.chosen.fit == Fit.ENOUGH


@unhurried
@given(household=households, guidance=guidances)
def test_instalments_pay_just_what_is_owed_from_what_there_is(household: Household, guidance: Guidance) -> None:
    reckoned = reckon(household, guidance)
    plan = option(reckoned, Way.INSTALMENTS)

    assert plan.months <= guidance.longest_months
    assert plan.monthly <= max(reckoned.room, Decimal(0))
    if plan.fit == Fit.ENOUGH:
        assert plan.rest == 0
        assert plan.monthly * (plan.months - 1) < household.arrears <= plan.monthly * plan.months
    elif plan.fit == Fit.NOT_ENOUGH:
        assert plan.rest == household.arrears - plan.monthly * plan.months > 0


@unhurried
@given(arrears=st.decimals("0.01", 60000, places=2), rate=st.decimals("0.01", 60000, places=2))
def test_months_to_pay(arrears: Decimal, rate: Decimal) -> None:
    months = months_to_pay(arrears, rate)

    assert rate * (months - 1) < arrears <= rate * months


@unhurried
@given(household=households, guidance=guidances)
def test_temporary_help_covers_what_is_lacking_or_the_rent(household: Household, guidance: Guidance) -> None:
    reckoned = reckon(household, guidance)
    help_ = option(reckoned, Way.HELP)

    assert help_.monthly <= household.rent
    if help_.fit == Fit.ENOUGH:
        assert help_.monthly == -reckoned.room
        assert help_.room == 0
