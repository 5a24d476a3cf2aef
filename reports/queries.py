"""Which years have anything to show, and the evictions recorded here year by year."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min, Sum

from .enums import Reader
from .official import DENMARK, FIRST_YEAR, Series, evictions_in
from .permissions import may_read
from .reach import Reach
from .suppression import is_small


def official_series(reach: Reach) -> list[Series]:
    """The court administration's evictions in the municipalities of a reach, and then in all of Denmark."""
    codes = list(reach.municipalities().order_by("code").values_list("code", flat=True))
    return evictions_in([*codes, DENMARK])


def years_to_show(reach: Reach, series: list[Series], *, today: dt.date) -> list[int]:
    """The years with an official figure or with records of our own until today, the newest first."""
    official = {figure.year for one in series for figure in one.years}
    return sorted(official | set(range(_first_year(reach, today), today.year + 1)), reverse=True)


def own_evictions(reach: Reach, *, reader: Reader, hides_small_counts: bool) -> dict[int, int | None]:
    """Evictions recorded here by year; None for a small count that this reader may not see."""
    if not may_read(reader, "evictions"):
        return {}
    rows = reach.cells().filter(measure="evictions", dimension="").order_by("year")
    counts = dict(rows.values_list("year").annotate(sum=Sum("count")))
    return {year: None if hides_small_counts and is_small(count) else int(count) for year, count in counts.items()}


def _first_year(reach: Reach, today: dt.date) -> int:
    """The year of the oldest record; this year where there is none."""
    first: int | None = reach.cells().exclude(measure__startswith="dwellings").aggregate(year=Min("year"))["year"]
    return max(FIRST_YEAR, min(first or today.year, today.year))
