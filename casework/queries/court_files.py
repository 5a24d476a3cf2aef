"""Which tenancy a line of the court's file is about, and what waits for a person."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from accounts.scope import Scope
from housing.importing.court_notices import CourtRow
from housing.models import Lease, LeaseTenant, Tenancy

from ..enums_association import CourtFileStatus, CourtLineReason, CourtLineState
from ..models import CourtFile, CourtFileLine
from ..names import key_of
from .association_notices import lease_on


class Match(NamedTuple):
    """The lease a line fits, or why a person has to look at it; both where only the name differs."""

    lease: Lease | None
    reason: str


def match_line(row: CourtRow, *, municipality_id: int) -> Match:
    """The lease of the one tenancy with the line's number or whole address, whose tenant bears its name.

    The court's notice is what makes it lawful to look the tenancy up; only the whole number or address finds it.
    """
    homes = list(_homes(row, municipality_id)[:2])
    if not homes:
        return Match(None, CourtLineReason.NO_HOME)
    if len(homes) > 1:
        return Match(None, CourtLineReason.SEVERAL_HOMES)
    lease = lease_on(homes[0], row.filed_on)
    if lease is None:
        return Match(None, CourtLineReason.NO_LEASE)
    names = LeaseTenant.objects.filter(lease=lease).values_list("tenant__name", flat=True)
    if names and key_of(row.name) not in {key_of(name) for name in names}:
        return Match(lease, CourtLineReason.OTHER_NAME)
    return Match(lease, "")


def files_of(scope: Scope) -> QuerySet[CourtFile]:
    """The files sent, each with how many of its lines wait for a person."""
    waits = Q(lines__state=CourtLineState.PARKED)
    return CourtFile.objects.visible_to(scope).annotate(
        line_count=Count("lines"), parked_count=Count("lines", filter=waits)
    )


def lines_of(file: CourtFile) -> QuerySet[CourtFileLine]:
    """The lines of a file in their order, with the tenancy each fits."""
    return file.lines.select_related("lease__tenancy__association").order_by("line")


def parked_lines(scope: Scope) -> QuerySet[CourtFileLine]:
    """What waits for a person in confirmed files."""
    files = CourtFile.objects.visible_to(scope).filter(status=CourtFileStatus.APPLIED)
    return CourtFileLine.objects.filter(file__in=files, state=CourtLineState.PARKED)


def _homes(row: CourtRow, municipality_id: int) -> QuerySet[Tenancy]:
    homes = Tenancy.objects.filter(municipality_id=municipality_id).order_by("pk")
    if row.tenancy_number:
        numbered = homes.filter(number=row.tenancy_number)
        owner = row.association
        if owner:
            numbered = numbered.filter(Q(association__name__iexact=owner) | Q(association__code__iexact=owner))
        return numbered
    placed = homes.filter(street__iexact=row.street)
    return placed.filter(postcode=row.postcode) if row.postcode else placed
