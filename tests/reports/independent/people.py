"""Who a household is on a day: the ages, the years in the home, how the home was allocated."""

from __future__ import annotations

import datetime as dt

from housing.models import Lease

from .arithmetic import whole_years

AGES = ("under_25", "25_29", "30_39", "40_49", "50_64", "65_on")
YEARS = ("under_1", "1_1", "2_4", "5_9", "10_on")
ALLOCATIONS = ("waiting_list", "municipal", "exchange", "unknown")


def age_band(lease: Lease, day: dt.date) -> str:
    """The band of the oldest of those who were on the lease on a day, or when it ended before."""
    last_day = day if lease.ends_on is None else min(day, lease.ends_on)
    born = [
        one.tenant.birth_date
        for one in lease.lease_tenants.all()
        if one.tenant.birth_date is not None
        and (one.starts_on is None or one.starts_on <= day)
        and (one.ends_on is None or one.ends_on >= last_day)
    ]
    if not born or min(born) > day:
        return "unknown"
    age = whole_years(min(born), day)
    return AGES[sum(age >= start for start in (25, 30, 40, 50, 65))]


def years_band(starts_on: dt.date | None, day: dt.date) -> str:
    """The band of the years from the first day of the lease to a day."""
    if starts_on is None or starts_on > day:
        return "unknown"
    return YEARS[sum(whole_years(starts_on, day) >= start for start in (1, 2, 5, 10))]


def allocation_of(lease: Lease) -> str:
    return lease.allocation or "unknown"
