"""Settles a row that only a person could: who lives there now, or that there is nothing more to do about it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from housing.deliveries.applying import write_warnings
from housing.deliveries.comparison import compare
from housing.deliveries.positions import write_positions
from housing.deliveries.records import arrival_of, opened_file, received_after
from housing.deliveries.sql import lock_association
from housing.deliveries.staging import stage, stage_seen
from housing.enums import Change, DeliveryStatus
from housing.importing.reader import read
from housing.models import Delivery, DeliveryRow, Lease, Tenancy
from housing.permissions import check_deliver

from .cases import open_cases_for_delivery

#: The reasons that a new lease settles.
NEW_LEASE_SETTLES = frozenset({"people_differ", "lease_ended"})


class CannotSettle(Refused):
    """The row cannot be received as it stands."""


@transaction.atomic
def settle_row(row: DeliveryRow, *, moved_in_on: dt.date | None = None, by: Scope, now: dt.datetime) -> Delivery:
    """Receive a parked row of the newest list, now that what was unclear is settled.

    With `moved_in_on` the tenants the list names have the lease from that day, and the one before ends the day
    before. Without it the row is compared again, for instance because its department has been entered.
    Raises `CannotSettle` when it is still unclear; nothing is then changed.
    """
    delivery = _newest(row, by=by)
    parked = _held(row, delivery)
    if moved_in_on is not None:
        _start_lease(parked, delivery, moved_in_on)
    with opened_file(delivery) as stream:
        listed = read(stream, arrival_of(delivery).layout, file_name=delivery.file_name)
        stage(found for found in listed.rows() if found.tenancy_number == parked.tenancy_number)
    stage_seen((), ())
    counts = compare(association_id=delivery.association_id, as_of=delivery.as_of, finds_vanished=False)
    if counts.ambiguous or not counts.tenancies:
        raise CannotSettle(_("The row still cannot be received: what is unclear about it has not changed."))
    write_warnings(delivery)
    write_positions(delivery)
    tenancy = Tenancy.objects.get(association_id=delivery.association_id, number=parked.tenancy_number)
    opened = open_cases_for_delivery(delivery, only=tenancy.pk, by=by, now=now)
    change = delivery.warnings.get(tenancy=tenancy).change
    _count(delivery, {change: 1, "ambiguous": -1, "cases_opened": opened.opened + opened.reopened})
    parked.delete()
    return delivery


@transaction.atomic
def dismiss_row(row: DeliveryRow, *, by: Scope) -> None:
    """Put a parked row aside: there is nothing to receive."""
    check_deliver(by, row.association_id)
    lock_association(row.association_id)
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=row.delivery_id)
    _held(row, delivery).delete()
    _count(delivery, {"ambiguous": -1, "put_aside": 1})


def _newest(row: DeliveryRow, *, by: Scope) -> Delivery:
    """The row's list, held; only the newest received one may still say what is owed."""
    check_deliver(by, row.association_id)
    lock_association(row.association_id)
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("association").get(pk=row.delivery_id)
    if delivery.status != DeliveryStatus.APPLIED or received_after(delivery).exists():
        raise CannotSettle(_("A newer list has been received, and this row no longer counts. Put it aside."))
    return delivery


def _held(row: DeliveryRow, delivery: Delivery) -> DeliveryRow:
    held = delivery.rows.select_for_update(of=("self",)).filter(pk=row.pk, change=Change.AMBIGUOUS).first()
    if held is None or delivery.status != DeliveryStatus.APPLIED:
        raise CannotSettle(_("Somebody has settled this row already."))
    return held


def _start_lease(row: DeliveryRow, delivery: Delivery, moved_in_on: dt.date) -> None:
    """End the lease before and begin one for the tenants of the list, who are written with its warning."""
    if row.reason not in NEW_LEASE_SETTLES:
        raise CannotSettle(_("A new lease does not settle what is unclear about this row."))
    if moved_in_on > delivery.as_of:
        raise CannotSettle(_("The tenants on the list moved in on the day of the list at the latest."))
    tenancy = Tenancy.objects.get(association_id=delivery.association_id, number=row.tenancy_number)
    leases = list(Lease.objects.select_for_update(of=("self",)).filter(tenancy=tenancy).order_by("pk"))
    if any(lease.starts_on is not None and lease.starts_on >= moved_in_on for lease in leases):
        raise CannotSettle(_("Another lease of this tenancy begins on that day or later. Choose a later day."))
    last_day = moved_in_on - dt.timedelta(days=1)
    for lease in leases:
        if lease.ends_on is None or lease.ends_on > last_day:
            lease.ends_on = last_day
            lease.save(update_fields=["ends_on"])
            lease.lease_tenants.filter(ends_on__isnull=True).exclude(starts_on__gt=last_day).update(ends_on=last_day)
    Lease.objects.create(
        tenancy=tenancy,
        association_id=tenancy.association_id,
        municipality_id=tenancy.municipality_id,
        starts_on=moved_in_on,
    )


def _count(delivery: Delivery, changes: dict[str, int]) -> None:
    counts = delivery.counts
    delivery.counts = {**counts, **{name: counts.get(name, 0) + number for name, number in changes.items()}}
    delivery.save(update_fields=["counts"])
