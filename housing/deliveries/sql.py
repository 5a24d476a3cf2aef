"""Set-based statements: one statement for any number of tenancies."""

from __future__ import annotations

from typing import Any

from django.db import connection

from ..enums import Step

#: What every statement about a list may name: the steps in their order.
STEPS: list[str] = list(Step.values)


def run(statement: str, **values: Any) -> int:
    """Run one statement, or several of which none returns rows; how many rows the last one touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"steps": STEPS, **values})
        touched: int = cursor.rowcount
    return touched


def first(statement: str, **values: Any) -> dict[str, Any]:
    """The first row of an answer, by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"steps": STEPS, **values})
        names = [column.name for column in cursor.description or ()]
        return dict(zip(names, cursor.fetchone() or (), strict=True))


def column(statement: str, **values: Any) -> list[Any]:
    """The first column of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"steps": STEPS, **values})
        return [row[0] for row in cursor.fetchall()]


def lock_association(association_id: int) -> None:
    """Let nobody else apply a list of the association until the end of the transaction."""
    run("SELECT pg_advisory_xact_lock(hashtext('arrears list'), %(key)s::integer)", key=association_id)
