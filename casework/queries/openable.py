"""Finding the tenancy a case is to be opened for, without looking through an association's homes."""

from __future__ import annotations

import datetime as dt

from accounts.scope import Scope
from housing.models import HousingAssociation, Lease

from ..models import Case


def lease_by_number(association: HousingAssociation, number: str, scope: Scope, *, today: dt.date) -> Lease | None:
    """The lease in force of the tenancy with exactly this number; None when there is none.

    Tenancies belong to the associations and the municipality may not look through them (domain § 3, the legal
    gate). Whoever turned to the municipality has given the number, so the whole number finds its one tenancy
    and a part of it finds nothing.
    """
    return (
        Lease.objects.current(today)
        .filter(
            municipality_id=scope.municipality_id,
            tenancy__association=association,
            tenancy__number=number.strip(),
        )
        .select_related("tenancy")
        .first()
    )


def open_case_of(lease: Lease) -> Case | None:
    """The open case the lease has already, whoever may see it."""
    return Case.objects.open().filter(lease=lease).first()
