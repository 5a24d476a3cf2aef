"""Whole rows as the database itself writes them down, to be put back exactly."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from psycopg import sql

#: A row by the names of its columns, as PostgreSQL's `to_jsonb` writes it.
Image = dict[str, Any]


def images(table: str, keys: Iterable[int]) -> dict[int, Image]:
    """The rows of a table by their keys, as they stand now."""
    statement = sql.SQL("SELECT id, to_jsonb(t)::text FROM {} t WHERE id = ANY(%s) ORDER BY id")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table)), [list(keys)])
        return {key: json.loads(row) for key, row in cursor.fetchall()}


def keys_where(table: str, column: str, value: int) -> list[int]:
    """The keys of the rows that point at something."""
    statement = sql.SQL("SELECT id FROM {} WHERE {} = %s ORDER BY id")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table), sql.Identifier(column)), [value])
        return [key for (key,) in cursor.fetchall()]


def put_back(table: str, key: int, image: Image, columns: Collection[str]) -> None:
    """Give some columns of a row the values of the image."""
    if not columns:
        return
    assigned = sql.SQL(", ").join(
        sql.SQL("{0} = image.{0}").format(sql.Identifier(column)) for column in sorted(columns)
    )
    statement = sql.SQL("UPDATE {0} AS t SET {1} FROM jsonb_populate_record(NULL::{0}, %s) AS image WHERE t.id = %s")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table), assigned), [json.dumps(image), key])


def write_again(table: str, image: Image) -> None:
    """Write a row that was taken away, with its own key."""
    statement = sql.SQL("INSERT INTO {0} SELECT * FROM jsonb_populate_record(NULL::{0}, %s)")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table)), [json.dumps(image)])


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    """The columns in which two images of a row differ."""
    return {column for column, value in one.items() if other.get(column) != value}
