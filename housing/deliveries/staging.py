"""The lines of a list laid out in tables that live only as long as the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from housing.cpr import birth_date
from housing.cpr_keys import CprKeys, current_keys
from housing.importing.rows import ListedTenant, Row

from .sql import run

#: Tenancies sent to the database at a time: all that a list of any length needs of memory.
CHUNK = 5_000

# A small sample is enough to choose a plan by.
_LAID_OUT = """
SET LOCAL default_statistics_target = 10;
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


def stage(rows: Iterable[Row]) -> None:
    """Send the rows of a list to the database as they are read, CPR numbers already hashed and sealed."""
    run(_LAID_OUT)
    keys = current_keys()
    numbered = enumerate(rows)
    while chunk := list(islice(numbered, CHUNK)):
        _copy("staged_row", (_row_line(number, row) for number, row in chunk))
        _copy("staged_person", (line for number, row in chunk for line in _person_lines(number, row, keys)))
    run("ANALYZE staged_row; ANALYZE staged_person")


def stage_seen(tenancy_numbers: Iterable[str], cprs: Iterable[str]) -> None:
    """Remember whose line stood on the list although it could not be received: by tenancy, else by person."""
    _copy("staged_seen", (f"{_text(number)}\t\\N\n" for number in tenancy_numbers))
    keys = current_keys()
    _copy("staged_seen", (f"\\N\t{_bytes(keys.fingerprint(cpr))}\n" for cpr in cprs))
    run("ANALYZE staged_seen")


def _copy(table: str, lines: Iterable[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write("".join(lines))


def _row_line(number: int, row: Row) -> str:
    return (
        f"{number}\t{row.line}\t{_text(row.association_code)}\t{_text(row.tenancy_number)}"
        f"\t{_text(row.department_code)}\t{_text(row.street)}\t{row.postcode}\t{_text(row.city)}"
        f"\t{_known(row.rent)}\t{row.amount}\t{row.step}\t{_known(row.due_on)}\t{_known(row.demand_sent_on)}\n"
    )


def _person_lines(number: int, row: Row, keys: CprKeys) -> Iterator[str]:
    """One line for each tenant; the list's phone number is taken for the first one's."""
    phone = _text(row.phone)
    for position, tenant in enumerate(row.tenants, start=1):
        yield f"{number}\t{position}\t{_text(tenant.name)}\t{phone}\t{_identity(tenant, keys)}\n"
        phone = ""


def _identity(tenant: ListedTenant, keys: CprKeys) -> str:
    """Date of birth, hash, ciphertext and key version; the number itself never reaches the database."""
    cpr = tenant.cpr
    if cpr is None:
        return "\\N\t\\N\t\\N\t\\N"
    return f"{_known(birth_date(cpr))}\t{_bytes(keys.fingerprint(cpr))}\t{_bytes(keys.seal(cpr))}\t{keys.version}"


def _text(value: str) -> str:
    """A text as COPY takes it."""
    return value if value.isprintable() and "\\" not in value else value.translate(_SPECIAL)


def _known(value: object) -> str:
    """An amount or a date as COPY takes it."""
    return "\\N" if value is None else str(value)


def _bytes(value: bytes) -> str:
    return f"\\\\x{value.hex()}"
