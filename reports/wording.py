"""How a figure's value is said, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import wording

from .enums import Unit
from .values import Number, Part, Value

#: Decimals of the units that are not whole numbers.
DECIMALS = {Unit.PERCENT: 1, Unit.DAYS: 1, Unit.PER_1000_DWELLINGS: 2}


def said(value: Number | None, unit: Unit) -> str:
    """A number with the decimals of its unit, and the sign of per cent; an en dash for none."""
    if unit == Unit.PERCENT:
        return wording.percent(value)
    return wording.number(value, DECIMALS.get(unit, 0))


def said_or_hidden(value: Value | Part, unit: Unit) -> str:
    """The value, or that it is hidden."""
    return _("hidden") if value.is_hidden else said(value.value, unit)
