"""The two ways a list is measured against: COPY into one table, which is the limit, and Django's `bulk_create`."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from housing import cpr, cpr_keys
from housing.enums import Change
from housing.importing.layouts import STEP_WORDS
from housing.models import (
    ArrearsPosition,
    ArrearsWarning,
    Delivery,
    Department,
    Lease,
    LeaseTenant,
    Tenancy,
    Tenant,
)

BATCH = 1_000
_CHUNK = 1 << 20
Line = dict[str, str]


def copy_into_one_table(path: Path) -> None:
    """COPY of the file as it is into one table of texts with four indexes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE plain (selskab text, afdeling text, lejemaal text, lejer_1 text, cpr_1 text,"
            " lejer_2 text, cpr_2 text, adresse text, postnr text, by text, leje text, restance text, forfald text,"
            " trin text,"
            " paakrav text, telefon text) ON COMMIT DROP"
        )
        for column in ("lejemaal", "afdeling", "cpr_1", "restance"):
            cursor.execute(f"CREATE INDEX ON plain ({column})")
        statement = "COPY plain FROM STDIN (FORMAT csv, DELIMITER ';', HEADER, ENCODING 'WIN1252')"
        with cursor.copy(statement) as copy, path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                copy.write(chunk)


@transaction.atomic
def bulk_create(path: Path, delivery: Delivery) -> None:
    """The same rows in the same tables, by Django's `bulk_create` with `update_conflicts`, 1,000 lines at a time."""
    departments = {
        department.code: department for department in Department.objects.filter(association=delivery.association)
    }
    with path.open(encoding="windows-1252", newline="") as file:
        lines = csv.DictReader(file, delimiter=";")
        while batch := list(islice(lines, BATCH)):
            _write(batch, delivery, departments)


def _write(batch: list[Line], delivery: Delivery, departments: dict[str, Department]) -> None:
    tenancies = Tenancy.objects.bulk_create(
        [_tenancy(line, departments[line["Afdeling"]]) for line in batch],
        update_conflicts=True,
        unique_fields=["association", "number"],
        update_fields=["street", "postcode", "city", "monthly_rent"],
    )
    leases = Lease.objects.bulk_create(
        [
            Lease(tenancy=home, association_id=home.association_id, municipality_id=home.municipality_id)
            for home in tenancies
        ]
    )
    people = [(lease, tenant) for lease, line in zip(leases, batch, strict=True) for tenant in _tenants(line, delivery)]
    Tenant.objects.bulk_create([tenant for _lease, tenant in people])
    LeaseTenant.objects.bulk_create(
        [LeaseTenant(lease=lease, tenant=tenant, association_id=lease.association_id) for lease, tenant in people]
    )
    warnings = ArrearsWarning.objects.bulk_create(
        [_warning(line, lease, delivery) for line, lease in zip(batch, leases, strict=True)]
    )
    ArrearsPosition.objects.bulk_create(
        [_position(warning) for warning in warnings],
        update_conflicts=True,
        unique_fields=["tenancy"],
        update_fields=["lease", "warning", "amount", "monthly_rent", "step", "due_on", "as_of", "gate_basis"],
    )


def _tenancy(line: Line, department: Department) -> Tenancy:
    return Tenancy(
        association_id=department.association_id,
        municipality_id=department.municipality_id,
        department=department,
        number=line["Lejemålsnr."],
        street=line["Adresse"],
        postcode=line["Postnr"],
        city=line["By"],
        monthly_rent=_kroner(line["Månedsleje"]),
    )


def _tenants(line: Line, delivery: Delivery) -> Iterator[Tenant]:
    for position in ("1", "2"):
        if name := line[f"Lejer {position}"]:
            number = cpr.normalise(line[f"CPR {position}"])
            yield Tenant(
                association_id=delivery.association_id,
                name=name,
                birth_date=cpr.birth_date(number),
                cpr_hash=cpr_keys.fingerprint(number),
                cpr_sealed=cpr_keys.seal(number),
                cpr_key_version=cpr_keys.current_version(),
            )


def _warning(line: Line, lease: Lease, delivery: Delivery) -> ArrearsWarning:
    return ArrearsWarning(
        delivery=delivery,
        association_id=lease.association_id,
        municipality_id=lease.municipality_id,
        tenancy_id=lease.tenancy_id,
        lease=lease,
        as_of=delivery.as_of,
        as_of_year=delivery.as_of.year,
        amount=_kroner(line["Restance i alt"]),
        monthly_rent=_kroner(line["Månedsleje"]),
        step=STEP_WORDS[line["Rykkertrin"]],
        due_on=_day(line["Forfaldsdato"]),
        change=Change.NEW,
    )


def _position(warning: ArrearsWarning) -> ArrearsPosition:
    return ArrearsPosition(
        tenancy_id=warning.tenancy_id,
        association_id=warning.association_id,
        municipality_id=warning.municipality_id,
        lease_id=warning.lease_id,
        warning=warning,
        amount=warning.amount,
        monthly_rent=warning.monthly_rent,
        step=warning.step,
        due_on=warning.due_on,
        as_of=warning.as_of,
        since_on=warning.as_of,
    )


def _kroner(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _day(text: str) -> dt.date:
    day, month, year = text.split("-")
    return dt.date(int(year), int(month), int(day))
