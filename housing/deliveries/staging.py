"""The lines of a list laid out in tables that live only as long as the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from housing import cpr_keys
from housing.cpr import birth_date
from housing.importing.rows import ListedTenant, Row

from .sql import run

#: Tenancies sent to the database at a time: all that a list of any length needs of memory.
CHUNK = 5_000

_LAID_OUT = """
DROP TABLE IF EXISTS pg_temp.staged_row, pg_temp.staged_person, pg_temp.staged_seen, pg_temp.known, pg_temp.on_lease,
    pg_temp.stranger, pg_temp.compared, pg_temp.vanished, pg_temp.arriving, pg_temp.moving_in, pg_temp.newcomer,
    pg_temp.received;
CREATE TEMP TABLE staged_row (
    row_no integer NOT NULL, line integer NOT NULL, association_code text NOT NULL, tenancy_number varchar(40) NOT NULL,
    department_code varchar(20) NOT NULL, street varchar(200) NOT NULL, postcode varchar(4) NOT NULL,
    city varchar(60) NOT NULL, monthly_rent numeric(12, 2), amount numeric(12, 2) NOT NULL,
    step varchar(20) NOT NULL, due_on date, demand_sent_on date
) ON COMMIT DROP;
CREATE TEMP TABLE staged_person (
    row_no integer NOT NULL, position smallint NOT NULL, name varchar(200) NOT NULL, phone varchar(30) NOT NULL,
    birth_date date, cpr_hash bytea, cpr_sealed bytea, cpr_key_version smallint
) ON COMMIT DROP;
CREATE TEMP TABLE staged_seen (tenancy_number text, cpr_hash bytea) ON COMMIT DROP
"""

_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_EMPTY = "\\N"


def stage(rows: Iterable[Row]) -> None:
    """Send the rows of a list to the database as they are read, CPR numbers already hashed and sealed."""
    run(_LAID_OUT)
    numbered = enumerate(rows)
    while chunk := list(islice(numbered, CHUNK)):
        _copy("staged_row", (_row_line(number, row) for number, row in chunk))
        _copy("staged_person", (line for number, row in chunk for line in _person_lines(number, row)))
    run("ANALYZE staged_row; ANALYZE staged_person")


def stage_seen(tenancy_numbers: Iterable[str], cprs: Iterable[str]) -> None:
    """Remember whose line stood on the list although it could not be received: by tenancy, else by person."""
    _copy("staged_seen", (_line(number, None) for number in tenancy_numbers))
    _copy("staged_seen", (_line(None, _bytes(cpr_keys.fingerprint(cpr))) for cpr in cprs))
    run("ANALYZE staged_seen")


def _copy(table: str, lines: Iterable[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write("".join(lines))


def _row_line(number: int, row: Row) -> str:
    return _line(
        str(number),
        str(row.line),
        row.association_code,
        row.tenancy_number,
        row.department_code,
        row.street,
        row.postcode,
        row.city,
        None if row.rent is None else str(row.rent),
        str(row.amount),
        row.step,
        None if row.due_on is None else row.due_on.isoformat(),
        None if row.demand_sent_on is None else row.demand_sent_on.isoformat(),
    )


def _person_lines(number: int, row: Row) -> Iterator[str]:
    """One line for each tenant; the list's phone number is taken for the first one's."""
    for position, tenant in enumerate(row.tenants, start=1):
        phone = row.phone if position == 1 else ""
        yield _line(str(number), str(position), tenant.name, phone, *_identity(tenant))


def _identity(tenant: ListedTenant) -> tuple[str | None, ...]:
    """Date of birth, hash, ciphertext and key version; the number itself never reaches the database."""
    if tenant.cpr is None:
        return (None, None, None, None)
    born = birth_date(tenant.cpr)
    return (
        born.isoformat() if born else None,
        _bytes(cpr_keys.fingerprint(tenant.cpr)),
        _bytes(cpr_keys.seal(tenant.cpr)),
        str(cpr_keys.current_version()),
    )


def _bytes(value: bytes) -> str:
    return f"\\x{value.hex()}"


def _line(*values: str | None) -> str:
    """One line of COPY's text format."""
    return "\t".join([_EMPTY if value is None else value.translate(_SPECIAL) for value in values]) + "\n"
