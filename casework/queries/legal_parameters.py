"""The legal parameters of a municipality, for a day or for all days, in one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ..legal_calendar import LegalParameters
from ..legal_parameters import Dated, ParameterHistory
from ..models import LegalParameter


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
