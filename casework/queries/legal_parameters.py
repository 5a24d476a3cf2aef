"""The legal parameters of a municipality, for a day or for all days, in one query; and how they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import ngettext

from accounts.scope import Scope
from accounts.wording import kroner, number, percent

from ..legal_calendar import LegalParameters
from ..legal_parameters import PARAMETERS, Dated, DecisionStart, Measure, Parameter, ParameterHistory, read
from ..models import LegalParameter


class ShownValue(NamedTuple):
    """One value in words, with the days it holds for and its source; `pk` of the row, None for a proposal."""

    text: str
    starts_on: dt.date
    ends_on: dt.date | None
    source: str
    pk: int | None


class ParameterRow(NamedTuple):
    """One parameter with what it is today, what is planned, and what it was; `now` is None where it is unknown."""

    code: str
    label: str
    description: str
    now: ShownValue | None
    planned: list[ShownValue]
    former: list[ShownValue]


def legal_parameters_on(municipality_id: int, day: dt.date) -> LegalParameters:
    """The parameters that count in a municipality on a day."""
    return parameter_history(municipality_id).on(day)


def parameter_history(municipality_id: int) -> ParameterHistory:
    """All parameters of a municipality, to ask for many days."""
    return parameter_histories([municipality_id])[municipality_id]


def parameter_histories(municipality_ids: Collection[int]) -> dict[int, ParameterHistory]:
    """The parameters of several municipalities; one without rows has the product's proposals."""
    rows: dict[int, list[Dated]] = {key: [] for key in municipality_ids}
    found = LegalParameter.objects.filter(municipality_id__in=municipality_ids)
    for row in found.order_by("starts_on", "pk"):
        rows[row.municipality_id].append(Dated(row.code, row.value, row.starts_on, row.ends_on, row.source))
    return {key: ParameterHistory(dated) for key, dated in rows.items()}


def parameter_rows(scope: Scope, *, today: dt.date) -> list[ParameterRow]:
    """Every parameter of the reader's municipality in its order, the newest of its other values first."""
    own = LegalParameter.objects.filter(municipality_id=scope.municipality_id).order_by("-starts_on", "-pk")
    keys = {(row.code, row.starts_on): row.pk for row in own}
    history = ParameterHistory(Dated(row.code, row.value, row.starts_on, row.ends_on, row.source) for row in own)
    return [_row(parameter, history, keys, today) for parameter in PARAMETERS]


def _row(
    parameter: Parameter, history: ParameterHistory, keys: dict[tuple[str, dt.date], int], today: dt.date
) -> ParameterRow:
    now = history.row(parameter.code, today)
    values = [
        ShownValue(
            value_text(parameter, row.value),
            row.starts_on,
            row.ends_on,
            row.source,
            keys.get((row.code, row.starts_on)),
        )
        for row in reversed(history.rows(parameter.code))
    ]
    return ParameterRow(
        parameter.code,
        str(parameter.label),
        str(parameter.description),
        next((value for value in values if now is not None and value.starts_on == now.starts_on), None),
        [value for value in values if value.starts_on > today],
        [value for value in values if value.ends_on is not None and value.ends_on < today],
    )


def value_text(parameter: Parameter, value: str) -> str:
    """A value with what it is counted in: 14 days, 314,00 kr., the court's notice."""
    known = read(parameter, value)
    if isinstance(known, str):
        return str(DecisionStart(known).label)
    if parameter.measure == Measure.KRONER:
        return kroner(known)
    if parameter.measure == Measure.PERCENT:
        return percent(known, 0)
    if parameter.measure == Measure.COUNT:
        return number(known)
    return _UNITS[parameter.measure](int(known)) % {"number": number(known)}


_UNITS = {
    Measure.WEEKDAYS: lambda count: ngettext("%(number)s weekday", "%(number)s weekdays", count),
    Measure.DAYS: lambda count: ngettext("%(number)s day", "%(number)s days", count),
    Measure.WORKING_DAYS: lambda count: ngettext("%(number)s working day", "%(number)s working days", count),
    Measure.WEEKS: lambda count: ngettext("%(number)s week", "%(number)s weeks", count),
    Measure.MONTHS: lambda count: ngettext("%(number)s month", "%(number)s months", count),
}
