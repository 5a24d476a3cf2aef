"""One figure over some years as one reader may see it, each year as its own report shows it."""

from __future__ import annotations

from collections.abc import Sequence

from .counts import read_years
from .enums import Reader
from .figures import CATALOGUE
from .permissions import may_read
from .reach import Reach
from .report import Reading
from .values import Value

#: A year with any of these has records; one without is before them, and not a year of nought.
RECORDED = ("cases", "evictions")


def over_years(
    reach: Reach, code: str, years: Sequence[int], *, measure: str, reader: Reader, hides_small_counts: bool
) -> dict[int, Value | None]:
    """A figure that is counted from one measure, year by year; None for a year without records.

    Empty for a reader who may not read it.
    """
    if not may_read(reader, code):
        return {}
    reading = Reading((CATALOGUE[code],), hides_small_counts)
    measures = {measure, *RECORDED}
    own = read_years(reach, years, measures)
    wholes = read_years(reach.with_campaigns(), years, measures) if reach.leaves_out_campaigns else {}
    return {year: reading.values(counts, wholes.get(year))[0] if counts.sums else None for year, counts in own.items()}
