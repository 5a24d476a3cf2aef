"""What evictions cost: an order of magnitude, never a budget."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value
from .registry import Basis, figure

#: Amounts are said in whole ten thousands; more digits would promise what nobody knows.
STEP = 10_000


@figure(
    Section.MONEY, _("What the evictions cost, roughly"), Unit.KRONER,
    Basis(TimeBase.EVENT, Origin.EVICTIONS, Formula.AMOUNT), parts_by=_("Reckoned with"),
    limits=_(
        "An order of magnitude: what an eviction costs an association, by an estimate that the municipality can change."
    ),
)  # fmt: skip
def cost_of_evictions(counts: Counts) -> Value:
    """Evictions of the year times what one costs an association, between a lower and an upper estimate as they stand
    at the end of the year; of several years those of the last. The amount shown lies in the middle, and all are
    rounded to ten thousand kroner."""
    evictions = counts.total("evictions")
    if counts.reach.municipality_id is None:
        return Value(None, evictions)
    low, high = counts.names.cost_of_eviction(counts.reach.municipality_id, counts.last_year)
    parts = (
        Part("low", _("The lower estimate"), _rounded(evictions * low), evictions),
        Part("high", _("The upper estimate"), _rounded(evictions * high), evictions),
    )
    return Value(_rounded(evictions * (low + high) / 2), evictions, parts if evictions else (), adds_up=False)


def _rounded(kroner: Decimal) -> int:
    return int((kroner / STEP).to_integral_value()) * STEP
