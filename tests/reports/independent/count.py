"""All figures together."""

from __future__ import annotations

from collections.abc import Collection

from .arithmetic import Counted
from .cases import count_cases
from .evictions import count_evictions
from .homes import Homes, Records
from .work import count_closed, count_told, count_work


def count(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """Every figure of some homes in some years, by its code."""
    parts = (count_evictions, count_told, count_cases, count_work, count_closed)
    return {code: value for part in parts for code, value in part(records, homes, years).items()}
